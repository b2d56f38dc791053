"""Who uses a keyboard or a screen reader finds the same things."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.addresses import EVERY_PAGE_AND_ENGLISH
from tests.browser.watch import Watched

GRAVE = ("serious", "critical")
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

REACHABLE = """[...document.querySelectorAll("a[href], button, select, input, summary, [tabindex='0']")]
  .filter((each) => each.checkVisibility() && each.tabIndex >= 0).length"""


@pytest.mark.parametrize("address", ["/", "/infrastructure"])
def test_landmarks_headings_and_names(watched: Watched, address: str) -> None:
    page = watched.open(address)
    for role in ("banner", "main"):
        expect(page.get_by_role(role)).to_have_count(1)
    for name in ("主导航", "所在位置"):
        expect(page.get_by_role("navigation", name=name)).to_have_count(1)
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
        assert len(visited) < 80
    assert len(visited) - 1 == page.evaluate(REACHABLE)
    assert [tag for tag, _, _ in visited].count("path") == 8
    assert [each for _, seen, each in visited[:-1] if not seen] == []


def violations(watched: Watched) -> list[str]:
    """Let axe-core examine the page as it is; what is grave comes with its rule, where it is, and what to do."""
    found = Axe().run(watched.page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("address", EVERY_PAGE_AND_ENGLISH)
def test_axe_finds_nothing_serious(watched: Watched, address: str) -> None:
    page = watched.open(address)
    page.wait_for_load_state("networkidle")
    found = violations(watched)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", ["/?table=measures", "/infrastructure?against=540123"])
def test_axe_finds_nothing_serious_in_an_open_table_and_in_two_sides(watched: Watched, address: str) -> None:
    page = watched.open(address)
    page.wait_for_load_state("networkidle")
    found = violations(watched)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_serious_in_the_search(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.search [role=option]").first).to_be_visible()
    found = violations(watched)
    assert not found, "\n".join(found)
