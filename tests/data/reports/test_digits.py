"""A comma between digits: thousands where it can be nothing else, and asked everywhere else."""

from typing import Any

import pytest

from data.reports.digits import as_typed, has_decimal_comma, is_ambiguous
from data.reports.examination import examine
from data.reports.report import Report
from data.reports.workbook import read_report
from tests.data.workbooks import CATALOG, JULY, NO_HISTORY, after, as_csv, only, sound_workbook

TABLE = as_csv(read_report(("东区.xlsx", sound_workbook(CATALOG, "900101", "2025-06")), CATALOG)).decode("utf-8-sig")


def check(cells: dict[str, str]) -> Report:
    """Check a CSV report with other cells for total, urban and rural in the rows of some variables."""
    lines = [f"{name},{cells[name]}," if (name := line.split(",")[0]) in cells else line for line in TABLE.splitlines()]
    return examine(read_report(("东区.csv", "\n".join(lines).encode()), CATALOG), CATALOG, NO_HISTORY, JULY)


@pytest.mark.parametrize(
    ("text", "number", "ambiguous", "decimal"),
    [
        ("1234", 1234, False, False),
        ("1,234", 1234, True, False),
        ("-1,234", -1234, True, False),
        ("1,234.00", 1234, False, False),
        ("1,234,567", 1234567, False, False),
        ("3,5", None, False, True),
        ("12,50", None, False, True),
        ("0,123", None, False, True),  # no thousands begin with a zero
        ("1234,567", None, False, True),
        ("1,23,456", None, False, False),
        ("3,5万", None, False, False),
    ],
)
def test_a_comma_is_read_where_it_can_be_one_thing_alone(
    text: str, number: float | None, ambiguous: bool, decimal: bool
) -> None:
    assert (as_typed(text), is_ambiguous(text), has_decimal_comma(text)) == (number, ambiguous, decimal)


@pytest.mark.parametrize("text", ["3,5", "12,50", "0,123", "３，５", "1,234"])
def test_a_decimal_comma_in_a_workbook_is_asked_and_nothing_suggested(text: Any) -> None:
    problem = only(after({("科普服务", "I6"): text}))  # an amount of days
    assert (problem.rule, problem.severity, problem.cell) == ("decimal_comma", "error", "I6")
    assert problem.message == f"“农技服务天数”应填数字（天），这里是“{text}”，其中的逗号分不清是小数点还是千位分隔符。"
    assert problem.action == "请核实后只填数字：小数点用“.”，不写千位分隔符，如 3.5、1234。"


@pytest.mark.parametrize(
    ("cell", "text", "suggested"),
    [("I6", "约1,234", False), ("I6", "1,234天", False), ("I6", "1,234.0天", True), ("H5", "约1,234", True)],
)
def test_no_number_is_suggested_for_an_amount_whose_comma_can_be_two_things(
    cell: str, text: str, suggested: bool
) -> None:
    rest = {("科普服务", "I5"): None, ("科普服务", "J5"): None} if cell == "H5" else {}  # visits, a count
    action = only(after({**rest, ("科普服务", cell): text})).action
    assert action.startswith("看来应填 1234" if suggested else "请核实后只填数字")


def test_in_a_count_one_group_of_three_is_thousands() -> None:
    cells = {"population": '"1,234",600,634'}
    report = check(cells)
    assert report.problems == ()
    assert {figure.split: figure.value for figure in report.figures if figure.variable == "population"} == {
        "total": 1234, "urban": 600, "rural": 634,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ('"1,234"', ["decimal_comma"]),
        ('"3,5"', ["decimal_comma"]),
        ('"1,234.00"', []),
        ('"1,234,567"', []),
        ("1234", []),
        ("3,5", ["cells_uneven"]),
    ],
)
def test_in_an_amount_of_a_csv_file_it_is_asked(typed: str, rules: list[str]) -> None:
    report = check({"budget": f"{typed},,", "spent": "1,,"})
    assert [problem.rule for problem in report.problems] == rules


def test_the_number_is_told_as_it_was_typed() -> None:
    problem = only(check({"budget": '"1,234",,', "spent": "1,,"}))
    assert (problem.value, problem.cell) == ("1,234", "B15")


def test_in_a_count_a_decimal_comma_is_one_all_the_same() -> None:
    assert "decimal_comma" in [problem.rule for problem in check({"population": '"0,123",60,63'}).problems]
