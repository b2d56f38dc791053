"""The browser that captures pages: which one is found, and how it's started so that it draws the same every time."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from speech.mistakes import Mistake
from speech.words import words

SETTING = "CHROMIUM"  # a path or a name; it goes before all others
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
)
# Without anything that a browser asks for by itself.
PLAIN = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FLAGS = (
    *PLAIN,
    # What differs from machine to machine in a picture.
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
)


class NoBrowser(Mistake):
    """There is no browser to capture pages with; the message says what was looked for and what to install."""


def find_browser(environment: Mapping[str, str] = os.environ) -> str:
    """Give the path of the browser that the settings name, or else of the first that is installed.

    Raises:
        NoBrowser: the one that is named isn't there, or none is.
    """
    folders, chosen = environment.get("PATH", ""), environment.get(SETTING, "")
    names = (chosen,) if chosen else NAMES
    # The empty path of an environment is a path with nothing in it; `which` would put in its own.
    found = next((path for name in names if (path := shutil.which(name, path=folders or os.sep + "dev/null"))), None)
    if found is None:
        key = "named" if chosen else "none"
        raise NoBrowser(words(f"brief_capture.no_browser.{key}", names=", ".join(names), setting=SETTING))
    return found


@contextmanager
def launch(path: str) -> Iterator[Browser]:
    """Start a browser, and stop it afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        try:
            yield browser
        finally:
            browser.close()
