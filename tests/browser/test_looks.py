"""Nothing is cut, at the sizes that people use."""

import pytest

from tests.browser.watch import Watched

DESKS = [(1440, 900), (1920, 1080)]
ADDRESSES = ["/", "/?place=540104", "/infrastructure"]
OVERFLOWING = """[...document.querySelectorAll(".panel")]
  .map((each) => [each.className, each.scrollWidth - each.clientWidth, each.scrollHeight - each.clientHeight])
  .filter(([, right, below]) => right > 1 || below > 1)"""
# A text's box is higher than its letters: a fifth of it above and below may lie outside.
CUT_IN_PICTURES = """[...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) => {
  const frame = plot.querySelector(".main-svg").getBoundingClientRect();
  return [...plot.querySelectorAll(".main-svg text")].filter((text) => {
    const box = text.getBoundingClientRect(), spare = box.height / 5;
    return box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top + spare < frame.top || box.bottom - spare > frame.bottom);
  }).map((text) => `${plot.closest(".picture").className}: ${text.textContent}`);
})"""
CUT_IN_TEXT = """[...document.querySelectorAll("h1, h2, h3, p, a, span, li, dd, td, th, code")].filter((each) => {
  const style = getComputedStyle(each);
  return style.overflowX !== "visible" && style.display !== "inline" && each.scrollWidth > each.clientWidth + 1
    && !each.closest(".visually-hidden, .skip");
}).map((each) => each.textContent)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("width", "height"), DESKS)
def test_a_desk_shows_everything_whole(watched: Watched, address: str, width: int, height: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    page = watched.open(address)
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(CUT_IN_PICTURES) == []
    assert page.evaluate(CUT_IN_TEXT) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_scrolls_down_and_not_across(watched: Watched, address: str) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open(address)
    assert page.evaluate(WIDER) <= 0


def test_a_larger_window_redraws_the_pictures(watched: Watched) -> None:
    page = watched.open("/")
    width = "document.querySelector('.picture-map .main-svg').getBoundingClientRect().width"
    before = page.evaluate(width)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_function(f"{width} > {before} + 50")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function(f"Math.abs({width} - {before}) < 2")
