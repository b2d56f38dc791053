"""The way from a value back to the figures that it is made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from data.catalog.catalog import Catalog
from data.catalog.terms import Split
from data.store.store import open_store
from evaluation.assessment import Assessments, Judged
from evaluation.findings.trace import Traced, counted, shown_places, trace
from speech.months import Month, span
from tests.city import COUNTED
from tests.evaluation.frames import save, small_city
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


def found(city: SmallCity, place: str, month: str, indicator: str, split: Split = "total") -> list[tuple[object, ...]]:
    return [told(each) for each in trace(city.store, city.catalog, place, Month(month), indicator, split=split)]


def told(each: Traced) -> tuple[object, ...]:
    source = each.source
    return each.role, each.place, each.month, each.variable, each.split, source.value if source else None


def test_a_share_has_a_numerator_and_a_denominator_of_its_split(city: SmallCity) -> None:
    assert found(city, EAST, "2025-03", "room_rate", "rural") == [
        ("numerator", EAST, "2025-03", "schools_with_room", "rural", 4),
        ("denominator", EAST, "2025-03", "schools", "rural", 10),
    ]


def test_every_figure_names_file_and_cell(city: SmallCity) -> None:
    source = trace(city.store, city.catalog, EAST, Month("2025-03"), "room_rate")[0].source
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
    figures = trace(city.store, city.catalog, EAST, Month("2025-03"), "room_rate")
    assert counted(city.catalog, figures) == (True, True)
    events = trace(city.store, city.catalog, EAST, Month("2025-03"), "events")
    assert counted(city.catalog, events) == (True, False, True)  # February is missing
    visits = trace(city.store, city.catalog, EAST, Month("2025-03"), "visits_per_100")
    assert not any(counted(city.catalog, visits))
    west = trace(city.store, city.catalog, CITY, Month("2025-01"), "room_rate")
    assert [each.place for each, counts in zip(west, counted(city.catalog, west), strict=True) if counts] == [EAST] * 2


def test_the_figures_that_count_add_up_to_every_value(city: SmallCity) -> None:
    for month in city.assessments.at().months:
        for row in city.assessments.at(month).judged.values():
            if city.catalog.indicators[row.indicator].rollup != "derived":
                assert added_up(city, city.catalog, row) == row.numerator


def added_up(city: SmallCity, catalog: Catalog, row: Judged) -> float | None:
    figures = trace(city.store, catalog, row.place, row.month, row.indicator, split=row.split)
    pairs = zip(figures, counted(catalog, figures), strict=True)
    values = [each.source.value or 0 for each, counts in pairs if counts and each.source and each.role == "numerator"]
    return sum(values) if values else None


def test_a_trace_is_two_queries_however_many_figures(city: SmallCity) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert len(trace(city.store, city.catalog, CITY, Month("2025-03"), "visits_per_100")) == 8
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


def with_flows(folder: Path) -> SmallCity:
    """The city, asked besides for what grew of events since a year before and for visits by event."""
    made = SmallCity(folder)
    head = "A1.2,,actions,名,名,N,N"
    growth = "growth,events,,1,%,%,1,up,flow,urban_rural,sum,due,1,0,,,linear"
    each = "rate,visits,events,1,人次,visits,1,up,flow,urban_rural,sum,due,1,0,,,linear"
    rows = {"indicators.csv": f"event_growth,{head},{growth}\nvisits_each,{head},{each}"}
    made.catalog = small_city(folder / "plan", added=rows)
    made.assessments = Assessments(made.store, made.catalog)
    return made


def test_of_two_flows_a_month_counts_where_both_came_in(tmp_path: Path) -> None:
    """Events never came for February, visits for March: January and April are 30 visits over 3 events."""
    city = with_flows(tmp_path)
    city.report(EAST, "2024-01", {"events": 1, "visits": 10}).report(EAST, "2024-02", {"visits": 50})
    city.report(EAST, "2024-03", {"events": 7}).report(EAST, "2024-04", {"events": 2, "visits": 20})
    figures = trace(city.store, city.catalog, EAST, Month("2024-04"), "visits_each")
    assert counted(city.catalog, figures) == (True, False, False, True) * 2
    assert city.assessments.at().judged[EAST, "total", "visits_each"].value == 10
    city.store.close()


def test_growth_counts_each_of_its_years_for_itself(tmp_path: Path) -> None:
    """February 2025 never came: 4 + 8 since January are set against all of 1 + 2 + 3."""
    city = with_flows(tmp_path)
    for month, events in (("2024-01", 1), ("2024-02", 2), ("2024-03", 3), ("2025-01", 4), ("2025-03", 8)):
        city.report(EAST, month, {"events": events})
    figures = trace(city.store, city.catalog, EAST, Month("2025-03"), "event_growth")
    assert [(each.role, each.month) for each in figures] == [
        (role, month)
        for role, year in (("numerator", 2025), ("denominator", 2024))
        for month in span(f"{year}-01", f"{year}-03")
    ]
    assert counted(city.catalog, figures) == (True, False, True, True, True, True)
    row = city.assessments.at().judged[EAST, "total", "event_growth"]
    assert (row.numerator, row.denominator, row.value) == (12, 6, 100)
    city.store.close()


def test_a_carried_state_leads_to_the_report_that_it_came_with(tmp_path: Path) -> None:
    """The East's schools came in January alone: February's value is carried, and its figure is January's."""
    plan = tmp_path / "plan"
    plan.mkdir()
    catalog = small_city(plan, COUNTED)
    store = open_store(f"sqlite:///{tmp_path / 'kesu.db'}")
    store.initialise("demonstration", "small")
    save(store, EAST, "2024-01", {"schools": 10.0, "schools_with_room": 4.0})
    save(store, EAST, "2024-02", {"schools": 10.0})
    figures = trace(store, catalog, EAST, Month("2024-02"), "room_rate")
    store.close()
    assert [told(each) for each in figures] == [
        ("numerator", EAST, "2024-01", "schools_with_room", "total", 4),
        ("denominator", EAST, "2024-02", "schools", "total", 10),
    ]
    assert counted(catalog, figures) == (True, True)
