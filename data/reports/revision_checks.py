"""Checks of a correction against the revision that it replaces: no figure goes away without a word."""

from collections.abc import Callable, Iterator, Sequence

from data.catalog.catalog import SPLITS
from data.reports.case import Case
from data.reports.form import FigureKey
from data.reports.report import Problem
from data.reports.rules import Rule, Spot, problem
from speech.words import words

MOST_NAMED = 20


def vanished(case: Case) -> Iterator[Problem]:
    """A figure of the replaced revision that isn't there any more was withdrawn by its row's note, or is confirmed."""
    if case.identity.kind != "correction":
        return
    gone = _gone(case)
    withdrawn = {row.code for sheet in case.sheets for row in sheet.rows if row.note.startswith(_mark())}
    agreed = [key for key in gone if case.history.confirmed or key[0] in withdrawn]
    yield from _listed(case, "figures_vanish", [key for key in gone if key not in agreed])
    yield from _listed(case, "figures_withdrawn", agreed)


REVISION_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (vanished,)


def _gone(case: Case) -> list[FigureKey]:
    """List what was replaced by empty cells; rows that are missing altogether are another rule's."""
    filled = {row.code: row.figures.keys() for sheet in case.sheets for row in sheet.rows}
    return [
        (name, split)
        for name in case.expected
        for split in SPLITS
        if (name, split) in case.history.replaced and split not in filled.get(name, SPLITS)
    ]


def _listed(case: Case, rule: Rule, keys: Sequence[FigureKey]) -> Iterator[Problem]:
    if keys:
        cell = case.reading.cover.get("kind")
        spot = case.spot(cell) if cell else Spot(case.reading.file)
        details = {"count": len(keys), "names": _names(case, keys), "mark": _mark()}
        yield problem(rule, spot, cell.value if cell else "", details)


def _names(case: Case, keys: Sequence[FigureKey]) -> str:
    named = [
        words("checks.named_figure", name=case.expected[code].name_zh, split=words(f"workbook.heading.{split}"))
        for code, split in keys[:MOST_NAMED]
    ]
    names = words("checks.comma").join(named)
    return words("checks.names_and_more", names=names) if len(keys) > MOST_NAMED else names


def _mark() -> str:
    return words("workbook.withdrawn")
