"""A served application, and pages in Chromium that are watched: nothing may fail, warn or ask elsewhere."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from briefing.browser import PLAIN
from settings import Settings
from tests.browser.watch import Watched
from web.server import serving

TIMEOUT = 20_000  # milliseconds; a busy machine needs some
expect.set_options(timeout=TIMEOUT)


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


@pytest.fixture
def watched(page: Page, base_url: str) -> Iterator[Watched]:
    """A page that fails the test afterwards if anything went wrong in it."""
    page.set_default_timeout(TIMEOUT)
    watched = Watched(page, base_url)
    yield watched
    assert watched.complaints == []
