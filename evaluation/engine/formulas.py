"""The formulas that the catalog names: arrays of numerators and denominators in, arrays of values out."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Formula: TypeAlias = Callable[[Floats, Floats, float], Floats]


def count(numerator: Floats, _denominator: Floats, factor: float) -> Floats:
    """Return the sum itself, in units of 1/factor."""
    return numerator * factor


def share(numerator: Floats, denominator: Floats, _factor: float) -> Floats:
    """Return per cent of the denominator."""
    return quotient(numerator, denominator) * 100


def rate(numerator: Floats, denominator: Floats, factor: float) -> Floats:
    """Return the quotient for each `factor` units of the denominator, such as per 10,000 residents."""
    return quotient(numerator, denominator) * factor


def growth(numerator: Floats, denominator: Floats, _factor: float) -> Floats:
    """Return the change on the same month a year before, in per cent; the denominator is that month's figure."""
    return quotient(numerator, denominator) * 100 - 100


def survey(numerator: Floats, _denominator: Floats, _factor: float) -> Floats:
    """Return a survey's estimate as it was reported."""
    return numerator


def steps(numerator: Floats, _denominator: Floats, _factor: float) -> Floats:
    """Return the number of a milestone's steps reached."""
    return numerator


def quotient(numerator: Floats, denominator: Floats) -> Floats:
    """Divide; a zero denominator gives NaN, never zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator == 0, np.nan, numerator / denominator)


def enough(share: Floats, least: float) -> NDArray[np.bool_]:
    """Tell whether a share reaches the least one, which plans write with four decimals (two thirds: 0.6667)."""
    return np.asarray(share >= least - 0.00005)


def gap(urban: Floats, rural: Floats) -> Floats:
    """Return urban minus rural, in the indicator's own unit."""
    return urban - rural


def half_width(per_cent: Floats, sample: Floats) -> Floats:
    """Return half the 95 % interval of a share that a simple random sample estimates, in percentage points."""
    return 1.96 * np.sqrt(np.clip(per_cent * (100 - per_cent), 0, None) / np.where(sample > 0, sample, np.nan))


def parity(urban: Floats, rural: Floats) -> Floats:
    """Return the mean over services (first axis) of min(rural / urban, 1) x 100.

    A service that the town itself lacks (zero urban) or that one side hasn't reported is left out.
    """
    each = np.minimum(quotient(rural, urban), 1) * 100
    present = np.isfinite(each)
    total = np.where(present, each, 0).sum(axis=0)
    return quotient(total, present.sum(axis=0).astype(np.float64))


def dispersion(values: Floats, population: Floats) -> Floats:
    """Return the coefficient of variation over places (first axis), weighted by population.

    Places without a value or a population are left out; fewer than two give NaN.
    """
    present = np.isfinite(values) & np.isfinite(population)
    weights = np.where(present, population, 0)
    whole = weights.sum(axis=0)
    filled = np.where(present, values, 0)
    mean = quotient((weights * filled).sum(axis=0), whole)
    variance = quotient((weights * (filled - mean) ** 2).sum(axis=0), whole)
    return np.where(present.sum(axis=0) > 1, quotient(np.sqrt(variance), mean), np.nan)


FORMULAS: Mapping[str, Formula] = {
    "count": count,
    "share": share,
    "rate": rate,
    "growth": growth,
    "survey": survey,
    "steps": steps,
}
