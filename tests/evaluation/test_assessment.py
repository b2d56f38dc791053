from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.engine.evaluate import refresh
from evaluation.month_shown import Begun
from speech.months import Month
from tests.evaluation.frames import CITY, DEPARTMENT, EAST, WEST, a_month, save, small_city


@pytest.fixture
def filled(kept: Store) -> Store:
    """Both counties of 2024-01, the East of 2024-02 too, and late."""
    save(kept, EAST, "2024-01", a_month(events=5))
    save(kept, WEST, "2024-01", a_month(events=2.5, rooms=70))
    save(kept, EAST, "2024-02", a_month(events=15), late=True)
    return kept


def test_nothing_reported_is_an_empty_assessment(kept: Store, city: Catalog) -> None:
    empty = Assessments(kept, city).at("2024-01")
    assert (empty.month, empty.months, empty.updated_at) == ("", (), None)
    assert (dict(empty.judged), dict(empty.scores), dict(empty.bands), empty.reporting) == ({}, {}, {}, ())
    assert (empty.series(EAST, "events"), empty.score_series(EAST, "total", "total")) == ((), ())
    assert empty.reporting_series() == ()


def test_rows_are_found_by_key(filled: Store, city: Catalog) -> None:
    january = Assessments(filled, city).at("2024-01")
    row = january.judged[EAST, "total", "events"]
    assert (row.value, row.expected, row.attainment, row.status) == (5, 10, 50, "behind")
    assert january.judged[CITY, "total", "literacy_rate"].value is None
    assert january.scores[EAST, "indicator", "events"].score == 50
    assert (january.kind, january.month, january.months) == ("demonstration", "2024-01", ("2024-01", "2024-02"))


def test_values_are_plain_python(filled: Store, city: Catalog) -> None:
    january = Assessments(filled, city).at("2024-01")
    for row in (january.judged[EAST, "total", "events"], january.scores[EAST, "total", "total"], january.bands[EAST]):
        assert {type(value) for value in vars(row).values()} <= {str, float, int, bool, tuple, type(None)}


@pytest.mark.parametrize("asked", [None, "2023-12", "2024-03", "nonsense"])
def test_a_month_without_data_falls_back_to_the_newest(filled: Store, city: Catalog, asked: str | None) -> None:
    assert Assessments(filled, city).at(asked).month == "2024-02"


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, *now: int) -> None:
        self.now = datetime(*now, tzinfo=UTC)  # type: ignore[misc, arg-type]

    def __call__(self) -> datetime:
        return self.now


THIN = {"events": 10.0}
"""A report of one figure: by weight less than half of the city is fresh with it."""


def test_an_early_report_turns_nothing_until_half_has_come(filled: Store, city: Catalog) -> None:
    """January and February are due by the fourth of April; of March a thin report has come, then a whole one."""
    door = Assessments(filled, city, Clock(2024, 4, 4))
    assert (door.default_month, door.newer("")) == ("", ()), "nothing is known before it is asked for"
    save(filled, EAST, "2024-03", THIN)
    assert door.at().month == door.at("nonsense").month == door.at(None, first_targets=True).month == "2024-02"
    assert door.at().months == ("2024-01", "2024-02", "2024-03")
    assert door.at("2024-03").month == "2024-03"
    assert door.newer("2024-02") == (Begun(Month("2024-03"), 1, 3),)
    assert door.newer("2024-01") == door.newer("2024-03") == ()
    save(filled, WEST, "2024-03", a_month())
    assert (door.at().month, door.newer("2024-02"), door.newer("2024-03")) == ("2024-03", (), ())


def test_a_month_takes_its_turn_when_its_due_day_is_over_without_an_import(filled: Store, city: Catalog) -> None:
    save(filled, EAST, "2024-03", THIN)
    clock = Clock(2024, 4, 10, 15, 59)  # 23:59 of the due day at the office
    door = Assessments(filled, city, clock)
    assert door.at() is door.at("2024-02")
    assert door.default_at(filled.version) == "2024-02"
    clock.now += timedelta(minutes=1)
    assert door.default_at(filled.version) == "2024-03"
    assert door.at() is door.at("2024-03")
    assert door.newer("2024-03") == ()
    save(filled, WEST, "2024-03", a_month())
    assert door.default_at(filled.version) == "", "what is at hand is of the version before"


