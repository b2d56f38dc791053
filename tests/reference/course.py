"""Section 2, the course of the year: which share of a year is expected by a month."""

from fractions import Fraction

from data.catalog.catalog import Indicator
from tests.reference.amounts import came, side, split_read
from tests.reference.known import Known, once


@once
def course(known: Known, indicator: Indicator, month: int) -> Fraction:
    """The share of the year by the end of a month: the total's, for town and country too."""
    even = Fraction(month % 12 + 1, 12)
    if indicator.course is not None:
        return sum((Fraction(repr(each)) for each in indicator.course[: month % 12 + 1]), Fraction(0)) / 100
    if known.catalog.plan.method.course == "even":
        return even
    whole = whole_years(known, indicator, month)
    read = split_read(indicator, "total")
    by_month, by_year = (
        sum((amount(known, indicator, place, read, year * 12 + number) for place, year in whole), Fraction(0))
        for number in (month % 12, 11)
    )
    years = len({year for _, year in whole})
    return (years * by_month / by_year + even) / (years + 1) if by_year else even


def whole_years(known: Known, indicator: Indicator, month: int) -> list[tuple[str, int]]:
    """The years before this one of each place in which every month came."""
    places = known.counties if indicator.rollup == "sum" else (known.city,)
    read = split_read(indicator, "total")
    return [
        (place, year)
        for place in places
        for year in range(known.first // 12, month // 12)
        if every_month_came(known, indicator, place, read, year)
    ]


def every_month_came(known: Known, indicator: Indicator, place: str, read: str, year: int) -> bool:
    return all(
        came(known, place, name, read, month)
        for name in (*indicator.numerator, *indicator.denominator)
        for month in range(year * 12, year * 12 + 12)
    )


def amount(known: Known, indicator: Indicator, place: str, read: str, month: int) -> Fraction:
    return side(known, indicator, indicator.numerator, place, read, month).value or Fraction(0)
