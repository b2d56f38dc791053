"""The shape of the sheets and their rows."""

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
        ({"A5": "pupils", "J5": 3}, "variable_unknown", "A5"),
        ({"A5": "literacy", "J5": 3}, "variable_elsewhere", "A5"),
        ({"A5": "schools", "J5": 3}, "row_duplicate", "A5"),
        ({"J5": 3}, "row_without_code", "A5"),
        ({f"{column}4": None for column in "AHIJ"}, "row_missing", ""),
    ],
)
def test_each_row_is_one_variable_of_the_reporter(changes: dict[str, Any], rule: str, cell: str) -> None:
    assert found(after({("基本情况", address): value for address, value in changes.items()})) == [
        (rule, "基本情况", cell)
    ]


def test_a_department_does_not_report_what_counties_do() -> None:
    problem = only(after({("全市事项", "A4"): "schools"}, reporter="science"))
    assert (problem.rule, problem.cell) == ("variable_elsewhere", "A4")
    assert "县（区）" in problem.message


def test_merged_cells_are_refused() -> None:
    def merge(book: Any) -> None:
        book["科普服务"].merge_cells("H5:I5")

    report = checked(reworked(sound_workbook(CATALOG, "900101", "2025-06"), merge))
    assert found(report) == [("merged_cells", "科普服务", "H5")]


def test_a_report_without_a_figure_is_refused_and_one_with_a_single_figure_is_not() -> None:
    assert found(checked(write_template(CATALOG, "900101", Month("2025-06")))) == [("report_empty", "", "")]
    assert found(checked(write_template(CATALOG, "900101", Month("2025-06"), filled={("schools", "total"): 0}))) == []
