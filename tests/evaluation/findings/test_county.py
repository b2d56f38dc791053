from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.terms import Status
from evaluation.assessment import Assessment
from evaluation.findings.county import headlines, made_good, peers, population_of, rows_of, standing, strengths_of
from tests.evaluation.frames import small_city
from tests.small import CITY, EAST, WEST, SmallCity, rooms

STATUSES = ("on_track", "at_risk", "behind", "no_data")


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assessment]:
    """East is asked for 10 events a month: none in January, 5 in February (behind), 30 in March (35 of 30)."""
    city = SmallCity(tmp_path_factory.mktemp("county"))
    for month, events in (("2024-01", 0), ("2024-02", 5), ("2024-03", 30)):
        city.report(EAST, month, {**rooms(8, 6), "events": events})
    yield city.assessments.at("2024-03")
    city.store.close()


def test_a_status_holds_since_the_month_after_another_one(assessment: Assessment) -> None:
    series = assessment.series(EAST, "events")
    assert [row.status for row in series] == ["behind", "behind", "on_track"]
    found = standing(series)
    assert found is not None
    assert (found.since, found.months) == ("2024-03", 1)
    before = standing(series[:2])
    assert before is not None
    assert (before.since, before.months) == ("2024-01", 2)
    assert standing(()) is None


@given(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=20))
def test_the_months_of_a_status_are_the_last_ones_alike(assessment: Assessment, statuses: list[Status]) -> None:
    row = assessment.series(EAST, "events")[0]
    found = standing([replace(row, status=status) for status in statuses])
    assert found is not None
    assert set(statuses[-found.months :]) == {statuses[-1]}
    assert found.months == len(statuses) or statuses[-found.months - 1] != statuses[-1]


def test_what_was_missed_and_made_good_is_remembered(assessment: Assessment) -> None:
    assert [(row.indicator, row.late_green) for row in made_good(assessment, EAST)] == [("events", "2024-01 2024-02")]
    assert made_good(assessment, WEST) == ()


def test_what_is_furthest_above_its_line_leads(assessment: Assessment) -> None:
    (first,) = strengths_of(assessment, EAST, 1)
    assert first.indicator == "events"  # 35 of 30
    assert first.attainment == pytest.approx(35 / 30 * 100)
    assert strengths_of(assessment, WEST, 3) == ()


def test_a_strength_in_full_colour_goes_before_one_that_is_further_above(tmp_path: Path) -> None:
    """Without February 330 events of 20 expected are incomplete; all 20 schools have a room, 3 had one in January."""
    city = SmallCity(tmp_path)
    city.report(EAST, "2024-01", {**rooms(2, 1), "events": 30}).report(
        EAST, "2024-03", {**rooms(10, 10), "events": 300}
    )
    found = strengths_of(city.assessments.at(), EAST, 2)
    assert [(row.indicator, row.gate) for row in found] == [("room_rate", ""), ("events", "incomplete")]
    assert (found[0].attainment or 0) < (found[1].attainment or 0)
    city.store.close()


def test_the_rows_of_a_place_are_in_the_plans_order_and_of_one_measure_when_asked(assessment: Assessment) -> None:
    names = list(assessment.catalog.indicators)
    rows = [row.indicator for row in rows_of(assessment, EAST)]
    assert rows == [name for name in names if name in rows]
    assert {row.indicator for row in rows_of(assessment, EAST, "G1")} == {"spending_rate", "in_plan"}
    assert all(row.place == EAST and row.split == "total" for row in rows_of(assessment, EAST))


def test_population_and_peers_come_from_what_is_published(tmp_path: Path) -> None:
    catalog = SmallCity(tmp_path).catalog
    found = population_of(catalog, EAST)
    assert found is not None
    assert (found.persons, found.year) == (2000, 2020)
    newer = replace(catalog, population=(*catalog.population, replace(found, year=2024, persons=2100)))
    assert (population_of(newer, EAST) or found).persons == 2100
    assert population_of(catalog, "900199") is None
    assert peers(catalog, EAST, 3) == (WEST,)
    assert peers(catalog, CITY, 3) == ()


def test_counties_are_compared_by_what_the_plan_sets_and_size_does_not_matter(tmp_path: Path) -> None:
    names = [each.indicator for each in headlines(SmallCity(tmp_path).catalog, 5)]
    assert names == ["room_rate", "visits_per_100", "spending_rate"]  # the plan's own target first


def test_peers_are_near_by_ratio_not_by_difference(tmp_path: Path) -> None:
    """East has 2 000 residents: 1 000 more are half as many again, 900 fewer little more than half."""
    catalog = small_city(
        tmp_path,
        ("population.csv", "900102,2020,total,1000", "900102,2020,total,1100"),
        added={
            "places.csv": "900103,900100,county,北县,,North,no",
            "population.csv": "900103,2020,total,3000,census,人口普查",
        },
    )
    assert peers(catalog, EAST, 3) == ("900103", WEST)  # 3 000 / 2 000 = 1.5, 2 000 / 1 100 = 1.8
    assert peers(catalog, WEST, 3) == (EAST, "900103")
    assert peers(catalog, EAST, 1) == ("900103",)
