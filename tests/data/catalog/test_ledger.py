"""Which row of the ledger is in force: the order of precedence, worked by hand, and the engine's answer to the same."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog, Target, read_catalog
from data.catalog.ledger import row_in_force
from data.catalog.terms import SPLITS, Split
from evaluation.engine.amounts import Grid
from evaluation.engine.targets import NO_TARGET, in_force
from speech.months import Month, span
from tests.city import write_city
from tests.small import CITY, EAST, WEST

START = date(2024, 1, 1)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_city(tmp_path_factory.mktemp("ledger") / "plan"))


def a_row(place: str = "*", split: Split = "total", period: str = "*", version: int = 1, since: date = START) -> Target:
    return Target(
        "room_rate", place, split, period, 50.0, "at_least", "working", "", version, since, "2024-01", None, ""
    )


def found(catalog: Catalog, *ledger: Target, place: str = EAST, month: str = "2025-03", split: Split = "total") -> int:
    """The number of the row in force."""
    row = row_in_force(ledger, place, Month(month), split, catalog.indicators["room_rate"], CITY)
    return next((number for number, each in enumerate(ledger) if each is row), NO_TARGET)


def test_a_places_own_row_goes_before_all_others(catalog: Catalog) -> None:
    everywhere = a_row(split="urban", period="2025", version=9)
    assert found(catalog, everywhere, a_row(EAST), split="urban") == 1
    assert found(catalog, a_row(EAST), everywhere, split="urban") == 0
    assert found(catalog, everywhere, a_row(EAST), place=WEST, split="urban") == 0


def test_a_splits_own_row_goes_before_a_nearer_period_and_a_newer_version(catalog: Catalog) -> None:
    assert found(catalog, a_row(period="2025", version=3), a_row(split="rural"), split="rural") == 1
    assert found(catalog, a_row(period="2025", version=3), a_row(split="rural"), split="urban") == 0
    assert found(catalog, a_row(split="rural"), split="total") == NO_TARGET


def test_a_period_of_its_own_goes_before_every_year_and_the_nearer_before_the_later(catalog: Catalog) -> None:
    ledger = (a_row(version=3), a_row(period="2026"), a_row(period="2025"), a_row(period="2025-02"))
    assert found(catalog, *ledger) == 2
    assert found(catalog, *ledger, month="2025-02") == 3
    assert found(catalog, *ledger, month="2026-01") == 1
    assert found(catalog, *ledger, month="2027-01") == 0


def test_the_newest_version_that_is_in_force_goes_before_older_ones(catalog: Catalog) -> None:
    ledger = (a_row(version=2, since=date(2025, 3, 31)), a_row(version=3, since=date(2025, 4, 1)), a_row())
    assert found(catalog, *ledger) == 0
    assert found(catalog, *ledger, month="2025-02") == 2
    assert found(catalog, *ledger, month="2025-04") == 1
    assert found(catalog, *ledger, month="2023-12") == NO_TARGET


def test_a_years_own_target_of_a_flow_begins_with_its_year(catalog: Catalog) -> None:
    flow, row = catalog.indicators["farm_days"], replace(a_row(EAST, period="2025"), indicator="farm_days")
    months = ("2024-12", "2025-01", "2025-12", "2026-01")
    rows = [row_in_force((row,), EAST, Month(month), "rural", flow, CITY) for month in months]
    assert [each is row for each in rows] == [False, True, True, False]


def test_a_count_asked_of_every_county_is_not_asked_of_their_sum(catalog: Catalog) -> None:
    count, row = catalog.indicators["events"], replace(a_row(), indicator="events")
    assert row_in_force((row,), EAST, Month("2025-03"), "total", count, CITY) is row
    assert row_in_force((row,), CITY, Month("2025-03"), "total", count, CITY) is None
    assert row_in_force((row,), EAST, Month("2025-03"), "urban", count, CITY) is None


TARGETS = st.builds(
    a_row,
    place=st.sampled_from(["*", EAST, WEST, CITY]),
    split=st.sampled_from(SPLITS),
    period=st.sampled_from(["*", "2024", "2025", "2024-06", "2025-06"]),
    version=st.integers(1, 3),
    since=st.sampled_from([START, date(2024, 5, 1), date(2025, 2, 1)]),
)


@given(st.lists(TARGETS, max_size=8, unique_by=lambda each: (each.place, each.split, each.period, each.version)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_the_engine_judges_against_the_row_that_is_named(catalog: Catalog, ledger: list[Target]) -> None:
    grid = Grid((EAST, WEST, CITY), span("2024-01", "2025-12"))
    for name in ("room_rate", "visits_per_100"):
        indicator, rows = catalog.indicators[name], [replace(each, indicator=name) for each in ledger]
        judged = in_force(indicator, list(enumerate(rows)), grid)
        for p, place in enumerate(grid.places):
            for m, month in enumerate(grid.months):
                for s, split in enumerate(SPLITS):
                    number = judged[p, m, s]
                    named = row_in_force(tuple(rows), place, month, split, indicator, CITY)
                    assert named is (None if number == NO_TARGET else rows[number])
