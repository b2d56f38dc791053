import io
from typing import Any

import openpyxl
import pytest

from briefing.sheet import as_xlsx, sheet_name
from tests.briefing.sample_brief import brief, table


def opened(lang: str = "zh") -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(brief(lang), table(2), table(4))))


def cells(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_part_has_its_sheet() -> None:
    assert opened().sheetnames == ["依据和口径", "文字与依据", "各县（区）", "指标评价值", "得分"]
    assert opened("en").sheetnames[-2:] == ["Judged values", "Scores"]


def test_the_first_sheet_says_what_it_is() -> None:
    assert cells(opened().worksheets[0]) == [
        ["东城市 <月报> & 更多", None],
        ["2025年6月", None],
        ["演示数据", None],
        [None, None],
        ["总况", "综合得分 71.5。"],
        ["编号", "KS-1"],
        ["目标依据", "=3 项"],
    ]


def test_sentences_stand_with_the_figures_that_they_rest_on() -> None:
    rows = cells(opened().worksheets[1])
    assert rows[:4] == [
        ["部分", "文字", "所依据的数字"],
        ["总况", "综合得分 71.5。", "0|2025-06|total|total"],
        ["各县（区）", "<b>东区</b>最高。", "a|1|2025-06|all"],
        ["行动：[五] 项", "=1+1 项落后。", ""],
    ]
    assert len(rows) == 1 + 1 + 1 + 1 + 8


def test_figures_are_numbers_and_nothing_is_a_formula() -> None:
    book = opened()
    assert cells(book.worksheets[2]) == [
        ["县（区）", "得分 (分)"],
        ["<b>东区</b>", "未报"],
        ["=1+1", 7.25],
        ["第 0 区", 1000.25],
    ]
    assert book.worksheets[2]["B3"].number_format == "#,##0.0"
    assert [len(list(sheet.rows)) for sheet in book.worksheets[3:]] == [3, 5]
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert as_xlsx(brief(), table(), table()) == as_xlsx(brief(), table(), table())


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("a: [b]/c", [], "a b c"),
        ("得分", ["得分"], "得分 2"),
        ("Scores", ["scores", "SCORES 2"], "Scores 3"),
        ("x" * 40, ["x" * 31], "x" * 29 + " 2"),
        ("[]", [], "1"),
    ],
)
def test_names_of_sheets_are_allowed_and_different(title: str, taken: list[str], name: str) -> None:
    assert sheet_name(title, taken) == name
