from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.findings.flags import money_of, pair, pairs, things_of
from tests.money import MoneyCity, money
from tests.small import EAST, WEST


@pytest.fixture
def city(tmp_path: Path) -> Iterator[MoneyCity]:
    made = MoneyCity(tmp_path)
    yield made
    made.store.close()


def raised(city: MoneyCity, place: str) -> list[tuple[str, str]]:
    return [(each.flag.flag, each.thing.indicator) for each in pair(city.assessments.at(), place).raised]


def test_the_plan_says_what_is_compared(city: MoneyCity) -> None:
    assert money_of(city.catalog) == ("funding_execution_rate",)
    assert things_of(city.catalog) == ("room_rate", "visits_per_100")


def test_spent_and_not_done_is_flagged_at_its_thresholds(city: MoneyCity) -> None:
    """All is spent in December 2025, when all 20 schools should have a room: 14 (70 %) are flagged, 15 aren't."""
    for place, rooms in ((EAST, 7.0), (WEST, 7.5)):
        city.report(place, "2024-01", money(100, 10, 5, 1, 1))
        city.report(place, "2025-12", money(100, 100, 90, rooms, rooms))
    assert raised(city, EAST) == [("spent_not_done", "room_rate")]
    assert raised(city, WEST) == []


def test_done_and_not_spent_is_flagged(city: MoneyCity) -> None:
    """In June half should be spent: 30 of 100 are 60 % of the line, 31 are more."""
    city.report(EAST, "2025-06", money(100, 100, 30, 9, 9)).report(WEST, "2025-06", money(100, 100, 31, 9, 9))
    city.report(EAST, "2024-06", money(100, 100, 30, 9, 9))
    assert raised(city, EAST) == [("done_not_spent", "room_rate")]
    assert raised(city, WEST) == []


def test_nothing_is_flagged_before_the_month_that_the_plan_names(city: MoneyCity) -> None:
    """In May 41.7 should be spent: 20 are less than 60 % of that, but the flag begins in June."""
    city.report(EAST, "2025-05", money(100, 100, 20, 9, 9))
    assert raised(city, EAST) == []


def test_nothing_is_flagged_where_something_is_missing_or_there_is_no_rate(city: MoneyCity) -> None:
    city.report(EAST, "2025-12", money(0, 0, 0, 1, 1))
    assert raised(city, EAST) == raised(city, WEST) == []
    east, west = pairs(city.assessments.at())
    assert not east.comparable
    assert not west.comparable
    assert [row and row.state for row in east.money] == ["no_rate"]
