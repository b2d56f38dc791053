"""The shape of the sheets and their rows."""

from datetime import date, datetime
from typing import Any

import pytest

from data.reports.template import write_template
from speech.months import Month
from tests.data.workbooks import CATALOG, after, checked, found, only, reworked, sound_workbook


def test_sheets_must_be_those_of_the_form() -> None:
    def rename(book: Any) -> None:
        book["科普服务"].title = "服务"

    report = checked(reworked(sound_workbook(CATALOG, "900101", "2025-06"), rename))
    assert found(report) == [("sheet_missing", "科普服务", ""), ("sheet_unknown", "服务", "")]


def test_a_sheet_with_another_heading_is_not_read() -> None:
    report = after({("基本情况", "H2"): "乡村", ("基本情况", "I2"): "城镇", ("基本情况", "H3"): -1})
    assert found(report) == [("heading_changed", "基本情况", "H2")]


@pytest.mark.parametrize(
    ("changes", "rule", "cell"),
    [
        ({"L5": "pupils", "J5": 3}, "variable_unknown", "L5"),
        ({"L5": "literacy", "J5": 3}, "variable_elsewhere", "L5"),
        ({"L5": "schools", "J5": 3}, "row_duplicate", "L5"),
        ({"J5": 3}, "row_without_code", "L5"),
        ({f"{column}4": None for column in "LHIJ"}, "row_missing", ""),
    ],
)
def test_each_row_is_one_variable_of_the_reporter(changes: dict[str, Any], rule: str, cell: str) -> None:
    assert found(after({("基本情况", address): value for address, value in changes.items()})) == [
        (rule, "基本情况", cell)
    ]


def test_a_department_does_not_report_what_counties_do() -> None:
    problem = only(after({("全市事项", "L4"): "schools"}, reporter="science"))
    assert (problem.rule, problem.cell) == ("variable_elsewhere", "L4")
    assert "县（区）" in problem.message


def test_merged_cells_are_refused() -> None:
    def merge(book: Any) -> None:
        book["科普服务"].merge_cells("H5:I5")

    report = checked(reworked(sound_workbook(CATALOG, "900101", "2025-06"), merge))
    assert found(report) == [("merged_cells", "科普服务", "H5")]


def test_a_report_without_a_figure_is_refused_and_one_with_a_single_figure_is_not() -> None:
    assert found(checked(write_template(CATALOG, "900101", Month("2025-06")))) == [("report_empty", "", "")]
    assert found(checked(write_template(CATALOG, "900101", Month("2025-06"), filled={("schools", "total"): 0}))) == []


def test_a_column_that_stands_twice_is_asked() -> None:
    report = after({("基本情况", "M2"): "城镇", ("基本情况", "M3"): 41})
    assert found(report) == [("heading_twice", "基本情况", "M2")]
    assert "H2" in report.problems[0].message


@pytest.mark.parametrize("value", [5, "5", "1,234"])
def test_a_figure_above_or_beside_the_table_or_for_a_note_is_out_of_place(value: Any) -> None:
    changes = {("基本情况", cell): value for cell in ("H1", "M3", "K4")}
    assert found(after(changes)) == [
        ("outside_form", "基本情况", "H1"),
        ("outside_form", "基本情况", "M3"),
        ("outside_form", "基本情况", "K4"),
    ]


@pytest.mark.parametrize("cell", ["A1", "B2", "C5", "D8", "B29", "A30", "Z40"])
@pytest.mark.parametrize("value", [5, "1,234", "=1+1", "#N/A"])
def test_a_figure_on_the_cover_is_out_of_place(cell: str, value: Any) -> None:
    assert found(after({("封面", cell): value})) == [("outside_form", "封面", cell)]


def test_a_figure_on_the_cover_with_a_label_that_is_not_the_forms_is_out_of_place() -> None:
    assert found(after({("封面", "A30"): "学校数", ("封面", "B30"): 12})) == [("outside_form", "封面", "B30")]


def test_words_and_dates_on_the_cover_are_no_mistake() -> None:
    words = {"C5": "已核对", "A29": "填表日期", "B29": datetime(2025, 7, 1), "B30": "电话 6320000"}
    assert found(after({("封面", cell): value for cell, value in words.items()})) == []


def test_numbers_on_the_cover_of_another_template_may_be_its_own() -> None:
    assert found(after({("封面", "B10"): "2024.1", ("封面", "C5"): 5})) == [("template_version", "封面", "B10")]


def test_words_beside_the_table_are_no_mistake() -> None:
    assert found(after({("基本情况", "M3"): "已核对", ("基本情况", "K4"): "撤并 2 所"})) == []


def test_nothing_of_the_block_to_be_signed_is_read() -> None:
    signed = {"A6": "填表人：张三", "C6": "审核人：李四", "E6": "负责人：", "H6": 13800000000, "K6": date(2025, 7, 3)}
    assert found(after({("基本情况", cell): value for cell, value in signed.items()})) == []


def test_a_signature_elsewhere_below_the_table_is_no_row_unless_it_has_a_figure() -> None:
    signed = {("基本情况", "A8"): "张三", ("基本情况", "H8"): "李四"}
    assert found(after(signed)) == []
    assert found(after({**signed, ("基本情况", "J8"): 3})) == [("row_without_code", "基本情况", "L8")]


@pytest.mark.parametrize(
    ("state", "value", "rules"),
    [
        ("visible", None, []), ("visible", 1, ["sheet_unknown"]), ("hidden", None, []),
        ("hidden", 1, ["sheet_hidden"]), ("veryHidden", 1, []),
    ],
)  # fmt: skip
def test_a_sheet_that_is_empty_or_that_no_user_can_see_is_passed_over(state: str, value: Any, rules: list[str]) -> None:
    def add(book: Any) -> None:
        sheet = book.create_sheet("Sheet1")
        sheet["A1"], sheet.sheet_state = value, state

    report = checked(reworked(sound_workbook(CATALOG, "900101", "2025-06"), add))
    assert [problem.rule for problem in report.problems] == rules
