"""The outcomes of a year as they looked after some of its months: twenty values of an indicator for each place."""

import numpy as np

from evaluation.engine.amounts import Ints
from evaluation.engine.forecast import (
    OUTCOMES,
    YEAR,
    filled,
    flow_outcomes,
    off_scale,
    on_scale,
    season,
    stock_outcomes,
    usual_totals,
)
from evaluation.engine.formulas import Floats
from evaluation.findings.courses import Course

LEAST_MONTHS = 9  # of an earlier year, which then stands for twelve


def outcomes(course: Course, year: int, months: Ints) -> Floats:
    """Give places x months x 20 values of December, in the indicator's unit, from the least to the most.

    `year` counts from the course's first, `months` are numbers in it. Nothing after each month is made use of. NaN
    where months are missing, or under a year of history.
    """
    at = year * YEAR + months - 1
    counts = _flow(course, year, months, at) if course.kind == "flow" else _stock(course, months, at)
    unit = 100.0 if course.indicator.formula == "share" else course.indicator.factor
    values = counts * unit / course.denominator[:, at, None]
    return np.where(course.complete[:, at, None], values, np.nan)


def _flow(course: Course, year: int, months: Ints, at: Ints) -> Floats:
    places = len(course.numerator)
    if not year:
        return np.full((places, len(at), OUTCOMES), np.nan)
    earlier = course.numerator[:, : year * YEAR].reshape(places, year, YEAR)
    whole = course.complete[:, : year * YEAR].reshape(earlier.shape).all(axis=2, keepdims=True)
    each = np.maximum(np.diff(earlier, axis=2, prepend=0), 0)
    reported = course.reported[:, : year * YEAR].reshape(earlier.shape)[..., -1]
    totals = np.where(reported >= LEAST_MONTHS, earlier[..., -1] * YEAR / reported, np.nan)
    usual, run = usual_totals(totals), season(np.where(whole, each, np.nan))
    found = flow_outcomes(course.numerator[:, at], months, usual, run, whole=_is_whole(course))
    if course.indicator.formula == "share":
        return np.minimum(found, course.denominator[:, at, None])
    return found


def _stock(course: Course, months: Ints, at: Ints) -> Floats:
    share = course.indicator.formula == "share"
    levels = filled(on_scale(course.numerator, course.denominator, share=share))
    found = [stock_outcomes(levels[:, : t + 1], YEAR - month) for month, t in zip(months, at, strict=True)]
    below = course.denominator[:, at, None]
    return off_scale(np.stack(found, axis=1), below, share=share, whole=_is_whole(course))


def _is_whole(course: Course) -> bool:
    """Tell whether whole things are counted."""
    known = course.numerator[np.isfinite(course.numerator)]
    return bool((known == np.round(known)).all())
