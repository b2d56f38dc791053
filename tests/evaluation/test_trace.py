"""The way from a value back to the figures that it is made of."""

from collections.abc import Iterator

import pytest

from evaluation.trace import Traced, shown_places, shown_splits, trace
from tests.small import CITY, EAST, WEST, SmallCity, rooms


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCity]:
    made = SmallCity(tmp_path_factory.mktemp("city"))
    made.report(EAST, "2024-11", rooms(4, 2) | {"events": 5, "population": 100})
    made.report("science", "2024-12", {"literacy": 8, "literacy/urban": 10, "literacy/rural": 6})
    made.report(EAST, "2025-01", rooms(5, 3) | {"events": 6, "farm_days/rural": 2})
    made.report(EAST, "2025-03", rooms(6, 4) | {"events": 7, "farm_days/rural": 3})
    made.report(WEST, "2025-03", rooms(8, 2))
    yield made
    made.store.close()


def found(city: SmallCity, place: str, month: str, indicator: str, split: str = "total") -> list[tuple[object, ...]]:
    return [told(each) for each in trace(city.store, city.catalog, place, month, indicator, split)]


def told(each: Traced) -> tuple[object, ...]:
    source = each.source
    return each.role, each.place, each.month, each.variable, each.split, source.value if source else None


def test_a_share_has_a_numerator_and_a_denominator_of_its_split(city: SmallCity) -> None:
    assert found(city, EAST, "2025-03", "room_rate", "rural") == [
        ("numerator", EAST, "2025-03", "schools_with_room", "rural", 4),
        ("denominator", EAST, "2025-03", "schools", "rural", 10),
    ]


def test_every_figure_names_file_and_cell(city: SmallCity) -> None:
    source = trace(city.store, city.catalog, EAST, "2025-03", "room_rate")[0].source
    assert source
    assert (source.report.file_name, source.sheet, source.cell) == (f"{EAST}-2025-03.xlsx", "-", "F10")


def test_a_flow_lists_every_month_since_january_missing_ones_too(city: SmallCity) -> None:
    assert found(city, EAST, "2025-03", "events") == [
        ("numerator", EAST, "2025-01", "events", "total", 6),
        ("numerator", EAST, "2025-02", "events", "total", None),
        ("numerator", EAST, "2025-03", "events", "total", 7),
    ]


def test_the_city_lists_its_counties(city: SmallCity) -> None:
    assert [row[:3] + row[5:] for row in found(city, CITY, "2025-03", "room_rate")] == [
        ("numerator", EAST, "2025-03", 10),
        ("numerator", WEST, "2025-03", 10),
        ("denominator", EAST, "2025-03", 20),
        ("denominator", WEST, "2025-03", 20),
    ]


def test_what_is_of_the_countryside_alone_has_rural_figures(city: SmallCity) -> None:
    assert found(city, EAST, "2025-03", "farm_days")[0] == ("numerator", EAST, "2025-01", "farm_days", "rural", 2)


def test_a_yearly_figure_stands_for_later_months(city: SmallCity) -> None:
    assert found(city, CITY, "2025-03", "literacy_rate") == [
        ("numerator", CITY, "2024-12", "literacy", "total", 8),
    ]


def test_a_derived_value_goes_back_to_the_figures_of_its_sources(city: SmallCity) -> None:
    assert [row[4:] for row in found(city, CITY, "2025-03", "literacy_gap")] == [("urban", 10), ("rural", 6)]


def test_only_places_and_splits_with_values_can_be_asked_for(city: SmallCity) -> None:
    indicators = city.catalog.indicators
    assert [place.place for place in shown_places(city.catalog, indicators["literacy_rate"])] == [CITY]
    assert [place.place for place in shown_places(city.catalog, indicators["room_rate"])] == [CITY, EAST, WEST]
    assert shown_splits(indicators["literacy_gap"]) == ("total",)
    assert shown_splits(indicators["farm_days"]) == ("total", "rural")
