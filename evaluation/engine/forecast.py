"""What the year's end may bring: twenty equally likely outcomes of a running total or of a level.

A running total is a Gamma-Poisson mixture: how much a year brings is known roughly from the place's earlier years and
from how this year goes everywhere; what has come since January narrows it, and what is still to come is negative
binomial. The months' shares of a year are pooled over places and years. A level goes on along its own damped trend.
Nothing is drawn: outcomes are quantiles, so the same figures always give the same ones.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from evaluation.engine.amounts import Bools, Ints
from evaluation.engine.formulas import Floats

YEAR = 12
OUTCOMES = 20
LEVELS: Floats = (np.arange(OUTCOMES) + 0.5) / OUTCOMES
DEVIATES: Floats = np.array([NormalDist().inv_cdf(float(level)) for level in LEVELS])

EVEN_YEARS = 1.0  # even years that a season is pooled with
LEAST_DISPERSION = 0.25  # events that an office plans are steadier than chance would have them
CHANGE = 0.25  # of a year's total against what was expected of it, as a share
OWN = 2 / CHANGE**2  # half of its variance is the place's own, half the year's everywhere
SUMMED = 300.0  # up to this mean a negative binomial is summed; beyond, it can't be told from a Gamma

DAMPING = 0.97  # of a trend from month to month
TREND_MONTHS = 24
POOLED_MONTHS = 12.0  # for how many months the middle of all places counts in a place's spread


@dataclass(frozen=True)
class Season:
    """How a year runs: the share of its total that each month brings, and each place's variance per unit of mean."""

    shares: Floats
    dispersion: Floats


def season(months: Floats) -> Season:
    """Pool the months' shares of complete years; `months` is places x years x 12, NaN where a month isn't known.

    A larger total says more of the season, by its square root. An even year is pooled with them, so that no month is
    held to be impossible.
    """
    totals = months.sum(axis=2, keepdims=True)
    complete = np.isfinite(totals) & (totals > 0)
    known, safe = np.where(complete, months, 0.0), np.where(complete, totals, 1.0)
    weights = np.where(complete, np.sqrt(safe), 0.0)
    pooled = (known / safe * weights).sum(axis=(0, 1)) / max(float(weights.sum()), 1e-9) * complete.sum()
    shares = (pooled + EVEN_YEARS / YEAR) / (pooled.sum() + EVEN_YEARS)
    return Season(shares, _dispersion(known, np.where(complete, totals, 0.0), shares))


def _dispersion(known: Floats, totals: Floats, shares: Floats) -> Floats:
    """Give each place's Pearson statistic over its degrees of freedom, drawn to the middle of all by one year."""
    expected = totals * shares
    squares = np.where(expected > 0, (known - expected) ** 2 / np.where(expected > 0, expected, 1), 0).sum(axis=(1, 2))
    freedom = (YEAR - 1.0) * (totals[..., 0] > 0).sum(axis=1)
    with_years = freedom > 0
    middle = float(np.median(squares[with_years] / freedom[with_years])) if with_years.any() else 1.0
    return np.asarray(np.maximum((squares + (YEAR - 1) * middle) / (freedom + YEAR - 1), LEAST_DISPERSION))


def usual_totals(earlier: Floats) -> Floats:
    """Give what a year usually brings, of places x years: a year counts half of the next one; NaN where none is known.

    The latest year comes last.
    """
    weights = np.where(np.isfinite(earlier), 0.5 ** np.arange(earlier.shape[1])[::-1], 0.0)
    whole = weights.sum(axis=1)
    return np.where(whole > 0, (weights * np.nan_to_num(earlier)).sum(axis=1) / np.where(whole > 0, whole, 1), np.nan)


def flow_outcomes(so_far: Floats, months: Ints, usual: Floats, course: Season, *, whole: bool = True) -> Floats:
    """Give each place's total of the year after each of some months, in twenty outcomes from the least to the most.

    `so_far` is places x months, of totals since January; `months` are their numbers in the year, and `usual` is what a
    whole year brings to each place. NaN where either isn't known. `whole` says that whole numbers are counted.
    """
    known = np.isfinite(so_far) & (usual[:, None] > 0)
    came, expected = np.where(known, so_far, 0.0), np.where(known, usual[:, None], 1.0)
    done, dispersion = course.shares.cumsum()[months - 1], course.dispersion[:, None]
    expected = expected * _year_everywhere(came / dispersion, expected * done / dispersion, known)
    shape = OWN + came / dispersion
    mean = (1 - done) * shape / (OWN / expected + done / dispersion)
    rest = count_outcomes(mean.ravel(), (dispersion * mean + mean**2 / shape).ravel(), whole=whole)
    return np.where(known[..., None], came[..., None] + rest.reshape(*mean.shape, OUTCOMES), np.nan)


def _year_everywhere(came: Floats, expected: Floats, known: Bools) -> Floats:
    """Say for each month how many times the usual this year brings, from all places together."""
    return np.asarray((OWN + np.where(known, came, 0).sum(axis=0)) / (OWN + np.where(known, expected, 0).sum(axis=0)))


