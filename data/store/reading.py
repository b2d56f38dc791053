"""Questions about the reports that came in: figures, revisions, changes, and where a figure stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from data.reports.report import Problem
from data.store.database import StoreError
from data.store.frames import read_frame
from data.store.tables import figures, files, problems, reports
from speech.months import NO_MONTH, Month
from speech.words import words

REPORTED_DTYPES: Mapping[str, str] = {
    "place": "str",
    "month": "str",
    "variable": "str",
    "split": "str",
    "state": "str",
    "value": "float64",
    "report": "int64",
    "late": "bool",
    "warnings": "int64",
    "approved": "bool",
}
COMPLETENESS_DTYPES: Mapping[str, str] = {
    "reporter": "str",
    "place": "str",
    "month": "str",
    "received_at": "datetime64[us, UTC]",
    "late": "bool",
    "warnings": "int64",
    "revision": "int64",
    "figures": "int64",
    "approved": "bool",
}

FigureKey = tuple[str, str]
FigureAt = tuple[str, str, str, str]
Entry = tuple[str, float | None]
MISSING: Entry = ("missing", None)


@dataclass(frozen=True)
class StoredReport:
    """A report in the database, whether or not a later revision has taken its place."""

    report: int
    reporter: str
    place: str
    month: Month
    revision: int
    newest: bool
    file_name: str
    sha256: str
    received_at: datetime
    late: bool
    approved: bool
    warnings: int
    figures: int


@dataclass(frozen=True)
class LastFigures:
    """A reporter's earlier figures: (variable, split) → (state, value). `month` is "" when there are none."""

    month: Month
    figures: Mapping[FigureKey, Entry]


@dataclass(frozen=True)
class Change:
    """What a revision made of a figure; the states are reported, not_applicable or missing.

    `sheet` and `cell` are those of the revision, or of the one before where the figure is gone.
    """

    revision: int
    variable: str
    split: str
    old_state: str
    old: float | None
    new_state: str
    new: float | None
    sheet: str
    cell: str


@dataclass(frozen=True)
class Warned:
    """A warning that a report of the newest revision came in with."""

    report: StoredReport
    problem: Problem


@dataclass(frozen=True)
class Source:
    """Where a stored figure stands: the report, its file, the cell."""

    report: StoredReport
    state: str
    value: float | None
    sheet: str
    cell: str
    note: str
    warnings: int


_STORED = (
    reports.c.id,
    reports.c.reporter,
    reports.c.place,
    reports.c.month,
    reports.c.revision,
    reports.c.newest,
    reports.c.file_name,
    reports.c.sha256,
    reports.c.received_at,
    reports.c.late,
    reports.c.approved,
    reports.c.warnings,
    reports.c.figures,
)


_WHERE = tuple(figures.c[name] for name in ("state", "value", "sheet", "cell", "note", "warnings"))


