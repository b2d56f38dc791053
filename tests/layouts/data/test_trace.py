from pathlib import Path

import pytest

from figures.kit.tables import text_of
from layouts.data.trace import MANY, trace_exhibit
from tests.contexts import context_of
from tests.documents import as_json, nodes, of_class, text
from tests.small import CITY, EAST, WEST, SmallCity, rooms


def rows(city: SmallCity, address: str) -> list[list[str]]:
    return [[text_of(entry) for entry in row] for row in trace_exhibit(context_of(city, address)).table().rows]


def test_a_figure_is_told_with_report_sheet_and_cell(rooms_city: SmallCity) -> None:
    found = rows(rooms_city, f"/data?indicator=room_rate&place={WEST}&month=2024-03&split=rural")
    whose, where = ["西县", "2024年3月", "乡村"], ["西县", "900102-2024-03.xlsx", "-"]
    when = ["2024年3月28日", "1", "迟报"]
    assert found == [
        ["分子", "有活动室学校 (所)", *whose, "5", *where, "F9", *when],
        ["分母", "中小学校数 (所)", *whose, "10", *where, "F6", *when],
    ]


def test_the_formula_is_shown_with_the_numbers_put_in(rooms_city: SmallCity) -> None:
    exhibit = trace_exhibit(context_of(rooms_city, "/data?indicator=room_rate"))
    words = text(of_class(as_json(exhibit.body), "worked"))
    assert "有活动室学校 ÷ 中小学校数 × 100%" in words and "34 ÷ 40 × 100% = 85.0%" in words
    assert exhibit.reading == "2025年3月小城市的“有活动室的学校占比”是 85.0%，由 4 个报送数字得出。"


def test_the_value_is_marked_and_files_can_be_taken(rooms_city: SmallCity) -> None:
    body = as_json(trace_exhibit(context_of(rooms_city, "/data?indicator=room_rate")).body)
    assert [node["props"]["data-figure"] for node in nodes(body) if "data-figure" in node["props"]] == [
        f"room_rate|{CITY}|2025-03|total"
    ]
    files = [node["props"]["href"] for node in nodes(body, "A")]
    assert len(files) == 4 and all(href.startswith("/files/") for href in files)


def test_what_is_missing_or_not_counted_says_so(tmp_path: Path) -> None:
    """West reported its events in January alone: the city counts East."""
    city = SmallCity(tmp_path).report(WEST, "2025-01", {"events": 3})
    city.report(EAST, "2025-01", {"events": 5}).report(EAST, "2025-02", {"events": 6}).report(
        WEST, "2025-02", rooms(1, 1)
    )
    exhibit = trace_exhibit(context_of(city, "/data?indicator=events"))
    assert [row[5] + row[-1] for row in rows(city, "/data?indicator=events")] == ["5", "6", "3未计入", "未报送未报送"]
    assert exhibit.reading.endswith(
        "是 11 场，由 2 个报送数字得出；1 个未计入；1 个未报。".replace(" 场", "\N{THIN SPACE}场")
    )
    assert "2 县区中 1 个新报、0 个沿用、1 个缺报" in text(as_json(exhibit.body))


def test_no_value_says_what_is_missing(rooms_city: SmallCity) -> None:
    exhibit = trace_exhibit(context_of(rooms_city, f"/data?indicator=events&place={EAST}"))
    assert exhibit.reading == ("2025年3月东区的“科普活动”没有数值（未报送）：所需的 3 个报送数字中有 3 个未报。")


def test_many_figures_are_added_up_and_lead_to_the_place(tmp_path: Path) -> None:
    city = SmallCity(tmp_path)
    for month in range(1, 13):
        for place in (EAST, WEST):
            city.report(place, f"2025-{month:02d}", {"visits": 10, "population": 100, "events": 1})
    address = "/data?indicator=visits_per_100&month=2025-12"
    assert len(rows(city, address)) == 26 < MANY
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("layouts.data.trace.MANY", 20)
        body = as_json(trace_exhibit(context_of(city, address)).body)
    lines = [text(node) for node in nodes(body, "Tr")][1:]
    assert lines[0] == "分子参观人次 (人次)东区合计1201200"
    assert any(f"place={EAST}" in node["props"]["href"] for node in nodes(body, "Link"))


def test_a_derived_value_leads_to_the_values_it_is_derived_from(tmp_path: Path) -> None:
    literacy = {"literacy": 8, "literacy/urban": 10, "literacy/rural": 6}
    city = SmallCity(tmp_path).report("science", "2024-12", literacy).report(EAST, "2024-12", rooms(1, 1))
    body = as_json(trace_exhibit(context_of(city, "/data?indicator=literacy_gap")).body)
    marked = [node["props"]["data-figure"] for node in nodes(body) if "data-figure" in node["props"]]
    assert marked == [f"{name}|{CITY}|2024-12|{part}" for name, part in (
        ("literacy_gap", "total"), ("literacy_rate", "urban"), ("literacy_rate", "rural"))]  # fmt: skip
    assert any("indicator=literacy_rate&split=rural" in node["props"]["href"] for node in nodes(body, "Link"))
