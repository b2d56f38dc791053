"""Writing the workbook that a reporter fills: cover, a sheet a theme, a row a variable, everything else locked.

The total of a variable with urban and rural figures is a cell to be filled, not a formula: it is the check of the
two, a validation compares them while they are typed, and no reader depends on what a program did or didn't
calculate before saving. The same call gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from data.catalog.catalog import SPLITS, Catalog, Theme, Variable
from data.reports.case import Unit, find_unit, reports
from data.reports.form import (
    COLUMNS,
    COVER_FIELDS,
    COVER_ROW,
    FIRST_ROW,
    HEADING_ROW,
    CellValue,
    Entries,
    FigureKey,
    headings,
    used_splits,
    variables_of,
)
from data.reports.report import ReportKind
from data.reports.template_styles import Styles, make_styles
from data.reports.validations import add_validations
from speech.mistakes import Mistake
from speech.months import Month
from speech.words import words

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = (15, 26, 40, 8, 10, 10, 10, 12, 12, 12, 24)
"""The width of each of form.COLUMNS, in characters."""
HOW_TO = ("cells", "states", "totals", "periods", "kinds")
A4 = 9


@dataclass(frozen=True)
class _Form:
    """What is to be written, for whom."""

    catalog: Catalog
    unit: Unit
    month: Month
    last: Entries
    filled: Mapping[FigureKey, CellValue | None]
    office: str
    kind: ReportKind
    demonstration: bool


def write_template(
    catalog: Catalog,
    reporter: str,
    month: Month,
    last: Entries = MappingProxyType({}),
    filled: Mapping[FigureKey, CellValue | None] = MappingProxyType({}),
    office: str = "",
    kind: ReportKind = "first",
    demonstration: bool = False,
) -> bytes:
    """Write the workbook of a reporter and month, blank or filled.

    `last` are the figures of the month before. `filled` goes into the cells as it is, a number or what a reporter
    might have typed, None meaning "not applicable"; what has no entry stays empty. A note's key is (variable, "note").

    Raises:
        Mistake: nobody reports under this code.
    """
    unit = find_unit(reporter, catalog)
    if unit is None or not reports(unit, catalog):
        raise Mistake(words("workbook.no_reporter", reporter=reporter))
    form = _Form(catalog, unit, month, last, filled, office, kind, demonstration)
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        # A fixed date: the same figures make the same file, which a second import knows again.
        created = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)
        book.set_properties({"title": _title(form), "created": created})
        styles = make_styles(book)
        _write_cover(book.add_worksheet(words("workbook.cover_sheet")), form, styles)
        variables = variables_of(catalog, unit.reporter).values()
        for theme in catalog.themes.values():
            if rows := tuple(variable for variable in variables if variable.theme == theme.theme):
                _write_theme(book, form, styles, theme, rows)
    return buffer.getvalue()


def template_name(catalog: Catalog, reporter: str, month: Month, kind: ReportKind = "first") -> str:
    """Give the file name of a reporter's workbook, such as 2025-06_540121_林周县_首次报送.xlsx."""
    unit = find_unit(reporter, catalog)
    name = unit.name if unit else reporter
    return words("workbook.file_name", month=month, code=reporter, name=name, kind=words(f"workbook.kind.{kind}"))


def _title(form: _Form) -> str:
    return words("workbook.title", title=form.catalog.plan.title_zh)


def _write_cover(sheet: Worksheet, form: _Form, styles: Styles) -> None:
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 72)
    sheet.merge_range(0, 0, 0, 1, _title(form), styles.title)
    if form.demonstration:
        sheet.merge_range(1, 0, 1, 1, words("workbook.demonstration"), styles.warning)
    for row, (field, text) in enumerate(_cover(form).items(), start=COVER_ROW):
        sheet.write_string(row, 0, words(f"workbook.cover.{field}"), styles.label)
        sheet.write_string(row, 1, text, styles.choice if field in ("kind", "office") else styles.value)
    kinds = [words("workbook.kind.first"), words("workbook.kind.correction")]
    row = COVER_ROW + COVER_FIELDS.index("kind")
    error = {"error_title": words("workbook.validation.title"), "error_message": words("workbook.validation.kind")}
    sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": kinds, **error})
    _write_how_to(sheet, styles, COVER_ROW + len(COVER_FIELDS) + 1)
    _set_up(sheet, form, landscape=False)


def _cover(form: _Form) -> dict[str, str]:
    nature = "demonstration" if form.demonstration else "office"
    texts = (
        form.catalog.plan.plan,
        form.unit.reporter,
        form.unit.name,
        form.month,
        form.office,
        words(f"workbook.kind.{form.kind}"),
        form.catalog.plan.template_version,
        words(f"workbook.nature.{nature}"),
    )
    return dict(zip(COVER_FIELDS, texts, strict=True))


def _write_how_to(sheet: Worksheet, styles: Styles, first: int) -> None:
    sheet.write_string(first, 0, words("workbook.how_to_title"), styles.label)
    for row, name in enumerate(HOW_TO, start=first + 1):
        sheet.merge_range(row, 0, row, 1, words(f"workbook.how_to.{name}"), styles.how_to)
        sheet.set_row(row, 32)


def _write_theme(book: Workbook, form: _Form, styles: Styles, theme: Theme, variables: tuple[Variable, ...]) -> None:
    sheet = book.add_worksheet(theme.name_zh)
    mark = "sheet_title_demonstration" if form.demonstration else "sheet_title"
    title = words(f"workbook.{mark}", theme=theme.name_zh, name=form.unit.name, month=form.month)
    sheet.write_string(0, 0, title, styles.warning if form.demonstration else styles.title)
    for column, (heading, width) in enumerate(zip(headings(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADING_ROW, column, heading, styles.heading)
    for row, variable in enumerate(variables, start=FIRST_ROW):
        _write_row(sheet, row, variable, form, styles)
    add_validations(sheet, variables, form.catalog, styles.mismatch)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(HEADING_ROW)
    _set_up(sheet, form, landscape=True)


def _write_row(sheet: Worksheet, row: int, variable: Variable, form: _Form, styles: Styles) -> None:
    texts = (variable.variable, variable.name_zh, variable.definition_zh, variable.unit_zh)
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, styles.code if column == 0 else styles.text)
    sheet.set_row(row, _height(texts))
    for split in SPLITS:
        key = (variable.variable, split)
        used = split in used_splits(variable)
        last = styles.last[variable.number] if used else styles.unused
        _put(sheet, row, COLUMNS.index(f"last_{split}"), form.last.get(key, ""), last)
        given = styles.given[variable.number] if used else styles.unused
        _put(sheet, row, COLUMNS.index(split), form.filled.get(key, ""), given)
    _put(sheet, row, COLUMNS.index("note"), form.filled.get((variable.variable, "note"), ""), styles.note)


def _height(texts: Sequence[str]) -> float:
    """Make room for the wrapped texts, in points: not every spreadsheet program fits the row to them by itself."""
    units = (sum(2.1 if letter > "\u2e80" else 1.1 for letter in text) for text in texts)
    return 5 + 14 * max(ceil(length / width) for length, width in zip(units, WIDTHS, strict=False))


def _put(sheet: Worksheet, row: int, column: int, value: CellValue | None, style: object) -> None:
    sheet.write(row, column, words("workbook.not_applicable") if value is None else value, style)


def _set_up(sheet: Worksheet, form: _Form, landscape: bool) -> None:
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(words("workbook.print_footer", name=form.unit.name, month=form.month))
