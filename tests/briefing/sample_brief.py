"""A small brief with what is hard to write: markup, a formula, a missing value, a long table."""

import io

from PIL import Image

from briefing.brief import Brief, Chart, Picture, Section, Series
from figures.kit.tables import Cell, Column, Table
from reading.sentences import Sentence
from speech.months import Month

ADDRESS = "/wall?scene=city"


def png(width: int = 32, height: int = 18) -> bytes:
    """A picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#18607C").save(stream, "PNG")
    return stream.getvalue()


def table(rows: int = 3) -> Table:
    """Rows with a figure, after one without a figure and one that looks like a formula."""
    columns = (Column("place", "县（区）", pinned=True), Column("score", "得分", "分", 1))
    numbered = [(f"第 {number} 区", Cell(1000.25 + number, f"{1000.25 + number:,.1f}")) for number in range(rows - 2)]
    return Table(columns, (("<b>东区</b>", Cell(None, "未报")), ("=1+1", Cell(7.25, "7.3")), *numbered))


BARS = Chart("bars", "得分", ("东区", "=1+1"), (Series("本月", (71.5, None)), Series("上月", (70.0, -3.25))), "分", 2)
LINES = Chart("lines", "逐月", ("2025-04", "2025-05", "2025-06"), (Series("得分", (60.0, None, 62.5)),), "分", 1)


def brief(lang: str = "zh", *, rows: int = 3, pictures: int = 2, mark: str = "演示数据") -> Brief:
    """Three sections: sentences with a table, bars, and more sentences than a slide holds."""
    sections = (
        Section("counties", "各县（区）", (Sentence("<b>东区</b>最高。", ("a|1|2025-06|all",)),), table(rows)),
        Section("measures", "行动：[五] 项", (Sentence("=1+1 项落后。"),), None, BARS),
        Section("moved", "变化", (), None, LINES),
        Section("money", "经费", tuple(Sentence(f"第 {number} 句。") for number in range(1, 9))),
    )
    return Brief(
        code="KS-1",
        month=Month("2025-06"),
        place="东城市",
        lang=lang,
        title="东城市 <月报> & 更多",
        subtitle="2025年6月",
        mark=mark,
        foot="KS-1 <脚注>",
        facts=(("编号", "KS-1"), ("目标依据", "=3 项")),
        headline=Sentence("综合得分 71.5。", ("0|2025-06|total|total",)),
        sections=sections,
        pictures=tuple(
            Picture(f"p{number}", f"画面 {number}", f"说明 {number}", ADDRESS, png(), 32, 18)
            for number in range(1, pictures + 1)
        ),
    )
