"""The history of targets: every version of a ledger's row, from when it is in force and what it rests on."""

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import EVERYWHERE, Indicator, Target
from data.catalog.terms import MOVING, Split
from evaluation.findings.clauses import answering, below
from evaluation.findings.ledger import Change, changes, moved
from figures.kit.tables import Cell, Column, Entry, Table
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, indicator_view, number_cell
from layouts.plan.parts import period_name, rule_text, sheet
from reading.text import amount, day_name
from speech.words import called, words

COLUMNS = (
    "indicator",
    "place",
    "period",
    "before",
    "target",
    "unit",
    "in_force",
    "state",
    "basis",
    "version",
    "source",
)
DECIMALS = {"before": 2, "target": 2, "version": 0}
IN_FILES = ("unit", "version")  # columns that the page leaves out


def changes_exhibit(context: Context) -> Exhibit:
    """The targets that moved, of the whole plan; of a clause and all below it, every version of each."""
    if context.view.clause:
        names = answering(context.catalog, below(context.catalog, context.view.clause))
        return ledger_exhibit(context, names)
    return _exhibit(context, moved(context.assessment, context.view.place), words("plan.moved"))


def ledger_exhibit(context: Context, indicators: Sequence[str]) -> Exhibit:
    """Every version of every target of some indicators, those that moved first; of the place where one is chosen."""
    found = changes(context.assessment, indicators, context.view.place)
    rows = {_row(each.target) for each in found if each.before}
    first = [each for each in found if _row(each.target) in rows]
    rest = [each for each in found if _row(each.target) not in rows]
    return _exhibit(context, (*first, *rest), words("plan.targets"))


def _row(target: Target) -> tuple[str, str, str, str]:
    return target.indicator, target.place, target.split, target.period


def _exhibit(context: Context, found: Sequence[Change], title: str) -> Exhibit:
    table = targets_table(context, found)
    indicators = context.catalog.indicators
    hrefs = [indicator_view(context, indicators[each.target.indicator], context.place).href for each in found]
    classes = [f"target-{each.state}" for each in found]

    def body() -> Component:
        why = f"plan.{'no_targets' if context.view.clause else 'never_moved'}"
        shown = sheet(title, _in_page(table), hrefs, classes) if found else explained(words(why))
        return html.Div(shown, className="plan-targets")

    return Exhibit(
        name="targets",
        title=title,
        reading=_reading(context, found),
        table=lambda: table,
        body=body,
    )


def _reading(context: Context, found: Sequence[Change]) -> str:
    """Say how often a target moved, and how the newest change went."""
    changed = [each for each in found if each.before is not None]
    if not changed:
        return words("plan.targets_steady", rows=len(found)) if found else ""
    last = max(changed, key=lambda each: each.target.in_force_from)
    indicator = context.catalog.indicators[last.target.indicator]
    before = None if last.before is None else last.before.value
    return words(
        f"plan.{'targets_coming' if last.state == 'coming' else 'targets_moved'}",
        count=len(changed),
        day=day_name(last.target.in_force_from),
        indicator=called(indicator, "short"),
        place=place_name(context, last.target.place),
        before=amount(before, indicator),
        after=amount(last.target.value, indicator),
    )


def targets_table(context: Context, found: Sequence[Change]) -> Table:
    """List versions: of what, where, when, from which value to which, since when, on what basis."""
    columns = tuple(
        Column(name, words(f"plan.columns.{name}"), decimals=DECIMALS.get(name), pinned=name == "indicator")
        for name in COLUMNS
    )
    codes = tuple(each.target.indicator for each in found)
    return Table(columns, tuple(_entries(context, each) for each in found), "indicator", codes)


def _entries(context: Context, change: Change) -> tuple[Entry, ...]:
    target, indicator = change.target, context.catalog.indicators[change.target.indicator]
    before = change.before
    return (
        called(indicator, "short"),
        place_name(context, target.place, target.split),
        period_name(target.period),
        "" if before is None else _cell(before, indicator),
        _cell(target, indicator),
        "" if target.rule in MOVING else called(indicator, "unit"),
        day_name(target.in_force_from),
        words(f"plan.states.{change.state}"),
        words(f"pages.basis.{target.basis}"),
        number_cell(target.version),
        target.source_zh,
    )


def _cell(target: Target, indicator: Indicator) -> Cell:
    """Write a target's value with its unit, or its rule where it has none."""
    moving = target.value is None or target.rule in MOVING
    text = rule_text(target, indicator) if moving else amount(target.value, indicator)
    return Cell(target.value, text)


def _in_page(table: Table) -> Table:
    """Leave out what only files need, the unit and the version, and former values where no target moved."""
    moved_once = any(row[COLUMNS.index("before")] for row in table.rows)
    left_out = IN_FILES if moved_once else (*IN_FILES, "before")
    kept = [n for n, column in enumerate(table.columns) if column.key not in left_out]
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[n] for n in kept), rows=rows)


def place_name(context: Context, place: str, split: Split = "total") -> str:
    """Name the place and the split that a target is set for."""
    name = words("plan.every_place") if place == EVERYWHERE else called(context.catalog.places[place])
    return name if split == "total" else words("plan.place_split", place=name, split=words(f"pages.splits.{split}"))
