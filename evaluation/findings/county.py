"""One place on its own: who is like it, where it is ahead, what it made good, since when it stands as it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from data.catalog.catalog import Catalog, Indicator, Population
from evaluation.assessment import Assessment, Judged

COMPARABLE = ("share", "rate", "growth", "survey")  # formulas whose values don't grow with a place's size
ABOVE = 100.0  # per cent of what is expected by now


@dataclass(frozen=True)
class Standing:
    """Since which month, and for how many months, a status has held without a break."""

    since: str
    months: int


def standing(series: Sequence[Judged]) -> Standing | None:
    """Count back from the last month as long as the status stays the same; None of an empty series."""
    months = 0
    for row in reversed(series):
        if row.status != series[-1].status:
            break
        months += 1
    return Standing(series[-months].month, months) if months else None


def population_of(catalog: Catalog, place: str) -> Population | None:
    """Give the newest published number of a place's residents."""
    rows = [row for row in catalog.population if row.place == place and row.split == "total"]
    return max(rows, key=lambda row: row.year, default=None)


def peers(catalog: Catalog, place: str, number: int) -> tuple[str, ...]:
    """List the counties nearest in population, by ratio, the nearest first; none where no population is published."""
    persons = {each.place: found.persons for each in catalog.counties if (found := population_of(catalog, each.place))}
    if place not in persons:
        return ()
    others = [each for each in persons if each != place]
    return tuple(sorted(others, key=lambda each: abs(log(persons[each] / persons[place])))[:number])


def rows_of(assessment: Assessment, place: str, measure: str = "") -> tuple[Judged, ...]:
    """List a place's judged totals in the plan's order; of one measure's clauses when one is named."""
    catalog = assessment.catalog
    rows = (assessment.judged.get((place, "total", name)) for name in catalog.indicators)
    return tuple(row for row in rows if row is not None and measure in ("", _measure(catalog, row)))


def _measure(catalog: Catalog, row: Judged) -> str:
    return catalog.clauses[catalog.indicators[row.indicator].clause].measure


def strengths_of(assessment: Assessment, place: str, number: int) -> tuple[Judged, ...]:
    """List the scored items furthest above what is expected by now; those whose light has full colour come first."""
    indicators = assessment.catalog.indicators
    rows = [
        (row, row.attainment)
        for row in rows_of(assessment, place)
        if row.status == "on_track" and indicators[row.indicator].weight > 0
    ]
    above = [(row, attained) for row, attained in rows if attained is not None and attained > ABOVE]
    ordered = sorted(above, key=lambda pair: (bool(pair[0].gate), -pair[1], -indicators[pair[0].indicator].weight))
    return tuple(row for row, _ in ordered[:number])


def made_good(assessment: Assessment, place: str) -> tuple[Judged, ...]:
    """List what was missed earlier this year and is on the line now, the most months missed first."""
    rows = [row for row in rows_of(assessment, place) if row.late_green]
    return tuple(sorted(rows, key=lambda row: -len(row.late_green.split())))


def headlines(catalog: Catalog, number: int) -> tuple[Indicator, ...]:
    """List the scored indicators that the plan itself sets a target for and that counties can be compared by."""
    planned = {target.indicator for target in catalog.targets if target.basis == "plan"}
    own = [each for each in catalog.indicators.values() if each.rollup == "sum" and each.weight > 0]
    comparable = [each for each in own if each.formula in COMPARABLE]
    return tuple(sorted(comparable, key=lambda each: each.indicator not in planned)[:number])
