"""An assessment: everything that is known at one month, computed once and handed out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, update_wrapper
from math import isnan
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import Catalog, Target
from data.catalog.terms import Level, ReportState, Split
from data.store.evaluated import exact_judged, exact_scores
from data.store.store import Store
from data.store.tables import JUDGED_DTYPES, SCORES_DTYPES
from evaluation.engine.bands import rank_bands
from evaluation.engine.evaluate import evaluate, refresh
from evaluation.engine.first_targets import with_first_targets
from evaluation.month_shown import Begun, shown_by_default
from evaluation.rows import Band, Judged, Reporting, Score
from speech.months import NO_MONTH, Month

__all__ = ["Assessment", "Assessments", "Band", "Clock", "History", "Judged", "Reporting", "Score", "kept", "now"]

Rows: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True)
class Assessment:
    """Everything known at one month. Rows are found by key; pages and briefs never query.

    `month` is "" and all rows are empty as long as nothing has been reported. `kind` is demonstration or
    office. `bands` are the counties', `city_band` is the city's. `judged` is keyed by place, split and indicator;
    `scores` by place, level and code; `series` and `score_series` hold the same rows of all months up to this one,
    the oldest first.
    """

    catalog: Catalog
    month: Month
    months: tuple[Month, ...]
    version: int
    kind: str
    updated_at: datetime | None
    bands: Mapping[str, Band]
    city_band: Band | None
    reporting: tuple[Reporting, ...]
    judged: Mapping[tuple[str, Split, str], Judged]
    scores: Mapping[tuple[str, Level, str], Score]
    history: "History" = field(repr=False)
    ledger: tuple[Target, ...] = field(repr=False)
    found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def series(self, place: str, indicator: str, *, split: Split = "total") -> tuple[Judged, ...]:
        """Give an indicator's judged values of every month up to this one."""
        return tuple(row for row in self.history.judged(place, split, indicator) if row.month <= self.month)

    def score_series(self, place: str, level: Level, code: str) -> tuple[Score, ...]:
        """Give a node's scores of every month up to this one."""
        return tuple(row for row in self.history.scores(place, level, code) if row.month <= self.month)

    def reporting_series(self) -> tuple[Reporting, ...]:
        """Give the state of every reporter's report of every month up to this one."""
        return tuple(row for row in self.history.reporting if row.month <= self.month)


@dataclass(frozen=True)
class History:
    """All months of one version of the store; rows of one key are made when they are first asked for."""

    judged_frame: pd.DataFrame
    scores_frame: pd.DataFrame
    reporting: tuple[Reporting, ...]
    _made: dict[tuple[str, str, str], list[Judged]] = field(default_factory=dict, repr=False)

    def judged(self, place: str, split: Split, indicator: str) -> list[Judged]:
        """Give the judged values of one key in every month, the oldest first."""
        key = (place, split, indicator)
        if key not in self._made:  # two threads may both make it: they make the same
            columns = self._judged_columns
            self._made[key] = [Judged(*(column[n] for column in columns)) for n in self._judged_rows.get(key, ())]
        return self._made[key]

    def scores(self, place: str, level: Level, code: str) -> list[Score]:
        """Give the scores of one key in every month, the oldest first."""
        columns = self._score_columns
        return [Score(*(column[n] for column in columns)) for n in self._score_rows.get((place, level, code), ())]

    def totals_at(self, month: Month) -> dict[tuple[str, str], Judged]:
        """Give the judged totals of a month by place and indicator."""
        frame = self.judged_frame.iloc[self.by_month[0].get(month, np.array([], dtype=np.intp))]
        rows = _judged_rows(frame[frame["split"] == "total"])
        return {(row.place, row.indicator): row for row in rows}

    @cached_property
    def by_month(self) -> tuple[Mapping[Any, Rows], ...]:
        """The rows of each month in the judged and in the scores frame."""
        return tuple(_positions(frame, ["month"]) for frame in (self.judged_frame, self.scores_frame))

    @cached_property
    def begun(self) -> tuple[Begun, ...]:
        """The months that a report has come of, the oldest first."""
        due, came = (
            Counter(row.month for row in self.reporting if row.state not in left_out) for left_out in ((), ("missing",))
        )
        return tuple(Begun(month, came[month], due[month]) for month in sorted(came))

    @cached_property
    def _judged_columns(self) -> list[list[Any]]:
        return _plain(self.judged_frame[list(Judged.__dataclass_fields__)], JUDGED_DTYPES)

    @cached_property
    def _score_columns(self) -> list[list[Any]]:
        return _plain(self.scores_frame[list(Score.__dataclass_fields__)], SCORES_DTYPES)

    @cached_property
    def _judged_rows(self) -> Mapping[Any, Rows]:
        return _positions(self.judged_frame, ["place", "split", "indicator"])

    @cached_property
    def _score_rows(self) -> Mapping[Any, Rows]:
        return _positions(self.scores_frame, ["place", "level", "code"])


