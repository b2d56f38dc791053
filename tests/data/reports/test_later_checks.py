"""Figures against the month that was reported after theirs."""

import pytest

from data.reports.case import History
from tests.data.workbooks import after, found, only


@pytest.mark.parametrize(
    ("month", "later", "rules"),
    [
        ("2025-07", 95.5, ["running_total_falls_later"]),
        ("2025-07", 96.0, []),
        ("2025-07", None, []),
        ("2026-01", 5.0, []),
    ],
)
def test_a_running_total_is_not_above_that_of_a_later_month_of_the_year(
    month: str, later: float | None, rules: list[str]
) -> None:
    report = after({}, History(later_month=month, later={("spent", "total"): later}))  # June has 96
    assert [problem.rule for problem in report.problems] == rules


def test_the_warning_names_the_later_month_and_both_values() -> None:
    problem = only(after({}, History(later_month="2025-07", later={("spent", "total"): 31.5})))
    assert (problem.severity, problem.sheet, problem.cell, problem.value) == ("warning", "科普服务", "J8", "96")
    assert problem.message == "“支出数”是本年累计，这里已是 96，而已报的 2025-07 只有 31.5。"


@pytest.mark.parametrize(("later", "warned"), [(120, False), (121, True), (80, False), (79, True), (None, False)])
def test_a_stock_that_jumps_until_the_later_month_is_marked(later: float | None, warned: bool) -> None:
    history = History(later_month="2025-08", later={("population", "total"): later})  # 100 now, may change by 20 %
    assert found(after({}, history)) == ([("stock_jumps_later", "基本情况", "J3")] if warned else [])


def test_a_jump_until_later_says_its_share_of_what_comes_in() -> None:
    message = only(after({}, History(later_month="2025-08", later={("population", "total"): 150}))).message
    assert message == "“常住人口”是 100，已报的 2025-08 是 150，相差 50%。"
