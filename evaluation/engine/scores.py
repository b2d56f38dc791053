"""From judgements to scores: indicator, clause, measure, total, with the share of weight that was scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import Catalog
from data.catalog.entries import Scoring
from data.catalog.terms import MOVING
from evaluation.engine.amounts import Bools
from evaluation.engine.formulas import Floats, enough
from evaluation.engine.points import by_goalposts

JUDGED = ("on_track", "at_risk", "behind", "no_data")
CARRIED = ("gated", "progress", "line")
"""What is averaged over the weight that was scored."""
DOUBT = ("low", "high", "fresh", "on_track", "behind")
"""What is averaged over all the weight that is due."""
PRINTED = 1  # the decimals that scores are printed with
GEOMETRIC_FLOOR = 1.0  # a single zero doesn't wipe out a geometric mean


@dataclass(frozen=True)
class Leaves:
    """Hold what scores are made from; every array is rows (place and month) x scored indicators.

    `value`, `attainment` and `shortfall` are the judged ones, `due` says which count, `gated` which have no full
    colour, `progress` how far the value is on the way to the target, `line` how far it should be by now (per cent).
    `low` and `high` are the ends of the points, `fresh` the share that came; `on_track` and `behind` are told of the
    low end, where what is missing counts as nothing. `doubt` is half a survey's 95 % interval, `expected`, `baseline`,
    `target` and `moving` (a change is asked for) are what the points come from.
    """

    places: NDArray[np.str_]
    months: NDArray[np.str_]
    indicators: tuple[str, ...]
    value: Floats
    attainment: Floats
    shortfall: Floats
    due: Bools
    applicable: Bools
    gated: Bools
    progress: Floats
    line: Floats
    low: Floats
    high: Floats
    fresh: Floats
    on_track: Bools
    behind: Bools
    doubt: Floats
    expected: Floats
    baseline: Floats
    target: Floats
    moving: Bools

    def at(self, row: int, column: int, times: int) -> "Leaves":
        """Give one leaf alone, as so many rows."""
        arrays = {
            name: np.repeat(array[row, column], times)[:, None]
            for name in self.__dataclass_fields__
            if (array := getattr(self, name)) is not None and name not in ("places", "months", "indicators")
        }
        keys = {name: np.repeat(getattr(self, name)[row], times) for name in ("places", "months")}
        return Leaves(**keys, indicators=(self.indicators[column],), **arrays)


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

    `score` is 0-100, NaN where less than the least share of weight was scored; `share` is that share. `present` is the
    share of the node's weight that is due and applies. `carried` is what is averaged with the weights of the score
    (CARRIED, or nothing), `doubted` with all that is due (DOUBT, or nothing).
    """

    score: Floats
    share: Floats
    present: Floats
    carried: tuple[Floats, ...]
    doubted: tuple[Floats, ...] = ()

    @property
    def due(self) -> Bools:
        """Whether anything of a node is due."""
        return np.asarray(self.present > 0)


def gather(catalog: Catalog, judged: pd.DataFrame) -> Leaves:
    """Turn the judged frame's totals into rows of leaves, places in the catalog's order."""
    codes = tuple(name for name, indicator in catalog.indicators.items() if indicator.weight > 0)
    rows = judged[(judged["split"] == "total") & judged["indicator"].isin(codes)]
    keys, places, months = _keys(catalog, rows)
    column = pd.Index(codes, dtype=str).get_indexer(pd.Index(rows["indicator"]))
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
        shortfall=spread(rows["shortfall"], np.nan),
        due=spread(rows["status"].isin(JUDGED), False),
        applicable=spread(rows["state"] != "not_applicable", False),
        gated=spread(rows["gate"] != "", False),
        progress=spread(progress, np.nan),
        line=spread(line, np.nan),
        low=spread(rows["low"], np.nan),
        high=spread(rows["high"], np.nan),
        fresh=spread(rows["fresh"], 0.0),
        on_track=spread(rows["floor"] == "on_track", False),
        behind=spread(rows["floor"].isin(["behind", "no_data"]), False),
        **{name: spread(rows[name], np.nan) for name in ("doubt", "expected", "baseline", "target")},
        moving=spread(rows["rule"].isin(MOVING), False),
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
    order = np.array(tuple(catalog.places))
    months, month = np.unique(rows["month"].to_numpy(dtype=str), return_inverse=True)
    place = pd.Index(order, dtype=str).get_indexer(pd.Index(rows["place"]))
    pairs, keys = np.unique(place * (len(months) or 1) + month, return_inverse=True)
    places, numbers = np.divmod(pairs, len(months) or 1)
    return keys, order[places], months[numbers] if len(months) else months


