"""Choices that come quicker than answers: each lands, whatever is still under way when it is made."""

import pytest
from playwright.sync_api import Page, expect

from geo.boundaries import prepare
from geo.shapes import Point
from settings import Settings
from tests import lhasa
from tests.browser.test_navigation import choose, click_shape, control, search
from tests.browser.watch import Watched

FIRST = "township_station_rate"  # the page opens with it, and writes it into the address then
HEADLINE, TREND, LANGUAGE = ".reading", ".panel-trend .panel-title", "a.language"

# As soon as there is a list of them, answers to steps wait in the browser until they are let through.
HOLD = """
  const fetched = window.fetch.bind(window);
  window.fetch = (address, options) => {
    const answer = fetched(address, options);
    if (!window.held || !String(address).includes("/_dash-update-component")) return answer;
    return new Promise((through) => window.held.push(() => through(answer)));
  };
"""

# A choice that a script makes at a moment which no mouse can be told to hit: when an answer has come but nothing of it
# is drawn yet, or with the first that is drawn of it.
CHOOSE_WHEN = """([moment, value]) => {
  const choose = () => {
    const select = [...document.querySelectorAll(".choice select")].find((each) => each.id.includes('"place"'));
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  if (moment === "answered") {
    const read = Response.prototype.json;
    Response.prototype.json = async function () {
      const data = await read.call(this);
      if (data.response?.page) {
        Response.prototype.json = read;
        choose();
      }
      return data;
    };
  } else {
    const watch = new MutationObserver(() => { watch.disconnect(); choose(); });
    watch.observe(document.getElementById("page"), { childList: true, subtree: true, characterData: true });
  }
}"""

CHOOSE_BOTH = """([month, place]) => {
  for (const [key, value] of [["month", month], ["place", place]]) {
    const select = [...document.querySelectorAll(".choice select")].find((each) => each.id.includes(`"${key}"`));
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""


def held(page: Page, count: int) -> None:
    """Wait until so many answers are held back."""
    page.wait_for_function("(count) => window.held.length === count", arg=count)


def let(page: Page, *numbers: int) -> None:
    """Let answers through, one after the other."""
    for number in numbers:
        page.evaluate("(number) => window.held[number]()", number)


@pytest.fixture
def slow(watched: Watched) -> Page:
    """The page on infrastructure, whose answers are held back from now on."""
    watched.page.add_init_script(HOLD)
    page = watched.open("/infrastructure")
    page.evaluate("window.held = []")
    return page


@pytest.fixture(scope="module")
def middle(lhasa_settings: Settings) -> Point:
    """A point well within 墨竹工卡县, in the map's kilometres."""
    shapes = prepare(list(lhasa.LEVELS), lhasa_settings.var, None).shapes
    return next(shape.middle for shape in shapes if shape.code == "540127")


def stands(page: Page, month: str, place: str = "", trend: str = "拉萨市", split: str = "") -> None:
    """Wait until page, controls and address say the same."""
    expect(page.locator(TREND)).to_contain_text(trend)
    expect(page.locator("main")).to_have_attribute("data-caption", f"{month[:4]}年{int(month[5:])}月 {trend}")
    for name, value in (("月份", month), ("地区", place), ("口径", split)):
        expect(control(page, name)).to_have_value(value or "default")
    parts = {"month": month, "place": place, "indicator": FIRST, "split": split}
    search(page, "&".join(f"{key}={value}" for key, value in parts.items() if value))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_choice_made_before_the_answer_to_another_lands_with_it(slow: Page, order: tuple[int, int]) -> None:
    choose(slow, "月份", "2023-06")
    held(slow, 1)
    choose(slow, "地区", "540123")
    held(slow, 2)
    let(slow, *order)
    stands(slow, "2023-06", "540123", "尼木县")


@pytest.mark.parametrize("moment", ["answered", "drawn"])
def test_a_choice_made_while_an_answer_is_drawn_lands(slow: Page, moment: str) -> None:
    choose(slow, "月份", "2023-06")
    held(slow, 1)
    slow.evaluate(CHOOSE_WHEN, [moment, "540123"])
    let(slow, 0)
    held(slow, 2)
    let(slow, 1)
    stands(slow, "2023-06", "540123", "尼木县")


def test_two_choices_at_once_land_both(slow: Page) -> None:
    slow.evaluate(CHOOSE_BOTH, ["2023-06", "540123"])
    held(slow, 1)
    let(slow, 0)
    stands(slow, "2023-06", "540123", "尼木县")


