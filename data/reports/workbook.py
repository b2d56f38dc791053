"""Reading a filled month report: a workbook made by data.reports.template, or a CSV file with the same columns."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from data.catalog.catalog import SPLITS, Catalog
from data.reports.container import MEGABYTE, inspect, is_packed
from data.reports.csv_file import ENCODINGS, read_csv
from data.reports.form import (
    COLUMNS,
    FIRST_ROW,
    HEADING_ROW,
    Cell,
    CellValue,
    Misheading,
    Reading,
    Row,
    Sheet,
    Unreadable,
    cover_labels,
    headings,
    is_filled,
)
from data.reports.parts import Hidden
from data.reports.report import Problem, digest
from data.reports.rules import Spot, problem, shown
from speech.words import words

Grid = Sequence[Sequence[CellValue]]


def read_report(source: Path | tuple[str, bytes], catalog: Catalog) -> Reading:
    """Read a filled report from its path, or from its name and content; what is wrong with the file is its refusal."""
    limit_mb = catalog.plan.file_limit_mb
    taken = source if isinstance(source, tuple) else take(source, limit_mb)
    return taken if isinstance(taken, Reading) else read_content(*taken, limit_mb)


def take(path: Path, limit_mb: float) -> tuple[str, bytes] | Reading:
    """Give a file's name and content, but not much more of it than is allowed; a refusal when it can't be opened."""
    name = legible(path.name)
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            return name, file.read(int(limit_mb * MEGABYTE) + 1)
    except OSError as error:
        return refused(name, b"", problem("file_unreadable", Spot(name), error.strerror or ""))


def _without_waiting(path: str, flags: int) -> int:
    """Open even a pipe that nobody writes to, which then is empty."""
    return os.open(path, flags | os.O_NONBLOCK)


def read_content(name: str, content: bytes, limit_mb: float) -> Reading:
    """Read a filled report from its name and content; what is wrong with the file is its refusal."""
    if name.lower().endswith(".csv") and not is_packed(content):
        return read_csv(name, content, limit_mb)
    found = inspect(name, content, limit_mb)
    return refused(name, content, found) if isinstance(found, Problem) else _read_workbook(name, content, found)


def refused(name: str, content: bytes, refusal: Problem) -> Reading:
    """Give the reading of a file of which nothing is known but why."""
    return Reading(name, content, digest(content), refusal)


def legible(name: str) -> str:
    """Write a file's name as it can be printed and stored; one that isn't UTF-8 may come from an old Windows."""
    raw = os.fsencode(name)
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            return _printable(raw.decode(encoding))
    return _printable(raw.decode("utf-8", "replace"))


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def _read_workbook(name: str, content: bytes, hidden: Hidden) -> Reading:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            cover, sheets = _read_sheets(book, hidden)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  whatever foreign parsers stumble over, it is no workbook to be trusted
        return refused(name, content, problem("file_not_workbook", Spot(name)))
    return Reading(name, content, digest(content), None, cover, sheets)


def _read_sheets(book: CalamineWorkbook, hidden: Hidden) -> tuple[dict[str, Cell], tuple[Sheet, ...]]:
    cover: dict[str, Cell] = {}
    sheets = []
    for metadata in book.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            sheets.append(Sheet(metadata.name))
        elif metadata.name == words("workbook.cover_sheet"):
            cover = _read_cover(metadata.name, _grid(book.get_sheet_by_name(metadata.name), hidden))
        else:
            sheets.append(_read_sheet(book.get_sheet_by_name(metadata.name), hidden))
    return cover, tuple(sheets)


def _read_cover(name: str, grid: Grid) -> dict[str, Cell]:
    labels = cover_labels()
    return {
        labels[label]: Cell(name, xl_rowcol_to_cell(number, 1), row[1])
        for number, row in enumerate(grid)
        if len(row) > 1 and (label := shown(row[0]).strip()) in labels and is_filled(row[1])
    }


def _read_sheet(sheet: CalamineSheet, hidden: Hidden) -> Sheet:
    grid = _grid(sheet, hidden)
    return Sheet(
        sheet.name,
        tuple(_read_rows(sheet.name, grid)),
        _misheading(grid),
        tuple(xl_rowcol_to_cell(*first) for first, last in sheet.merged_cell_ranges or () if last[0] >= FIRST_ROW),
    )


def _misheading(grid: Grid) -> Misheading | None:
    row = grid[HEADING_ROW] if len(grid) > HEADING_ROW else ()
    for number, expected in enumerate(headings()):
        found = shown(row[number]).strip() if number < len(row) else ""
        if found != expected:
            return Misheading(xl_rowcol_to_cell(HEADING_ROW, number), found, expected)
    return None


def _read_rows(name: str, grid: Grid) -> Iterator[Row]:
    for number, values in enumerate(grid[FIRST_ROW:], start=FIRST_ROW):
        texts = dict(zip(COLUMNS, values, strict=False))
        figures = {
            split: Cell(name, xl_rowcol_to_cell(number, COLUMNS.index(split)), texts[split])
            for split in SPLITS
            if is_filled(texts.get(split))
        }
        code = shown(texts.get("code", "")).strip()
        if code or figures:
            total = xl_rowcol_to_cell(number, COLUMNS.index("total"))
            yield Row(code, xl_rowcol_to_cell(number, 0), total, figures, shown(texts.get("note", "")).strip())


def _grid(sheet: CalamineSheet, hidden: Hidden) -> Grid:
    grid: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (name, address), value in hidden.items():
        if name == sheet.name:
            _put(grid, address, value)
    return grid


def _put(grid: list[list[Any]], address: str, value: Unreadable) -> None:
    """Set a cell, which lies beyond the grid when nothing that has a value comes after it."""
    row, column = xl_cell_to_rowcol(address)
    grid.extend([] for _ in range(row + 1 - len(grid)))
    grid[row].extend("" for _ in range(column + 1 - len(grid[row])))
    grid[row][column] = value
