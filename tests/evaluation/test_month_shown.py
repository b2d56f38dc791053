"""The month that is shown by default, worked by hand: reports are due on the tenth of the next month."""

from datetime import UTC, datetime

import pytest

from evaluation.month_shown import Begun, shown_by_default
from speech.months import Month

NOVEMBER, DECEMBER, JANUARY = Month("2025-11"), Month("2025-12"), Month("2026-01")
WHOLE = Begun(NOVEMBER, 13, 13), Begun(DECEMBER, 12, 13)


def shown(*begun: Begun, now: datetime) -> Month:
    return shown_by_default(begun, lambda each: each.came / each.due, 10, now)


@pytest.mark.parametrize(
    ("came", "now", "month"),
    [
        (1, datetime(2026, 2, 4, tzinfo=UTC), DECEMBER),
        (6, datetime(2026, 2, 4, tzinfo=UTC), DECEMBER),  # 46 %
        (7, datetime(2026, 2, 4, tzinfo=UTC), JANUARY),  # 54 %
        (1, datetime(2026, 2, 10, 15, 59, tzinfo=UTC), DECEMBER),  # 23:59 of the due day at the office
        (1, datetime(2026, 2, 10, 16, 0, tzinfo=UTC), JANUARY),
    ],
)
def test_a_month_is_shown_when_it_is_due_or_half_fresh(came: int, now: datetime, month: Month) -> None:
    assert shown(*WHOLE, Begun(JANUARY, came, 13), now=now) == month


def test_half_is_enough() -> None:
    assert shown(Begun(DECEMBER, 2, 2), Begun(JANUARY, 1, 2), now=datetime(2026, 2, 4, tzinfo=UTC)) == JANUARY


def test_a_due_month_is_passed_over_for_a_fresher_newer_one_alone() -> None:
    """On the fifth of February neither January nor February is due: February has three of four, January one."""
    now = datetime(2026, 2, 5, tzinfo=UTC)
    assert shown(Begun(DECEMBER, 1, 4), Begun(JANUARY, 1, 4), now=now) == DECEMBER
    assert shown(Begun(DECEMBER, 1, 4), Begun(JANUARY, 1, 4), Begun(Month("2026-02"), 3, 4), now=now) == "2026-02"


def test_where_no_month_is_due_or_half_fresh_the_newest_is_shown() -> None:
    now = datetime(2025, 12, 4, tzinfo=UTC)
    assert shown(Begun(NOVEMBER, 2, 13), Begun(DECEMBER, 1, 13), now=now) == DECEMBER
    assert shown(now=now) == ""
