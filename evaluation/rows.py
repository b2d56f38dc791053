"""The rows that an evaluation is read as: judged values, scores, bands, and how reports came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.catalog.terms import Basis, Grade, Level, ReportState, Rule, Split, State, Status
from speech.months import Month


@dataclass(frozen=True)
class Judged:
    """One judged value; None where the frame has NaN. Columns as in the judged table."""

    place: str
    month: Month
    split: Split
    indicator: str
    state: State
    value: float | None
    numerator: float | None
    denominator: float | None
    months_reported: float | None
    months_expected: float | None
    places_reported: int
    places_expected: int
    places_carried: int
    carried: str
    fresh: float
    late: int
    warnings: int
    approved: bool
    target: float | None
    rule: Rule | Literal[""]
    basis: Basis | Literal[""]
    clause: str
    version: int
    expected: float | None
    baseline: float | None
    doubt: float
    attainment: float | None
    distance: float | None
    shortfall: float | None
    low: float | None
    high: float | None
    status: Status
    floor: Status
    late_green: str
    gate: str


@dataclass(frozen=True)
class Score:
    """One score; `score` is None under the least share of weight. Columns as in the scores table."""

    place: str
    month: Month
    level: Level
    code: str
    score: float | None
    low: float
    high: float
    share: float
    fresh: float
    absent: float
    on_track: float
    behind: float
    gated: float | None
    progress: float | None
    line: float | None
    excess: float | None
    weight: float
    grade: Grade | Literal[""]
    grade_to: Grade | Literal[""]

    @property
    def distance(self) -> float:
        """How far its progress is beyond the line, in points; negative where it's behind, 0 where nothing is scored."""
        return (self.progress or 0.0) - (self.line or 0.0)


@dataclass(frozen=True)
class Band:
    """A county's rank and total with their intervals; `ties` are those whose interval of ranks overlaps.

    The city has a total, and rank 0.
    """

    place: str
    score: float
    rank: int
    median: float
    low: int
    high: int
    total_low: float
    total_high: float
    ties: tuple[str, ...]


@dataclass(frozen=True)
class Reporting:
    """Whether and how a report came: `state` is on_time, late or missing."""

    reporter: str
    month: Month
    state: ReportState
    received_at: datetime | None
    warnings: int
    revision: int
