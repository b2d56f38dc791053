"""Checks of what the template carries over from last month: it was confirmed, and is what was reported then."""

from collections.abc import Callable, Iterator

from data.reports.case import Case
from data.reports.cell_checks import read_number
from data.reports.form import STATES, Cell, Row
from data.reports.report import Problem
from data.reports.rules import figure_text, problem
from speech.months import month_of, ordinal
from speech.words import words


def confirmed(case: Case) -> Iterator[Problem]:
    """Somebody has looked at the states that stand in the sheet as they were carried from last month."""
    for sheet in case.sheets:
        carried = sum(_carried(case, row) for row in sheet.rows)
        if sheet.confirmation and carried and sheet.confirmation.value != words("workbook.confirmed"):
            details = {"count": carried, "confirmed": words("workbook.confirmed")}
            yield problem("unconfirmed", case.spot(sheet.confirmation), sheet.confirmation.value, details)


def last_month(case: Case) -> Iterator[Problem]:
    """The columns of last month show what the store has of it: a correction may have come after the template."""
    differing = list(_differing(case))
    if differing:
        row, split, cell = differing[0]
        details = {
            "count": len(differing),
            "name": case.expected[row.code].name_zh,
            "heading": words(f"workbook.heading.last_{split}"),
            "expected": figure_text(case.history.last[row.code, split]),
        }
        yield problem("last_month_differs", case.spot(cell), cell.value, details)


CARRIED_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (confirmed, last_month)


def _carried(case: Case, row: Row) -> int:
    """Count a row's figures when all of them are still those of last month."""
    variable = case.expected.get(row.code)
    if variable is None or variable.kind not in STATES or not row.figures:
        return 0
    same = all(split in row.last and row.last[split].value == cell.value for split, cell in row.figures.items())
    return len(row.figures) if same else 0


def _differing(case: Case) -> Iterator[tuple[Row, str, Cell]]:
    if not case.identity.month or case.history.last_month != month_of(ordinal(case.identity.month) - 1):
        return
    for row in (row for sheet in case.sheets for row in sheet.rows if row.code in case.expected):
        for split, cell in row.last.items():
            known = (row.code, split) in case.history.last
            if known and read_number(cell.value) != case.history.last[row.code, split]:
                yield row, split, cell