def test_a_month_that_nobody_reported_is_never_the_default(filled: Store, city: Catalog) -> None:
    """Of March nothing has come; April has one report of three on the first of May, when only March is due."""
    save(filled, EAST, "2024-04", THIN)
    door = Assessments(filled, city, Clock(2024, 5, 1))
    assert door.at().month == "2024-02"
    assert [each.month for each in door.newer("2024-02")] == ["2024-04"]
    assert door.at("2024-03").month == "2024-03"


def test_series_end_at_the_month_that_is_looked_at(filled: Store, city: Catalog) -> None:
    door = Assessments(filled, city)
    assert [row.value for row in door.at("2024-02").series(EAST, "events")] == [5, 20]
    assert [row.value for row in door.at("2024-01").series(EAST, "events")] == [5]
    assert [row.month for row in door.at("2024-02").score_series(EAST, "total", "total")] == ["2024-01", "2024-02"]
    assert len(door.at("2024-01").score_series(EAST, "total", "total")) == 1
    assert door.at("2024-02").series(EAST, "nothing") == ()


def test_reporting_says_how_every_report_came(filled: Store, city: Catalog) -> None:
    february = Assessments(filled, city).at("2024-02")
    states = {row.reporter: (row.state, row.revision) for row in february.reporting}
    assert states == {EAST: ("late", 1), WEST: ("missing", 0), DEPARTMENT: ("missing", 0)}
    assert [row.state for row in february.reporting_series() if row.reporter == EAST] == ["on_time", "late"]


def test_an_assessment_is_made_once(filled: Store, city: Catalog) -> None:
    door = Assessments(filled, city)
    assert door.at("2024-01") is door.at("2024-01")
    assert door.at(None) is door.at("2024-02")


def test_a_saved_report_is_seen_at_once(filled: Store, city: Catalog) -> None:
    door = Assessments(filled, city)
    before = door.at("2024-01")
    save(filled, EAST, "2024-01", a_month(events=10))  # a correction
    save(filled, WEST, "2024-03", a_month())
    after = door.at("2024-01")
    assert (before.judged[EAST, "total", "events"].value, after.judged[EAST, "total", "events"].value) == (5, 10)
    assert after.version > before.version
    assert door.at(None).month == "2024-03"
    assert next(row for row in after.reporting if row.reporter == EAST).revision == 2


def test_what_another_process_saves_meanwhile_is_seen_at_the_next_request(
    filled: Store, city: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refresh_and_be_overtaken(store: Store, catalog: Catalog) -> None:
        refresh(store, catalog)
        save(store, EAST, "2024-01", a_month(events=10))

    door = Assessments(filled, city)
    monkeypatch.setattr("evaluation.assessment.refresh", refresh_and_be_overtaken)
    assert door.at("2024-01").judged[EAST, "total", "events"].value == 5
    monkeypatch.setattr("evaluation.assessment.refresh", refresh)
    assert door.at("2024-01").judged[EAST, "total", "events"].value == 10


def test_threads_get_the_same_assessment(filled: Store, city: Catalog) -> None:
    door = Assessments(filled, city)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(door.at, ["2024-01"] * 8))
    assert all(each is found[0] for each in found)


def test_a_changed_plan_is_evaluated_anew(filled: Store, city: Catalog, tmp_path: Path) -> None:
    assert Assessments(filled, city).at("2024-01").judged[EAST, "total", "events"].target == 120
    changed = small_city(
        tmp_path / "changed", ("targets.csv", "events,900101,total,2024,120", "events,900101,total,2024,60")
    )
    assert Assessments(filled, changed).at("2024-01").judged[EAST, "total", "events"].target == 60


def test_the_city_has_a_score_without_any_literacy_of_a_county(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2025-12", a_month())
    save(kept, WEST, "2025-12", a_month())
    save(kept, DEPARTMENT, "2025-12", {"literacy": 9})
    december = Assessments(kept, city).at()
    assert december.scores[CITY, "indicator", "literacy_rate"].score == pytest.approx(90)
    assert december.scores[CITY, "total", "total"].score is not None
    for table in (december.judged, december.scores):
        assert not [key for key in table if {"literacy_rate", "literacy_gap"} & set(key) and CITY not in key]


def test_bands_rank_the_counties(filled: Store, city: Catalog) -> None:
    bands = Assessments(filled, city).at("2024-01").bands
    assert set(bands) == {EAST, WEST}
    assert min(band.rank for band in bands.values()) == 1
    assert all(isinstance(band.low, int) and band.low <= band.median <= band.high for band in bands.values())
