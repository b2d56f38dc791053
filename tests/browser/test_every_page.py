"""Every page, on a desk and on a phone: nothing fails, nothing asks elsewhere, nothing is unnamed."""

import pytest

from layouts.kit import paths
from layouts.pages import PAGES
from tests.addresses import CODES, EVERY_PAGE, EVERY_PAGE_AND_ENGLISH
from tests.browser.watch import Watched

SIZES = [(1440, 900), (390, 844)]
CONTROLS = "button, a[href], select, input, textarea, summary, [role=button], [role=combobox], [role=slider]"
UNNAMED = """(controls) => {
  const shown = (each) => each.checkVisibility() && !each.closest("[aria-hidden=true]");
  const text = (ids) => (ids || "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("");
  const name = (each) => each.getAttribute("aria-label") || text(each.getAttribute("aria-labelledby"))
    || [...(each.labels ?? [])].map((label) => label.textContent).join("")
    || (each.matches("select, input, textarea") ? "" : each.textContent) || each.title;
  return [...document.querySelectorAll(controls)].filter((each) => shown(each) && !name(each).trim())
    .map((each) => each.outerHTML.slice(0, 160));
}"""
# What reaches beyond the window, the innermost elements alone: it tells where to look.
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const far = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > width + 1);
  return far.filter((each) => !far.some((other) => other !== each && each.contains(other))).slice(0, 8)
    .map((each) => each.outerHTML.slice(0, 160)).concat("the page scrolls across");
}"""


def test_each_family_of_pages_is_walked() -> None:
    assert {page.path for page in PAGES if page.path.endswith("/") and page.path != "/"} == {*CODES, paths.EDITIONS}


@pytest.mark.parametrize("address", EVERY_PAGE_AND_ENGLISH)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_page_opens_without_a_complaint_with_every_control_named_and_nothing_beyond_the_window(
    watched: Watched, address: str, width: int, height: int
) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    page = watched.open(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(UNNAMED, CONTROLS) == []
    assert page.evaluate(WIDER) == []


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_page_has_one_heading_and_is_reached_by_name(watched: Watched, address: str) -> None:
    page = watched.open(address)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    assert page.locator("main").get_attribute("aria-label") == page.title()
