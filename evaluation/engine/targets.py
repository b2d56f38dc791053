"""From the target ledger to what is expected by now, for every place, month and split."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from data.catalog.catalog import EVERYWHERE, SPLITS, Catalog, Indicator, Target
from data.catalog.ledger import covers_place, months_covered, period_end, precedence, splits_covered
from data.catalog.terms import MOVING
from evaluation.engine.amounts import NO_RATE, NOT_APPLICABLE, REPORTED, Bools, Grid, Ints
from evaluation.engine.formulas import Floats, quotient
from evaluation.engine.values import Values
from speech.months import month_of, number_of, ordinal

NO_TARGET = -1
TOTAL = SPLITS.index("total")


@dataclass(frozen=True)
class Expectation:
    """Say what is expected of an indicator; every array is places x months x splits.

    `row` is the number of the ledger's row that is in force (NO_TARGET where none is), `target` its value
    (NaN for growing and narrowing), `expected` the value expected by the month's end (NaN where the figures
    that it rests on are missing), `due` whether the month is one to be judged.
    """

    row: Ints
    target: Floats
    expected: Floats
    due: Bools


def expect(catalog: Catalog, values: Mapping[str, Values], grid: Grid) -> dict[str, Expectation]:
    """Read the ledger for each indicator: the version in force in each month, and the line up to its target."""
    numbered: dict[str, list[tuple[int, Target]]] = {name: [] for name in catalog.indicators}
    for number, target in enumerate(catalog.targets):
        numbered[target.indicator].append((number, target))
    return {
        name: _expectation(catalog, catalog.indicators[name], numbered[name], each, grid)
        for name, each in values.items()
    }


def _expectation(
    catalog: Catalog, indicator: Indicator, ledger: list[tuple[int, Target]], values: Values, grid: Grid
) -> Expectation:
    row = in_force(indicator, ledger, grid)
    target, expected = np.full(grid.shape, np.nan), np.full(grid.shape, np.nan)
    due = np.zeros(grid.shape, dtype=bool)
    for number, entry in ledger:
        chosen = row == number
        due |= chosen & _due(indicator, entry, grid)[None, :, None]
        target[chosen] = np.nan if entry.value is None else entry.value
        expected[chosen] = _line(indicator, entry, values, grid)[chosen]
    if indicator.kind == "milestone":
        target, expected = _steps(catalog, indicator, row, grid)
        due = np.isfinite(expected)
    own = Expectation(row, target, expected, due)
    if indicator.rollup == "sum" and indicator.is_added:
        return _city_from_counties(own, values)
    return own


def in_force(indicator: Indicator, ledger: list[tuple[int, Target]], grid: Grid) -> Ints:
    """Find the ledger's row for each place, month and split, by the ledger's precedence."""
    row = np.full(grid.shape, NO_TARGET, dtype=np.int64)
    for number, target in sorted(ledger, key=lambda each: precedence(each[1])):
        first, last = months_covered(indicator, target)
        months = (grid.ordinals >= first) & (grid.ordinals <= last)
        places = [n for n, each in enumerate(grid.places) if covers_place(indicator, target, each, grid.places[-1])]
        for place, split in product(places, splits_covered(indicator, target)):
            row[place, months, SPLITS.index(split)] = number
    return row


def _due(indicator: Indicator, target: Target, grid: Grid) -> Bools:
    """Tell the months that can be judged, whether or not their figures have come in."""
    if target.rule in MOVING:
        return (grid.numbers >= indicator.due_month) & (np.arange(len(grid.months)) >= 12)
    if indicator.pace == "year":
        return np.ones(len(grid.months), dtype=bool)
    if indicator.pace == "line" and target.period != EVERYWHERE:
        return grid.ordinals >= ordinal(target.baseline_period)
    from_month = grid.numbers >= indicator.due_month
    if target.period == EVERYWHERE:
        return np.asarray(from_month)
    end = period_end(target)
    return np.asarray((from_month & (grid.ordinals // 12 == end // 12)) | (grid.ordinals == end))


def _line(indicator: Indicator, target: Target, values: Values, grid: Grid) -> Floats:
    """Give what is expected by each month's end; NaN where there is nothing to compare with."""
    if target.rule in MOVING:
        return _reference(indicator, values)
    if target.rule == "milestone" or target.value is None:
        return np.full(grid.shape, np.nan)
    if indicator.pace == "year":
        months = 12 if target.period == EVERYWHERE else number_of(month_of(period_end(target)))
        return target.value * values.months_reported / months
    if indicator.pace == "line" and target.period != EVERYWHERE:
        return _straight_line(target, target.value, values, grid)
    return np.full(grid.shape, target.value)


