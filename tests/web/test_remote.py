"""The remote's questions: pairing, sending, and what is refused with which words."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from data.store.store import Store, open_store
from tests.small import EAST, small_settings
from web.application import create_app
from web.remote import NOBODY, WITHIN, WRONG_CODES, Tries

WALL = "c" * 32


@pytest.fixture
def office(tmp_path: Path) -> tuple[FlaskClient, Store]:
    settings = small_settings(tmp_path)
    return create_app(settings).server.test_client(), open_store(settings.database_url)


def now() -> datetime:
    return datetime.now(UTC)


def paired(client: FlaskClient, store: Store) -> str:
    code = store.screens.beat(WALL, {"scene": "city", "title": "全市进展"}, 0, now())[0].code
    answer: Any = client.post("/wall/remote/pair", json={"code": code}).json
    return str(answer["secret"])


def test_a_remote_sees_the_wall_and_asks_it(office: tuple[FlaskClient, Store]) -> None:
    client, store = office
    secret = paired(client, store)
    seen: Any = client.post("/wall/remote/state", json={"secret": secret}).json
    assert (seen["state"]["title"], seen["silence"]) == ("全市进展", 0)
    indicator = _indicators(client)[0]
    for action, argument in (("next", ""), ("go", f"county:{EAST}"), ("spotlight", indicator)):
        said = {"secret": secret, "action": action, "argument": argument}
        assert client.post("/wall/remote/send", json=said).status_code == 200
    commands = store.screens.beat(WALL, {}, 0, now())[1]
    assert [each.action for each in commands] == ["next", "go", "spotlight"]


def _indicators(client: FlaskClient) -> list[str]:
    text = client.get("/wall/remote").get_data(as_text=True)
    given = json.loads(text.split('id="given">')[1].split("</script>")[0])
    return [code for _, entries in given["measures"] for code, _ in entries]


@pytest.mark.parametrize(
    ("action", "argument"),
    [("explode", ""), ("next", "city"), ("go", "county:1"), ("go", "spotlight"), ("go", ""), ("spotlight", "none")],
)
def test_what_no_wall_can_do_is_refused(office: tuple[FlaskClient, Store], action: str, argument: str) -> None:
    client, store = office
    said = {"secret": paired(client, store), "action": action, "argument": argument}
    answer = client.post("/wall/remote/send", json=said)
    assert answer.status_code == 400
    assert action in answer.text and "spotlight" in answer.text
    assert store.screens.beat(WALL, {}, 0, now())[1] == ()


def test_wrong_codes_are_counted(office: tuple[FlaskClient, Store]) -> None:
    client, store = office
    code = store.screens.beat(WALL, {}, 0, now())[0].code
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    statuses = [client.post("/wall/remote/pair", json={"code": wrong}).status_code for _ in range(WRONG_CODES + 1)]
    assert statuses == [404] * WRONG_CODES + [429]
    assert client.post("/wall/remote/pair", json={"code": code}).status_code == 429


def test_wrong_codes_are_forgotten_one_by_one_after_a_minute() -> None:
    moment = [0.0]
    tries = Tries(lambda: moment[0])
    for second in range(WRONG_CODES):
        assert not tries.are_used_up("phone")
        moment[0] = float(second)
        tries.failed("phone")
    assert tries.are_used_up("phone") and not tries.are_used_up("other")
    moment[0] = WITHIN - 0.5
    assert tries.are_used_up("phone")
    moment[0] = WITHIN  # the first was at 0
    assert not tries.are_used_up("phone")
    tries.failed("phone")
    assert tries.are_used_up("phone")


def test_no_more_addresses_are_remembered_than_have_room() -> None:
    tries = Tries(lambda: 0.0)
    for _ in range(WRONG_CODES):
        tries.failed("first")
    for number in range(NOBODY - 1):
        tries.failed(f"{number}")
    assert tries.are_used_up("first")
    tries.failed("one more")  # the longest unheard of, number 0, makes room
    tries.failed("and another")
    assert len(tries._wrong) == NOBODY
    assert tries.are_used_up("first") and "0" not in tries._wrong and "1" not in tries._wrong


def test_a_screen_that_is_gone_is_said(office: tuple[FlaskClient, Store]) -> None:
    client, _ = office
    for question in ("state", "send"):
        answer = client.post(f"/wall/remote/{question}", json={"secret": "unknown", "action": "next"})
        assert answer.status_code == 410 and "重新配对" in answer.text


def test_only_json_is_taken(office: tuple[FlaskClient, Store]) -> None:
    client, _ = office
    assert client.post("/wall/remote/pair", data={"code": "123456"}).status_code == 415
    assert client.post("/wall/remote/pair", json=["123456"]).status_code == 415
    assert client.post("/wall/remote/else", json={}).status_code == 404


def test_the_picture_of_the_address(office: tuple[FlaskClient, Store]) -> None:
    client, _ = office
    picture = client.get("/wall/remote.svg?code=123456")
    assert picture.mimetype == "image/svg+xml" and b"<svg" in picture.data
    assert picture.data != client.get("/wall/remote.svg?code=123457").data
    assert client.get("/wall/remote.svg?code=12<script>").status_code == 400


def test_the_document_speaks_english(office: tuple[FlaskClient, Store]) -> None:
    client, _ = office
    assert "Hold the turns" in client.get("/wall/remote?lang=en").text
