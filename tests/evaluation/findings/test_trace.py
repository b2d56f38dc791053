"""The way from a value back to the figures that it is made of."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from data.catalog.catalog import Catalog
from evaluation.assessment import Judged
from evaluation.findings.trace import Traced, counted, shown_places, trace
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
    assert indicators["literacy_gap"].shown_splits == ("total",)
    assert indicators["farm_days"].shown_splits == ("total", "rural")


def test_what_lacks_another_figure_isnt_counted(city: SmallCity) -> None:
    """East has no population in February and March: its visits can't be set against anything."""
    figures = trace(city.store, city.catalog, EAST, "2025-03", "room_rate")
    assert counted(city.catalog, figures) == (True, True)
    events = trace(city.store, city.catalog, EAST, "2025-03", "events")
    assert counted(city.catalog, events) == (True, False, True)  # February is missing
    visits = trace(city.store, city.catalog, EAST, "2025-03", "visits_per_100")
    assert not any(counted(city.catalog, visits))
    west = trace(city.store, city.catalog, CITY, "2025-01", "room_rate")
    assert [each.place for each, counts in zip(west, counted(city.catalog, west), strict=True) if counts] == [EAST] * 2


def test_the_figures_that_count_add_up_to_every_value(city: SmallCity) -> None:
    for month in city.assessments.at().months:
        for row in city.assessments.at(month).judged.values():
            if city.catalog.indicators[row.indicator].rollup != "derived":
                assert added_up(city, city.catalog, row) == row.numerator


def added_up(city: SmallCity, catalog: Catalog, row: Judged) -> float | None:
    figures = trace(city.store, catalog, row.place, row.month, row.indicator, row.split)
    pairs = zip(figures, counted(catalog, figures), strict=True)
    values = [each.source.value or 0 for each, counts in pairs if counts and each.source and each.role == "numerator"]
    return sum(values) if values else None


def test_a_trace_is_two_queries_however_many_figures(city: SmallCity) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert len(trace(city.store, city.catalog, CITY, "2025-03", "visits_per_100")) == 8
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2
