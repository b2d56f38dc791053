"""A brief as an office report for Word: real headings, native tables, pictures as numbered figures."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Report
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from briefing.brief import Brief, Picture, Section
from briefing.measures import WRITTEN, fit, lines_of, shares, timeless
from speech.words import TAGS, speaking, words

FACE = "Noto Sans SC"
INK, ACCENT, SECOND, RULE, WARNING = "14202E", "18607C", "5A6875", "DFE5EA", "9A4B12"
ENTRY = 9  # points
PAGE, MARGIN, TEXT_WIDTH = (Cm(21), Cm(29.7)), Cm(2.5), Cm(16)
HIGHEST = Cm(20)  # of a picture, so that its caption stays on the page


@dataclass(frozen=True)
class Look:
    """How a style looks: sizes and distances in points."""

    size: float
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 6
    centred: bool = False


LOOKS = {
    "Normal": Look(10.5),
    "Title": Look(22, ACCENT, bold=True, before=6, after=4, centred=True),
    "Subtitle": Look(11, SECOND, after=4, centred=True),
    "Heading 1": Look(15, ACCENT, bold=True, before=18, after=6),
    "Caption": Look(9, SECOND, after=12, centred=True),
    "Footer": Look(8.5, SECOND, after=0),
}


def as_docx(brief: Brief) -> bytes:
    """Write a brief as a DOCX on A4; the same brief always gives the same bytes."""
    report, stream = Document(), io.BytesIO()
    with speaking(brief.lang):
        _prepare(report, brief)
        _opening(report, brief)
        for section in brief.sections:
            _section(report, section)
        _figures(report, brief.pictures)
        _facts(report, brief)
    report.save(stream)
    return timeless(stream.getvalue())


def _prepare(report: Report, brief: Brief) -> None:
    """Set up page, styles, language, properties and foot."""
    part = report.sections[0]
    part.page_width, part.page_height = PAGE
    part.left_margin = part.right_margin = MARGIN
    part.top_margin = part.bottom_margin = Cm(2.2)
    core = report.core_properties
    core.title, core.subject, core.language = brief.title, brief.subtitle, TAGS[brief.lang]
    core.author, core.last_modified_by, core.comments = brief.place, brief.place, brief.mark
    core.created = core.modified = WRITTEN
    _typeface(report)
    for name, look in LOOKS.items():
        _style(report, name, look)
    _ruled(report)
    _foot(part.footer.paragraphs[0], brief.foot)


def _typeface(report: Report) -> None:
    """Set one typeface for Chinese and Latin letters in every style, and the language of the text."""
    for fonts in report.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()  # a theme's font would win over the one that is named
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FACE)
    for lang in report.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-US")  # of Latin letters and figures: taken for Chinese, a figure would break anywhere
        lang.set(qn("w:eastAsia"), "zh-CN")


def _style(report: Report, name: str, look: Look) -> None:
    style = report.styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor.from_string(look.colour)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    # Typefaces differ in their own line height; this one holds whichever is installed.
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(look.size * 1.6)
    if look.centred:
        form.alignment = ALIGN.CENTER
    for drawn in list(style.element.iter(qn("w:pBdr"), qn("w:tabs"))):
        drawn.getparent().remove(drawn)


def _ruled(report: Report) -> None:
    """Leave the horizontal rules of the grid alone."""
    for borders in report.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for border in borders:
            across = border.tag in {qn("w:top"), qn("w:bottom"), qn("w:insideH")}
            border.set(qn("w:val"), "single" if across else "nil")
            border.set(qn("w:color"), RULE)


def _foot(paragraph: Paragraph, foot: str) -> None:
    """Write what stands on every page, and the page's number of all at the right."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{foot}\t")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1").font.element)
    paragraph.paragraph_format.element.append(field)


def _opening(report: Report, brief: Brief) -> None:
    report.add_paragraph(brief.title, "Title")
    report.add_paragraph(brief.subtitle, "Subtitle")
    if brief.mark:
        mark = report.add_paragraph("", "Subtitle").add_run(brief.mark)
        mark.bold, mark.font.color.rgb = True, RGBColor.from_string(WARNING)
    lead = report.add_paragraph("")
    lead.paragraph_format.space_before = Pt(12)
    lead.add_run(brief.headline.text).bold = True


def _section(report: Report, section: Section) -> None:
    report.add_heading(section.title, 1)
    for sentence in section.sentences:
        report.add_paragraph(sentence.text)
    if section.table is not None and section.table.rows:
        right = [column.decimals is not None for column in section.table.columns]
        _table(report, lines_of(section.table, TEXT_WIDTH / Pt(ENTRY)), right)


def _table(report: Report, lines: Sequence[Sequence[str]], right: Sequence[bool], *, headed: bool = True) -> None:
    """Write a table over the text's width; its first line is repeated on every page that it reaches."""
    table = report.add_table(len(lines), len(right), "Table Grid")
    table.autofit = False
    widths = [Length(round(share * TEXT_WIDTH)) for share in shares(lines, TEXT_WIDTH / Pt(ENTRY))]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        _flag(row, "w:cantSplit")
        if headed and number == 0:
            _flag(row, "w:tblHeader")
        for position, cell in enumerate(row.cells):
            cell.width = widths[position]
            _entry(cell, texts[position], right=right[position], bold=headed and number == 0)


def _flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx has no other way to a row


def _entry(cell: _Cell, text: str, *, right: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(ENTRY), bold
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(2), Pt(13)
    form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    form.alignment = ALIGN.RIGHT if right else ALIGN.LEFT


def _figures(report: Report, pictures: Sequence[Picture]) -> None:
    if pictures:
        report.add_heading(words("brief_documents.pictures"), 1)
    for number, picture in enumerate(pictures, start=1):
        _figure(report, number, picture)


def _figure(report: Report, number: int, picture: Picture) -> None:
    """Put a picture above its number, title and caption."""
    width, tall = fit(picture, TEXT_WIDTH, HIGHEST)
    paragraph = report.add_paragraph("")
    form = paragraph.paragraph_format
    form.alignment, form.keep_with_next, form.space_after = ALIGN.CENTER, True, Pt(4)
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(picture.png), Length(width), Length(tall))
    next(run.font.element.iter(qn("wp:docPr"))).set("descr", picture.title)
    caption = report.add_paragraph("", "Caption")
    caption.add_run(words("brief_documents.figure", number=number, title=picture.title)).bold = True
    caption.add_run(f"\n{picture.caption}")


def _facts(report: Report, brief: Brief) -> None:
    if brief.facts:
        report.add_heading(words("brief_documents.facts"), 1)
        _table(report, brief.facts, (False, False), headed=False)
