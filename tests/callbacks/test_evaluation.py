"""What comes of the sliders, without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from callbacks.evaluation import trial_of, try_out
from layouts.evaluation.what_if import Trial
from tests.documents import as_json, nodes, text
from tests.evaluation.frames import a_month
from tests.small import EAST, WEST, SmallCity

MONTH = "2024-01"
ADDRESS = f"/evaluation?month={MONTH}"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    """The city without a report."""
    made = SmallCity(tmp_path)
    yield made
    made.store.close()


def test_browsers_send_text() -> None:
    ids = [{"measure": "A1"}, {"measure": "G1"}]
    assert trial_of(["60", 40], ["120"], ids, [{"indicator": "events"}]) == Trial({"A1": 60, "G1": 40}, "events", 120)
    assert trial_of([60, None], [], ids, []) == Trial({"A1": 60, "G1": 0})


def test_a_trial_shows_what_it_makes_of_the_scores_and_stores_nothing(city: SmallCity) -> None:
    """East's total is 76.25: A1 93.75 and G1 50; without G1 it is 93.75."""
    city.report(EAST, MONTH, a_month(events=5, visits=100, spent=5)).report(WEST, MONTH, a_month())
    before = city.assessments.at(MONTH)
    result, shown = try_out(city.assessments, ADDRESS, Trial({"A1": 60, "G1": 0}), ["A1", "G1"])
    rows = [[text(cell) for cell in nodes(row, "Td")] for row in nodes(as_json(result), "Tr")]
    assert rows[2][:3] == ["76.2", "93.8", "+17.50"]
    assert shown == ["60", "0（原 40）"]
    assert city.assessments.at(MONTH) is before


def test_the_target_that_is_tried_is_written_out(city: SmallCity) -> None:
    city.report(EAST, MONTH, a_month(events=5)).report(WEST, MONTH, a_month())
    _, shown = try_out(city.assessments, f"{ADDRESS}&place={EAST}", Trial({}, "events", 95), ["target"])
    assert shown == ["95%：120\N{THIN SPACE}场 → 114\N{THIN SPACE}场"]
    _, shown = try_out(city.assessments, f"{ADDRESS}&place={EAST}&lang=en", Trial({}, "events", 100), ["target"])
    assert shown == ["120\N{THIN SPACE}events (as set)"]


def test_without_any_weight_there_is_no_score(city: SmallCity) -> None:
    city.report(EAST, MONTH, a_month())
    result, _ = try_out(city.assessments, ADDRESS, Trial({"A1": 0, "G1": 0}), [])
    assert list(nodes(as_json(result), "Table")) == []
