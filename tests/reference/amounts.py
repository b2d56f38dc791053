"""Section 1, the sides of a formula: what the numerator, or the denominator, of one reporting place comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from data.catalog.catalog import Indicator, Variable
from tests.reference.known import Known, january, once

YEARLY = 12  # months that a yearly figure stands


@dataclass(frozen=True)
class Side:
    """A sum of variables: `sure` is what came of it for certain, `grown` what it may have grown to since `since`."""

    state: str = "missing"
    value: Fraction | None = None
    sure: Fraction = Fraction(0)
    fresh: Fraction = Fraction(0)
    since: int | None = None  # the oldest month of what is carried
    grown: Fraction | None = None
    months: int = 0  # months of the year that came
    of: int | None = None  # the month that a yearly figure is of


def split_read(indicator: Indicator, split: str) -> str:
    """What is measured in the countryside alone is read there."""
    if indicator.split == "rural":
        return "rural"
    return split if indicator.split == "urban_rural" else "total"


def came(known: Known, place: str, name: str, split: str, month: int) -> bool:
    return month in known.figures.get((place, name, split), {})


def figure(known: Known, place: str, name: str, split: str, month: int) -> Fraction | None:
    return known.figures[place, name, split][month]


@once
def side(known: Known, indicator: Indicator, names: tuple[str, ...], place: str, split: str, month: int) -> Side:
    variables = [known.catalog.variables[name] for name in names]
    if all(variable.kind == "flow" for variable in variables):
        return flow(known, indicator, names, place, split, month)
    return added(tuple(state(known, variable, place, split, month) for variable in variables))


def added(parts: tuple[Side, ...]) -> Side:
    """A sum is missing when one part is; what isn't applicable adds nothing unless nothing is."""
    if any(part.state == "missing" for part in parts):
        return Side()
    counted = [part for part in parts if part.value is not None]
    if not counted:
        return Side("not_applicable", fresh=Fraction(1))
    return Side(
        "reported",
        sum((part.value for part in counted if part.value is not None), Fraction(0)),
        sum((part.sure for part in counted), Fraction(0)),
        min(part.fresh for part in counted),
        min((part.since for part in counted if part.since is not None), default=None),
        sum((part.grown for part in counted if part.grown is not None), Fraction(0)),
        min(part.months for part in counted),
        min((part.of for part in counted if part.of is not None), default=None),
    )


# Flows


def flows_of(known: Known, indicator: Indicator) -> tuple[str, ...]:
    names = (*indicator.numerator, *indicator.denominator)
    return tuple(name for name in names if known.catalog.variables[name].kind == "flow")


@once
def months_that_came(known: Known, indicator: Indicator, place: str, split: str, month: int) -> tuple[int, ...]:
    """The months since January in which no flow of the indicator is blank."""
    flows = flows_of(known, indicator)
    return tuple(
        each
        for each in range(january(month), month + 1)
        if all(came(known, place, name, split, each) for name in flows)
    )


def flow(known: Known, indicator: Indicator, names: tuple[str, ...], place: str, split: str, month: int) -> Side:
    months = months_that_came(known, indicator, place, split, month)
    due = month - january(month) + 1
    missing = Side(fresh=Fraction(len(months), due))
    if not months or (month not in months and not known.counts_silence):
        return missing
    found = [figure(known, place, name, split, each) for each in months for name in names]
    amounts = [each for each in found if each is not None]
    if not known.counts_silence and all(figure(known, place, name, split, month) is None for name in names):
        return Side("not_applicable", fresh=Fraction(1))
    if not amounts:
        return Side("not_applicable", fresh=Fraction(1)) if len(months) == due else missing
    total = sum(amounts, Fraction(0))
    since = None if month in months else months[-1]
    return Side("reported", total, total, Fraction(len(months), due), since, total, len(months))


# States


def state(known: Known, variable: Variable, place: str, split: str, month: int) -> Side:
    """A state at the month's end: as it came, or the last known one as long as it is carried."""
    found = known.figures.get((place, variable.variable, split), {})
    if variable.kind == "milestone" and known.counts_silence:
        return reached(found, month)
    for each in range(month, earliest(known, variable, month) - 1, -1):
        if each in found:
            value = found[each]
            if value is None:
                return Side("not_applicable", fresh=Fraction(1)) if each == month else Side()
            if variable.kind == "annual":
                since = None if each == month else each
                return Side("reported", value, value, Fraction(1), since, value, of=each)
            if each == month:
                return Side("reported", value, value, Fraction(1), None, value)
            grown = value * (1 + Fraction(repr(variable.jump))) ** (month - each)
            return Side("reported", value, Fraction(0), Fraction(0), each, grown)
    return Side()


def earliest(known: Known, variable: Variable, month: int) -> int:
    """The oldest month whose figure may stand for this one."""
    if variable.kind == "annual":
        return month - YEARLY + 1
    carried = month - known.catalog.plan.method.carry_months if known.counts_silence else month
    return max(carried, january(month)) if variable.kind == "to_date" else carried


def reached(found: Mapping[int, Fraction | None], month: int) -> Side:
    """A step that was reached stays reached."""
    steps = [value for each, value in found.items() if each <= month and value is not None]
    if month in found and found[month] is None and not steps:
        return Side("not_applicable", fresh=Fraction(1))
    if not steps:
        return Side()
    return Side("reported", max(steps), max(steps), Fraction(month in found), None, max(steps))
