"""Months as "2025-06": the calendar that flows, baselines and targets are counted in."""

import re
from functools import lru_cache

from babel.dates import get_month_names

from speech.words import language

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def is_month(text: str) -> bool:
    """Tell whether a text is a month, such as 2025-06."""
    return MONTH.fullmatch(text) is not None


def ordinal(month: str) -> int:
    """Count months since year 0; "2025-06" and the next month differ by one."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def month_of(number: int) -> str:
    """Give the month of an ordinal."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def span(first: str, last: str) -> tuple[str, ...]:
    """List the months from first to last, both included; empty when last is before first."""
    return tuple(month_of(number) for number in range(ordinal(first), ordinal(last) + 1))


def year_of(month: str) -> int:
    """Give the year of a month."""
    return int(month[:4])


def number_of(month: str) -> int:
    """Give the number of a month in its year, 1 to 12."""
    return int(month[5:7])


def month_word(number: int) -> str:
    """Name a month of the year in the language that is spoken: 6 is 6月, Jun."""
    return _names(language())[number]


@lru_cache
def _names(spoken: str) -> dict[int, str]:
    return dict(get_month_names("abbreviated", locale=spoken))
