import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.kit.files import FORMULA_SIGNS, as_csv, as_xlsx, neutral
from figures.kit.tables import Cell, Column, Table

TABLE = Table(
    (Column("place", "Place", pinned=True), Column("value", "Value", "%", 1)),
    (("East", Cell(1234.5678, "1,234.6%")), ("=cmd()", Cell(None, "not reported")), ("West", Cell(0.0, "0.0%"))),
)
HEADER = [("Title", "Rooms"), ("Note", "@all")]


def test_csv_holds_figures_in_full_and_says_why_there_is_none() -> None:
    text = as_csv(TABLE, HEADER).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["Title", "Rooms"],
        ["Note", "'@all"],
        [],
        ["Place", "Value (%)"],
        ["East", "1234.5678"],
        ["'=cmd()", "not reported"],
        ["West", "0"],
    ]


def test_xlsx_holds_numbers_with_their_decimals_under_the_block() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(TABLE, HEADER, "Rooms: all [1]"))).active
    assert sheet is not None
    assert sheet.title == "Rooms  all  1"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Title", "Rooms"],
        ["Note", "@all"],
        [None, None],
        ["Place", "Value (%)"],
        ["East", 1234.5678],
        ["=cmd()", "not reported"],
        ["West", 0],
    ]
    assert sheet["B5"].number_format == "#,##0.0"
    assert sheet["A6"].data_type == "s"  # a text, not a formula


@given(st.text())
def test_nothing_in_a_csv_is_taken_for_a_formula(text: str) -> None:
    assert not neutral(text).startswith(FORMULA_SIGNS)
    assert neutral(text).removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@name", "\t=1", "\r=1"])
def test_formulas_are_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"
