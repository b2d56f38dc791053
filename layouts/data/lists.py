"""What to look at in the month's reports: warnings, corrections, figures that stand out."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.store.store import Warned
from evaluation.findings.outliers import Unusual
from evaluation.findings.records import Conspicuous, Corrected
from figures.kit.tables import Cell, Entry, Table
from layouts.data.parts import (
    Sheet,
    columns,
    exact_cell,
    exact_change,
    file_of,
    listing,
    mine,
    own_arrivals,
    reporter_name,
    variable_name,
)
from layouts.kit import paths
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit
from reading.text import listed, month_name
from speech.numbers import number
from speech.words import called, language, words

WARNING_COLUMNS = ("reporter", "sheet", "cell", "variable", "value", "message", "action", "file")
CORRECTION_COLUMNS = ("reporter", "variable", "split", "old", "new", "sheet", "cell", "revision")
UNUSUAL_COLUMNS = ("kind", "place", "variable", "split", "value", "usual", "size", "limit", "file", "sheet", "cell")


def warnings_of(context: Context) -> list[Warned]:
    """List the month's warnings of those who are looked at."""
    return [each for each in context.records.warnings(context.assessment.month) if mine(context, each.report.reporter)]


def corrections_of(context: Context) -> list[Corrected]:
    """List the month's corrections of those who are looked at."""
    return [each for each in context.records.corrections(context.assessment.month) if mine(context, each.reporter)]


def unusual_of(context: Context) -> list[Conspicuous]:
    """List what stands out in the month, of those who are looked at."""
    return [each for each in context.records.conspicuous(context.assessment.month) if mine(context, each.unusual.place)]


def warnings_exhibit(context: Context) -> Exhibit:
    """The warnings that the month's reports came in with, as they were recorded."""
    found = warnings_of(context)
    names = listed(dict.fromkeys(reporter_name(context.catalog, each.report.reporter) for each in found))
    reading = words("data.warnings.reading", count=len(found), month=month_name(context.view.month), names=names)
    quoted = words("data.warnings.message_note") if found and language() != "zh" else ""
    return _list(context, "warnings", warnings_sheet(context, found), reading, foot=quoted)


def warnings_sheet(context: Context, found: Sequence[Warned]) -> Sheet:
    """Reporter, place in the file, and what was found."""
    rows = tuple(_warning_row(context, each) for each in found)
    links = {"file": [paths.ORIGINALS + each.report.sha256 for each in found]}
    return Sheet(Table(columns(*WARNING_COLUMNS), rows), links, ("sheet", "message", "action", "file"))


def _warning_row(context: Context, each: Warned) -> tuple[Entry, ...]:
    found = each.problem
    variable = context.catalog.variables.get(found.variable)
    return (
        reporter_name(context.catalog, each.report.reporter),
        found.sheet,
        found.cell,
        variable_name(variable) if variable else "",
        found.value,
        found.message,
        found.action,
        each.report.file_name,
    )


def corrections_exhibit(context: Context) -> Exhibit:
    """What corrections made of the month's figures."""
    found = corrections_of(context)
    reading = words(
        "data.corrections.reading",
        month=month_name(context.view.month),
        reporters=len({each.reporter for each in found}),
        count=len(found),
    )
    return _list(context, "corrections", corrections_sheet(context, found), reading)


def corrections_sheet(context: Context, found: Sequence[Corrected]) -> Sheet:
    """Old and new figure, and the cell of the correction."""
    rows = tuple(_correction_row(context, each) for each in found)
    decimals = {"old": 2, "new": 2, "revision": 0}
    links = {"revision": [paths.ORIGINALS + each.sha256 for each in found]}
    return Sheet(Table(columns(*CORRECTION_COLUMNS, decimals=decimals), rows), links, ("sheet",))


def _correction_row(context: Context, each: Corrected) -> tuple[Entry, ...]:
    change = each.change
    return (
        reporter_name(context.catalog, each.reporter),
        variable_name(context.catalog.variables[change.variable]),
        words(f"pages.splits.{change.split}"),
        exact_cell(change.old, change.old_state),
        exact_cell(change.new, change.new_state),
        change.sheet,
        change.cell,
        Cell(change.revision, words("data.corrections.revision", revision=change.revision)),
    )


def unusual_exhibit(context: Context) -> Exhibit:
    """The month's jumps, outliers and falls."""
    found = unusual_of(context)
    kinds = [each.unusual.kind for each in found]
    reading = words(
        "data.unusual.reading",
        month=month_name(context.view.month),
        jumps=kinds.count("jump"),
        outliers=kinds.count("outlier"),
        falls=words("data.unusual.falls", count=kinds.count("fall")) if "fall" in kinds else "",
    )
    return _list(context, "unusual", unusual_sheet(context, found), reading, words("data.unusual.foot"))


def unusual_sheet(context: Context, found: Sequence[Conspicuous]) -> Sheet:
    """The figure, what it is compared with, how far it is off, and its cell."""
    rows = tuple(_unusual_row(context, each) for each in found)
    decimals = {"value": 2, "usual": 2, "size": 2, "limit": 1}
    links = {"file": [file_of(each.source) for each in found]}
    return Sheet(Table(columns(*UNUSUAL_COLUMNS, decimals=decimals), rows), links, ("sheet", "file"))


def _unusual_row(context: Context, each: Conspicuous) -> tuple[Entry, ...]:
    unusual, catalog, source = each.unusual, context.catalog, each.source
    return (
        words(f"data.unusual.kinds.{unusual.kind}"),
        called(catalog.places[unusual.place]),
        variable_name(catalog.variables[unusual.variable]),
        words(f"pages.splits.{unusual.split}"),
        exact_cell(unusual.value),
        exact_cell(round(unusual.usual, 2)),
        Cell(unusual.size, _size(unusual)),
        Cell(unusual.limit, _limit(unusual)),
        *((source.report.file_name, source.sheet, source.cell) if source else ("", "", "")),
    )


def _size(unusual: Unusual) -> str:
    if unusual.kind in ("jump", "fall"):
        return exact_change(unusual.size)
    return words("data.unusual.size_outlier", score=number(unusual.size, 1))


def _limit(unusual: Unusual) -> str:
    if unusual.kind == "jump":
        return words("data.unusual.limit_jump", limit=number(unusual.limit * 100))
    if unusual.kind == "fall":
        return words("data.unusual.limit_fall")
    return words("data.unusual.size_outlier", score=number(unusual.limit, 1))


def _list(context: Context, name: str, sheet: Sheet, reading: str, foot: str = "") -> Exhibit:
    """Make a list an exhibit, or say why it is empty."""
    title, count = words(f"data.{name}.title"), len(sheet.table.rows)
    place = called(context.catalog.places[context.place])
    why = f"data.{name}.none" if own_arrivals(context).came else "data.nothing_came"
    none = words(why, month=month_name(context.view.month), place=place)
    body: list[Component] = listing(context, sheet, title, name) if count else [explained(none)]
    return Exhibit(
        name=name,
        title=title,
        reading=reading if count else "",
        table=lambda: sheet.table,
        body=html.Div(body),
        note=words(f"data.{name}.note", count=count) if count else "",
        foot=html.P(foot, className="foot") if foot else None,
    )
