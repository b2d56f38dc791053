"""A link to an entry of the method unfolds what the entry is folded into, and goes there."""

from playwright.sync_api import expect

from tests.browser.watch import Watched


def test_a_link_to_an_indicator_unfolds_its_measure(watched: Watched) -> None:
    page = watched.open("/method#indicator-township_station_rate")
    entry = page.locator("#indicator-township_station_rate")
    expect(entry).to_be_in_viewport()
    expect(page.locator(".fold[open]")).to_have_count(1)
    expect(page.locator("#variable-townships")).to_be_hidden()


def test_the_contents_unfold_a_measure_again_and_again(watched: Watched) -> None:
    page = watched.open("/method")
    fold, contents = page.locator("#measure-A1"), page.locator(".method-contents a[href='#measure-A1']")
    expect(fold).not_to_have_attribute("open", "")
    for _ in range(2):
        contents.click()
        expect(fold).to_have_attribute("open", "")
        expect(fold.locator("summary")).to_be_in_viewport()
        fold.locator("summary").click()
        expect(fold).not_to_have_attribute("open", "")
