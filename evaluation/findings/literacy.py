"""Published surveys of literacy: the country, the region, the city, and the width between town and countryside."""

from dataclasses import dataclass

from data.catalog.catalog import Catalog, Indicator, SeriesPoint
from data.catalog.terms import Split
from evaluation.assessment import Assessment, Judged
from evaluation.findings.gap import Sides
from evaluation.findings.gap_desk import comparable

SURVEY = "survey"


@dataclass(frozen=True)
class Width(Sides):
    """A year's published town and countryside of one area."""

    year: int
    urban: float
    rural: float


@dataclass(frozen=True)
class Published:
    """The published figures of one area and split, the oldest first."""

    area: str
    split: Split
    points: tuple[SeriesPoint, ...]


def surveyed(catalog: Catalog) -> Indicator | None:
    """Find the indicator that a survey estimates for town and countryside."""
    return next((each for each in comparable(catalog) if each.formula == SURVEY), None)


def published(catalog: Catalog, series: str) -> tuple[Published, ...]:
    """Give a series area by area and split by split, in the catalog's order."""
    own = [point for point in catalog.series if point.series == series]
    keys = dict.fromkeys((point.place_zh, point.split) for point in own)
    return tuple(
        Published(area, split, tuple(sorted(_of(own, area, split), key=lambda point: point.year)))
        for area, split in keys
    )


def _of(points: list[SeriesPoint], area: str, split: Split) -> list[SeriesPoint]:
    return [point for point in points if (point.place_zh, point.split) == (area, split)]


def widths(lines: tuple[Published, ...]) -> tuple[Width, ...]:
    """Set town beside countryside in the years in which both of an area are published."""
    values = {(line.area, line.split): {point.year: point.value for point in line.points} for line in lines}
    return tuple(
        Width(year, urban, values[area, "rural"][year])
        for (area, split), years in values.items()
        if split == "urban" and (area, "rural") in values
        for year, urban in years.items()
        if year in values[area, "rural"]
    )


def yearly_values(assessment: Assessment, indicator: Indicator) -> tuple[Judged, ...]:
    """Give the city's own reported estimates, one a year: that of the last month in which it stood."""
    rows = [
        row for row in assessment.series(assessment.catalog.plan.city, indicator.indicator) if row.value is not None
    ]
    decembers = [row for row in rows if row.month.endswith("-12")]
    return tuple(decembers)
