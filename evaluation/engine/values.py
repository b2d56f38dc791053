"""From amounts to indicator values: county by county, then the city from sums, never from averaged rates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial, reduce
from typing import Any

import numpy as np
import pandas as pd

from data.catalog.catalog import SPLITS, Catalog, Indicator
from data.catalog.roles import Role
from data.catalog.terms import SIDES
from evaluation.engine import formulas
from evaluation.engine.amounts import (
    ARRAYS,
    MISSING,
    NO_RATE,
    NOT_APPLICABLE,
    REPORTED,
    Amount,
    Bools,
    Grid,
    Ints,
    read_amounts,
    rural_as_total,
    since_january,
    through_silence,
)
from evaluation.engine.formulas import Floats


@dataclass(frozen=True)
class Values:
    """Hold an indicator's values; every array is places x months x splits.

    `value` is NaN where `state` says why: missing, not_applicable or no_rate (a zero denominator).
    `months_*` count the year's months behind a flow, `places_*` the counties behind a city's figure;
    for a city, `late`, `warnings`, `unapproved` and `incomplete` (months of this year are missing) count
    counties, for a county they are 0 or 1.

    Where silence is counted: `fresh` is the share of what is asked for that came, 0 to 1, weighed by denominators;
    `since` the ordinal of the oldest month that a carried figure is of; `places_carried` the counties that it stands
    for; `floor` and `ceiling` the numerator that is there for certain and the largest denominator that may be.
    `doubt` is half the 95 % interval of a survey's figure, 0 elsewhere.
    """

    value: Floats
    state: Ints
    numerator: Floats
    denominator: Floats
    months_reported: Floats
    months_expected: Floats
    places_reported: Ints
    places_expected: Ints
    late: Ints
    warnings: Ints
    unapproved: Ints
    incomplete: Ints
    fresh: Floats
    since: Ints
    places_carried: Ints
    floor: Floats
    ceiling: Floats
    doubt: Floats


def compute_values(catalog: Catalog, reported: pd.DataFrame, grid: Grid) -> dict[str, Values]:
    """Compute every indicator on the grid, in the catalog's order.

    The grid's last place is the city. Flows are sums since January (years that begin before the grid's first
    month are short). Derived indicators (gap, parity, dispersion) come from the values of others.
    """
    amounts = read_amounts(catalog, reported, grid)
    plain = {
        name: _rolled_up(catalog, indicator, *_own(catalog, indicator, amounts, grid), grid)
        for name, indicator in catalog.indicators.items()
        if indicator.rollup != "derived"
    }
    derived = {
        name: _derived(indicator, plain, amounts)
        for name, indicator in catalog.indicators.items()
        if indicator.rollup == "derived"
    }
    return {name: {**plain, **derived}[name] for name in catalog.indicators}


def _own(catalog: Catalog, indicator: Indicator, amounts: Mapping[str, Amount], grid: Grid) -> tuple[Values, Floats]:
    """Give the values without a city's, and the last known denominators."""
    numerator, denominator = _operands(catalog, indicator, amounts, grid)
    state = _joined_state(numerator.state, denominator.state)
    reported = state == REPORTED
    expected = np.broadcast_to(grid.numbers[None, :, None].astype(float), grid.shape)
    months = np.minimum(np.minimum(numerator.months, denominator.months), expected)
    since, fresh = np.minimum(numerator.since, denominator.since), np.minimum(numerator.fresh, denominator.fresh)
    carried = reported & (since < grid.ordinals[None, :, None]) & (fresh < 1)
    values = _valued(
        indicator,
        Values(
            value=np.full(grid.shape, np.nan),
            state=state,
            numerator=np.where(reported, numerator.value, np.nan),
            denominator=np.where(reported, denominator.value, np.nan),
            months_reported=np.where(reported, months, np.nan),
            months_expected=expected,
            places_reported=(reported & ~carried).astype(np.int64),
            places_expected=(state != NOT_APPLICABLE).astype(np.int64),
            late=(reported & numerator.late).astype(np.int64),
            warnings=(reported & (numerator.warnings + denominator.warnings > 0)).astype(np.int64),
            unapproved=(reported & ~(numerator.approved & denominator.approved)).astype(np.int64),
            incomplete=(reported & (months < expected)).astype(np.int64),
            fresh=fresh,
            since=np.where(reported, since, grid.ordinals[None, :, None]),
            places_carried=carried.astype(np.int64),
            # A numerator is certain over a denominator that is known alone.
            floor=np.where((denominator.fresh >= 1) | (not indicator.denominator), numerator.floor, 0),
            ceiling=denominator.ceiling,
            doubt=_doubt(catalog, indicator, amounts, numerator),
        ),
    )
    return values, denominator.kept


def _doubt(catalog: Catalog, indicator: Indicator, amounts: Mapping[str, Amount], numerator: Amount) -> Floats:
    sample = amounts.get(catalog.one_with_role(Role.SURVEY_SAMPLE))
    if indicator.formula != "survey" or sample is None:
        return np.zeros_like(numerator.value)
    return np.nan_to_num(formulas.half_width(numerator.value, sample.value))


