"""What lags most: the items that a leader should ask about first."""

from collections.abc import Iterable

from data.catalog.catalog import Indicator
from data.catalog.terms import LAGGING
from evaluation.assessment import Assessment, Judged, Score, kept


def worst_first(rows: Iterable[Judged]) -> list[Judged]:
    """List the rows that lag, those that have attained least of what is expected of them first; ties as they come."""
    return sorted((row for row in rows if row.status in LAGGING), key=attained)


def worst_of(rows: Iterable[Judged]) -> Judged | None:
    """Find the row that has attained least of what is expected of it; None where none lags."""
    return next(iter(worst_first(rows)), None)


def worst_county(assessment: Assessment, indicator: Indicator) -> Judged | None:
    """Find the county that has attained least of what is expected of it; None where none lags."""
    rows = (assessment.judged.get((each.place, "total", indicator.indicator)) for each in assessment.catalog.counties)
    return worst_of(row for row in rows if row is not None)


def worst_measure(scores: Iterable[Score]) -> Score | None:
    """Find the measure furthest below its line, whether or not it is below; the first of several."""
    return min(scores, key=lambda row: row.distance, default=None)


@kept
def lags(assessment: Assessment, number: int) -> tuple[Judged, ...]:
    """List the items furthest below what is expected by now, each indicator once, at the place where it is worst.

    Counties are compared where they report; an indicator of the city stands for itself. Items of equal
    attainment are ordered by weight, then in the plan's order.
    """
    worst: dict[str, Judged] = {}
    for row in _lagging(assessment):
        known = worst.get(row.indicator)
        if known is None or attained(row) < attained(known):
            worst[row.indicator] = row
    return _ranked(assessment, worst.values())[:number]


def lags_of(assessment: Assessment, place: str, number: int) -> tuple[Judged, ...]:
    """List one place's items furthest below what is expected of it by now; the city's own figures for the city."""
    return _ranked(assessment, (row for row in _below(assessment) if row.place == place))[:number]


def _ranked(assessment: Assessment, rows: Iterable[Judged]) -> tuple[Judged, ...]:
    indicators = assessment.catalog.indicators
    order = {name: n for n, name in enumerate(indicators)}
    return tuple(sorted(rows, key=lambda row: (attained(row), -indicators[row.indicator].weight, order[row.indicator])))


def _lagging(assessment: Assessment) -> Iterable[Judged]:
    """List what lags where it is made: in the counties, and in the city what no county has."""
    catalog = assessment.catalog
    for row in _below(assessment):
        indicator = catalog.indicators[row.indicator]
        if row.place != catalog.plan.city or indicator.is_of_city:
            yield row


def _below(assessment: Assessment) -> Iterable[Judged]:
    indicators = assessment.catalog.indicators
    for row in assessment.judged.values():
        if row.status in LAGGING and row.split == "total" and indicators[row.indicator].weight > 0:
            yield row


def attained(row: Judged) -> float:
    """Give what a row has attained of what is expected of it, in per cent; what has nothing has attained nothing."""
    return 0.0 if row.attainment is None else row.attainment
