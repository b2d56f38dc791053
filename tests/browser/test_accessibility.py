"""Who uses a keyboard or a screen reader finds the same things."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.watch import Watched

PARTS = "select, .picture, a, button, [role=button], [role=region]"
UNNAMED = """(parts) => [...document.querySelectorAll(parts)].filter((each) => {
  const label = each.getAttribute("aria-label") || each.title || (each.labels && each.labels[0]?.textContent)
    || (each.matches("select, .picture") ? "" : each.textContent);
  return !(label || "").trim();
}).map((each) => each.outerHTML.slice(0, 120))"""
FOCUSED = """() => {
  const each = document.activeElement;
  const {outlineStyle, boxShadow} = getComputedStyle(each);
  return [each.tagName.toLowerCase(), outlineStyle !== "none" || boxShadow !== "none", each.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("address", ["/", "/infrastructure"])
def test_landmarks_headings_and_names(watched: Watched, address: str) -> None:
    page = watched.open(address)
    for role in ("banner", "navigation", "main"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((each) => Number(each.tagName[1]))")
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    page.wait_for_selector(".picture-map path.js-fill[tabindex='0']")
    assert page.evaluate(UNNAMED, PARTS) == []


def test_the_first_tab_offers_to_skip_the_navigation(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_keyboard_reaches_everything_and_the_focus_is_seen_wherever_it_goes(watched: Watched) -> None:
    page = watched.open("/infrastructure")
    expect(page.locator(".picture-map path.js-fill[tabindex='0']")).to_have_count(8)
    visited: list[tuple[str, bool, str]] = []
    while not visited or visited[-1][0] != "body":
        page.keyboard.press("Tab")
        visited.append(page.evaluate(FOCUSED))
        assert len(visited) < 40
    stops = [tag for tag, _, _ in visited[:-1]]
    assert (stops.count("path"), stops.count("select"), stops.count("a"), stops.count("div")) == (8, 4, 4, 1)
    assert [each for _, seen, each in visited[:-1] if not seen] == []