def _positions(frame: pd.DataFrame, columns: list[str]) -> Mapping[Any, Rows]:
    """Give the positions of the rows of each key."""
    grouped = frame.groupby(columns[0] if len(columns) == 1 else columns)
    return {key: np.asarray(rows, dtype=np.intp) for key, rows in grouped.indices.items()}


Finding = TypeVar("Finding")
Asked = ParamSpec("Asked")


def kept(
    find: Callable[Concatenate[Assessment, Asked], Finding],
) -> Callable[Concatenate[Assessment, Asked], Finding]:
    """Let a finding be found once for an assessment and its other arguments, and be kept with the assessment."""

    def finding(assessment: Assessment, /, *asked: Asked.args, **named: Asked.kwargs) -> Finding:
        key = (find, asked, tuple(named.items()))
        if key not in assessment.found:  # two threads may both find it: they find the same
            assessment.found[key] = find(assessment, *asked, **named)
        found: Finding = assessment.found[key]
        return found

    update_wrapper(finding, find)
    return finding


Clock: TypeAlias = Callable[[], datetime]


def now() -> datetime:
    """Tell the moment."""
    return datetime.now(UTC)


class Assessments:
    """The door to assessments: made once for a month and a version of the store, then handed out to any thread.

    `clock` gives the moment, with its time zone, that says whether a month is due.
    """

    def __init__(self, store: Store, catalog: Catalog, clock: Clock = now) -> None:
        self.catalog = catalog
        self._store = store
        self._clock = clock
        self._lock = Lock()
        self._version = -1
        self._whole = False
        self._histories: dict[bool, History] = {}
        self._known: dict[tuple[str, bool], Assessment] = {}

    def at(self, month: str | None = None, first_targets: bool = False) -> Assessment:
        """Give the assessment of a month; of the default one when None or a month without data is asked for.

        With `first_targets` everything is judged against each target's first version instead of that in force.
        """
        with self._lock:
            history = self._current(first_targets)
            months: tuple[Month, ...] = tuple(sorted(history.by_month[0]))
            chosen = next((each for each in months if each == month), self.default_month)
            if (chosen, first_targets) not in self._known:
                self._known[chosen, first_targets] = self._assessment(history, chosen, months, first_targets)
            return self._known[chosen, first_targets]

    @property
    def default_month(self) -> Month:
        """The month that is shown when none is asked for; what came in since the last assessment doesn't count yet."""
        history = self._histories.get(False)
        if history is None:
            return NO_MONTH
        fresh = {row.month: row.fresh for row in history.scores(self.catalog.plan.city, "total", "total")}
        return shown_by_default(
            history.begun, lambda begun: fresh.get(begun.month, 0.0), self.catalog.plan.due_day, self._clock()
        )

    def default_at(self, version: int) -> Month:
        """Give the default month of a version of the store; NO_MONTH when what is at hand is of another."""
        return self.default_month if version == self._version else NO_MONTH

    def newer(self, month: str) -> tuple[Begun, ...]:
        """List the months that have begun to come in and are newer than the default one; none beside another month."""
        history = self._histories.get(False)
        if history is None or month != self.default_month:
            return ()
        return tuple(each for each in history.begun if each.month > month)

    def _current(self, first_targets: bool) -> History:
        """Read everything again when the store has changed, after bringing its tables up to date."""
        if not self._histories or not self._whole or self._store.version != self._version:
            refresh(self._store, self.catalog)
            stale = self._store.stale()
            self._histories = {False: self._history(self._store.judged(), self._store.scores())}
            self._known = {}
            # What another process has imported meanwhile isn't evaluated yet: the next request looks again.
            self._version, self._whole = stale.version, not stale.spans
        if first_targets and True not in self._histories:
            evaluation = evaluate(self._plan(first_targets), self._store.reported())
            judged, scores = exact_judged(evaluation.judged), exact_scores(evaluation.scores)
            self._histories[True] = self._history(judged, scores)
        return self._histories[first_targets]

    def _plan(self, first_targets: bool) -> Catalog:
        return with_first_targets(self.catalog) if first_targets else self.catalog

    def _history(self, judged: pd.DataFrame, scores: pd.DataFrame) -> History:
        return History(judged, scores, _reporting(self.catalog, self._store.completeness(), self._store.months()))

    def _assessment(self, history: History, month: Month, months: tuple[Month, ...], first_targets: bool) -> Assessment:
        judged_rows, score_rows = (rows.get(month, np.array([], dtype=np.intp)) for rows in history.by_month)
        judged_frame = history.judged_frame.iloc[judged_rows]
        catalog = self._plan(first_targets)
        bands = {band.place: band for band in _bands(catalog, judged_frame)}
        return Assessment(
            catalog=catalog,
            month=month,
            months=months,
            version=self._version,
            kind=self._store.kind or "office",
            updated_at=self._store.updated_at,
            bands={place: band for place, band in bands.items() if band.rank},
            city_band=bands.get(catalog.plan.city),
            reporting=tuple(row for row in history.reporting if row.month == month),
            judged={(row.place, row.split, row.indicator): row for row in _judged_rows(judged_frame)},
            scores={
                (row.place, row.level, row.code): row for row in _score_rows(history.scores_frame.iloc[score_rows])
            },
            history=history,
            ledger=self.catalog.targets,
        )


