"""Briefs on the command line: which editions are asked for, by whom they are served, and what is said of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from commands import briefs
from editions.kept import Edition
from publishing import making
from publishing.order import Order, Progress, Serving
from settings import Settings
from speech.clock import OFFICE_TIME
from speech.mistakes import Mistake
from speech.months import Month
from speech.words import words
from tests.offices import Office


@contextmanager
def nobody(_: Settings) -> Iterator[str]:
    yield ""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """What was ordered: nothing is made, and each order's code is its place."""
    found: list[Order] = []

    def make(_: Settings, order: Order, serving: Serving, progress: Progress) -> Edition:
        assert serving is nobody
        progress("freeze", 0, 1)
        found.append(order)
        code = f"XC-{order.place}"
        moment = datetime(2025, 7, 15, tzinfo=OFFICE_TIME)
        return Edition(Path(f"{code}.zip"), code, order.month, order.place, order.lang, 1, moment, 1, "", {})

    monkeypatch.setattr(making, "make", make)
    return found


def run(office: Office, *arguments: str) -> Result:
    app = typer.Typer()
    app.command()(briefs.brief_by(nobody))
    environment = {"PLAN": str(office.plan), "VAR": str(office.folder), "DATABASE_URL": office.database}
    return CliRunner().invoke(app, arguments, env=environment)


def test_a_brief_is_made_of_the_city_or_of_each_county(office: Office, made: list[Order]) -> None:
    city = run(office, "--month", "2025-06", "--lang", "zh")
    assert city.exit_code == 0 and "XC-900100" in city.output
    assert run(office, "--month", "2025-06", "--lang", "zh", "--each-place").exit_code == 0
    assert [order.place for order in made] == ["900100", "900101", "900102"]


def test_what_is_due_is_made_and_said_when_nothing_is(
    office: Office, made: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [Order(Month("2025-05"), "900100", "zh")]

    def due(_: Settings, today: datetime) -> tuple[Order, ...]:
        assert today.utcoffset() is not None
        return tuple(waiting)

    monkeypatch.setattr(making, "due", due)
    run(office, "--due")
    assert made == waiting
    waiting.clear()
    assert words("manage.brief.nothing_due") in run(office, "--due").output


@pytest.mark.parametrize("arguments", [(), ("--due", "--month", "2025-06"), ("--month", "2025-13")])
def test_a_brief_is_asked_for_in_one_way(office: Office, made: list[Order], arguments: tuple[str, ...]) -> None:
    assert isinstance(run(office, *arguments).exception, Mistake)
    assert made == []
