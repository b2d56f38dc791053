"""The course of a flow through its year: which share of it is expected by the end of each month."""

import numpy as np

from data.catalog.catalog import SPLITS, Catalog, Indicator
from evaluation.engine.amounts import REPORTED, Grid
from evaluation.engine.formulas import Floats
from evaluation.engine.values import Values

TOTAL = SPLITS.index("total")
MONTHS = 12


def even(numbers: Floats) -> Floats:
    """Give the shares of a year that passes evenly, by the numbers of the months."""
    return numbers / MONTHS


def course_of(catalog: Catalog, indicator: Indicator, values: Values, grid: Grid) -> Floats:
    """Give the share of a year's flow that is expected by each month's end; one a month of the grid.

    It is the plan's own, where indicators.csv has one; or that of earlier years, where the plan wants it and a whole
    one is known; or else even.
    """
    numbers = grid.numbers.astype(float)
    if indicator.pace != "year":
        return even(numbers)
    if indicator.course is not None:
        return np.cumsum(indicator.course)[grid.numbers - 1]
    if catalog.plan.method.course == "even":
        return even(numbers)
    return _of_earlier_years(indicator, values, grid)


def _of_earlier_years(indicator: Indicator, values: Values, grid: Grid) -> Floats:
    """Pool the whole years that reporters had before, and smooth them with an even year of the same weight as one."""
    numbers = grid.numbers.astype(float)
    shares, pooled, years = even(numbers), np.zeros(MONTHS), 0
    rows = slice(-1, None) if indicator.rollup == "city" else slice(0, -1)
    for january in np.flatnonzero(grid.numbers == 1):
        year = slice(int(january), int(january) + MONTHS)
        if years:
            known = pooled / pooled[-1]
            mixed = (years * known + even(np.arange(1.0, MONTHS + 1))) / (years + 1)
            shares[year] = mixed[: len(shares[year])]
        if len(shares[year]) == MONTHS:
            added = _whole_years(values, rows, year)
            pooled, years = pooled + added, years + bool(added[-1] > 0)
    return shares


def _whole_years(values: Values, rows: slice, year: slice) -> Floats:
    """Add up the running totals of one year, of the reporters of whom every month of it came."""
    state, fresh = values.state[rows, year, TOTAL], values.fresh[rows, year, TOTAL]
    whole = ((state == REPORTED) & (fresh == 1)).all(axis=1)
    return np.asarray(np.where(whole[:, None], np.nan_to_num(values.numerator[rows, year, TOTAL]), 0).sum(axis=0))
