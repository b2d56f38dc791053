"""Whether the process lives and its store answers, on a server of its own without pages."""

from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from data.store.store import open_store
from web.health import serve_health


class Broken:
    """A store whose database doesn't answer."""

    def check(self) -> None:
        raise OSError("no route to host")


def health(store: Any) -> dict[str, TestResponse]:
    server = Flask("server")
    serve_health(server, store)
    return {path: server.test_client().get(path) for path in ("/healthz", "/readyz")}


def test_a_store_that_answers_is_ready(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'kesu.db'}")
    assert [answer.status_code for answer in health(store).values()] == [200, 200]
    store.close()


def test_a_process_lives_though_its_store_is_broken() -> None:
    answers = health(Broken())
    assert (answers["/healthz"].status_code, answers["/healthz"].text) == (200, "ok")
    assert answers["/readyz"].status_code == 503
    assert "no route to host" in answers["/readyz"].text
