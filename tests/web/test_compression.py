"""Compressed files and pages, on a server of its own without pages."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web.compression import YEAR, compress_answers, serve_compressed

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
