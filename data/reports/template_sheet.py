"""A theme's sheet of the workbook: a row a variable, what is carried from last month, a block to be signed.

The total of a variable with urban and rural figures is a formula, written with its result; who knows the total alone
types it over the formula. It's never trusted: the checks compare it with its parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data.catalog.catalog import SPLITS, Catalog, Theme, Variable
from data.catalog.terms import SIDES
from data.reports.case import Unit
from data.reports.form import (
    COLUMNS,
    CONFIRMATION,
    FIRST_ROW,
    HEADING_ROW,
    MISSING,
    SIGNERS,
    STATES,
    CellValue,
    Entries,
    FigureKey,
    adds_up,
    headings,
    total_formula,
    used_splits,
)
from data.reports.report import ReportKind
from data.reports.template_styles import SMALL, Styles
from data.reports.validations import add_looks, add_validations, blanks_formula
from speech.months import Month, number_of
from speech.words import words

WIDTHS = (22, 6, 31, 7, 8, 8, 8, 9, 9, 9, 14, 8)
"""The width of each of the layout's columns, in characters."""
A4 = 9
MARGIN, FOOT = 0.4, 0.8
"""In inches."""
SHORT, LONG = 595 - 144 * MARGIN, 842 - 144 * MARGIN
"""The sides of what an A4 page holds, its foot included, in points."""
SMALLEST = 0.6
"""The scale under which a sheet goes on to a second page."""
HEAD_LINE, LINE, SIGN_LINE = 40, 15, 30
"""Heights of rows in points."""
DECEMBER = 12
TINY = 1e-9
"""What binary fractions leave behind in a sum."""
SIGN_PLACES = ("name", "definition", "last_urban", "note")
"""The columns that the signers stand in: none for figures."""


class Counts(NamedTuple):
    """How many cells of a sheet are still empty, and how many carried figures wait to be confirmed."""

    missing: int
    waiting: int


@dataclass(frozen=True)
class Form:
    """What is to be written, for whom."""

    catalog: Catalog
    unit: Unit
    month: Month
    last: Entries
    filled: Mapping[FigureKey, CellValue | None]
    office: str
    kind: ReportKind
    demonstration: bool

    @property
    def carries(self) -> bool:
        """Whether last month's states are carried into the cells, to be confirmed."""
        return not self.filled

    def given(self, variable: Variable) -> dict[str, CellValue | None]:
        """Give what stands in a variable's cells by split, None where not applicable: filled, or else carried."""
        entries: Mapping[FigureKey, CellValue | None] = self.filled
        if self.carries:
            entries = self.last if variable.kind in STATES else {}
        keys = ((variable.variable, split) for split in used_splits(variable))
        return {key[1]: entries[key] for key in keys if key in entries}


