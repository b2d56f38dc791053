"""Plain numbers kept as text: one problem a file, with every cell, and the other rules judge them all the same."""

from typing import Any

import pytest

from data.reports.case import Case, identify
from data.reports.examination import examine
from data.reports.form import Cell
from data.reports.number_texts import compact, kept_as_text
from data.reports.workbook import read_report
from tests.data.workbooks import CATALOG, JULY, NO_HISTORY, after, as_csv, found, only, sound_workbook

POPULATION = {("基本情况", "H3"): "40", ("基本情况", "I3"): "60", ("基本情况", "J3"): "100"}


@pytest.mark.parametrize(
    ("cells", "ranges"),
    [
        (["H3"], ("H3",)),
        (["J4", "I3", "H3", "J3", "H4", "I4"], ("H3:J4",)),
        (["H3", "H4", "H6", "J3"], ("H3:H4", "J3", "H6")),  # column by column, then row by row
        (["I3", "H3", "H4"], ("H3:H4", "I3")),
        ([], ()),
    ],
)
def test_cells_are_written_as_few_ranges(cells: list[str], ranges: tuple[str, ...]) -> None:
    assert compact(cells) == ranges


def test_numbers_kept_as_text_are_told_once_with_all_their_cells() -> None:
    problem = only(after({**POPULATION, ("科普服务", "I6"): "60.0"}))
    assert (problem.rule, problem.severity, problem.sheet, problem.cell) == (
        "numbers_as_text", "error", "基本情况", "H3",
    )  # fmt: skip
    assert problem.message == "有 4 个数存成了文本（这里是“40”）：“基本情况”H3:J3；“科普服务”I6。应当是数值。"
    assert "“转换为数字”" in problem.action and "“分列”→“完成”" in problem.action
    assert "全角" not in problem.action


def test_those_with_signs_that_a_program_may_not_take_are_named() -> None:
    action = only(after({**POPULATION, ("基本情况", "H3"): "40\u200b", ("基本情况", "J3"): "１００"})).action
    assert action.endswith("夹有全角或看不见的字符的（“基本情况”H3、J3），转换后若仍是文本，请重新输入。")


def test_of_scattered_cells_twenty_ranges_are_listed() -> None:
    reading = read_report(("东区.xlsx", sound_workbook(CATALOG, "900101", "2025-06")), CATALOG)
    case = Case(reading, identify(reading, CATALOG), NO_HISTORY, CATALOG, JULY, {})
    (problem,) = kept_as_text(case, [Cell("基本情况", f"H{row}", "1") for row in range(3, 49, 2)])  # 23 rows
    assert "有 23 个数" in problem.message
    assert problem.message.endswith("、H39、H41；另有 3 处。应当是数值。")  # 3 + 2 × 19 = 41


def test_the_other_rules_judge_what_was_meant_at_once() -> None:
    report = after({**POPULATION, ("基本情况", "J3"): "101"})
    assert found(report) == [("numbers_as_text", "基本情况", "H3"), ("sum_differs", "基本情况", "J3")]
    assert found(after({("科普服务", "I6"): "-5"})) == [
        ("negative", "科普服务", "I6"),
        ("numbers_as_text", "科普服务", "I6"),
    ]


def test_a_number_in_an_unused_cell_is_that_and_nothing_more() -> None:
    assert found(after({("科普服务", "H6"): "3"})) == [("split_unused", "科普服务", "H6")]


@pytest.mark.parametrize("text", ["１００", "100\u200b"])
def test_in_a_csv_file_where_all_is_text_each_is_told_with_its_number(text: Any) -> None:
    table = as_csv(read_report(("东区.xlsx", sound_workbook(CATALOG, "900101", "2025-06")), CATALOG)).decode(
        "utf-8-sig"
    )
    content = table.replace("population,100,", f"population,{text},").encode()
    problem = only(examine(read_report(("东区.csv", content), CATALOG), CATALOG, NO_HISTORY, JULY))
    assert (problem.rule, problem.action[:10]) == ("text_in_number", "看来应填 100，请")
