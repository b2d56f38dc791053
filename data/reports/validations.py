"""What a cell of the form takes while it's typed: a number of its kind, "not applicable", a total that adds up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data.catalog.catalog import Catalog, Variable
from data.reports.form import COLUMNS, CONFIRMATION, FIRST_ROW, ROUNDING, STATES, adds_up, highest_step
from data.reports.template_styles import Styles
from speech.words import words

URBAN, RURAL, TOTAL = (COLUMNS.index(split) for split in ("urban", "rural", "total"))
CONDITIONS = {
    "count": "AND({cell}>=0,{cell}=INT({cell}))",
    "amount": "{cell}>=0",
    "rate": "AND({cell}>=0,{cell}<=100)",
    "step": "AND({cell}>=0,{cell}<={highest},{cell}=INT({cell}))",
}
ADDS_UP = "OR(COUNTA({parts})<2,ABS({cell}-SUM({parts}))<={rounding})"


@dataclass(frozen=True)
class _Rule:
    """What cells of the columns `first` to `last` take; `highest` is the number of steps of a milestone."""

    condition: str
    first: int
    last: int
    highest: int = 0
    adds_up: bool = False


def add_validations(sheet: Worksheet, variables: Sequence[Variable], catalog: Catalog) -> None:
    """Add a theme's validations.

    A rule is written once for all its rows, as each one costs a fifth of a millisecond. All its cells begin in one
    column, from the top, so that its formula is relative to their first cell.
    """
    rows: dict[_Rule, list[int]] = defaultdict(list)
    for row, variable in enumerate(variables, start=FIRST_ROW):
        for rule in _rules(variable, catalog):
            rows[rule].append(row)
    for rule, numbers in rows.items():
        sheet.data_validation(numbers[0], rule.first, numbers[0], rule.last, _validation(rule, numbers))


def add_looks(sheet: Worksheet, variables: Sequence[Variable], styles: Styles) -> None:
    """Let totals that don't add up stand out, and figures that are carried from last month and not confirmed."""
    numbered = list(enumerate(variables, start=FIRST_ROW))
    if totals := [row for row, variable in numbered if adds_up(variable)]:
        _look(sheet, totals, TOTAL, TOTAL, _differs(totals[0]), styles.mismatch)
    if states := [row for row, variable in numbered if variable.kind in STATES]:
        _look(sheet, states, URBAN, TOTAL, _is_carried(states[0]), styles.carried)


def blanks_formula(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    """Write a formula that counts the empty cells of some splits in some rows."""
    areas: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, splits in rows:
        if splits:
            places = [COLUMNS.index(split) for split in splits]
            areas[min(places), max(places)].append(row)
    found = (area for (first, last), rows in areas.items() for area in _ranges(rows, first, last).split())
    return "=" + ("+".join(f"COUNTBLANK({area})" for area in found) or "0")


def _rules(variable: Variable, catalog: Catalog) -> Iterator[_Rule]:
    condition = "step" if variable.kind == "milestone" else variable.number
    highest = highest_step(variable, catalog)
    if variable.split == "rural":
        yield _Rule(condition, RURAL, RURAL, highest)
        return
    if variable.split == "urban_rural":
        yield _Rule(condition, URBAN, RURAL, highest)
    yield _Rule(condition, TOTAL, TOTAL, highest, adds_up(variable))


def _validation(rule: _Rule, rows: Sequence[int]) -> dict[str, object]:
    cell = xl_rowcol_to_cell(rows[0], rule.first)
    condition = CONDITIONS[rule.condition].format(cell=cell, highest=rule.highest)
    if rule.adds_up:
        adds_up = ADDS_UP.format(cell=cell, parts=xl_range(rows[0], URBAN, rows[0], RURAL), rounding=ROUNDING)
        condition = f"AND({condition},{adds_up})"
    sentence = "sum" if rule.adds_up else rule.condition
    return {
        "validate": "custom",
        # IF, as OR would work out INT("not applicable"), which is an error
        "value": f'=IF(ISNUMBER({cell}),{condition},{cell}="{words("workbook.not_applicable")}")',
        "error_title": words("workbook.validation.title"),
        "error_message": words(f"workbook.validation.{sentence}", highest=rule.highest),
        "multi_range": _ranges(rows, rule.first, rule.last),
    }


def _differs(row: int) -> str:
    cell, parts = xl_rowcol_to_cell(row, TOTAL), xl_range(row, URBAN, row, RURAL)
    return f"=AND(ISNUMBER({cell}),COUNTA({parts})=2,ABS({cell}-SUM({parts}))>{ROUNDING})"


def _is_carried(row: int) -> str:
    now, before = (xl_rowcol_to_cell(row, COLUMNS.index(column)) for column in ("urban", "last_urban"))
    asked = xl_rowcol_to_cell(*CONFIRMATION, row_abs=True, col_abs=True)
    return f'=AND({asked}="{words("workbook.unconfirmed")}",{now}<>"",{now}={before})'


def _look(sheet: Worksheet, rows: Sequence[int], first: int, last: int, formula: str, style: Format) -> None:
    look = {"type": "formula", "criteria": formula, "format": style, "multi_range": _ranges(rows, first, last)}
    sheet.conditional_format(rows[0], first, rows[0], last, look)


def _ranges(rows: Sequence[int], first: int, last: int) -> str:
    """Write rows, in order, as ranges: F3:G5 F8:G8."""
    starts = [rows[0], *(after for before, after in pairwise(rows) if after > before + 1)]
    ends = [*(before for before, after in pairwise(rows) if after > before + 1), rows[-1]]
    return " ".join(xl_range(start, first, end, last) for start, end in zip(starts, ends, strict=True))
