"""The urban-rural gap of one indicator after another: how wide, since when, why, and when it would close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from data.catalog.catalog import Catalog, Indicator
from data.catalog.terms import SIDES, Split
from evaluation.assessment import Assessment, Judged, kept
from evaluation.findings.gap import GapPoint, cause, direction, is_year_before
from speech.months import Month
from speech.numbers import least_written

COMPARABLE = ("share", "rate", "survey")  # what doesn't grow with the number of people who live there
RATE = "rate"  # has a unit of its own, others are percentages


@dataclass(frozen=True)
class IndicatorGap:
    """An indicator's town and countryside at one place.

    `urban` and `rural` are this month's judged values, None where the plan keeps none for the place. `series` holds
    the months in which both have a value; `now` is this month's point. `change` is that of the gap's size since the
    same month a year before, whoever is ahead, and `moved` that of each side (urban, rural): of a city, over the
    counties that reported in both months; `counties` is their number where others had to be left out, else 0.
    `direction` is narrowing, widening, steady or unknown; `cause` what moved: rural_up, urban_down, both, or urban_up,
    rural_down, both_apart. `outlook` is closing (in `years` at this pace), not_closing, level, ahead (the countryside
    is) or unknown. `doubt` is half the 95 % interval of the change between two surveys, 0 elsewhere.
    """

    indicator: Indicator
    place: str
    urban: Judged | None
    rural: Judged | None
    series: tuple[GapPoint, ...]
    now: GapPoint | None
    change: float | None
    moved: tuple[float, float] | None
    direction: str
    cause: str
    outlook: str
    years: float | None
    counties: int
    doubt: float

    @property
    def undetectable(self) -> bool:
        """Tell a change that lies inside its interval."""
        return self.change is not None and abs(self.change) < self.doubt

    @property
    def difference(self) -> float | None:
        """Urban minus rural, in the indicator's unit."""
        return None if self.now is None else self.now.difference

    @property
    def absent(self) -> str:
        """Why there is no gap: the state of the side that has no value; "" where there is one."""
        if self.now is not None:
            return ""
        sides = (self.urban, self.rural)
        return next((row.state for row in sides if row is not None and row.value is None), "missing")


def comparable(catalog: Catalog) -> tuple[Indicator, ...]:
    """List the indicators by which town and countryside can be compared."""
    return tuple(each for each in _split(catalog) if each.formula in COMPARABLE)


def counted(catalog: Catalog) -> tuple[Indicator, ...]:
    """List the split indicators that are left out: counts, which grow with the number of people."""
    return tuple(each for each in _split(catalog) if each.formula not in COMPARABLE)


def _split(catalog: Catalog) -> list[Indicator]:
    return [each for each in catalog.indicators.values() if each.split == "urban_rural"]


@kept
def indicator_gap(assessment: Assessment, place: str, indicator: Indicator) -> IndicatorGap:
    """Read the gap of an indicator at a place, this month and a year before."""
    urban, rural = (assessment.series(place, indicator.indicator, split=split) for split in SIDES)
    series = _points(urban, rural)
    now = next((point for point in series if point.month == assessment.month), None)
    before, after, counties = _year(assessment, indicator, place, series)
    still = least_written(indicator.decimals)
    change = None if before is None or after is None else abs(after.difference) - abs(before.difference)
    outlook, years = _outlook(now, change, still)
    return IndicatorGap(
        indicator=indicator,
        place=place,
        urban=assessment.judged.get((place, "urban", indicator.indicator)),
        rural=assessment.judged.get((place, "rural", indicator.indicator)),
        series=series,
        now=now,
        change=change,
        moved=None if before is None or after is None else (after.urban - before.urban, after.rural - before.rural),
        direction=direction(change, still),
        cause="" if after is None else cause(before, after, still),
        outlook=outlook,
        years=years,
        counties=counties,
        doubt=0.0 if before is None else _doubt((*urban, *rural), (before.month, assessment.month)),
    )


def _doubt(rows: Iterable[Judged], months: tuple[Month, Month]) -> float:
    """Give half the interval of a change between two months, from those of both sides in both."""
    return hypot(*(row.doubt for row in rows if row.month in months))


