"""The tables that the command line prints: problems in reports, changes by revisions, cells behind a value."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.table import Table
from rich.text import Text

from data.catalog.catalog import Catalog
from data.intake import Outcome, PassedOver
from data.reports.report import Problem
from data.reports.rules import shown
from data.reports.workbook import legible
from data.store.reading import Change, Source
from data.store.screens import Kiosk
from evaluation.findings.falls import Fall
from evaluation.findings.trace import Traced
from speech.clock import minute_of
from speech.words import words

STYLES = {"error": "red", "warning": "yellow"}
OUTCOME_STYLES = {"rejected": "red", "untried": "red"}
QUIET = ("lock", "hidden")
SHA256_SHOWN = 12


def problems_table(problems: Iterable[Problem]) -> Table:
    """List problems, a row each, in the order given."""
    names = ("severity", "file", "sheet", "cell", "value", "rule", "message", "action")
    table = _table(names)
    for each in problems:
        severity = words(f"manage.severity.{each.severity}")
        cells = (severity, *(getattr(each, name) for name in names[1:]))
        table.add_row(*map(Text, cells), style=STYLES[each.severity])
    return table


def files_table(outcomes: Iterable[Outcome], passed_over: Iterable[PassedOver]) -> Table:
    """List what became of each file, and those that weren't read with the reason."""
    table = _table(("file", "outcome", "reporter", "month", "reason"))
    for each in outcomes:
        told = words(f"manage.import.status.{each.status}", revision=each.revision)
        cells = (legible(str(each.path)), told, each.reporter, each.month, _reason(each))
        style = STYLES["warning"] if each.counting else OUTCOME_STYLES.get(each.status, "")
        table.add_row(*map(Text, cells), style=style)
    for other in passed_over:
        reason = words(f"manage.import.passed_over.{other.reason}")
        unread = (legible(str(other.path)), words("manage.import.status.unread"), "", "", reason)
        table.add_row(*map(Text, unread), style="dim" if other.reason in QUIET else "yellow")
    return table


def _reason(outcome: Outcome) -> str:
    """Say why a file didn't come in, which rules it broke, or which revision counts in its place."""
    if counting := outcome.counting:
        return words(
            "manage.import.replaced",
            revision=outcome.revision,
            newest=counting.revision,
            file=legible(counting.file_name),
            received=_moment(counting.received_at),
        )
    rules = dict.fromkeys(problem.rule for problem in outcome.problems)
    return outcome.reason or words("manage.comma").join(rules)


def changes_table(changes: Iterable[Change], catalog: Catalog, title: str) -> Table:
    """List what revisions made of figures."""
    table = _table(("revision", "variable", "split", "old", "new", "sheet", "cell"), title)
    for each in changes:
        old, new = _figure(each.old_state, each.old), _figure(each.new_state, each.new)
        name, split = catalog.variables[each.variable].name_zh, words(f"manage.split.{each.split}")
        table.add_row(*map(Text, (str(each.revision), name, split, old, new, each.sheet, each.cell)))
    return table


def falls_table(falls: Iterable[Fall], catalog: Catalog, title: str) -> Table:
    """List running totals that fall from one month to a later one of the year."""
    table = _table(("variable", "split", "month", "value", "later_month", "later_value"), title)
    for each in falls:
        name, split = catalog.variables[each.variable].name_zh, words(f"manage.split.{each.split}")
        table.add_row(*map(Text, (name, split, each.month_before, shown(each.before), each.month, shown(each.value))))
    return table


def trace_table(figures: Iterable[Traced], catalog: Catalog, title: str) -> Table:
    """List the figures behind a value, each with its file and cell."""
    table = _table(
        ("role", "variable", "place", "month", "split", "value", "file", "revision", "sha256", "sheet", "cell"), title
    )
    for each in figures:
        cells = (
            words(f"manage.role.{each.role}"),
            catalog.variables[each.variable].name_zh,
            catalog.places[each.place].name_zh,
            each.month,
            words(f"manage.split.{each.split}"),
            *_whereabouts(each.source),
        )
        table.add_row(*map(Text, cells), style="" if each.source else "dim")
    return table


def kiosks_table(kiosks: Iterable[Kiosk]) -> Table:
    """List the links of wall screens, and when each was last used."""
    table = _table(("screen", "issued", "seen", "state"))
    for each in kiosks:
        state = words("manage.kiosk.in_force") if each.revoked_at is None else words("manage.kiosk.out_of_force")
        seen = words("manage.kiosk.never") if each.seen_at is None else _moment(each.seen_at)
        table.add_row(*map(Text, (each.name, _moment(each.issued_at), seen, state)))
    return table


def _moment(moment: datetime) -> str:
    """Write a moment in the city's time."""
    return minute_of(moment)


def _whereabouts(source: Source | None) -> Sequence[str]:
    if source is None:
        return (words("manage.state.missing"), "", "", "", "", "")
    report = source.report
    value = _figure(source.state, source.value)
    return value, report.file_name, str(report.revision), report.sha256[:SHA256_SHOWN], source.sheet, source.cell


def _figure(state: str, value: float | None) -> str:
    return words(f"manage.state.{state}") if value is None else shown(value)


def _table(columns: Sequence[str], title: str = "") -> Table:
    table = Table(title=Text(title) if title else None, title_justify="left", show_lines=False)
    for column in columns:
        table.add_column(words(f"manage.column.{column}"), overflow="fold")
    return table
