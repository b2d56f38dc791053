"""What was reported, as plain numbers: exact fractions, and months counted from year 0."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from data.catalog.catalog import Catalog, Indicator

P = ParamSpec("P")
T = TypeVar("T")
Figure: TypeAlias = tuple[
    str, str, str, str, float | None
]  # place, month, variable, split, value; None: not applicable


@dataclass(frozen=True, eq=False)
class Known:
    """A plan and all figures that came in; `kept` holds what has been worked out of them."""

    catalog: Catalog
    figures: Mapping[tuple[str, str, str], Mapping[int, Fraction | None]]  # place, variable, split → month → figure
    last: int
    tie: Fraction = Fraction(0)  # added before a number is rounded, to see on which side of a tie binary noise fell
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return ordinal(self.catalog.plan.first_month)

    @property
    def counts_silence(self) -> bool:
        return self.catalog.plan.method.silence == "counted"

    @property
    def city(self) -> str:
        return self.catalog.plan.city

    @property
    def counties(self) -> tuple[str, ...]:
        return tuple(place.place for place in self.catalog.places.values() if place.parent == self.city)

    def is_of_counties(self, indicator: Indicator, place: str) -> bool:
        """Tell whether a value is the city's, and put together from the counties' parts."""
        return place == self.city and indicator.rollup == "sum"


def know(catalog: Catalog, figures: Iterable[Figure], tie: Fraction = Fraction(0)) -> Known:
    found: dict[tuple[str, str, str], dict[int, Fraction | None]] = {}
    last = 0
    for place, month, variable, split, value in figures:
        last = max(last, ordinal(month))
        of_month = found.setdefault((place, variable, split), {})
        of_month[ordinal(month)] = None if value is None else Fraction(repr(value))
    return Known(catalog, found, last, tie)


def once(function: Callable[Concatenate[Known, P], T]) -> Callable[Concatenate[Known, P], T]:
    """Work out a thing once for each set of arguments."""

    def looked_up(known: Known, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *(getattr(each, "indicator", each) for each in args))
        if key not in known.kept:
            known.kept[key] = function(known, *args, **kwargs)
        result: T = known.kept[key]
        return result

    return looked_up


def ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_text(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def january(month: int) -> int:
    return month // 12 * 12
