"""A served application, and pages in Chromium that are watched: nothing may fail, warn or ask elsewhere."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from briefing.browser import PLAIN
from settings import Settings
from tests.browser.patience import LONGEST, MACHINE, Patience
from tests.browser.watch import DRAWN, Watched
from web.server import serving

TIMEOUT = 30.0  # seconds on a quiet machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url(lhasa_settings: Settings) -> Iterator[str]:
    """The address of the application on the filled Lhasa database."""
    with serving(lhasa_settings) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system, without anything that it asks for by itself."""
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": [*PLAIN]}


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, Any]:
    """A Chinese desk."""
    return {"base_url": base_url, "locale": "zh-CN", "viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def patience(browser: Browser, base_url: str) -> Patience:
    """What this machine needs, measured by the first page; every page that is opened later is measured too."""
    page = browser.new_page(base_url=base_url)
    page.set_default_timeout(LONGEST * 1000)
    page.goto("/")  # the server's own first answer is another matter
    with MACHINE.measured():
        page.goto("/")
        page.wait_for_function(DRAWN)
    page.close()
    return MACHINE


@pytest.fixture
def context(context: BrowserContext, patience: Patience) -> BrowserContext:
    """A context whose pages, and what is expected of them, wait as long as the machine needs."""
    expect.set_options(timeout=patience.milliseconds(TIMEOUT))
    context.set_default_timeout(patience.milliseconds(TIMEOUT))
    return context


@pytest.fixture
def watched(page: Page, base_url: str, patience: Patience) -> Iterator[Watched]:
    """A page that fails the test afterwards if anything went wrong in it."""
    watched = Watched(page, base_url, patience)
    yield watched
    assert watched.complaints == []
