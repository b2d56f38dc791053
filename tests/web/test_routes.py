"""No address vanishes without a redirect, and none comes without being listed: tests/routes.json has them all.

The list is written by hand: a new address is added to it; one that is given up stays, and leads to where it went.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from flask import Flask, redirect
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from layouts.kit import paths
from layouts.kit.view import KEYS
from layouts.pages import PAGES
from settings import ROOMS, ROOT, Settings
from web.application import create_app

Addresses = Mapping[str, list[str]]

LISTED: Addresses = json.loads((ROOT / "tests" / "routes.json").read_text("utf-8"))
SAMPLES = {"int": "1"}
MOVED = (301, 308)
OF_FLASK = {"HEAD", "OPTIONS"}  # answered by themselves
OF_SCRIPTS = re.compile(r"""["'`](/[a-z][\w./-]*)""")  # as far as what is put in
PATH = re.compile(r"""["'](/(?:[a-z][a-z/-]*)?)(?:["'?{])""")


def addresses(server: Flask, pages: Iterable[str]) -> Addresses:
    """List what a server answers, with its methods; a family of pages is followed by a code."""
    found: dict[str, set[str]] = {}
    for rule in server.url_map.iter_rules():
        found.setdefault(rule.rule, set()).update((rule.methods or set()) - OF_FLASK)
    for page in pages:
        found.setdefault(f"{page}<code>" if page != "/" and page.endswith("/") else page, set()).add("GET")
    return {address: sorted(methods) for address, methods in sorted(found.items())}


def vanished(client: FlaskClient, listed: Addresses, found: Addresses) -> list[str]:
    """List what was answered once and neither is any more nor leads elsewhere."""
    return [
        f"{method} {address}"
        for address, methods in listed.items()
        for method in methods
        if method not in found.get(address, ()) and client.open(sample(address), method=method).status_code not in MOVED
    ]


def sample(address: str) -> str:
    """Give a member of a family of addresses."""
    return re.sub(r"<(?:(\w+)(?:\(.*?\))?:)?\w+>", lambda found: SAMPLES.get(found[1] or "", "x"), address)


@pytest.fixture
def small_server() -> Flask:
    server = Flask("server", static_folder=None)

    @server.get("/here/<int:number>")
    def _here(number: int) -> str:
        return str(number)

    @server.post("/here/<int:number>")
    def _said(number: int) -> str:
        return str(number)

    @server.get("/old/<code>")
    def _moved(code: str) -> Response:
        return redirect(f"/here/{code}", 308)

    return server


def test_what_a_server_answers_is_found(small_server: Flask) -> None:
    assert addresses(small_server, ["/", "/plan", "/places/"]) == {
        "/": ["GET"],
        "/here/<int:number>": ["GET", "POST"],
        "/old/<code>": ["GET"],
        "/places/<code>": ["GET"],
        "/plan": ["GET"],
    }


def test_what_vanishes_is_found_and_what_has_moved_is_not(small_server: Flask) -> None:
    listed = {"/here/<int:number>": ["GET", "PUT"], "/old/<path:rest>": ["GET"], "/gone/<code>": ["GET"]}
    found = {"/here/<int:number>": ["GET", "POST"]}
    assert vanished(small_server.test_client(), listed, found) == ["PUT /here/<int:number>", "GET /gone/<code>"]


@pytest.fixture(scope="module")
def server(lhasa_settings: Settings) -> Flask:
    return create_app(lhasa_settings).server


@pytest.fixture(scope="module")
def found(server: Flask) -> Addresses:
    return addresses(server, [page.path for page in PAGES])


def test_no_address_has_vanished(server: Flask, found: Addresses) -> None:
    assert len(found) > len(PAGES)
    assert vanished(server.test_client(), LISTED, found) == []


def test_every_address_is_listed(found: Addresses) -> None:
    assert {address: methods for address, methods in found.items() if LISTED.get(address) != methods} == {}


def test_the_list_is_in_order() -> None:
    assert list(LISTED) == sorted(LISTED)


def test_an_address_in_our_scripts_is_one_that_is_answered(found: Addresses) -> None:
    scripts = [path for path in (ROOT / "assets").rglob("*.js") if "vendor" not in path.parts]
    asked = {(path.name, address) for path in scripts for address in OF_SCRIPTS.findall(path.read_text("utf-8"))}
    assert ("briefs.js", "/e/") in asked and ("beat.js", "/wall/beat") in asked and len(asked) > 6
    plain = {address.partition("<")[0] for address in found}
    assert [each for each in sorted(asked) if each[1] not in plain] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('View("/plan", month)', ["/plan"]),
        ("link('/places/' + code)", ["/places/"]),
        ('f"/places/{code}"', ["/places/"]),
        ('f"/wall?kiosk={token}"', ["/wall"]),
        ('name.replace("/", "-")', ["/"]),
        ('f"{paths.WALL}/show" + "a/plan"', []),
    ],
)
def test_a_path_in_a_program_is_found(source: str, found: list[str]) -> None:
    assert PATH.findall(source) == found


def test_the_paths_of_pages_stand_in_one_place() -> None:
    known = {value for name, value in vars(paths).items() if name.isupper() and isinstance(value, str)} - {"/"}
    programs = [path for room in (*ROOMS, "benchmarks") for path in (ROOT / room).rglob("*.py")]
    written = {
        str(path.relative_to(ROOT))
        for path in programs
        if known & {*PATH.findall(path.read_text("utf-8"))} and path != Path(paths.__file__)
    }
    assert written == set()
    assert known <= {*PATH.findall(Path(paths.__file__).read_text("utf-8")), paths.REMOTE}


def test_the_keys_of_the_address_are_the_same_in_python_and_in_the_browser() -> None:
    script = (ROOT / "assets" / "kesu.js").read_text("utf-8")
    (listed,) = re.findall(r"const KESU_KEYS = \[(.*?)\];", script, re.DOTALL)
    assert tuple(re.findall(r'"(\w+)"', listed)) == KEYS
