"""What is there when a page opens."""

import pytest

from tests.browser.watch import Watched

PICTURES = {
    "/": ["measures", "map", "reporting", "gap"],
    "/infrastructure": ["map", "ranked", "trend"],
    "/?place=540121&measure=A1": ["measures", "map", "reporting", "place-measures"],
}
# Shapes, bars, circles and lines that the fourteen months and eight counties are drawn with.
LEAST = {"measures": 14, "map": 8, "reporting": 13, "gap": 3, "ranked": 7, "trend": 4, "place-measures": 10}
MARKS = """(names) => names.map((name) =>
  [...document.querySelectorAll(`.picture-${name} .trace :is(path, text), .picture-${name} .shapelayer path`)]
    .map((mark) => mark.getBoundingClientRect()).filter((box) => box.width > 1 || box.height > 1).length
)"""


@pytest.mark.parametrize("address", PICTURES)
def test_all_pictures_are_drawn_without_a_second_request_for_data(watched: Watched, address: str) -> None:
    page = watched.open(address)
    marks = dict(zip(PICTURES[address], page.evaluate(MARKS, PICTURES[address]), strict=True))
    assert all(count >= LEAST[name] for name, count in marks.items()), marks
    page.wait_for_load_state("networkidle")
    assert [path for path in watched.requests if path.startswith("/_dash-") and "component-suites" not in path] == []


def test_the_shipped_font_is_loaded_and_used(watched: Watched) -> None:
    page = watched.open("/")
    page.wait_for_function("document.fonts.status === 'loaded'")
    loaded = page.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")
    assert any("Noto Sans SC" in family for family in loaded)
    families = page.evaluate(
        """[document.body, document.querySelector("h1"), document.querySelector("select"),
            document.querySelector(".main-svg text")].map((each) => getComputedStyle(each).fontFamily)"""
    )
    assert all(family.lstrip("\"'").startswith("Noto Sans SC") for family in families), families


def test_the_document_is_chinese_and_has_the_pages_title(watched: Watched) -> None:
    page = watched.open("/infrastructure")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.title().startswith("基础设施")
