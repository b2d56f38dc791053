"""From amounts to indicator values: county by county, then the city from sums, never from averaged rates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial, reduce
from typing import Any

import numpy as np
import pandas as pd

from data.catalog.catalog import SPLITS, Catalog, Indicator
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
)
from evaluation.engine.formulas import Floats


@dataclass(frozen=True)
class Values:
    """Hold an indicator's values; every array is places x months x splits.

    `value` is NaN where `state` says why: missing, not_applicable or no_rate (a zero denominator).
    `months_*` count the year's months behind a flow, `places_*` the counties behind a city's figure;
    for a city, `late`, `warnings`, `unapproved` and `incomplete` (months of this year are missing) count
    counties, for a county they are 0 or 1.
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


def compute_values(catalog: Catalog, reported: pd.DataFrame, grid: Grid) -> dict[str, Values]:
    """Compute every indicator on the grid, in the catalog's order.

    The grid's last place is the city. Flows are sums since January (years that begin before the grid's first
    month are short). Derived indicators (gap, parity, dispersion) come from the values of others.
    """
    amounts = read_amounts(catalog, reported, grid)
    plain = {
        name: _rolled_up(indicator, _own(indicator, amounts, grid), grid)
        for name, indicator in catalog.indicators.items()
        if indicator.rollup != "derived"
    }
    derived = {
        name: _derived(indicator, plain, amounts)
        for name, indicator in catalog.indicators.items()
        if indicator.rollup == "derived"
    }
    return {name: {**plain, **derived}[name] for name in catalog.indicators}


def _own(indicator: Indicator, amounts: Mapping[str, Amount], grid: Grid) -> Values:
    numerator, denominator = _operands(indicator, amounts, grid)
    state = _joined_state(numerator.state, denominator.state)
    reported = state == REPORTED
    expected = np.broadcast_to(grid.numbers[None, :, None].astype(float), grid.shape)
    months = np.minimum(np.minimum(numerator.months, denominator.months), expected)
    return _valued(
        indicator,
        Values(
            value=np.full(grid.shape, np.nan),
            state=state,
            numerator=np.where(reported, numerator.value, np.nan),
            denominator=np.where(reported, denominator.value, np.nan),
            months_reported=np.where(reported, months, np.nan),
            months_expected=expected,
            places_reported=reported.astype(np.int64),
            places_expected=(state != NOT_APPLICABLE).astype(np.int64),
            late=(reported & numerator.late).astype(np.int64),
            warnings=(reported & (numerator.warnings + denominator.warnings > 0)).astype(np.int64),
            unapproved=(reported & ~(numerator.approved & denominator.approved)).astype(np.int64),
            incomplete=(reported & (months < expected)).astype(np.int64),
        ),
    )


def _operands(indicator: Indicator, amounts: Mapping[str, Amount], grid: Grid) -> tuple[Amount, Amount]:
    """Add up numerator and denominator; flows over the months in which all of the indicator's flows came in."""
    named = {name: amounts[name] for name in (*indicator.numerator, *indicator.denominator)}
    if indicator.split == "rural":  # the countryside's figures are set against the countryside alone
        named = {name: rural_as_total(amount) for name, amount in named.items()}
    flows = [amount for amount in named.values() if amount.flow]
    if flows:
        counted = np.logical_and.reduce([amount.state != MISSING for amount in flows])
        named |= {name: since_january(amount, counted, grid.numbers) for name, amount in named.items() if amount.flow}
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
    )


def _one(numerator: Amount) -> Amount:
    """Give the denominator of what isn't divided."""
    quiet = np.zeros_like(numerator.late)
    return Amount(
        np.ones_like(numerator.value), numerator.state, numerator.months, quiet, quiet.astype(np.int64), ~quiet
    )


def _year_before(amount: Amount) -> Amount:
    """Shift by twelve months; months before the grid are missing."""
    shifted = amount.mapped(lambda array: np.roll(array, 12, axis=1))
    blanks = (np.nan, MISSING, np.inf, False, 0, True)
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


def _rolled_up(indicator: Indicator, values: Values, grid: Grid) -> Values:
    """Put the sums over counties into the city's row, where the catalog says that counties report."""
    if indicator.rollup == "city":
        return values
    counted = (values.state == REPORTED) | (values.state == NO_RATE)
    city = len(grid.places) - 1
    counted[city] = False
    expected = values.places_expected.copy()
    expected[city] = 0
    places = counted.sum(axis=0)
    sums = {name: _sum_where(getattr(values, name), counted) for name in _ADDED}
    if not indicator.denominator and indicator.formula != "growth":
        sums["denominator"] = np.where(places > 0, 1.0, np.nan)
    sums["months_reported"] = sums["months_reported"] / np.maximum(places, 1)
    sums["places_reported"], sums["places_expected"] = places, expected.sum(axis=0)
    sums["state"] = np.select([places > 0, sums["places_expected"] > 0], [REPORTED, MISSING], NOT_APPLICABLE)
    rows = {field.name: getattr(values, field.name).copy() for field in fields(Values)}
    for name, row in sums.items():
        rows[name][city] = row
    return _valued(indicator, Values(**rows))


_ADDED = ("numerator", "denominator", "months_reported", "late", "warnings", "unapproved", "incomplete")


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
        **{name: joined(np.stack([getattr(each, name) for each in sources])) for name, joined in _SHARED.items()},
    )


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
}
