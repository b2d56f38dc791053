"""Section 2: what is expected by the end of a month, and where the way to it began."""

from dataclasses import dataclass, replace
from fractions import Fraction

from data.catalog.catalog import Indicator, Target
from tests.reference.course import course
from tests.reference.known import Known, once, ordinal
from tests.reference.ledger import has_fallen_due, is_added, period_end, row
from tests.reference.local import YEAR, Value, local, per
from tests.reference.starts import Start, start_of
from tests.reference.values import value


@dataclass(frozen=True)
class Expectation:
    """What is asked; `expected` None where there is nothing to compare with, `certain` of where the way began."""

    target: Fraction | None
    rule: str
    expected: Fraction | None
    is_due: bool
    baseline: Fraction | None = None
    certain: bool = True
    asked: Fraction | None = None  # the change that is asked for


@once
def expectation(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Expectation | None:
    """What is expected of a place; None where the ledger asks nothing."""
    found = row(known, indicator, place, split, month)
    if found is None and known.is_of_counties(indicator, place) and is_added(indicator):
        return of_counties(known, indicator, split, month)
    if found is None:
        return None
    if found.rule == "milestone":
        return steps(known, indicator, found, month)
    if found.rule in ("growing", "narrowing"):
        return change(known, indicator, found, place, split, month)
    return amount(known, indicator, found, place, split, month)


def exact(number: float | None) -> Fraction | None:
    return None if number is None else Fraction(repr(number))


def steps(known: Known, indicator: Indicator, found: Target, month: int) -> Expectation:
    come = [each for each in known.catalog.milestones_of(indicator.indicator) if ordinal(each.due) <= month]
    target = exact(found.value)
    return (
        Expectation(target, found.rule, Fraction(len(come)), True, Fraction(0))
        if come
        else Expectation(target, found.rule, None, False)
    )


# Rules on a value


def amount(known: Known, indicator: Indicator, found: Target, place: str, split: str, month: int) -> Expectation:
    target, own = exact(found.value), value(known, indicator, place, split, month)
    assert target is not None
    start: Fraction | None = Fraction(0)
    certain = True
    if indicator.pace == "year":
        by_now = share(known, indicator, found, own, month)
        expected: Fraction | None = None if by_now is None else target * by_now
    else:
        began = start_of(known, indicator, found, place, split, month)
        start, certain = (began.value, began.certain) if began else (None, indicator.pace == "due")
        expected = target if indicator.pace == "due" else line(found, target, began, own.of or month)
    expected = whole(known, indicator, own, expected)
    is_due = indicator.pace != "due" or has_fallen_due(indicator, found, month)
    if indicator.pace == "year" and is_in_things(known, indicator) and not expected and not indicator.denominator:
        is_due = False
    return Expectation(target, found.rule, expected, is_due, start, certain)


def share(known: Known, indicator: Indicator, found: Target, own: Value, month: int) -> Fraction | None:
    """The share of a year's, or a month's, target that is expected by now; where silence is skipped, of what came."""
    last = period_end(found) if "-" in found.period else month // 12 * 12 + 11
    if known.counts_silence:
        return course(known, indicator, month) / course(known, indicator, last)
    if own.state not in ("reported", "no_rate"):
        return None
    return (own.months or Fraction(month % 12 + 1)) / (last % 12 + 1)


def line(found: Target, target: Fraction, began: Start | None, month: int) -> Fraction | None:
    """On the straight way from the baseline; who is beyond the target is expected to stay there."""
    if began is None or month < began.month:
        return None
    beyond = began.value <= target if found.rule == "at_most" else began.value >= target
    if beyond or month >= period_end(found):
        return target
    way = Fraction(month - began.month, period_end(found) - began.month)
    return began.value + (target - began.value) * way


def whole(known: Known, indicator: Indicator, own: Value, expected: Fraction | None) -> Fraction | None:
    """Round down to whole things, also within a share."""
    if expected is None or not is_in_things(known, indicator):
        return expected
    if not indicator.denominator:
        return Fraction(expected // 1)
    if not own.denominator:
        return expected
    return expected * own.denominator / per(indicator) // 1 / own.denominator * per(indicator)


def is_in_things(known: Known, indicator: Indicator) -> bool:
    """Tell whether the plan rounds to whole things, and these are things."""
    if not known.catalog.plan.method.whole_things or indicator.formula not in ("count", "share", "rate"):
        return False
    return all(known.catalog.variables[name].number == "count" for name in indicator.numerator)


# Rules on a change


def change(known: Known, indicator: Indicator, found: Target, place: str, split: str, month: int) -> Expectation:
    """Against the same month a year before; never due in the plan's first year."""
    is_due = has_fallen_due(indicator, found, month) and month - YEAR >= known.first
    asked, before = exact(found.value), None
    if indicator.formula == "growth":
        now = value(known, indicator, place, split, month)
        before = Fraction(0) if now.value is not None else None
        expected = before if asked is None or before is None else asked
        return Expectation(None, found.rule, expected, is_due, before, True, asked)
    own, now = (value(known, indicator, place, split, each) for each in (month - YEAR, month))
    before = own.value
    if known.counts_silence and known.is_of_counties(indicator, place):
        before = like_for_like(known, indicator, split, month, now.value, before)
    if before is not None and not known.counts_silence and own.months != now.months:
        before = None
    if before is None:
        return Expectation(None, found.rule, None, is_due)
    if asked is None:
        return Expectation(None, found.rule, before, is_due, before)
    sign = -1 if indicator.direction == "down" else 1
    step = abs(before) * asked / 100
    return Expectation(None, found.rule, abs(before) + sign * step, is_due, before, True, step)


def like_for_like(
    known: Known, indicator: Indicator, split: str, month: int, now: Fraction | None, before: Fraction | None
) -> Fraction | None:
    """A city is set against the counties that have figures in both years, by the ratio of their two sums."""
    sums = [[Fraction(0), Fraction(0)], [Fraction(0), Fraction(0)]]
    for county in known.counties:
        both = [local(known, indicator, county, split, each) for each in (month - YEAR, month)]
        if any(each.numerator is None for each in both):
            continue
        for total, each in zip(sums, both, strict=True):
            total[0] += each.numerator or 0
            total[1] += Fraction(1) if each.denominator is None else each.denominator
    (then, over_then), (after, over_after) = sums
    if is_added(indicator):
        over_then = over_after = Fraction(1)
    if now is None or not over_then or not over_after or not after:
        return before
    return now * (then / over_then) / (after / over_after)


# The city's sum


def of_counties(known: Known, indicator: Indicator, split: str, month: int) -> Expectation | None:
    """A count's target is the sum over the counties, unless one of them is asked for nothing."""
    concerned = [
        county for county in known.counties if value(known, indicator, county, split, month).state != "not_applicable"
    ]
    asked = {county: expectation(known, indicator, county, split, month) for county in concerned}
    if not asked or None in asked.values():
        return None
    among = value(known, indicator, known.city, split, month).counties
    found = [each for county, each in asked.items() if each and county in among]
    if not found:
        return next(replace(each, target=None, expected=None) for each in asked.values() if each)
    if known.counts_silence:
        expected = [each.expected if each.expected is not None else each.target for each in found]
    else:
        expected = [each.expected for each in found if each.expected is not None]
    starts = [each.baseline if each.baseline is not None else each.target for each in found]
    return Expectation(
        sum((each.target for each in found if each.target is not None), Fraction(0)),
        found[0].rule,
        sum((each for each in expected if each is not None), Fraction(0)) if expected else None,
        any(each.is_due for each in found),
        sum((each for each in starts if each is not None), Fraction(0)),
        all(each.certain for each in found),
    )
