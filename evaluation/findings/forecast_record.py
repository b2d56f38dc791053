"""The forecasts' own record: those of past years made again from what their months knew, and what Decembers brought."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.assessment import Assessment, kept
from evaluation.engine.forecast import YEAR, met
from evaluation.engine.formulas import Floats
from evaluation.findings.courses import KINDS, Course, Kind, courses
from evaluation.findings.outcomes import outcomes
from speech.months import number_of

MONTHS = np.arange(1, YEAR)
TOLD = (3, 6, 9)  # the months that the record is told of
BINS = 5


@dataclass(frozen=True)
class Skill:
    """How well forecasts of a kind with so many months known did, in Brier scores, of which 0 is the best.

    `climatology` is the score of always saying the share that met its bar in the years before.
    """

    kind: Kind
    months: int
    count: int
    brier: float
    climatology: float

    @property
    def worse(self) -> bool:
        """Tell whether the forecasts were no better than knowing nothing of the year."""
        return self.brier >= self.climatology


@dataclass(frozen=True)
class Calibration:
    """What came of the forecasts whose chance was in a fifth, 0 to 4: the mean chance, and the share met."""

    kind: Kind
    bin: int
    count: int
    chance: float
    share: float


@dataclass(frozen=True)
class Record:
    """What became of all forecasts of past years."""

    skills: tuple[Skill, ...]
    calibrations: tuple[Calibration, ...]

    def skill(self, kind: Kind, months: int) -> Skill | None:
        """Find how forecasts of a kind did with so many months known; None before there were any."""
        return next((each for each in self.skills if (each.kind, each.months) == (kind, months)), None)


@dataclass(frozen=True)
class _Past:
    """Forecasts that can be checked: months known, chance given, share met in the years before, and what came."""

    months: NDArray[np.int64]
    chance: Floats
    usual: Floats
    came: Floats


@kept
def record(assessment: Assessment) -> Record:
    """Check the forecasts of every past year whose December is known at the assessment's month."""
    found = {kind: _past(assessment, kind) for kind in KINDS}
    return Record(
        skills=tuple(skill for kind in KINDS for skill in _skills(kind, found[kind])),
        calibrations=tuple(row for kind in KINDS for row in _calibrations(kind, found[kind])),
    )


def _past(assessment: Assessment, kind: Kind) -> _Past:
    chosen = [course for course in courses(assessment).values() if course.kind == kind]
    parts = []
    for year in range(1, _years_over(assessment, chosen)):
        usual = _usual(chosen, year)
        parts += [_checked(course, year, usual) for course in chosen]
    if not parts:
        return _Past(np.array([], dtype=np.int64), *(np.array([]) for _ in range(3)))
    return _Past(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _years_over(assessment: Assessment, chosen: Sequence[Course]) -> int:
    """Count the years whose December lies in or before the assessment's month."""
    if not chosen:
        return 0
    years: int = chosen[0].value.shape[1] // YEAR
    return years if number_of(assessment.month) == YEAR else years - 1


def _usual(chosen: Sequence[Course], year: int) -> float:
    """Give the share of Decembers before a year that met their bar; one met and one missed are added to them."""
    known, good = 0, 0
    for course in chosen:
        decembers = np.arange(YEAR - 1, year * YEAR, YEAR)
        bar, value = course.bar[:, decembers], course.value[:, decembers]
        seen = course.complete[:, decembers] & np.isfinite(bar)
        known += int(seen.sum())
        good += int((seen & _meets(value, bar, course.at_most[:, decembers])).sum())
    return (good + 1) / (known + 2)


def _checked(course: Course, year: int, usual: float) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
    """Set one year's forecasts of an indicator beside what its December brought."""
    at, december = year * YEAR + MONTHS - 1, year * YEAR + YEAR - 1
    values = outcomes(course, year, MONTHS)
    bar, at_most = course.bar[:, at], course.at_most[:, at]
    chance = _meets(values, bar[..., None], at_most[..., None]).mean(axis=2)
    came = _meets(course.value[:, [december]], bar, at_most)
    seen = np.isfinite(values[..., 0]) & np.isfinite(bar) & course.complete[:, [december]]
    months = np.broadcast_to(MONTHS, seen.shape)[seen]
    return months, chance[seen], np.full(len(months), usual), came[seen].astype(float)


def _meets(values: Floats, bar: Floats, at_most: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.where(at_most, met(values, bar, at_most=True), met(values, bar, at_most=False))


def _skills(kind: Kind, past: _Past) -> Iterator[Skill]:
    for months in MONTHS:
        rows = past.months == months
        if rows.any():
            chance, usual, came = past.chance[rows], past.usual[rows], past.came[rows]
            brier, climatology = (float(((each - came) ** 2).mean()) for each in (chance, usual))
            yield Skill(kind, int(months), int(rows.sum()), brier, climatology)


def _calibrations(kind: Kind, past: _Past) -> Iterator[Calibration]:
    """Put the forecasts of the told months into five bins by their chance."""
    told = np.isin(past.months, TOLD)
    bins = np.minimum((past.chance * BINS).astype(int), BINS - 1)
    for n in range(BINS):
        rows = told & (bins == n)
        if rows.any():
            chance, share = float(past.chance[rows].mean()), float(past.came[rows].mean())
            yield Calibration(kind, n, int(rows.sum()), chance, share)
