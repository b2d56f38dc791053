"""Every scene in every shape: nothing is cut, nothing overlaps, nothing is smaller than 20 px at 1080 lines."""

import pytest
from playwright.sync_api import Page, expect

from layouts.wall.scenes import IN_TURN
from tests.browser.patience import MACHINE

SIZES = ("1920x1080", "5760x1080", "7680x2160", "1080x1920")  # 3840x2160 is laid out as 1920x1080
SEAMED = (("1920x1080", "3x1"), ("5760x1080", "3x1"), ("7680x2160", "2x1"))
SPOTLIGHTS = ("village_station_rate", "worker_trainings", "museum_progress", "funding_per_capita")
SHOWN = ".scene.on:not(.leaving)"

FAULTS = """() => {
  const faults = [];
  const shown = document.querySelector(".scene.on:not(.leaving)");
  const scale = shown.getBoundingClientRect().width / shown.offsetWidth;
  const say = (kind, element) => faults.push(`${shown.dataset.scene} ${kind} ${element.textContent.slice(0, 30)}`);
  const speaks = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  // What has no room beside a heading is meant to go out of sight below it.
  const isGone = (element) => {
    const head = element.closest(".head, header");
    return head && element.getBoundingClientRect().top > head.getBoundingClientRect().bottom - 2;
  };
  const words = [...shown.querySelectorAll(".part *")].filter(
    (each) => speaks(each) && each.getBoundingClientRect().width && !isGone(each));
  for (const element of words) {
    const around = element.getBoundingClientRect();
    const box = element.closest(".part").getBoundingClientRect();
    const edge = 2.5 * scale;
    if (around.right > box.right + edge || around.left < box.left - edge || around.bottom > box.bottom + edge) {
      say("cut", element);
    }
    if (parseFloat(getComputedStyle(element).fontSize) < 19.99) say("small", element);
    const block = !element.closest("svg") && getComputedStyle(element).display !== "inline";
    if (block && element.scrollWidth > element.clientWidth + 1) say("overflowing", element);
  }
  words.forEach((one, index) => words.slice(index + 1).forEach((other) => {
    if (one.contains(other) || other.contains(one)) return;
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    // Lines are taller than their letters: a part of one may lie in the next.
    if (across > 3 * scale && down > Math.min(a.height, b.height) * 0.4) {
      say(`meets "${other.textContent.slice(0, 20)}"`, one);
    }
  }));
  return faults;
}"""


def faults(page: Page, size: str, query: str) -> list[str]:
    """Show every scene of a wall, and list what is wrong with any."""
    width, height = map(int, size.split("x"))
    page.set_viewport_size({"width": width, "height": height})
    with MACHINE.measured():
        page.goto(f"/wall?dwell=3600&{query}")
        expect(page.locator(SHOWN)).to_have_count(1)
    found: list[str] = []
    for _ in range(page.evaluate("kesuWall.show.scenes.length")):
        key = page.evaluate("kesuWall.show.scenes[kesuWall.index].key")
        expect(page.locator(SHOWN)).to_have_attribute("data-scene", key)
        expect(page.locator(".leaving")).to_have_count(0)
        assert page.locator(f"{SHOWN} [data-failed]").count() == 0
        found += page.evaluate(FAULTS)
        page.keyboard.press("ArrowRight")
    return found


@pytest.mark.parametrize("lang", ["", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_small_or_overlapping(page: Page, size: str, lang: str) -> None:
    assert faults(page, size, f"lang={lang}") == []


@pytest.mark.parametrize(("size", "seams"), SEAMED)
def test_nothing_is_cut_on_a_wall_of_several_screens(page: Page, size: str, seams: str) -> None:
    scenes = ",".join(IN_TURN)
    assert faults(page, size, f"seams={seams}&scenes={scenes}&counties=540123") == []


@pytest.mark.parametrize("month", ["2023-01", "2025-06"])
@pytest.mark.parametrize("size", ["1920x1080", "1080x1920"])
def test_nothing_is_cut_in_the_first_month_or_without_a_county(page: Page, size: str, month: str) -> None:
    assert faults(page, size, f"month={month}") == []


@pytest.mark.parametrize("size", ["1920x1080", "1080x1920", "5760x1080"])
def test_nothing_is_cut_in_the_light_of_an_indicator(page: Page, size: str) -> None:
    scenes = ",".join(f"spotlight:{code}" for code in SPOTLIGHTS)
    assert faults(page, size, f"scenes={scenes}") == []
