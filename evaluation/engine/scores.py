"""From judgements to scores: indicator, clause, measure, total, with the share of weight that was scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import Catalog, Indicator
from evaluation.engine.amounts import Bools
from evaluation.engine.formulas import Floats, enough

JUDGED = ("on_track", "at_risk", "behind", "no_data")
CARRIED = ("gated", "progress", "line")
GEOMETRIC_FLOOR = 1.0  # a single zero doesn't wipe out a geometric mean


@dataclass(frozen=True)
class Leaves:
    """Hold what scores are made from; every array is rows (place and month) x scored indicators.

    `value` and `attainment` are the judged ones, `due` says which count, `gated` which have no full colour,
    `progress` how far the value is on the way to the target, `line` how far it should be by now (per cent).
    """

    places: NDArray[np.str_]
    months: NDArray[np.str_]
    indicators: tuple[str, ...]
    value: Floats
    attainment: Floats
    due: Bools
    applicable: Bools
    gated: Bools
    progress: Floats
    line: Floats


@dataclass(frozen=True)
class Level:
    """Group the nodes of the level below into nodes: `groups` holds their positions, `weights` their weights."""

    level: str
    codes: tuple[str, ...]
    groups: tuple[NDArray[np.int64], ...]
    weights: Floats


@dataclass(frozen=True)
class Scored:
    """Hold the nodes of one level; every array ends in the axis of nodes.

    `score` is 0-100, NaN where less than the least share of weight was scored; `share` is that share, `due`
    whether anything is due. `carried` is what is averaged with the weights of the score: CARRIED, or nothing.
    """

    score: Floats
    share: Floats
    due: Bools
    carried: tuple[Floats, ...]


def gather(catalog: Catalog, judged: pd.DataFrame) -> Leaves:
    """Turn the judged frame's totals into rows of leaves, places in the catalog's order."""
    codes = tuple(name for name, indicator in catalog.indicators.items() if indicator.weight > 0)
    rows = judged[(judged["split"] == "total") & judged["indicator"].isin(codes)]
    keys, places, months = _keys(catalog, rows)
    column = rows["indicator"].map({name: n for n, name in enumerate(codes)}).to_numpy(dtype=np.int64)
    shape = (len(places), len(codes))

    def spread(values: "pd.Series[Any]", empty: float | bool) -> NDArray[Any]:
        matrix = np.full(shape, empty)
        matrix[keys, column] = values.to_numpy()
        return matrix

    progress, line = _progress(rows)
    return Leaves(
        places=places,
        months=months,
        indicators=codes,
        value=spread(rows["value"], np.nan),
        attainment=spread(rows["attainment"], np.nan),
        due=spread(rows["status"].isin(JUDGED), False),
        applicable=spread(rows["state"] != "not_applicable", False),
        gated=spread(rows["gate"] != "", False),
        progress=spread(progress, np.nan),
        line=spread(line, np.nan),
    )


def _progress(rows: pd.DataFrame) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    """How far the value is, and should be by now, on the way to the target, in per cent and at most 100.

    Where there is no way to go (at most; growing and narrowing have no target), attainment is all there is, and
    the line is 100.
    """
    way = (rows["target"] > 0) & (rows["rule"] != "at_most")
    target = rows["target"].where(way)
    progress = (rows["value"] / target * 100).where(way, rows["attainment"]).clip(0, 100)
    line = (rows["expected"] / target * 100).where(way, 100.0).clip(0, 100)
    return progress, line


def _keys(catalog: Catalog, rows: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.str_], NDArray[np.str_]]:
    order = {place: n for n, place in enumerate(catalog.places)}
    pairs = sorted(set(zip(rows["place"], rows["month"], strict=True)), key=lambda pair: (order[pair[0]], pair[1]))
    position = {pair: n for n, pair in enumerate(pairs)}
    keys = np.array([position[pair] for pair in zip(rows["place"], rows["month"], strict=True)], dtype=np.int64)
    return keys, np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])


def normalise(catalog: Catalog, leaves: Leaves, method: str) -> tuple[Floats, Bools]:
    """Put every indicator on 0-100: attainment capped at 100, or the place between its goalposts.

    Returns the scores and which of them count. An indicator without goalposts keeps its attainment.
    """
    scores, due = np.minimum(leaves.attainment, 100), leaves.due.copy()
    if method == "attainment":
        return scores, due
    for n, name in enumerate(leaves.indicators):
        indicator = catalog.indicators[name]
        if indicator.worst is not None and indicator.best is not None:
            scores[:, n] = _between(leaves.value[:, n], indicator, indicator.worst, indicator.best)
            due[:, n] = leaves.applicable[:, n]
    return scores, due


def _between(value: Floats, indicator: Indicator, worst: float, best: float) -> Floats:
    if indicator.scale == "log":
        with np.errstate(divide="ignore", invalid="ignore"):
            value, worst, best = np.log(value), float(np.log(worst)), float(np.log(best))
    return np.clip((value - worst) / (best - worst) * 100, 0, 100)


def leaf_nodes(catalog: Catalog, leaves: Leaves, method: str, carried: Sequence[str] = ()) -> Scored:
    """Make the lowest nodes of the tree, carrying up what is named."""
    score, due = normalise(catalog, leaves, method)
    parts = tuple(np.nan_to_num(np.asarray(getattr(leaves, name), dtype=float)) for name in carried)
    return Scored(score, np.isfinite(score).astype(float), due, parts)


def levels(catalog: Catalog, indicators: Sequence[str]) -> tuple[Level, ...]:
    """Build the tree above the scored indicators: clauses, measures, total, in the plan's order."""
    of_clause = [catalog.indicators[name].clause for name in indicators]
    clauses = [code for code in catalog.clauses if code in set(of_clause)]
    of_measure = [catalog.clauses[code].measure for code in clauses]
    measures = [code for code in catalog.measures if code in set(of_measure)]
    return (
        _level("clause", clauses, of_clause, [catalog.indicators[name].weight for name in indicators]),
        _level("measure", measures, of_measure, [catalog.clauses[code].weight for code in clauses]),
        _level("total", ["total"], ["total"] * len(measures), [catalog.measures[code].weight for code in measures]),
    )


