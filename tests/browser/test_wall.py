"""The wall as it hangs: turns, keys, freezing, a server that goes away and comes back, new data, a new build."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from werkzeug.serving import BaseWSGIServer, make_server

from data.store.store import open_store
from layouts.wall import city
from tests.browser.patience import MACHINE
from tests.small import EAST, WEST, report, rooms, small_settings
from web import wall
from web.application import create_app

BEAT, SECOND, MINUTE = 5000, 1000, 60_000  # milliseconds
WAITING = Path(__file__).resolve().parents[2] / "deploy" / "kiosk" / "waiting.html"
SHOWN = ".scene.on:not(.leaving)"


class Office:
    """An office with a server that can be stopped and started again, and a database that reports come into."""

    def __init__(self, folder: Path) -> None:
        self.settings = small_settings(folder)
        self.store = open_store(self.settings.database_url)
        self.store.initialise("demonstration", "small")
        self.now = datetime(2025, 3, 4, tzinfo=UTC)
        self._server: BaseWSGIServer | None = None
        self._port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        self._server = make_server(
            "127.0.0.1", self._port, create_app(self.settings, lambda: self.now).server, threaded=True
        )
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def report(self, month: str, urban: float, rural: float) -> None:
        for county in (EAST, WEST):
            report(self.store, county, month, rooms(urban, rural))


AFTER_DUE = datetime(2025, 3, 11, tzinfo=UTC)
"""When the reports of February are due, so that what there is of them is shown."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    office.report("2025-01", 8, 4)
    office.start()
    yield office
    office.stop()
    office.store.close()


@pytest.fixture
def hung(page: Page, office: Office) -> Page:
    """A wall that shows its first scene, on a clock that the test moves on."""
    page.clock.install()
    return open_wall(page, office)


def open_wall(page: Page, office: Office, query: str = "scenes=city,gap,reports") -> Page:
    with MACHINE.measured():
        page.goto(f"{office.address}/wall?{query}")
        expect(page.locator(SHOWN)).to_have_count(1)
    said(page, "在线")
    return page


def scene(page: Page, key: str) -> None:
    expect(page.locator(SHOWN)).to_have_attribute("data-scene", key)


def said(page: Page, text: str) -> None:
    expect(page.locator(".status")).to_contain_text(text)


def passes(page: Page, milliseconds: int) -> None:
    """Let time pass in steps of a second, as it does on a wall."""
    page.clock.run_for(milliseconds)


def test_scenes_take_turns(hung: Page) -> None:
    for key in ("city", "gap", "reports", "city"):
        scene(hung, key)
        passes(hung, 21 * SECOND)


def test_keys_choose_hold_freeze_and_help(hung: Page) -> None:
    scene(hung, "city")
    for key, shown in (("ArrowRight", "gap"), ("ArrowLeft", "city"), ("3", "reports"), ("9", "reports"), ("1", "city")):
        hung.keyboard.press(key)
        passes(hung, SECOND)
        scene(hung, shown)
    hung.keyboard.press("Space")
    said(hung, "暂停轮换")
    passes(hung, MINUTE)
    scene(hung, "city")
    hung.keyboard.press("Space")
    passes(hung, 25 * SECOND)
    scene(hung, "gap")
    hung.keyboard.press("h")
    expect(hung.locator(".help")).to_contain_text("配对码")
    hung.keyboard.press("Escape")
    expect(hung.locator(".help")).to_be_hidden()


def test_a_server_away_for_two_minutes_is_said_and_forgotten(hung: Page, office: Office) -> None:
    office.stop()
    passes(hung, 50 * SECOND)
    said(hung, "在线")
    passes(hung, 20 * SECOND)
    said(hung, "已 1 分钟没有服务器的答复")
    before = hung.evaluate("kesuWall.turns")
    passes(hung, 50 * SECOND)
    said(hung, "已 2 分钟没有服务器的答复")
    assert hung.evaluate("kesuWall.turns") > before, "the scenes go on"
    office.start()
    passes(hung, 2 * BEAT)
    said(hung, "在线")
    expect(hung.locator(".sign.alarm")).to_have_count(0)


def test_after_five_minutes_the_sealed_picture_stands(hung: Page, office: Office) -> None:
    office.stop()
    passes(hung, 5 * MINUTE + 10 * SECOND)
    said(hung, "封存画面")
    time = hung.evaluate("document.querySelector('.sign.alarm').textContent")
    before = hung.locator(SHOWN).get_attribute("data-scene")
    passes(hung, 3 * MINUTE)
    scene(hung, str(before))
    assert hung.evaluate("document.querySelector('.sign.alarm').textContent") == time, "the time is that of the picture"
    office.start()
    passes(hung, 2 * BEAT)
    said(hung, "在线")
    passes(hung, 25 * SECOND)
    assert hung.locator(SHOWN).get_attribute("data-scene") != before


def test_new_data_come_within_fifteen_seconds_by_one_request(hung: Page, office: Office) -> None:
    expect(hung.locator(f"{SHOWN} h1 + .month")).to_have_text("2025年1月")
    asked: list[str] = []
    hung.on("request", lambda request: asked.append(request.url))
    passes(hung, 2 * BEAT)
    assert not [url for url in asked if "/wall/beat" not in url], "beats ask for nothing else"
    office.now = AFTER_DUE
    office.report("2025-02", 9, 6)
    passes(hung, 2 * BEAT)
    expect(hung.locator(f"{SHOWN} h1 + .month")).to_have_text("2025年2月")
    said(hung, "数据已更新")
    assert len([url for url in asked if "/wall/show" in url]) == 1


