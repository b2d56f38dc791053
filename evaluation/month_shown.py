"""Which month is shown when none is asked for, and which newer ones have only begun to come in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from speech.clock import is_late
from speech.months import NO_MONTH, Month

ENOUGH = 0.5  # share of a month that must be fresh for it to be shown before its reports are due


@dataclass(frozen=True)
class Begun:
    """A month that has begun to come in: `came` of the `due` reports are here, one at least."""

    month: Month
    came: int
    due: int


def shown_by_default(
    begun: Sequence[Begun], fresh_share: Callable[[Begun], float], due_day: int, now: datetime
) -> Month:
    """Give the newest month that is due or half fresh, else the newest that has begun; `begun` has the oldest first.

    A month is due when its due day is over: what hasn't come by then is missing, and is shown as missing. Before that
    a county's early report says nothing of the city.
    """
    for each in reversed(begun):
        if is_late(each.month, now, due_day) or fresh_share(each) >= ENOUGH:
            return each.month
    return begun[-1].month if begun else NO_MONTH
