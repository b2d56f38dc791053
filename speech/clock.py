"""The clock of the offices: every moment that is shown or judged is told in their time, wherever the server stands."""

from datetime import datetime, timedelta, timezone

OFFICE_TIME = timezone(timedelta(hours=8))


def at_office(moment: datetime) -> datetime:
    """Tell a moment, which has a time zone, in the offices' time."""
    return moment.astimezone(OFFICE_TIME)


def minute_of(moment: datetime) -> str:
    """Write a moment to the minute, such as 2025-07-09 14:30."""
    return f"{at_office(moment):%Y-%m-%d %H:%M}"
