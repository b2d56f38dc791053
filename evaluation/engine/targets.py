"""From the target ledger to what is expected by now, for every place, month and split."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from data.catalog.catalog import EVERYWHERE, SPLITS, Catalog, Indicator, Target
from data.catalog.ledger import covers_place, months_covered, period_end, precedence, splits_covered
from data.catalog.terms import MOVING
from evaluation.engine.amounts import NO_RATE, NOT_APPLICABLE, REPORTED, Bools, Grid, Ints
from evaluation.engine.course import course_of
from evaluation.engine.formulas import FORMULAS, Floats, quotient
from evaluation.engine.values import Values
from speech.months import month_of, number_of, ordinal

NO_TARGET = -1
TOTAL = SPLITS.index("total")


@dataclass(frozen=True)
class Expectation:
    """Say what is expected of an indicator; every array is places x months x splits.

    `row` is the number of the ledger's row that is in force (NO_TARGET where none is), `target` its value
    (NaN for growing and narrowing), `expected` the value expected by the month's end (NaN where the figures
    that it rests on are missing), `due` whether the month is one to be judged. `baseline` is where the way to what is
    expected began (NaN where there is none): of growing and narrowing the year before, of a year's flow zero. It's
    `certain` unless it had to be taken from a later month than the ledger's, or from a part of the counties.
    """

    row: Ints
    target: Floats
    expected: Floats
    due: Bools
    baseline: Floats
    certain: Bools


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
    target, expected, baseline = (np.full(grid.shape, np.nan) for _ in range(3))
    due, certain = np.zeros(grid.shape, dtype=bool), np.ones(grid.shape, dtype=bool)
    course, asked = course_of(catalog, indicator, values, grid), np.zeros(grid.shape, dtype=bool)
    for number, entry in ledger:
        chosen = row == number
        due |= chosen & _due(indicator, entry, grid)[None, :, None]
        target[chosen] = np.nan if entry.value is None or entry.rule in MOVING else entry.value
        way = _way(catalog, indicator, entry, values, course, grid)
        baseline[chosen], expected[chosen] = (array[chosen] for array in way)
        certain &= ~(chosen & ~_is_certain(indicator, entry, values, grid))
        asked[chosen] = entry.rule == "at_least"
    if catalog.plan.method.whole_things:
        expected = np.where(asked, _whole(catalog, indicator, values, expected), expected)
    if indicator.kind == "milestone":
        target, expected = _steps(catalog, indicator, row, grid)
        due, baseline = np.isfinite(expected), np.where(np.isfinite(expected), 0.0, np.nan)
    own = Expectation(row, target, expected, due, baseline, certain)
    if indicator.rollup == "sum" and indicator.is_added:
        own = _city_from_counties(own, values, catalog.plan.method.counts_silence)
    if catalog.plan.method.whole_things and indicator.is_added and indicator.pace == "year":
        # Nothing is asked for yet where not one whole thing is.
        own = replace(own, due=own.due & ~((own.expected == 0) & (own.target > 0)))
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


def _way(
    catalog: Catalog, indicator: Indicator, target: Target, values: Values, course: Floats, grid: Grid
) -> tuple[Floats, Floats]:
    """Give where the way began, and what is expected by each month's end; NaN where there is nothing to go by."""
    nothing = np.full(grid.shape, np.nan)
    if target.rule in MOVING:
        return _change(catalog, indicator, target, values)
    if target.rule == "milestone" or target.value is None:
        return nothing, nothing
    if indicator.pace == "year":
        baseline = np.zeros(grid.shape)
        expected = _year_line(catalog, target, target.value, values, course, grid)
    else:
        baseline = _baseline(catalog, indicator, target, values, grid)
        expected = np.full(grid.shape, target.value)
        if indicator.pace == "line" and target.period != EVERYWHERE:
            baseline, expected = _straight_line(catalog, indicator, target, target.value, values, baseline, grid)
    return baseline, expected


