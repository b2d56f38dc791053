"""Section 2, the baseline: where the way to a target began, and whether that is known for certain."""

from dataclasses import dataclass
from fractions import Fraction

from data.catalog.catalog import Indicator, Target
from tests.reference.city import part
from tests.reference.known import Known, once, ordinal
from tests.reference.ledger import is_added
from tests.reference.local import per
from tests.reference.values import value


@dataclass(frozen=True)
class Start:
    value: Fraction
    month: int
    certain: bool


def start_of(known: Known, indicator: Indicator, found: Target, place: str, split: str, month: int) -> Start | None:
    """The ledger's baseline, else the first value from the baseline's period on, as it is known by now."""
    period = ordinal(found.baseline_period) if found.baseline_period else known.first
    if indicator.kind == "flow" and indicator.pace == "due":
        return None
    if found.baseline is not None:
        return Start(Fraction(repr(found.baseline)), period, True)
    if known.counts_silence and known.is_of_counties(indicator, place):
        return start_of_city(known, indicator, split, period, month)
    first = first_value(known, indicator, place, split, period, month)
    if first is None:
        return None
    own = value(known, indicator, place, split, first)
    assert own.value is not None
    return Start(own.value, period if known.counts_silence else first, first == period and own.fresh == 1)


@once
def first_value(known: Known, indicator: Indicator, place: str, split: str, period: int, month: int) -> int | None:
    months = range(period, month + 1)
    return next((each for each in months if value(known, indicator, place, split, each).value is not None), None)


@once
def start_of_city(known: Known, indicator: Indicator, split: str, period: int, month: int) -> Start | None:
    """Σ N / Σ D of what each county began with."""
    firsts = {county: first_value(known, indicator, county, split, period, month) for county in known.counties}
    parts = [part(known, indicator, county, split, each) for county, each in firsts.items() if each is not None]
    if not parts:
        return None
    over = sum((each.numerator for each in parts if each), Fraction(0))
    had_rate = value(known, indicator, known.city, split, period).state != "no_rate"
    certain = had_rate and all(has_begun(known, indicator, each, split, period) for each in known.counties)
    if is_added(indicator):
        return Start(over * Fraction(repr(indicator.factor)), period, certain)
    under = sum((each.denominator or Fraction(0) for each in parts if each), Fraction(0))
    return Start(over / under * per(indicator), period, certain) if under else None


def has_begun(known: Known, indicator: Indicator, county: str, split: str, period: int) -> bool:
    """Tell whether it is known what a county began with, or that it wasn't concerned."""
    at_first = value(known, indicator, county, split, period)
    return at_first.state == "not_applicable" or (at_first.state != "missing" and at_first.fresh == 1)
