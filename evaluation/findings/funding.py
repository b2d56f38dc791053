"""A year's money on its way: planned, adjusted, arrived, spent; and the share spent, month by month."""

from dataclasses import dataclass
from enum import StrEnum, auto

from data.catalog.catalog import Role
from evaluation.assessment import Assessment, Judged, kept
from speech.months import Month, months_of, number_of, year_before, year_of

YEAR = 12


class Stop(StrEnum):
    """Where the money is on its way, and what lies between."""

    INITIAL = auto()
    ADJUSTMENT = auto()
    BUDGET = auto()
    WAITING = auto()
    ARRIVED = auto()
    UNSPENT = auto()
    SPENT = auto()


@dataclass(frozen=True)
class Bridge:
    """The amounts of a place's year so far, None where one isn't reported.

    `initial` is the budget as the year's first report gave it, `budget` the one in force now, `line` what the
    time-proportional line expects to be spent. `arrived_places` are the counties behind `arrived`.
    """

    initial: float | None
    budget: float | None
    arrived: float | None
    spent: float | None
    line: float | None
    first_months: tuple[str, ...]
    places: int
    arrived_places: int
    expected_places: int

    @property
    def whole(self) -> bool:
        """Tell whether every county's amounts are in it."""
        return self.places == self.arrived_places == self.expected_places


@dataclass(frozen=True)
class Step:
    """A stop on the money's way: an amount (from 0), or what lies between two amounts; `end` is None if unknown."""

    step: Stop
    start: float | None
    end: float | None

    @property
    def amount(self) -> float | None:
        """The amount, or the difference with its sign."""
        return None if self.start is None or self.end is None else self.end - self.start


@dataclass(frozen=True)
class PacePoint:
    """A month of a year: the share spent by its end, the line's share, and last year's; None where not known."""

    month: Month
    row: Judged | None
    line: float | None
    before: Judged | None


@kept
def bridge(assessment: Assessment, place: str) -> Bridge | None:
    """Give a place's amounts of this year; None where the plan doesn't ask for them."""
    execution, arrival = (_judged(assessment, role, place) for role in (Role.MONEY_SPENT, Role.MONEY_ARRIVED))
    if execution is None or arrival is None:
        return None
    firsts = [_first(assessment, county) for county in _counted(assessment, place)]
    known = [row for row in firsts if row is not None]
    return Bridge(
        initial=sum(row.denominator or 0.0 for row in known) if known else None,
        budget=execution.denominator,
        arrived=arrival.numerator,
        spent=execution.numerator,
        line=_share_of(execution.expected, execution.denominator),
        first_months=tuple(sorted({row.month for row in known})),
        places=execution.places_reported,
        arrived_places=arrival.places_reported,
        expected_places=execution.places_expected,
    )


def steps(way: Bridge) -> tuple[Step, ...]:
    """List the stops: the year's first budget, the one in force, what has arrived, what is spent; and between them."""
    return (
        Step(Stop.INITIAL, 0.0, way.initial),
        Step(Stop.ADJUSTMENT, way.initial, way.budget),
        Step(Stop.BUDGET, 0.0, way.budget),
        Step(Stop.WAITING, way.budget, way.arrived),
        Step(Stop.ARRIVED, 0.0, way.arrived),
        Step(Stop.UNSPENT, way.arrived, way.spent),
        Step(Stop.SPENT, 0.0, way.spent),
    )


def _judged(assessment: Assessment, role: Role, place: str) -> Judged | None:
    return assessment.judged.get((place, "total", assessment.catalog.one_with_role(role)))


def _counted(assessment: Assessment, place: str) -> list[str]:
    """List the places behind an amount: like is compared with like, so a county without this month isn't counted."""
    city = place == assessment.catalog.plan.city
    places = [county.place for county in assessment.catalog.counties] if city else [place]
    rows = (_judged(assessment, Role.MONEY_SPENT, each) for each in places)
    return [row.place for row in rows if row is not None and row.denominator is not None]


def _first(assessment: Assessment, place: str) -> Judged | None:
    """Find the year's first month with a budget."""
    year = assessment.month[:4]
    spent = assessment.series(place, assessment.catalog.one_with_role(Role.MONEY_SPENT))
    rows = (row for row in spent if row.month.startswith(year))
    return next((row for row in rows if row.denominator is not None), None)


def _share_of(rate: float | None, whole: float | None) -> float | None:
    return None if rate is None or whole is None else rate * whole / 100


def pace(assessment: Assessment, place: str, role: Role = Role.MONEY_SPENT) -> tuple[PacePoint, ...]:
    """Give the twelve months of this year beside last year's; the line goes straight to the year's target."""
    known = {row.month: row for row in assessment.series(place, assessment.catalog.one_with_role(role))}
    target = known[assessment.month].target if assessment.month in known else None
    return tuple(
        PacePoint(
            month=month,
            row=known.get(month),
            line=None if target is None else target * number_of(month) / YEAR,
            before=known.get(year_before(month)),
        )
        for month in months_of(year_of(assessment.month))
    )
