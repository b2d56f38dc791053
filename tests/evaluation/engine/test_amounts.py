import numpy as np
import pytest

from data.catalog.catalog import SPLITS, Catalog
from evaluation.engine.amounts import MISSING, NOT_APPLICABLE, REPORTED, Amount, Grid, read_amounts, since_january
from speech.months import span
from tests.evaluation.frames import CITY, EAST, WEST, Row, reported

TOTAL, URBAN, RURAL = (SPLITS.index(split) for split in ("total", "urban", "rural"))
GRID = Grid((EAST, WEST, CITY), span("2024-11", "2025-12"))


def amount_of(catalog: Catalog, variable: str, *rows: Row) -> Amount:
    return read_amounts(catalog, reported(rows), GRID)[variable]


def test_a_figure_stands_in_its_place_month_and_split(city: Catalog) -> None:
    amount = amount_of(city, "schools", (WEST, "2024-12", "schools/urban", 8))
    assert np.argwhere(amount.state == REPORTED).tolist() == [[1, 1, URBAN]]
    assert amount.value[1, 1, URBAN] == 8


def test_missing_not_applicable_and_zero_are_three_things(city: Catalog) -> None:
    amount = amount_of(city, "schools", (EAST, "2024-11", "schools", 0), (WEST, "2024-11", "schools", None))
    assert amount.state[:, 0, TOTAL].tolist() == [REPORTED, NOT_APPLICABLE, MISSING]
    assert amount.value[:, 0, TOTAL] == pytest.approx([0, np.nan, np.nan], nan_ok=True)


def test_figures_of_unknown_places_months_or_variables_are_left_out(city: Catalog) -> None:
    amounts = read_amounts(
        city,
        reported(
            [(EAST, "2024-10", "events", 1), (EAST, "2026-01", "events", 1), ("900109", "2024-12", "events", 1),
             (EAST, "2024-12", "eventz", 1)]
        ),
        GRID,
    )  # fmt: skip
    assert not any((amount.state != MISSING).any() for amount in amounts.values())


def test_the_total_of_what_the_countryside_alone_reports_is_the_rural_figure(city: Catalog) -> None:
    amount = amount_of(city, "farm_days", (EAST, "2024-11", "farm_days/rural", 4))
    assert amount.value[0, 0, [TOTAL, URBAN, RURAL]] == pytest.approx([4, np.nan, 4], nan_ok=True)


def test_a_flow_is_summed_from_january_over_the_months_that_count(city: Catalog) -> None:
    months = {"2024-11": 7, "2024-12": 8, "2025-01": 1, "2025-02": 2, "2025-04": 4}
    amount = amount_of(city, "events", *((EAST, month, "events", float(n)) for month, n in months.items()))
    summed = since_january(amount, amount.state != MISSING, GRID.numbers)
    # November and December of 2024, then January to April 2025 with March missing.
    assert summed.value[0, :6, TOTAL].tolist() == [7, 15, 1, 3, 3, 7]
    assert summed.months[0, :6, TOTAL].tolist() == [1, 2, 1, 2, 2, 3]


def test_a_yearly_figure_stands_for_twelve_months(city: Catalog) -> None:
    amount = amount_of(city, "literacy", (CITY, "2024-12", "literacy", 8))
    stands = amount.state[2, :, TOTAL] == REPORTED
    assert np.array(GRID.months)[stands].tolist() == list(span("2024-12", "2025-11"))


def test_a_yearly_figure_stands_until_the_next(city: Catalog) -> None:
    amount = amount_of(city, "literacy", (CITY, "2024-11", "literacy", 8), (CITY, "2025-02", "literacy", 9))
    assert amount.value[2, :5, TOTAL].tolist() == [8, 8, 8, 9, 9]
    assert amount.state[2, -1, TOTAL] == REPORTED  # it stands until 2026-01


def test_a_state_needs_no_other_month(city: Catalog) -> None:
    amount = amount_of(city, "schools", (EAST, "2025-03", "schools", 8))
    assert not amount.flow and np.isinf(amount.months).all()
