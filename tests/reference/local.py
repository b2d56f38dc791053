"""Section 1, values at a reporting place: a formula of its two sides."""

from dataclasses import dataclass
from fractions import Fraction

from data.catalog.catalog import Indicator
from tests.reference.amounts import Side, side, split_read
from tests.reference.known import Known, once

YEAR = 12


@dataclass(frozen=True)
class Value:
    """A value with its two sides; `sure` of the numerator came for certain, over denominators that may have `grown`."""

    state: str = "missing"
    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    fresh: Fraction = Fraction(0)
    carried: int | None = None
    months: Fraction = Fraction(0)  # months of the year that came; of a city the mean of its counties
    of: int | None = None
    sure: Fraction = Fraction(0)
    grown: Fraction | None = None
    counties: tuple[str, ...] = ()  # the counties that are in the sum


@once
def local(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Value:
    read = split_read(indicator, split)
    over = side(known, indicator, indicator.numerator, place, read, month)
    under = denominator(known, indicator, place, read, month)
    if under is None:
        shown = times(over.value, indicator)
        months = Fraction(over.months)
        return Value(over.state, shown, over.value, None, over.fresh, over.since, months, over.of, over.sure)
    sure = over.sure if under.fresh == 1 else Fraction(0)  # certain over a denominator that came alone
    states = {over.state, under.state}
    if states != {"reported"}:
        state = "missing" if "missing" in states else "not_applicable"
        return Value(state, fresh=min(over.fresh, under.fresh), sure=sure)
    assert under.value is not None
    late = YEAR if indicator.formula == "growth" else 0
    since = [each for each in (over.since, None if under.since is None else under.since + late) if each is not None]
    of = [each.of for each in (over, under) if each.of is not None]
    return Value(
        "reported" if under.value else "no_rate",
        quotient(over.value, under.value, indicator),
        over.value,
        under.value,
        min(over.fresh, under.fresh),
        min(since, default=None),
        Fraction(max(over.months, under.months)),
        min(of, default=None),
        sure,
        under.grown,
    )


def denominator(known: Known, indicator: Indicator, place: str, read: str, month: int) -> Side | None:
    if indicator.formula == "growth":
        return side(known, indicator, indicator.numerator, place, read, month - YEAR)
    if indicator.denominator:
        return side(known, indicator, indicator.denominator, place, read, month)
    return None


def times(amount: Fraction | None, indicator: Indicator) -> Fraction | None:
    return None if amount is None else amount * Fraction(repr(indicator.factor))


def quotient(over: Fraction | None, under: Fraction, indicator: Indicator) -> Fraction | None:
    if over is None or not under:
        return None
    if indicator.formula == "growth":
        return over / under * 100 - 100
    return over / under * per(indicator)


def per(indicator: Indicator) -> Fraction:
    return Fraction(100) if indicator.formula == "share" else Fraction(repr(indicator.factor))