def _operands(
    catalog: Catalog, indicator: Indicator, amounts: Mapping[str, Amount], grid: Grid
) -> tuple[Amount, Amount]:
    """Add up numerator and denominator; flows over the months in which all of the indicator's flows came in."""
    named = {name: amounts[name] for name in (*indicator.numerator, *indicator.denominator)}
    if indicator.split == "rural":  # the countryside's figures are set against the countryside alone
        named = {name: rural_as_total(amount) for name, amount in named.items()}
    flows = [amount for amount in named.values() if amount.flow]
    if flows:
        counted = np.logical_and.reduce([amount.state != MISSING for amount in flows])
        sums = {name: since_january(amount, counted, grid.numbers) for name, amount in named.items() if amount.flow}
        if catalog.plan.method.counts_silence:
            sums = {name: through_silence(amount, counted, grid.numbers) for name, amount in sums.items()}
        named |= sums
    numerator = _sum([named[name] for name in indicator.numerator])
    if indicator.formula == "growth":
        return numerator, _year_before(numerator)
    if indicator.denominator:
        return numerator, _sum([named[name] for name in indicator.denominator])
    return numerator, _one(numerator)


def _sum(parts: list[Amount]) -> Amount:
    """Add up; a part that isn't applicable adds nothing, unless none is, and a missing part leaves no sum."""
    states = np.stack([part.state for part in parts])
    missing, absent = (states == MISSING).any(axis=0), (states == NOT_APPLICABLE).all(axis=0)
    state = np.select([missing, absent], [MISSING, NOT_APPLICABLE], REPORTED).astype(np.int64)
    value = reduce(np.add, [np.nan_to_num(part.value) for part in parts])
    return Amount(
        value=np.where(state == REPORTED, value, np.nan),
        state=state,
        months=reduce(np.minimum, [part.months for part in parts]),
        late=reduce(np.logical_or, [part.late for part in parts]),
        warnings=reduce(np.add, [part.warnings for part in parts]),
        approved=reduce(np.logical_and, [part.approved for part in parts]),
        fresh=reduce(np.minimum, [part.fresh for part in parts]),
        since=reduce(np.minimum, [part.since for part in parts]),
        floor=reduce(np.add, [part.floor for part in parts]),
        ceiling=reduce(np.add, [part.ceiling for part in parts]),
        kept=reduce(np.add, [part.kept for part in parts]),
    )


def _one(numerator: Amount) -> Amount:
    """Give the denominator of what isn't divided."""
    quiet, ones = np.zeros_like(numerator.late), np.ones_like(numerator.value)
    return replace(
        numerator,
        value=ones,
        late=quiet,
        warnings=quiet.astype(np.int64),
        approved=~quiet,
        floor=ones,
        ceiling=ones,
        kept=ones,
    )


def _year_before(amount: Amount) -> Amount:
    """Shift by twelve months; months before the grid are missing."""
    shifted = amount.mapped(lambda array: np.roll(array, 12, axis=1))
    shifted = replace(shifted, since=shifted.since + 12)  # a figure of its own month isn't an old one
    blanks = (np.nan, MISSING, np.inf, False, 0, True, 0.0, 0, 0.0, np.inf, np.nan)
    for name, blank in zip(ARRAYS, blanks, strict=True):
        getattr(shifted, name)[:, :12] = blank
    return shifted


def _joined_state(one: Ints, other: Ints) -> Ints:
    """Missing where either is missing, else not applicable where either is, else reported."""
    missing = (one == MISSING) | (other == MISSING)
    absent = (one == NOT_APPLICABLE) | (other == NOT_APPLICABLE)
    return np.select([missing, absent], [MISSING, NOT_APPLICABLE], REPORTED).astype(np.int64)


def _valued(indicator: Indicator, values: Values) -> Values:
    """Apply the formula, and say where a zero denominator leaves no rate."""
    formula = formulas.FORMULAS[indicator.formula]
    value = formula(values.numerator, values.denominator, indicator.factor)
    no_rate = (values.state == REPORTED) & ~np.isfinite(value)
    return replace(values, value=value, state=np.where(no_rate, NO_RATE, values.state))


