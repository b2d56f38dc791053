"""The address is the only state: every choice writes it, and it gives the view back."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geo.boundaries import prepare
from geo.shapes import Point
from settings import Settings
from tests import lhasa
from tests.browser.watch import Watched

NEWEST = f"month={lhasa.LAST}"
PIXEL = """([x, y]) => {
  const plot = document.querySelector(".picture-map .js-plotly-plot");
  const {xaxis, yaxis} = plot._fullLayout;
  const box = plot.getBoundingClientRect();
  return [box.x + xaxis._offset + xaxis.l2p(x), box.y + yaxis._offset + yaxis.l2p(y)];
}"""


@pytest.fixture(scope="module")
def middles(lhasa_settings: Settings) -> dict[str, Point]:
    """A point well within each county, in the map's kilometres."""
    shapes = prepare(list(lhasa.LEVELS), lhasa_settings.var, None).shapes
    return {shape.code: shape.middle for shape in shapes}


def control(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def choose(page: Page, name: str, value: str) -> None:
    control(page, name).select_option(value)


def click_shape(page: Page, middle: Point) -> None:
    page.mouse.click(*page.evaluate(PIXEL, middle))


def search(page: Page, wanted: str) -> None:
    """Wait until the address has this query and no other."""
    page.wait_for_function("(wanted) => window.location.search === wanted", arg=f"?{wanted}" if wanted else "")


def test_the_address_names_the_month_that_is_shown(watched: Watched) -> None:
    search(watched.open("/"), NEWEST)


def test_choosing_a_month_changes_address_and_headline_and_back_returns(watched: Watched) -> None:
    page = watched.open("/")
    watched.heading("2024年2月")
    choose(page, "月份", "2023-06")
    watched.heading("2023年6月")
    search(page, "month=2023-06")
    choose(page, "月份", "2023-07")
    watched.heading("2023年7月")
    page.go_back()
    watched.heading("2023年6月")
    expect(control(page, "月份")).to_have_value("2023-06")
    page.go_back()
    watched.heading("2024年2月")
    page.go_forward()
    watched.heading("2023年6月")


def test_choosing_a_measure_recolours_the_map(watched: Watched) -> None:
    page = watched.open("/")
    title = page.locator(".panel-map .panel-title")
    before = title.inner_text()
    choose(page, "地图着色", "P3")
    expect(title).not_to_have_text(before)
    search(page, f"{NEWEST}&measure=P3")
    choose(page, "地图着色", "default")
    expect(title).to_have_text(before)
    search(page, NEWEST)


def test_indicator_split_and_place_stand_in_the_address_after_a_reload_and_in_a_pasted_link(
    watched: Watched, browser: Browser, browser_context_args: dict[str, str]
) -> None:
    page = watched.open("/infrastructure")
    choose(page, "指标", "village_station_rate")
    watched.heading("行政村")
    choose(page, "口径", "rural")
    expect(page.locator(".reading")).to_contain_text("乡村")
    choose(page, "地区", "540123")
    expect(page.locator(".panel-trend .panel-title")).to_contain_text("尼木县")
    search(page, f"{NEWEST}&place=540123&indicator=village_station_rate&split=rural")
    shown = page.locator("main").inner_text()
    page.reload()
    watched.drawn()
    assert page.locator("main").inner_text() == shown
    context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    pasted = context.new_page()
    pasted.goto(page.url)
    expect(pasted.locator("h1")).to_contain_text("行政村")
    pasted.wait_for_function("document.querySelectorAll('.main-svg text').length > 20")
    assert pasted.locator("main").inner_text() == shown
    context.close()


def test_a_county_opens_and_closes_by_mouse(watched: Watched, middles: dict[str, Point]) -> None:
    page = watched.open("/")
    panel = page.locator(".panel-place")
    click_shape(page, middles["540121"])
    expect(panel).to_contain_text("林周县")
    search(page, f"{NEWEST}&place=540121")
    watched.drawn()
    click_shape(page, middles["540121"])
    expect(panel).to_have_count(0)
    search(page, NEWEST)
    watched.drawn()
    click_shape(page, middles["540127"])
    expect(panel).to_contain_text("墨竹工卡县")
    page.locator(".panel-place .close").click()
    expect(panel).to_have_count(0)
    search(page, NEWEST)
    page.go_back()
    expect(panel).to_contain_text("墨竹工卡县")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_county_opens_and_closes_by_keyboard(watched: Watched, key: str) -> None:
    page = watched.open("/")
    shapes = page.locator(".picture-map path.js-fill[tabindex='0']")
    expect(shapes).to_have_count(8)
    shape = page.locator(".picture-map path.js-fill[aria-label^='当雄县']")
    shape.focus()
    page.keyboard.press(key)
    expect(page.locator(".panel-place")).to_contain_text("当雄县")
    search(page, f"{NEWEST}&place=540122")
    watched.drawn()
    expect(shapes).to_have_count(8)
    shape.focus()
    page.keyboard.press(key)
    expect(page.locator(".panel-place")).to_have_count(0)


def test_a_ranked_bar_selects_its_county(watched: Watched) -> None:
    page = watched.open("/infrastructure")
    page.locator(".picture-ranked .annotation", has_text="达孜区").first.click()
    expect(page.locator(".panel-trend .panel-title")).to_contain_text("达孜区")
    search(page, f"{NEWEST}&place=540104&indicator=township_station_rate")


def test_a_measures_bar_colours_the_map(watched: Watched) -> None:
    page = watched.open("/")
    page.evaluate("window.here = true")
    page.locator(".picture-measures .annotation", has_text="青少年").first.click()
    expect(control(page, "地图着色")).to_have_value("A1")
    search(page, f"{NEWEST}&measure=A1")
    assert page.evaluate("window.here"), "the document was loaded again"


def test_navigation_leads_on_without_a_reload_and_keeps_the_month(watched: Watched) -> None:
    page = watched.open("/?month=2023-06&place=540121")
    page.evaluate("window.here = true")
    page.get_by_role("navigation").get_by_role("link", name="基础设施").click()
    expect(page.locator(".current")).to_have_text("基础设施")
    watched.drawn()
    search(page, "month=2023-06")
    assert page.evaluate("window.here"), "the document was loaded again"
    expect(page).to_have_title("基础设施 · 拉萨科素监测")
    page.wait_for_load_state("networkidle")  # whatever the new page's lists might do, they have done by now
    page.go_back()
    expect(page.locator(".panel-place")).to_contain_text("林周县")
    expect(page).to_have_title("总览 · 拉萨科素监测")


def test_a_lag_leads_to_its_indicator(watched: Watched) -> None:
    page = watched.open("/")
    link = page.locator(".panel-lags a[href^='/infrastructure']").first
    if link.count() == 0:
        pytest.skip("none of the five is of the infrastructure page")
    link.click()
    expect(page.locator(".current")).to_have_text("基础设施")
    watched.drawn()


def test_an_unknown_path_shows_a_way_back_to_the_overview(watched: Watched) -> None:
    watched.allowed_status = 404
    page = watched.open("/nowhere")
    watched.heading("没有这一页")
    page.locator(".message a").click()
    watched.heading("全市实施进展")
