"""The server's callbacks: an address in, a page's content or its open table out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from data.store.store import open_store
from layouts.kit import ids
from settings import Settings
from speech.words import words
from tests import lhasa
from tests.documents import nodes, of_class, text
from tests.small import EAST, WEST, report, rooms, small_settings
from web.application import create_app


@pytest.fixture(scope="module")
def client(lhasa_settings: Settings) -> FlaskClient:
    return create_app(lhasa_settings).server.test_client()


def answered(client: FlaskClient, output: str, store: str, address: str) -> Any:
    """What the browser is given after a step to another address."""
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": f"{output}.children",
            "outputs": {"id": output, "property": "children"},
            "inputs": [{"id": store, "property": "data", "value": address}],
            "changedPropIds": [f"{store}.data"],
        },
    )
    assert answer.status_code == 200
    assert answer.is_json
    return answer.get_json()["response"][output]["children"]


def content(client: FlaskClient, path: str, search: str) -> Any:
    return answered(client, ids.PAGE, ids.SHOWN, path + search)


def heading(tree: Any) -> str:
    (node,) = nodes(tree, "H1")
    return text(node)


def test_another_month_is_another_page(client: FlaskClient) -> None:
    headings = [heading(content(client, "/", f"?month={month}")) for month in (lhasa.FIRST, lhasa.LAST)]
    assert headings == [words("pages.overview.title", month=name) for name in ("2023年1月", "2024年2月")]


def test_the_month_that_is_announced_is_opened(tmp_path: Path) -> None:
    """On the fourth of February December is due and came whole; of January one report of three is here."""
    settings = small_settings(tmp_path)
    store = open_store(settings.database_url)
    store.initialise("office", "small")
    for county, month in ((EAST, "2024-12"), (WEST, "2024-12"), (EAST, "2025-01")):
        report(store, county, month, rooms(8, 6))
    client = create_app(settings, lambda: datetime(2025, 2, 4, tzinfo=UTC)).server.test_client()
    first = content(client, "/", "")
    (newer,) = of_class(first, "newer-month")
    path, _, query = newer["props"]["href"].partition("?")
    headings = [heading(first), heading(content(client, path, f"?{query}"))]
    assert headings == [words("pages.overview.title", month=name) for name in ("2024年12月", "2025年1月")]
    store.close()


def test_a_place_opens_its_panel(client: FlaskClient) -> None:
    (panel,) = of_class(content(client, "/", "?place=540121"), "panel-place")
    assert "林周县" in text(panel)


def test_an_unknown_address_shows_the_way_back(client: FlaskClient) -> None:
    assert heading(content(client, "/nowhere", "")) == words("pages.titles.missing")


def test_what_goes_wrong_becomes_a_page_and_no_error(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layouts.pages.settle", None)
    assert heading(content(client, "/", "?month=2024-01")) == words("pages.titles.failed")


def test_the_table_of_a_picture_opens_and_closes(client: FlaskClient) -> None:
    address = "/infrastructure?month=2024-01&place=540121&table=trend"
    (grid,) = nodes(answered(client, ids.DRAWER, ids.OPEN, address), "AgGrid")
    newest = grid["props"]["rowData"][0]
    assert newest["month_text"] == "2024年1月"
    assert newest["month_href"] == ("/infrastructure?month=2024-01&place=540121&indicator=township_station_rate")
    assert newest["value_href"] == "/data?month=2024-01&place=540121&indicator=township_station_rate"
    assert answered(client, ids.DRAWER, ids.OPEN, "") == []
