"""The store: month reports go in, one transaction each; figures and evaluations come out as frames."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

import pandas as pd

from data.reports.report import Problem, Report
from data.store import evaluated, reading
from data.store.database import Database, StoreError, at_head, connect
from data.store.meta import Stale, read_meta, read_stale, read_version, write_meta
from data.store.reading import Change, FigureAt, LastFigures, Source, StoredReport, Warned
from data.store.saving import OvertakenError, Reception, Saved, save_report
from data.store.screens import Screens
from data.store.snapshot import write_snapshot
from data.store.surroundings import Surroundings, surroundings
from speech.months import Month
from speech.words import words

__all__ = [
    "Change",
    "LastFigures",
    "OvertakenError",
    "Saved",
    "Source",
    "Stale",
    "Store",
    "StoreError",
    "StoredReport",
    "Surroundings",
    "Warned",
    "open_store",
]

Kind = Literal["demonstration", "office"]


def open_store(url: str) -> "Store":
    """Open the database at an SQLAlchemy URL, made or brought up to date when need be.

    Raises:
        StoreError: the database was made by a later version of the program.
    """
    return Store(connect(url))


class Store:
    """The only door to the database. Safe to share between threads; a forked process opens its own.

    `screens` is the door to what isn't reports: wall screens, their links and remotes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.screens = Screens(database)

    def close(self) -> None:
        """Close the connections."""
        self._database.close()

    def check(self) -> None:
        """Prove that the database answers and that its tables are those that this program knows.

        Raises:
            StoreError: the tables are older or newer than the program.
        """
        if not at_head(self._database):
            raise StoreError(words("store.not_current"))

    def write_snapshot(self, target: Path) -> None:
        """Write what it holds, without the reports' own files, as a compressed SQLite file (data/store/snapshot.py)."""
        write_snapshot(self._database, target)

    # What it holds

    @property
    def kind(self) -> Kind | None:
        """What the database holds, None before `initialise`."""
        with self._database.reading() as connection:
            return cast(Kind | None, read_meta(connection, "kind"))

    @property
    def version(self) -> int:
        """The number of changes so far."""
        with self._database.reading() as connection:
            return read_version(connection)

    @property
    def fingerprint(self) -> str | None:
        """The fingerprint of the plan that the evaluation was made with, None before the first."""
        with self._database.reading() as connection:
            return read_meta(connection, "fingerprint")

    @property
    def updated_at(self) -> datetime | None:
        """The moment when the latest report came in (UTC), None before the first."""
        with self._database.reading() as connection:
            return reading.updated_at(connection)

    def initialise(self, kind: Kind, plan: str) -> None:
        """Dedicate the database to demonstration or real reports of a plan; once done, doing it again is nothing.

        Raises:
            StoreError: it holds the other kind, or belongs to another plan.
        """
        with self._database.writing() as connection:
            held, held_plan = read_meta(connection, "kind"), read_meta(connection, "plan")
            if held not in (None, kind):
                kinds = {"held": words(f"store.kind_{held}"), "given": words(f"store.kind_{kind}")}
                raise StoreError(words("store.other_kind", **kinds))
            if held_plan not in (None, plan):
                raise StoreError(words("store.other_plan", held=held_plan, given=plan))
            write_meta(connection, "kind", kind)
            write_meta(connection, "plan", plan)

    # Reports

    def save(
        self,
        report: Report,
        received_at: datetime,
        late: bool,
        approved: bool = True,
        touches: Sequence[str] = (),
        judged_at: int | None = None,
    ) -> Saved:
        """Save a report in one transaction: file, figures, warnings, revision, and what must be evaluated again.

        `received_at` has a time zone. `late` counts of a first report: a correction keeps the lateness of its first.
        `touches` are the places besides the report's own whose values depend on it.
        `judged_at` is the version that the report was judged by: check and write are as one transaction.

        Raises:
            OvertakenError: something was written since that version; judge the report again.
            StoreError: demonstration and real reports would mix, the report has errors, or a value isn't finite.
        """
        with self._database.writing() as connection:
            return save_report(connection, report, Reception(received_at, late, approved, judged_at), touches)

    def reported(
        self,
        places: Sequence[str] | None = None,
        months: Sequence[Month] | None = None,
        variables: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Read the figures of the newest revisions, ordered by place, month, variable and split.

        Columns: reading.REPORTED_DTYPES. A missing figure has no row; one that is not applicable has value NaN.
        """
        with self._database.reading() as connection:
            return reading.reported(connection, places, months, variables)

    def completeness(self, months: Sequence[Month] | None = None) -> pd.DataFrame:
        """Read which reports came in: one row a reporter and month, newest revision.

        Columns: reading.COMPLETENESS_DTYPES. `received_at` and `late` are those of the first revision.
        """
        with self._database.reading() as connection:
            return reading.completeness(connection, months)

    def last_figures(self, reporter: str, before_month: str) -> LastFigures:
        """Read a reporter's newest report of the latest month before another one."""
        with self._database.reading() as connection:
            return reading.last_figures(connection, reporter, before_month)

    def surroundings(self, reporter: str, month: Month, others: Collection[str] = ()) -> Surroundings:
        """Read what a report of a month is compared with; `others` are reporters whose latest figures are wanted."""
        with self._database.reading() as connection:
            return surroundings(connection, reporter, month, others)

    def has_report(self, reporter: str, month: Month) -> int:
        """Give the number of revisions of a report, 0 when it hasn't come."""
        with self._database.reading() as connection:
            return reading.revisions(connection, reporter, month)

    def report_of_sha(self, sha256: str) -> StoredReport | None:
        """Find the report that came as a file."""
        with self._database.reading() as connection:
            return reading.report_of_sha(connection, sha256)

    def newest_report(self, reporter: str, month: Month) -> StoredReport | None:
        """Find the revision of a report that counts, None when it hasn't come."""
        with self._database.reading() as connection:
            return reading.newest_report(connection, reporter, month)

    def problems(self, report: int) -> tuple[Problem, ...]:
        """List the warnings that a report came in with."""
        with self._database.reading() as connection:
            return reading.problems_of(connection, report)

    def warnings(self, month: Month) -> tuple[Warned, ...]:
        """List the warnings that the newest revisions of a month's reports came in with."""
        with self._database.reading() as connection:
            return reading.warnings_of_month(connection, month)

    def changes(self, reporter: str, month: Month) -> tuple[Change, ...]:
        """List what each revision of a report changed, revision by revision."""
        with self._database.reading() as connection:
            return reading.changes(connection, reporter, month)

    def revision_files(self, reporter: str, month: Month) -> dict[int, str]:
        """Give the digest of the file that each revision of a report came as."""
        with self._database.reading() as connection:
            return reading.revision_files(connection, reporter, month)

    def source(self, place: str, month: Month, variable: str, split: str) -> Source | None:
        """Find the report, sheet and cell that a figure stands in."""
        with self._database.reading() as connection:
            return reading.source(connection, place, month, variable, split)

    def sources(
        self, places: Collection[str], months: Collection[str], variables: Collection[str]
    ) -> dict[FigureAt, Source]:
        """Find where many figures stand at once, by place, month, variable and split; what is missing isn't there."""
        with self._database.reading() as connection:
            return reading.sources(connection, places, months, variables)

    def original(self, sha256: str) -> bytes:
        """Give a file as it came.

        Raises:
            StoreError: there is no such file.
        """
        with self._database.reading() as connection:
            return reading.original(connection, sha256)

    # The evaluation

    def stale(self) -> Stale:
        """Read which places must be evaluated again, and from which month; ask this before `reported`."""
        with self._database.reading() as connection:
            return read_stale(connection)

    def replace_evaluation(
        self,
        judged: pd.DataFrame,
        scores: pd.DataFrame,
        spans: Mapping[str, str],
        fingerprint: str,
        taken: Stale,
    ) -> bool:
        """Replace what is kept of some places, each from a month on, in one transaction.

        Clears the stale marks that were taken, but for those set anew since. Gives False and changes nothing
        when an evaluation of later figures is kept already.

        Raises:
            StoreError: a frame lacks a column, has one too many, or has a row outside the spans.
        """
        evaluation = evaluated.Evaluation(judged, scores, fingerprint)
        with self._database.writing() as connection:
            return evaluated.replace(connection, evaluation, spans, taken)

    def judged(self, month: Month | None = None, places: Sequence[str] | None = None) -> pd.DataFrame:
        """Read judged values, ordered by tables.JUDGED_KEY; columns and types are tables.JUDGED_DTYPES."""
        with self._database.reading() as connection:
            return evaluated.judged_frame(connection, month, places)

    def scores(self, month: Month | None = None, places: Sequence[str] | None = None) -> pd.DataFrame:
        """Read scores, ordered by tables.SCORES_KEY; columns and types are tables.SCORES_DTYPES."""
        with self._database.reading() as connection:
            return evaluated.scores_frame(connection, month, places)

    def months(self) -> tuple[Month, ...]:
        """List the months that have been evaluated."""
        with self._database.reading() as connection:
            return evaluated.months(connection)
