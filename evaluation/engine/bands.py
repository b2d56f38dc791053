"""Bands: how far a rank and a total depend on the weights and methods that somebody chose, and on what isn't known."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from data.catalog.catalog import Catalog
from evaluation.engine.formulas import Floats
from evaluation.engine.scores import Leaves, Level, Scored, climb, gather, leaf_nodes, levels, normalise

EQUAL = 1e-9
SURE = 1.96  # how many standard errors half a 95 % interval is


@dataclass(frozen=True)
class Drawn:
    """Totals of the places, as published and in every draw (draws x places); the first draw is the published one."""

    places: NDArray[np.str_]
    published: Floats
    totals: Floats


def rank_bands(catalog: Catalog, judged: pd.DataFrame) -> pd.DataFrame:
    """Rank the counties of one month, with the intervals of each rank and total over the plan's draws.

    In each draw every weight of every level varies by itself within the plan's spread, normalisation and aggregation
    are drawn from the plan's lists, figures that didn't come anywhere between their ends, and a survey's within its
    error (Saisana, Saltelli and Tarantola 2005, J. R. Stat. Soc. A 168). Quantiles are linear (type 7 of Hyndman and
    Fan 1996, The American Statistician 50), ranks rounded outwards; a band holds what is published.
    Returns place, score, rank, median, low, high, total_low, total_high and ties: those whose intervals of ranks
    overlap. Places without a score have no row; the city has no rank, but a total (rank, median, low, high are 0).
    """
    drawn = draw(catalog, gather(catalog, judged))
    scored = np.isfinite(drawn.published)
    counties = scored & np.isin(drawn.places, [place.place for place in catalog.counties])
    totals = _interval(catalog, drawn.totals[:, scored], drawn.published[scored])
    frame = pd.DataFrame(
        {
            "place": drawn.places[scored],
            "score": drawn.published[scored],
            "total_low": totals[0],
            "total_high": totals[1],
        }
    )
    rank = ranks(drawn.totals[:, counties])
    low, high = _interval(catalog, rank, rank[0])
    ranked = pd.DataFrame(
        {
            "place": drawn.places[counties],
            "rank": rank[0],
            "median": np.median(rank, axis=0),
            "low": np.floor(low),
            "high": np.ceil(high),
        }
    )
    whole = frame.merge(ranked, on="place", how="left").fillna(dict.fromkeys(("rank", "median", "low", "high"), 0.0))
    whole = whole.sort_values(["rank", "place"], ignore_index=True)
    return whole.assign(ties=_ties(whole))


def _interval(catalog: Catalog, drawn: Floats, published: Floats) -> tuple[Floats, Floats]:
    """Give the plan's interval of each column, so wide that it holds what is published."""
    if not drawn.shape[1]:
        return published, published
    low, high = np.nanpercentile(drawn, catalog.plan.bands.interval, axis=0, method="linear")
    return np.minimum(low, published), np.maximum(high, published)


def plain_totals(catalog: Catalog, leaves: Leaves) -> Floats:
    """The totals with the plan's own weights and methods, one a row of leaves."""
    scoring = catalog.plan.scoring
    node = leaf_nodes(catalog, leaves, scoring.normalise)
    methods = (scoring.aggregate_clause, scoring.aggregate_measure, scoring.aggregate_total)
    for level, method in zip(levels(catalog, leaves.indicators), methods, strict=True):
        node = climb(node, level, level.weights, method, scoring, catalog.plan.method.absent)
    return node.score[..., 0]


def draw(catalog: Catalog, leaves: Leaves) -> Drawn:
    """Draw totals; the plan's seed makes them the same every time."""
    bands, tree = catalog.plan.bands, levels(catalog, leaves.indicators)
    generator = np.random.default_rng(bands.seed)
    normalisations = generator.integers(len(bands.normalise), size=bands.draws)
    aggregations = generator.integers(len(bands.aggregate), size=(bands.draws, len(tree)))
    low, high = 1 - bands.weight_spread, 1 + bands.weight_spread
    weights = [level.weights * generator.uniform(low, high, (bands.draws, 1, len(level.weights))) for level in tree]
    totals = np.full((bands.draws, len(leaves.places)), np.nan)
    for number, method in enumerate(bands.normalise):
        chosen = normalisations == number
        node = _unsure(catalog, leaves, method, int(chosen.sum()), generator)
        for position, level in enumerate(tree):
            node = _drawn(catalog, node, level, weights[position][chosen], aggregations[chosen, position])
        totals[chosen] = node.score[..., 0]
    published = plain_totals(catalog, leaves)
    return Drawn(leaves.places, published, np.concatenate([published[None], totals]))


