"""A brief as a workbook: its facts, its sentences with the figures they rest on, its tables, every figure behind it."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from briefing.brief import Brief, Chart
from briefing.measures import WRITTEN, entries_of
from figures.kit.files import FORBIDDEN_IN_SHEET_NAME, LONGEST_SHEET_NAME, column_width
from figures.kit.tables import Cell, Table, heading, number_format, text_of
from speech.words import speaking, words

WIDTHS = (10.0, 48.0)  # a column's least and most, in letters


def as_xlsx(brief: Brief, judged: Table, scores: Table) -> bytes:
    """Write a brief as XLSX: figures are numbers, all else is text, never a formula.

    `judged` holds every judged value behind the brief, `scores` every score.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with speaking(brief.lang), xlsxwriter.Workbook(stream, options) as book:
        book.set_properties(
            {"title": brief.title, "subject": brief.subtitle, "author": brief.place, "created": WRITTEN}
        )
        book.formats[0].set_font_size(10.5)
        _first(book, brief)
        _sentences(book, brief)
        for section in brief.sections:
            if section.table is not None:
                _table(book, section.title, section.table)
        _table(book, words("brief_documents.judged"), judged)
        _table(book, words("brief_documents.scores"), scores)
    return stream.getvalue()


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """Make a sheet's name of a title: without forbidden signs, short enough, and not one that is taken."""
    used = {name.casefold() for name in taken}
    name = " ".join(title.translate(FORBIDDEN_IN_SHEET_NAME).split())[:LONGEST_SHEET_NAME].strip() or "1"
    number, free = 1, name
    while free.casefold() in used:
        number += 1
        free = f"{name[: LONGEST_SHEET_NAME - len(str(number)) - 1].strip()} {number}"
    return free


def chart_book(chart: Chart) -> bytes:
    """Write the workbook behind a slide's chart, laid out as PowerPoint expects; names are text, never formulas."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": WRITTEN})
        sheet = book.add_worksheet()
        for line, category in enumerate(chart.categories, start=1):
            sheet.write_string(line, 0, category)
        for position, series in enumerate(chart.series, start=1):
            sheet.write_string(0, position, series.name)
            for line, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(line, position, value)
    return stream.getvalue()


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.add_worksheet(sheet_name(title, [each.get_name() for each in book.worksheets()]))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    return sheet


def _first(book: Workbook, brief: Brief) -> None:
    """Say what the workbook is: title, mark, facts, headline."""
    sheet = _sheet(book, words("brief_documents.facts"))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    bold, wrapped = book.add_format({"bold": True, "font_size": 14, "font_color": "#18607C"}), _wrapped(book)
    sheet.write_string(0, 0, brief.title, bold)
    sheet.write_string(1, 0, brief.subtitle)
    sheet.write_string(2, 0, brief.mark, book.add_format({"bold": True, "font_color": "#9A4B12"}))
    lines = [(words("brief_documents.headline"), brief.headline.text), *brief.facts]
    for line, (name, text) in enumerate(lines, start=4):
        sheet.write_string(line, 0, name, book.add_format({"font_color": "#43525F", "valign": "top"}))
        sheet.write_string(line, 1, text, wrapped)


def _sentences(book: Workbook, brief: Brief) -> None:
    """List every sentence with its section and the figures that it rests on."""
    sheet = _sheet(book, words("brief_documents.sentences"))
    headings = [words(f"brief_documents.{key}") for key in ("section", "sentence", "figures")]
    _headings(book, sheet, headings)
    for position, width in enumerate((24, 80, 60)):
        sheet.set_column(position, position, width)
    rows = [(words("brief_documents.headline"), brief.headline)]
    rows += [(section.title, sentence) for section in brief.sections for sentence in section.sentences]
    wrapped = _wrapped(book)
    for line, (title, sentence) in enumerate(rows, start=1):
        for position, text in enumerate((title, sentence.text, "\n".join(sentence.figures))):
            sheet.write_string(line, position, text, wrapped)
    sheet.freeze_panes(1, 0)


def _table(book: Workbook, title: str, table: Table) -> None:
    sheet = _sheet(book, title)
    _headings(book, sheet, [heading(column) for column in table.columns])
    formats = [book.add_format({"num_format": number_format(column.decimals)}) for column in table.columns]
    for position, texts in enumerate(zip(*entries_of(table), strict=True)):
        sheet.set_column(position, position, column_width(texts, *WIDTHS))
    for line, row in enumerate(table.rows, start=1):
        for position, entry in enumerate(row):
            if isinstance(entry, Cell) and entry.value is not None:
                sheet.write_number(line, position, entry.value, formats[position])
            else:
                sheet.write_string(line, position, text_of(entry))
    sheet.freeze_panes(1, sum(column.pinned for column in table.columns))
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _headings(book: Workbook, sheet: Worksheet, texts: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F5"})
    for position, text in enumerate(texts):
        sheet.write_string(0, position, text, bold)
    sheet.repeat_rows(0)


def _wrapped(book: Workbook) -> Format:
    return book.add_format({"text_wrap": True, "valign": "top"})
