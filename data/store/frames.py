"""Frames in and out of the database, fast, with the same types and bits on both sides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, Table

from data.store.database import StoreError
from speech.words import words


def read_frame(connection: Connection, query: Select[Any], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Read a query's rows into a frame; the columns of both are in the same order, and NULL becomes NaN."""
    rows = connection.execute(query).all()
    columns = zip(*rows, strict=True) if rows else ([] for _ in dtypes)
    return pd.DataFrame({name: _column(values, dtypes[name]) for name, values in zip(dtypes, columns, strict=True)})


def write_frame(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Insert a frame's rows; its columns are the table's, and NaN becomes NULL."""
    rows = zip(*(_values(frame[column.name]) for column in table.columns), strict=True)
    if connection.dialect.name == "postgresql":
        names = ", ".join(column.name for column in table.columns)
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", rows)
        return
    if not frame.empty:
        connection.exec_driver_sql(str(table.insert().compile(connection)), list(rows))


def exact(frame: pd.DataFrame, dtypes: Mapping[str, str], key: Sequence[str], table: str) -> pd.DataFrame:
    """Give a frame the types and the order in which it is kept, so that it can be compared with what is read.

    Rows are ordered by key, by code point. Zero loses its sign: SQLite doesn't keep it.

    Raises:
        StoreError: a column is missing, or one is there that would be lost.
    """
    missing = [name for name in dtypes if name not in frame.columns]
    unexpected = [name for name in frame.columns if name not in dtypes]
    if missing or unexpected:
        raise StoreError(
            words("store.wrong_columns", table=table, missing=missing, unexpected=unexpected, expected=[*dtypes])
        )
    typed = frame[[*dtypes]].astype(dict(dtypes)).sort_values(list(key), ignore_index=True)
    floats = [name for name, dtype in dtypes.items() if dtype == "float64"]
    return typed.assign(**{name: typed[name] + 0.0 for name in floats})


def _column(values: Iterable[Any], dtype: str) -> Any:
    if dtype == "str":
        return pd.array(np.array(list(values), dtype=object), dtype="str")
    if dtype.startswith("datetime64"):
        return pd.Series(list(values), dtype=dtype)
    return np.array(list(values), dtype=dtype)


def _values(column: "pd.Series[Any]") -> list[Any]:
    if column.dtype == np.float64:
        return column.astype(object).where(column.notna(), None).tolist()
    return column.tolist()


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
