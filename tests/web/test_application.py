"""The whole application over HTTP, without a browser."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from data.catalog.catalog import read_catalog
from data.store.store import open_store
from layouts.kit.view import View
from layouts.pages import page_of
from settings import Settings
from speech.mistakes import Mistake
from speech.words import words
from tests import lhasa, small
from tests.addresses import EVERY_PAGE, EVERY_SMALL_PAGE
from tests.documents import inlined, nodes, of_class, text
from web.application import create_app

CATALOG = read_catalog(lhasa.PLAN)
ATTACK = "</script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def client(lhasa_settings: Settings) -> FlaskClient:
    return create_app(lhasa_settings).server.test_client()


@pytest.fixture
def small_settings(tmp_path: Path) -> Settings:
    return small.small_settings(tmp_path)


def filled(settings: Settings, kind: Any = "office") -> Settings:
    store = open_store(settings.database_url)
    store.initialise(kind, "small")
    small.report(store, small.EAST, "2024-03", small.rooms(9, 6))
    store.close()
    return settings


def page(client: FlaskClient, address: str, status: int = 200) -> Any:
    answer = client.get(address)
    assert answer.status_code == status
    return inlined(answer.text)["first-layout"]


def headings(tree: Any) -> list[str]:
    return [text(node) for node in nodes(tree, "H1")]


def views() -> Iterator[View]:
    """Every page as it opens, every indicator, each split, measure coloured and kind of place once."""
    yield from (View(path) for path in EVERY_PAGE)
    yield from (View("/", measure="P3"), View("/", measure="T"), View("/", month=lhasa.FIRST))
    yield from (View("/", place=place) for place in (lhasa.SILENT, lhasa.WARNED, "540102"))
    for name, indicator in CATALOG.indicators.items():
        if indicator.page == "infrastructure":
            yield View("/infrastructure", indicator=name)
    yield from (View("/infrastructure", split=split) for split in ("urban", "rural"))
    yield View("/infrastructure", place=lhasa.SILENT, indicator="museum_progress")
    yield View("/infrastructure", place=lhasa.SILENT, month=lhasa.FIRST)


def pictures(view: View, shown: set[str]) -> set[str]:
    """The names of the pictures that a view should have; of the larger pages, whatever they offer a table of."""
    page = page_of(view.path)
    if page is not None and view.path not in ("/", "/infrastructure"):
        return shown & {*page.exhibits}
    if view.path == "/":
        return {"measures", "map", "reporting", "place-measures" if view.place else "gap"}
    if view.indicator in CATALOG.indicators and CATALOG.indicators[view.indicator].split == "city":
        return {"trend"}
    return {"map", "ranked", "trend"}


@pytest.mark.parametrize("view", list(views()), ids=lambda view: view.href)
def test_a_page_comes_with_one_heading_and_pictures_that_plotly_accepts(client: FlaskClient, view: View) -> None:
    tree = page(client, view.href)
    assert len(headings(tree)) == 1
    graphs = {node["props"]["id"]["name"]: node["props"]["figure"] for node in nodes(tree, "Graph")}
    assert set(graphs) == pictures(view, set(graphs))
    for figure in graphs.values():
        go.Figure(figure)
        assert figure["data"]


def test_each_page_has_a_title_and_a_heading_of_its_own(client: FlaskClient) -> None:
    titles = [re.findall(r"<title>(.+?)</title>", client.get(path).text) for path in EVERY_PAGE]
    assert all(len(found) == 1 for found in titles)
    assert len({found[0] for found in titles}) == len(EVERY_PAGE)
    assert len({headings(page(client, path))[0] for path in EVERY_PAGE}) == len(EVERY_PAGE)


def test_the_document_says_its_language_and_asks_nobody_else(client: FlaskClient) -> None:
    document = client.get("/").text
    assert '<html lang="zh-CN">' in document
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']+""", document) == []


def test_what_draws_pictures_is_asked_for_in_advance_where_there_is_one(client: FlaskClient) -> None:
    def is_right(path: str) -> bool:
        document = client.get(path).text
        return bool(list(nodes(inlined(document)["first-layout"], "Graph"))) == ("async-graph.js" in document)

    assert "async-graph.js" in client.get("/").text
    assert "async-graph.js" not in client.get("/method").text
    assert [path for path in EVERY_PAGE if not is_right(path)] == []


def test_the_document_holds_the_callbacks(client: FlaskClient) -> None:
    outputs = [callback["output"] for callback in inlined(client.get("/").text)["first-dependencies"]]
    assert any(output.startswith("page.children") for output in outputs)


def test_a_month_is_written_into_the_address(client: FlaskClient) -> None:
    tree = page(client, "/?month=1999-01&place=540121&place=1&other=x")
    location = next(nodes(tree, "Location"))["props"]
    assert (location["pathname"], location["search"]) == ("/", f"?month={lhasa.LAST}&place=540121")
    assert f"?month={lhasa.LAST}\\u0026place" in (document := client.get("/?place=540121").text) or (
        f'"/?month={lhasa.LAST}&place=540121"' in document
    )