def test_three_quick_choices_land_all(slow: Page) -> None:
    for number, (name, value) in enumerate((("月份", "2023-06"), ("地区", "540123"), ("口径", "rural")), start=1):
        choose(slow, name, value)
        held(slow, number)
    let(slow, 2, 0, 1)
    stands(slow, "2023-06", "540123", "尼木县", "rural")


def test_of_three_quick_choices_in_one_list_the_newest_lands(slow: Page) -> None:
    for number, month in enumerate(("2023-06", "2023-07", "2023-08"), start=1):
        choose(slow, "月份", month)
        held(slow, number)
    let(slow, 2, 1, 0)
    stands(slow, "2023-08")


def test_a_choice_taken_back_before_its_answer_leaves_all_as_it_was(slow: Page) -> None:
    choose(slow, "月份", "2023-06")
    held(slow, 1)
    slow.go_back()
    held(slow, 2)
    let(slow, 1, 0)
    stands(slow, lhasa.LAST)


def test_back_takes_only_the_last_of_two_quick_choices_away(slow: Page) -> None:
    choose(slow, "月份", "2023-06")
    held(slow, 1)
    choose(slow, "地区", "540123")
    held(slow, 2)
    slow.go_back()
    held(slow, 3)
    let(slow, 0, 2, 1)
    stands(slow, "2023-06")


def test_a_county_clicked_on_the_map_before_an_answer_lands_with_the_choice(slow: Page, middle: Point) -> None:
    choose(slow, "月份", "2023-06")
    held(slow, 1)
    click_shape(slow, middle)
    held(slow, 2)
    let(slow, 0, 1)
    stands(slow, "2023-06", "540127", "墨竹工卡县")


def test_a_link_to_another_page_takes_a_month_along_that_is_not_drawn_yet(slow: Page) -> None:
    choose(slow, "月份", "2023-06")
    held(slow, 1)
    slow.get_by_role("navigation").get_by_role("link", name="培训").click()
    held(slow, 2)
    let(slow, 1, 0)
    expect(slow.locator("h1")).to_contain_text("2023年6月培训")
    expect(slow.locator(".current")).to_have_text("培训")
    search(slow, "month=2023-06")


def test_a_link_to_the_same_page_takes_every_choice_along_that_is_not_drawn_yet(slow: Page) -> None:
    choose(slow, "地区", "540123")
    held(slow, 1)
    choose(slow, "口径", "rural")
    held(slow, 2)
    slow.locator(LANGUAGE).click()
    held(slow, 3)
    let(slow, 0, 1, 2)
    expect(slow.locator(TREND)).to_contain_text("Nyêmo")
    search(slow, f"month={lhasa.LAST}&place=540123&indicator={FIRST}&split=rural&lang=en")


def test_what_a_link_itself_changes_it_changes_although_a_choice_is_not_drawn_yet(slow: Page) -> None:
    choose(slow, "地区", "540123")
    held(slow, 1)
    let(slow, 0)
    stands(slow, lhasa.LAST, "540123", "尼木县")
    choose(slow, "月份", "2023-06")
    held(slow, 2)
    slow.locator(".panel-ranked .menu summary").click()
    slow.locator(".panel-ranked .menu").get_by_text("看数据表").click()
    slow.wait_for_function("window.held.length > 2")
    let(slow, *range(1, slow.evaluate("window.held.length")))
    expect(slow.get_by_role("dialog").get_by_role("gridcell", name="林周县")).to_be_visible()
    search(slow, f"month=2023-06&place=540123&indicator={FIRST}&table=ranked")


def test_a_link_keeps_to_its_own_address_when_nothing_is_under_way(watched: Watched) -> None:
    page = watched.open("/infrastructure?place=540123")
    page.locator(".crumbs a[href^='/infrastructure']").first.click()
    expect(page.locator(TREND)).to_contain_text("拉萨市")
    search(page, f"month={lhasa.LAST}")


def test_marks_can_be_clicked_after_a_change_of_language(watched: Watched, middle: Point) -> None:
    page = watched.open("/infrastructure")
    page.locator(LANGUAGE).click()
    expect(page.locator(".picture-map [data-by-keyboard]")).to_have_count(1)
    expect(page.locator(TREND)).to_contain_text("Lhasa")
    watched.drawn()
    click_shape(page, middle)
    expect(page.locator(TREND)).to_contain_text("Maizhokunggar")
