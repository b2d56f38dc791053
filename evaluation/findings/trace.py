"""From an indicator's value back to the cells: which reported figures it is made of, and where each stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from data.catalog.catalog import Catalog, Indicator, Place, Variable
from data.catalog.terms import SIDES, SPLITS, Split
from data.store.reading import FigureAt
from data.store.store import Source, Store
from evaluation.engine.amounts import ANNUAL_LIFE
from speech.months import Month, month_of, number_of, ordinal, span

Role = Literal["numerator", "denominator"]
_Value: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Traced:
    """A figure that goes into an indicator's value; `source` is None where it wasn't reported.

    `indicator` is the one that was asked for, or one that it is derived from, and `part` the split of its value; a
    figure that isn't split goes into every part.
    """

    indicator: str
    part: str
    role: Role
    place: str
    month: Month
    variable: str
    split: Split
    source: Source | None


def shown_places(catalog: Catalog, indicator: Indicator) -> tuple[Place, ...]:
    """List the places that an indicator has values for: the city alone, or the counties too."""
    if indicator.is_of_city:
        return (catalog.city,)
    return (catalog.city, *catalog.counties)


@dataclass(frozen=True)
class _Question:
    """What is asked: an indicator's value at a place, month and split."""

    catalog: Catalog
    place: str
    month: Month
    indicator: Indicator
    split: Split


@dataclass(frozen=True)
class _Wanted:
    """A variable at a place in some months; `latest` says that only the first month that has it counts."""

    indicator: str
    part: str
    role: Role
    place: str
    variable: str
    split: Split
    months: tuple[Month, ...]
    latest: bool

    def traced(self, month: Month, source: Source | None) -> Traced:
        """Give the figure of one of the months."""
        return Traced(self.indicator, self.part, self.role, self.place, month, self.variable, self.split, source)


def trace(
    store: Store, catalog: Catalog, place: str, month: Month, indicator: str, *, split: Split = "total"
) -> tuple[Traced, ...]:
    """List the figures behind a value: for a city county by county, for a flow month by month since January."""
    wanted = tuple(_wanted(_Question(catalog, place, month, catalog.indicators[indicator], split)))
    found = store.sources(
        {each.place for each in wanted},
        {month for each in wanted for month in each.months},
        {each.variable for each in wanted},
    )
    return tuple(figure for each in wanted for figure in _figures(each, found))


def counted(catalog: Catalog, figures: Sequence[Traced]) -> tuple[bool, ...]:
    """Say of each figure behind a value whether it went into it.

    A place without one of the operands is left out, and so are months in which another of its flows is missing. Where
    silence is counted, a sum has the months that came, and a county of the city's stays in with its denominator alone.
    """
    counts = catalog.plan.method.counts_silence
    several = counts and len({each.place for each in figures}) > 1
    values: dict[_Value, list[Traced]] = {}
    for each in figures:
        values.setdefault(_value(each), []).append(each)
    whole = {value for value, behind in values.items() if _whole(_operands(behind, counts), several)}
    gaps = {_slot(catalog, each) for each in figures if _flows(catalog, each) and each.source is None}
    return tuple(
        each.source is not None
        and _value(each) in whole
        and not (_flows(catalog, each) and _slot(catalog, each) in gaps)
        for each in figures
    )


def _value(figure: Traced) -> _Value:
    """Name the place's own value that a figure goes into."""
    return figure.indicator, figure.part, figure.place


def _operands(figures: Sequence[Traced], any_month: bool) -> dict[tuple[Role, str], Source | None]:
    """Give what came of each operand: of the last month that counts, or of any month of a sum."""
    last: dict[tuple[Role, str], Source | None] = {}
    for each in figures:
        key = (each.role, each.variable)
        applies = each.source is not None and each.source.value is not None
        if key not in last or applies or not any_month:
            last[key] = each.source
    return last


