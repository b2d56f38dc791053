"""A month report as CSV (UTF-8 or GB 18030): the cover, a heading, then a row a variable of any theme.

The cover's fields are the lines before the heading, `# 单位代码,540121`; the columns are the workbook's, found by
their names. A number may carry thousands separators, as spreadsheet programs write what a cell shows.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO

from xlsxwriter.utility import xl_rowcol_to_cell

from data.catalog.catalog import SPLITS
from data.reports.container import size_refusal
from data.reports.form import (
    COLUMNS,
    Cell,
    CellValue,
    Misheading,
    Reading,
    Row,
    Sheet,
    cover_labels,
    headings,
    is_filled,
)
from data.reports.report import digest
from data.reports.rules import Spot, problem

SHEET = "CSV"
"""Stands for the sheet's name in problems and figures; rows and columns are those that a spreadsheet program shows."""
NEEDED = ("code", *SPLITS)
ENCODINGS = ("utf-8-sig", "gb18030")

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)

Lines = list[list[str]]


def read_csv(name: str, content: bytes, limit_mb: float) -> Reading:
    """Read a report from the content of a CSV file; what is wrong with the file is its refusal."""
    if refused := size_refusal(name, content, limit_mb):
        return Reading(name, content, digest(content), refused)
    text = _decode(content)
    if text is None:
        return Reading(name, content, digest(content), problem("file_encoding", Spot(name)))
    try:
        lines = list(csv.reader(StringIO(text, newline="")))
    except csv.Error:
        return Reading(name, content, digest(content), problem("file_not_workbook", Spot(name)))
    start = next((number for number, line in enumerate(lines) if not _is_cover(line)), len(lines))
    return Reading(name, content, digest(content), None, _cover(lines[:start]), (_sheet(lines, start),), is_csv=True)


def _decode(content: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text  # UTF-16 may pass for GB 18030
    return None


def _is_cover(line: list[str]) -> bool:
    return not any(line) or line[0].startswith("#")


def _cover(lines: Lines) -> dict[str, Cell]:
    labels = cover_labels()
    return {
        labels[label]: Cell(SHEET, xl_rowcol_to_cell(number, 1), line[1].strip())
        for number, line in enumerate(lines)
        if len(line) > 1 and (label := line[0].lstrip("# ").strip()) in labels and line[1].strip()
    }


def _sheet(lines: Lines, start: int) -> Sheet:
    """Read the rows after the heading, which is line `start`."""
    found = [text.strip() for text in lines[start]] if start < len(lines) else []
    names = dict(zip(COLUMNS, headings(), strict=True))
    places = {column: found.index(heading) for column, heading in names.items() if heading in found}
    for column in NEEDED:
        if column not in places:
            return Sheet(SHEET, (), Misheading(xl_rowcol_to_cell(start, 0), ",".join(found), names[column]))
    return Sheet(SHEET, tuple(_rows(lines, start + 1, places)))


def _rows(lines: Lines, start: int, places: Mapping[str, int]) -> Iterator[Row]:
    for number, line in enumerate(lines[start:], start=start):
        texts = {column: line[place].strip() for column, place in places.items() if place < len(line)}
        figures = {
            split: Cell(SHEET, xl_rowcol_to_cell(number, places[split]), _value(texts[split]))
            for split in SPLITS
            if is_filled(texts.get(split))
        }
        if texts.get("code") or figures:
            first, total = (xl_rowcol_to_cell(number, places[column]) for column in ("code", "total"))
            yield Row(texts.get("code", ""), first, total, figures, texts.get("note", ""))


def _value(text: str) -> CellValue:
    return float(text.replace(",", "")) if _NUMBER.fullmatch(text) else text
