"""Section 3: attainment, status, and the points of what is missing of the way."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from data.catalog.catalog import Indicator
from tests.reference.expected import Expectation, expectation
from tests.reference.known import Known, once
from tests.reference.local import YEAR, Value
from tests.reference.surveys import half_width
from tests.reference.values import value

HUNDRED, FIFTY = Fraction(100), Fraction(50)


@dataclass(frozen=True)
class Judgement:
    status: str
    attainment: Fraction | None = None
    shortfall: Fraction | None = None
    seen: Fraction | None = None  # the value, or what it was where no change can be told


@once
def judgement(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Judgement:
    asked = expectation(known, indicator, place, split, month)
    own = value(known, indicator, place, split, month)
    if own.state == "not_applicable":
        return Judgement("not_due")
    if asked is None:
        return Judgement("no_target")
    if not asked.is_due:
        return Judgement("not_due")
    if own.value is None or asked.expected is None:
        return Judgement("no_data")
    seen = own.value
    if stands_still(known, indicator, asked, own, month):
        seen = before(asked)
    done = attainment(known, indicator, asked, seen)
    return Judgement(
        status(known, done, must_move(indicator, asked, seen)), done, shortfall(known, indicator, asked, seen), seen
    )


def printed(known: Known, number: Fraction, decimals: int) -> Fraction:
    """Round as it is printed, halves to the even digit."""
    return round(number + known.tie, decimals) if known.catalog.plan.method.printed else number


def wants_less(indicator: Indicator, rule: str) -> bool:
    return rule == "at_most" or (rule == "narrowing" and indicator.direction == "down")


def attainment(known: Known, indicator: Indicator, asked: Expectation, seen: Fraction) -> Fraction:
    """What a value is of what is expected, in per cent, as it is printed."""
    assert asked.expected is not None
    now, expected = (
        printed(known, each, indicator.decimals) for each in (size(indicator, seen), size(indicator, asked.expected))
    )
    if asked.asked is not None:
        done = of_change(before(asked), now, expected)
    elif indicator.formula == "growth":
        done = (100 + now) / (100 + expected) * 100
    elif wants_less(indicator, asked.rule):
        done = 100 * expected / now if now > 0 else HUNDRED
    else:
        done = now / expected * 100 if expected > 0 else HUNDRED
    return printed(known, max(done, Fraction(0)), 1)


def size(indicator: Indicator, seen: Fraction) -> Fraction:
    """A gap is its size, whoever leads."""
    return abs(seen) if indicator.formula == "gap" else seen


def before(asked: Expectation) -> Fraction:
    assert asked.baseline is not None
    return abs(asked.baseline) if asked.rule == "narrowing" else asked.baseline


def of_change(was: Fraction, now: Fraction, expected: Fraction) -> Fraction:
    """Standing still is 50, what is asked for 100."""
    if expected == was:
        return HUNDRED if now == was else FIFTY
    return 50 + 50 * (now - was) / (expected - was)


def must_move(indicator: Indicator, asked: Expectation, seen: Fraction) -> bool:
    """Tell whether any change would do, and there is none for the better."""
    if asked.rule not in ("growing", "narrowing") or asked.asked is not None:
        return False
    now, was = size(indicator, seen), before(asked)
    return not (now < was if indicator.direction == "down" else now > was)


def status(known: Known, done: Fraction, strict: bool) -> str:
    plan = known.catalog.plan
    if done >= Fraction(repr(plan.on_track)):
        return "at_risk" if strict else "on_track"
    return "at_risk" if done >= Fraction(repr(plan.at_risk)) else "behind"


# The points of what is missing of the way


def shortfall(known: Known, indicator: Indicator, asked: Expectation, seen: Fraction) -> Fraction:
    """100 when nothing is missing of what is expected, 0 when the whole way is."""
    if asked.rule in ("growing", "narrowing"):
        return held(attainment(known, indicator, asked, seen))
    assert asked.expected is not None
    now, expected = (printed(known, each, indicator.decimals) for each in (seen, asked.expected))
    missing = now - expected if asked.rule == "at_most" else expected - now
    if missing <= 0:
        return HUNDRED
    least = Fraction(repr(known.catalog.plan.method.least_span)) * abs(asked.target or Fraction(0))
    way = Fraction(0) if asked.baseline is None else abs(expected - asked.baseline)
    span = max(way, least)
    return held(100 - 100 * missing / span) if span else Fraction(0)


def held(points: Fraction) -> Fraction:
    return min(max(points, Fraction(0)), HUNDRED)


# Surveys: how far a figure can be told from another


def stands_still(known: Known, indicator: Indicator, asked: Expectation, own: Value, month: int) -> bool:
    """A change that lies within the interval of the difference is none."""
    if asked.rule not in ("growing", "narrowing") or asked.baseline is None or own.value is None:
        return False
    widths = [half_width(known, indicator, each) for each in (month - YEAR, month)]
    known_widths = [each for each in widths if each is not None]
    if len(known_widths) < 2:
        return False
    reach = sqrt(sum(float(each) ** 2 for each in known_widths))
    return abs(float(size(indicator, own.value) - before(asked))) <= reach
