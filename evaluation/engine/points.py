"""From a value and what is expected of it to attainment and points: how near a figure is to where it should be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.catalog.catalog import Indicator
from data.catalog.entries import Method
from data.catalog.terms import MOVING
from evaluation.engine.amounts import Bools
from evaluation.engine.formulas import Floats
from evaluation.engine.targets import Expectation, size_of


@dataclass(frozen=True)
class Yardstick:
    """What values of an indicator are measured by; arrays are places x months x splits.

    `falls` says where less is better, `moving` where a change is asked for instead of a level, `asked` where the
    ledger says how much of a change.
    """

    indicator: Indicator
    method: Method
    expected: Floats
    baseline: Floats
    target: Floats
    falls: Bools
    moving: Bools
    asked: Bools


def yardstick(indicator: Indicator, method: Method, expectation: Expectation, rules: NDArray[np.str_]) -> Yardstick:
    """Make an indicator's yardstick from its expectations and the rule of each; of printed figures where so chosen."""
    moving = np.isin(rules, MOVING)
    falling = ["at_most", "narrowing"] if indicator.direction == "down" else ["at_most"]
    expected = printed(indicator, method, expectation.expected)
    asked = moving & np.isfinite(expectation.baseline)
    return Yardstick(
        indicator, method, expected, expectation.baseline, expectation.target, np.isin(rules, falling), moving, asked
    )


def printed(indicator: Indicator, method: Method, value: Floats) -> Floats:
    """Give figures as they are printed, where the plan judges those."""
    return np.round(value, indicator.decimals) if method.printed else value


def attainment(stick: Yardstick, value: Floats) -> Floats:
    """Per cent of the expectation; where less is better, of the value. Where nothing is expected yet, 100.

    Of a growth rate, what has grown is compared: with 3 % where 5 % are expected, 103 of 105. Where a change is asked
    for, 100 is all of it, 50 is standing still, and 0 as much the wrong way.
    """
    if stick.indicator.formula == "gap":
        value = np.where(stick.asked, size_of(stick.indicator, value), value)
    value = printed(stick.indicator, stick.method, value)
    base = 100.0 if stick.indicator.formula == "growth" else 0.0
    above = np.where(stick.falls, stick.expected, value) + base
    below = np.where(stick.falls, value, stick.expected) + base
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        whole = np.where(below <= 0, 100.0, above / below * 100)
        if stick.asked.any():
            whole = np.where(stick.asked, _moved(stick, value), whole)
    known = np.isfinite(above) & np.isfinite(below)
    found = np.where(known, np.maximum(whole, 0), np.nan)
    return np.asarray(np.round(found, 1) if stick.method.printed else found)


def _moved(stick: Yardstick, value: Floats) -> Floats:
    """Give 50 for standing still and 50 more for each change that is asked for; nothing asked is met by any change."""
    change, asked = value - stick.baseline, stick.expected - stick.baseline
    sign = np.sign(change) * np.where(stick.falls, -1, 1)
    return 50 + 50 * np.where(asked == 0, sign, change / np.where(asked == 0, 1, asked))


def by_shortfall(stick: Yardstick, value: Floats) -> Floats:
    """Give 100 (1 - shortfall / span), held to 0-100: what is missing of the way from the baseline to the expectation.

    The span is never taken smaller than a share of the target. Where a change is asked for, attainment stands in.
    """
    shown = printed(stick.indicator, stick.method, value)
    short = np.maximum(np.where(stick.falls, shown - stick.expected, stick.expected - shown), 0)
    way = np.nan_to_num(np.abs(stick.expected - stick.baseline))
    span = np.maximum(way, stick.method.least_span * np.nan_to_num(np.abs(stick.target)))
    with np.errstate(divide="ignore", invalid="ignore"):
        points = np.where(short > 0, np.where(span > 0, 100 * (1 - short / span), 0), 100.0)
    points = np.where(np.isnan(short), np.nan, points)
    if stick.moving.any():
        points = np.where(stick.moving, attainment(stick, value), points)
    return np.clip(points, 0, 100)


def by_goalposts(indicator: Indicator, value: Floats) -> Floats:
    """Give the place between an indicator's goalposts, 0-100; NaN without any."""
    if indicator.worst is None or indicator.best is None:
        return np.full_like(value, np.nan)
    worst, best = indicator.worst, indicator.best
    if indicator.scale == "log":
        with np.errstate(divide="ignore", invalid="ignore"):
            value, worst, best = np.log(value), float(np.log(worst)), float(np.log(best))
    return np.clip((value - worst) / (best - worst) * 100, 0, 100)


def points(stick: Yardstick, value: Floats, normalise: str) -> Floats:
    """Put values on 0-100 by a way of normalising; one without goalposts keeps its attainment."""
    if normalise == "shortfall":
        return by_shortfall(stick, value)
    if normalise == "goalposts" and stick.indicator.worst is not None:
        return by_goalposts(stick.indicator, value)
    return np.minimum(attainment(stick, value), 100)


def undetectable(stick: Yardstick, value: Floats, doubt: Floats) -> Floats:
    """Take a change that lies inside a survey's 95 % interval for standing still."""
    before = np.roll(doubt, 12, axis=1)
    inside = (
        stick.asked & (doubt > 0) & (np.abs(size_of(stick.indicator, value) - stick.baseline) < np.hypot(doubt, before))
    )
    return np.where(inside, stick.baseline, value)
