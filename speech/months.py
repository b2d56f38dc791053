"""Months as "2025-06": the calendar that flows, baselines and targets are counted in."""

import re
from functools import lru_cache
from typing import NewType

from babel.dates import get_month_names

from speech.words import language

Month = NewType("Month", str)
"""A month such as "2025-06"; months sort as their texts do. Any other text is read by `month_named` first."""

NO_MONTH = Month("")  # where nothing has been reported, or no month was said
PATTERN = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def month_named(text: str) -> Month | None:
    """Read a month; None for any other text."""
    return Month(text) if PATTERN.fullmatch(text) else None


def ordinal(month: str) -> int:
    """Count months since year 0; "2025-06" and the next month differ by one."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def month_of(number: int) -> Month:
    """Give the month of an ordinal."""
    return Month(f"{number // 12:04d}-{number % 12 + 1:02d}")


def span(first: str, last: str) -> tuple[Month, ...]:
    """List the months from first to last, both included; empty when last is before first."""
    return tuple(month_of(number) for number in range(ordinal(first), ordinal(last) + 1))


def year_of(month: str) -> int:
    """Give the year of a month."""
    return int(month[:4])


def number_of(month: str) -> int:
    """Give the number of a month in its year, 1 to 12."""
    return int(month[5:7])


def december_of(year: int) -> Month:
    """Give the last month of a year."""
    return Month(f"{year:04d}-12")


def months_of(year: int) -> tuple[Month, ...]:
    """List the months of a year."""
    return span(f"{year:04d}-01", december_of(year))


def year_before(month: str) -> Month:
    """Give the same month of the year before."""
    return month_of(ordinal(month) - 12)


def month_word(number: int) -> str:
    """Name a month of the year in the language that is spoken: 6 is 6月, Jun."""
    return _names(language())[number]


@lru_cache
def _names(spoken: str) -> dict[int, str]:
    return dict(get_month_names("abbreviated", locale=spoken))