def write_theme(sheet: Worksheet, form: Form, styles: Styles, theme: Theme, variables: Sequence[Variable]) -> Counts:
    """Write a theme's sheet and tell what is empty or waiting on it."""
    for column, (heading, width) in enumerate(zip(headings(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADING_ROW, column, heading, styles.heading)
    heights = [_write_row(sheet, row, variable, form, styles) for row, variable in enumerate(variables, FIRST_ROW)]
    counts = _count(form, variables)
    _write_head(sheet, form, styles, theme, variables, counts)
    _write_signers(sheet, styles, FIRST_ROW + len(variables) + 1)
    add_validations(sheet, variables, form.catalog)
    add_looks(sheet, variables, styles)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(HEADING_ROW)
    set_up(sheet, form, sum(heights) + HEAD_LINE + 2 * LINE + SIGN_LINE)
    return counts


def set_up(sheet: Worksheet, form: Form, height: float = 0) -> None:
    """Lock a sheet of so many points, and lay it on one A4 page in the direction that leaves it larger."""
    foot = 72 * (FOOT - MARGIN)
    breadth = sum(0.75 * (7 * width + 5) for width in WIDTHS)
    portrait = min(SHORT / breadth, (LONG - foot) / height) if height else 1
    landscape = min(LONG / breadth, (SHORT - foot) / height) if height else 0
    if landscape > portrait:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 1 if max(portrait, landscape) >= SMALLEST else 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(A4)
    sheet.set_margins(MARGIN, MARGIN, MARGIN, FOOT)
    sheet.center_horizontally()
    sheet.set_footer(words("workbook.print_footer", name=form.unit.name, month=form.month))


def hand_cells(variable: Variable, month: Month) -> tuple[str, ...]:
    """Give the splits that a month asks to be typed: no totals that add up, and yearly figures in December alone."""
    if variable.kind == "annual" and number_of(month) != DECEMBER:
        return ()
    return tuple(split for split in used_splits(variable) if split != "total" or not adds_up(variable))


def _count(form: Form, variables: Iterable[Variable]) -> Counts:
    cells = [(split, form.given(variable)) for variable in variables for split in hand_cells(variable, form.month)]
    filled = sum(split in given for split, given in cells)
    return Counts(len(cells) - filled, filled if form.carries else 0)


def _write_head(
    sheet: Worksheet, form: Form, styles: Styles, theme: Theme, variables: Sequence[Variable], counts: Counts
) -> None:
    sheet.set_row(0, HEAD_LINE)
    mark = "sheet_title_demonstration" if form.demonstration else "sheet_title"
    title = words(f"workbook.{mark}", theme=theme.name_zh, name=form.unit.name, month=form.month)
    row, column = MISSING
    sheet.merge_range(0, 0, 0, column - 1, title, styles.warning if form.demonstration else styles.title)
    areas = [(row, hand_cells(variable, form.month)) for row, variable in enumerate(variables, FIRST_ROW)]
    row_asked, column_asked = CONFIRMATION
    sheet.merge_range(row, column, row, column + 1, "", styles.missing)
    sheet.write_formula(row, column, blanks_formula(areas), styles.missing, counts.missing)
    place = list(form.catalog.themes).index(theme.theme) + 1
    plan = form.catalog.plan
    issued = words("workbook.issued", number=plan.form_number, place=place, issuer=plan.issuer_zh)
    last = len(COLUMNS) - 1
    sheet.merge_range(0, column_asked + 2, 0, last, issued if plan.form_number else "", styles.issued)
    if counts.waiting:
        sheet.merge_range(
            row_asked, column_asked - 2, row_asked, column_asked - 1, words("workbook.carried"), styles.ask
        )
        _write_confirmation(sheet, styles)


def _write_confirmation(sheet: Worksheet, styles: Styles) -> None:
    """Ask for a sign that the carried figures were looked at."""
    row, column = CONFIRMATION
    choices = [words("workbook.unconfirmed"), words("workbook.confirmed")]
    sheet.merge_range(row, column, row, column + 1, choices[0], styles.confirmation)
    offer(sheet, row, column, choices)


def offer(sheet: Worksheet, row: int, column: int, choices: Sequence[str]) -> None:
    """Let a cell be chosen from a list."""
    error = {"error_title": words("workbook.validation.title"), "error_message": words("workbook.validation.kind")}
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": choices, **error})


def _write_signers(sheet: Worksheet, styles: Styles, row: int) -> None:
    sheet.set_row(row, SIGN_LINE)
    for signer, column in zip(SIGNERS, SIGN_PLACES, strict=True):
        sheet.write_string(row, COLUMNS.index(column), words(f"workbook.sign.{signer}"), styles.sign)


def _write_row(sheet: Worksheet, row: int, variable: Variable, form: Form, styles: Styles) -> float:
    """Write a row and give its height."""
    period = words(f"workbook.period.{variable.kind}")
    texts = (variable.name_zh, variable.unit_zh, variable.definition_zh, period)
    looks = (styles.name, styles.text, styles.definition, styles.text)
    for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
        sheet.write_string(row, column, text, look)
    sheet.write_string(row, COLUMNS.index("code"), variable.variable, styles.code)
    height = _height(tuple(zip(texts, WIDTHS, (1, 1, SMALL, 1), strict=False)))
    sheet.set_row(row, height)
    given, used = form.given(variable), used_splits(variable)
    for split in SPLITS:
        last = form.last.get((variable.variable, split), "")
        _put(sheet, row, f"last_{split}", last, styles.last[variable.number] if split in used else styles.unused)
        if split not in used:
            _put(sheet, row, split, form.filled.get((variable.variable, split), ""), styles.unused)
        elif split == "total" and adds_up(variable):
            _put_total(sheet, row, given, styles.total[variable.number])
        else:
            _put(sheet, row, split, given.get(split, ""), styles.given[variable.number])
    _put(sheet, row, "note", form.filled.get((variable.variable, "note"), ""), styles.note)
    return height


def _put_total(sheet: Worksheet, row: int, given: Mapping[str, CellValue | None], style: Format) -> None:
    """Write the formula where it gives what is to stand there, or else what is to stand there."""
    total = given.get("total", "")
    if _is_sum(total, [given.get(split, "") for split in SIDES]):
        column = COLUMNS.index("total")
        cells = (xl_rowcol_to_cell(row, COLUMNS.index(split)) for split in SIDES)
        sheet.write_formula(row, column, total_formula(*cells), style, _shown(total))
    else:
        _put(sheet, row, "total", total, style)


def _is_sum(total: CellValue | None, parts: Sequence[CellValue | None]) -> bool:
    if "" in parts:
        return total == ""
    numbers = [part for part in parts if isinstance(part, float | int)]
    if len(numbers) + parts.count(None) < len(parts):
        return False
    if not numbers or not isinstance(total, float | int):
        return total is None and not numbers
    return abs(sum(numbers) - total) < TINY


def _height(texts: Sequence[tuple[str, float, float]]) -> float:
    """Make room for the wrapped texts, in points: not every spreadsheet program fits the row to them by itself."""
    units = ((sum(2.1 if letter > "\u2e80" else 1.1 for letter in text) * size, width) for text, width, size in texts)
    return 5 + 14 * max(ceil(length / width) for length, width in units)


def _put(sheet: Worksheet, row: int, column: str, value: CellValue | None, style: Format) -> None:
    sheet.write(row, COLUMNS.index(column), _shown(value), style)


def _shown(value: CellValue | None) -> CellValue:
    return words("workbook.not_applicable") if value is None else value
