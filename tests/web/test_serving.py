"""Health and compressed files, on a server of its own without pages."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.catalog.catalog import read_catalog
from data.store.store import open_store
from evaluation.findings.records import Records
from tests.city import write_city
from tests.small import EAST, SmallCity, rooms
from web.serving import (
    YEAR,
    compress_answers,
    serve_compressed,
    serve_health,
    serve_originals,
    serve_search,
    serve_status,
)

SCRIPT = b"const answer = 42;"
SUITE = "/_dash-component-suites/dash/dcc/async-graph.js"


def write_compressed(original: Path) -> None:
    original.parent.mkdir(parents=True, exist_ok=True)
    Path(f"{original}.br").write_bytes(brotli.compress(SCRIPT))
    Path(f"{original}.gz").write_bytes(gzip.compress(SCRIPT))


@pytest.fixture
def vendor(tmp_path: Path) -> Path:
    folder = tmp_path / "vendor"
    write_compressed(folder / "plotly.min.js")
    write_compressed(folder / "bootstrap.min.css")
    write_compressed(folder / "suites" / "dash" / "dcc" / "async-graph.js")
    write_compressed(tmp_path / "secret.js")
    write_compressed(tmp_path / "vendor-more" / "secret.js")
    return folder


@pytest.fixture
def client(vendor: Path) -> Iterator[FlaskClient]:
    server = Flask("server")
    serve_compressed(server, vendor)
    with server.test_client() as client:
        yield client


def get(client: FlaskClient, path: str, encodings: str, **headers: str) -> TestResponse:
    return client.get(path, headers={"Accept-Encoding": encodings, **headers}, buffered=True)


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip;q=1", "br"),
        ("gzip, br;q=0", "gzip"),
    ],
)
def test_the_smallest_encoding_that_is_understood_is_sent(client: FlaskClient, asked: str, sent: str) -> None:
    answer = get(client, "/assets/vendor/plotly.min.js", asked)
    decoded = {"br": brotli.decompress, "gzip": gzip.decompress}[sent](answer.data)
    assert (answer.status_code, answer.headers["Content-Encoding"], decoded) == (200, sent, SCRIPT)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Length"] == str(len(answer.data))


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/assets/vendor/plotly.min.js", "text/javascript"), ("/assets/vendor/bootstrap.min.css", "text/css")],
)
def test_a_file_is_of_its_own_kind_and_kept_for_a_year(client: FlaskClient, path: str, kind: str) -> None:
    answer = get(client, path, "br")
    assert answer.mimetype == kind
    assert f"max-age={YEAR}" in answer.headers["Cache-Control"]


def test_a_file_that_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    tag = get(client, "/assets/vendor/plotly.min.js", "br").headers["ETag"]
    again = get(client, "/assets/vendor/plotly.min.js", "br", **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert get(client, "/assets/vendor/plotly.min.js", "gzip").headers["ETag"] != tag


@pytest.mark.parametrize("path", [SUITE, SUITE.replace(".js", ".v3_1_0m1700000000.js")])
def test_a_component_is_found_with_and_without_its_fingerprint(client: FlaskClient, path: str) -> None:
    assert brotli.decompress(get(client, path, "br").data) == SCRIPT


@pytest.mark.parametrize("encodings", ["", "identity", "zstd"])
def test_who_understands_no_compression_gets_the_original_from_elsewhere(client: FlaskClient, encodings: str) -> None:
    assert get(client, SUITE, encodings).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/assets/vendor/../secret.js",
        "/assets/vendor/%2e%2e/secret.js",
        "/assets/vendor/suites/../../secret.js",
        "/assets/vendor/../vendor-more/secret.js",
        "/assets/vendor/..",
        "/assets/vendor/",
        "/_dash-component-suites/../../secret.js",
        "/_dash-component-suites/dash/../../../secret.js",
        "/assets/vendor/nothing.js",
        "/assets/vendor/%00plotly.min.js",
        "/assets/vendor/" + "long" * 200 + ".js",
        "/elsewhere/plotly.min.js",
    ],
)
def test_no_path_leads_out_of_the_folder_or_to_a_failure(client: FlaskClient, path: str) -> None:
    assert get(client, path, "br, gzip").status_code == 404


def test_no_absolute_path_leads_out_of_the_folder(client: FlaskClient, vendor: Path) -> None:
    assert get(client, f"/assets/vendor/{vendor.parent / 'secret.js'}", "br").status_code == 404


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


def test_a_page_may_choose_its_status_and_the_next_one_is_not_touched() -> None:
    server = Flask("server")
    serve_status(server)

    @server.get("/gone")
    def _gone() -> str:
        g.status = 404
        return "gone"

    @server.get("/here")
    def _here() -> str:
        return "here"

    client = server.test_client()
    assert [client.get(path).status_code for path in ("/gone", "/here", "/nothing")] == [404, 200, 404]


def test_a_long_page_is_compressed_for_those_who_understand_it_and_a_short_one_is_not() -> None:
    server = Flask(__name__)
    compress_answers(server)
    pages = {"/long": "科" * 1000, "/short": "科"}
    for path, text in pages.items():
        server.add_url_rule(path, path, lambda text=text: text)
    client = server.test_client()
    answer = client.get("/long", headers={"Accept-Encoding": "gzip, br"})
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("br", "Accept-Encoding")
    assert brotli.decompress(answer.data).decode() == pages["/long"]
    assert client.get("/long", headers={"Accept-Encoding": "gzip"}).text == pages["/long"]
    assert client.get("/short", headers={"Accept-Encoding": "br"}).text == pages["/short"]


def test_what_the_search_finds_is_answered_in_each_language_and_only_asked_about_again(tmp_path: Path) -> None:
    server = Flask("server")
    serve_search(server, read_catalog(write_city(tmp_path / "plan")))
    client = server.test_client()
    answers = {language: client.get(f"/search.json?lang={language}") for language in ("zh", "en", "xx")}
    names = {language: answer.get_json()["entries"][0]["name"] for language, answer in answers.items()}
    assert names == {"zh": "总览", "en": "Overview", "xx": "总览"}
    tag = answers["en"].headers["ETag"]
    again = client.get("/search.json?lang=en", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert tag != answers["zh"].headers["ETag"]


def test_a_report_is_handed_out_as_it_came_under_its_name(tmp_path: Path) -> None:
    city = SmallCity(tmp_path).report(EAST, "2025-03", rooms(6, 4))
    records = Records(city.store, city.catalog)
    source = records.trace("room_rate", EAST, "2025-03")[0].source
    assert source is not None
    server = Flask("server")
    serve_originals(server, records)
    with server.test_client() as client:
        found = client.get(f"/files/{source.report.sha256}")
        missing = client.get(f"/files/{'0' * 64}")
    assert found.data == city.store.original(source.report.sha256)
    assert found.headers["Content-Disposition"] == f"attachment; filename={EAST}-2025-03.xlsx"
    assert missing.status_code == 404 and "没有这份文件" in missing.text
