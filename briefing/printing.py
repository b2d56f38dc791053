"""The brief on paper: its HTML printed by the browser as a PDF of A4 pages, once nothing on any page is cut."""

import contextvars
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import Page, Route

from briefing.browser import find_browser, launch
from briefing.proof import Fault, Unproven

NAME = "brief.pdf"
PATH = "/brief-on-paper"
CUT = """() => [...document.querySelectorAll(".sheet")]
  .filter((sheet) => sheet.scrollHeight > sheet.clientHeight + 1 || sheet.scrollWidth > sheet.clientWidth + 1)
  .map((sheet) => sheet.dataset.page)"""


def print_pdf(base_url: str, html: str) -> bytes:
    """Print an HTML document that takes fonts and styles from a server.

    Raises:
        NoBrowser: there is none to print with.
        Unproven: something on a page doesn't fit.
    """
    # A thread of its own, since the caller's may have playwright's loop already.
    with ThreadPoolExecutor(1) as pool:
        speaking = contextvars.copy_context()
        return pool.submit(speaking.run, _printed, base_url, html).result()


def _printed(base_url: str, html: str) -> bytes:
    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    with launch(find_browser()) as browser:
        page: Page = browser.new_page()
        page.route(f"**{PATH}", answer)
        page.goto(base_url + PATH)
        page.evaluate("document.fonts.ready.then(() => undefined)")
        cut: list[str] = page.evaluate(CUT)
        if cut:
            raise Unproven([Fault(NAME, number, "cut", NAME) for number in cut])
        return page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
