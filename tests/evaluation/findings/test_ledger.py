from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.assessment import Assessment
from evaluation.findings.ledger import changes, ledger_row, moved, versions_of
from tests.small import EAST, WEST, SmallCity, rooms


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
        row = assessment.judged["events", EAST, "total"]
        entry = ledger_row(assessment, row)
        assert entry is not None
        assert entry.value == value
        assert [each.value for each in versions_of(assessment, row)] == [240, 180]
    assert versions_of(assessment, assessment.judged["room_rate", EAST, "total"]) == ()
