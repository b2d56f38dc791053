"""The way of reports into the store: files are read, judged by every rule, and stored whole or not at all."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from data.catalog.catalog import Catalog
from data.reports.apart import Reader
from data.reports.case import History, Identity, identify
from data.reports.examination import examine
from data.reports.form import Entries, Reading
from data.reports.inbox import PassedOver, find_passed_over, find_reports
from data.reports.report import Problem, Report
from data.reports.rules import Rule, Spot, problem
from data.reports.twins import Twins, find_twins
from data.store.database import UnavailableError, telling
from data.store.reading import StoredReport
from data.store.store import OvertakenError, Store, StoreError
from speech.clock import is_late
from speech.months import Month, month_of, ordinal
from speech.words import words

__all__ = [
    "Outcome",
    "PassedOver",
    "find_passed_over",
    "find_reports",
    "import_file",
    "import_files",
    "is_late",
    "last_month_figures",
]

LOG = logging.getLogger(__name__)

Progress = Callable[["Outcome"], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a file; `report` and `revision` are those in the store, None when it was rejected.

    `problems` are the warnings that it came in with, or all there is to mend. `reporter` and `month` are "" where
    the file doesn't say them. Of an untried one, `reason` says what stood in the way of the database. Of an unchanged
    one that was replaced since, `counting` is the revision whose figures count.
    """

    path: Path
    status: Literal["new", "revision", "unchanged", "rejected", "untried"]
    reporter: str
    month: Month
    problems: tuple[Problem, ...] = ()
    report: int | None = None
    revision: int | None = None
    reason: str = ""
    counting: StoredReport | None = None


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
    reader: Reader | None = None,
) -> Outcome:
    """Bring one file in; `received_at` has a time zone, `confirmed` says that a correction may take figures away.

    Who brings in many hands in a reader that is kept.

    Raises:
        StoreError: the store isn't initialised, or can't be written for now.
        ReaderError: the process that reads can't be started.
    """
    _refuse_uninitialised(store)
    if reader is None:
        with Reader() as own:
            return import_file(path, catalog, store, received_at, approved, confirmed, own)
    reading = reader.read(path, catalog.plan.file_limit_mb)
    return _take_in(path, reading, received_at, Twins(), _Desk(catalog, store, approved, confirmed))


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
    compared with doesn't depend on the names of the files. When the database can't be written any more, what came in
    stays, and the rest is untried.

    Raises:
        StoreError: the store isn't initialised.
        ReaderError: the process that reads can't be started; nothing came in.
    """
    _refuse_uninitialised(store)
    turns = sorted(_read_all(find_reports(paths), catalog), key=_turn(catalog))
    twins = find_twins((reading for _, reading in turns if not store.report_of_sha(reading.sha256)), catalog)
    desk, stopped = _Desk(catalog, store, approved, confirmed), ""
    outcomes = []
    for path, reading in turns:
        outcome = _untried(path, reading, stopped, catalog)
        if not stopped:
            try:
                outcome = _take_in(path, reading, received_at(path), twins.get(reading.sha256, Twins()), desk)
            except UnavailableError as error:
                stopped = str(error)
                outcome = replace(outcome, reason=stopped)
        outcomes.append(outcome)
        if progress:
            progress(outcome)
    return tuple(outcomes)


def last_month_figures(store: Store, reporter: str, month: Month) -> Entries:
    """Read what a reporter reported the month before, for the template's columns beside the empty cells."""
    last = store.last_figures(reporter, month)
    if last.month != month_of(ordinal(month) - 1):
        return {}
    return {key: value for key, (_, value) in last.figures.items()}


def _refuse_uninitialised(store: Store) -> None:
    if store.kind is None:
        raise StoreError(words("store.not_initialised"))


def _read_all(paths: Sequence[Path], catalog: Catalog) -> Iterator[tuple[Path, Reading]]:
    with Reader() as reader:
        for path in paths:
            yield path, reader.read(path, catalog.plan.file_limit_mb)


def _turn(catalog: Catalog) -> Callable[[tuple[Path, Reading]], tuple[str, bool, str]]:
    def key(item: tuple[Path, Reading]) -> tuple[str, bool, str]:
        identity = identify(item[1], catalog)
        return identity.month, identity.kind == "correction", str(item[0])

    return key


def _untried(path: Path, reading: Reading, reason: str, catalog: Catalog) -> Outcome:
    identity = identify(reading, catalog)
    return Outcome(path, "untried", identity.reporter, identity.month, reason=reason)


def _take_in(path: Path, reading: Reading, received_at: datetime, twins: Twins, desk: _Desk) -> Outcome:
    """Judge and store a report as one transaction: judge again when somebody else has written in between."""
    with telling():
        while True:
            try:
                return _try(path, reading, received_at, twins, desk)
            except OvertakenError:
                continue


def _try(path: Path, reading: Reading, received_at: datetime, twins: Twins, desk: _Desk) -> Outcome:
    store, catalog = desk.store, desk.catalog
    version = store.version
    if known := store.report_of_sha(reading.sha256):
        return _unchanged(path, known, store)
    identity = identify(reading, catalog)
    history = _history(desk, identity, twins.names)
    try:
        report = examine(reading, catalog, history, received_at)
    except Exception as error:
        LOG.exception(reading.file)
        return _failed(path, reading, identity, "checking_failed", f"{type(error).__name__}: {error}")
    report = replace(report, problems=(*report.problems, *twins.differences(reading)))
    if report.errors:
        return Outcome(path, "rejected", report.reporter, report.month, report.problems)
    return _save(path, reading, report, received_at, version, desk)


def _unchanged(path: Path, known: StoredReport, store: Store) -> Outcome:
    counting = None if known.newest else store.newest_report(known.reporter, known.month)
    told = (known.reporter, known.month, (), known.report, known.revision)
    return Outcome(path, "unchanged", *told, counting=counting)


def _save(path: Path, reading: Reading, report: Report, received_at: datetime, version: int, desk: _Desk) -> Outcome:
    late = is_late(report.month, received_at, desk.catalog.plan.due_day)
    touches = (desk.catalog.plan.city,)
    try:
        saved = desk.store.save(report, received_at, late, desk.approved, touches, version)
    except OvertakenError:
        raise
    except StoreError as error:
        return _failed(path, reading, identify(reading, desk.catalog), "store_refuses", str(error))
    return Outcome(path, saved.outcome, saved.reporter, saved.month, report.problems, saved.report, saved.revision)


def _failed(path: Path, reading: Reading, identity: Identity, rule: Rule, found: str) -> Outcome:
    told = problem(rule, Spot(reading.file), found)
    return Outcome(path, "rejected", identity.reporter, identity.month, (told,))


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
        sister_months=around.others_months,
        confirmed=desk.confirmed,
        holds=store.kind,
        twin=twin,
    )
