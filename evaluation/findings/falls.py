"""Running totals that fall within a year: two reports of one place that can't both be true."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from data.catalog.catalog import Catalog
from data.catalog.terms import Split
from speech.months import Month, month_named, year_of

Totals = Mapping[tuple[str, str, Split], Mapping[str, float]]


@dataclass(frozen=True)
class Fall:
    """A running total that is `value` in `month`, after it was `before` in an earlier one, `month_before`."""

    place: str
    variable: str
    split: Split
    month_before: Month
    before: float
    month: Month
    value: float


def falls(catalog: Catalog, values: Totals, month: Month) -> tuple[Fall, ...]:
    """Find the running totals of a month that are above the next one reported, or below the one before."""
    return tuple(
        fall
        for key, series in values.items()
        if catalog.variables[key[1]].kind == "to_date"
        for fall in _of(key, series)
        if month in (fall.month_before, fall.month)
    )


def _of(key: tuple[str, str, Split], series: Mapping[str, float]) -> Iterator[Fall]:
    months = [month for each in sorted(series) if (month := month_named(each))]
    for earlier, later in pairwise(months):
        if year_of(earlier) == year_of(later) and series[later] < series[earlier]:
            yield Fall(*key, earlier, series[earlier], later, series[later])
