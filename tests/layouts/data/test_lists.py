from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.reports.report import Figure, Problem, Report, digest
from figures.kit.tables import text_of
from layouts.data.lists import corrections_exhibit, unusual_exhibit, warnings_exhibit, warnings_of, warnings_sheet
from layouts.data.parts import SHOWN, listing
from speech.months import Month
from speech.words import speaking
from tests.contexts import context_of
from tests.documents import as_json, nodes, text
from tests.small import EAST, WEST, SmallCity, rooms

PROBLEM = Problem("warning", "stock_jumps", "east.xlsx", "-", "F5", "40", "“中小学校数”是 40", "请核实。", "schools")


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    """East reported twice for March: 20 schools, then 40 with a warning; West has 20 as before."""
    made = SmallCity(tmp_path)
    made.report(EAST, "2025-02", rooms(6, 4)).report(WEST, "2025-02", rooms(5, 5))
    made.report(EAST, "2025-03", {"schools": 20}).report(WEST, "2025-03", rooms(5, 5))
    figure = Figure("schools", "total", "reported", 40, "-", "F5")
    report = Report(
        EAST,
        EAST,
        Month("2025-03"),
        "correction",
        "2025.1",
        False,
        "east.xlsx",
        b"40",
        digest(b"40"),
        (figure,),
        (PROBLEM,),
    )
    made.store.save(report, datetime(2025, 4, 9, tzinfo=UTC), late=False)
    return made


def rows(exhibit: object) -> list[list[str]]:
    return [[text_of(entry) for entry in row] for row in exhibit.table().rows]  # type: ignore[attr-defined]


def test_a_warning_is_told_as_it_was_recorded(city: SmallCity) -> None:
    exhibit = warnings_exhibit(context_of(city, "/data"))
    assert rows(exhibit) == [["东区", "-", "F5", "中小学校数 (所)", "40", "“中小学校数”是 40", "请核实。", "east.xlsx"]]
    assert exhibit.reading.startswith("2025年3月的月报带着 1 条提醒入库，来自东区；")


def test_recorded_chinese_is_marked_as_chinese_in_english(city: SmallCity) -> None:
    with speaking("en"):
        exhibit = warnings_exhibit(context_of(city, "/data"))
        quoted = [text(node) for node in nodes(as_json(exhibit.body), "Span") if node["props"].get("lang") == "zh"]
    assert quoted == ["-", "“中小学校数”是 40", "请核实。", "east.xlsx"]
    assert "as they were recorded" in text(as_json(exhibit.foot))


def test_a_correction_is_told_from_old_to_new(city: SmallCity) -> None:
    exhibit = corrections_exhibit(context_of(city, "/data"))
    assert rows(exhibit) == [["东区", "中小学校数 (所)", "合计", "20", "40", "-", "F5", "第 2 版"]]
    assert exhibit.reading == "2025年3月的月报有 1 个单位作过更正，共改动 1 个数。"
    links = [node["props"]["href"] for node in nodes(as_json(exhibit.body), "A")]
    assert links == [f"/files/{digest(b'40')}"]


def test_a_jump_is_told_with_what_it_is_compared_with(city: SmallCity) -> None:
    exhibit = unusual_exhibit(context_of(city, "/data"))
    assert rows(exhibit) == [
        ["跳变", "东区", "中小学校数 (所)", "合计", "40", "20", "+100%", "±20%", "east.xlsx", "-", "F5"]
    ]


@pytest.mark.parametrize("make", [warnings_exhibit, corrections_exhibit, unusual_exhibit])
def test_a_county_without_any_says_so(city: SmallCity, make: object) -> None:
    exhibit = make(context_of(city, f"/data?place={WEST}"))  # type: ignore[operator]
    assert exhibit.table().rows == () and exhibit.reading == ""
    assert text(as_json(exhibit.body)).startswith("2025年3月西县")


def test_a_long_list_leads_to_the_rest(city: SmallCity) -> None:
    context = context_of(city, "/data")
    sheet = warnings_sheet(context, warnings_of(context))
    many = replace(sheet, table=replace(sheet.table, rows=sheet.table.rows * (SHOWN + 2)))
    many = replace(many, links={"file": list(sheet.links["file"]) * (SHOWN + 2)})
    shown = as_json(listing(context, many, "提醒", "warnings"))
    assert len(list(nodes(shown, "Tr"))) == SHOWN + 1
    assert text(shown).endswith("另有 2 条，看完整的数据表")


def test_a_running_total_below_an_earlier_month_stands_first(city: SmallCity) -> None:
    city.report(EAST, "2025-01", {"spent": 80.0}).report(WEST, "2025-03", {"schools": 40, "spent": 1.0})
    city.report(EAST, "2025-03", {"schools": 40, "spent": 20.0})
    exhibit = unusual_exhibit(context_of(city, "/data"))
    assert rows(exhibit)[0][:8] == ["累计倒退", "东区", "支出数 (万元)", "合计", "20", "80", "−75%", "不应减少"]
    assert "、1 个累计数比本年前面的月份还小" in exhibit.reading
