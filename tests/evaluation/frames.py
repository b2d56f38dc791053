"""Reported frames and stored reports of the small city, and how a test finds a row in what comes out."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from data.catalog.catalog import Catalog, Role, read_catalog
from data.reports.report import Figure, Report, digest
from data.store.reading import REPORTED_DTYPES
from data.store.store import Store
from evaluation.engine.evaluate import Evaluation, evaluate
from speech.months import Month
from tests.city import write_city
from tests.roles import write_roles

CITY, EAST, WEST = "900100", "900101", "900102"
DEPARTMENT = "science"
NOON = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)

Row: TypeAlias = tuple[str, str, str, float | None]  # place, month, variable or variable/split, value
Edit: TypeAlias = tuple[str, str, str]  # file, what stands there, what is written over it


def small_city(
    folder: Path, *edits: Edit, added: Mapping[str, str] | None = None, roles: Mapping[str, Role] | None = None
) -> Catalog:
    """Read the small city after editing its files, adding rows to them, and giving roles."""
    write_city(folder)
    for file, old, new in edits:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    for file, rows in (added or {}).items():
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(rows.strip() + "\n")
    if roles:
        write_roles(folder, roles)
    return read_catalog(folder)


def reported(rows: Iterable[Row], late: bool = False, warnings: int = 0, approved: bool = True) -> pd.DataFrame:
    """Make a reported frame; the value None means not applicable."""
    records = [
        (place, month, *_named(name), value is not None, value, late, warnings, approved)
        for place, month, name, value in rows
    ]
    columns = ["place", "month", "variable", "split", "state", "value", "late", "warnings", "approved"]
    frame = pd.DataFrame(records, columns=columns).assign(report=1)
    frame["state"] = frame["state"].map({True: "reported", False: "not_applicable"})
    return frame[list(REPORTED_DTYPES)].astype(dict(REPORTED_DTYPES))


def _named(name: str) -> tuple[str, str]:
    variable, _, split = name.partition("/")
    return variable, split or "total"


def judged(catalog: Catalog, *parts: Iterable[Row] | pd.DataFrame) -> "Table":
    """Judge rows, or frames that say more about themselves."""
    return Table(evaluated(catalog, *parts).judged)


def scored(catalog: Catalog, *parts: Iterable[Row] | pd.DataFrame) -> "Table":
    """Score rows, or frames that say more about themselves."""
    return Table(evaluated(catalog, *parts).scores)


def evaluated(catalog: Catalog, *parts: Iterable[Row] | pd.DataFrame) -> Evaluation:
    """Evaluate rows, or frames that say more about themselves."""
    frames = [part if isinstance(part, pd.DataFrame) else reported(part) for part in parts]
    return evaluate(catalog, pd.concat(frames, ignore_index=True))


class Table:
    """A judged or scores frame in which a test finds rows."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def at(self, place: str, month: str, name: str, split: str = "total") -> Any:
        """Give the judged row of an indicator, or the score's row of a node ("clause A1.1")."""
        frame = self.frame[(self.frame["place"] == place) & (self.frame["month"] == month)]
        if "level" in frame.columns:
            level, _, code = name.partition(" ")
            frame = frame[(frame["level"] == level) & (frame["code"] == code)]
        else:
            frame = frame[(frame["indicator"] == name) & (frame["split"] == split)]
        (row,) = frame.itertuples()
        return row

    def has(self, place: str, month: str, name: str, split: str = "total") -> bool:
        """Tell whether there is such a row."""
        try:
            self.at(place, month, name, split)
        except ValueError:
            return False
        return True


def save(store: Store, reporter: str, month: str, values: Mapping[str, float | None], late: bool = False) -> None:
    """Save a report as the intake does: a county's touches its city too."""
    figures = tuple(
        Figure(*_named(name), "not_applicable" if value is None else "reported", value, "表", f"F{row}")
        for row, (name, value) in enumerate(values.items(), start=5)
    )
    content = repr((reporter, month, values, store.version)).encode()
    report = Report(
        reporter=reporter,
        place=CITY if reporter == DEPARTMENT else reporter,
        month=Month(month),
        kind="first",
        template_version="2025.1",
        demonstration=True,
        file_name=f"{reporter}-{month}.xlsx",
        content=content,
        sha256=digest(content),
        figures=figures,
    )
    store.save(report, NOON, late=late, touches=() if reporter == DEPARTMENT else (CITY,))


def a_month(rooms: float = 60, events: float = 10, visits: float = 100, spent: float = 10) -> dict[str, float | None]:
    """Give a county's whole report: 2 000 residents, 100 schools, a budget of 120."""
    return {
        "population": 2000,
        "population/urban": 1000,
        "population/rural": 1000,
        "schools": 100,
        "schools/urban": 50,
        "schools/rural": 50,
        "schools_with_room": rooms,
        "schools_with_room/urban": min(rooms, 50),
        "schools_with_room/rural": max(rooms - 50, 0),
        "events": events,
        "visits": visits,
        "farm_days/rural": 1,
        "budget": 120,
        "spent": spent,
        "plan_steps": 0,
    }


def rows_of(place: str, month: str, values: Mapping[str, float | None]) -> list[Row]:
    """Turn a report's values into rows."""
    return [(place, month, name, value) for name, value in values.items()]
