"""What the database knows about itself: kind, plan, version, and which places must be evaluated again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from data.store.tables import meta, stale
from speech.months import Month


@dataclass(frozen=True)
class Stale:
    """The places that must be evaluated again, each from a month on, as they stood at a version of the store."""

    spans: Mapping[str, str]
    version: int


def read_meta(connection: Connection, key: str) -> str | None:
    """Read what is noted under a key, None when nothing is."""
    return connection.scalar(select(meta.c.value).where(meta.c.key == key))


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Note a value under a key, in place of what was there."""
    if connection.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(meta).values(key=key, value=value))


def read_version(connection: Connection) -> int:
    """Read the number of changes so far."""
    return int(read_meta(connection, "version") or 0)


def bump(connection: Connection) -> int:
    """Count one more change and give the new version."""
    version = read_version(connection) + 1
    write_meta(connection, "version", str(version))
    return version


def read_stale(connection: Connection) -> Stale:
    """Read which places must be evaluated again; in one transaction with the version."""
    rows = connection.execute(select(stale.c.place, stale.c.from_month).order_by(stale.c.place)).all()
    return Stale({row.place: row.from_month for row in rows}, read_version(connection))


def mark_stale(connection: Connection, places: Sequence[str], month: Month, version: int) -> None:
    """Mark places to be evaluated again from a month on, or from the earlier month that they are marked with."""
    for place in dict.fromkeys(places):
        earlier = connection.scalar(select(stale.c.from_month).where(stale.c.place == place))
        connection.execute(delete(stale).where(stale.c.place == place))
        from_month = month if earlier is None else min(earlier, month)
        connection.execute(insert(stale).values(place=place, from_month=from_month, marked=version))


def clear_stale(connection: Connection, taken: Stale) -> None:
    """Remove the marks that were taken, but for those that a later import set anew."""
    done = (stale.c.place.in_(taken.spans), stale.c.marked <= taken.version)
    connection.execute(delete(stale).where(*done))
