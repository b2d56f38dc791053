"""Figures against each other and against the month before."""

from pathlib import Path
from typing import Any

import pytest

from data.catalog.catalog import read_catalog
from data.reports.case import History
from data.reports.template import write_template
from speech.months import Month
from tests.city import write_city
from tests.data.workbooks import after, checked, found, only


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"J3": 99}, [("sum_differs", "J3")]),
        ({"H3": "不适用", "J3": 60}, []),
        ({"H3": "不适用", "J3": 100}, [("sum_differs", "J3")]),
        ({"H3": "不适用", "I3": "不适用", "J3": "不适用"}, []),
        ({"J3": "不适用"}, [("sum_differs", "J3")]),
        ({"H3": "不适用", "I3": "不适用", "J3": 0}, [("sum_differs", "J3")]),
        ({"J3": None}, [("total_missing", "J3")]),
        ({"H3": None}, []),
        ({"H3": None, "I3": 101, "J3": 100}, [("part_above_total", "I3")]),
        ({"H3": None, "I3": 100, "J3": 100}, []),
        ({"H3": "不适用"}, []),  # the form's own formula follows its parts
        ({"H3": None, "I3": 101}, []),
        ({"H3": None, "I3": None, "J3": None}, []),
        ({"H3": "四十"}, [("text_in_number", "H3")]),
    ],
)
def test_town_and_country_add_up_to_the_total(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    report = after({("基本情况", address): value for address, value in changes.items()})
    assert [(problem.rule, problem.cell) for problem in report.problems] == expected


@pytest.mark.parametrize(
    ("total", "hint"),
    [
        (1000, "合计约为两数之和的 10 倍，看来有一个数的位数不对。"),
        (1, "合计约为两数之和的 100 分之一，看来有一个数的位数不对。"),
        (900, ""),
    ],
)
def test_a_total_of_another_size_than_its_parts_is_told_as_that(total: int, hint: str) -> None:
    action = only(after({("基本情况", "J3"): total})).action  # 40 and 60
    assert action == f"请核对城镇、乡村、合计三个数。{hint}"


def test_amounts_may_differ_by_their_rounding(tmp_path: Path) -> None:
    folder = write_city(tmp_path)
    for file, old in (("variables.csv", "days,flow,amount,rural"), ("indicators.csv", "days,1,up,flow,rural")):
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, old.replace("rural", "urban_rural")), "utf-8")
    catalog = read_catalog(folder)
    parts = {("farm_days", "urban"): 0.33, ("farm_days", "rural"): 0.33}
    for total, rules in ((0.67, []), (0.68, ["sum_differs"])):
        filled = {**parts, ("farm_days", "total"): total}
        report = checked(write_template(catalog, "900101", Month("2025-06"), filled=filled), catalog=catalog)
        assert [problem.rule for problem in report.problems] == rules


def test_a_numerator_is_not_above_its_denominator_in_any_split() -> None:
    report = after({("科普服务", "H3"): 41, ("科普服务", "I3"): 55})
    assert found(report) == [("above_limit", "科普服务", "H3")]
    assert only(report).message == "“有活动室学校”是 41，大于“中小学校数”40（基本情况!H4）。"


def test_money_spent_is_not_above_the_budget_nor_reported_without_one() -> None:
    assert found(after({("科普服务", "J8"): 100.01})) == [("above_limit", "科普服务", "J8")]
    assert found(after({("科普服务", "J7"): "不适用"})) == [("limit_not_applicable", "科普服务", "J8")]
    assert found(after({("科普服务", "J7"): None})) == []


@pytest.mark.parametrize(
    ("before", "warned"), [(84, False), (83, True), (125, False), (126, True), (0, False), (None, False)]
)
def test_a_stock_that_jumps_is_marked(before: float | None, warned: bool) -> None:
    history = History(last_month="2025-05", last={("population", "total"): before})  # may change by 20 %, now 100
    assert found(after({}, history)) == ([("stock_jumps", "基本情况", "J3")] if warned else [])


def test_a_small_change_is_no_jump() -> None:
    changes = {("科普服务", "J7"): 3.9, ("科普服务", "J8"): 0}
    assert found(after(changes, History(last_month="2025-05", last={("budget", "total"): 1.0}))) == []
    assert found(after(changes, History(last_month="2025-05", last={("budget", "total"): 0.9}))) == [
        ("stock_jumps", "科普服务", "J7")
    ]


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        (10, "size_differs"),
        (1000, "size_differs"),
        (14, "size_differs"),  # 100 / 14 = 7.14, log10 0.854, within 0.15 of 1
        (15, "stock_jumps"),  # 6.67, log10 0.824
        (1400, "size_differs"),
        (1500, "stock_jumps"),
        (9, "stock_jumps"),  # too small for a ratio to say anything
    ],
)
def test_a_stock_of_another_size_is_told_as_that_and_not_as_a_jump(before: float, rule: str) -> None:
    report = after({}, History(last_month="2025-05", last={("population", "total"): before}))  # now 100
    assert found(report) == [(rule, "基本情况", "J3")]


@pytest.mark.parametrize(
    ("before", "said", "hint"),
    [(10, "约为后者的 10 倍", "多写了位数"), (10_000, "约为后者的 100 分之一", "少写了位数")],
)
def test_another_size_is_told_with_what_went_wrong(before: float, said: str, hint: str) -> None:
    problem = only(after({}, History(last_month="2025-05", last={("population", "total"): before})))
    assert problem.message == f"“常住人口”是 100，2025-05 是 {before}，{said}。"
    assert (problem.severity, hint in problem.action) == ("warning", True)


@pytest.mark.parametrize(
    ("month", "before", "rules"),
    [
        ("2025-05", 10, ["size_differs"]),  # now 96 in June: 9.6 times, 8 times as much a month
        ("2025-01", 10, []),  # 9.6 times after six times the months: 1.6 times as much a month
        ("2025-05", 960, ["size_differs", "running_total_falls"]),
        ("2024-12", 960, []),
    ],
)
def test_a_running_total_of_another_size_is_told_unless_the_months_explain_it(
    month: str, before: float, rules: list[str]
) -> None:
    report = after({}, History(last_month=month, last={("spent", "total"): before}))
    assert [problem.rule for problem in report.problems] == rules


@pytest.mark.parametrize(("month", "rules"), [("2025-05", ["running_total_falls"]), ("2024-12", [])])
def test_a_running_total_falls_in_january_alone(month: str, rules: list[str]) -> None:
    report = after({}, History(last_month=month, last={("spent", "total"): 96.5}))  # now 96
    assert [problem.rule for problem in report.problems] == rules


def test_a_running_total_may_stand_still() -> None:
    assert found(after({}, History(last_month="2025-05", last={("spent", "total"): 96.0}))) == []  # now 96


def test_a_flow_may_change_freely() -> None:
    last = {("events", split): 1000.0 for split in ("urban", "rural", "total")}
    assert found(after({}, History(last_month="2025-05", last=last))) == []


def test_a_figure_may_reach_its_limit() -> None:
    schools = {("科普服务", "H3"): 40, ("科普服务", "I3"): 60, ("科普服务", "J3"): 100}
    assert found(after(schools | {("科普服务", "J8"): 100})) == []  # 100 schools, a budget of 100
