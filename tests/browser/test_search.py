"""The search box, by keyboard and by mouse, in both languages."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import lhasa
from tests.browser.watch import Watched

INDEX = "/search.json"


def opened(watched: Watched, address: str = "/?month=2023-06") -> Page:
    page = watched.open(address)
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    expect(options(page).first).to_be_visible()
    return page


def field(page: Page) -> Locator:
    return page.locator("dialog.search input")


def options(page: Page) -> Locator:
    return page.locator("dialog.search [role=option]")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("林周", "林周县"),
        ("lzx", "林周县"),
        ("linzhou", "林周县"),
        ("LHUNZHUB", "林周县"),
        ("540121", "林周县"),
        ("A1.2", "A1.2"),
        ("P3", "科普基础设施建设工程"),
        ("village station", "行政村（社区）科普活动站"),
        ("jyj", "市教育局"),
    ],
)
def test_a_name_is_found_in_chinese_pinyin_and_english(watched: Watched, typed: str, first: str) -> None:
    page = opened(watched)
    field(page).fill(typed)
    expect(options(page).first).to_contain_text(first)


def test_a_place_is_shown_with_its_tibetan_name(watched: Watched) -> None:
    page = opened(watched)
    field(page).fill("达孜")
    expect(options(page).first.locator("[lang=bo]")).to_have_text("སྟག་རྩེ་ཆུས།")


def test_what_a_name_begins_with_comes_first_and_pinyin_after_all_names(watched: Watched) -> None:
    page = opened(watched)
    field(page).fill("科普")
    names = options(page).locator(".search-name").all_inner_texts()
    begins = [name.startswith("科普") for name in names]
    assert any(begins) and begins == sorted(begins, reverse=True)


def test_arrows_choose_enter_goes_there_and_month_and_language_stay(watched: Watched) -> None:
    page = opened(watched, "/infrastructure?month=2023-06&split=rural&lang=en")
    field(page).fill("station")
    expect(options(page)).not_to_have_count(1)
    second = options(page).nth(1)
    page.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "-")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    name = options(page).first.locator(".search-name").inner_text()
    page.evaluate("window.stays = true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    assert re.search(r"/infrastructure\?month=2023-06&indicator=\w+&lang=en$", page.url)
    assert page.evaluate("window.stays")
    watched.drawn()


def test_a_click_goes_to_a_measure_and_back_returns(watched: Watched) -> None:
    page = opened(watched)
    field(page).fill("P3")
    options(page).filter(has_text="科普基础设施建设工程").first.click()
    page.wait_for_url("**/?month=2023-06&measure=P3")
    expect(page.locator("dialog.search")).not_to_be_visible()
    page.go_back()
    page.wait_for_url("**/?month=2023-06")
    watched.drawn()


def test_escape_closes_the_search_alone_and_the_focus_returns(watched: Watched) -> None:
    page = watched.open("/?table=measures")
    expect(page.locator("#drawer")).to_be_visible()
    button = page.locator(".search-open")
    button.focus()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).not_to_be_visible()
    expect(page.locator("#drawer")).to_be_visible()
    expect(button).to_be_focused()


def test_a_slash_opens_it_but_not_while_something_is_typed(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    page.keyboard.type("a/b")
    expect(field(page)).to_have_value("a/b")


def test_nothing_found_is_explained(watched: Watched) -> None:
    page = opened(watched)
    field(page).fill("qqqq")
    expect(options(page)).to_have_count(0)
    expect(page.locator("dialog.search").get_by_role("status")).to_contain_text("没有找到“qqqq”")


def test_the_index_is_asked_for_once_and_not_before(watched: Watched) -> None:
    page = watched.open("/")
    assert INDEX not in watched.requests
    for _ in range(2):
        page.keyboard.press("Control+k")
        expect(options(page).first).to_be_visible()
        page.keyboard.press("Escape")
    assert watched.requests.count(INDEX) == 1


def test_a_server_that_does_not_answer_is_told(page: Page, base_url: str) -> None:
    page.route("**/search.json*", lambda route: route.abort())
    page.goto(f"/?month={lhasa.LAST}")
    page.locator(".search-open").click()
    expect(page.locator("dialog.search").get_by_role("status")).to_contain_text("搜索暂时用不了")


def test_it_fits_a_phone(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("/?lang=en")
    page.locator(".search-open").click()
    field(page).fill("school")
    expect(options(page).first).to_be_visible()
    wider = "[...document.querySelectorAll('.search, .search *')].filter((e) => e.scrollWidth > e.clientWidth + 1"
    assert page.evaluate(f"{wider} && getComputedStyle(e).display !== 'inline').length") == 0
