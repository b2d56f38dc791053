"""Rows of the benchmark table: what was measured, against which floor, and the ratio of the medians."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line: both medians in the row's unit, ms, kB, or "" for a plain count."""

    what: str
    floor: str
    floor_median: float
    ours_median: float
    unit: str = "ms"

    def markdown(self) -> str:
        """Write the line of the table."""
        ratio = self.ours_median / self.floor_median
        figures = (_figure(self.floor_median, self.unit), _figure(self.ours_median, self.unit), f"{ratio:.1f}")
        return "| " + " | ".join((self.what, self.floor, *figures)) + " |"


HEADER = ("| what | floor | floor takes | Kesu takes | ratio |", "|---|---|---:|---:|---:|")


def table(rows: Sequence[Row]) -> str:
    """Write the table."""
    return "\n".join([*HEADER, *(row.markdown() for row in rows)])


def compared(what: str, floor: str, runs: int, *, ours: Callable[[], object], floor_run: Callable[[], object]) -> Row:
    """Time two functions in turn, after one uncounted run of each, in milliseconds."""
    return in_turn(what, floor, runs, ours=_timed(ours), floor_run=_timed(floor_run))


def in_turn(what: str, floor: str, runs: int, *, ours: Callable[[], float], floor_run: Callable[[], float]) -> Row:
    """Take the medians of what two functions measure; by turns, so that a busy machine slows both alike."""
    pairs = [(floor_run(), ours()) for _ in range(runs + 1)][1:]
    return Row(what, floor, median(pair[0] for pair in pairs), median(pair[1] for pair in pairs))


def _timed(function: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        gc.collect()
        started = time.perf_counter()
        function()
        return (time.perf_counter() - started) * 1000

    return run


def _figure(value: float, unit: str) -> str:
    """Three digits, and all those before the point."""
    decimals = 0 if value >= 100 or not unit else 1
    return f"{value:,.{decimals}f} {unit}".strip()
