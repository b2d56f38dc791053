"""Why a score is what it is: taken apart down to its indicators, and what moved it since an earlier month.

Both rest on sums, and hold where every level is an arithmetic mean (`is_additive`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any, TypeAlias

from data.catalog.catalog import Catalog
from data.catalog.terms import Level
from evaluation.assessment import Assessment, Score, kept
from speech.months import NO_MONTH, Month, month_of, ordinal

Scores: TypeAlias = Mapping[tuple[Level, str], tuple[float | None, str, float]]
"""By level and code: the score, its grade, and the share of its weight that is due and applies."""


@dataclass(frozen=True)
class Node:
    """A score and what it is made of.

    `weight` is the share that it has in its parent (0-1, 0 where it isn't scored), `effective` the share in the total;
    `contribution` are points of the parent's score, `lost` points of the total. Children of which nothing is due are
    left out.
    """

    level: str
    code: str
    score: float | None
    grade: str
    weight: float
    effective: float
    children: tuple["Node", ...]

    @property
    def contribution(self) -> float:
        """What it adds to its parent's score."""
        return 0.0 if self.score is None else self.weight * self.score

    @property
    def lost(self) -> float:
        """What it takes from the total's hundred."""
        return 0.0 if self.score is None else self.effective * (100 - self.score)


@dataclass(frozen=True)
class Part:
    """What an indicator did to the total's change, in points: by its own score, and by its weight among the others.

    A score is None in a month in which it didn't count.
    """

    indicator: str
    measure: str
    before: float | None
    now: float | None
    by_score: float
    by_weight: float

    @property
    def points(self) -> float:
        """Its whole part in the change."""
        return self.by_score + self.by_weight


@dataclass(frozen=True)
class Change:
    """The total then and now; the parts add up to the difference, the largest first."""

    month: Month
    before: float
    now: float
    parts: tuple[Part, ...]


def is_additive(catalog: Catalog) -> bool:
    """Tell whether the plan's scores are sums of weighted parts."""
    scoring = catalog.plan.scoring
    methods = (scoring.aggregate_clause, scoring.aggregate_measure, scoring.aggregate_total)
    return set(methods) == {"arithmetic"}


@kept
def score_tree(assessment: Assessment, place: str) -> Node | None:
    """Take a place's total apart; measures, clauses and indicators stand in the order of the points they lose."""
    found = {
        (level, code): (row.score, row.grade, 1 - row.absent)
        for (at, level, code), row in assessment.scores.items()
        if at == place
    }
    return tree_of(assessment.catalog, found)


def tree_of(catalog: Catalog, scores: Scores) -> Node | None:
    """Build the tree of one place and month; None without a total, or where scores aren't sums."""
    if ("total", "total") not in scores or not is_additive(catalog):
        return None
    return _node(catalog, scores, ("total", "total"), 1.0, 1.0)


def _node(catalog: Catalog, scores: Scores, key: tuple[Level, str], weight: float, effective: float) -> Node:
    score, grade, _ = scores[key]
    whole = effective if score is not None else 0.0
    named = {
        (level, code): own * scores[level, code][2]
        for level, code, own in _below(catalog, *key)
        if own > 0 and (level, code) in scores
    }
    counted = {child: own for child, own in named.items() if scores[child][0] is not None}
    added = sum(counted.values())
    shares = {child: counted.get(child, 0.0) / added if added else 0.0 for child in named}
    children = [_node(catalog, scores, child, share, whole * share) for child, share in shares.items()]
    return Node(*key, score, grade, weight, effective, tuple(sorted(children, key=lambda child: -child.lost)))


def _below(catalog: Catalog, level: Level, code: str) -> Iterator[tuple[Level, str, float]]:
    """List the nodes under a node with their own weights, in the plan's order."""
    match level:
        case "total":
            yield from (("measure", each.measure, each.weight) for each in catalog.measures.values())
        case "measure":
            yield from (("clause", each.clause, each.weight) for each in catalog.clauses_of(code))
        case "clause":
            own = (each for each in catalog.indicators.values() if each.clause == code)
            yield from (("indicator", each.indicator, each.weight) for each in own)


def leaves(node: Node) -> Iterator[Node]:
    """List the indicators under a node."""
    if node.level == "indicator":
        yield node
    for child in node.children:
        yield from leaves(child)


def score_before(assessment: Assessment, score: Score, months: int) -> float | None:
    """Give what a node's score was some months before; None where there was none."""
    month = month_of(ordinal(score.month) - months)
    series = assessment.score_series(score.place, score.level, score.code)
    return next((row.score for row in series if row.month == month), None)


@kept
def change_since(assessment: Assessment, place: str, months: int) -> Change | None:
    """Say what moved a place's total since some months ago; None where either month has none."""
    month = month_of(ordinal(assessment.month) - months)
    then, now = tree_of(assessment.catalog, _scores_at(assessment, place, month)), score_tree(assessment, place)
    if then is None or now is None:
        return None
    change = compare(assessment.catalog, then, now)
    return None if change is None else replace(change, month=month)


def _scores_at(assessment: Assessment, place: str, month: Month) -> Scores:
    history = assessment.history
    rows = history.by_month[1].get(month)
    if rows is None:
        return {}
    frame = history.scores_frame.iloc[rows]
    own = frame[frame["place"] == place]
    columns: Sequence[Sequence[Any]] = [own[name].tolist() for name in ("level", "code", "score", "grade", "absent")]
    return {
        (level, code): (None if isnan(score) else score, grade, 1 - absent)
        for level, code, score, grade, absent in zip(*columns, strict=True)
    }


def compare(catalog: Catalog, then: Node, now: Node) -> Change | None:
    """Split the change of a total among its indicators, so that the parts add up to it.

    With effective weights W and scores s, the total T is the sum of W s. An indicator's part is mean W times the change
    of s, and the change of W times (mean s less mean T); weights add up to 1, so the mean T cancels out. One that
    counts in one month alone has only the second.
    """
    if then.score is None or now.score is None:
        return None
    before, after = _counted(then), _counted(now)
    middle = (then.score + now.score) / 2
    parts = [
        _part(catalog, name, before.get(name), after.get(name), middle)
        for name in catalog.indicators
        if name in before or name in after
    ]
    return Change(NO_MONTH, then.score, now.score, tuple(sorted(parts, key=lambda part: -abs(part.points))))


def _counted(node: Node) -> dict[str, tuple[float, float]]:
    """Give weight and score of the indicators that count."""
    return {
        leaf.code: (leaf.effective, leaf.score)
        for leaf in leaves(node)
        if leaf.score is not None and leaf.effective > 0
    }


def _part(
    catalog: Catalog,
    name: str,
    then: tuple[float, float] | None,
    now: tuple[float, float] | None,
    middle: float,
) -> Part:
    known = [score for _, score in (each for each in (then, now) if each)]
    before, after = then[0] if then else 0.0, now[0] if now else 0.0
    by_score = (before + after) / 2 * (now[1] - then[1]) if then and now else 0.0
    by_weight = (after - before) * (sum(known) / len(known) - middle)
    measure = catalog.clauses[catalog.indicators[name].clause].measure
    return Part(name, measure, then[1] if then else None, now[1] if now else None, by_score, by_weight)
