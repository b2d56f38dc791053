from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from evaluation.engine.forecast import (
    DEVIATES,
    Season,
    count_outcomes,
    filled,
    flow_outcomes,
    gamma_quantiles,
    met,
    negative_binomial_quantiles,
    off_scale,
    on_scale,
    season,
    stock_outcomes,
    usual_totals,
)
from evaluation.engine.formulas import Floats

TOLD = np.array([3, 6, 9])
SEPTEMBER = np.array([4, 3, 6, 7, 9, 7, 4, 4, 28, 10, 10, 8]) / 100


def of(*values: float) -> Floats:
    return np.array(values, dtype=float)


def test_negative_binomial_outcomes_are_summed() -> None:
    # Mean 2 and variance 6: size 1, chance 1/3. Reached by 0, 1, 2 ...: 0.333, 0.556, 0.704, 0.802, 0.868, 0.912,
    # 0.941, 0.961, 0.974, 0.983; the levels are 0.025, 0.075 ... 0.975.
    (found,) = negative_binomial_quantiles(of(2), of(6))
    assert found.tolist() == [0] * 7 + [1] * 4 + [2] * 3 + [3] * 2 + [4, 5, 6, 9]


def test_without_a_mean_to_sum_there_is_no_row() -> None:
    assert negative_binomial_quantiles(of(), of()).shape == (0, 20)


def test_a_gamma_of_one_is_nearly_exponential() -> None:
    # Exponential quantiles of mean 100: -100 ln(1 - level): 2.5, 52.8 (level 0.475 is 64.4), 368.9 at 0.975.
    (found,) = gamma_quantiles(of(100), of(100**2))
    assert found[[0, 9, 19]] == pytest.approx([2.5, 64.4, 368.9], rel=0.12, abs=1.5)


def test_what_cannot_vary_is_certain() -> None:
    assert set(count_outcomes(of(7), of(0), whole=True)[0]) == {7}
    assert set(count_outcomes(of(0), of(0), whole=True)[0]) == {0}


def test_whole_things_are_counted_in_whole_numbers() -> None:
    steadier, wilder = count_outcomes(of(40, 40), of(10, 90), whole=True)
    assert (steadier % 1 == 0).all() and (wilder % 1 == 0).all()
    assert np.ptp(steadier) < np.ptp(wilder)
    assert (count_outcomes(of(40), of(10), whole=False) % 1 != 0).any()


def test_a_season_is_pooled_with_an_even_year() -> None:
    # All of a year in September: (1 + 1/12) / 2 of the pool, and (1/12) / 2 in each other month.
    months = np.zeros((1, 1, 12))
    months[0, 0, 8] = 50
    shares = season(months).shares
    assert shares[8] == pytest.approx(13 / 24) and shares[0] == pytest.approx(1 / 24)


def test_a_larger_total_says_more_of_the_season() -> None:
    # Weights 1 and 3, the roots of 1 and 9: the pooled January is 3/4 of two years, then (1.5 + 1/12) / 3.
    months = np.zeros((2, 1, 12))
    months[0, 0, 11], months[1, 0, 0] = 1, 9
    assert season(months).shares[0] == pytest.approx((1.5 + 1 / 12) / 3)


def test_a_year_with_a_gap_says_nothing_of_the_season() -> None:
    months = np.ones((1, 2, 12))
    months[0, 1, :3] = np.nan, 500, 0
    assert season(months).shares == pytest.approx(np.full(12, 1 / 12))


def test_without_a_complete_year_a_season_is_even() -> None:
    assert season(np.full((2, 1, 12), np.nan)).shares == pytest.approx(np.full(12, 1 / 12))


def test_an_unsteady_place_is_drawn_to_the_middle_of_all() -> None:
    # Of 120, one place has 0 and 20 in turn, two have 10. With an even year the shares are 3/48 and 5/48, so 7.5 and
    # 12.5 are expected: squares 6 x (7.5 + 7.5² / 12.5) = 72 and twice 6 x (2.5² / 7.5 + 2.5² / 12.5) = 8, the middle
    # 8 over 11 degrees of freedom. Drawn to it: (72 + 8) / 22 and (8 + 8) / 22.
    months = np.full((3, 1, 12), 10.0)
    months[0, 0] = [0, 20] * 6
    assert season(months).dispersion == pytest.approx(of(80, 16, 16) / 22)
    assert set(season(np.full((3, 1, 12), 10.0)).dispersion) == {0.25}  # the least


def test_a_year_counts_half_of_the_next() -> None:
    # (100 / 2 + 130) / 1.5 = 120; a lone year is what is usual.
    assert usual_totals(np.array([[100, 130], [np.nan, 80], [np.nan, np.nan]])) == pytest.approx(
        of(120, 80, np.nan), nan_ok=True
    )


def test_what_has_come_narrows_what_a_year_brings() -> None:
    even = Season(np.full(12, 1 / 12), of(1))
    before, after = (
        flow_outcomes(of(total)[:, None], np.array([month]), of(120), even)[0, 0]
        for month, total in ((1, 10), (11, 110))
    )
    assert np.median(before) == pytest.approx(120, abs=2) and np.median(after) == pytest.approx(120, abs=1)
    assert np.ptp(after) < np.ptp(before) / 4
    assert after.min() >= 110  # a total never falls


def test_a_good_year_everywhere_lifts_who_has_little_yet() -> None:
    even = Season(np.full(12, 1 / 12), of(1, 1))
    one, both = (
        flow_outcomes(np.array([[30.0], [other]]), np.array([3]), of(120, 120), even)[0, 0].mean()
        for other in (30.0, 90.0)
    )
    assert both > one + 10


