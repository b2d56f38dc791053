from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Milestone
from evaluation.findings.milestones import _step, all_steps, steps_of
from speech.months import Month
from tests.small import CITY, EAST, WEST, SmallCity


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallCity]:
    """The city without a report."""
    made = SmallCity(tmp_path)
    yield made
    made.store.close()


def states(small: SmallCity, place: str, month: str | None = None) -> list[tuple[int, int, int, str, str]]:
    steps = steps_of(small.assessments.at(month), place, "in_plan")
    return [(each.reached, each.places, each.silent, each.month, each.state) for each in steps]


def test_a_county_reaches_its_steps_in_time_or_late(small: SmallCity) -> None:
    """Due in 2024-06 and 2025-06; East has the first step in May and the second a month late."""
    for month, steps in (("2024-05", 1), ("2025-05", 1), ("2025-06", 1), ("2025-07", 2)):
        small.report(EAST, month, {"plan_steps": steps})
    assert states(small, EAST, "2025-05") == [(1, 1, 0, "2024-05", "reached"), (0, 1, 0, "", "ahead")]
    assert states(small, EAST, "2025-06")[1] == (0, 1, 0, "", "missed")
    assert states(small, EAST)[1] == (1, 1, 0, "2025-07", "late")


def test_a_step_that_is_reached_in_its_month_is_in_time(small: SmallCity) -> None:
    """Due in 2024-06: reached in June by East, in July by West."""
    small.report(EAST, "2024-06", {"plan_steps": 1}).report(WEST, "2024-07", {"plan_steps": 1})
    assert [states(small, place)[0] for place in (EAST, WEST)] == [
        (1, 1, 0, "2024-06", "reached"),
        (1, 1, 0, "2024-07", "late"),
    ]


def test_the_city_has_a_step_when_its_last_county_has(small: SmallCity) -> None:
    small.report(EAST, "2024-05", {"plan_steps": 1}).report(WEST, "2024-05", {"plan_steps": 0})
    assert states(small, CITY)[0] == (1, 2, 0, "", "ahead")
    small.report(WEST, "2024-08", {"plan_steps": 1}).report(EAST, "2024-08", {"plan_steps": 1})
    assert states(small, CITY)[0] == (2, 2, 0, "2024-08", "late")


def test_of_a_county_that_never_reported_nothing_is_known(small: SmallCity) -> None:
    small.report(EAST, "2024-07", {"plan_steps": 1})
    assert states(small, CITY)[0] == (1, 2, 1, "", "unknown")
    assert states(small, WEST)[0] == (0, 1, 1, "", "unknown")


def test_a_step_once_reached_stays_reached_when_the_next_report_is_missing(small: SmallCity) -> None:
    small.report(EAST, "2024-05", {"plan_steps": 1}).report(WEST, "2024-07", {"plan_steps": 1})
    assert states(small, EAST)[0] == (1, 1, 0, "2024-05", "reached")


def test_every_step_of_the_plan_is_listed(small: SmallCity) -> None:
    small.report(EAST, "2024-05", {"plan_steps": 1})
    assert [each.milestone.step for each in all_steps(small.assessments.at(), EAST)] == [1, 2]


MONTHS = st.sampled_from(["", "2024-05", "2024-06", "2024-07"])


@given(st.lists(st.tuples(MONTHS, st.booleans()), min_size=1), st.sampled_from(["2024-05", "2024-06", "2024-08"]))
@settings(max_examples=60)
def test_places_are_reached_silent_or_waited_for(known: list[tuple[str, bool]], now: str) -> None:
    step = _step(
        Milestone("x", 1, "x", "x", "2024-06"), [((Month(month),), told) for month, told in known], 0, Month(now)
    )
    assert step.reached + step.silent <= step.places
    assert (step.month != "") == (step.reached == step.places) == (step.state in ("reached", "late"))
    assert (step.state == "ahead") <= (now < "2024-06")
