"""The urban-rural gap of the services that the plan wants equal, as difference, ratio and direction."""

from dataclasses import dataclass

from data.catalog.catalog import Indicator
from data.catalog.terms import SIDES
from evaluation.assessment import Assessment, Judged, kept
from speech.months import Month

NOTHING_THERE = ("not_applicable", "no_rate")
STEADY = 0.05  # percentage points; a smaller change in a year is no direction


class Sides:
    """Town and countryside, each in per cent, and how far they are apart."""

    urban: float
    rural: float

    @property
    def difference(self) -> float:
        """Urban minus rural, in percentage points."""
        return self.urban - self.rural

    @property
    def ratio(self) -> float | None:
        """Urban over rural; None when the countryside has nothing."""
        return self.urban / self.rural if self.rural else None


@dataclass(frozen=True)
class GapPoint(Sides):
    """Town and countryside in one month: means over the same coverage indicators."""

    month: Month
    urban: float
    rural: float


@dataclass(frozen=True)
class GapReading:
    """The gap now and a year before.

    `indicators` are those that the means are made of. `direction` is narrowing, widening, steady or unknown;
    `cause` says what moved: when narrowing rural_up, urban_down or both, when widening urban_up, rural_down or
    both_apart, and "" where nothing can be said.
    """

    indicators: tuple[str, ...]
    series: tuple[GapPoint, ...]
    change: float | None
    direction: str
    cause: str

    @property
    def now(self) -> GapPoint:
        """The newest point."""
        return self.series[-1]


@kept
def service_gap(assessment: Assessment, place: str) -> GapReading | None:
    """Read the gap of a place over the coverage shares that its parity index rests on.

    An indicator that doesn't apply to the town or to the countryside is left out: where there are no
    sub-districts, none can have a station. A month counts when all the others have both an urban and a rural
    value; None where this month doesn't.
    """
    indicators = tuple(
        name
        for parity in assessment.catalog.indicators.values()
        if parity.formula == "parity"
        for name in parity.numerator
        if _is_coverage(assessment.catalog.indicators[name]) and _applies(assessment, place, name)
    )
    series = _points(assessment, place, indicators)
    if not series or series[-1].month != assessment.month:
        return None
    before = next((point for point in series if is_year_before(point.month, assessment.month)), None)
    change = None if before is None else series[-1].difference - before.difference
    return GapReading(indicators, series, change, direction(change), cause(before, series[-1]))


def _is_coverage(indicator: Indicator) -> bool:
    """Tell a state in per cent, which can be averaged with others, from what starts anew each January."""
    return indicator.formula == "share" and indicator.pace == "line"


def _applies(assessment: Assessment, place: str, indicator: str) -> bool:
    rows = [row for split in SIDES for row in assessment.series(place, indicator, split=split)]
    return not any(row.month == assessment.month and row.state in NOTHING_THERE for row in rows)


def _points(assessment: Assessment, place: str, indicators: tuple[str, ...]) -> tuple[GapPoint, ...]:
    urban = [_values(assessment.series(place, name, split="urban")) for name in indicators]
    rural = [_values(assessment.series(place, name, split="rural")) for name in indicators]
    months = [month for month in assessment.months if all(month in values for values in urban + rural)]
    count = len(indicators)
    return tuple(
        GapPoint(month, sum(values[month] for values in urban) / count, sum(values[month] for values in rural) / count)
        for month in (months if count else [])
    )


def _values(series: tuple[Judged, ...]) -> dict[str, float]:
    return {row.month: row.value for row in series if row.value is not None}


def is_year_before(month: Month, now: str) -> bool:
    """Tell whether a month is the same one of the year before."""
    return month[5:] == now[5:] and int(month[:4]) == int(now[:4]) - 1


def direction(change: float | None, still: float = STEADY) -> str:
    """Name the way in which a gap went; a change smaller than `still` is none."""
    if change is None:
        return "unknown"
    return "steady" if abs(change) < still else "narrowing" if change < 0 else "widening"


def cause(before: GapPoint | None, now: GapPoint, still: float = STEADY) -> str:
    """Name the side whose movement let the countryside catch up or fall back; "" for less than `still`."""
    if before is None or abs(now.difference - before.difference) < still:
        return ""
    urban, rural = now.urban - before.urban, now.rural - before.rural
    if now.difference < before.difference:
        return "both" if rural > 0 > urban else "rural_up" if rural > 0 else "urban_down"
    return "both_apart" if urban > 0 > rural else "urban_up" if urban > 0 else "rural_down"
