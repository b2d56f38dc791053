"""Small reports and evaluations made by hand, and what other processes do in the tests."""

import os
import signal
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from multiprocessing.synchronize import Barrier
from typing import Any

import pandas as pd
from sqlalchemy import Engine, event

from data.reports.report import Figure, Problem, Report, digest
from data.store.store import Store, open_store
from data.store.tables import JUDGED_DTYPES, SCORES_DTYPES
from speech.months import Month

NOON = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)
EMPTY = {"str": "", "float64": float("nan"), "int64": 0, "bool": False}


def a_report(
    values: Mapping[str, float | None],
    reporter: str = "540121",
    month: str = "2025-06",
    content: bytes = b"",
    problems: Iterable[Problem] = (),
    demonstration: bool = True,
) -> Report:
    """Make a report; a key is "variable" (split total) or "variable/split", None means not applicable."""
    figures = tuple(a_figure(name, value, row) for row, (name, value) in enumerate(values.items(), start=5))
    content = content or repr((reporter, month, values)).encode()
    return Report(
        reporter=reporter,
        place=reporter if reporter.startswith("54") else "540100",
        month=Month(month),
        kind="first",
        template_version="2025.1",
        demonstration=demonstration,
        file_name=f"{reporter}-{month}.xlsx",
        content=content,
        sha256=digest(content),
        figures=figures,
        problems=tuple(problems),
    )


def a_figure(name: str, value: float | None, row: int) -> Figure:
    """Make the figure that stands in column F of a row of the sheet 培训."""
    variable, _, split = name.partition("/")
    state = "not_applicable" if value is None else "reported"
    return Figure(variable, split or "total", state, value, "培训", f"F{row}")  # type: ignore[arg-type]


def a_problem(severity: Any = "warning", cell: str = "F5", variable: str = "", rule: str = "jump") -> Problem:
    """Make a problem in a cell of the sheet 培训."""
    return Problem(severity, rule, "540121-2025-06.xlsx", "培训", cell, "99", "比上月多一倍", "请核对", variable)


def some_judged(rows: Iterable[tuple[str, str, str, float]]) -> pd.DataFrame:
    """Make judged values out of (place, month, indicator, value); every other column is empty."""
    return _filled(rows, ["place", "month", "indicator", "value"], JUDGED_DTYPES)


def some_scores(rows: Iterable[tuple[str, str, str, float]]) -> pd.DataFrame:
    """Make scores out of (place, month, code, score); every other column is empty."""
    return _filled(rows, ["place", "month", "code", "score"], SCORES_DTYPES)


def _filled(rows: Iterable[tuple[Any, ...]], columns: list[str], dtypes: Mapping[str, str]) -> pd.DataFrame:
    given = pd.DataFrame(list(rows), columns=columns)
    empty = pd.DataFrame({name: EMPTY[dtype] for name, dtype in dtypes.items()}, index=given.index)
    return empty.assign(**{name: given[name] for name in columns})


def correct(store: Store) -> None:
    """Save a second revision of June: a figure changed, one gone, one new, one warned of."""
    report = a_report({"schools": 13.0, "pupils/rural": 20.0}, problems=[a_problem()])
    store.save(report, NOON, late=True, touches=["540100"])


def evaluate(store: Store) -> None:
    """Replace the evaluation of the county."""
    frames = some_judged([("540121", "2025-06", "A1", 2.0)]), some_scores([("540121", "2025-06", "total", 60.0)])
    store.replace_evaluation(*frames, {"540121": "2025-06"}, "plan-2", store.stale())


def die_during(url: str, action: Callable[[Store], None], moment: int) -> None:
    """Do something to a store and be killed just before statement (or commit) number `moment`, from 0."""
    store = open_store(url)
    passed = count()

    def die(*_: object) -> None:
        if next(passed) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", die)
    event.listen(Engine, "commit", die)
    action(store)


def die_after(url: str, action: Callable[[Store], None]) -> None:
    """Do something to a store and be killed as soon as it says that it is done."""
    action(open_store(url))
    os.kill(os.getpid(), signal.SIGKILL)


def save_many(url: str, start: Barrier, name: str, reports: int) -> None:
    """Open a store at the same time as another process, then save revisions of the same report."""
    start.wait()
    store = open_store(url)
    store.initialise("demonstration", "lhasa")
    for number in range(reports):
        store.save(a_report({"schools": float(number)}, content=f"{name}-{number}".encode()), NOON, late=False)
