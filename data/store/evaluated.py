"""The evaluation as it is kept: judged values and scores, replaced place by place from a month on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, Table, delete, select

from data.store.database import StoreError
from data.store.frames import exact, read_frame, write_frame
from data.store.meta import Stale, bump, clear_stale, read_meta, write_meta
from data.store.tables import JUDGED_DTYPES, JUDGED_KEY, SCORES_DTYPES, SCORES_KEY, judged, scores
from speech.months import Month
from speech.words import words


@dataclass(frozen=True)
class Evaluation:
    """What an evaluation gave, and the fingerprint of the plan that it was made with."""

    judged: pd.DataFrame
    scores: pd.DataFrame
    fingerprint: str


def exact_judged(frame: pd.DataFrame) -> pd.DataFrame:
    """Give judged values the types and the order in which they are kept."""
    return exact(frame, JUDGED_DTYPES, JUDGED_KEY, "judged")


def exact_scores(frame: pd.DataFrame) -> pd.DataFrame:
    """Give scores the types and the order in which they are kept."""
    return exact(frame, SCORES_DTYPES, SCORES_KEY, "scores")


def replace(connection: Connection, evaluation: Evaluation, spans: Mapping[str, str], taken: Stale) -> bool:
    """Replace what is kept of the places in `spans`, each from its month on.

    Changes nothing and gives False when an evaluation of later figures is kept already: two processes may
    evaluate at once, and the slower of them mustn't win.
    """
    if taken.version < int(read_meta(connection, "evaluated") or 0):
        return False
    _replace_rows(connection, judged, exact_judged(evaluation.judged), spans)
    _replace_rows(connection, scores, exact_scores(evaluation.scores), spans)
    clear_stale(connection, taken)
    write_meta(connection, "fingerprint", evaluation.fingerprint)
    write_meta(connection, "evaluated", str(taken.version))
    bump(connection)
    return True


def judged_frame(connection: Connection, month: Month | None, places: Sequence[str] | None) -> pd.DataFrame:
    """Read judged values in the order of their key."""
    return read_frame(connection, _ordered(judged, JUDGED_KEY, month, places), JUDGED_DTYPES)


def scores_frame(connection: Connection, month: Month | None, places: Sequence[str] | None) -> pd.DataFrame:
    """Read scores in the order of their key."""
    return read_frame(connection, _ordered(scores, SCORES_KEY, month, places), SCORES_DTYPES)


def months(connection: Connection) -> tuple[Month, ...]:
    """List the months that have judged values."""
    return tuple(connection.scalars(select(judged.c.month).distinct().order_by(judged.c.month)))


def _replace_rows(connection: Connection, table: Table, frame: pd.DataFrame, spans: Mapping[str, str]) -> None:
    first = frame["place"].map(dict(spans))
    outside = frame[first.isna() | (frame["month"] < first)]
    if not outside.empty:
        row = outside.iloc[0]
        raise StoreError(words("store.outside_spans", table=table.name, place=row["place"], month=row["month"]))
    for place, from_month in spans.items():
        connection.execute(delete(table).where(table.c.place == place, table.c.month >= from_month))
    write_frame(connection, table, frame)


def _ordered(table: Table, key: Sequence[str], month: Month | None, places: Sequence[str] | None) -> Select[Any]:
    query = select(*table.columns).order_by(*(table.c[name] for name in key))
    if month is not None:
        query = query.where(table.c.month == month)
    return query if places is None else query.where(table.c.place.in_(places))