def _year(
    assessment: Assessment, indicator: Indicator, place: str, series: tuple[GapPoint, ...]
) -> tuple[GapPoint | None, GapPoint | None, int]:
    """Give the points between which the year's change lies, and the number of counties if some had to be left out."""
    after = next((point for point in series if point.month == assessment.month), None)
    before = next((point for point in series if is_year_before(point.month, assessment.month)), None)
    if after is None or before is None or place != assessment.catalog.plan.city or indicator.rollup != "sum":
        return before, after, 0
    both = {split: _in_both(assessment, split, indicator, before.month) for split in SIDES}
    names = {split: {first.place for first, _ in pairs} for split, pairs in both.items()}
    expected = {split: _reported(assessment, split, indicator, (before.month, after.month)) for split in SIDES}
    if names == expected:
        return before, after, 0
    if not all(names.values()):
        return None, after, 0
    points = [_summed(indicator, month, both, which) for which, month in enumerate((before.month, after.month))]
    return points[0], points[1], len(names["urban"] | names["rural"])


def _in_both(assessment: Assessment, split: Split, indicator: Indicator, before: Month) -> list[tuple[Judged, Judged]]:
    """Pair the counties' rows of a year before and of now, where both have a value."""
    pairs = []
    for county in assessment.catalog.counties:
        rows = {
            row.month: row
            for row in assessment.series(county.place, indicator.indicator, split=split)
            if row.value is not None
        }
        if before in rows and assessment.month in rows:
            pairs.append((rows[before], rows[assessment.month]))
    return pairs


def _reported(assessment: Assessment, split: Split, indicator: Indicator, months: tuple[str, str]) -> set[str]:
    """Name the counties that have a value in one of the months."""
    return {
        row.place
        for county in assessment.catalog.counties
        for row in assessment.series(county.place, indicator.indicator, split=split)
        if row.month in months and row.value is not None
    }


def _summed(
    indicator: Indicator, month: Month, both: Mapping[Split, list[tuple[Judged, Judged]]], which: int
) -> GapPoint:
    """Work the city's point out of the counties that are in both months, from sums as everywhere."""
    factor = indicator.factor if indicator.formula == RATE else 100.0
    sides = []
    for split in SIDES:
        rows = [pair[which] for pair in both[split]]
        sides.append(sum(row.numerator or 0.0 for row in rows) / sum(row.denominator or 0.0 for row in rows) * factor)
    return GapPoint(month, *sides)


@kept
def gaps(assessment: Assessment, place: str) -> tuple[IndicatorGap, ...]:
    """Read every comparable gap of a place.

    Percentages come first, the widest difference at the top; then the rates, whose units differ, by ratio; what has
    no gap comes last.
    """
    found = [indicator_gap(assessment, place, indicator) for indicator in comparable(assessment.catalog)]
    return tuple(sorted(found, key=_order))


@kept
def county_gaps(assessment: Assessment, indicator: Indicator) -> tuple[IndicatorGap, ...]:
    """Read an indicator's gap in every county, the widest first."""
    found = [indicator_gap(assessment, place.place, indicator) for place in assessment.catalog.counties]
    return tuple(sorted(found, key=lambda gap: (gap.now is None, -(gap.difference or 0.0))))


def _order(gap: IndicatorGap) -> tuple[bool, bool, float]:
    percent = gap.indicator.formula != RATE
    if gap.now is None:
        return not percent, True, 0.0
    ratio = gap.now.ratio
    return not percent, False, -gap.now.difference if percent else float("-inf") if ratio is None else -ratio


def _points(urban: tuple[Judged, ...], rural: tuple[Judged, ...]) -> tuple[GapPoint, ...]:
    other = {row.month: row.value for row in rural}
    pairs = [(row.month, row.value, other.get(row.month)) for row in urban]
    return tuple(GapPoint(month, one, two) for month, one, two in pairs if one is not None and two is not None)


def _outlook(now: GapPoint | None, change: float | None, still: float) -> tuple[str, float | None]:
    """Say whether the gap closes, and in how many years: what is left over what a year has taken away."""
    if now is None:
        return "unknown", None
    if abs(now.difference) < still:
        return "level", None
    if now.difference < 0:
        return "ahead", None
    if change is None:
        return "unknown", None
    return ("closing", now.difference / -change) if change <= -still else ("not_closing", None)