def _unsure(catalog: Catalog, leaves: Leaves, method: str, draws: int, generator: Generator) -> Scored:
    """Make the lowest nodes of each draw: what didn't come lies between its ends, a survey within its error."""
    node = leaf_nodes(catalog, leaves, method)
    open_ = node.due & (leaves.fresh < 1) & np.isfinite(leaves.low)
    open_ &= catalog.plan.method.counts_silence
    doubtful = node.due & (leaves.doubt > 0) & np.isfinite(node.score)
    if not (open_.any() or doubtful.any()):
        return node
    score = np.broadcast_to(node.score, (draws, *node.score.shape)).copy()
    between = generator.uniform(0, 1, (draws, int(open_.sum())))
    score[:, open_] = leaves.low[open_] + between * (leaves.high - leaves.low)[open_]
    for row, column in np.argwhere(doubtful):
        errors = generator.normal(0, leaves.doubt[row, column] / SURE, draws)
        score[:, row, column] = _with_errors(catalog, leaves, method, (row, column), errors)
    return replace(node, score=score, share=np.isfinite(score).astype(float))


def _with_errors(catalog: Catalog, leaves: Leaves, method: str, at: tuple[int, int], errors: Floats) -> Floats:
    """Score one leaf again with errors added to its value."""
    row, column = at
    one = leaves.at(row, column, len(errors))
    value, way = leaves.value[at] + errors, leaves.expected[at] - leaves.baseline[at]
    if leaves.moving[at]:
        moved = 50 + 50 * (value - leaves.baseline[at]) / way if way else np.full_like(value, 50.0)
        found = replace(one, value=value[:, None], attainment=moved[:, None], shortfall=np.clip(moved, 0, 100)[:, None])
    else:
        span = max(abs(way) if np.isfinite(way) else 0.0, catalog.plan.method.least_span * abs(leaves.target[at]))
        short = np.clip(100 * (1 - (leaves.expected[at] - value) / (span or 1.0)), 0, 100)
        attained = np.maximum(value / leaves.expected[at] * 100, 0)
        found = replace(one, value=value[:, None], attainment=attained[:, None], shortfall=short[:, None])
    return normalise(catalog, found, method)[0][:, 0]


def _drawn(catalog: Catalog, below: Scored, level: Level, weights: Floats, chosen: NDArray[np.int64]) -> Scored:
    """Climb one level with each draw's own weights and way of aggregating."""
    plan, shape = catalog.plan, (len(chosen), below.score.shape[-2], len(level.codes))
    arrays = {name: np.empty(shape) for name in ("score", "share", "present")}
    for number, method in enumerate(plan.bands.aggregate):
        mine = chosen == number
        score, share, present = (
            array[mine] if array.ndim > 2 else array for array in (below.score, below.share, below.present)
        )
        part = Scored(score, share, present, ())
        way = climb(part, level, weights[mine], method, plan.scoring, plan.method.absent)
        for name, array in arrays.items():
            array[mine] = getattr(way, name)
    return Scored(arrays["score"], arrays["share"], arrays["present"], ())


def ranks(scores: Floats) -> Floats:
    """Rank each row's scores, 1 the best; equal scores share the better rank; NaN ranks last.

    Scores that differ by less than a billionth are equal: sums of the same scores may differ in their last bits.
    """
    filled = np.where(np.isfinite(scores), scores, -np.inf)
    above = filled[:, None, :] > filled[:, :, None] + EQUAL
    return np.asarray(above.sum(axis=2) + 1.0)


def _ties(frame: pd.DataFrame) -> list[str]:
    """Name, for each county, the others whose interval of ranks overlaps its own, space-joined."""
    low, high = frame["low"].to_numpy(dtype=float), frame["high"].to_numpy(dtype=float)
    ranked = (frame["rank"] > 0).to_numpy()
    overlap = (low[:, None] <= high[None]) & (low[None] <= high[:, None]) & ranked[:, None] & ranked[None]
    np.fill_diagonal(overlap, False)
    return [" ".join(frame["place"][row]) for row in overlap]
