"""The one callback of the server: an address in, a page's content out."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.wording import words
from layouts import ids
from settings import Settings
from tests import lhasa
from tests.documents import nodes, of_class, text


@pytest.fixture(scope="module")
def client(lhasa_settings: Settings) -> FlaskClient:
    return create_app(lhasa_settings).server.test_client()


def content(client: FlaskClient, path: str, search: str) -> Any:
    """What the browser is given after a step to another address."""
    inputs = [
        {"id": ids.LOCATION, "property": name, "value": value}
        for name, value in (("pathname", path), ("search", search))
    ]
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": f"{ids.PAGE}.children",
            "outputs": {"id": ids.PAGE, "property": "children"},
            "inputs": inputs,
            "changedPropIds": [f"{ids.LOCATION}.search"],
        },
    )
    assert answer.status_code == 200
    assert answer.is_json
    return answer.get_json()["response"][ids.PAGE]["children"]


def heading(tree: Any) -> str:
    (node,) = nodes(tree, "H1")
    return text(node)


def test_another_month_is_another_page(client: FlaskClient) -> None:
    headings = [heading(content(client, "/", f"?month={month}")) for month in (lhasa.FIRST, lhasa.LAST)]
    assert headings == [words("pages.overview.title", month=name) for name in ("2023年1月", "2024年2月")]


def test_a_place_opens_its_panel(client: FlaskClient) -> None:
    (panel,) = of_class(content(client, "/", "?place=540121"), "panel-place")
    assert "林周县" in text(panel)


def test_an_unknown_address_shows_the_way_back(client: FlaskClient) -> None:
    assert heading(content(client, "/nowhere", "")) == words("pages.titles.missing")


def test_what_goes_wrong_becomes_a_page_and_no_error(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layouts.pages.settle", None)
    assert heading(content(client, "/", "?month=2024-01")) == words("pages.titles.failed")