def _year_line(
    catalog: Catalog, target: Target, end_value: float, values: Values, course: Floats, grid: Grid
) -> Floats:
    """Give what is expected of a year's flow: by the months that came, or by the course of the year."""
    months = 12 if target.period == EVERYWHERE else number_of(month_of(period_end(target)))
    if not catalog.plan.method.counts_silence:
        return end_value * values.months_reported / months
    whole = course[grid.numbers == months]
    share = course / (whole[-1] if months < 12 and len(whole) else 1.0)
    return np.broadcast_to(end_value * np.minimum(share, 1)[None, :, None], grid.shape)


def _whole(catalog: Catalog, indicator: Indicator, values: Values, expected: Floats) -> Floats:
    """Round an expectation down to whole things, where things are counted: half a school isn't missing."""
    if indicator.formula not in ("count", "share", "rate"):
        return expected
    if any(catalog.variables[name].number != "count" for name in indicator.numerator):
        return expected
    units: dict[str, Floats] = {
        "count": np.full_like(expected, 1 / indicator.factor),
        "share": values.denominator / 100,
        "rate": values.denominator / indicator.factor,
    }
    things = units[indicator.formula]
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = np.floor(expected * things + 1e-9) / things
    return np.where(np.isfinite(whole), whole, expected)


def _change(catalog: Catalog, indicator: Indicator, target: Target, values: Values) -> tuple[Floats, Floats]:
    """Give what was a year before, and what is asked for now; any change will do where the ledger doesn't say."""
    before = _reference(indicator, values)
    if catalog.plan.method.counts_silence and indicator.rollup == "sum" and indicator.formula != "growth":
        before = _like_for_like(indicator, values, before)
    if target.value is None:
        return np.full_like(before, np.nan), before
    asked = target.value if indicator.formula == "growth" else np.abs(before) * target.value / 100
    falls = target.rule == "narrowing" and indicator.direction == "down"
    before = size_of(indicator, before)
    return before, before - asked if falls else before + asked


def _like_for_like(indicator: Indicator, values: Values, before: Floats) -> Floats:
    """Let the city be compared over the counties that have figures now and had them then, by the ratio of the two."""
    numerator, denominator = values.numerator[:-1], values.denominator[:-1]
    both = np.isfinite(numerator) & np.isfinite(_year_before(numerator))
    parts = (numerator, denominator, _year_before(numerator), _year_before(denominator))
    now, over, then, over_then = (np.where(both, part, 0).sum(axis=0) for part in parts)
    ratio = quotient(then, now) if indicator.is_added else quotient(quotient(then, over_then), quotient(now, over))
    city = before.copy()
    city[-1] = np.where(np.isfinite(ratio), values.value[-1] * ratio, before[-1])
    return city


def size_of(indicator: Indicator, value: Floats) -> Floats:
    """Give what is compared of a value: a gap counts by its size, whoever leads."""
    return np.abs(value) if indicator.formula == "gap" else value


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


def _baseline(catalog: Catalog, indicator: Indicator, target: Target, values: Values, grid: Grid) -> Floats:
    """Give the ledger's baseline, or else the first value reported from its period on; NaN in the months before.

    A flow that isn't counted against its year has none. Where silence is counted, a city that is the sum of its
    counties begins with the sum of what each of them began with.
    """
    if indicator.kind == "flow":
        return np.full(grid.shape, np.nan)
    if target.baseline is not None:
        return np.full(grid.shape, target.baseline)
    start = ordinal(target.baseline_period) if target.baseline_period else grid.ordinals[0]
    first, known = _first(values.value, start, grid)
    shown = known & (grid.ordinals[None, :, None] >= grid.ordinals[first])
    baseline = np.where(shown, np.take_along_axis(values.value, first, axis=1), np.nan)
    if catalog.plan.method.counts_silence and indicator.rollup == "sum" and not indicator.is_added:
        parts = (np.take_along_axis(array, first, axis=1)[:-1] for array in (values.numerator, values.denominator))
        numerator, denominator = (np.where(shown[:-1], part, 0).sum(axis=0) for part in parts)
        baseline[-1] = FORMULAS[indicator.formula](numerator, denominator, indicator.factor)
    return baseline


