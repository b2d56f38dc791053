import io
import zipfile
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from briefing.brief import Chart, Series
from briefing.slides import ASIDE, BODY, _least, as_pptx, fitting, size_for
from tests.briefing.sample_brief import ADDRESS, brief, png


def opened(lang: str = "zh", **changes: Any) -> Any:
    return Presentation(io.BytesIO(as_pptx(brief(lang, **changes))))


def body(slide: Any) -> list[str]:
    return [each.text for each in slide.placeholders[1].text_frame.paragraphs]


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_each_section_has_a_native_title_and_a_long_one_goes_on() -> None:
    deck = opened()
    assert [slide.shapes.title.text for slide in deck.slides] == [
        "东城市 <月报> & 更多",
        "各县（区）",
        "行动：[五] 项",
        "变化",
        "经费",
        "经费（续）",
        "画面 1",
        "画面 2",
    ]
    assert body(deck.slides[4]) == [f"第 {number} 句。" for number in range(1, 7)]
    assert body(deck.slides[5]) == ["第 7 句。", "第 8 句。"]
    assert (deck.slide_width, deck.slide_height) == (Inches(40 / 3), Inches(7.5))
    assert opened("en").slides[5].shapes.title.text == "经费 (continued)"


def test_the_first_slide_says_what_it_is() -> None:
    texts = {shape.text_frame.text for shape in opened().slides[0].shapes if shape.has_text_frame}
    assert {"东城市 <月报> & 更多", "2025年6月", "演示数据", "综合得分 71.5。"} <= texts


def test_charts_can_be_edited_and_leave_gaps() -> None:
    bars, lines = charts(opened())
    assert list(bars.plots[0].categories) == ["东区", "=1+1"]
    assert [(series.name, list(series.values)) for series in bars.plots[0].series] == [
        ("本月", [71.5, None]),
        ("上月", [70.0, -3.25]),
    ]
    assert bars.plots[0].data_labels.number_format == "#,##0.00"
    assert list(lines.plots[0].series[0].values) == [60.0, None, 62.5]
    assert lines.element.xpath("//c:dispBlanksAs/@val") == ["gap"]


def test_the_workbook_behind_a_chart_holds_no_formula() -> None:
    blob = charts(opened())[0].part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "本月", "上月"],
        ["东区", 71.5, 70],
        ["=1+1", None, -3.25],
    ]
    assert sheet["A3"].data_type == "s"


def test_a_short_table_is_native_and_a_long_one_is_left_out() -> None:
    (table,) = (shape.table for shape in opened().slides[1].shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows][1:3] == [["<b>东区</b>", "未报"], ["=1+1", "7.3"]]
    assert not any(shape.has_table for shape in opened(rows=17).slides[1].shapes)


def test_a_picture_is_whole_and_keeps_its_ratio_below_the_title() -> None:
    deck = opened()
    (picture,) = (shape for shape in deck.slides[6].shapes if shape.shape_type == 13)
    assert picture.image.blob == png()
    assert picture.width / picture.height == pytest.approx(32 / 18, rel=1e-4)
    assert picture.height == Inches(BODY.height)
    assert picture.top == Inches(BODY.top)


def test_notes_hold_every_sentence_and_what_a_picture_shows() -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in opened().slides]
    assert notes[1] == "<b>东区</b>最高。"
    assert notes[4] == notes[5] == "\n".join(f"第 {number} 句。" for number in range(1, 9))
    assert notes[6] == f"说明 1\n{ADDRESS}"


def test_every_slide_has_the_foot() -> None:
    for slide in opened().slides:
        assert any(shape.text_frame.text.startswith("KS-1 <脚注>") for shape in slide.shapes if shape.has_text_frame)


def test_the_same_brief_gives_the_same_bytes() -> None:
    written = as_pptx(brief())
    assert written == as_pptx(brief())
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_letters_shrink_before_sentences_go_on() -> None:
    short, long = ["短句。"] * 6, ["长" * 75] * 6
    assert (fitting(short, ASIDE), size_for(short, ASIDE)) == (6, 20)
    assert fitting(long, ASIDE) < 6
    assert size_for(long[: fitting(long, ASIDE)], ASIDE) == 14


@pytest.mark.parametrize(
    ("values", "least"),
    [((60.0, 72.0), 50), ((0.5, 80.0), 0), ((-4.0, 3.0), -5), ((None, None), 0), ((7.0, 7.0), 6.9)],
)
def test_an_axis_begins_not_far_below_its_lines(values: tuple[float | None, ...], least: float) -> None:
    assert _least(Chart("lines", "", ("a", "b"), (Series("s", values),))) == pytest.approx(least)
