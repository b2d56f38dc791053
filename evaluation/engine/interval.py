"""How sure a judgement is: what it would be if all that is missing were nothing, and if it were as expected.

Taking a figure away never raises the low end, and never narrows what lies between.
"""

from dataclasses import dataclass, replace

import numpy as np

from data.catalog.catalog import Indicator
from evaluation.engine.amounts import MISSING, NOT_APPLICABLE, Bools
from evaluation.engine.formulas import FORMULAS, Floats, quotient
from evaluation.engine.points import Yardstick, points
from evaluation.engine.targets import Expectation
from evaluation.engine.values import Values

BOUNDED = ("count", "share", "rate", "steps")
"""The formulas of which parts are certain without the others: sums, and sums over a denominator."""


@dataclass(frozen=True)
class Interval:
    """Hold the ends of an indicator's points, and the value at the low end; arrays are places x months x splits.

    `fresh` is the share of what the value rests on that came, weighed by what is expected or by denominators.
    """

    low: Floats
    high: Floats
    least: Floats
    fresh: Floats


def interval(
    indicator: Indicator, normalise: str, values: Values, expectation: Expectation, stick: Yardstick
) -> Interval:
    """Bound an indicator's points: what is missing counts as zero at the low end, and as met at the high end.

    Where less is better, where a change is asked for, and where a value is worked out of others, nothing is certain
    until everything came.
    """
    fresh = freshness(indicator, values, expectation)
    whole, certain = fresh >= 1, expectation.certain
    bounded = np.full(whole.shape, indicator.formula in BOUNDED) & ~stick.falls & ~stick.moving
    least, sure = values.value, values.value
    if bounded.any():
        least = np.where(whole, values.value, _certain(indicator, values, values.ceiling))
        sure = np.where(whole, values.value, _certain(indicator, values, values.denominator))
    met = 100.0 if indicator.formula == "share" else stick.expected
    most = np.fmax(sure + np.where(whole, 0, met * (1 - fresh)), values.value)
    low, high = points(stick, least, normalise), points(stick, most, normalise)
    worst = replace(stick, expected=stick.target, baseline=stick.target)  # the way may have begun where it ends
    low = np.where(certain | ~np.isfinite(stick.target), low, np.fmin(low, points(worst, least, normalise)))
    nothing = (values.state == MISSING) | ((fresh == 0) & (indicator.formula != "steps"))
    endless = ~whole & np.isinf(values.ceiling) & bool(indicator.denominator)
    known = whole | (bounded & ~nothing & np.isfinite(low))
    return Interval(
        np.where(known, low, 0.0),
        np.where(known & certain & np.isfinite(high) & ~endless, high, np.where(whole & np.isnan(high), np.nan, 100.0)),
        np.where(known, least, np.nan),
        fresh,
    )


def _certain(indicator: Indicator, values: Values, denominator: Floats) -> Floats:
    """Give the value of what is there for certain, over a denominator."""
    if indicator.denominator:
        return np.nan_to_num(FORMULAS[indicator.formula](values.floor, denominator, indicator.factor))
    return values.floor * indicator.factor if indicator.formula == "count" else values.floor


def freshness(indicator: Indicator, values: Values, expectation: Expectation) -> Floats:
    """Give the share that came; a city's sum weighs its counties by what is expected of each."""
    if indicator.rollup != "sum" or not indicator.is_added:
        return values.fresh
    fresh = values.fresh.copy()
    fresh[-1] = weighed(values.fresh[:-1], county_weights(indicator, values, expectation), values.fresh[-1])
    return fresh


def county_weights(indicator: Indicator, values: Values, expectation: Expectation) -> Floats:
    """Weigh each county by its denominator, the last that is known, or by what is expected of it; alike without any."""
    own = expectation.expected if indicator.is_added else values.denominator
    weights = np.nan_to_num(own[:-1].copy())
    unknown = np.isnan(own[:-1])
    for m in np.flatnonzero(np.asarray(unknown.any(axis=(0, 2)))[1:]) + 1:
        np.copyto(weights[:, m], weights[:, m - 1], where=unknown[:, m])
    asked = values.state[:-1] != NOT_APPLICABLE
    weights = np.where(asked, np.maximum(weights, 0), 0)
    return np.where(weights.sum(axis=0) > 0, weights, asked.astype(float))


def weighed(shares: Floats | Bools, weights: Floats, otherwise: Floats) -> Floats:
    """Average over counties; where no weight is known, what it is otherwise."""
    found = quotient((weights * shares).sum(axis=0), weights.sum(axis=0))
    return np.where(np.isfinite(found), found, otherwise)
