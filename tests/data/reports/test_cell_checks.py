"""What a single cell may hold."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from data.reports.cell_checks import Fault, read_number
from data.reports.report import Report
from tests.data.workbooks import CATALOG, after, checked, edited, found, only, reworked, sound_workbook

CELLS = [
    ("I6", "十二", "text_in_number"),
    ("I6", True, "text_in_number"),
    ("I6", "12", "numbers_as_text"),
    ("I6", "约12", "text_in_number"),
    ("I6", "1,23", "decimal_comma"),
    ("I6", datetime(2025, 6, 1), "date_in_number"),
    ("I6", "—", "ambiguous_mark"),
    ("I6", "n/a", "ambiguous_mark"),
    ("I6", "#DIV/0!", "error_value"),
    ("I6", "=1+1", "formula_uncalculated"),
    ("I6", -0.5, "negative"),
    ("H6", 3, "split_unused"),
    ("J9", 3, "step_out_of_range"),
    ("J9", 1.5, "fractional_count"),
]


@pytest.mark.parametrize(("cell", "value", "rule"), CELLS)
def test_each_cell_holds_a_number_that_can_be(cell: str, value: Any, rule: str) -> None:
    assert found(after({("科普服务", cell): value})) == [(rule, "科普服务", cell)]


@pytest.mark.parametrize("value", [None, "  ", 0, 2.5, "不适用", " 不适用 "])
def test_missing_zero_a_decimal_amount_and_not_applicable_are_no_mistakes(value: Any) -> None:
    assert found(after({("科普服务", "I6"): value})) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12人", "12"), ("约12", "12"), ("约1,234", "1234"), ("约1，234.5", "1234.5"), ("12%", "12"), ("十二", ""),
        ("1.2万", ""), ("10-12", ""), ("约-5", ""), ("1/2", ""), ("未报", ""),
    ],
)  # fmt: skip
def test_text_gets_the_number_that_was_meant_where_that_is_certain(text: str, meant: str) -> None:
    assert read_number(text) == Fault("text_in_number", meant)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"), ("１２", "12"), ("1,234", "1234"), ("1，234.5", "1234.5"), ("1,234,567", "1234567"), ("-5", "-5"),
        ("+5", "5"), ("0.50", "0.50"), (" 12\u200b", "12"), ("12\u00a0", "12"),
    ],
)  # fmt: skip
def test_a_text_that_is_exactly_a_number_is_one_kept_as_text(text: str, number: str) -> None:
    assert read_number(text) == Fault("numbers_as_text", number)


@pytest.mark.parametrize("text", ["0,123", "1,2345", "12,34,567", "1,,234", "1 234", "9" * 400, "+", "--5"])
def test_other_texts_are_none(text: str) -> None:
    found = read_number(text)
    assert isinstance(found, Fault) and found.rule != "numbers_as_text"


def test_a_number_beyond_all_bounds_is_no_number() -> None:
    assert read_number(float("inf")) == Fault("text_in_number")


def test_a_rate_is_at_most_100_and_a_total_rate_lies_between() -> None:
    assert found(after({("全市事项", "H3"): 100.5}, reporter="science")) == [("rate_above_100", "全市事项", "H3")]
    assert found(after({("全市事项", "J3"): 8.1}, reporter="science")) == [("total_outside_parts", "全市事项", "J3")]
    assert found(after({("全市事项", "J3"): 8}, reporter="science")) == []


@pytest.mark.parametrize("rates", [(100, 100, 100), (8, 6, 6), (8, 6, 8), (0, 0, 0)])
def test_a_rate_may_be_100_and_a_total_rate_like_either_part(rates: tuple[float, float, float]) -> None:
    changes = {("全市事项", f"{column}3"): rate for column, rate in zip("HIJ", rates, strict=True)}
    unquoted = replace(CATALOG, series=())  # the plan quotes no rates that these would be far from
    content = edited(sound_workbook(CATALOG, "science", "2025-06"), changes)
    assert found(checked(content, catalog=unquoted)) == []


def test_a_total_rate_below_both_parts_is_none_of_them() -> None:
    assert found(after({("全市事项", "J3"): 5.9}, reporter="science")) == [("total_outside_parts", "全市事项", "J3")]


def test_the_last_step_is_one() -> None:
    assert found(after({("科普服务", "J9"): 2})) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (".5", "0.5"), ("5.", "5"), ("+.5", "0.5"), ("12\u200b人", ""), ("12\u200b天", "12"),
        ("(5)", ""), ("（5）", ""), ("10萬", ""),
        ("<5", ""), ("≥5", ""), ("−5", ""), ("负5", ""), ("▲5", ""), ("5e3", ""), ("1.2.3", ""), ("12,5", ""),
    ],
)  # fmt: skip
def test_a_suggestion_is_exact_or_there_is_none(text: str, meant: str) -> None:
    action = only(after({("科普服务", "I6"): text})).action
    assert action.startswith(f"看来应填 {meant}，" if meant else "请核实后只填数字")


@pytest.mark.parametrize(("text", "meant"), [("12天", True), ("12 天", True), ("12人", False), ("12%", False)])
def test_a_number_is_suggested_with_its_own_unit_alone(text: str, meant: bool) -> None:
    assert ("看来应填 12，" in only(after({("科普服务", "I6"): text})).action) == meant


@pytest.mark.parametrize(("value", "number"), [(0.1 * 3 * 10, 3), (2.9999999999999996, 3), (1 - 0.9 - 0.1, 0)])
def test_the_noise_of_binary_fractions_is_no_fraction(value: float, number: float) -> None:
    assert read_number(value) == number


def test_a_fraction_is_shown_to_the_digit_that_makes_it_one() -> None:
    assert only(after({("科普服务", "J9"): 1.00000000001})).value == "1.00000000001"


def formatted(code: str, sheet: str, values: dict[str, float], reporter: str) -> Report:
    def work(book: Any) -> None:
        for cell, value in values.items():
            book[sheet][cell] = value
            book[sheet][cell].number_format = code

    return checked(reworked(sound_workbook(CATALOG, reporter, "2025-06"), work))


@pytest.mark.parametrize("code", ["0%", "0.0%", "0.00%;[Red]-0.00%"])
def test_a_rate_is_the_percentage_that_its_cell_shows(code: str) -> None:
    report = formatted(code, "全市事项", {"H3": 0.182, "I3": 0.07, "J3": 0.142}, "science")
    assert (report.problems, [figure.value for figure in report.figures]) == ((), [14.2, 18.2, 7])  # the total first


def test_a_share_that_is_typed_where_a_percentage_belongs_is_questioned() -> None:
    report = after(
        {("全市事项", cell): value for cell, value in {"H3": 0.2, "I3": 0.1, "J3": 0.14}.items()}, reporter="science"
    )
    assert [problem.rule for problem in report.problems] == ["rate_below_1"] * 3


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("0%", ["percent_in_number"]), ("0.0,", ["number_disguised"]), (";;;", ["number_disguised"]),
        ('"12"', ["number_disguised"]), ("#,##0.00", []), ('0.0"%"', []), ("0.0\\%", []), ("General", []), ("@", []),
    ],
)  # fmt: skip
def test_a_number_that_is_shown_as_another_is_asked(code: str, rules: list[str]) -> None:
    assert [problem.rule for problem in formatted(code, "科普服务", {"I6": 1200.0}, "900101").problems] == rules


def test_a_formula_of_an_area_is_shown_and_not_its_object() -> None:
    area = ArrayFormula("I6", "=SUM(H3:H4)")
    assert only(after({("科普服务", "I6"): area})).message == "公式 =SUM(H3:H4) 没有计算结果。"
