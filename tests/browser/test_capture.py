"""Pages and scenes captured by a real browser: twice the same, and each planted fault said with page and panel."""

import os
import re
import signal
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.async_api import Page

from briefing.browser import NoBrowser, find_browser, launch
from briefing.capture import Captured, CaptureFailed, Prepare, Proofs, Shot, capture
from briefing.proof import Fault, Printed, Unproven, prove, prove_figures, prove_required
from data.catalog.brief import read_brief_plan
from layouts.wall.scenes import IN_TURN
from tests import lhasa
from tests.browser.patience import MACHINE, Patience

GAP = Shot("gap", "/gap", 1920, 1080, 1, "page", True)
CITY = Shot("wall-city", "/wall?scene=city&hold=1&dwell=3600", 1920, 1080, 2, "wall", False)
COUNTY = "540121"
PAGES = (*read_brief_plan(lhasa.PLAN).pages, f"/places/{COUNTY}")
SCENES = tuple(f"county:{COUNTY}" if name == "counties" else name for name in IN_TURN)
NEVER, USUAL = 8.0, 30.0  # seconds on a quiet machine for what never comes, and for everything else


@pytest.fixture(scope="module", autouse=True)
def _measured(patience: Patience) -> None:
    """Captures wait as long as this machine needs."""


