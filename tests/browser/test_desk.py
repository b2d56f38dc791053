"""What every picture offers: its table, its files, its picture, its sources; and two views side by side."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefing.proof import size_of
from tests import lhasa
from tests.browser.watch import Watched

MONTH = f"month={lhasa.LAST}"


def menu(page: Page, picture: str, item: str) -> None:
    page.locator(f".panel-{picture} summary").click()
    page.locator(f".panel-{picture} .menu").get_by_text(item).click()


def test_a_table_opens_over_its_page_and_escape_closes_it(watched: Watched) -> None:
    page = watched.open("/infrastructure")
    page.evaluate("window.plot = document.querySelector('.picture-map .js-plotly-plot')")
    menu(page, "ranked", "看数据表")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("gridcell", name="林周县")).to_be_visible()
    assert "table=ranked" in page.url
    assert page.evaluate("window.plot.isConnected")  # the page behind wasn't drawn again
    expect(drawer).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    page.go_back()
    expect(drawer).to_have_count(1)


def test_a_link_to_a_table_opens_it_at_once(watched: Watched) -> None:
    page = watched.open("/infrastructure?table=map")
    cell = page.get_by_role("dialog").get_by_role("link", name="林周县")
    cell.click()
    expect(page.locator(".panel-trend .panel-title")).to_contain_text("林周县")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("item", "name"), [("下载 XLSX", ".xlsx"), ("下载 CSV", ".csv"), ("存为图片", ".png")])
def test_a_picture_leaves_as_a_file(watched: Watched, tmp_path: Path, item: str, name: str) -> None:
    page = watched.open("/infrastructure")
    with page.expect_download() as started:
        menu(page, "ranked", item)
    assert started.value.suggested_filename.endswith(name)
    file = tmp_path / "file"
    started.value.save_as(file)
    assert file.stat().st_size > 1000


def test_a_picture_that_plotly_does_not_draw_leaves_with_its_colours(watched: Watched, tmp_path: Path) -> None:
    page = watched.open("/evaluation")
    with page.expect_download() as started:
        menu(page, "heat", "存为图片")
    file = tmp_path / "heat.png"
    started.value.save_as(file)
    width, height = size_of(file.read_bytes())
    assert width > 1000 and height > 500
    assert file.stat().st_size > 60_000  # a blank picture of this size has less than 20 kB


def test_two_counties_stand_side_by_side(watched: Watched) -> None:
    page = watched.open("/infrastructure?place=540121")
    page.get_by_role("combobox", name="对比").select_option("540123")
    expect(page.locator(".side-name")).to_have_text(["2024年2月 林周县", "2024年2月 尼木县"])
    expect(page.locator(".panel-trend .panel-title")).to_contain_text(["林周县", "尼木县"])


def test_the_language_switch_keeps_the_view(watched: Watched) -> None:
    page = watched.open("/infrastructure?place=540121&split=rural")
    page.get_by_role("link", name="English").click()
    page.wait_for_function("new URLSearchParams(window.location.search).get('lang') === 'en'")
    expect(page.locator("h1")).to_have_text("Townships with a science station")
    assert "place=540121" in page.url and "split=rural" in page.url
