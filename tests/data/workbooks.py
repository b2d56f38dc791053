"""Filled workbooks made for the tests, whole and with mistakes planted in them."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from data.catalog.catalog import Catalog, Variable, read_catalog
from data.reports.case import History
from data.reports.examination import examine
from data.reports.form import COLUMNS, FigureKey, Reading, headings, used_splits, variables_of
from data.reports.report import Problem, Report
from data.reports.template import write_template
from data.reports.workbook import read_report
from speech.months import Month
from speech.words import words
from tests.city import write_city

JULY = datetime(2025, 7, 8, tzinfo=UTC)
with TemporaryDirectory() as folder:
    CATALOG = read_catalog(write_city(Path(folder)))
NO_HISTORY = History()
PLANTED: dict[tuple[str, str], tuple[Any, str]] = {
    ("封面", "B4"): ("other", "other_plan"),
    ("封面", "B5"): ("900111", "unit_retired"),
    ("封面", "B6"): ("西县", "unit_name_differs"),
    ("封面", "B7"): ("2025-09", "month_future"),
    ("封面", "B9"): ("补报", "kind_unknown"),
    ("封面", "B11"): ("测试", "nature_unknown"),
    ("基本情况", "H3"): ("约40", "text_in_number"),
    ("基本情况", "I3"): (datetime(2025, 6, 1), "date_in_number"),
    ("基本情况", "J4"): (99, "sum_differs"),
    ("基本情况", "L5"): ("pupils", "variable_unknown"),
    ("基本情况", "L6"): ("literacy", "variable_elsewhere"),
    ("基本情况", "L7"): ("population", "row_duplicate"),
    ("科普服务", "H3"): (41, "above_limit"),
    ("科普服务", "H4"): ("—", "ambiguous_mark"),
    ("科普服务", "I4"): ("#DIV/0!", "error_value"),
    ("科普服务", "J4"): ("=H4+I4", "formula_uncalculated"),
    ("科普服务", "H5"): (-1, "negative"),
    ("科普服务", "I5"): (2.5, "fractional_count"),
    ("科普服务", "H6"): (1, "split_unused"),
    ("科普服务", "J9"): (3, "step_out_of_range"),
}
"""Twenty mistakes for a sound workbook: sheet and cell, what is written there, the rule that it breaks."""
PLANTED_CELLS = {spot: value for spot, (value, _) in PLANTED.items()} | {
    ("科普服务", "J3"): 99,
    ("科普服务", "J5"): 100,
}
"""The cells to change; the last ones keep totals from following their planted parts."""


def sound_figures(catalog: Catalog, reporter: str) -> dict[FigureKey, float]:
    """Give figures without a mistake: urban 40 + rural 60 = total 100, less for what has a limit; rates 8 and 6 and 7.

    A variable with a limit has 2 less in town and country, and 4 less in total, than its limit; a milestone has 1.
    """
    figures: dict[FigureKey, float] = {}
    for variable in variables_of(catalog, reporter).values():
        less = 2 * _limits(catalog, variable)
        numbers = {"urban": 40 - less, "rural": 60 - less, "total": 100 - 2 * less}
        if variable.number == "rate":
            numbers = {"urban": 8, "rural": 6, "total": 7}
        if variable.kind == "milestone":
            numbers = {"total": 1}
        figures |= {(variable.variable, split): numbers[split] for split in used_splits(variable)}
    return figures


def sound_workbook(catalog: Catalog, reporter: str, month: str, **options: Any) -> bytes:
    """Write a workbook with `sound_figures`; the options are those of `write_template`."""
    return write_template(catalog, reporter, Month(month), filled=sound_figures(catalog, reporter), **options)


def edited(content: bytes, changes: Mapping[tuple[str, str], Any]) -> bytes:
    """Set cells by sheet and address, as somebody would who took off the protection."""

    def set_cells(book: Any) -> None:
        for (sheet, cell), value in changes.items():
            book[sheet][cell] = value

    return reworked(content, set_cells)


def reworked(content: bytes, work: Callable[[Any], None]) -> bytes:
    """Open a workbook with openpyxl, change it, and save it."""
    book = openpyxl.load_workbook(BytesIO(content))
    work(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Rewrite the parts of a workbook's archive, each by its name and content."""
    return packed({name: change(name, part) for name, part in parts_of(content).items()})


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def row_of(content: bytes, variable: str) -> tuple[str, int]:
    """Find a variable's sheet and row, counted from 1."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    column = COLUMNS.index("code") + 1
    cells = (
        (sheet.title, row[0]) for sheet in book.worksheets for row in sheet.iter_rows(min_col=column, max_col=column)
    )
    return next((title, cell.row) for title, cell in cells if cell.value == variable)


def as_csv(reading: Reading, encoding: str = "utf-8-sig") -> bytes:
    """Write what was read from a workbook as a CSV report."""
    lines = [f"# {words(f'workbook.cover.{field}')},{cell.value}" for field, cell in reading.cover.items()]
    code, urban, rural, total, note = headings(("code", "urban", "rural", "total", "note"))
    lines.append(f"{code},{total},{urban},{rural},{note}")
    for row in (row for sheet in reading.sheets for row in sheet.rows):
        numbers = [
            _csv_text(row.figures[split].value) if split in row.figures else "" for split in ("total", "urban", "rural")
        ]
        lines.append(",".join((row.code, *numbers, row.note)))
    return "\r\n".join(lines).encode(encoding)


def checked(
    content: bytes, history: History = NO_HISTORY, received_at: datetime = JULY, catalog: Catalog = CATALOG
) -> Report:
    return examine(read_report(("东区.xlsx", content), catalog), catalog, history, received_at)


def found(report: Report) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.sheet, problem.cell) for problem in report.problems]


def after(changes: Mapping[tuple[str, str], Any], history: History = NO_HISTORY, reporter: str = "900101") -> Report:
    """Check a sound report of June 2025 after changes to its cells."""
    return checked(edited(sound_workbook(CATALOG, reporter, "2025-06"), changes), history)


def only(report: Report) -> Problem:
    (problem,) = report.problems
    return problem


def _csv_text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _limits(catalog: Catalog, variable: Variable) -> int:
    return 1 + _limits(catalog, catalog.variables[variable.at_most]) if variable.at_most else 0
