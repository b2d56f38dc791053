"""Links, screens and remotes, on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store.database import StoreError
from data.store.screens import KEPT
from data.store.store import Store

NOON = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
WALL, OTHER = "a" * 32, "b" * 32


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_link_lets_in_until_it_is_revoked(store: Store) -> None:
    screens = store.screens
    token = screens.issue(" 会议室 ", NOON)
    admitted = screens.admit(token, after(5))
    assert admitted is not None and admitted.name == "会议室"
    assert screens.admit("another", NOON) is None
    screens.revoke("会议室", after(60))
    assert screens.admit(token, after(61)) is None
    (kiosk,) = screens.kiosks()
    assert (kiosk.issued_at, kiosk.seen_at, kiosk.revoked_at) == (NOON, after(5), after(60))


def test_a_name_has_one_link_in_force(store: Store) -> None:
    screens = store.screens
    first = screens.issue("大厅", NOON)
    with pytest.raises(StoreError, match="大厅"):
        screens.issue("大厅", NOON)
    with pytest.raises(StoreError, match="--name"):
        screens.issue("  ", NOON)
    screens.revoke("大厅", after(1))
    with pytest.raises(StoreError, match="--list"):
        screens.revoke("大厅", after(2))
    second = screens.issue("大厅", after(3))
    assert second != first
    assert [each.revoked_at for each in screens.kiosks()] == [None, after(1)]


def test_that_a_link_was_used_is_written_every_ten_seconds(store: Store) -> None:
    token = store.screens.issue("大厅", NOON)
    seen = []
    for seconds in (0, 9, 10, 19, 20):
        store.screens.admit(token, after(seconds))
        seen.append(store.screens.kiosks()[0].seen_at)
    assert seen == [after(0), after(0), after(10), after(10), after(20)]


def test_a_screen_opens_with_a_code_and_tells_what_it_shows(store: Store) -> None:
    screen, commands = store.screens.beat(WALL, {"scene": "city"}, 0, NOON)
    assert len(screen.code) == 6 and screen.code.isdigit()
    assert (dict(screen.state), screen.number, screen.remote_at, commands) == ({"scene": "city"}, 0, None, ())
    again, _ = store.screens.beat(WALL, {"scene": "gap"}, 0, after(1))
    assert (again.code, dict(again.state), again.seen_at) == (screen.code, {"scene": "gap"}, after(1))
    other, _ = store.screens.beat(OTHER, {}, 0, after(1))
    assert other.code != screen.code


def test_what_remotes_ask_comes_once_and_in_order(store: Store) -> None:
    screens = store.screens
    code = screens.beat(WALL, {}, 0, NOON)[0].code
    one, two = screens.pair(code, after(1)), screens.pair(code, after(2))
    assert one and two and one != two
    screens.send(one, "next", "", after(3))
    sent = screens.send(two, "go", "county:540121", after(4))
    assert sent is not None and (sent.number, sent.remote_at) == (2, after(4))
    _, commands = screens.beat(WALL, {}, 0, after(5))
    assert [(each.number, each.action, each.argument) for each in commands] == [
        (1, "next", ""),
        (2, "go", "county:540121"),
    ]
    assert screens.beat(WALL, {}, 2, after(6))[1] == ()
    assert [each.number for each in screens.beat(WALL, {}, 1, after(6))[1]] == [2]


def test_a_remote_needs_a_code_of_a_screen_that_is_there(store: Store) -> None:
    code = store.screens.beat(WALL, {}, 0, NOON)[0].code
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert store.screens.pair(wrong, NOON) is None
    assert store.screens.pair(code, after(121)) is None
    assert store.screens.send("guessed", "next", "", NOON) is None
    assert store.screens.screen_of("guessed") is None


def test_a_screen_that_was_away_for_a_day_is_forgotten(store: Store) -> None:
    screens = store.screens
    secret = screens.pair(screens.beat(WALL, {}, 0, NOON)[0].code, NOON)
    assert secret is not None and screens.screen_of(secret) is not None
    screens.beat(OTHER, {}, 0, after(24 * 3600 + 1))
    assert screens.screen_of(secret) is None
    assert screens.send(secret, "next", "", after(24 * 3600 + 2)) is None


def test_none_of_it_is_a_change_of_the_data(store: Store) -> None:
    screens = store.screens
    token = screens.issue("大厅", NOON)
    screens.admit(token, NOON)
    secret = screens.pair(screens.beat(WALL, {}, 0, NOON)[0].code, NOON)
    screens.send(str(secret), "next", "", NOON)
    assert store.version == 0


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["send", "send", "beat"]), max_size=KEPT))
def test_a_wall_that_follows_sees_each_command_once(store: Store, steps: list[str]) -> None:
    screens = store.screens
    first, _ = screens.beat(WALL, {}, 0, NOON)
    secret = str(screens.pair(first.code, NOON))
    since = first.number
    sent: list[str] = []
    seen: list[str] = []
    for step in [*steps, "beat"]:
        if step == "send":
            argument = str(len(sent))
            screens.send(secret, "go", argument, NOON)
            sent.append(argument)
        else:
            screen, commands = screens.beat(WALL, {}, since, NOON)
            seen += [each.argument for each in commands]
            since = screen.number
    assert seen == sent


def test_a_screen_that_missed_much_gets_the_latest(store: Store) -> None:
    screens = store.screens
    secret = str(screens.pair(screens.beat(WALL, {}, 0, NOON)[0].code, NOON))
    for _ in range(KEPT + 5):
        screens.send(secret, "next", "", NOON)
    numbers = [each.number for each in screens.beat(WALL, {}, 0, NOON)[1]]
    assert numbers == list(range(6, KEPT + 6))
