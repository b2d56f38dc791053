"""Loading a page in Chromium until all its pictures are drawn, and counting what went over the wire."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from briefing.browser import PLAIN

SIZE: Any = {"width": 1920, "height": 1080}
PROBE = Path(__file__).with_name("probe.js")
QUIET_MS, LONG_QUIET_MS = 200, 1500
SLOW: dict[str, Any] = {
    "offline": False,
    "latency": 20,  # milliseconds
    "downloadThroughput": 20e6 / 8,  # bytes a second
    "uploadThroughput": 20e6 / 8,
}


@dataclass(frozen=True)
class Drawn:
    """What the pictures of a page show, and the millisecond since the start of its navigation when they did."""

    time: float
    shown: list[str]


@dataclass
class Traffic:
    """What a page asked for, and the bytes that came, headers included."""

    requests: int = 0
    bytes: float = 0

    def watch(self, session: CDPSession) -> None:
        """Count from now on."""
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        self.requests += not event["request"]["url"].startswith("data:")

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser.

    Raises:
        RuntimeError: there is none.
    """
    path = shutil.which("chromium")
    if path is None:
        raise RuntimeError("no chromium: install Debian's package of this name")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=PLAIN)


@contextmanager
def visit(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser's session with an empty cache."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(path=PROBE)
    try:
        yield context
    finally:
        context.close()


def load(page: Page, address: str, expected: list[str] | None = None) -> Drawn:
    """Load a page until its pictures show what is expected; without that, until it has rested for long."""
    page.goto(address, wait_until="commit")
    return drawn(page, expected)


def drawn(page: Page, expected: list[str] | None) -> Drawn:
    """Wait until a page's pictures show what is expected, and it rests."""
    quiet = LONG_QUIET_MS if expected is None else QUIET_MS
    result = Drawn(**page.evaluate("([expected, quiet]) => probe.drawn(expected, quiet)", [expected, quiet]))
    assert result.shown, "there are pictures"
    return result


@dataclass(frozen=True)
class Side:
    """One of the two pages, ours or the floor, and what its pictures have to show."""

    browser: Browser
    address: str
    expected: list[str]

    def cold(self) -> float:
        """Load with an empty cache; milliseconds."""
        return self.traced()[0]

    def slow(self) -> float:
        """Load with an empty cache over a slow link; milliseconds."""
        return self.traced(SLOW)[0]

    def warm(self) -> float:
        """Load a second time, in a new tab; milliseconds."""
        with visit(self.browser) as context:
            load(context.new_page(), self.address, self.expected)
            return load(context.new_page(), self.address, self.expected).time

    def traced(self, conditions: dict[str, Any] | None = None) -> tuple[float, Traffic]:
        """Load with an empty cache, and count what the page asks for until it rests."""
        traffic = Traffic()
        with visit(self.browser) as context:
            page = context.new_page()
            session = context.new_cdp_session(page)
            traffic.watch(session)
            if conditions:
                session.send("Network.emulateNetworkConditions", conditions)
            return load(page, self.address, self.expected).time, traffic