def _level(level: str, codes: list[str], parents: list[str], weights: list[float]) -> Level:
    groups = tuple(np.array([n for n, parent in enumerate(parents) if parent == code]) for code in codes)
    return Level(level, tuple(codes), groups, np.array(weights, dtype=float))


def climb(below: Scored, level: Level, weights: Floats, method: str, minimum_share: float) -> Scored:
    """Aggregate a level's nodes from the level below; `weights` may have leading axes (draws)."""
    parts = [_node(_part(below, group), weights[..., group], method) for group in level.groups]
    score, share, due = (np.stack([getattr(part, name) for part in parts], -1) for name in ("score", "share", "due"))
    carried = tuple(np.stack(arrays, axis=-1) for arrays in zip(*(part.carried for part in parts), strict=True))
    return Scored(np.where(enough(share, minimum_share), score, np.nan), share, due, carried)


def _part(scored: Scored, group: NDArray[np.int64]) -> Scored:
    carried = tuple(array[..., group] for array in scored.carried)
    return Scored(scored.score[..., group], scored.share[..., group], scored.due[..., group], carried)


def _node(children: Scored, weights: Floats, method: str) -> Scored:
    due = weights * children.due
    counted = np.where(np.isfinite(children.score), due, 0)
    whole, scored = _added(due), _added(counted)
    filled = np.where(np.isfinite(children.score), children.score, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        if method == "geometric":
            mean = np.exp(_added(counted * np.log(np.maximum(filled, GEOMETRIC_FLOOR))) / scored)
        else:
            mean = _added(counted * filled) / scored
        share = np.where(whole > 0, _added(counted * children.share) / whole, 0)
        carried = tuple(np.where(scored > 0, _added(counted * each) / scored, 0) for each in children.carried)
    return Scored(mean, share, whole > 0, carried)


def _added(array: Floats) -> Floats:
    """Add along the last axis one by one: numpy's own sum may add in another order for another layout."""
    return np.asarray(reduce(np.add, np.moveaxis(array, -1, 0)))


def compute_scores(catalog: Catalog, judged: pd.DataFrame) -> pd.DataFrame:
    """Score every place and month of a judged frame, with the plan's own methods and weights."""
    leaves = gather(catalog, judged)
    scoring = catalog.plan.scoring
    below = leaf_nodes(catalog, leaves, scoring.normalise, CARRIED)
    weights = np.array([catalog.indicators[name].weight for name in leaves.indicators])
    excess = np.nan_to_num(np.maximum(leaves.attainment - 100, 0))
    frames = [_rows(catalog, leaves, "indicator", leaves.indicators, below, weights, excess)]
    methods = (scoring.aggregate_clause, scoring.aggregate_measure, scoring.aggregate_total)
    for level, method in zip(levels(catalog, leaves.indicators), methods, strict=True):
        below = climb(below, level, level.weights, method, scoring.minimum_share)
        own = _own_weights(catalog, level)
        frames.append(_rows(catalog, leaves, level.level, level.codes, below, own, np.zeros_like(below.score)))
    return pd.concat(frames, ignore_index=True)


def _own_weights(catalog: Catalog, level: Level) -> Floats:
    if level.level == "clause":
        return np.array([catalog.clauses[code].weight for code in level.codes])
    return np.array([catalog.measures[code].weight if code in catalog.measures else 1.0 for code in level.codes])


def _rows(
    catalog: Catalog, leaves: Leaves, level: str, codes: Sequence[str], scored: Scored, weights: Floats, excess: Floats
) -> pd.DataFrame:
    """Lay one level out as rows; a node of which nothing is due has no row."""
    row, node = np.nonzero(scored.due)
    score = scored.score[row, node]
    return pd.DataFrame(
        {
            "place": leaves.places[row],
            "month": leaves.months[row],
            "level": np.full(len(row), level),
            "code": np.array(codes)[node],
            "score": score,
            "share": scored.share[row, node],
            **{name: scored.carried[n][row, node] for n, name in enumerate(CARRIED)},
            "excess": excess[row, node],
            "weight": weights[node],
            "grade": grades(catalog, score),
        }
    )


def grades(catalog: Catalog, score: Floats) -> NDArray[np.str_]:
    """Give each score its grade; "" where there is no score."""
    conditions = [score >= grade.at_least - 1e-9 for grade in catalog.grades]
    return np.select(conditions, [grade.grade for grade in catalog.grades], "")
