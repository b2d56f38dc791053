"""How a clause of the plan stands: its indicators' statuses, its score, its milestones; the same by department."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.catalog.catalog import Catalog, Clause, Measure
from data.catalog.terms import STATUSES
from evaluation.assessment import Assessment, Judged, Score, kept


@dataclass(frozen=True)
class ClauseState:
    """A clause at a place, with what stands below it; `rows` has each indicator once, `depth` is 0 at the top.

    `score` is that of the clause, or of the measure for a measure's own heading; None for other headings.
    """

    clause: Clause
    depth: int
    rows: tuple[Judged, ...]
    counts: Mapping[str, int]
    score: Score | None


@dataclass(frozen=True)
class DepartmentState:
    """A department: the measures that it leads and supports, and the city's values of what it leads."""

    department: str
    leads: tuple[Measure, ...]
    supports: tuple[Measure, ...]
    rows: tuple[Judged, ...]
    counts: Mapping[str, int]


def children(catalog: Catalog, clause: str) -> tuple[Clause, ...]:
    """List the clauses right below one, in the plan's order; "" gives those at the top."""
    return tuple(each for each in catalog.clauses.values() if each.parent == clause)


def below(catalog: Catalog, clause: str) -> tuple[Clause, ...]:
    """List a clause and all below it, in the plan's order."""
    own = catalog.clauses[clause]
    return (own, *(each for child in children(catalog, clause) for each in below(catalog, child.clause)))


def ancestors(catalog: Catalog, clause: str) -> tuple[Clause, ...]:
    """List what a clause stands under, the highest first."""
    parent = catalog.clauses[clause].parent
    return (*ancestors(catalog, parent), catalog.clauses[parent]) if parent else ()


def heading_of(catalog: Catalog, measure: str) -> str:
    """Give the code of the clause that is a measure's heading; "" where the plan has none."""
    own = (each for each in catalog.clauses.values() if each.measure == measure)
    heads = (each for each in own if not each.parent or catalog.clauses[each.parent].measure != measure)
    return next((each.clause for each in heads), "")


def row_of(assessment: Assessment, place: str, indicator: str) -> Judged | None:
    """Find a place's judged value; the city's, where counties have none of their own."""
    city = assessment.catalog.plan.city
    found = assessment.judged.get((place, "total", indicator))
    return found or assessment.judged.get((city, "total", indicator))


@kept
def clause_states(assessment: Assessment, place: str) -> tuple[ClauseState, ...]:
    """Say how every clause stands, in the order in which the plan is read."""
    catalog = assessment.catalog
    tops = children(catalog, "")
    return tuple(clause_state(assessment, each, place) for top in tops for each in below(catalog, top.clause))


def clause_state(assessment: Assessment, clause: Clause, place: str) -> ClauseState:
    """Say how a clause stands with all below it."""
    catalog = assessment.catalog
    rows = rows_of(assessment, below(catalog, clause.clause), place)
    depth = len(ancestors(catalog, clause.clause))
    return ClauseState(clause, depth, rows, count(rows), _score(assessment, clause, place))


def rows_of(assessment: Assessment, clauses: Sequence[Clause], place: str) -> tuple[Judged, ...]:
    """List the judged values of some clauses' indicators, each once, in the catalog's order."""
    found = (row_of(assessment, place, name) for name in answering(assessment.catalog, clauses))
    return tuple(row for row in found if row is not None)


def answering(catalog: Catalog, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """List the indicators that answer any of some clauses, each once, in the catalog's order."""
    wanted = {clause.clause for clause in clauses}
    return tuple(name for name, each in catalog.indicators.items() if wanted & {each.clause, *each.also})


def count(rows: Iterable[Judged]) -> Mapping[str, int]:
    """Count the statuses, in their order, those that occur."""
    found = Counter(row.status for row in rows)
    return {status: found[status] for status in STATUSES if found[status]}


def _score(assessment: Assessment, clause: Clause, place: str) -> Score | None:
    catalog = assessment.catalog
    if clause.weight:
        return assessment.scores.get((place, "clause", clause.clause))
    if clause.measure and heading_of(catalog, clause.measure) == clause.clause:
        return assessment.scores.get((place, "measure", clause.measure))
    return None


def weakest(states: Sequence[ClauseState]) -> ClauseState | None:
    """Find the clause of the lowest score among those that are scored; the first of several in the plan."""
    scored = [(each.score.score, each) for each in states if each.clause.weight and each.score]
    known = [(score, each) for score, each in scored if score is not None]
    return min(known, key=lambda pair: pair[0])[1] if known else None


@kept
def department_states(assessment: Assessment) -> tuple[DepartmentState, ...]:
    """Say how what each department leads stands in the city, in the plan's order."""
    return tuple(department_state(assessment, code) for code in assessment.catalog.departments)


def department_state(assessment: Assessment, department: str) -> DepartmentState:
    """Say how what a department leads stands in the city."""
    catalog = assessment.catalog
    leads = tuple(each for each in catalog.measures.values() if department in each.leads)
    supports = tuple(each for each in catalog.measures.values() if department in each.supports)
    names = {each.measure for each in leads}
    clauses = [each for each in catalog.clauses.values() if each.measure in names]
    rows = rows_of(assessment, clauses, catalog.plan.city)
    return DepartmentState(department, leads, supports, rows, count(rows))


def most_behind(states: Iterable[DepartmentState]) -> DepartmentState | None:
    """Find the department with the largest part of its indicators behind; the first of several, None without any."""
    led = [each for each in states if each.counts.get("behind")]
    return max(led, key=lambda each: each.counts["behind"] / len(each.rows), default=None)
