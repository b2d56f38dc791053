"""One report's way into the tables, inside a transaction that the caller opened."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from data.reports.report import Figure, Problem, Report
from data.store.database import StoreError
from data.store.meta import bump, mark_stale, read_meta, read_version
from data.store.tables import figures, files, problems, reports
from speech.months import Month
from speech.words import words


@dataclass(frozen=True)
class Saved:
    """What became of a report: `revision` counts from 1; unchanged means that the very file was there already."""

    outcome: Literal["new", "revision", "unchanged"]
    report: int
    reporter: str
    month: Month
    revision: int


class OvertakenError(StoreError):
    """The database has changed since the report was judged."""


@dataclass(frozen=True)
class Reception:
    """How a report came in: the moment (with its time zone), late or not, approved or not.

    A correction is late only if its first revision was. `judged_at` is the version of the database that the report was
    judged by, None where it doesn't matter.
    """

    received_at: datetime
    late: bool
    approved: bool
    judged_at: int | None = None


def save_report(connection: Connection, report: Report, reception: Reception, touches: Sequence[str]) -> Saved:
    """Save a report as the newest revision and mark what must be evaluated again, unless the file is there already.

    Raises:
        OvertakenError: something was written since the report was judged.
        StoreError: demonstration and real reports would mix, the report has errors, or a value isn't a finite number.
    """
    if reception.judged_at not in (None, read_version(connection)):
        raise OvertakenError(words("store.overtaken"))
    _refuse(report, read_meta(connection, "kind"))
    known = select(reports.c.id, reports.c.reporter, reports.c.month, reports.c.revision)
    if same := connection.execute(known.where(reports.c.sha256 == report.sha256)).one_or_none():
        return Saved("unchanged", *same)
    revision = _supersede(connection, report) + 1
    connection.execute(insert(files).values(sha256=report.sha256, name=report.file_name, content=report.content))
    number = _insert_report(connection, report, reception, revision)
    _insert_rows(connection, number, report)
    mark_stale(connection, (report.place, *touches), report.month, bump(connection))
    return Saved("new" if revision == 1 else "revision", number, report.reporter, report.month, revision)


def _refuse(report: Report, held: str | None) -> None:
    if held is None:
        raise StoreError(words("store.not_initialised"))
    given = "demonstration" if report.demonstration else "office"
    if given != held:
        kinds = {"held": words(f"store.kind_{held}"), "given": words(f"store.kind_{given}")}
        raise StoreError(words("store.other_kind", **kinds))
    if report.errors:
        raise StoreError(words("store.with_errors", file=report.file_name, count=len(report.errors)))
    for figure in report.figures:
        _refuse_figure(report, figure)


def _refuse_figure(report: Report, figure: Figure) -> None:
    where = {"file": report.file_name, "sheet": figure.sheet, "cell": figure.cell, "value": figure.value}
    if (figure.state == "reported") != (figure.value is not None):
        raise StoreError(words("store.no_value", state=figure.state, **where))
    if figure.value is not None and not math.isfinite(figure.value):
        raise StoreError(words("store.not_finite", **where))


def _supersede(connection: Connection, report: Report) -> int:
    """Retire the newest revision and give its number, 0 when there is none."""
    newest = (reports.c.reporter == report.reporter, reports.c.month == report.month, reports.c.newest)
    revision = connection.scalar(select(reports.c.revision).where(*newest))
    if revision is None:
        return 0
    connection.execute(update(reports).where(*newest).values(newest=False))
    return int(revision)


def _came_late(connection: Connection, report: Report) -> bool:
    """Tell whether a report came late when it first came."""
    first = (reports.c.reporter == report.reporter, reports.c.month == report.month, reports.c.revision == 1)
    return bool(connection.scalars(select(reports.c.late).where(*first)).one())


def _insert_report(connection: Connection, report: Report, reception: Reception, revision: int) -> int:
    row = {
        "reporter": report.reporter,
        "place": report.place,
        "month": report.month,
        "revision": revision,
        "newest": True,
        "kind": report.kind,
        "template_version": report.template_version,
        "sha256": report.sha256,
        "file_name": report.file_name,
        "received_at": reception.received_at,
        "late": reception.late if revision == 1 else _came_late(connection, report),
        "approved": reception.approved,
        "warnings": len(report.problems),
        "figures": len(report.figures),
    }
    return int(connection.execute(insert(reports).returning(reports.c.id), row).scalar_one())


def _insert_rows(connection: Connection, number: int, report: Report) -> None:
    if report.figures:
        connection.execute(insert(figures), [_figure_row(number, report, figure) for figure in report.figures])
    found = [
        {"report": number, "number": place, **_problem_row(problem)}
        for place, problem in enumerate(report.problems, start=1)
    ]
    if found:
        connection.execute(insert(problems), found)


def _figure_row(number: int, report: Report, figure: Figure) -> dict[str, Any]:
    return {
        "report": number,
        "variable": figure.variable,
        "split": figure.split,
        "state": figure.state,
        "value": None if figure.value is None else figure.value + 0.0,  # zero has no sign: SQLite doesn't keep it
        "sheet": figure.sheet,
        "cell": figure.cell,
        "note": figure.note,
        "warnings": report.warnings_on(figure),
    }


def _problem_row(problem: Problem) -> dict[str, Any]:
    names = ("severity", "rule", "sheet", "cell", "variable", "value", "message", "action")
    return {name: getattr(problem, name) for name in names}
