"""A connection to SQLite or PostgreSQL under the same promises, and the schema brought up to date."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from speech.mistakes import Mistake
from speech.words import words

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
BUSY_TIMEOUT_MS = 30_000
WRITERS_LOCK = 540_100_001  # any number, as long as each process that writes names the same


class StoreError(Mistake):
    """The database can't do what was asked; the message says why and what to do."""


class UnavailableError(StoreError):
    """The database can't be written or read for now; the message says what stands in the way."""


IN_THE_WAY = {
    "SQLITE_FULL": "full", "SQLITE_BUSY": "locked", "SQLITE_LOCKED": "locked", "SQLITE_READONLY": "read_only",
    "SQLITE_CORRUPT": "damaged", "SQLITE_NOTADB": "damaged", "SQLITE_CANTOPEN": "unreachable",
    "SQLITE_IOERR": "unreachable",
    "53100": "full", "55P03": "locked", "25006": "read_only", "XX001": "damaged",
}  # fmt: skip
"""What is said of SQLite's errors, by the beginning of their names, and of PostgreSQL's by their codes."""


@contextmanager
def telling() -> Iterator[None]:
    """Tell in a sentence what stands in the way of a database; a statement that is wrong stays a fault of the program.

    Raises:
        UnavailableError: the disk is full, the database locked, read-only, damaged or not to be reached.
    """
    try:
        yield
    except DatabaseError as error:
        key = _in_the_way(error)
        if key is None:
            raise
        raise UnavailableError(words(f"store.in_the_way.{key}", reason=error.orig)) from error


def _in_the_way(error: DatabaseError) -> str | None:
    code = str(getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or "")
    if known := next((key for name, key in IN_THE_WAY.items() if code.startswith(name)), None):
        return known
    lost = isinstance(error, OperationalError) and not code.startswith("SQLITE")
    return "unreachable" if lost else None


@dataclass(frozen=True)
class Database:
    """Two views of one pool of connections: each opens a transaction that only reads, or the one that writes."""

    reader: Engine
    writer: Engine

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one unchanging state of the database."""
        return self.reader.begin()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the transaction that writes; another one waits until this ends, in whichever process."""
        with self.writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.writer.dispose()


def connect(address: str) -> Database:
    """Connect to the database at an SQLAlchemy URL and bring its tables up to date.

    Makes the folder of an SQLite file. `postgresql://` means the psycopg driver.

    Raises:
        StoreError: the database was made by a later version of the program.
    """
    url = make_url(address)
    database = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def at_head(database: Database) -> bool:
    """Tell whether the tables are those that this program knows."""
    with database.reading() as connection:
        return _revisions(connection) == {_script().get_current_head()}


def migrate(database: Database) -> None:
    """Bring the tables up to date in one transaction; two processes doing so at once take turns.

    Raises:
        StoreError: the database was made by a later version of the program.
    """
    if at_head(database):
        return
    with database.writing() as connection:
        known = {revision.revision for revision in _script().walk_revisions()}
        if unknown := _revisions(connection) - known:
            raise StoreError(words("store.newer_database", revision=", ".join(sorted(unknown))))
        command.upgrade(migration_config(connection), "head")


def migration_config(connection: Connection | None = None) -> Config:
    """Tell Alembic where the migrations are, and on which connection they run."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(migration_config())


def _revisions(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _postgresql(url: URL) -> Database:
    engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(reader, engine)


def _sqlite(url: URL) -> Database:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    writer = engine.execution_options(writes=True)
    return Database(engine, writer)


def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN comes too late (after the first SELECT): SQLAlchemy's events say it instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    _use_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _use_write_ahead_log(connection: Any) -> None:
    # SQLite doesn't wait for a lock when it changes the journal, so two processes on a new file need to try again.
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.01)


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
