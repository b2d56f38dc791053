"""Checks of single cells: whether each holds a number, "not applicable" or nothing, and a number that can be.

An empty cell is a figure that is missing, which is no mistake: the report's completeness counts it.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from data.catalog.catalog import Catalog, Variable
from data.reports.case import Case
from data.reports.digits import Grouped, has_decimal_comma, holds_ambiguous, is_ambiguous, number_typed
from data.reports.form import (
    Cell,
    CellValue,
    FigureKey,
    Percent,
    Unreadable,
    highest_step,
    plain,
    used_splits,
    without_noise,
)
from data.reports.number_texts import kept_as_text
from data.reports.report import Figure, Problem
from data.reports.rules import Rule, problem, shown
from speech.words import words

_SINGLE_NUMBER = re.compile(r"[约共+]?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.?\d*|\.\d+)\s*([^\d.,]*)", re.ASCII)


@dataclass(frozen=True)
class Fault:
    """Why a cell holds no figure; `suggestion` is the number that was meant, if `unit` behind it is the figure's."""

    rule: Rule
    suggestion: str = ""
    unit: str = field(default="", compare=False)


@dataclass(frozen=True)
class Collected:
    """The figures of the cells whose number is certain, and what is wrong with the others."""

    figures: Mapping[FigureKey, Figure]
    problems: tuple[Problem, ...]


def collect(case: Case) -> Collected:
    """Read every filled cell of a known variable; of a variable that stands in two rows, the first."""
    figures: dict[FigureKey, Figure] = {}
    problems: list[Problem] = []
    texts: list[Cell] = []
    for variable, split, cell, note in _cells(case):
        faults = tuple(_faults(case, variable, split, cell))
        problems.extend(faults)
        if not faults:
            figures[variable.variable, split] = _figure(case, variable, split, cell, note)
        if (
            split in used_splits(variable)
            and isinstance(cell.value, str)
            and isinstance(_number(case, variable, cell), float)
        ):
            texts.append(cell)
    return Collected(figures, (*problems, *kept_as_text(case, texts)))


def read_number(value: CellValue) -> float | Fault | None:
    """Read what a cell says: a number, None for "not applicable", or the fault."""
    if isinstance(value, Unreadable):
        return Fault(UNREADABLE[value.kind])
    if isinstance(value, Percent):
        return value.number
    if isinstance(value, str):
        return _read_text(plain(value))
    if isinstance(value, bool) or (isinstance(value, float | int) and not math.isfinite(value)):
        return Fault("text_in_number")
    return without_noise(value) if isinstance(value, float | int) else Fault("date_in_number")


UNREADABLE: Mapping[str, Rule] = {
    "error": "error_value",
    "formula": "formula_uncalculated",
    "disguised": "number_disguised",
}
Range = Callable[[Catalog, Variable, float], bool]
RANGES: tuple[tuple[Rule, Range], ...] = (
    ("negative", lambda *given: given[-1] < 0),
    ("fractional_count", lambda _, variable, number: variable.number == "count" and number % 1 != 0),
    ("rate_below_1", lambda _, variable, number: variable.number == "rate" and 0 < number < 1),
    ("rate_above_100", lambda _, variable, number: variable.number == "rate" and number > 100),
    (
        "step_out_of_range",
        lambda catalog, variable, number: variable.kind == "milestone" and number > highest_step(variable, catalog),
    ),
)
"""The rules of a single number, and when a number breaks them."""


def _cells(case: Case) -> Iterator[tuple[Variable, str, Cell, str]]:
    seen = set()
    for row in (row for sheet in case.sheets for row in sheet.rows):
        variable = case.catalog.variables.get(row.code)
        if variable and row.code not in seen and (not case.identity.reporter or row.code in case.expected):
            seen.add(row.code)
            for split, cell in row.figures.items():
                yield variable, split, cell, row.note


def _number(case: Case, variable: Variable, cell: Cell) -> float | Fault | None:
    """Read a cell; a plain number kept as text is what it says, so that the other rules judge it at once too."""
    number = read_number(cell.value)
    if variable.number != "count" and is_ambiguous(cell.value):
        return Fault("decimal_comma")
    if not isinstance(number, Fault) or number.rule != "numbers_as_text":
        return number
    return Fault("text_in_number", number.suggestion) if case.reading.is_csv else float(number.suggestion)


def _figure(case: Case, variable: Variable, split: str, cell: Cell, note: str) -> Figure:
    value = _number(case, variable, cell)
    if isinstance(value, float):
        return Figure(variable.variable, split, "reported", value, cell.sheet, cell.cell, note)
    return Figure(variable.variable, split, "not_applicable", None, cell.sheet, cell.cell, note)


def _faults(case: Case, variable: Variable, split: str, cell: Cell) -> Iterator[Problem]:
    spot = case.spot(cell, variable.variable)
    number = _number(case, variable, cell)
    if split not in used_splits(variable):
        details = {"name": variable.name_zh, "split": words(f"workbook.heading.{split}")}
        yield problem("split_unused", spot, cell.value, details)
    elif isinstance(cell.value, Percent) and variable.number != "rate":
        details = {"name": variable.name_zh, "unit": variable.unit_zh}
        yield problem("percent_in_number", spot, cell.value, details)
    elif isinstance(number, Fault):
        yield _fault(case, variable, cell, number)
    elif number is not None:
        highest = str(highest_step(variable, case.catalog))
        details = {"name": variable.name_zh, "unit": variable.unit_zh, "highest": highest}
        for rule, breaks in RANGES:
            if breaks(case.catalog, variable, number):
                yield problem(rule, spot, number, details)


def _fault(case: Case, variable: Variable, cell: Cell, fault: Fault) -> Problem:
    certain = fault.suggestion and fault.unit in ("", variable.unit_zh)
    if variable.number != "count" and holds_ambiguous(shown(cell.value)):
        certain = False
    hint = words("checks.suggestion", number=fault.suggestion) if certain else words("checks.no_suggestion")
    details = {"name": variable.name_zh, "unit": variable.unit_zh, "hint": hint}
    found = str(cell.value) if isinstance(cell.value, Grouped) else cell.value
    return problem(fault.rule, case.spot(cell, variable.variable), found, details)


def _read_text(text: str) -> Fault | None:
    if text == words("workbook.not_applicable"):
        return None
    if text.upper() in words("workbook.ambiguous_marks").split():
        return Fault("ambiguous_mark")
    if typed := number_typed(text):
        return Fault("numbers_as_text", typed.lstrip("+"))
    if has_decimal_comma(text):
        return Fault("decimal_comma")
    found = _SINGLE_NUMBER.fullmatch(text)
    if found is None or any(mark in text for mark in words("workbook.doubtful_marks").split()):
        return Fault("text_in_number")
    number = Decimal(found.group(1).replace(",", ""))
    return Fault("text_in_number", f"{number:f}", found.group(2).strip())
