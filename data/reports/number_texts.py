"""Plain numbers that a workbook keeps as text: told once a file, with all their cells and a way to mend them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from xlsxwriter.utility import xl_cell_to_rowcol, xl_range

from data.reports.case import Case
from data.reports.form import Cell, plain
from data.reports.report import Problem
from data.reports.rules import problem, shown
from speech.words import words

MOST_RANGES = 20
"""Of scattered cells no more are listed: the way to mend them is the same for all."""


def kept_as_text(case: Case, cells: Iterable[Cell]) -> Iterator[Problem]:
    """Say of cells that hold plain numbers as text, all in one: how many, where, and how to mend them together."""
    listed = _in_reading_order(case, cells)
    if not listed:
        return
    stubborn = [cell for cell in listed if _stays_text(cell)]
    hint = words("checks.stay_text", cells=_places(stubborn)) if stubborn else ""
    details = {"count": len(listed), "cells": _places(listed), "hint": hint}
    yield problem("numbers_as_text", case.spot(listed[0]), listed[0].value, details)


def compact(addresses: Iterable[str]) -> tuple[str, ...]:
    """Write cells as few ranges, row by row: cells below each other as one, and such runs side by side: H3:J5, H9."""
    columns: dict[int, set[int]] = {}
    for row, column in map(xl_cell_to_rowcol, addresses):
        columns.setdefault(column, set()).add(row)
    beside: dict[tuple[int, int], set[int]] = {}
    for column, rows in columns.items():
        for run in _runs(rows):
            beside.setdefault(run, set()).add(column)
    areas = sorted((top, left, last, right) for (top, last), held in beside.items() for left, right in _runs(held))
    return tuple(xl_range(*area) for area in areas)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last of each run of neighbours."""
    for _, group in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


def _in_reading_order(case: Case, cells: Iterable[Cell]) -> list[Cell]:
    order = {sheet.name: place for place, sheet in enumerate(case.reading.sheets)}
    return sorted(cells, key=lambda cell: (order[cell.sheet], xl_cell_to_rowcol(cell.cell)))


def _stays_text(cell: Cell) -> bool:
    """Tell whether a text has full width or invisible signs, which spreadsheet programs may not take for a number."""
    return plain(shown(cell.value)) != shown(cell.value).strip(" ")


def _places(cells: Sequence[Cell]) -> str:
    """Write where cells are, sheet by sheet."""
    sheets = {name: list(group) for name, group in groupby(cells, key=lambda cell: cell.sheet)}
    ranges = [(name, each) for name, held in sheets.items() for each in compact(cell.cell for cell in held)]
    lists = [
        words("checks.cells_of", sheet=name, cells=words("checks.comma").join(each for _, each in group))
        for name, group in groupby(ranges[:MOST_RANGES], key=lambda pair: pair[0])
    ]
    more = [words("checks.more_ranges", count=len(ranges) - MOST_RANGES)] if len(ranges) > MOST_RANGES else []
    return words("checks.semicolon").join([*lists, *more])
