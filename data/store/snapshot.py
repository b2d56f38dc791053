"""A snapshot of the database as one small SQLite file: everything that figures rest on, without the originals."""

import gzip
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, select, text

from data.store.database import Database, connect
from data.store.tables import files, kiosks, metadata, remotes, screens

LEFT_OUT = {kiosks.name, remotes.name, screens.name}
ROWS_AT_ONCE = 5000


def write_snapshot(database: Database, target: Path) -> None:
    """Write what the database holds at this moment, compressed; the same content gives the same figures elsewhere.

    Links of screens and the reports' own files stay out: a file's name and SHA-256 remain.
    """
    with TemporaryDirectory(prefix="kesu-snapshot-") as folder:
        path = Path(folder) / "snapshot.db"
        copy = connect(f"sqlite:///{path}")
        with database.reading() as source, copy.writing() as connection:
            for table in metadata.sorted_tables:
                if table.name not in LEFT_OUT:
                    _copy(source, connection, table)
        with copy.writer.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA journal_mode = DELETE")
        copy.close()
        with (
            path.open("rb") as opened,
            target.open("wb") as file,
            # Neither name nor time: the same content gives the same bytes.
            gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed,
        ):
            shutil.copyfileobj(opened, packed)


def unpack_snapshot(source: Path, folder: Path) -> str:
    """Unpack a snapshot into a folder and give its URL; the packed file stays as it is."""
    path = folder / "snapshot.db"
    if not path.is_file():
        part = path.with_suffix(".part")
        with gzip.open(source) as packed, part.open("wb") as opened:
            shutil.copyfileobj(packed, opened)
        part.replace(path)
    return f"sqlite:///{path}"


def _copy(source: Connection, target: Connection, table: Table) -> None:
    target.execute(text(f"DELETE FROM {table.name}"))  # noqa: S608 - a name of our own
    rows = source.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table))
    for part in rows.mappings().partitions(ROWS_AT_ONCE):
        target.execute(table.insert(), [_without_content(table, dict(row)) for row in part])


def _without_content(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return row | {"content": b""} if table is files else row
