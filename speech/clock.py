"""The clock of the offices: every moment that is shown or judged is told in their time, wherever the server stands."""

from datetime import date, datetime, timedelta, timezone

from speech.months import Month, month_of, ordinal

OFFICE_TIME = timezone(timedelta(hours=8))


def at_office(moment: datetime) -> datetime:
    """Tell a moment, which has a time zone, in the offices' time."""
    return moment.astimezone(OFFICE_TIME)


def is_late(month: Month, moment: datetime, due_day: int) -> bool:
    """Tell whether the due day of a month's reports, which is in the next month, was over at a moment."""
    year, number = map(int, month_of(ordinal(month) + 1).split("-"))
    return at_office(moment).date() > date(year, number, due_day)


def minute_of(moment: datetime) -> str:
    """Write a moment to the minute, such as 2025-07-09 14:30."""
    return f"{at_office(moment):%Y-%m-%d %H:%M}"