def reported(
    connection: Connection,
    places: Sequence[str] | None,
    months: Sequence[Month] | None = None,
    variables: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Read the figures of the newest revisions, ordered by place, month, variable and split."""
    by_report = select(reports.c.id, reports.c.place, reports.c.month, reports.c.late, reports.c.approved)
    by_report = by_report.where(reports.c.newest)
    if places is not None:
        by_report = by_report.where(reports.c.place.in_(places))
    if months is not None:
        by_report = by_report.where(reports.c.month.in_(months))
    chosen = by_report.subquery()
    query = select(
        chosen.c.place,
        chosen.c.month,
        figures.c.variable,
        figures.c.split,
        figures.c.state,
        figures.c.value,
        figures.c.report,
        chosen.c.late,
        figures.c.warnings,
        chosen.c.approved,
    ).join_from(chosen, figures, chosen.c.id == figures.c.report)
    if variables is not None:
        query = query.where(figures.c.variable.in_(variables))
    order = (chosen.c.place, chosen.c.month, figures.c.variable, figures.c.split, figures.c.report)
    return read_frame(connection, query.order_by(*order), REPORTED_DTYPES)


def completeness(connection: Connection, months: Sequence[Month] | None) -> pd.DataFrame:
    """Read the newest revision of each report, with the moment of its first, ordered by reporter and month."""
    first = reports.alias()
    same = (first.c.reporter == reports.c.reporter) & (first.c.month == reports.c.month) & (first.c.revision == 1)
    columns = ((first if name == "received_at" else reports).c[name] for name in COMPLETENESS_DTYPES)
    query = select(*columns).join_from(reports, first, same).where(reports.c.newest)
    if months is not None:
        query = query.where(reports.c.month.in_(months))
    return read_frame(connection, query.order_by(reports.c.reporter, reports.c.month), COMPLETENESS_DTYPES)


def updated_at(connection: Connection) -> datetime | None:
    """Give the moment when the latest report came in."""
    latest: datetime | None = connection.scalar(select(func.max(reports.c.received_at)))
    return latest


def last_figures(connection: Connection, reporter: str, before_month: str) -> LastFigures:
    """Read a reporter's newest report of the latest month before another one."""
    earlier = (reports.c.reporter == reporter, reports.c.month < before_month, reports.c.newest)
    query = select(reports.c.id, reports.c.month).where(*earlier).order_by(reports.c.month.desc()).limit(1)
    found = connection.execute(query).one_or_none()
    return LastFigures(found.month, entries(connection, found.id)) if found else LastFigures(NO_MONTH, {})


def revisions(connection: Connection, reporter: str, month: Month) -> int:
    """Count the revisions of a report."""
    query = select(func.max(reports.c.revision)).where(reports.c.reporter == reporter, reports.c.month == month)
    return connection.scalar(query) or 0


def revision_files(connection: Connection, reporter: str, month: Month) -> dict[int, str]:
    """Give the digest of the file that each revision of a report came as."""
    query = select(reports.c.revision, reports.c.sha256)
    found = connection.execute(query.where(reports.c.reporter == reporter, reports.c.month == month))
    return {row.revision: row.sha256 for row in found}


def report_of_sha(connection: Connection, sha256: str) -> StoredReport | None:
    """Find the report that came as a file."""
    found = connection.execute(select(*_STORED).where(reports.c.sha256 == sha256)).one_or_none()
    return _stored(found) if found else None


def newest_report(connection: Connection, reporter: str, month: Month) -> StoredReport | None:
    """Find the revision of a report that counts."""
    newest = (reports.c.reporter == reporter, reports.c.month == month, reports.c.newest)
    found = connection.execute(select(*_STORED).where(*newest)).one_or_none()
    return _stored(found) if found else None


def problems_of(connection: Connection, report: int) -> tuple[Problem, ...]:
    """List the warnings of a report in the order in which they were found."""
    columns = [problems.c[name] for name in ("severity", "rule", "sheet", "cell", "value", "message", "action")]
    query = select(*columns, problems.c.variable, reports.c.file_name.label("file"))
    query = query.join_from(problems, reports).where(problems.c.report == report).order_by(problems.c.number)
    return tuple(Problem(**row) for row in connection.execute(query).mappings())


def changes(connection: Connection, reporter: str, month: Month) -> tuple[Change, ...]:
    """List what each revision changed against the one before, ordered by revision, variable and split."""
    mine = (reports.c.reporter == reporter, reports.c.month == month)
    query = select(reports.c.id, reports.c.revision).where(*mine).order_by(reports.c.revision)
    return tuple(
        change
        for (old, _), (new, revision) in pairwise(connection.execute(query).all())
        for change in _changed(connection, old, new, revision)
    )


def warnings_of_month(connection: Connection, month: Month) -> tuple[Warned, ...]:
    """List the warnings of a month's newest revisions, ordered by reporter and as they were found."""
    columns = [problems.c[name] for name in ("severity", "rule", "sheet", "cell", "value", "message", "action")]
    query = select(*_STORED, *columns, problems.c.variable).join_from(reports, problems)
    query = query.where(reports.c.newest, reports.c.month == month).order_by(reports.c.reporter, problems.c.number)
    return tuple(_warned(row) for row in connection.execute(query))


def sources(
    connection: Connection, places: Collection[str], months: Collection[str], variables: Collection[str]
) -> dict[FigureAt, Source]:
    """Find the cells of the newest revisions that figures stand in, by place, month, variable and split."""
    query = select(*_STORED).where(reports.c.newest, reports.c.place.in_(places), reports.c.month.in_(months))
    came = {row.id: _stored(row) for row in connection.execute(query)}
    wanted = select(figures.c.report, figures.c.variable, figures.c.split, *_WHERE)
    wanted = wanted.where(figures.c.report.in_(came), figures.c.variable.in_(variables))
    return {
        (came[report].place, came[report].month, variable, split): Source(came[report], *rest)
        for report, variable, split, *rest in connection.execute(wanted)
    }


def source(connection: Connection, place: str, month: Month, variable: str, split: str) -> Source | None:
    """Find the cell of the newest revision that a figure stands in."""
    query = select(*_STORED, *_WHERE).join_from(reports, figures)
    query = query.where(reports.c.place == place, reports.c.month == month, reports.c.newest)
    found = connection.execute(query.where(figures.c.variable == variable, figures.c.split == split)).first()
    return Source(_stored(found[: len(_STORED)]), *found[len(_STORED) :]) if found else None


def original(connection: Connection, sha256: str) -> bytes:
    """Give a file as it came.

    Raises:
        StoreError: there is no such file.
    """
    content: bytes | None = connection.scalar(select(files.c.content).where(files.c.sha256 == sha256))
    if content is None:
        raise StoreError(words("store.unknown_file", sha256=sha256))
    return content


def _stored(row: Sequence[Any]) -> StoredReport:
    return StoredReport(*row)


def _warned(row: Sequence[Any]) -> Warned:
    report = _stored(row[: len(_STORED)])
    names = ("severity", "rule", "sheet", "cell", "value", "message", "action", "variable")
    return Warned(report, Problem(file=report.file_name, **dict(zip(names, row[len(_STORED) :], strict=True))))


def entries(connection: Connection, report: int) -> dict[FigureKey, Entry]:
    """Read the figures of a report."""
    query = select(figures.c.variable, figures.c.split, figures.c.state, figures.c.value)
    rows = connection.execute(query.where(figures.c.report == report).order_by(figures.c.variable, figures.c.split))
    return {(variable, split): (state, value) for variable, split, state, value in rows}


def _cells(connection: Connection, report: int) -> dict[FigureKey, tuple[str, str]]:
    query = select(figures.c.variable, figures.c.split, figures.c.sheet, figures.c.cell)
    rows = connection.execute(query.where(figures.c.report == report))
    return {(variable, split): (sheet, cell) for variable, split, sheet, cell in rows}


def _changed(connection: Connection, old: int, new: int, revision: int) -> list[Change]:
    before, after = entries(connection, old), entries(connection, new)
    cells = _cells(connection, old) | _cells(connection, new)
    return [
        Change(revision, *key, *before.get(key, MISSING), *after.get(key, MISSING), *cells[key])
        for key in sorted(before.keys() | after.keys())
        if before.get(key, MISSING) != after.get(key, MISSING)
    ]
