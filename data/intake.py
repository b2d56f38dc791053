"""The way of reports into the store: files are read, judged by every rule, and stored whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from data.catalog.catalog import Catalog
from data.reports.case import History, Identity, identify
from data.reports.examination import examine
from data.reports.form import Entries, Reading
from data.reports.report import Problem
from data.reports.workbook import read_report
from data.store.store import Store
from speech.clock import at_office
from speech.months import Month, month_of, ordinal

SUFFIXES = (".xlsx", ".csv", ".xlsm", ".xls", ".xlsb", ".et")
"""What is picked up from a folder; those that can't be read too, so that none is passed over in silence."""

Progress = Callable[["Outcome"], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a file; `report` and `revision` are those in the store, None when it was rejected.

    `problems` are the warnings that it came in with, or all there is to mend. `reporter` and `month` are "" where
    the file doesn't say them.
    """

    path: Path
    status: Literal["new", "revision", "unchanged", "rejected"]
    reporter: str
    month: Month
    problems: tuple[Problem, ...] = ()
    report: int | None = None
    revision: int | None = None


@dataclass(frozen=True)
class _Desk:
    """What every file of a batch is judged and stored with."""

    catalog: Catalog
    store: Store
    approved: bool
    confirmed: bool


def import_file(
    path: Path,
    catalog: Catalog,
    store: Store,
    received_at: datetime,
    approved: bool = True,
    confirmed: bool = False,
) -> Outcome:
    """Bring one file in; `received_at` has a time zone, `confirmed` says that a correction may take figures away.

    Raises:
        StoreError: the store isn't initialised.
    """
    return _take_in(path, read_report(path, catalog), received_at, "", _Desk(catalog, store, approved, confirmed))


def import_files(
    paths: Sequence[Path],
    catalog: Catalog,
    store: Store,
    received_at: Callable[[Path], datetime],
    approved: bool = True,
    confirmed: bool = False,
    progress: Progress | None = None,
) -> tuple[Outcome, ...]:
    """Bring in files and all reports below folders, and call `progress` after each.

    They are taken month by month, a first report before its corrections, and otherwise by path: what a report is
    compared with doesn't depend on the names of the files.

    Raises:
        StoreError: the store isn't initialised.
    """
    desk = _Desk(catalog, store, approved, confirmed)
    turns = sorted(((path, read_report(path, catalog)) for path in find_reports(paths)), key=_turn(catalog))
    firsts: dict[tuple[str, str], Reading] = {}
    outcomes = []
    for path, reading in turns:
        twin = _twin(firsts, reading, identify(reading, catalog))
        outcomes.append(_take_in(path, reading, received_at(path), twin, desk))
        if progress:
            progress(outcomes[-1])
    return tuple(outcomes)


def find_reports(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List the files, and the reports below folders in order, without the lock files of open workbooks."""
    found = (path for given in paths for path in (sorted(given.rglob("*")) if given.is_dir() else (given,)))
    return tuple(dict.fromkeys(path for path in found if path in paths or _is_report(path)))


def is_late(month: Month, received_at: datetime, due_day: int) -> bool:
    """Tell whether a month's report came after the due day of the next month was over."""
    year, number = map(int, month_of(ordinal(month) + 1).split("-"))
    return at_office(received_at).date() > date(year, number, due_day)


def last_month_figures(store: Store, reporter: str, month: Month) -> Entries:
    """Read what a reporter reported the month before, for the template's columns beside the empty cells."""
    last = store.last_figures(reporter, month)
    if last.month != month_of(ordinal(month) - 1):
        return {}
    return {key: value for key, (_, value) in last.figures.items()}


def _is_report(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".")) and path.is_file()


def _turn(catalog: Catalog) -> Callable[[tuple[Path, Reading]], tuple[str, bool, str]]:
    def key(item: tuple[Path, Reading]) -> tuple[str, bool, str]:
        identity = identify(item[1], catalog)
        return identity.month, identity.kind == "correction", str(item[0])

    return key


def _twin(firsts: dict[tuple[str, str], Reading], reading: Reading, identity: Identity) -> str:
    """Note a first report, and name another one of the batch that differs from it, "" when there is none."""
    if identity.kind == "correction" or not identity.reporter or not identity.month:
        return ""
    first = firsts.setdefault((identity.reporter, identity.month), reading)
    return first.file if first.sha256 != reading.sha256 else ""


def _take_in(path: Path, reading: Reading, received_at: datetime, twin: str, desk: _Desk) -> Outcome:
    store, catalog = desk.store, desk.catalog
    if known := store.report_of_sha(reading.sha256):
        return Outcome(path, "unchanged", known.reporter, known.month, (), known.report, known.revision)
    report = examine(reading, catalog, _history(desk, identify(reading, catalog), twin), received_at)
    if report.errors:
        return Outcome(path, "rejected", report.reporter, report.month, report.problems)
    late = is_late(report.month, received_at, catalog.plan.due_day)
    saved = store.save(report, received_at, late, desk.approved, touches=(catalog.plan.city,))
    return Outcome(path, saved.outcome, saved.reporter, saved.month, report.problems, saved.report, saved.revision)


def _history(desk: _Desk, identity: Identity, twin: str) -> History:
    store, reporter, month = desk.store, identity.reporter, identity.month
    if not reporter or not month:
        return History(holds=store.kind, twin=twin)
    counties = {place.place for place in desk.catalog.counties}
    around = store.surroundings(reporter, month, counties - {reporter} if reporter in counties else ())
    return History(
        revisions=store.has_report(reporter, month),
        last_month=around.month_before,
        last=around.before,
        later_month=around.month_after,
        later=around.after,
        replaced=around.replaced,
        sisters=around.others,
        confirmed=desk.confirmed,
        holds=store.kind,
        twin=twin,
    )
