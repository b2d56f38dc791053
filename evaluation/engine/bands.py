"""Rank bands: how far a county's rank depends on the weights and methods that somebody chose."""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import Catalog
from evaluation.engine.amounts import Bools
from evaluation.engine.formulas import Floats
from evaluation.engine.scores import Leaves, Level, Scored, climb, gather, leaf_nodes, levels

EQUAL = 1e-9


def rank_bands(catalog: Catalog, judged: pd.DataFrame) -> pd.DataFrame:
    """Rank the counties of one month, with the median and the interval of each rank over the plan's draws.

    In each draw every weight of every level varies by itself within the plan's spread, and normalisation and
    aggregation are drawn from the plan's lists (Saisana, Saltelli and Tarantola 2005, J. R. Stat. Soc. A 168).
    Returns place, score, rank, median, low, high and ties: the neighbours in rank whose interval overlaps.
    Counties without a score have no row.
    """
    counties = judged[judged["place"].isin([place.place for place in catalog.counties])]
    leaves = gather(catalog, counties)
    scored = plain_totals(catalog, leaves)
    ranked = np.isfinite(scored)
    drawn = ranks(draw_totals(catalog, leaves)[:, ranked])
    low, high = np.percentile(drawn, catalog.plan.bands.interval, axis=0, method="nearest")
    frame = pd.DataFrame(
        {
            "place": leaves.places[ranked],
            "score": scored[ranked],
            "rank": ranks(scored[ranked][None])[0],
            "median": np.median(drawn, axis=0),
            "low": low,
            "high": high,
        }
    ).sort_values(["rank", "place"], ignore_index=True)
    return frame.assign(ties=_ties(frame))


def plain_totals(catalog: Catalog, leaves: Leaves) -> Floats:
    """The totals with the plan's own weights and methods, one a row of leaves."""
    scoring = catalog.plan.scoring
    node = leaf_nodes(catalog, leaves, scoring.normalise)
    methods = (scoring.aggregate_clause, scoring.aggregate_measure, scoring.aggregate_total)
    for level, method in zip(levels(catalog, leaves.indicators), methods, strict=True):
        node = climb(node, level, level.weights, method, scoring, catalog.plan.method.absent)
    return node.score[..., 0]


def draw_totals(catalog: Catalog, leaves: Leaves) -> Floats:
    """Totals of every draw, draws x rows; the plan's seed makes them the same every time."""
    bands, tree = catalog.plan.bands, levels(catalog, leaves.indicators)
    generator = np.random.default_rng(bands.seed)
    normalisations = generator.integers(len(bands.normalise), size=bands.draws)
    aggregations = generator.integers(len(bands.aggregate), size=(bands.draws, len(tree)))
    totals = np.full((bands.draws, len(leaves.places)), np.nan)
    low, high = 1 - bands.weight_spread, 1 + bands.weight_spread
    weights = [level.weights * generator.uniform(low, high, (bands.draws, 1, len(level.weights))) for level in tree]
    for number, method in enumerate(bands.normalise):
        chosen = normalisations == number
        node = leaf_nodes(catalog, leaves, method)
        for position, level in enumerate(tree):
            node = _drawn(catalog, node, level, weights[position][chosen], aggregations[chosen, position])
        totals[chosen] = node.score[..., 0]
    return totals


def _drawn(catalog: Catalog, below: Scored, level: Level, weights: Floats, chosen: NDArray[np.int64]) -> Scored:
    """Climb one level with each draw's own weights and way of aggregating."""
    plan = catalog.plan
    ways = [climb(below, level, weights, method, plan.scoring, plan.method.absent) for method in plan.bands.aggregate]
    score = np.choose(chosen[:, None, None], [way.score for way in ways])
    return replace(ways[0], score=score)


def ranks(scores: Floats) -> Floats:
    """Rank each row's scores, 1 the best; equal scores share the better rank; NaN ranks last.

    Scores that differ by less than a billionth are equal: sums of the same scores may differ in their last bits.
    """
    filled = np.where(np.isfinite(scores), scores, -np.inf)
    above = filled[:, None, :] > filled[:, :, None] + EQUAL
    return np.asarray(above.sum(axis=2) + 1.0)


def _ties(frame: pd.DataFrame) -> list[str]:
    """Name the neighbours in rank whose intervals overlap, space-joined."""
    overlap = _overlaps(frame["low"].to_numpy(dtype=float), frame["high"].to_numpy(dtype=float))
    places = frame["place"].tolist()
    return [
        " ".join(places[k] for k in (n - 1, n + 1) if 0 <= k < len(places) and overlap[min(n, k)])
        for n in range(len(places))
    ]


def _overlaps(low: Floats, high: Floats) -> Bools:
    return np.asarray((low[1:] <= high[:-1]) & (low[:-1] <= high[1:]))
