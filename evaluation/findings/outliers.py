"""What stands out among the figures of a month: jumps against the month before, outliers against the year before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Literal, TypeAlias

from data.catalog.catalog import Catalog, Variable
from data.catalog.terms import Split
from data.reports.figure_checks import SMALLEST_JUMP
from speech.months import Month, month_of, number_of, ordinal, span

Kind = Literal["jump", "outlier", "fall"]
Key: TypeAlias = tuple[str, str, Split]
Values: TypeAlias = Mapping[Key, Mapping[str, float]]

YEAR = 12
LEAST_MONTHS = 6  # fewer say too little of what is usual
LIMIT = 3.5  # of the modified z-score, after Iglewicz and Hoaglin
NORMAL = 0.6745  # the median absolute deviation of a normal distribution, in standard deviations
JUMPING = ("stock", "flow")


@dataclass(frozen=True)
class Unusual:
    """A figure that stands out.

    `usual` is what the month before lets expect (jump), the median of the twelve months before (outlier) or the running
    total that was reported before (fall); `size` the share of change or the modified z-score, and `limit` what it is
    beyond: 0 of a fall.
    """

    kind: Kind
    place: str
    month: Month
    variable: str
    split: Split
    value: float
    usual: float
    size: float
    limit: float


def months_before(month: Month) -> tuple[Month, ...]:
    """List the months that a month's figures are compared with, the month itself last."""
    return span(month_of(ordinal(month) - YEAR), month)


def jumps(catalog: Catalog, values: Values, month: Month) -> tuple[Unusual, ...]:
    """Find the figures that changed by more than their variable's share since the month before."""
    return tuple(found for key, series in values.items() for found in _jump(catalog, key, series, month))


def outliers(catalog: Catalog, values: Values, month: Month) -> tuple[Unusual, ...]:
    """Find the monthly counts that lie far from the place's own twelve months before."""
    return tuple(found for key, series in values.items() for found in _outlier(catalog, key, series, month))


def outstanding(found: Sequence[Unusual]) -> tuple[Unusual, ...]:
    """Let a total stand for its parts, and put first what is furthest beyond its limit."""
    totals = {(each.kind, each.place, each.variable) for each in found if each.split == "total"}
    kept = [each for each in found if each.split == "total" or (each.kind, each.place, each.variable) not in totals]
    return tuple(sorted(kept, key=lambda each: (-_excess(each), each.place, each.variable, each.split)))


def _excess(each: Unusual) -> float:
    """Say how many times its limit a figure is; what may not be at all comes first."""
    return abs(each.size) / each.limit if each.limit else inf


def _jump(catalog: Catalog, key: Key, series: Mapping[str, float], month: Month) -> Iterator[Unusual]:
    place, name, split = key
    variable, before = catalog.variables[name], series.get(month_of(ordinal(month) - 1))
    usual = _carried(variable, before, number_of(month)) if before else None
    if usual is None or month not in series:
        return
    limit, change = _share(catalog, variable), series[month] - usual
    if abs(change) >= SMALLEST_JUMP and abs(change) > limit * usual:
        yield Unusual("jump", place, month, name, split, series[month], usual, change / usual, limit)


def _carried(variable: Variable, before: float, number: int) -> float | None:
    """Say what the figure of the month before lets expect: of a running total, the same pace; None for no month."""
    if variable.kind == "to_date":
        return before * number / (number - 1) if number > 1 else None
    return before if variable.kind in JUMPING else None


def _share(catalog: Catalog, variable: Variable) -> float:
    return variable.jump or catalog.plan.stock_jump


def _outlier(catalog: Catalog, key: Key, series: Mapping[str, float], month: Month) -> Iterator[Unusual]:
    place, name, split = key
    before = [value for each, value in series.items() if each < month]
    if catalog.variables[name].kind != "flow" or month not in series or len(before) < LEAST_MONTHS:
        return
    usual = median(before)
    spread = median(abs(value - usual) for value in before)
    if not spread or abs(series[month] - usual) < SMALLEST_JUMP:
        return
    size = NORMAL * (series[month] - usual) / spread
    if abs(size) > LIMIT:
        yield Unusual("outlier", place, month, name, split, series[month], usual, size, LIMIT)