def test_a_place_without_an_earlier_year_has_no_outcomes() -> None:
    even = Season(np.full(12, 1 / 12), of(1, 1))
    found = flow_outcomes(np.array([[30.0], [30.0]]), np.array([3]), of(np.nan, 120), even)
    assert np.isnan(found[0]).all() and np.isfinite(found[1]).all()


def test_a_steady_level_goes_on_along_its_damped_trend() -> None:
    # 0.1 a month without a residual: after two months 0.1 x (0.97 + 0.97²) more, for certain.
    (found,) = stock_outcomes(np.arange(25.0)[None] / 10, 2)
    assert found == pytest.approx(np.full(20, 2.4 + 0.1 * (0.97 + 0.97**2)))


def test_a_level_spreads_with_the_months_to_go() -> None:
    # Changes 1, -1, ...: no trend over 12 months, squares 12, over 11 degrees of freedom 12/11; drawn to itself it is
    # (12 + 12 x 12/11) / 23 = 12/11 again. After one month: 12/11 x (1 + 0.97² / 12).
    levels = np.array([[0.0, 1.0] * 6 + [0.0]])
    (found,) = stock_outcomes(levels, 1)
    assert found == pytest.approx(DEVIATES * np.sqrt(12 / 11 * (1 + 0.97**2 / 12)))


def test_who_stood_still_may_move_as_others_do() -> None:
    moving = np.array([0.0, 1.0] * 6 + [0.0])
    found = stock_outcomes(np.stack([np.zeros(13), moving, moving]), 3)
    assert np.ptp(found[0]) > 0


def test_under_a_year_of_levels_nothing_is_said() -> None:
    assert np.isnan(stock_outcomes(np.arange(12.0)[None], 1)).all()
    assert np.isfinite(stock_outcomes(np.arange(13.0)[None], 1)).all()


def test_gaps_are_bridged_from_known_to_known() -> None:
    found = filled(np.array([[np.nan, 1, np.nan, 3, np.nan]]))
    assert found == pytest.approx(np.array([[np.nan, 1, 2, 3, np.nan]]), nan_ok=True)


@pytest.mark.parametrize("share", [True, False])
def test_a_scale_without_ends_leads_back(share: bool) -> None:
    counts, of_all = of(0, 3, 10), of(10, 10, 10)
    back = off_scale(on_scale(counts, of_all, share=share), of_all, share=share, whole=True)
    assert back.tolist() == [0, 3, 10]
    assert off_scale(of(900), of(10), share=True, whole=True).tolist() == [10]


def test_a_bar_is_met_from_its_own_side() -> None:
    assert met(of(9, 10, 11), of(10), at_most=False).tolist() == [False, True, True]
    assert met(of(9, 10, 11), of(10), at_most=True).tolist() == [True, True, False]
    assert met(of(0.1 + 0.2), of(0.3), at_most=True).all()


@dataclass(frozen=True)
class Scores:
    """Brier scores with three, six and nine months known, of three ways to say whether a target will be met."""

    forecast: Sequence[float]
    pace: Sequence[float]
    half: float
    bins: dict[float, tuple[float, float]] = field(default_factory=dict)


def scores(seed: int, cities: int = 150) -> Scores:
    """Score cities of eight counties with three years behind them, half of their activities from September on.

    A county's year varies by a quarter, and each month by a third on top of chance. Targets lie within 30 % of what is
    usual, so that about half are met.
    """
    draws = np.random.default_rng(seed)
    rows = np.concatenate([_city(draws) for _ in range(cities)])
    chance, pace, came = rows[:, :3], rows[:, 3:6], rows[:, 6:]
    which = np.minimum((chance * 5).astype(int), 4)
    came3 = np.broadcast_to(came, chance.shape)
    bins = {n / 5: (float(chance[which == n].mean()), float(came3[which == n].mean())) for n in range(5)}
    return Scores(_brier(chance, came), _brier(pace, came), float(((0.5 - came) ** 2).mean()), bins)


def _brier(said: Floats, came: Floats) -> list[float]:
    return [float(each) for each in ((said - came) ** 2).mean(axis=0)]


def _city(draws: np.random.Generator) -> Floats:
    year = draws.uniform(20, 200, 8)[:, None] * np.exp(draws.normal(0, 0.25, (8, 4)))
    months = draws.poisson(year[..., None] * SEPTEMBER * draws.gamma(9, 1 / 9, (8, 4, 12))).astype(float)
    past, totals = months[:, :3], months[:, 3].cumsum(axis=1)
    target = np.round(past.sum(axis=2).mean(axis=1) * draws.uniform(0.7, 1.3, 8))[:, None]
    outcomes = flow_outcomes(totals[:, TOLD - 1], TOLD, usual_totals(past.sum(axis=2)), season(past))
    chance = met(outcomes, target[..., None], at_most=False).mean(axis=2)
    pace = totals[:, TOLD - 1] * 12 / TOLD >= target
    return np.concatenate([chance, pace, totals[:, -1:] >= target], axis=1)


def test_a_year_with_a_september_is_forecast_better_than_by_its_pace_or_by_nothing() -> None:
    found = scores(2025)
    assert found.half == 0.25
    assert found.pace[0] > 0.38  # value x 12 / months: worse than knowing nothing
    assert found.forecast[0] < 0.18 and found.forecast[1] < 0.13 and found.forecast[2] < 0.07


def test_what_is_called_likely_is_likely() -> None:
    for chance, share in scores(2026).bins.values():
        assert share == pytest.approx(chance, abs=0.09)
