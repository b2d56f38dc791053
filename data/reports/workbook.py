"""Reading a filled month report: a workbook made by data.reports.template, or a CSV file with the same columns."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from data.catalog.catalog import SPLITS, Catalog
from data.catalog.terms import SIDES
from data.reports.container import MEGABYTE, Unseen, inspect, is_packed
from data.reports.csv_file import ENCODINGS, read_csv
from data.reports.form import (
    COLUMNS,
    CONFIRMATION,
    FIRST_ROW,
    HEADING_ROW,
    LAYOUTS,
    MISSING,
    SAID_AGAIN,
    SIGNERS,
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
    total_formula,
    without_noise,
)
from data.reports.number_formats import Disguise
from data.reports.parts import Disguises, Hidden
from data.reports.report import Problem, digest
from data.reports.rules import Spot, problem, shown
from speech.words import words

Columns = tuple[str, ...]
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
            if is_number(value) and not (is_field and place == 1) and not _is_progress(value):
                yield Cell(name, xl_rowcol_to_cell(number, place), value)


def _is_progress(value: CellValue) -> bool:
    """Tell whether a formula without a result is the cover's own, which tells what is still empty."""
    return isinstance(value, Unreadable) and words("workbook.progress.missing") in value.text


def _read_sheet(sheet: CalamineSheet, hidden: Hidden, disguised: Disguises) -> Sheet:
    name, grid = sheet.name, _grid(sheet, hidden, disguised)
    layout = _layout(grid)
    merged = (first for first, last in sheet.merged_cell_ranges or () if last[0] >= FIRST_ROW)
    return Sheet(
        name,
        tuple(_read_rows(name, grid, layout)),
        _misheading(grid, layout),
        tuple(xl_rowcol_to_cell(*first) for first in merged),
        _title(name, grid),
        _confirmation(name, grid, layout),
        _repeated_headings(name, grid, layout),
        tuple(_strays(name, grid, layout)),
        empty=not any(is_filled(value) for row in grid for value in row),
    )


def _layout(grid: Grid) -> Columns:
    """Find the layout that more of a sheet's headings are of."""

    def fits(layout: Columns) -> int:
        return sum(map(alike, _row(grid, HEADING_ROW, len(layout)), headings(layout)))

    return max(LAYOUTS, key=fits)


def _row(grid: Grid, number: int, width: int = 0) -> list[str]:
    """Give a row's texts, empty ones where it ends early."""
    texts = [plain(shown(value)) for value in grid[number]] if len(grid) > number else []
    return texts + [""] * (width - len(texts))


def _repeated_headings(name: str, grid: Grid, layout: Columns) -> tuple[Repeat, ...]:
    row = _row(grid, HEADING_ROW)
    cells = ((text, Cell(name, xl_rowcol_to_cell(HEADING_ROW, place), text)) for place, text in enumerate(row))
    return first_of_each((text, cell) for text, cell in cells if text in headings(layout))[1]


def _strays(name: str, grid: Grid, layout: Columns) -> Iterator[Cell]:
    """Give the numbers above the table, beside it and in its column for notes."""
    given = {place for place, column in enumerate(layout) if column != "note"}
    for number, values in enumerate(grid):
        passed = number == HEADING_ROW or _is_signed(values)
        for place, value in enumerate(() if passed else values):
            expected = place in given if number > HEADING_ROW else (number, place) == MISSING
            if is_number(value) and not expected:
                yield Cell(name, xl_rowcol_to_cell(number, place), value)


def _title(name: str, grid: Grid) -> Cell | None:
    """Find the first filled cell of those for the title."""
    row = grid[0][: MISSING[1]] if grid else ()
    return next(
        (Cell(name, xl_rowcol_to_cell(0, place), text) for place, text in enumerate(row) if is_filled(text)), None
    )


def _confirmation(name: str, grid: Grid, layout: Columns) -> Cell | None:
    row, column = CONFIRMATION
    text = _row(grid, row, column + 1)[column]
    return Cell(name, xl_rowcol_to_cell(row, column), text) if layout is COLUMNS and text else None


def _misheading(grid: Grid, layout: Columns) -> Misheading | None:
    row = _row(grid, HEADING_ROW, len(layout))
    for number, (found, expected) in enumerate(zip(row, headings(layout), strict=False)):
        if not alike(found, expected):
            return Misheading(xl_rowcol_to_cell(HEADING_ROW, number), found, expected)
    return None


def _read_rows(name: str, grid: Grid, layout: Columns) -> Iterator[Row]:
    for number, values in enumerate(grid[FIRST_ROW:], start=FIRST_ROW):
        texts = dict(zip(layout, values, strict=False))
        cells = {
            column: Cell(name, xl_rowcol_to_cell(number, layout.index(column)), value)
            for column, value in _worked_out(texts, number, layout).items()
            if is_filled(value)
        }
        code = plain(shown(texts.get("code", "")))
        figures = {split: cells[split] for split in SPLITS if split in cells}
        if code or (figures and not _is_signed(values)):
            first, total = (xl_rowcol_to_cell(number, layout.index(column)) for column in ("code", "total"))
            said = {column: cells[column] for column in SAID_AGAIN if column in cells}
            last: dict[str, Cell] = {split: cells[f"last_{split}"] for split in SPLITS if f"last_{split}" in cells}
            yield Row(code, first, total, figures, shown(texts.get("note", "")).strip(), said, last)


def _is_signed(values: Sequence[CellValue]) -> bool:
    """Tell whether a row is the block to be signed."""
    signs = tuple(plain(words(f"workbook.sign.{signer}")).rstrip(":") for signer in SIGNERS)
    return any(isinstance(value, str) and plain(value).startswith(signs) for value in values)


def _worked_out(texts: Mapping[str, CellValue], number: int, layout: Columns) -> Mapping[str, CellValue]:
    """Put the sum in place of a total that is the form's own formula and that no program has worked out."""
    total = texts.get("total")
    cells = (xl_rowcol_to_cell(number, layout.index(split)) for split in SIDES)
    if not isinstance(total, Unreadable) or total.text != total_formula(*cells):
        return texts
    parts = [texts[split] for split in SIDES]
    numbers = [part for part in parts if isinstance(part, float | int)]
    added: CellValue = sum(numbers) if numbers else words("workbook.not_applicable")
    return {**texts, "total": added if all(map(is_filled, parts)) else ""}


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