def _judged_rows(frame: pd.DataFrame) -> list[Judged]:
    columns = _plain(frame[list(Judged.__dataclass_fields__)], JUDGED_DTYPES)
    return [Judged(*row) for row in zip(*columns, strict=True)]


def _score_rows(frame: pd.DataFrame) -> list[Score]:
    columns = _plain(frame[list(Score.__dataclass_fields__)], SCORES_DTYPES)
    return [Score(*row) for row in zip(*columns, strict=True)]


def _plain(frame: pd.DataFrame, dtypes: Mapping[str, str]) -> list[list[Any]]:
    """Turn a frame's columns into lists of plain Python values, NaN into None."""
    return [
        [None if isnan(value) else value for value in frame[name].tolist()]
        if dtypes[name] == "float64"
        else frame[name].tolist()
        for name in frame.columns
    ]


def _tuples(frame: pd.DataFrame) -> Iterable[Any]:
    """Walk over the rows, whose columns have types that pandas doesn't declare."""
    return frame.itertuples()


def _bands(catalog: Catalog, judged: pd.DataFrame) -> list[Band]:
    if judged.empty:
        return []
    return [
        Band(
            row.place,
            row.score,
            int(row.rank),
            row.median,
            int(row.low),
            int(row.high),
            row.total_low,
            row.total_high,
            tuple(row.ties.split()),
        )
        for row in _tuples(rank_bands(catalog, judged))
    ]


def _reporting(catalog: Catalog, completeness: pd.DataFrame, months: tuple[Month, ...]) -> tuple[Reporting, ...]:
    """Say for every reporter and month how its report came, in the catalog's order."""
    came = {(row.reporter, row.month): row for row in _tuples(completeness)}
    rows = []
    for month in months:
        for reporter in catalog.reporters:
            row = came.get((reporter, month))
            if row is None:
                rows.append(Reporting(reporter, month, "missing", None, 0, 0))
            else:
                state: ReportState = "late" if row.late else "on_time"
                rows.append(Reporting(reporter, month, state, row.received_at, row.warnings, row.revision))
    return tuple(rows)