def texts(figures: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Take what is printed for what is stored."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, text, *_ in figures:
        found[key].add(text)
    return {key: frozenset(each) for key, each in found.items()}


def whole(shot: Shot, printed: Printed) -> list[Fault]:
    """All proofs but that of the figures, which stand for themselves.

    The seeded literacy is above 200 %, for which the axis of shares has no room: rightly found, and not meant here.
    """
    found = prove(shot.name, printed, texts(printed.figures))
    return [fault for fault in found if not (fault.rule == "cut" and re.fullmatch(r"2\d\d\.00", fault.found))]


def against(admissible: Mapping[str, frozenset[str]]) -> Proofs:
    return lambda shot, printed: prove_figures(shot.name, printed.figures, admissible)


def shoot(base_url: str, shot: Shot, prepare: Prepare | None = None, patience: float = 0.0) -> Captured:
    (captured,) = capture(
        base_url, [shot], whole, progress=id, prepare=prepare, patience=patience or MACHINE.seconds(USUAL)
    )
    return captured


def fault_of(base_url: str, shot: Shot, prepare: Prepare, patience: float = 0.0) -> str:
    with pytest.raises(Unproven) as raised:
        shoot(base_url, shot, prepare, patience)
    return str(raised.value)


def after_load(script: str) -> Prepare:
    """Change a page when it has been laid out, before anyone asks whether it's finished."""

    async def prepare(page: Page) -> None:
        await page.add_init_script(
            "new MutationObserver((_, watcher) => {" + script + "}).observe(document, {childList: true, subtree: true})"
        )

    return prepare


@pytest.mark.parametrize("shot", [GAP, CITY], ids=lambda shot: shot.name)
def test_two_captures_are_the_same_to_the_last_pixel(base_url: str, shot: Shot) -> None:
    told: list[int] = []
    first, second = capture(base_url, [shot, shot], whole, progress=told.append, patience=MACHINE.seconds(USUAL))
    assert first.png == second.png
    assert first.texts == second.texts
    assert told == [1, 2]
    assert first.width == shot.width * shot.scale
    assert first.height == shot.height * shot.scale or (shot.full and first.height > shot.height * shot.scale)


def test_every_page_and_scene_passes(base_url: str) -> None:
    pages = [Shot(path, path, 1920, 1080, 1, "page", True) for path in PAGES]
    scenes = [
        Shot(key, f"/wall?scene={key}&scenes={key}&hold=1&dwell=3600", 1920, 1080, 1, "wall", False) for key in SCENES
    ]
    captured = capture(base_url, [*pages, *scenes], whole, progress=id, patience=MACHINE.seconds(USUAL))
    assert [each.shot for each in captured] == [*pages, *scenes]
    assert any(each.texts for each in captured)


def test_a_panel_that_is_emptied_is_named(base_url: str) -> None:
    empty = after_load(
        "const panel = document.querySelector('.panel-gap-facts'); const head = panel?.querySelector('.panel-head');"
        "if (head && panel.children.length > 1) [...panel.children].forEach((each) => each !== head && each.remove());"
    )
    message = fault_of(base_url, GAP, empty)
    assert "gap，“" in message
    assert "：是空的。请打开这个页面核对" in message


def test_a_picture_that_is_not_drawn_is_named(base_url: str) -> None:
    async def prepare(page: Page) -> None:
        await page.route("**/plotly.min.js*", lambda route: route.abort())

    never = MACHINE.seconds(NEVER)
    message = fault_of(base_url, GAP, prepare, never)
    assert f"gap：等了 {never:g} 秒，页面仍没有完成" in message
    assert "gap，“各项指标的城乡差距”：图没有画出来" in message
    assert f"wall-city：等了 {never:g} 秒，页面仍没有完成" in fault_of(base_url, CITY, prepare, never)


def test_a_picture_of_the_wall_that_fails_is_named(base_url: str) -> None:
    failing = after_load("if (window.Plotly) window.Plotly.newPlot = () => { throw new Error('planted'); };")
    assert "wall-city，“各县（区）综合得分与位次”：显示的是出错提示" in fault_of(base_url, CITY, failing)


def test_text_that_is_cut_is_named(base_url: str) -> None:
    narrow = after_load(
        "const title = document.querySelector('.panel-gaps h2');"
        "if (title) title.style.cssText = 'width:20px;overflow:hidden;white-space:nowrap';"
    )
    assert "gap，“各项指标的城乡差距”：文字被截断：“各项指标的城乡差距”" in fault_of(base_url, GAP, narrow)


def test_a_scene_whose_text_is_cut_is_named(base_url: str) -> None:
    low = after_load("const part = document.querySelector('.part-lags'); if (part) part.style.height = '300px';")
    assert "wall-city，“最滞后的五项”：文字被截断" in fault_of(base_url, CITY, low)


def test_a_figure_that_is_not_the_stored_one_is_named(base_url: str) -> None:
    stored = texts(shoot(base_url, GAP).texts)
    assert stored
    key = next(iter(stored))
    altered = {**stored, key: frozenset({"99.9%"})}
    for admissible, said in ((altered, "≠ 99.9%"), ({}, "没有对应的存储数据")):
        with pytest.raises(Unproven) as raised:
            capture(base_url, [GAP], against(admissible), progress=id, patience=MACHINE.seconds(USUAL))
        assert f"（{key}: " in str(raised.value)
        assert said in str(raised.value)
        assert str(raised.value).splitlines()[1].startswith("gap，“")


def test_what_must_be_said_is_on_the_page(base_url: str) -> None:
    def proofs(shot: Shot, printed: Printed) -> list[Fault]:
        return prove_required(shot.name, printed.text, ("演示数据", "2024年2月"))

    capture(base_url, [GAP, CITY], proofs, progress=id, patience=MACHINE.seconds(USUAL))
    hidden = after_load("document.querySelectorAll('.demonstration').forEach((each) => { each.hidden = true; });")
    with pytest.raises(Unproven, match="gap：没有“演示数据”"):
        capture(base_url, [GAP], proofs, progress=id, prepare=hidden, patience=MACHINE.seconds(USUAL))


@pytest.mark.parametrize("shot", [GAP, CITY], ids=lambda shot: shot.name)
def test_a_font_that_is_missing_is_named(base_url: str, shot: Shot) -> None:
    async def prepare(page: Page) -> None:
        await page.route("**/fonts/*.woff2", lambda route: route.abort())

    assert f"{shot.name}：字体“Noto Sans SC”没有加载" in fault_of(base_url, shot, prepare)


def test_a_page_with_another_status_is_named(base_url: str) -> None:
    missing = Shot("nowhere", "/nowhere", 1920, 1080, 1, "page", True)
    with pytest.raises(Unproven, match="nowhere：服务回答的状态是 404"):
        shoot(base_url, missing)


def test_a_browser_that_dies_in_the_middle_is_told_with_the_page(base_url: str) -> None:
    async def prepare(page: Page) -> None:
        browser = page.context.browser
        assert browser is not None
        session = await browser.new_browser_cdp_session()
        processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
        number = next(each["id"] for each in processes if each["type"] == "browser")

        # Everything has come by then, so that the server doesn't write to a connection that is gone.
        await page.expose_function("kill", lambda: os.kill(number, signal.SIGKILL))
        await after_load("if (document.querySelector('.main-svg')) window.kill();")(page)

    with pytest.raises(CaptureFailed, match="截取“gap”时截图程序中途退出"):
        shoot(base_url, GAP, prepare)


def test_a_server_that_does_not_answer_is_told_with_the_page() -> None:
    with pytest.raises(CaptureFailed, match="截取“gap”没有成功（.*ERR_.*请检查服务是否在运行"):
        shoot("http://127.0.0.1:9", GAP)


def test_without_a_browser_nothing_is_captured(base_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nonexistent")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoBrowser, match="/nonexistent"):
        shoot(base_url, GAP)


def test_a_browser_is_launched_and_stopped() -> None:
    def connected() -> list[bool]:
        with launch(find_browser()) as browser:
            before = browser.is_connected()
        return [before, browser.is_connected()]

    # In a thread of its own: the test's may have playwright's loop already.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(connected).result() == [True, False]
