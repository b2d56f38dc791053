"""Tables as files: XLSX and CSV, each under a block that says what the figures are."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from figures.kit.tables import Cell, Entry, Table, heading, number_format, text_of
from speech.widths import ems

Header = Sequence[tuple[str, str]]

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_SHEET_NAME = 31
FORBIDDEN_IN_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
WIDTHS = (10, 40)


def as_csv(table: Table, header: Header) -> bytes:
    """Write a table as CSV that spreadsheet programs read as UTF-8: figures in full, without thousands' commas.

    Text that a spreadsheet program would take for a formula is neutralised by an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([neutral(name), neutral(value)] for name, value in header)
    writer.writerow([])
    writer.writerow([neutral(heading(column)) for column in table.columns])
    writer.writerows([_plain(entry) for entry in row] for row in table.rows)
    return ("\N{ZERO WIDTH NO-BREAK SPACE}" + text.getvalue()).encode()


def as_xlsx(table: Table, header: Header, title: str) -> bytes:
    """Write a table as XLSX: figures are numbers shown with their decimals, all else is text, never a formula."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(title.translate(FORBIDDEN_IN_SHEET_NAME).strip()[:LONGEST_SHEET_NAME] or None)
        quiet, bold = book.add_format({"font_color": "#43525F"}), book.add_format({"bold": True, "bottom": 1})
        for line, (name, value) in enumerate(header):
            sheet.write_string(line, 0, name, quiet)
            sheet.write_string(line, 1, value)
        top = len(header) + 1
        formats = [book.add_format({"num_format": number_format(column.decimals)}) for column in table.columns]
        for position, column in enumerate(table.columns):
            sheet.write_string(top, position, heading(column), bold)
            sheet.set_column(
                position,
                position,
                column_width([heading(column), *(text_of(row[position]) for row in table.rows)], *WIDTHS),
            )
        for line, row in enumerate(table.rows, start=top + 1):
            for position, entry in enumerate(row):
                if isinstance(entry, Cell) and entry.value is not None:
                    sheet.write_number(line, position, entry.value, formats[position])
                else:
                    sheet.write_string(line, position, text_of(entry))
        sheet.freeze_panes(top + 1, sum(column.pinned for column in table.columns))
        if table.rows:
            sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    return stream.getvalue()


def neutral(text: str) -> str:
    """Keep a text from being taken for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _plain(entry: Entry) -> str:
    if isinstance(entry, Cell) and entry.value is not None:
        return repr(int(entry.value) if entry.value == int(entry.value) else entry.value)
    return neutral(text_of(entry))


def column_width(texts: Iterable[str], least: float, most: float) -> float:
    """Give the width of a sheet's column in letters, so that its longest text has room, between a least and a most."""
    return min(max(least, *(2 * ems(text) + 2 for text in texts)), most)
