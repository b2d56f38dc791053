"""Will it be met? Twenty equally likely values of December, what is still needed a month, and the paces beside it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from data.catalog.terms import MOVING
from evaluation.assessment import Assessment, Judged, kept
from evaluation.engine.forecast import YEAR, met
from evaluation.findings.courses import Course, Kind, Unfit, courses, grid_of, kind_of
from evaluation.findings.forecast_record import Skill, record
from evaluation.findings.outcomes import outcomes
from speech.months import number_of

Reason: TypeAlias = Literal[Unfit, "moving", "no_target", "over", "missing", "short", "worse"]


@dataclass(frozen=True)
class Forecast:
    """What December may bring a place, in the indicator's unit.

    `outcomes` are twenty equally likely values, the least first, of which `met` meet the `bar`; `at_most` says that
    it must not be more, and `on_the_way` that it is a point of the line to a later year's target. `needed` is the
    change a month from now on that just meets it, `pace` that of the year so far, and `pace_before` that of the same
    months to come a year before, None where it isn't known. `skill` is the record of such forecasts, None before there
    is one.
    """

    place: str
    indicator: str
    kind: Kind
    month: int
    value: float
    bar: float
    at_most: bool
    on_the_way: bool
    outcomes: tuple[float, ...]
    met: int
    needed: float
    pace: float | None
    pace_before: float | None
    skill: Skill | None


@kept
def forecast_of(assessment: Assessment, place: str, indicator: str) -> Forecast | Reason:
    """Forecast a place's total at the year's end from what the assessment's month knows, or say why there is none."""
    catalog = assessment.catalog
    kind = kind_of(catalog, catalog.indicators[indicator])
    if kind != "flow" and kind != "stock":  # noqa: PLR1714  a type check follows this, and not a set
        return kind
    row = assessment.judged.get((place, "total", indicator))
    if row is None:
        return "missing"
    course = courses(assessment)[indicator]
    at = grid_of(assessment).places.index(place), grid_of(assessment).months.index(assessment.month)
    return _unknown(assessment, course, row, at) or _forecast(assessment, course, row, at)


def _unknown(assessment: Assessment, course: Course, row: Judged, at: tuple[int, int]) -> Reason | None:
    """Say what is lacking."""
    if row.rule in MOVING:
        return "moving"
    if number_of(assessment.month) == YEAR:
        return "over"
    if not course.complete[at]:
        return "missing"
    if not np.isfinite(course.bar[at]):
        return "no_target"
    return None


def _forecast(assessment: Assessment, course: Course, row: Judged, at: tuple[int, int]) -> Forecast | Reason:
    month = number_of(assessment.month)
    values = outcomes(course, at[1] // YEAR, np.array([month]))[at[0], 0]
    if not np.isfinite(values).all():
        return "short"
    skill = record(assessment).skill(course.kind, month)
    if skill is not None and skill.worse:
        return "worse"
    value, bar, at_most = float(course.value[at]), float(course.bar[at]), bool(course.at_most[at])
    pace, before = _paces(course, *at, month)
    return Forecast(
        place=row.place,
        indicator=course.indicator.indicator,
        kind=course.kind,
        month=month,
        value=value,
        bar=bar,
        at_most=at_most,
        on_the_way=bar != row.target,
        outcomes=tuple(values.tolist()),
        met=int(met(values, course.bar[at], at_most=at_most).sum()),
        needed=(bar - value) / (YEAR - month),
        pace=pace,
        pace_before=before,
        skill=skill,
    )


def _paces(course: Course, place: int, now: int, month: int) -> tuple[float | None, float | None]:
    """Give the change a month of this year so far, and of the months to come a year before."""
    values, january = np.where(course.complete[place], course.value[place], np.nan), now - month + 1
    start = 0.0 if course.kind == "flow" else values[january - 1] if january else np.nan
    before = np.nan if now < YEAR else (values[january - 1] - values[now - YEAR]) / (YEAR - month)
    return _known((values[now] - start) / month), _known(before)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