def _whole(last: Mapping[tuple[Role, str], Source | None], by_denominator: bool) -> bool:
    """Tell whether all operands came in, or at least the denominator's, and each applies in part at least."""
    roles = {role for role, _ in last}
    if by_denominator and "denominator" in roles:
        last, roles = {key: source for key, source in last.items() if key[0] == "denominator"}, {"denominator"}
    applies = {role for (role, _), source in last.items() if source is not None and source.value is not None}
    return None not in last.values() and applies == roles


def _flows(catalog: Catalog, figure: Traced) -> bool:
    return catalog.variables[figure.variable].kind == "flow"


def _slot(catalog: Catalog, figure: Traced) -> tuple[_Value, str, str]:
    """Name the figures that stand or fall together; growth compares two years, each counted for itself."""
    growth = catalog.indicators[figure.indicator].formula == "growth"
    return _value(figure), figure.month, figure.role if growth else ""


def _figures(wanted: _Wanted, found: Mapping[FigureAt, Source]) -> Iterator[Traced]:
    sources = [(month, found.get((wanted.place, month, wanted.variable, wanted.split))) for month in wanted.months]
    if wanted.latest:
        sources = [
            next(
                ((month, source) for month, source in sources if source and _stands(source, month, wanted)), sources[0]
            )
        ]
    yield from (wanted.traced(month, source) for month, source in sources)


def _stands(source: Source, month: Month, wanted: _Wanted) -> bool:
    """Tell whether a figure may stand for later months: one that isn't applicable says so of its own month alone."""
    return source.value is not None or month == wanted.months[0]


def _wanted(asked: _Question) -> Iterator[_Wanted]:
    indicator = asked.indicator
    if indicator.rollup == "derived":
        for name in indicator.numerator:
            for split in SPLITS[:1] if indicator.formula == "dispersion" else SIDES:
                yield from _wanted(replace(asked, indicator=asked.catalog.indicators[name], split=split))
        return
    yield from _operand(asked, "numerator", indicator.numerator)
    if indicator.formula == "growth":
        yield from _operand(replace(asked, month=_earlier(asked.month, 12)), "denominator", indicator.numerator)
    else:
        yield from _operand(asked, "denominator", indicator.denominator)


def _operand(asked: _Question, role: Role, names: Sequence[str]) -> Iterator[_Wanted]:
    for variable in (asked.catalog.variables[name] for name in names):
        places = _places(asked)
        kept = role == "denominator" and len(places) > 1
        split, months = _split(variable, asked), _months(asked.catalog, variable, asked.month, kept)
        for place in places:
            name, latest = asked.indicator.indicator, variable.kind != "flow" and len(months) > 1
            yield _Wanted(name, asked.split, role, place, variable.variable, split, months, latest)


def _split(variable: Variable, asked: _Question) -> Split:
    """Name the split in which a variable goes into the value: what is of the countryside alone, with its rural one."""
    if variable.split == "urban_rural":
        return "rural" if asked.indicator.split == "rural" else asked.split
    return variable.split


def _places(asked: _Question) -> tuple[str, ...]:
    if asked.place == asked.catalog.plan.city and asked.indicator.rollup == "sum":
        return tuple(county.place for county in asked.catalog.counties)
    return (asked.place,)


def _months(catalog: Catalog, variable: Variable, month: Month, kept: bool) -> tuple[Month, ...]:
    """List the months that may count: since January; of what stands for later months, the newest first.

    `kept` says that the last one that is known counts, of any age, as a city's denominators do.
    """
    method = catalog.plan.method
    if variable.kind == "flow":
        return span(f"{month[:4]}-01", month)
    longest = 0
    if variable.kind == "annual":
        longest = ANNUAL_LIFE - 1
    elif method.counts_silence:
        whole = ordinal(month) - ordinal(catalog.plan.first_month)
        longest = whole if kept or variable.kind == "milestone" else method.carry_months
        if variable.kind == "to_date" and not kept:
            longest = min(longest, number_of(month) - 1)
    return tuple(_earlier(month, age) for age in range(longest + 1))


def _earlier(month: Month, months: int) -> Month:
    return month_of(ordinal(month) - months)
