"""Section 4: indicator → clause → measure → total, and the grades of what is told at both ends."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log

from data.catalog.catalog import Indicator
from tests.reference.ends import NOTHING, ONE, ends, fresh, points
from tests.reference.expected import expectation
from tests.reference.judged import judgement
from tests.reference.known import Known, once

LEVELS = ("indicator", "clause", "measure", "total")
SMALL = Fraction(1, 10**9)
WRITTEN = Fraction(1, 10**4)  # shares such as two thirds are written with four digits


@dataclass(frozen=True)
class Node:
    """A score with what is known of it; `absent` is the share of weight that isn't due or doesn't apply."""

    score: Fraction | None
    low: Fraction
    high: Fraction
    share: Fraction
    fresh: Fraction
    absent: Fraction
    on_track: Fraction
    behind: Fraction
    grade: str = ""
    grade_to: str = ""


def children(known: Known, level: str, code: str) -> list[tuple[str, Fraction]]:
    """The codes of the level below, each with its own weight."""
    catalog = known.catalog
    if level == "clause":
        found = [(each.indicator, each.weight) for each in catalog.indicators.values() if each.clause == code]
    elif level == "measure":
        found = [(each.clause, each.weight) for each in catalog.clauses.values() if each.measure == code]
    else:
        found = [(each.measure, each.weight) for each in catalog.measures.values()]
    return [(name, Fraction(repr(weight))) for name, weight in found if weight]


@once
def node(known: Known, level: str, code: str, place: str, month: int) -> Node | None:
    """A node of the tree; None where nothing below is due."""
    if level == "indicator":
        return leaf(known, known.catalog.indicators[code], place, month)
    below = LEVELS[LEVELS.index(level) - 1]
    found = [(node(known, below, name, place, month), weight) for name, weight in children(known, level, code)]
    due = [(each, due_weight(known, each, weight)) for each, weight in found if each]
    if not due:
        return None
    return graded(known, merged(known, level, due, sum((weight for _, weight in found), NOTHING)), month)


def leaf(known: Known, indicator: Indicator, place: str, month: int) -> Node | None:
    if (indicator.rollup == "city" or indicator.split == "city") and place != known.city:
        return None
    judged = judgement(known, indicator, place, "total", month)
    if judged.status in ("not_due", "no_target"):
        return None
    told, share = ends(known, indicator, place, "total", month), fresh(known, indicator, place, "total", month)
    asked = expectation(known, indicator, place, "total", month)
    assert asked is not None and told.low is not None and told.high is not None
    score = None if judged.seen is None else points(known, indicator, asked, judged.seen)
    on_track, behind = told.floor == "on_track", told.floor in ("behind", "no_data")
    scored = NOTHING if score is None else ONE
    return Node(score, told.low, told.high, scored, share, NOTHING, Fraction(on_track), Fraction(behind))


def due_weight(known: Known, each: Node, weight: Fraction) -> Fraction:
    """What is absent takes its weight along, or leaves it to its sisters."""
    return weight * (1 - each.absent) if known.catalog.plan.method.absent == "left" else weight


def merged(known: Known, level: str, due: list[tuple[Node, Fraction]], whole: Fraction) -> Node:
    scoring = known.catalog.plan.scoring
    way = getattr(scoring, f"aggregate_{level}")
    weight = sum((each for _, each in due), NOTHING)

    def mean(of: Callable[[Node], Fraction], how: str = "arithmetic") -> Fraction:
        return average([(of(each), heavy) for each, heavy in due], how)

    scored = [(each.score, heavy) for each, heavy in due if each.score is not None]
    share = mean(lambda each: each.share if each.score is not None else NOTHING)
    has_score = bool(scored) and share >= Fraction(repr(scoring.minimum_share)) - WRITTEN
    return Node(
        average(scored, way) if has_score else None,
        mean(lambda each: each.low, way),
        mean(lambda each: each.high, way),
        share,
        mean(lambda each: each.fresh),
        1 - weight / whole if known.catalog.plan.method.absent == "left" else NOTHING,
        mean(lambda each: each.on_track),
        mean(lambda each: each.behind),
    )


def average(rows: list[tuple[Fraction, Fraction]], way: str) -> Fraction:
    weight = sum((heavy for _, heavy in rows), NOTHING)
    if way == "arithmetic":
        return sum((each * heavy for each, heavy in rows), NOTHING) / weight
    return Fraction(exp(sum(log(max(each, ONE)) * heavy for each, heavy in rows) / weight))


# Grades


def graded(known: Known, found: Node, month: int) -> Node:
    grade, grade_to = grades(known, found, month)
    return Node(**{**vars(found), "grade": grade, "grade_to": grade_to})


def grades(known: Known, found: Node, month: int) -> tuple[str, str]:
    """The grade of the low end; it is open upwards where too little is fresh."""
    method = known.catalog.plan.method
    if found.score is None or month % 12 + 1 < method.grade_from_month:
        return "", ""
    if not known.counts_silence:
        grade = grade_of(known, found.score, found.on_track, found.behind)
        return grade, grade
    grade = grade_of(known, found.low, found.on_track, found.behind)
    if found.fresh >= Fraction(repr(method.fresh_for_grade)) - SMALL:
        return grade, grade
    stale = 1 - found.fresh
    best = grade_of(known, found.high, min(found.on_track + stale, ONE), max(found.behind - stale, NOTHING))
    return grade, best


def grade_of(known: Known, score: Fraction, on_track: Fraction, behind: Fraction) -> str:
    """The first grade, from the best, whose points are reached and whose conditions are met."""
    seen = round(score, 1) if known.catalog.plan.method.printed else score
    for grade in sorted(known.catalog.grades, key=lambda each: -each.at_least):
        least, most = grade.on_track_at_least, grade.behind_at_most
        if seen < Fraction(repr(grade.at_least)) - SMALL:
            continue
        if least is not None and on_track < Fraction(repr(least)) - SMALL:
            continue
        if most is not None and behind > Fraction(repr(most)) + SMALL:
            continue
        return grade.grade
    return ""
