"""From an indicator's value back to the cells: which reported figures it is made of, and where each stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from data.catalog import Catalog, Indicator, Place, Variable
from data.months import month_of, ordinal, span
from data.store import Source, Store
from evaluation.amounts import ANNUAL_LIFE
from evaluation.values import SHOWN_SPLITS

Role = Literal["numerator", "denominator"]


@dataclass(frozen=True)
class Traced:
    """A figure that goes into an indicator's value; `source` is None where it wasn't reported.

    `indicator` is the one that was asked for, or one that it is derived from.
    """

    indicator: str
    role: Role
    place: str
    month: str
    variable: str
    split: str
    source: Source | None


def shown_splits(indicator: Indicator) -> tuple[str, ...]:
    """List the splits that an indicator has values for."""
    return ("total",) if indicator.rollup == "derived" else SHOWN_SPLITS[indicator.split]


def shown_places(catalog: Catalog, indicator: Indicator) -> tuple[Place, ...]:
    """List the places that an indicator has values for: the city alone, or the counties too."""
    if indicator.rollup == "city" or indicator.split == "city":
        return (catalog.city,)
    return (catalog.city, *catalog.counties)


@dataclass(frozen=True)
class _Question:
    """What is asked: an indicator's value at a place, month and split."""

    store: Store
    catalog: Catalog
    place: str
    month: str
    indicator: Indicator
    split: str


def trace(
    store: Store, catalog: Catalog, place: str, month: str, indicator: str, split: str = "total"
) -> tuple[Traced, ...]:
    """List the figures behind a value: for a city county by county, for a flow month by month since January."""
    return tuple(_traced(_Question(store, catalog, place, month, catalog.indicators[indicator], split)))


def _traced(asked: _Question) -> Iterator[Traced]:
    indicator = asked.indicator
    if indicator.rollup == "derived":
        for name in indicator.numerator:
            for split in ("total",) if indicator.formula == "dispersion" else ("urban", "rural"):
                yield from _traced(replace(asked, indicator=asked.catalog.indicators[name], split=split))
        return
    yield from _operand(asked, "numerator", indicator.numerator)
    if indicator.formula == "growth":
        yield from _operand(replace(asked, month=_earlier(asked.month, 12)), "denominator", indicator.numerator)
    else:
        yield from _operand(asked, "denominator", indicator.denominator)


def _operand(asked: _Question, role: Role, names: Sequence[str]) -> Iterator[Traced]:
    for variable in (asked.catalog.variables[name] for name in names):
        split = _split(variable, asked)
        for place in _places(asked):
            for month in _months(variable, place, split, asked):
                source = asked.store.source(place, month, variable.variable, split)
                yield Traced(asked.indicator.indicator, role, place, month, variable.variable, split, source)


def _split(variable: Variable, asked: _Question) -> str:
    """Name the split in which a variable goes into the value: what is of the countryside alone, with its rural one."""
    if variable.split == "urban_rural":
        return "rural" if asked.indicator.split == "rural" else asked.split
    return variable.split


def _places(asked: _Question) -> tuple[str, ...]:
    if asked.place == asked.catalog.plan.city and asked.indicator.rollup == "sum":
        return tuple(county.place for county in asked.catalog.counties)
    return (asked.place,)


def _months(variable: Variable, place: str, split: str, asked: _Question) -> tuple[str, ...]:
    """List the months that count: since January, the one in which a yearly figure came, or the month itself."""
    month = asked.month
    if variable.kind == "flow":
        return span(f"{month[:4]}-01", month)
    if variable.kind == "annual":
        recent = (_earlier(month, age) for age in range(ANNUAL_LIFE))
        found = (each for each in recent if asked.store.source(place, each, variable.variable, split))
        return (next(found, month),)
    return (month,)


def _earlier(month: str, months: int) -> str:
    return month_of(ordinal(month) - months)
