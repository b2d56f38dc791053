from collections.abc import Iterator
from pathlib import Path

import pytest

from data.catalog.catalog import read_catalog
from data.store.store import open_store
from evaluation.assessment import Assessment, Assessments
from evaluation.findings.ledger import changes, ledger_row, moved, versions_of
from settings import Settings
from tests.small import CITY, EAST, WEST, SmallCity, rooms


@pytest.fixture
def march(tmp_path: Path) -> Iterator[SmallCity]:
    """The city with a report of February and one of March 2025, when East's events are lowered from 240 to 180."""
    made = SmallCity(tmp_path)
    for month in ("2025-02", "2025-03"):
        made.report(EAST, month, {"events": 10, **rooms(8, 6)})
    yield made
    made.store.close()


def of_events(assessment: Assessment, place: str = "") -> list[tuple[str, str, float | None, float | None, str]]:
    found = changes(assessment, ["events"], place)
    return [
        (
            each.target.place,
            each.target.period,
            each.before.value if each.before else None,
            each.target.value,
            each.state,
        )
        for each in found
    ]


def test_a_rows_versions_stand_together_with_what_they_replaced(march: SmallCity) -> None:
    assert of_events(march.assessments.at("2025-03")) == [
        (EAST, "2024", None, 120, "over"),
        (EAST, "2025", None, 240, "replaced"),
        (EAST, "2025", 240, 180, "in_force"),
        (WEST, "2024", None, 60, "over"),
        (WEST, "2025", None, 120, "in_force"),
    ]


def test_a_version_that_is_to_come_has_replaced_nothing_yet(march: SmallCity) -> None:
    assert of_events(march.assessments.at("2025-02"), EAST)[1:] == [
        (EAST, "2025", None, 240, "in_force"),
        (EAST, "2025", 240, 180, "coming"),
    ]


def test_what_moved_is_found_in_the_whole_ledger(march: SmallCity) -> None:
    assessment = march.assessments.at("2025-03")
    assert [(each.target.indicator, each.target.value) for each in moved(assessment)] == [("events", 180)]
    assert moved(assessment, WEST) == ()


def test_a_value_knows_its_row_and_the_rows_versions(march: SmallCity) -> None:
    for month, value in (("2025-02", 240), ("2025-03", 180)):
        assessment = march.assessments.at(month)
        row = assessment.judged[EAST, "total", "events"]
        entry = ledger_row(assessment, row)
        assert entry is not None
        assert entry.value == value
        assert [each.value for each in versions_of(assessment, row)] == [240, 180]
    assert versions_of(assessment, assessment.judged[EAST, "total", "room_rate"]) == ()


OTHER_ROWS = """\
room_rate,900101,total,*,40,at_least,working,,1,2024-01-01,2024-01,,工作目标
room_rate,*,rural,*,30,at_least,outline,,1,2024-01-01,2024-01,,纲要
visits_per_100,*,urban,2025,20,at_least,outline,,1,2024-01-01,,,纲要
visits_per_100,*,urban,2025,25,at_least,outline,,2,2025-06-01,,,纲要
visits_per_100,900102,total,*,10,at_least,plan,A1.2,1,2024-06-01,,,小城方案
"""


def test_the_row_named_is_the_row_judged_against_in_a_plan_of_crossing_rows(tmp_path: Path) -> None:
    made = SmallCity(tmp_path)
    file = tmp_path / "plan" / "targets.csv"
    file.write_text(file.read_text("utf-8") + OTHER_ROWS, encoding="utf-8")
    made.catalog = read_catalog(tmp_path / "plan")
    made.assessments = Assessments(made.store, made.catalog)
    people = {"population/urban": 1000, "population/rural": 500, "population": 1500}
    visits = {"visits/urban": 60, "visits/rural": 30, "visits": 90}
    for month in ("2025-02", "2025-03"):
        for place in (EAST, WEST):
            made.report(place, month, {"events": 10, **rooms(8, 6), **people, **visits})
    assessment = made.assessments.at("2025-03")
    assert_named_is_judged(assessment)
    named = {
        key: row.value
        for key, judged in assessment.judged.items()
        if key[2] in ("room_rate", "visits_per_100") and (row := ledger_row(assessment, judged))
    }
    assert named == {
        (EAST, "total", "room_rate"): 40,
        (EAST, "urban", "room_rate"): 40,
        (EAST, "rural", "room_rate"): 40,  # its own row goes before the countryside's everywhere
        (WEST, "total", "room_rate"): 100,
        (WEST, "urban", "room_rate"): 100,
        (WEST, "rural", "room_rate"): 30,
        (CITY, "total", "room_rate"): 100,
        (CITY, "urban", "room_rate"): 100,
        (CITY, "rural", "room_rate"): 30,
        (EAST, "total", "visits_per_100"): 60,
        (EAST, "urban", "visits_per_100"): 20,
        (EAST, "rural", "visits_per_100"): 60,
        (WEST, "total", "visits_per_100"): 10,
        (WEST, "urban", "visits_per_100"): 10,
        (WEST, "rural", "visits_per_100"): 10,
        (CITY, "total", "visits_per_100"): 60,
        (CITY, "urban", "visits_per_100"): 20,
        (CITY, "rural", "visits_per_100"): 60,
    }
    made.store.close()


def test_the_row_named_is_the_row_judged_against_in_every_value_of_the_real_plan(lhasa_settings: Settings) -> None:
    catalog = read_catalog(lhasa_settings.plan)
    store = open_store(lhasa_settings.database_url)
    assert_named_is_judged(Assessments(store, catalog).at())
    store.close()


def assert_named_is_judged(assessment: Assessment) -> None:
    judged = list(assessment.judged.values())
    assert any(row.rule for row in judged)
    for row in judged:
        entry = ledger_row(assessment, row)
        said = (entry.rule, entry.basis, entry.clause, entry.version) if entry else ("", "", "", 0)
        assert said == (row.rule, row.basis, row.clause, row.version), row
