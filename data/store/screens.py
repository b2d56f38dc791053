"""Wall screens: their links, the pages that are open on them, and the remotes that speak to these."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from data.reports.report import digest
from data.store.database import Database, StoreError
from data.store.tables import kiosks, remotes, screens
from speech.words import words

KEPT = 20  # commands; a screen that missed more has been away for long
NOTED_EVERY = timedelta(seconds=10)  # how often it is written down that a screen was seen
PAIRS_WITHIN = timedelta(minutes=2)  # of a screen's last word
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Kiosk:
    """A link for one screen; `seen_at` is None before it was first opened. Moments are UTC."""

    name: str
    issued_at: datetime
    revoked_at: datetime | None
    seen_at: datetime | None


@dataclass(frozen=True)
class Command:
    """What a remote asks of a screen; numbers count up from 1."""

    number: int
    action: str
    argument: str


@dataclass(frozen=True)
class Screen:
    """A wall that is open in a browser: the code that it shows, what it says that it shows, its latest command."""

    id: str
    code: str
    seen_at: datetime
    state: Mapping[str, Any]
    number: int
    remote_at: datetime | None


class Screens:
    """The door to the screens' tables. None of its writes counts as a change of the data."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Links

    def issue(self, name: str, now: datetime) -> str:
        """Make a link's token; only its SHA-256 is kept.

        Raises:
            StoreError: the name is blank, or a link of this name is in force.
        """
        name = name.strip()
        if not name:
            raise StoreError(words("store.kiosk_blank"))
        token = secrets.token_urlsafe(24)
        with self._database.writing() as connection:
            if _live(connection, name):
                raise StoreError(words("store.kiosk_known", name=name))
            connection.execute(insert(kiosks).values(name=name, token_sha256=digest(token.encode()), issued_at=now))
        return token

    def revoke(self, name: str, now: datetime) -> None:
        """Put a link out of force.

        Raises:
            StoreError: no link of this name is in force.
        """
        with self._database.writing() as connection:
            found = _live(connection, name.strip())
            if found is None:
                raise StoreError(words("store.kiosk_unknown", name=name))
            connection.execute(update(kiosks).where(kiosks.c.id == found.id).values(revoked_at=now))

    def kiosks(self) -> tuple[Kiosk, ...]:
        """List all links, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(kiosks).order_by(kiosks.c.issued_at.desc(), kiosks.c.id.desc())).all()
        return tuple(_kiosk(row) for row in rows)

    def admit(self, token: str, now: datetime) -> Kiosk | None:
        """Find the link of a token and note that it was used; None for an unknown or revoked one."""
        found = kiosks.c.token_sha256 == digest(token.encode())
        with self._database.reading() as connection:
            row = connection.execute(select(kiosks).where(found)).one_or_none()
        if row is None or row.revoked_at is not None:
            return None
        if row.seen_at is None or now - row.seen_at >= NOTED_EVERY:
            with self._database.writing() as connection:
                connection.execute(update(kiosks).where(found).values(seen_at=now))
        return _kiosk(row)

    # Screens

    def beat(
        self, screen: str, state: Mapping[str, Any], since: int, now: datetime
    ) -> tuple[Screen, tuple[Command, ...]]:
        """Hear from a screen, and give the commands that came after the number `since`; a new screen has none.

        `state` is what the screen says that it shows.
        """
        written = json.dumps(dict(state), ensure_ascii=False, sort_keys=True)
        with self._database.reading() as connection:
            row = _row(connection, screen)
        if row is None or row.state != written or now - row.seen_at >= NOTED_EVERY:
            with self._database.writing() as connection:
                row = _row(connection, screen)
                if row is None:
                    _open(connection, screen, written, now)
                else:
                    noted = {"state": written, "seen_at": now}
                    connection.execute(update(screens).where(screens.c.id == screen).values(**noted))
                row = _row(connection, screen)
        return _screen(row), tuple(each for each in _commands(row) if each.number > since)

    def pair(self, code: str, now: datetime) -> str | None:
        """Give a remote the secret by which it speaks to the screen that shows a code; None when there is none."""
        secret = secrets.token_urlsafe(24)
        with self._database.writing() as connection:
            row = connection.execute(select(screens).where(screens.c.code == code)).one_or_none()
            if row is None or now - row.seen_at > PAIRS_WITHIN:
                return None
            paired = {"secret_sha256": digest(secret.encode()), "screen": row.id, "paired_at": now}
            connection.execute(insert(remotes).values(**paired))
            connection.execute(update(screens).where(screens.c.id == row.id).values(remote_at=now))
        return secret

    def screen_of(self, secret: str) -> Screen | None:
        """Give the screen that a remote speaks to; None when it is gone."""
        with self._database.reading() as connection:
            row = _paired(connection, secret)
        return None if row is None else _screen(row)

    def send(self, secret: str, action: str, argument: str, now: datetime) -> Screen | None:
        """Put a command behind those that a screen has been given; None when the screen is gone."""
        with self._database.writing() as connection:  # two remotes take turns: each gets a number of its own
            row = _paired(connection, secret)
            if row is None:
                return None
            known = [*_commands(row), Command(row.number + 1, action, argument)][-KEPT:]
            commands = json.dumps([[each.number, each.action, each.argument] for each in known], ensure_ascii=False)
            changes = {"number": row.number + 1, "commands": commands, "remote_at": now}
            connection.execute(update(screens).where(screens.c.id == row.id).values(**changes))
        return replace(_screen(row), number=row.number + 1, remote_at=now)


def _live(connection: Connection, name: str) -> Row[Any] | None:
    found = select(kiosks).where(kiosks.c.name == name, kiosks.c.revoked_at.is_(None))
    return connection.execute(found).one_or_none()


def _kiosk(row: Row[Any]) -> Kiosk:
    return Kiosk(row.name, row.issued_at, row.revoked_at, row.seen_at)


def _row(connection: Connection, screen: str) -> Any:
    return connection.execute(select(screens).where(screens.c.id == screen)).one_or_none()


def _paired(connection: Connection, secret: str) -> Any:
    found = select(screens).join(remotes, remotes.c.screen == screens.c.id)
    return connection.execute(found.where(remotes.c.secret_sha256 == digest(secret.encode()))).one_or_none()


def _open(connection: Connection, screen: str, state: str, now: datetime) -> None:
    """Take in a new screen under a code that no other one shows, and forget those that are long gone."""
    gone = select(screens.c.id).where(screens.c.seen_at < now - FORGOTTEN_AFTER)
    connection.execute(delete(remotes).where(remotes.c.screen.in_(gone)))
    connection.execute(delete(screens).where(screens.c.seen_at < now - FORGOTTEN_AFTER))
    used = set(connection.scalars(select(screens.c.code)))
    code = next(code for code in iter(lambda: f"{secrets.randbelow(1_000_000):06d}", "") if code not in used)
    opened = {"id": screen, "code": code, "opened_at": now, "seen_at": now, "state": state}
    connection.execute(insert(screens).values(**opened, number=0, commands="[]"))


def _screen(row: Any) -> Screen:
    return Screen(row.id, row.code, row.seen_at, json.loads(row.state), row.number, row.remote_at)


def _commands(row: Any) -> list[Command]:
    return [Command(*each) for each in json.loads(row.commands)]
