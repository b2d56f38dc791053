"""The briefs on the web: what is asked wrongly is refused, one is made at a time, how far it is can be asked."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from briefing.progress import Progress, write_progress
from data.catalog.catalog import read_catalog
from editions.opened import Editions
from settings import Settings
from speech.months import Month
from tests import lhasa
from web import editions as briefs

Started = list[tuple[str, str]]


@pytest.fixture
def office(lhasa_settings: Settings, tmp_path: Path) -> Settings:
    return replace(lhasa_settings, var=tmp_path)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """What was started: in place of a process of its own, this one is told to be at work."""
    found: Started = []

    def start(settings: Settings, month: str, place: str) -> None:
        found.append((month, place))
        write_progress(settings.var / "editions", Progress(Month(month), place, os.getpid()))

    monkeypatch.setattr(briefs, "_start", start)
    return found


@pytest.fixture
def client(office: Settings) -> FlaskClient:
    server = Flask("briefs")
    briefs.serve_briefs(server, Editions(office.var / "editions"), office, read_catalog(lhasa.PLAN))
    return server.test_client()


def test_a_brief_is_started_once_while_it_is_made(client: FlaskClient, started: Started) -> None:
    assert client.get("/briefs/progress.json").get_json() == {}
    for _ in range(2):
        answer = client.post("/briefs/make", json={"month": "2024-02", "place": "540122"})
        assert answer.get_json()["running"] is True
    assert started == [("2024-02", "540122")]


def test_another_can_be_made_when_it_is_done(client: FlaskClient, office: Settings, started: Started) -> None:
    client.post("/briefs/make", json={"month": "2024-02", "place": ""})
    write_progress(office.var / "editions", Progress(Month("2024-02"), "", os.getpid(), code="LS-2402-ABCD"))
    assert client.get("/briefs/progress.json").get_json()["code"] == "LS-2402-ABCD"
    client.post("/briefs/make", json={"month": "2024-01", "place": ""})
    assert started == [("2024-02", ""), ("2024-01", "")]


@pytest.mark.parametrize("said", [{}, {"month": "2024-2"}, {"month": "2024-02", "place": "999999"}, []])
def test_what_is_asked_wrongly_is_refused(client: FlaskClient, started: Started, said: object) -> None:
    assert client.post("/briefs/make", json=said).status_code == 400
    assert client.post("/briefs/make", data="month=2024-02").status_code == 400
    assert started == []


@pytest.mark.parametrize(
    "address", ["/editions/LS-2402-ABCD.zip", "/editions/LS-2402-ABCD/brief.pdf", "/editions/x.zip"]
)
def test_a_file_that_is_not_there_is_said(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_making_goes_on_in_a_process_of_its_own(office: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}

    class Process:
        pid = os.getpid()

        def __init__(self, command: list[str], **options: object) -> None:
            given.update(options, command=command)

    monkeypatch.setattr("subprocess.Popen", Process)
    briefs._start(office, Month("2024-02"), "540122")
    command = given["command"]
    assert isinstance(command, list)
    assert command[1:] == [command[1], "brief", "--month", "2024-02", "--place", "540122"]
    assert given["start_new_session"] is True
