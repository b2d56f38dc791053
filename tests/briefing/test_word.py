import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from briefing.brief import Picture
from briefing.measures import fit, height, lines_of, shares, timeless
from briefing.word import as_docx
from figures.kit.tables import Cell, Column, Table
from tests.briefing.sample_brief import brief, png


def opened(lang: str = "zh", **changes: Any) -> Any:
    return Document(io.BytesIO(as_docx(brief(lang, **changes))))


def test_headings_are_real_and_sentences_stand_below_them() -> None:
    report = opened()
    texts = [(each.style.name, each.text) for each in report.paragraphs if each.text]
    assert texts[:6] == [
        ("Title", "东城市 <月报> & 更多"),
        ("Subtitle", "2025年6月"),
        ("Subtitle", "演示数据"),
        ("Normal", "综合得分 71.5。"),
        ("Heading 1", "各县（区）"),
        ("Normal", "<b>东区</b>最高。"),
    ]
    headings = [text for style, text in texts if style == "Heading 1"]
    assert headings == ["各县（区）", "行动：[五] 项", "变化", "经费", "页面与大屏", "依据和口径"]


def test_a_table_is_native_its_head_is_repeated_and_figures_stand_at_the_right() -> None:
    table = opened().tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["县（区）", "得分 (分)"],
        ["<b>东区</b>", "未报"],
        ["=1+1", "7.3"],
        ["第 0 区", "1,000.2"],
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False, False]
    assert [str(cell.paragraphs[0].alignment) for cell in table.rows[1].cells] == ["LEFT (0)", "RIGHT (2)"]


def test_pictures_are_numbered_and_fit_the_page() -> None:
    report = opened()
    captions = [each.text for each in report.paragraphs if each.style.name == "Caption"]
    assert captions == ["图 1　画面 1\n说明 1", "图 2　画面 2\n说明 2"]
    assert [(shape.width, shape.height) for shape in report.inline_shapes] == [(Cm(16), Cm(9))] * 2
    assert [each.get("descr") for each in report.element.iter(qn("wp:docPr"))] == ["画面 1", "画面 2"]


def test_every_page_has_the_foot_and_its_number() -> None:
    footer = opened().sections[0].footer.paragraphs[0]
    assert footer.text.startswith("KS-1 <脚注>\t")
    fields = [each.get(qn("w:instr")) for each in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_typeface_language_and_properties_are_set() -> None:
    report = opened()
    fonts = report.styles["Heading 1"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {"Noto Sans SC"}
    assert fonts.get(qn("w:asciiTheme")) is None
    core = report.core_properties
    assert (core.title, core.subject, core.language) == ("东城市 <月报> & 更多", "2025年6月", "zh-CN")
    assert opened("en").core_properties.language == "en"
    assert "What this rests on" in [each.text for each in opened("en").paragraphs]


def test_the_facts_stand_at_the_end() -> None:
    assert [[cell.text for cell in row.cells] for row in opened().tables[-1].rows] == [
        ["编号", "KS-1"],
        ["目标依据", "=3 项"],
    ]


def test_without_mark_and_pictures_nothing_is_left_of_them() -> None:
    report = opened(mark="", pictures=0)
    texts = [each.text for each in report.paragraphs]
    assert texts[2] == "综合得分 71.5。"
    assert "页面与大屏" not in texts


def test_the_same_brief_gives_the_same_bytes() -> None:
    written = as_docx(brief())
    assert written == as_docx(brief())
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_packing_anew_keeps_every_part() -> None:
    old = io.BytesIO()
    with zipfile.ZipFile(old, "w") as package:
        package.writestr("b.xml", "second letter")
        package.writestr("a.xml", "first letter")
    with zipfile.ZipFile(io.BytesIO(timeless(old.getvalue()))) as package:
        assert {name: package.read(name) for name in package.namelist()} == {
            "b.xml": b"second letter",
            "a.xml": b"first letter",
        }
        assert package.namelist() == ["b.xml", "a.xml"]


@pytest.mark.parametrize(
    ("text", "width", "lines"), [("", 9, 1), ("四个汉字", 5, 1), ("四个汉字", 4, 2), ("a\nb", 9, 2)]
)
def test_lines_are_estimated_from_the_breadth_of_letters(text: str, width: float, lines: int) -> None:
    assert height(text, width) == lines


def test_where_room_is_short_the_broadest_column_gives_way() -> None:
    lines = [["县", "事"], ["四个汉字", "一" * 30]]
    assert shares(lines, 100) == pytest.approx([5.5 / 22, 16.5 / 22])  # 4 and 15 em, with 1.5 beside each
    assert shares(lines, 16) == pytest.approx([5.5 / 16, 10.5 / 16])


def test_a_unit_goes_below_its_heading_where_room_is_short() -> None:
    table = Table((Column("a", "相差", "百分点", 1),), ((Cell(1.0, "1.0"),),))
    assert lines_of(table, 30)[0] == ["相差 (百分点)"]
    assert lines_of(table, 6)[0] == ["相差\n(百分点)"]


@pytest.mark.parametrize(("size", "fitted"), [((32, 18), (160, 90)), ((10, 40), (50, 200))])
def test_a_picture_keeps_its_ratio(size: tuple[int, int], fitted: tuple[int, int]) -> None:
    assert fit(Picture("p", "", "", "", png(), *size), 160, 200) == fitted