@pytest.mark.parametrize("path", ["/nowhere", "/infrastructure/deeper", "/%E7%A9%BA", "/index.html"])
def test_an_unknown_path_has_a_page_with_a_way_back(client: FlaskClient, path: str) -> None:
    tree = page(client, path, 404)
    assert headings(tree) == [words("pages.titles.missing")]
    assert [link["props"]["href"] for link in nodes(of_class(tree, "message"), "Link")] == [f"/?month={lhasa.LAST}"]


@pytest.mark.parametrize(
    "address",
    [
        f"/?month={quote(ATTACK)}",
        f"/?place={quote(ATTACK)}&measure={quote(ATTACK)}",
        f"/infrastructure?indicator={quote(ATTACK)}&split={quote(ATTACK)}",
        f"/{quote(ATTACK, safe='')}",
        f"/{quote(ATTACK, safe='')}?month={quote(ATTACK)}",
    ],
)
def test_nothing_in_an_address_becomes_markup(client: FlaskClient, address: str) -> None:
    assert "<script>alert" not in client.get(address).text


def test_nothing_in_the_address_of_a_failing_page_becomes_markup(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layouts.pages.settle", None)
    answer = client.get(f"/?month={quote(ATTACK)}&place={quote(ATTACK)}")
    assert answer.status_code == 500
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "path", ["/?month=%ff%fe", "/?month=", "/?month=2023-99&measure=%00", "/%ff", "//", "/?" + "a" * 5000]
)
def test_a_strange_address_is_no_failure(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in {200, 308, 404}


@pytest.mark.parametrize("path", EVERY_SMALL_PAGE)
def test_an_empty_database_is_explained(small_settings: Settings, path: str) -> None:
    tree = page(create_app(small_settings).server.test_client(), path)
    assert headings(tree) == [words("pages.empty.title")]
    assert words("pages.empty.text") in text(tree)
    assert not list(nodes(tree, "Graph"))


def test_a_report_that_comes_later_is_shown_without_a_restart(small_settings: Settings) -> None:
    client = create_app(small_settings).server.test_client()
    assert not list(nodes(page(client, "/"), "Graph"))
    filled(small_settings)
    assert list(nodes(page(client, "/"), "Graph"))


def test_a_failing_page_shows_a_number_that_stands_in_the_log(
    small_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_app(filled(small_settings)).server.test_client()
    with sqlite3.connect(small_settings.database_url.removeprefix("sqlite:///")) as database:
        database.execute("DROP TABLE meta")
    database.close()
    with caplog.at_level(logging.ERROR, "kesu"):
        tree = page(client, "/infrastructure?place=900101", 500)
    assert headings(tree) == [words("pages.titles.failed")]
    assert "/" in [link["props"]["href"] for link in nodes(tree, "Link")]
    (record,) = caplog.records
    number = re.search(r"number ([0-9a-f]{8})", record.getMessage())
    assert number and number[1] in text(tree)
    assert "/infrastructure?place=900101" in record.getMessage()
    assert record.exc_info and "meta" in str(record.exc_info[1])
    assert "meta" not in text(tree)


def test_health_and_readiness(small_settings: Settings) -> None:
    client = create_app(small_settings).server.test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
    with sqlite3.connect(small_settings.database_url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'later'")
    database.close()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 503]


@pytest.mark.parametrize(("kind", "marks"), [("demonstration", 1), ("office", 0)])
def test_demonstration_data_are_marked_on_every_page(small_settings: Settings, kind: str, marks: int) -> None:
    client = create_app(filled(small_settings, kind)).server.test_client()
    for path in (*EVERY_SMALL_PAGE, "/?place=900101"):
        assert len(of_class(page(client, path), "demonstration")) == marks
    assert len(of_class(page(client, "/nowhere", 404), "demonstration")) == marks


def test_two_applications_live_in_one_process(client: FlaskClient, small_settings: Settings) -> None:
    other = create_app(filled(small_settings)).server.test_client()
    for _ in range(2):
        titles = [next(nodes(page(each, "/"), "Location"))["props"]["search"] for each in (client, other)]
        assert titles == [f"?month={lhasa.LAST}", "?month=2024-03"]
    places = [str(of_class(page(each, "/infrastructure"), "bar")) for each in (client, other)]
    assert "城关区" in places[0] and "城关区" not in places[1]
    names = [plan.counties[0].name_zh for plan in (CATALOG, read_catalog(small_settings.plan))]
    assert [name in table for name, table in zip(names, places, strict=True)] == [True, True]


def test_boundaries_that_lack_a_county_keep_the_application_from_starting(small_settings: Settings) -> None:
    assert small_settings.boundaries
    file = small_settings.boundaries
    file.write_text(file.read_text(encoding="utf-8").replace(small.EAST, "900199"), encoding="utf-8")
    with pytest.raises(Mistake, match=small.EAST):
        create_app(small_settings)


def test_the_review_number_stands_under_every_map(small_settings: Settings) -> None:
    settings = replace(filled(small_settings), map_review_number="GS(2024)0650号")
    client = create_app(settings).server.test_client()
    for path in EVERY_SMALL_PAGE:
        for panel in of_class(page(client, path), "panel-map"):
            assert words("pages.review_number", number="GS(2024)0650号") in text(panel)