def test_an_early_report_turns_no_wall_and_the_due_day_does_without_an_import(hung: Page, office: Office) -> None:
    """Of February one report of three has come; its due day is the tenth of March."""
    month = hung.locator(f"{SHOWN} h1 + .month")
    report(office.store, EAST, "2025-02", rooms(9, 6))
    passes(hung, 2 * BEAT)
    expect(hung.locator(f"{SHOWN} .newer")).to_have_text("2025年2月已收 1/3")
    expect(month).to_have_text("2025年1月")
    asked: list[str] = []
    hung.on("request", lambda request: asked.append(request.url))
    passes(hung, 2 * BEAT)
    assert [url for url in asked if "/wall/show" in url] == []
    office.now = AFTER_DUE
    passes(hung, 2 * BEAT)
    expect(month).to_have_text("2025年2月")
    expect(hung.locator(f"{SHOWN} .newer")).to_have_count(0)
    said(hung, "数据已更新")
    passes(hung, 2 * BEAT)
    assert len([url for url in asked if "/wall/show" in url]) == 1


def test_a_frozen_wall_keeps_its_figures(hung: Page, office: Office) -> None:
    hung.keyboard.press("f")
    said(hung, "已冻结")
    office.now = AFTER_DUE
    office.report("2025-02", 9, 6)
    passes(hung, 4 * BEAT)
    said(hung, "另有新数据")
    for key in ("2", "3", "1"):
        hung.keyboard.press(key)
        passes(hung, SECOND)
        expect(hung.locator(f"{SHOWN} h1 + .month")).to_have_text("2025年1月")
    hung.reload()
    expect(hung.locator(f"{SHOWN} h1 + .month")).to_have_text("2025年1月")
    said(hung, "已冻结")
    hung.keyboard.press("f")
    passes(hung, 2 * BEAT)
    expect(hung.locator(f"{SHOWN} h1 + .month")).to_have_text("2025年2月")


def test_a_new_build_is_taken_between_two_scenes(hung: Page, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.stop()
    monkeypatch.setattr(wall, "fingerprint", lambda: "another build")
    office.start()
    hung.evaluate("window.before = true")
    passes(hung, BEAT)
    hung.wait_for_function("kesuWall.build === 'another build'")
    assert hung.evaluate("window.before"), "a scene is shown to its end"
    with hung.expect_navigation():
        passes(hung, 20 * SECOND)
    expect(hung.locator(SHOWN)).to_have_count(1)
    assert hung.evaluate("window.before === undefined && kesuWall.build === 'another build'")
    assert hung.evaluate("kesuWall.index") > 0, "the show goes on where it was"


def test_a_part_that_fails_says_so_and_the_others_go_on(
    page: Page, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(city, "_total", broken)
    open_wall(page, office)
    expect(page.locator(".part-total")).to_contain_text("暂时无法显示")
    expect(page.locator(".part-measures .measure").first).to_be_visible()


PLANTED = '<script>Plotly.newPlot = () => { throw new Error("planted"); };</script>'
FIRST_SCRIPT = '<script src="/assets/wall/stage.js'


def test_a_picture_that_fails_says_so_and_the_others_go_on(page: Page, office: Office) -> None:
    def plant(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(FIRST_SCRIPT, PLANTED + FIRST_SCRIPT))

    page.route("**/wall?*", plant)
    open_wall(page, office)
    expect(page.locator(".part-map")).to_contain_text("暂时画不出来")
    expect(page.locator(".part-total .titled")).to_be_visible()


def test_a_revoked_link_shows_no_figures(page: Page, office: Office) -> None:
    token = office.store.screens.issue("会议室", datetime.now(UTC))
    page.clock.install()
    open_wall(page, office, f"kiosk={token}")
    office.store.screens.revoke("会议室", datetime.now(UTC))
    passes(page, 2 * BEAT)
    expect(page.locator(".refused")).to_contain_text("已停用")
    expect(page.locator(".scene")).to_have_count(0)


TURNED = """(index) => {
  const shown = [...document.querySelectorAll(".scene.on")];
  return shown.length === 1 && shown[0].dataset.scene === kesuWall.show.scenes[index].key;
}"""


def test_a_turn_takes_less_than_300_ms_and_shifts_nothing(page: Page, office: Office) -> None:
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => window.shifts.push(...list.getEntries()))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    open_wall(page, office, "scenes=city,gap,reports&dwell=3600")
    for key in ("2", "3", "1", "2"):
        page.wait_for_function("document.querySelectorAll('.scene').length >= 2")
        page.keyboard.press(key)
        page.wait_for_function(TURNED, arg=int(key) - 1)
    took = page.evaluate("kesuWall.took.slice(1)")
    assert len(took) == 4 and sorted(took)[1] < 300, took
    assert page.evaluate("window.shifts.reduce((sum, each) => sum + each.value, 0)") == 0


def test_a_screen_that_starts_before_the_server_waits_for_it(page: Page, office: Office) -> None:
    office.stop()
    page.clock.install()
    link = f"{office.address}/wall?scenes=city"
    page.goto(f"{WAITING.as_uri()}#{link}")
    expect(page.locator("#said")).to_contain_text("还没有答复")
    passes(page, 2 * MINUTE)
    expect(page.locator("#said")).to_contain_text("已等 2 分钟")
    office.start()
    with page.expect_navigation(url=link):
        passes(page, 2 * BEAT)
    expect(page.locator(SHOWN)).to_have_count(1)
