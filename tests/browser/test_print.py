"""A county's page fits on one sheet of paper."""

import re

import pytest

from tests.browser.watch import Watched

A4 = (595, 842)  # points
ADDRESSES = ["/places/540121", "/places/540102?lang=en", "/places/540127?lang=en&measure=P4", "/places/540100"]
BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_county_is_printed_on_one_sheet_of_a4(watched: Watched, address: str, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = watched.open(address)
    page.wait_for_function("document.fonts.status === 'loaded'")
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(PAGE.findall(paper)) == 1
    box = BOX.search(paper)
    assert box is not None
    assert tuple(round(float(side)) for side in box.groups()) == A4


def test_pictures_are_fitted_to_the_paper_and_let_go_again(watched: Watched) -> None:
    page = watched.open("/places/540121")
    fitted = "document.querySelectorAll('.main-svg[viewBox]').length"
    before = page.evaluate(fitted)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(fitted) > before
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(fitted) == before


def test_the_button_prints(watched: Watched) -> None:
    page = watched.open("/places/540121")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="打印本页").click()
    assert page.evaluate("window.printed") is True


def test_a_link_to_a_part_of_the_method_goes_there(watched: Watched) -> None:
    page = watched.open("/method#indicator-service_parity")
    page.wait_for_function("document.querySelector('.looked-for')?.getBoundingClientRect().top < 200")
