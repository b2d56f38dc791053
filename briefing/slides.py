"""A brief as slides: native titles, text, charts that can be edited, tables; pictures whole with their notes."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Any, TypeAlias

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Length, Pt

from briefing.brief import Brief, Chart, Picture, Section
from briefing.measures import WRITTEN, breadths, entries_of, fit, height, lines_of, shares, timeless
from briefing.sheet import chart_book
from briefing.word import ACCENT, FACE, INK, RULE, SECOND, WARNING
from figures.kit.tables import Table, number_format
from speech.words import language, speaking, words

Deck: TypeAlias = Any  # python-pptx describes its types in part only
Slide: TypeAlias = Any
Drawing: TypeAlias = Any
COLOURS = (ACCENT, "D98A4E", "6B7A89")
LANGUAGES = {"zh": MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE, "en": MSO_LANGUAGE_ID.ENGLISH_US}
TITLE_SLIDE, TEXT_SLIDE, BARE_SLIDE = 0, 1, 5  # of the default template's layouts
MOST_SENTENCES, MOST_ROWS = 6, 16
SIZES, TABLE_SIZES = (20, 18, 16, 14), (13, 12, 11, 10, 9)  # points, the largest that fits is taken
LINE, AFTER = 1.45, 0.6  # a line's height and the distance after a paragraph, in em


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


SLIDE = Box(0, 0, 40 / 3, 7.5)
TITLE = Box(0.6, 0.35, 12.13, 0.75)
BODY = Box(0.6, 1.25, 12.13, 5.6)
FOOT = Box(0.6, 7.02, 12.13, 0.3)
ASIDE = Box(0.6, 1.25, 4.7, 5.6)  # text at the left of a chart or a narrow table
EXHIBIT = Box(5.55, 1.25, 7.18, 5.6)


def as_pptx(brief: Brief) -> bytes:
    """Write a brief as a PPTX of 16:9; the same brief always gives the same bytes."""
    deck: Deck = Presentation()
    stream = io.BytesIO()
    with speaking(brief.lang):
        _prepare(deck, brief)
        _opening(deck, brief)
        for section in brief.sections:
            _section(deck, section)
        for picture in brief.pictures:
            _picture(deck, picture)
        for slide in deck.slides:
            _foot(slide, brief.foot)
    deck.save(stream)
    return timeless(stream.getvalue())


def fitting(texts: Sequence[str], box: Box) -> int:
    """Count the sentences that a box holds, in the smallest letters."""
    counts = range(1, min(len(texts), MOST_SENTENCES) + 1)
    return max((count for count in counts if _tall(texts[:count], box, SIZES[-1]) <= box.height), default=0)


def size_for(texts: Sequence[str], box: Box) -> int:
    """Give the largest letters in which a box holds its sentences."""
    return next((size for size in SIZES if _tall(texts, box, size) <= box.height), SIZES[-1])


def _tall(texts: Sequence[str], box: Box, size: int) -> float:
    width = (box.width - 0.6) * 72 / size  # inches of the frame's margins and the bullet
    return sum(height(text, width) * LINE + AFTER for text in texts) * size / 72 + 0.1


def _prepare(deck: Deck, brief: Brief) -> None:
    """Set up size, typeface, colours and properties, so that what is added by hand looks alike."""
    widened = SLIDE.width / 10  # the template's slides are 10 inches wide
    holders = [shape for page in (*deck.slide_layouts, deck.slide_master) for shape in page.placeholders]
    for shape, left, width in [(shape, shape.left, shape.width) for shape in holders]:
        shape.left, shape.width = Emu(round(left * widened)), Emu(round(width * widened))
    deck.slide_width, deck.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
    core = deck.core_properties
    core.title, core.subject, core.language = brief.title, brief.subtitle, language()
    core.author, core.last_modified_by, core.comments = brief.place, brief.place, brief.mark
    core.created = core.modified = WRITTEN
    level = deck.slide_master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", "2600")
    level.find(qn("a:defRPr")).set("b", "1")
    level.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    _theme(deck)


def _theme(deck: Deck) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = re.sub(r'(<a:(?:latin|ea|cs) typeface=)"[^"]*"', rf'\1"{FACE}"', part.blob.decode("utf-8"))
    names = dict(zip(("dk1", "dk2", "accent1", "accent2", "accent3"), (INK, ACCENT, *COLOURS), strict=True))
    for name, colour in names.items():
        theme = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{colour}"/>\2', theme, flags=re.DOTALL)
    part.blob = theme.encode()


def _opening(deck: Deck, brief: Brief) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    bar = slide.shapes.add_shape(1, *_inches(Box(0.6, 1.6, 0.08, 1.75)))
    bar.fill.solid()
    bar.fill.fore_color.rgb = _rgb(ACCENT)
    bar.line.fill.background()
    title, subtitle = slide.placeholders
    _place(title, Box(0.9, 1.5, 11.8, 1.3))
    _place(subtitle, Box(0.9, 2.8, 11.8, 0.65))
    _fill(title.text_frame, [brief.title], 36, ACCENT)
    _fill(subtitle.text_frame, [brief.subtitle], 18, SECOND)
    box = Box(0.9, 4.0, 11.8, 2.2)
    headline = slide.shapes.add_textbox(*_inches(box)).text_frame
    _fill(headline, [brief.headline.text], 24 if _tall([brief.headline.text], box, 24) <= box.height else 18, INK)
    if brief.mark:
        _fill(slide.shapes.add_textbox(*_inches(Box(0.9, 3.45, 11.8, 0.45))).text_frame, [brief.mark], 14, WARNING)
    slide.notes_slide.notes_text_frame.text = brief.headline.text


def _section(deck: Deck, section: Section) -> None:
    """Put a section on its slide, and what doesn't fit there on more of them."""
    texts, table = [sentence.text for sentence in section.sentences], _shown(section)
    beside = section.chart is not None or (table is not None and _is_narrow(table))
    room = EXHIBIT if beside else BODY
    spared = 0.0 if beside else min(_tall(texts[:MOST_SENTENCES], BODY, SIZES[-1]) + 0.2, BODY.height * 0.4)
    size, tall = _table_size(table, room, spared) if table is not None and section.chart is None else (0, 0.0)
    text_box = ASIDE if beside else replace(BODY, height=BODY.height - (tall + 0.2 if size else 0))
    count = fitting(texts, text_box)
    slide = _text_slide(deck, section.title, texts[:count], text_box)
    if section.chart is not None:
        _chart(slide, section.chart, room)
    elif table is not None:
        below = room if beside else replace(room, top=BODY.top + BODY.height - tall if count else BODY.top)
        _table(slide, table, replace(below, height=tall), size)
    slides = [slide, *_continued(deck, section.title, texts[count:])]
    for each in slides:
        each.notes_slide.notes_text_frame.text = "\n".join(sentence.text for sentence in section.sentences)


