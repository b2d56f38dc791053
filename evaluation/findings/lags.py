"""What lags most: the items that a leader should ask about first."""

from collections.abc import Iterable

from data.catalog.terms import LAGGING
from evaluation.assessment import Assessment, Judged


def lags(assessment: Assessment, number: int) -> tuple[Judged, ...]:
    """List the items furthest below what is expected by now, each indicator once, at the place where it is worst.

    Counties are compared where they report; an indicator of the city stands for itself. Items of equal
    attainment are ordered by weight, then in the plan's order.
    """
    worst: dict[str, Judged] = {}
    for row in _lagging(assessment):
        known = worst.get(row.indicator)
        if known is None or _attained(row) < _attained(known):
            worst[row.indicator] = row
    return _ranked(assessment, worst.values())[:number]


def lags_of(assessment: Assessment, place: str, number: int) -> tuple[Judged, ...]:
    """List one place's items furthest below what is expected of it by now; the city's own figures for the city."""
    return _ranked(assessment, (row for row in _below(assessment) if row.place == place))[:number]


def _ranked(assessment: Assessment, rows: Iterable[Judged]) -> tuple[Judged, ...]:
    indicators = assessment.catalog.indicators
    order = {name: n for n, name in enumerate(indicators)}
    return tuple(
        sorted(rows, key=lambda row: (_attained(row), -indicators[row.indicator].weight, order[row.indicator]))
    )


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


def _attained(row: Judged) -> float:
    return 0.0 if row.attainment is None else row.attainment
