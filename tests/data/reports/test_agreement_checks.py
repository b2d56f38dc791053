"""What a report says twice."""

import pytest

from tests.data.workbooks import CATALOG, after, checked, edited, found, only, sound_workbook

TITLE = "基本情况 · 东区 · 2025-06"


@pytest.mark.parametrize(
    "title",
    [
        "基本情况 · 东区 · 2025-05", "基本情况 · 西县 · 2025-06", "科普服务 · 东区 · 2025-06",
        "基本情况 · 东区 · 2025-06 · 演示数据", "2025-06",
    ],
)  # fmt: skip
def test_a_title_of_another_month_unit_theme_or_nature_is_refused(title: str) -> None:
    problem = only(after({("基本情况", "A1"): title}))
    assert (problem.rule, problem.severity, problem.cell) == ("title_differs", "error", "A1")
    assert problem.message == f"工作表标题写的是“{title}”，按封面应为“{TITLE}”。"


@pytest.mark.parametrize("title", [None, "  ", f" {TITLE}\u200b", "基本情况·东区·２０２５－０６"])
def test_a_title_may_be_gone_or_spaced_and_wide(title: str | None) -> None:
    assert found(after({("基本情况", "A1"): title})) == []


def test_sheets_of_one_month_under_the_cover_of_the_next_are_refused() -> None:
    content = edited(sound_workbook(CATALOG, "900101", "2025-05"), {("封面", "B7"): "2025-06"})
    assert found(checked(content)) == [("title_differs", "基本情况", "A1"), ("title_differs", "科普服务", "A1")]


def test_sheets_of_one_county_under_the_cover_of_another_are_refused() -> None:
    content = edited(sound_workbook(CATALOG, "900102", "2025-06"), {("封面", "B5"): "900101", ("封面", "B6"): "东区"})
    assert found(checked(content)) == [("title_differs", "基本情况", "A1"), ("title_differs", "科普服务", "A1")]


def test_titles_may_have_the_old_name_that_the_cover_has() -> None:
    titles = {("基本情况", "A1"): "基本情况 · 东县 · 2025-06", ("封面", "B6"): "东县"}
    assert found(after(titles)) == [("unit_retired", "封面", "B6")]


def test_swapped_codes_are_refused_in_both_rows() -> None:
    report = after({("基本情况", "L3"): "schools", ("基本情况", "L4"): "population"})
    assert found(report) == [("name_differs", "基本情况", "A3"), ("name_differs", "基本情况", "A4")]
    assert report.problems[0].message == ("这一行的编码（L3）schools 是“中小学校数”，指标名称却写着“常住人口”。")


def test_a_changed_unit_is_refused() -> None:
    assert found(after({("科普服务", "B7"): "元"})) == [("unit_differs", "科普服务", "B7")]


@pytest.mark.parametrize("changes", [{"A3": None, "B3": None}, {"A3": " 常住 人口 "}, {"L3": "population\u200b"}])
def test_a_name_may_be_gone_or_spaced_and_a_code_have_what_nobody_sees(changes: dict[str, str | None]) -> None:
    report = after({("基本情况", cell): value for cell, value in changes.items()})
    assert (report.problems, len(report.figures)) == ((), 19)  # five variables of three figures, four of one