def _continued(deck: Deck, title: str, texts: Sequence[str]) -> Iterator[Slide]:
    while texts:
        count = max(1, fitting(texts, BODY))
        yield _text_slide(deck, words("brief_documents.continued", title=title), texts[:count], BODY)
        texts = texts[count:]


def _shown(section: Section) -> Table | None:
    """Give the table that a slide holds; a longer one is left to the other documents."""
    table = section.table
    return table if table is not None and 0 < len(table.rows) <= MOST_ROWS else None


def _text_slide(deck: Deck, title: str, texts: Sequence[str], box: Box) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[TEXT_SLIDE if texts else BARE_SLIDE])
    holders = list(slide.placeholders)
    _place(holders[0], TITLE)
    _fill(holders[0].text_frame, [title])
    if texts:
        _place(holders[1], box)
        _fill(holders[1].text_frame, texts, size_for(texts, box), INK)
    return slide


def _inches(box: Box) -> tuple[Length, ...]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def _place(shape: Any, box: Box) -> None:
    for name, value in zip(("left", "top", "width", "height"), _inches(box), strict=True):
        setattr(shape, name, value)


def _fill(frame: Any, texts: Sequence[str], size: float | None = None, colour: str = "") -> None:
    """Write paragraphs; line heights are fixed, as typefaces differ in their own."""
    frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, True
    for number, text in enumerate(texts):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        _write(paragraph, text, size, colour)
        if size:
            paragraph.alignment, paragraph.space_before = PP_ALIGN.LEFT, Pt(0)
            paragraph.line_spacing, paragraph.space_after = Pt(size * LINE), Pt(size * AFTER)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]