def _is_certain(indicator: Indicator, target: Target, values: Values, grid: Grid) -> Bools:
    """Tell where a baseline is the ledger's, or was reported in full in the very month in which it begins."""
    if indicator.kind == "flow" or indicator.pace == "year" or target.baseline is not None or target.rule in MOVING:
        return np.ones((1, 1, 1), dtype=bool)
    start = max(ordinal(target.baseline_period) if target.baseline_period else 0, int(grid.ordinals[0]))
    place = min(start - int(grid.ordinals[0]), len(grid.months) - 1)
    return np.asarray((np.isfinite(values.value) & (values.fresh >= 1))[:, place][:, None, :])


def _first(value: Floats, start: int, grid: Grid) -> tuple[Ints, Bools]:
    """Find the month of the first value from a month on, and whether there is one; places x 1 x splits."""
    eligible = np.logical_and(np.isfinite(value), grid.ordinals[None, :, None] >= start)
    return np.argmax(eligible, axis=1)[:, None, :], np.asarray(eligible.any(axis=1, keepdims=True))


def _straight_line(
    catalog: Catalog,
    indicator: Indicator,
    target: Target,
    end_value: float,
    values: Values,
    baseline: Floats,
    grid: Grid,
) -> tuple[Floats, Floats]:
    """Draw the line from the baseline to the target at the period's end; a yearly figure is set against its own month.

    Who stands beyond the target already is expected to stay beyond the target, not to fall back along a line. Where
    silence is counted, the line begins with the baseline's period, however late the first figure came.
    """
    yearly = catalog.plan.method.counts_silence and indicator.kind == "annual"
    months = (values.since if yearly else grid.ordinals[None, :, None]).astype(float)
    start, end = ordinal(target.baseline_period), period_end(target)
    first, known = _first(values.value, start, grid)
    begin = np.where(known & (target.baseline is None), grid.ordinals[first], start).astype(float)
    shown = months >= begin
    if catalog.plan.method.counts_silence:
        begin = np.full_like(begin, start)
    elapsed = np.clip((months - begin) / np.maximum(end - begin, 1), 0, 1)
    line = baseline + (end_value - baseline) * elapsed
    beyond = baseline <= end_value if target.rule == "at_most" else baseline >= end_value
    return baseline, np.where(shown, np.where(beyond, end_value, line), np.nan)


def _steps(catalog: Catalog, indicator: Indicator, row: Ints, grid: Grid) -> tuple[Floats, Floats]:
    """All of a milestone's steps, and those that are due by each month's end (NaN before the first)."""
    due = np.array([ordinal(step.due) for step in catalog.milestones if step.indicator == indicator.indicator])
    by_now = (due[None, :] <= grid.ordinals[:, None]).sum(axis=1).astype(float)
    expected = np.where(by_now > 0, by_now, np.nan)[None, :, None]
    judged = row != NO_TARGET
    return np.where(judged, float(len(due)), np.nan), np.where(judged, expected, np.nan)


def _city_from_counties(own: Expectation, values: Values, whole: bool) -> Expectation:
    """Let the city's target be the sum over its counties, where the ledger has none of its own.

    The sum is over all of them (`whole`), or over those that reported: like is compared with like then. Where a
    county is asked for nothing, so is the city. Of a county without a baseline all of its target is expected.
    """
    county, without = values.state[:-1], own.row[:-1] == NO_TARGET
    counted = (county != NOT_APPLICABLE) if whole else (county == REPORTED) | (county == NO_RATE)
    asked = (own.row[-1] == NO_TARGET) & ~(without & (county != NOT_APPLICABLE)).any(axis=0)
    row, (target, expected, baseline) = own.row.copy(), (a.copy() for a in (own.target, own.expected, own.baseline))
    first = np.take_along_axis(own.row[:-1], np.argmax(~without, axis=0)[None], axis=0)[0]
    row[-1] = np.where(asked, first, own.row[-1])
    for array in (target, expected, baseline):
        parts = np.where(whole & np.isnan(array[:-1]), own.target[:-1], array[:-1])
        sums = np.where(counted, parts, 0).sum(axis=0)
        array[-1] = np.where(asked & counted.any(axis=0), sums, array[-1])
    due = own.due.copy()
    due[-1] |= asked & own.due[:-1].any(axis=0)
    certain = own.certain.copy()
    certain[-1] &= ~asked | np.where(counted, own.certain[:-1], True).all(axis=0)
    return Expectation(row, target, expected, due, baseline, certain)
