"""Section 1, the city from its counties, and what it keeps of those that are silent."""

from dataclasses import dataclass
from fractions import Fraction

from data.catalog.catalog import Indicator
from tests.reference.amounts import Side, came, figure, split_read
from tests.reference.known import Known, once
from tests.reference.local import Value, denominator, local, quotient, times


@dataclass(frozen=True)
class Part:
    """What a county adds to its city: None where nothing is known of it."""

    numerator: Fraction
    sure: Fraction
    denominator: Fraction | None
    grown: Fraction | None


@once
def part(known: Known, indicator: Indicator, county: str, split: str, month: int) -> Part | None:
    """A county's part of the sums; None where it isn't in them."""
    own = local(known, indicator, county, split, month)
    if own.state in ("reported", "no_rate"):
        assert own.numerator is not None
        return Part(own.numerator, own.sure, own.denominator, own.grown)
    if own.state == "not_applicable" or not known.counts_silence:
        return None
    under = last_denominator(known, indicator, county, split, month)
    return Part(Fraction(0), own.sure, under.value if under else None, under.grown if under else None)


def last_denominator(known: Known, indicator: Indicator, county: str, split: str, month: int) -> Side | None:
    """The last denominator that is known of a county, and what it may have grown to."""
    read = split_read(indicator, split)
    for each in range(month, known.first - 1, -1):
        found = denominator(known, indicator, county, read, each)
        if found is None:
            return None
        if found.state == "not_applicable":
            return Side("reported", Fraction(0), grown=Fraction(0))
        if found.state == "reported" and found.fresh:
            assert found.value is not None
            return Side("reported", found.value, grown=grown(known, indicator, county, read, each, month))
    return None


def grown(known: Known, indicator: Indicator, county: str, read: str, each: int, month: int) -> Fraction:
    """Let every variable of a denominator grow by what passes without a warning in each month since it was known."""
    found = denominator(known, indicator, county, read, each)
    assert found is not None and found.value is not None
    if indicator.formula == "growth" or month == each:
        return found.value
    total = Fraction(0)
    for name in indicator.denominator:
        variable = known.catalog.variables[name]
        if variable.kind == "flow" or not came(known, county, name, read, each):
            return found.value
        total += (figure(known, county, name, read, each) or 0) * (1 + Fraction(repr(variable.jump))) ** (month - each)
    return total


def of_counties(known: Known, indicator: Indicator, split: str, month: int) -> Value:
    own = {county: local(known, indicator, county, split, month) for county in known.counties}
    parts = {county: part(known, indicator, county, split, month) for county in known.counties}
    counted = {county: each for county, each in parts.items() if each is not None}
    states = {each.state for each in own.values()}
    if not states & {"reported", "no_rate"}:
        state = "missing" if "missing" in states else "not_applicable"
        return Value(state, counties=tuple(counted))
    over, sure = sum_of(counted, "numerator"), sum_of(counted, "sure")
    carried = [each.carried for each in own.values() if each.carried is not None]
    of = [each.of for each in own.values() if each.of is not None]
    among = [each.months for each in own.values() if each.state in ("reported", "no_rate")]
    months = sum(among, Fraction(0)) / len(among)
    rest = (min(carried, default=None), months, min(of, default=None), sure)
    if not indicator.denominator and indicator.formula != "growth":
        return Value("reported", times(over, indicator), over, None, Fraction(0), *rest, None, tuple(counted))
    under = sum_of(counted, "denominator")
    result = quotient(over, under, indicator)
    state = "no_rate" if result is None else "reported"
    all_known = all(each.grown is not None for each in counted.values())
    grew = sum_of(counted, "grown") if all_known else None
    return Value(state, result, over, under, Fraction(0), *rest, grew, tuple(counted))


def sum_of(parts: dict[str, Part], column: str) -> Fraction:
    return sum((getattr(each, column) or Fraction(0) for each in parts.values()), Fraction(0))
