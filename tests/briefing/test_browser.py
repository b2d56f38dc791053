"""Which browser captures pages."""

from pathlib import Path

import pytest

from briefing.browser import NoBrowser, find_browser


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_one_that_is_named_goes_before_the_first_of_the_known(tmp_path: Path) -> None:
    edge, chromium = program(tmp_path, "microsoft-edge"), program(tmp_path, "chromium")
    own = program(tmp_path, "own")
    assert find_browser({"PATH": str(tmp_path)}) == chromium
    assert find_browser({"PATH": str(tmp_path), "CHROMIUM": own}) == own
    assert find_browser({"PATH": str(tmp_path), "CHROMIUM": "own"}) == own
    Path(chromium).unlink()
    assert find_browser({"PATH": str(tmp_path)}) == edge


def test_without_a_browser_it_is_said_what_was_looked_for_and_what_to_install(tmp_path: Path) -> None:
    for folder in ("", str(tmp_path)):
        with pytest.raises(NoBrowser, match=r"google-chrome.*请安装 Chromium、Chrome 或 Edge.*CHROMIUM"):
            find_browser({"PATH": folder})
    with pytest.raises(NoBrowser, match=r"CHROMIUM 指定的截图程序：/nonexistent"):
        find_browser({"PATH": str(tmp_path), "CHROMIUM": "/nonexistent"})