def normalise(catalog: Catalog, leaves: Leaves, method: str) -> tuple[Floats, Bools]:
    """Put every indicator on 0-100: by its shortfall, by attainment capped at 100, or by its place between goalposts.

    Returns the scores and which of them count. An indicator has its own way where the plan gives it one; one without
    goalposts keeps its attainment.
    """
    scores, due = np.minimum(leaves.attainment, 100), leaves.due.copy()
    for n, name in enumerate(leaves.indicators):
        indicator = catalog.indicators[name]
        own = indicator.normalise or method
        if own == "shortfall":
            scores[:, n] = leaves.shortfall[:, n]
        elif own == "goalposts" and indicator.worst is not None:
            placed = by_goalposts(indicator, leaves.value[:, n])
            scores[:, n] = np.where(due[:, n], placed, np.nan) if indicator.normalise else placed
            due[:, n] = due[:, n] if indicator.normalise else leaves.applicable[:, n]
    return scores, due


def leaf_nodes(catalog: Catalog, leaves: Leaves, method: str, whole: bool = False) -> Scored:
    """Make the lowest nodes of the tree, with all that goes up with the scores where `whole`."""
    score, due = normalise(catalog, leaves, method)
    carried, doubted = (
        tuple(np.nan_to_num(np.asarray(getattr(leaves, name), dtype=float)) for name in names if whole)
        for names in (CARRIED, DOUBT)
    )
    return Scored(score, np.isfinite(score).astype(float), due.astype(float), carried, doubted)


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


def climb(below: Scored, level: Level, weights: Floats, method: str, scoring: Scoring, absent: str) -> Scored:
    """Aggregate a level's nodes from the level below; `weights` may have leading axes (draws).

    What doesn't apply, or isn't due, leaves its weight to its sisters where `absent` is inherited, and takes it away
    from its parent where it is left.
    """
    parts = [_node(_part(below, group), weights[..., group], method, absent) for group in level.groups]
    score, share, present = (
        np.stack([getattr(part, name) for part in parts], -1) for name in ("score", "share", "present")
    )
    carried, doubted = (
        tuple(np.stack(arrays, axis=-1) for arrays in zip(*(getattr(part, name) for part in parts), strict=True))
        for name in ("carried", "doubted")
    )
    return Scored(np.where(enough(share, scoring.minimum_share), score, np.nan), share, present, carried, doubted)


def _part(scored: Scored, group: NDArray[np.int64]) -> Scored:
    carried, doubted = (tuple(array[..., group] for array in arrays) for arrays in (scored.carried, scored.doubted))
    return Scored(scored.score[..., group], scored.share[..., group], scored.present[..., group], carried, doubted)