def _reference(indicator: Indicator, values: Values) -> Floats:
    """The same month a year before; for a growth rate, which holds that comparison already, zero growth.

    Like is compared with like: a flow of fewer months than last year's is compared with as many months.
    """
    if indicator.formula == "growth":
        return np.where(np.isfinite(values.value), 0.0, np.nan)
    before = _year_before(values.value)
    if indicator.kind == "flow" and indicator.formula in ("count", "rate"):
        return before * quotient(values.months_reported, _year_before(values.months_reported))
    return before


def _year_before(array: Floats) -> Floats:
    shifted = np.roll(array, 12, axis=1)
    shifted[:, :12] = np.nan
    return shifted


def _straight_line(target: Target, end_value: float, values: Values, grid: Grid) -> Floats:
    """Draw the line from the baseline to the target at the period's end.

    Without a published baseline, it is the first value reported from the baseline period on. Who stands
    beyond the target already is expected to stay beyond the target, not to fall back along a line.
    """
    months = grid.ordinals[None, :, None].astype(float)
    start, end = ordinal(target.baseline_period), period_end(target)
    if target.baseline is None:
        eligible = np.logical_and(np.isfinite(values.value), months >= start)
        first = np.argmax(eligible, axis=1)[:, None, :]
        known = eligible.any(axis=1, keepdims=True)
        baseline = np.where(known, np.take_along_axis(values.value, first, axis=1), np.nan)
        begin = np.where(known, grid.ordinals[first], start).astype(float)
    else:
        baseline = np.full((len(grid.places), 1, len(SPLITS)), target.baseline)
        begin = np.full_like(baseline, start)
    elapsed = np.clip((months - begin) / np.maximum(end - begin, 1), 0, 1)
    line = baseline + (end_value - baseline) * elapsed
    beyond = baseline <= end_value if target.rule == "at_most" else baseline >= end_value
    return np.where(months < begin, np.nan, np.where(beyond, end_value, line))


def _steps(catalog: Catalog, indicator: Indicator, row: Ints, grid: Grid) -> tuple[Floats, Floats]:
    """All of a milestone's steps, and those that are due by each month's end (NaN before the first)."""
    due = np.array([ordinal(step.due) for step in catalog.milestones if step.indicator == indicator.indicator])
    by_now = (due[None, :] <= grid.ordinals[:, None]).sum(axis=1).astype(float)
    expected = np.where(by_now > 0, by_now, np.nan)[None, :, None]
    judged = row != NO_TARGET
    return np.where(judged, float(len(due)), np.nan), np.where(judged, expected, np.nan)


def _city_from_counties(own: Expectation, values: Values) -> Expectation:
    """Let the city's target be the sum over the counties that reported, where the ledger has none of its own.

    Like is compared with like: a county that is missing from the city's sum is missing from its target too.
    Where a county is asked for nothing, so is the city.
    """
    county, without = values.state[:-1], own.row[:-1] == NO_TARGET
    counted = (county == REPORTED) | (county == NO_RATE)
    asked = (own.row[-1] == NO_TARGET) & ~(without & (county != NOT_APPLICABLE)).any(axis=0)
    row, target, expected = own.row.copy(), own.target.copy(), own.expected.copy()
    first = np.take_along_axis(own.row[:-1], np.argmax(~without, axis=0)[None], axis=0)[0]
    row[-1] = np.where(asked, first, own.row[-1])
    for array in (target, expected):
        sums = np.where(counted, array[:-1], 0).sum(axis=0)
        array[-1] = np.where(asked & counted.any(axis=0), sums, array[-1])
    due = own.due.copy()
    due[-1] |= asked & own.due[:-1].any(axis=0)
    return Expectation(row, target, expected, due)
