"""Reading a filled month report: a workbook made by data.template, or a CSV file with the same columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, cast

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum
from xlsxwriter.utility import xl_rowcol_to_cell

from data.catalog.catalog import SPLITS, Catalog
from data.reports.container import MEGABYTE, hides_values, is_packed, refusal
from data.reports.csv_file import read_csv
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
from data.reports.number_formats import Disguise, disguises
from data.reports.report import digest
from data.reports.rules import Spot, problem, shown
from speech.words import words

Grid = Sequence[Sequence[CellValue]]
Hidden = Mapping[tuple[str, str], Unreadable]
Disguises = Mapping[tuple[str, str], Disguise]


def read_report(source: Path | tuple[str, bytes], catalog: Catalog) -> Reading:
    """Read a filled report from its path, or from its name and content; what is wrong with the file is its refusal."""
    limit_mb = catalog.plan.file_limit_mb
    try:
        name, content = source if isinstance(source, tuple) else (source.name, _take(source, limit_mb))
    except OSError as error:
        file = cast(Path, source).name
        return Reading(file, b"", digest(b""), problem("file_unreadable", Spot(file), error.strerror or ""))
    if name.lower().endswith(".csv") and not is_packed(content):
        return read_csv(name, content, limit_mb)
    if refused := refusal(name, content, limit_mb):
        return Reading(name, content, digest(content), refused)
    return _read_workbook(name, content)


def _take(path: Path, limit_mb: float) -> bytes:
    """Read a file, but not much more of it than is allowed."""
    with path.open("rb") as file:
        return file.read(int(limit_mb * MEGABYTE) + 1)


def _read_workbook(name: str, content: bytes) -> Reading:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            hidden = _hidden_values(content) if hides_values(content) else {}
            cover, repeats, sheets = _read_sheets(book, hidden, disguises(content))
    except Exception:  # noqa: BLE001  whatever foreign parsers stumble over, it is no workbook to be trusted
        return Reading(name, content, digest(content), problem("file_not_workbook", Spot(name)))
    return Reading(name, content, digest(content), None, cover, sheets, repeats=repeats)


def _read_sheets(
    book: CalamineWorkbook, hidden: Hidden, disguised: Disguises
) -> tuple[dict[str, Cell], tuple[Repeat, ...], tuple[Sheet, ...]]:
    fields: list[tuple[str, Cell]] = []
    sheets = []
    for metadata in book.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            sheets.append(Sheet(metadata.name, hidden=_hidden(metadata)))
        elif metadata.name == words("workbook.cover_sheet"):
            fields += _read_cover(metadata.name, _grid(book.get_sheet_by_name(metadata.name), hidden, {}))
        else:
            sheet = _read_sheet(book.get_sheet_by_name(metadata.name), hidden, disguised)
            sheets.append(replace(sheet, hidden=_hidden(metadata)))
    return *first_of_each(fields), tuple(sheets)


def _hidden(metadata: SheetMetadata) -> Literal["", "hidden", "very_hidden"]:
    if metadata.visible == SheetVisibleEnum.VeryHidden:
        return "very_hidden"
    return "hidden" if metadata.visible == SheetVisibleEnum.Hidden else ""


def _read_cover(name: str, grid: Grid) -> Iterator[tuple[str, Cell]]:
    labels = cover_labels()
    for number, row in enumerate(grid):
        if len(row) > 1 and (label := plain(shown(row[0]))) in labels and is_filled(row[1]):
            yield labels[label], Cell(name, xl_rowcol_to_cell(number, 1), row[1])


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
    row, column = (number - 1 for number in openpyxl.utils.cell.coordinate_to_tuple(address))
    value = grid[row][column] if row < len(grid) and column < len(grid[row]) else None
    if isinstance(value, float | int) and not isinstance(value, bool):
        percent = disguise == "percent"
        grid[row][column] = Percent(without_noise(value * 100)) if percent else Unreadable("disguised", shown(value))


def _put(grid: list[list[Any]], address: str, value: Unreadable) -> None:
    """Set a cell, which lies beyond the grid when nothing that has a value comes after it."""
    row, column = (number - 1 for number in openpyxl.utils.cell.coordinate_to_tuple(address))
    grid.extend([] for _ in range(row + 1 - len(grid)))
    grid[row].extend("" for _ in range(column + 1 - len(grid[row])))
    grid[row][column] = value


def _hidden_values(content: bytes) -> dict[tuple[str, str], Unreadable]:
    """Find the cells that look empty to the quick reader and aren't: errors, and formulas without a result."""
    written = openpyxl.load_workbook(BytesIO(content), read_only=True)
    calculated = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    found = {}
    for sheet in written.worksheets:
        for view in (sheet, calculated[sheet.title]):
            view.reset_dimensions()  # or it makes up cells as far as the file claims to reach
        for cells, results in zip(sheet.iter_rows(), calculated[sheet.title].iter_rows(), strict=True):
            for cell, result in zip(cells, results, strict=True):
                if result.data_type == "e":
                    found[sheet.title, cell.coordinate] = Unreadable("error", str(result.value))
                elif cell.data_type == "f" and not is_filled(result.value):
                    found[sheet.title, cell.coordinate] = Unreadable("formula", _formula(cell.value))
    return found


def _formula(value: Any) -> str:
    """Write a formula as its cell shows it; one of a whole area, or of a data table, is an object."""
    if isinstance(value, DataTableFormula):
        return f"=TABLE({value.r1 or ''},{value.r2 or ''})"
    return value.text if isinstance(value, ArrayFormula) else str(value)
