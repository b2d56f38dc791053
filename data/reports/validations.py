"""What a cell of the form takes while it's typed: a number of its kind, "not applicable", a total that adds up."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data.catalog.catalog import Catalog, Variable
from data.reports.form import COLUMNS, FIRST_ROW, ROUNDING, highest_step
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


def add_validations(sheet: Worksheet, variables: Sequence[Variable], catalog: Catalog, mismatch: Format) -> None:
    """Add a theme's validations, and `mismatch` as the look of totals that no longer add up.

    A rule is written once for all its rows, as each one costs a fifth of a millisecond. All its cells begin in one
    column, from the top, so that its formula is relative to their first cell.
    """
    rows: dict[_Rule, list[int]] = defaultdict(list)
    for row, variable in enumerate(variables, start=FIRST_ROW):
        for rule in _rules(variable, catalog):
            rows[rule].append(row)
    for rule, numbers in rows.items():
        sheet.data_validation(numbers[0], rule.first, numbers[0], rule.last, _validation(rule, numbers))
    if totals := sorted(row for rule, numbers in rows.items() if rule.adds_up for row in numbers):
        area = _ranges(totals, TOTAL, TOTAL)
        look = {"type": "formula", "criteria": _differs(totals[0]), "format": mismatch, "multi_range": area}
        sheet.conditional_format(totals[0], TOTAL, totals[0], TOTAL, look)


def _rules(variable: Variable, catalog: Catalog) -> Iterator[_Rule]:
    condition = "step" if variable.kind == "milestone" else variable.number
    highest = highest_step(variable, catalog)
    if variable.split == "rural":
        yield _Rule(condition, RURAL, RURAL, highest)
        return
    if variable.split == "urban_rural":
        yield _Rule(condition, URBAN, RURAL, highest)
    yield _Rule(condition, TOTAL, TOTAL, highest, variable.split == "urban_rural" and variable.number != "rate")


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


def _ranges(rows: Sequence[int], first: int, last: int) -> str:
    """Write rows, in order, as ranges: F3:G5 F8:G8."""
    starts = [rows[0], *(after for before, after in pairwise(rows) if after > before + 1)]
    ends = [*(before for before, after in pairwise(rows) if after > before + 1), rows[-1]]
    return " ".join(xl_range(start, first, end, last) for start, end in zip(starts, ends, strict=True))
