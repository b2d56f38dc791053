"""What a single cell may hold."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from data.reports.cell_checks import Fault, read_number
from tests.data.workbooks import CATALOG, after, checked, edited, found, sound_workbook

CELLS = [
    ("I6", "十二", "text_in_number"),
    ("I6", True, "text_in_number"),
    ("I6", "12", "text_in_number"),
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
        ("12", "12"), ("１２", "12"), ("1,234", "1234"), ("1，234.5", "1234.5"), ("12人", "12"),
        ("约12", "12"), ("12%", "12"), ("十二", ""),
        ("1,23", ""), ("1.2万", ""), ("10-12", ""), ("-5", ""), ("1/2", ""), ("未报", ""),
    ],
)  # fmt: skip
def test_text_gets_the_number_that_was_meant_where_that_is_certain(text: str, meant: str) -> None:
    assert read_number(text) == Fault("text_in_number", meant)


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
