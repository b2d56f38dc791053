"""Section 3, how sure it is: how much of a figure is fresh, and the two ends of its points."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import log

from data.catalog.catalog import Indicator
from tests.reference.city import part
from tests.reference.expected import Expectation, expectation
from tests.reference.judged import (
    HUNDRED,
    attainment,
    held,
    judgement,
    must_move,
    printed,
    shortfall,
    status,
    wants_less,
)
from tests.reference.known import Known, once
from tests.reference.ledger import is_added
from tests.reference.local import Value, local, per
from tests.reference.values import value

ONE, NOTHING = Fraction(1), Fraction(0)


@dataclass(frozen=True)
class Ends:
    low: Fraction | None = None
    high: Fraction | None = None
    floor: str = ""


# How much of it is fresh


@once
def fresh(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Fraction:
    if indicator.rollup == "derived":
        return fresh_of_derived(known, indicator, place, month)
    if known.is_of_counties(indicator, place):
        return fresh_of_city(known, indicator, split, month)
    return value(known, indicator, place, split, month).fresh


def fresh_of_derived(known: Known, indicator: Indicator, place: str, month: int) -> Fraction:
    """The least of the totals of what it is worked out from."""
    sources = [known.catalog.indicators[name] for name in indicator.numerator]
    return min(fresh(known, each, place, "total", month) for each in sources)


def fresh_of_city(known: Known, indicator: Indicator, split: str, month: int) -> Fraction:
    """The counties' mean by denominators, or by what is expected of each; the unknown lower it to the others' share."""
    owns = {county: local(known, indicator, county, split, month) for county in known.counties}
    applying = [county for county, own in owns.items() if own.state != "not_applicable"]
    weights = {county: weight(known, indicator, county, split, month) for county in applying}
    heavy = {county: each for county, each in weights.items() if each is not None}
    if not applying:
        return NOTHING
    if not sum(heavy.values(), NOTHING):
        if not is_added(indicator):
            return NOTHING
        return sum((owns[county].fresh for county in applying), NOTHING) / len(applying)
    mean = sum((owns[county].fresh * each for county, each in heavy.items()), NOTHING) / sum(heavy.values(), NOTHING)
    return mean * len(heavy) / len(applying)


def weight(known: Known, indicator: Indicator, county: str, split: str, month: int) -> Fraction | None:
    if indicator.formula == "growth":
        return ONE
    if is_added(indicator):
        asked = expectation(known, indicator, county, split, month)
        return NOTHING if asked is None else asked.target if asked.expected is None else asked.expected
    found = part(known, indicator, county, split, month)
    came_whole = local(known, indicator, county, split, month).fresh == 1
    return found.denominator if found and (found.denominator or came_whole) else None


# The two ends


@once
def ends(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Ends:
    asked = expectation(known, indicator, place, split, month)
    own, judged = value(known, indicator, place, split, month), judgement(known, indicator, place, split, month)
    if judged.status in ("no_target", "not_due"):
        return Ends(floor=judged.status)
    assert asked is not None
    share = fresh(known, indicator, place, split, month)
    has_none = own.value is None and (own.state != "no_rate" or share in (0, 1))
    if has_none or asked.expected is None or cannot_be_told(indicator, asked, share):
        return Ends(NOTHING, HUNDRED, "no_data")
    if share == 1 and judged.seen is not None:
        low = high = judged.seen
    else:
        low, high = low_and_high(known, indicator, asked, own, share)
    if not asked.certain:
        at_target = replace(asked, baseline=asked.target, expected=asked.target)
        return Ends(points(known, indicator, at_target, low), HUNDRED, floor(known, indicator, asked, low))
    shown, best = (points(known, indicator, asked, each) for each in (judged.seen or NOTHING, high))
    return Ends(points(known, indicator, asked, low), max(shown, best), floor(known, indicator, asked, low))


def cannot_be_told(indicator: Indicator, asked: Expectation, share: Fraction) -> bool:
    """Nothing of it came, or what is missing may turn it either way."""
    either_way = wants_less(indicator, asked.rule) or asked.rule in ("growing", "narrowing")
    nothing_came = not share and indicator.formula != "steps"
    return share < 1 and (either_way or indicator.rollup == "derived" or nothing_came)


def low_and_high(
    known: Known, indicator: Indicator, asked: Expectation, own: Value, share: Fraction
) -> tuple[Fraction, Fraction]:
    """What is there for certain, over what its denominators may be; and that with all that is missing."""
    assert asked.expected is not None
    expected = printed(known, asked.expected, indicator.decimals)
    if own.denominator is None:
        sure = own.sure * Fraction(repr(indicator.factor))
        return sure, sure + (1 - share) * expected
    over_flows = any(known.catalog.variables[name].kind == "flow" for name in indicator.denominator)
    if over_flows or own.grown is None:
        return NOTHING, HUNDRED
    whole = HUNDRED if indicator.formula == "share" else expected
    low = own.sure / own.grown * per(indicator) if own.grown else NOTHING
    high = own.sure / own.denominator * per(indicator) if own.denominator else NOTHING
    return low, high + (1 - share) * whole


def floor(known: Known, indicator: Indicator, asked: Expectation, seen: Fraction) -> str:
    """The status at the low end."""
    return status(known, attainment(known, indicator, asked, seen), must_move(indicator, asked, seen))


# Section 4, points


def points(known: Known, indicator: Indicator, asked: Expectation, seen: Fraction) -> Fraction:
    """What a value is worth, by the indicator's way or else the plan's."""
    way = indicator.normalise or known.catalog.plan.scoring.normalise
    if way == "goalposts" and indicator.worst is not None and indicator.best is not None:
        return goalposts(indicator, seen)
    if way == "shortfall":
        return shortfall(known, indicator, asked, seen)
    return held(attainment(known, indicator, asked, seen))


def goalposts(indicator: Indicator, seen: Fraction) -> Fraction:
    assert indicator.worst is not None and indicator.best is not None
    worst, best = Fraction(repr(indicator.worst)), Fraction(repr(indicator.best))
    if indicator.scale == "log":
        lowest = min(worst, best)
        seen, worst, best = (Fraction(log(max(each, lowest))) for each in (seen, worst, best))
    return held((seen - worst) / (best - worst) * 100)