def count_outcomes(mean: Floats, variance: Floats, *, whole: bool) -> Floats:
    """Give twenty quantiles for each mean and variance.

    Negative binomial for counts that vary more than chance has it; else of a Gamma, rounded where numbers are whole.
    """
    outcomes = gamma_quantiles(mean, variance)
    if not whole:
        return outcomes
    outcomes = np.round(outcomes)
    summed = (variance > mean * (1 + 1e-9)) & (mean <= SUMMED)
    outcomes[summed] = negative_binomial_quantiles(mean[summed], variance[summed])
    return outcomes


def negative_binomial_quantiles(mean: Floats, variance: Floats) -> Floats:
    """Sum the probabilities of 0, 1, 2 ... and give for each of the twenty levels the first count that reaches it.

    Seven standard deviations over the mean are beyond the highest level whatever the distribution (Cantelli).
    """
    size, chance = (mean**2 / (variance - mean))[:, None], (mean / variance)[:, None]
    farthest = int(np.max(mean + 7 * np.sqrt(variance), initial=0)) + 1
    counts = np.arange(farthest)
    steps = np.log((counts + size) / (counts + 1)) + np.log1p(-chance)
    logarithms = np.concatenate([size * np.log(chance), size * np.log(chance) + steps.cumsum(axis=1)], axis=1)
    reached = np.exp(logarithms).cumsum(axis=1)
    return np.array([np.searchsorted(row, LEVELS) for row in reached], dtype=float).reshape(len(mean), OUTCOMES)


def gamma_quantiles(mean: Floats, variance: Floats) -> Floats:
    """Give a Gamma's quantiles by Wilson and Hilferty: its cube root is nearly normal."""
    safe = np.maximum(mean, 1e-9)
    spread = (variance / (9 * safe**2))[:, None]
    return np.asarray(np.maximum(safe[:, None] * np.maximum(1 - spread + DEVIATES * np.sqrt(spread), 0) ** 3, 0))


def filled(levels: Floats) -> Floats:
    """Draw a straight line through the gaps between known months; what lies before the first stays NaN.

    Up to any known month it makes no use of a later one.
    """
    full = levels.copy()
    for row in full:
        known = np.flatnonzero(np.isfinite(row))
        if len(known):
            inside = slice(known[0], known[-1] + 1)
            row[inside] = np.interp(np.arange(len(row))[inside], known, row[known])
    return full


def stock_outcomes(levels: Floats, months_left: int) -> Floats:
    """Carry places x months on along their damped trend, in twenty outcomes from the least to the most.

    Levels are logits or logarithms without gaps; the trend is the mean change of the last two years, or since the
    first month. NaN where the last level, or a year before it, isn't known.
    """
    changes = np.diff(levels[:, -TREND_MONTHS - 1 :], axis=1)
    known = np.isfinite(changes)
    count = known.sum(axis=1)
    enough = (count >= YEAR) & np.isfinite(levels[:, -1])
    trend = np.where(known, changes, 0).sum(axis=1) / np.maximum(count, 1)
    variance = _own_and_middle(np.where(known, (changes - trend[:, None]) ** 2, 0).sum(axis=1), count, enough)
    steps = float((DAMPING ** np.arange(1, months_left + 1)).sum())
    middle = levels[:, -1] + trend * steps
    spread = np.sqrt(variance * (months_left + steps**2 / np.maximum(count, 1)))
    return np.where(enough[:, None], middle[:, None] + spread[:, None] * DEVIATES, np.nan)


def _own_and_middle(squares: Floats, count: Floats, enough: Bools) -> Floats:
    """Give the variance of a month's change, drawn to the middle of all places: who stood still may move yet."""
    own = squares / np.maximum(count - 1, 1)
    middle = float(np.median(own[enough])) if enough.any() else 0.0
    return np.asarray((squares + POOLED_MONTHS * middle) / (np.maximum(count - 1, 1) + POOLED_MONTHS))


def on_scale(numerator: Floats, denominator: Floats, *, share: bool) -> Floats:
    """Put counts on a scale without ends: a share's logit, else the logarithm; half a unit is added, for zeros."""
    with np.errstate(invalid="ignore"):
        rest = np.where(share, np.maximum(denominator - numerator, 0) + 0.5, 1.0)
        return np.asarray(np.log((np.maximum(numerator, 0) + 0.5) / rest))


def off_scale(levels: Floats, denominator: Floats, *, share: bool, whole: bool) -> Floats:
    """Give the counts back; of a share, between nothing and its denominator."""
    if share:
        counts = np.clip((denominator + 1) / (1 + np.exp(-levels)) - 0.5, 0, denominator)
    else:
        counts = np.maximum(np.exp(np.minimum(levels, 700)) - 0.5, 0)
    return np.asarray(np.round(counts) if whole else counts)


def met(values: Floats, bar: Floats, *, at_most: bool) -> Bools:
    """Tell which values meet a bar; what binary fractions lose doesn't count."""
    loss = 1e-9 * np.maximum(np.abs(bar), 1)
    return np.asarray(values <= bar + loss if at_most else values >= bar - loss)