def _node(children: Scored, weights: Floats, method: str, absent: str) -> Scored:
    due = weights * children.present
    counted = np.where(np.isfinite(children.score), due, 0)
    whole, scored = _added(due), _added(counted)
    filled = np.where(np.isfinite(children.score), children.score, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = _mean(filled, counted, scored, method)
        share = np.where(whole > 0, _added(counted * children.share) / whole, 0)
        carried = tuple(np.where(scored > 0, _added(counted * each) / scored, 0) for each in children.carried)
        doubted = tuple(
            np.where(whole > 0, _mean(each, due, whole, method if name in ("low", "high") else "arithmetic"), 0)
            for name, each in zip(DOUBT, children.doubted, strict=False)
        )
        present = whole / _added(weights) if absent == "left" else (whole > 0).astype(float)
    return Scored(mean, share, present, carried, doubted)


def _mean(values: Floats, weights: Floats, whole: Floats, method: str) -> Floats:
    if method == "geometric":
        return np.exp(_added(weights * np.log(np.maximum(values, GEOMETRIC_FLOOR))) / whole)
    return np.asarray(_added(weights * values) / whole)


def _added(array: Floats) -> Floats:
    """Add along the last axis one by one: numpy's own sum may add in another order for another layout."""
    return np.asarray(reduce(np.add, np.moveaxis(array, -1, 0)))


def compute_scores(catalog: Catalog, judged: pd.DataFrame) -> pd.DataFrame:
    """Score every place and month of a judged frame, with the plan's own methods and weights."""
    leaves = gather(catalog, judged)
    scoring, absent = catalog.plan.scoring, catalog.plan.method.absent
    below = leaf_nodes(catalog, leaves, scoring.normalise, whole=True)
    weights = np.array([catalog.indicators[name].weight for name in leaves.indicators])
    excess = np.maximum(leaves.attainment - 100, 0)
    frames = [_rows(catalog, leaves, "indicator", leaves.indicators, below, weights, excess)]
    methods = (scoring.aggregate_clause, scoring.aggregate_measure, scoring.aggregate_total)
    for level, method in zip(levels(catalog, leaves.indicators), methods, strict=True):
        below = climb(below, level, level.weights, method, scoring, absent)
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
    """Lay one level out as rows; a node of which nothing is due has no row. What isn't scored has no progress."""
    row, node = np.nonzero(scored.due)
    score = scored.score[row, node]
    known = np.isfinite(score)
    frame = pd.DataFrame(
        {
            "place": leaves.places[row],
            "month": leaves.months[row],
            "level": np.full(len(row), level),
            "code": np.array(codes)[node],
            "score": score,
            "share": scored.share[row, node],
            "absent": 1 - scored.present[row, node],
            **{name: scored.doubted[n][row, node] for n, name in enumerate(DOUBT)},
            **{name: np.where(known, scored.carried[n][row, node], np.nan) for n, name in enumerate(CARRIED)},
            "excess": np.where(known, excess[row, node], np.nan),
            "weight": weights[node],
        }
    )
    lower, upper = grades_of(catalog, frame)
    return frame.assign(grade=lower, grade_to=upper)


def grades_of(catalog: Catalog, frame: pd.DataFrame) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """Give each row of scores its grade, "" where there is none, and the best that what is missing leaves open.

    Indicators have a status and no grade. Where silence is counted, the grade is that of the low end; it is closed
    where enough of the weight is fresh, and none is given in the first months of a year.
    """
    method = catalog.plan.method
    score, low, high, fresh, on_track, behind = (
        frame[name].to_numpy(dtype=float) for name in ("score", "low", "high", "fresh", "on_track", "behind")
    )
    early = frame["month"].str[-2:].astype(int).to_numpy() < method.grade_from_month
    none = early | (frame["level"] == "indicator").to_numpy() | ~np.isfinite(score)
    if not method.counts_silence:
        found = np.where(none, "", grades(catalog, score, on_track, behind))
        return found, found
    lower = np.where(none, "", grades(catalog, low, on_track, behind))
    open_ = ~enough(fresh, method.fresh_for_grade)
    best = grades(catalog, high, on_track + (1 - fresh), np.maximum(behind - (1 - fresh), 0))
    return lower, np.where(open_ & ~none, best, lower)


def grades(catalog: Catalog, score: Floats, on_track: Floats, behind: Floats) -> NDArray[np.str_]:
    """Give each score its grade, by its points and by the shares of weight that are on track and behind."""
    shown = np.round(score, PRINTED) if catalog.plan.method.printed else score
    conditions = [
        (shown >= grade.at_least - 1e-9)
        & (on_track >= (grade.on_track_at_least or 0) - 1e-9)
        & (behind <= (1 if grade.behind_at_most is None else grade.behind_at_most) + 1e-9)
        for grade in catalog.grades
    ]
    return np.select(conditions, [grade.grade for grade in catalog.grades], "")