def _rolled_up(catalog: Catalog, indicator: Indicator, values: Values, kept: Floats, grid: Grid) -> Values:
    """Put the sums over counties into the city's row, where the catalog says that counties report.

    Where silence is counted, a county that is missing stays in the denominator with the last one that is known of it.
    """
    if indicator.rollup == "city":
        return values
    counted = (values.state == REPORTED) | (values.state == NO_RATE)
    city = len(grid.places) - 1
    counted[city] = False
    asked = values.state != NOT_APPLICABLE
    asked[city] = False
    expected = values.places_expected.copy()
    expected[city] = 0
    places = counted.sum(axis=0)
    sums = {name: _sum_where(getattr(values, name), counted) for name in _ADDED}
    sums |= {name: np.where(asked, getattr(values, name), 0).sum(axis=0) for name in ("floor", "ceiling")}
    if catalog.plan.method.counts_silence and indicator.denominator:
        silent = np.where(asked & ~counted, np.nan_to_num(kept), 0)
        sums["denominator"] = sums["denominator"] + silent.sum(axis=0)
        weights = np.where(counted, np.nan_to_num(values.denominator), silent)
    else:
        weights = asked.astype(float)
    # A county of which no denominator was ever known is at least one of those asked.
    known = (asked & (weights > 0)).sum(axis=0) / np.maximum(asked.sum(axis=0), 1)
    shares = np.nan_to_num(formulas.quotient((weights * values.fresh).sum(axis=0), weights.sum(axis=0)))
    sums["fresh"] = np.where((asked & (weights == 0) & (values.fresh < 1)).any(axis=0), shares * known, shares)
    sums["since"] = np.where(counted, values.since, grid.ordinals[None, :, None]).min(axis=0)
    if not indicator.denominator and indicator.formula != "growth":
        sums["denominator"] = np.where(places > 0, 1.0, np.nan)
    sums["months_reported"] = sums["months_reported"] / np.maximum(places, 1)
    sums["places_expected"] = expected.sum(axis=0)
    sums["state"] = np.select([places > 0, sums["places_expected"] > 0], [REPORTED, MISSING], NOT_APPLICABLE)
    rows = {field.name: getattr(values, field.name).copy() for field in fields(Values)}
    for name, row in sums.items():
        rows[name][city] = row
    return _valued(indicator, Values(**rows))


_ADDED = (
    "numerator", "denominator", "months_reported", "places_reported", "places_carried",
    "late", "warnings", "unapproved", "incomplete",
)  # fmt: skip


def _sum_where(array: Floats | Ints, counted: Bools) -> Floats | Ints:
    """Sum over counties; NaN where a float has none to sum."""
    total: Floats | Ints = np.where(counted, array, 0).sum(axis=0)
    return np.where(counted.any(axis=0), total, np.nan) if array.dtype.kind == "f" else total


def _derived(indicator: Indicator, plain: Mapping[str, Values], amounts: Mapping[str, Amount]) -> Values:
    sources = [plain[name] for name in indicator.numerator]
    value, state = np.full_like(sources[0].value, np.nan), np.full_like(sources[0].state, MISSING)
    total, urban, rural = (SPLITS.index(split) for split in SPLITS)
    stack = np.stack([source.value for source in sources])
    if indicator.formula == "dispersion":
        population = amounts[indicator.denominator[0]].value
        value[-1, :, total] = formulas.dispersion(stack[0][:-1, :, total], population[:-1, :, total])
    else:
        formula = formulas.parity if indicator.formula == "parity" else formulas.gap
        value[:, :, total] = formula(stack[..., urban], stack[..., rural])
        state[:, :, total] = _state_of_sources(np.stack([each.state[..., [urban, rural]] for each in sources], -1))
    return Values(
        value=value,
        state=np.where(np.isfinite(value), REPORTED, state),
        numerator=np.full_like(value, np.nan),
        denominator=np.full_like(value, np.nan),
        floor=np.zeros_like(value),
        ceiling=np.full_like(value, np.inf),
        doubt=_doubt_of_gap(indicator, sources),
        **{name: joined(np.stack([getattr(each, name) for each in sources])) for name, joined in _SHARED.items()},
    )


def _doubt_of_gap(indicator: Indicator, sources: list[Values]) -> Floats:
    """Give half the 95 % interval of the difference of two independent samples."""
    doubt = np.zeros_like(sources[0].doubt)
    if indicator.formula == "gap":
        urban, rural = (sources[0].doubt[..., SPLITS.index(side)] for side in SIDES)
        doubt[..., SPLITS.index("total")] = np.hypot(urban, rural)
    return doubt


def _state_of_sources(states: Ints) -> Ints:
    """Say why nothing could be derived: something is missing, nothing applies, or there was nothing to divide by."""
    missing = (states == MISSING).any(axis=(-2, -1))
    absent = (states == NOT_APPLICABLE).any(axis=-2).all(axis=-1)
    return np.select([missing, absent], [MISSING, NOT_APPLICABLE], NO_RATE).astype(np.int64)


_SHARED: Mapping[str, Callable[..., Any]] = {
    "months_reported": partial(np.fmin.reduce, axis=0),
    "months_expected": partial(np.max, axis=0),
    "places_reported": partial(np.min, axis=0),
    "places_expected": partial(np.max, axis=0),
    "late": partial(np.max, axis=0),
    "warnings": partial(np.max, axis=0),
    "unapproved": partial(np.max, axis=0),
    "incomplete": partial(np.max, axis=0),
    "fresh": partial(np.min, axis=0),
    "since": partial(np.min, axis=0),
    "places_carried": partial(np.max, axis=0),
}
