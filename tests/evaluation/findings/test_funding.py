from collections.abc import Iterator
from pathlib import Path

import pytest

from data.catalog.catalog import Role
from evaluation.findings.funding import bridge, pace, steps
from tests.money import MoneyCity, money
from tests.small import CITY, EAST, WEST, SmallCity


@pytest.fixture
def city(tmp_path: Path) -> Iterator[MoneyCity]:
    made = MoneyCity(tmp_path)
    yield made
    made.store.close()


def test_a_bridge_goes_from_the_years_first_budget_to_what_is_spent(city: MoneyCity) -> None:
    """East plans 100 in January and 120 in March, of which 60 have come and 24 are spent; a quarter of 120 is 30."""
    city.report(EAST, "2024-12", money(90, 90, 90)).report(EAST, "2025-01", money(100, 40, 5))
    way = bridge(city.report(EAST, "2025-03", money(120, 60, 24)).assessments.at(), EAST)
    assert way is not None
    assert (way.initial, way.budget, way.arrived, way.spent, way.line) == (100, 120, 60, 24, 30)
    assert way.first_months == ("2025-01",)
    assert [(step.step, step.amount) for step in steps(way)] == [
        ("initial", 100),
        ("adjustment", 20),
        ("budget", 120),
        ("waiting", -60),
        ("arrived", 60),
        ("unspent", -36),
        ("spent", 24),
    ]


def test_the_citys_first_budget_is_that_of_the_counties_that_reported_this_month(city: MoneyCity) -> None:
    city.report(EAST, "2025-01", money(100, 40, 5)).report(WEST, "2025-01", money(50, 20, 5))
    way = bridge(city.report(EAST, "2025-02", money(120, 60, 24)).assessments.at(), CITY)
    assert way is not None
    assert (way.initial, way.budget, way.places, way.expected_places, way.whole) == (100, 120, 1, 2, False)


def test_a_county_that_begins_later_in_the_year_brings_its_own_first_budget(city: MoneyCity) -> None:
    city.report(EAST, "2025-01", money(100, 40, 5)).report(EAST, "2025-02", money(110, 50, 20))
    way = bridge(city.report(WEST, "2025-02", money(50, 25, 5)).assessments.at(), CITY)
    assert way is not None
    assert (way.initial, way.budget, way.whole) == (150, 160, True)
    assert way.first_months == ("2025-01", "2025-02")


def test_a_city_is_not_whole_while_what_has_arrived_in_a_county_is_missing(city: MoneyCity) -> None:
    city.report(EAST, "2025-01", money(100, 40, 5))
    silent = {name: amount for name, amount in money(50, 25, 5).items() if name != "arrived"}
    way = bridge(city.report(WEST, "2025-01", silent).assessments.at(), CITY)
    assert way is not None
    assert (way.places, way.arrived_places, way.expected_places, way.whole) == (2, 1, 2, False)


def test_what_is_missing_is_not_zero(city: MoneyCity) -> None:
    way = bridge(city.report(EAST, "2025-01", money(100, 40, 5)).assessments.at(), WEST)
    assert way is not None
    assert (way.initial, way.budget, way.arrived, way.spent, way.line) == (None,) * 5
    assert all(step.amount is None for step in steps(way))


def test_a_plan_without_money_has_no_bridge(tmp_path: Path) -> None:
    other = SmallCity(tmp_path)
    assert bridge(other.report(EAST, "2025-01", {"budget": 1, "spent": 1}).assessments.at(), EAST) is None
    other.store.close()


def test_the_pace_is_twelve_months_beside_last_years_and_an_even_line(city: MoneyCity) -> None:
    city.report(EAST, "2024-03", money(100, 40, 15)).report(EAST, "2025-01", money(100, 40, 5))
    points = pace(city.report(EAST, "2025-03", money(100, 60, 20)).assessments.at(), EAST)
    assert [point.line for point in points] == pytest.approx([100 * month / 12 for month in range(1, 13)])
    assert [point.row and point.row.value for point in points[:4]] == [5, None, 20, None]
    assert [point.before and point.before.value for point in points[:4]] == [None, None, 15, None]
    march = points[2].row
    assert march is not None
    assert march.expected == pytest.approx(points[2].line)


def test_the_citys_own_money_has_a_pace_of_its_own(city: MoneyCity) -> None:
    city.report("science", "2025-01", {"city_budget": 200, "city_spent": 10})
    points = pace(city.assessments.at(), CITY, Role.CITY_MONEY_SPENT)
    assert points[0].row is not None
    assert points[0].row.value == 5
