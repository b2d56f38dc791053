"""Reading a filled month report: a workbook made by data.reports.template, or a CSV file with the same columns."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from data.catalog.catalog import SPLITS, Catalog
from data.reports.container import MEGABYTE, Unseen, inspect, is_packed
from data.reports.csv_file import ENCODINGS, read_csv
from data.reports.form import (
    COLUMNS,
    FIRST_ROW,
    HEADING_ROW,
    SAID_AGAIN,
    Cell,
    CellValue,
    Misheading,
    Percent,
    Reading,
    Repeat,
    Row,
    Sheet,
    Unreadable,
    alike,
    cover_labels,
    first_of_each,
    headings,
    is_filled,
    is_number,
    plain,
    without_noise,
)
from data.reports.number_formats import Disguise
from data.reports.parts import Disguises, Hidden
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


def _read_workbook(name: str, content: bytes, unseen: Unseen) -> Reading:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            cover, repeats, sheets, strays = _read_sheets(book, unseen.hidden, unseen.disguised)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  whatever foreign parsers stumble over, it is no workbook to be trusted
        return refused(name, content, problem("file_not_workbook", Spot(name)))
    return Reading(name, content, digest(content), None, cover, sheets, repeats=repeats, strays=strays)


def _read_sheets(
    book: CalamineWorkbook, hidden: Hidden, disguised: Disguises
) -> tuple[dict[str, Cell], tuple[Repeat, ...], tuple[Sheet, ...], tuple[Cell, ...]]:
    fields: list[tuple[str, Cell]] = []
    sheets: list[Sheet] = []
    strays: list[Cell] = []
    for metadata in book.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            sheets.append(Sheet(metadata.name, hidden=_hidden(metadata)))
        elif metadata.name == words("workbook.cover_sheet"):
            grid = _grid(book.get_sheet_by_name(metadata.name), hidden, {})
            fields += _read_cover(metadata.name, grid)
            strays += _cover_strays(metadata.name, grid)
        else:
            sheet = _read_sheet(book.get_sheet_by_name(metadata.name), hidden, disguised)
            sheets.append(replace(sheet, hidden=_hidden(metadata)))
    return *first_of_each(fields), tuple(sheets), tuple(strays)


def _hidden(metadata: SheetMetadata) -> Literal["", "hidden", "very_hidden"]:
    if metadata.visible == SheetVisibleEnum.VeryHidden:
        return "very_hidden"
    return "hidden" if metadata.visible == SheetVisibleEnum.Hidden else ""


def _read_cover(name: str, grid: Grid) -> Iterator[tuple[str, Cell]]:
    labels = cover_labels()
    for number, row in enumerate(grid):
        if len(row) > 1 and (label := plain(shown(row[0]))) in labels and is_filled(row[1]):
            yield labels[label], Cell(name, xl_rowcol_to_cell(number, 1), row[1])


def _cover_strays(name: str, grid: Grid) -> Iterator[Cell]:
    """Give the numbers on the cover that are no field's value: beside it, or in a row without a field's label."""
    labels = cover_labels()
    for number, row in enumerate(grid):
        is_field = bool(row) and plain(shown(row[0])) in labels
        for place, value in enumerate(row):
            if is_number(value) and not (is_field and place == 1):
                yield Cell(name, xl_rowcol_to_cell(number, place), value)


def _read_sheet(sheet: CalamineSheet, hidden: Hidden, disguised: Disguises) -> Sheet:
    grid = _grid(sheet, hidden, disguised)
    return Sheet(
        sheet.name,
        tuple(_read_rows(sheet.name, grid)),
        _misheading(grid),
        tuple(xl_rowcol_to_cell(*first) for first, last in sheet.merged_cell_ranges or () if last[0] >= FIRST_ROW),
        _title(sheet.name, grid),
        _repeated_headings(sheet.name, grid),
        tuple(_strays(sheet.name, grid)),
        empty=not any(is_filled(value) for row in grid for value in row),
    )


def _repeated_headings(name: str, grid: Grid) -> tuple[Repeat, ...]:
    row = [plain(shown(value)) for value in grid[HEADING_ROW]] if len(grid) > HEADING_ROW else []
    cells = ((text, Cell(name, xl_rowcol_to_cell(HEADING_ROW, place), text)) for place, text in enumerate(row))
    return first_of_each((text, cell) for text, cell in cells if text in headings())[1]


def _strays(name: str, grid: Grid) -> Iterator[Cell]:
    """Give the numbers above the table, beside it and in its column for notes."""
    for place, value in enumerate(grid[0] if grid else ()):
        if is_number(value):
            yield Cell(name, xl_rowcol_to_cell(0, place), value)
    for number, values in enumerate(grid[FIRST_ROW:], start=FIRST_ROW):
        for place, value in enumerate(values[COLUMNS.index("note") :], start=COLUMNS.index("note")):
            if is_number(value):
                yield Cell(name, xl_rowcol_to_cell(number, place), value)


def _title(name: str, grid: Grid) -> Cell | None:
    """Find the first filled cell above the heading."""
    row = grid[0] if grid else ()
    return next(
        (Cell(name, xl_rowcol_to_cell(0, place), text) for place, text in enumerate(row) if is_filled(text)), None
    )


def _misheading(grid: Grid) -> Misheading | None:
    row = grid[HEADING_ROW] if len(grid) > HEADING_ROW else ()
    for number, expected in enumerate(headings()):
        found = plain(shown(row[number])) if number < len(row) else ""
        if not alike(found, expected):
            return Misheading(xl_rowcol_to_cell(HEADING_ROW, number), found, expected)
    return None


def _read_rows(name: str, grid: Grid) -> Iterator[Row]:
    for number, values in enumerate(grid[FIRST_ROW:], start=FIRST_ROW):
        texts = dict(zip(COLUMNS, values, strict=False))
        cells = {
            column: Cell(name, xl_rowcol_to_cell(number, COLUMNS.index(column)), value)
            for column, value in texts.items()
            if is_filled(value)
        }
        code = plain(shown(texts.get("code", "")))
        figures = {split: cells[split] for split in SPLITS if split in cells}
        if code or figures:
            total = xl_rowcol_to_cell(number, COLUMNS.index("total"))
            note = shown(texts.get("note", "")).strip()
            said = {column: cells[column] for column in SAID_AGAIN if column in cells}
            yield Row(code, xl_rowcol_to_cell(number, 0), total, figures, note, said)


def _grid(sheet: CalamineSheet, hidden: Hidden, disguised: Disguises) -> Grid:
    grid: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (name, address), value in hidden.items():
        if name == sheet.name:
            _put(grid, address, value)
    for (name, address), disguise in disguised.items():
        if name == sheet.name:
            _disguise(grid, address, disguise)
    return grid


def _disguise(grid: list[list[Any]], address: str, disguise: Disguise) -> None:
    """Turn a number into what the cell shows of it."""
    row, column = xl_cell_to_rowcol(address)
    value = grid[row][column] if row < len(grid) and column < len(grid[row]) else None
    if isinstance(value, float | int) and not isinstance(value, bool):
        percent = disguise == "percent"
        grid[row][column] = Percent(without_noise(value * 100)) if percent else Unreadable("disguised", shown(value))


def _put(grid: list[list[Any]], address: str, value: Unreadable) -> None:
    """Set a cell, which lies beyond the grid when nothing that has a value comes after it."""
    row, column = xl_cell_to_rowcol(address)
    grid.extend([] for _ in range(row + 1 - len(grid)))
    grid[row].extend("" for _ in range(column + 1 - len(grid[row])))
    grid[row][column] = value