def _write(paragraph: Any, text: str, size: float | None, colour: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text, run.font.language_id = line, LANGUAGES[language()]
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = _rgb(colour)


def _is_narrow(table: Table) -> bool:
    """Say whether a table fits beside the text without wrapping."""
    return sum(breadths(entries_of(table))) * TABLE_SIZES[1] / 72 <= EXHIBIT.width


def _table_size(table: Table, box: Box, spared: float) -> tuple[int, float]:
    """Give the largest letters in which a box holds a table, some of its height spared, and the table's height then."""
    talls = {size: sum(_row_heights(table, box.width, size)) for size in TABLE_SIZES}
    size = next((size for size, tall in talls.items() if tall <= box.height - spared), TABLE_SIZES[-1])
    return size, talls[size]


def _row_heights(table: Table, width: float, size: int) -> list[float]:
    room = width * 72 / size
    lines = lines_of(table, room)
    ems = [share * room - 0.2 * 72 / size for share in shares(lines, room)]
    counts = (max(map(height, texts, ems)) for texts in lines)
    return [count * size * LINE / 72 + 0.1 for count in counts]


def _table(slide: Slide, table: Table, box: Box, size: int) -> None:
    lines, columns = lines_of(table, box.width * 72 / size), table.columns
    frame = slide.shapes.add_table(len(lines), len(columns), *_inches(box))
    drawn = frame.table
    for column, share in zip(drawn.columns, shares(lines, box.width * 72 / size), strict=True):
        column.width = Inches(share * box.width)
    for number, tall in enumerate(_row_heights(table, box.width, size)):
        drawn.rows[number].height = Inches(tall)
        for position, text in enumerate(lines[number]):
            cell = drawn.cell(number, position)
            cell.margin_left = cell.margin_right = Inches(0.1)
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb("FFFFFF" if number else RULE)
            _fill(cell.text_frame, [text], size, INK)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.space_after, paragraph.font.bold = Pt(0), number == 0
            paragraph.alignment = PP_ALIGN.LEFT if columns[position].decimals is None else PP_ALIGN.RIGHT


def _chart(slide: Slide, chart: Chart, box: Box) -> None:
    """Draw a chart whose figures can be edited in PowerPoint."""
    data = CategoryChartData(number_format=number_format(chart.decimals))  # type: ignore[no-untyped-call]
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)  # type: ignore[no-untyped-call]
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.kind == "bars" else XL_CHART_TYPE.LINE
    drawn: Drawing = slide.shapes.add_chart(kind, *_inches(box), data).chart
    drawn.part.chart_workbook.update_from_xlsx_blob(chart_book(chart))
    drawn.font.size, drawn.font.color.rgb = Pt(12), _rgb(INK)
    drawn.has_title = True
    title = drawn.chart_title.text_frame.paragraphs[0]
    _write(title, f"{chart.title} ({chart.unit})" if chart.unit else chart.title, 14, INK)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.category_axis.format.line.color.rgb = _rgb(SECOND)
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    (_bars if chart.kind == "bars" else _lines)(drawn, chart)


def _bars(drawn: Drawing, chart: Chart) -> None:
    """Let the first category stand at the top, and let labels say what an axis would."""
    drawn.category_axis.reverse_order = True
    drawn.value_axis.visible = drawn.value_axis.has_major_gridlines = False
    if all(value >= 0 for series in chart.series for value in series.values if value is not None):
        drawn.value_axis.minimum_scale = 0  # PowerPoint would cut bars that are nearly as long as each other
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 45, -5, True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = number_format(chart.decimals), False
    labels.show_value, labels.position, labels.font.size = True, XL_LABEL_POSITION.OUTSIDE_END, Pt(11)
    for number, series in enumerate(plot.series):
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(COLOURS[number % len(COLOURS)])


def _lines(drawn: Drawing, chart: Chart) -> None:
    """Draw plain lines over quiet rules; a missing value leaves a gap."""
    axis = drawn.value_axis
    axis.major_gridlines.format.line.color.rgb = _rgb(RULE)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format(chart.decimals), False
    axis.minimum_scale = _least(chart)
    for number, series in enumerate(drawn.plots[0].series):
        series.smooth = False
        series.format.line.width = Pt(2.25)
        series.format.line.color.rgb = _rgb(COLOURS[number % len(COLOURS)])


def _least(chart: Chart) -> float:
    """Let an axis begin at a round figure not far below its lines, which would be flat above nought."""
    values = [value for series in chart.series for value in series.values if value is not None] or [0.0]
    step = 10.0 ** floor(log10(max(max(values) - min(values), 0.1)))
    lowest = floor(min(values) / step - 0.2) * step
    return max(lowest, 0.0) if min(values) >= 0 else lowest


def _picture(deck: Deck, picture: Picture) -> None:
    """Fill a slide with a picture in full resolution; its notes say what it shows and where it stands."""
    slide = _text_slide(deck, picture.title, [], BODY)
    width, tall = fit(picture, Inches(BODY.width), Inches(BODY.height))
    left, top = (deck.slide_width - width) // 2, Inches(BODY.top) + (Inches(BODY.height) - tall) // 2
    drawn = slide.shapes.add_picture(io.BytesIO(picture.png), Emu(left), Emu(top), Emu(width), Emu(tall))
    drawn.element.nvPicPr.cNvPr.set("descr", picture.title)
    slide.notes_slide.notes_text_frame.text = f"{picture.caption}\n{picture.address}"


def _foot(slide: Slide, foot: str) -> None:
    """Write what stands on every slide, and the slide's number, which follows when slides are moved."""
    shape = slide.shapes.add_textbox(*_inches(FOOT))
    _fill(shape.text_frame, [f"{foot}　"], 9, SECOND)
    field = f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    colour = f'<a:solidFill><a:srgbClr val="{SECOND}"/></a:solidFill>'
    shape.element.txBody.p_lst[0].append(
        parse_xml(f'{field}<a:rPr lang="en-US" sz="900">{colour}</a:rPr><a:t>1</a:t></a:fld>')
    )
