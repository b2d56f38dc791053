"""Checks of what a report says twice: a sheet's title and the cover, a row's code and its name and unit."""

from collections.abc import Callable, Iterator

from data.reports.case import Case, cover_text, find_unit, may_be
from data.reports.cover_checks import month
from data.reports.form import Cell, Row, alike, theme_sheets
from data.reports.report import Problem
from data.reports.rules import Rule, problem, shown
from speech.words import words


def titles(case: Case) -> Iterator[Problem]:
    """A sheet's title names its theme, the unit and the month of the cover; that the cover is wrong is said there."""
    if not case.identity.reporter or not case.identity.month or any(month(case)):
        return
    themes = theme_sheets(case.catalog)
    for sheet in (sheet for sheet in case.reading.sheets if sheet.name in themes):
        expected = _titles(case, sheet.name)
        if sheet.title and not any(alike(shown(sheet.title.value), title) for title in expected):
            yield problem("title_differs", case.spot(sheet.title), sheet.title.value, {"expected": expected[0]})


def names(case: Case) -> Iterator[Problem]:
    """A row's name and unit are those of its code."""
    for row in (row for sheet in case.sheets for row in sheet.rows):
        variable = case.expected.get(row.code)
        if variable is None:
            continue
        expected: dict[str, tuple[Rule, str]] = {
            "name": ("name_differs", variable.name_zh),
            "unit": ("unit_differs", variable.unit_zh),
        }
        for column, (rule, text) in expected.items():
            said = row.said.get(column)
            if said and not alike(shown(said.value), text):
                yield _differs(case, row, said, rule, text)
                break


AGREEMENT_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (titles, names)


def _titles(case: Case, theme: str) -> tuple[str, ...]:
    """Give the titles that a sheet may have: with the unit's name in force, and with the name on the cover."""
    key = "sheet_title_demonstration" if case.identity.demonstration else "sheet_title"
    cover = cover_text(case.reading, "unit_name")
    unit = find_unit(case.identity.reporter, case.catalog)
    names = [unit.name if unit else "", *([cover] if may_be(cover, case.identity.reporter, case.catalog) else [])]
    return tuple(words(f"workbook.{key}", theme=theme, name=name, month=case.identity.month) for name in names)


def _differs(case: Case, row: Row, said: Cell, rule: Rule, expected: str) -> Problem:
    details = {"code": row.code, "cell": row.first, "expected": expected}
    return problem(rule, case.spot(said, row.code), said.value, details)
