"""Checks of the sheets: each has the form's shape, and each variable of the reporter stands in it once."""

from collections import Counter
from collections.abc import Callable, Iterator

from data.reports.case import Case
from data.reports.form import CODE, Row, Sheet, is_number, theme_sheets
from data.reports.form import headings as form_headings
from data.reports.report import Problem
from data.reports.rules import Rule, Spot, problem
from speech.words import words


def names(case: Case) -> Iterator[Problem]:
    """Every sheet is one of the form's; empty ones, and those that programs hide from users, are passed over."""
    themes = theme_sheets(case.catalog)
    for sheet in case.reading.sheets:
        passed_over = case.reading.is_csv or sheet.empty or sheet.hidden == "very_hidden"
        if sheet.name not in themes and not passed_over:
            expected = words("checks.comma").join(themes)
            rule: Rule = "sheet_hidden" if sheet.hidden else "sheet_unknown"
            yield problem(rule, Spot(case.reading.file, sheet.name), sheet.name, {"expected": expected})


def missing(case: Case) -> Iterator[Problem]:
    """Every sheet that the reporter fills is there."""
    present = {sheet.name for sheet in case.reading.sheets}
    for name in dict.fromkeys(case.catalog.themes[variable.theme].name_zh for variable in case.expected.values()):
        if not case.reading.is_csv and name not in present:
            yield problem("sheet_missing", Spot(case.reading.file, name), details={"name": name})


def headings(case: Case) -> Iterator[Problem]:
    """The heading is the form's: figures are read by their column."""
    for sheet in _known(case):
        if sheet.misheading:
            spot = Spot(case.reading.file, sheet.name, sheet.misheading.cell)
            yield problem("heading_changed", spot, sheet.misheading.found, {"expected": sheet.misheading.expected})


def headings_twice(case: Case) -> Iterator[Problem]:
    """No column stands twice: nobody knows which one counts."""
    for repeat in (repeat for sheet in _known(case) for repeat in sheet.repeats):
        details = {"first": repeat.first.cell}
        yield problem("heading_twice", case.spot(repeat.second), repeat.name, details)


def outside(case: Case) -> Iterator[Problem]:
    """No column is unknown, and no figure stands on the cover or outside the columns for figures."""
    strays = list(case.reading.strays)
    for sheet in case.sheets:
        for cell in sheet.unknown:
            details = {"expected": words("checks.comma").join(form_headings())}
            yield problem("heading_unknown", case.spot(cell), cell.value, details)
        strays += sheet.strays
    for cell in strays:
        yield problem("outside_form", case.spot(cell), cell.value)


def uneven(case: Case) -> Iterator[Problem]:
    """Each row of a CSV file has as many cells as the heading."""
    for row in (row for sheet in case.sheets for row in sheet.uneven):
        details = {"line": row.line, "count": row.found, "expected": row.expected}
        yield problem("cells_uneven", case.spot(row.start), row.start.value, details)


def merged(case: Case) -> Iterator[Problem]:
    """No cells were merged: a merged area has one value where several belong."""
    for sheet in case.sheets:
        for cell in sheet.merged:
            yield problem("merged_cells", Spot(case.reading.file, sheet.name, cell))


def codes(case: Case) -> Iterator[Problem]:
    """Each row's code is a variable that this reporter reports."""
    for sheet, row in _rows(case):
        spot = Spot(case.reading.file, sheet.name, row.first, row.code)
        variable = case.catalog.variables.get(row.code)
        if not row.code:
            yield problem("row_without_code", Spot(case.reading.file, sheet.name, row.first))
        elif variable is None:
            yield problem("variable_unknown", spot, row.code)
        elif case.identity.reporter and row.code not in case.expected:
            department = case.catalog.departments.get(variable.reporter)
            owner = department.name_zh if department else words("checks.counties")
            yield problem("variable_elsewhere", spot, row.code, {"name": variable.name_zh, "owner": owner})


def repeated(case: Case) -> Iterator[Problem]:
    """No variable stands in two rows."""
    seen: dict[str, str] = {}
    for sheet, row in _rows(case):
        if row.code in seen:
            spot = Spot(case.reading.file, sheet.name, row.first, row.code)
            yield problem("row_duplicate", spot, row.code, {"first": seen[row.code]})
        elif row.code:
            seen[row.code] = f"{sheet.name}!{row.first}"


def rows_missing(case: Case) -> Iterator[Problem]:
    """No row of a sheet was deleted; a sheet that is missing, or can't be read, is reported as a whole."""
    present = Counter(row.code for _, row in _rows(case))
    readable = {sheet.name for sheet in case.sheets}
    for name, variable in case.expected.items():
        sheet = next(iter(readable), "") if case.reading.is_csv else case.catalog.themes[variable.theme].name_zh
        if sheet in readable and not present[name]:
            yield problem("row_missing", Spot(case.reading.file, sheet, "", name), name, {"name": variable.name_zh})


def empty(case: Case) -> Iterator[Problem]:
    """At least one figure is filled in."""
    if case.sheets and not any(row.figures for _, row in _rows(case)):
        yield problem("report_empty", Spot(case.reading.file))


SHEET_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    names, missing, headings, headings_twice, outside, uneven, merged, codes, repeated, rows_missing, empty,
)  # fmt: skip


def _known(case: Case) -> Iterator[Sheet]:
    themes = theme_sheets(case.catalog)
    return (sheet for sheet in case.reading.sheets if case.reading.is_csv or sheet.name in themes)


def _rows(case: Case) -> Iterator[tuple[Sheet, Row]]:
    return ((sheet, row) for sheet in case.sheets for row in sheet.rows if not _is_remark(row))


def _is_remark(row: Row) -> bool:
    """Tell whether a row is text beside the table, such as a signature below it: neither code nor number."""
    return not CODE.fullmatch(row.code) and not any(is_number(cell.value) for cell in row.figures.values())
