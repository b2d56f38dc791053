"""The descriptions of the tree: what files and folders they name is there, and no page is left out."""

import re
from pathlib import Path

import pytest

from layouts.page import Page
from layouts.pages import PAGES
from settings import ROOT

QUOTED = re.compile(r"`([\w.<>*/-]+)`")
ENDINGS = (".py", ".csv", ".yaml", ".md", ".json", ".toml", ".css", ".js", ".gz")


def paths_in(paragraph: str) -> list[str]:
    """Give the paths among what a paragraph has in backticks; an address begins with a slash."""
    quoted = [each for each in QUOTED.findall(paragraph) if not each.startswith("/")]
    return [each for each in quoted if "/" in each or each.endswith(ENDINGS)]


def found(path: str, folder: Path) -> list[Path]:
    """Find a path below a folder; <city> and the like stand for any name."""
    return list(folder.glob(re.sub(r"<\w+>", "*", path)))


def missing(text: str, root: Path) -> list[str]:
    """List the paths that are neither there from the root nor anywhere below what their paragraph has named before."""
    absent = []
    for paragraph in text.split("\n\n"):
        folders: set[Path] = set()
        for path in paths_in(paragraph):
            places = found(path, root) or [each for folder in folders for each in found(f"**/{path}", folder)]
            folders |= {place if place.is_dir() else place.parent for place in places}
            absent += [] if places else [path]
    return absent


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("`speech/` has `words.py`, `wording/<language>/*.yaml` and `make check`; `/places/` is an address", []),
        ("`speech/` has `no.py`, `wording/<language>/no.yaml`", ["no.py", "wording/<language>/no.yaml"]),
        ("`speech/words.py` stands beside `months.py`", []),
        ("`speech/words.py` stands above\n\nwhat `months.py` has", ["months.py"]),
        ("`speech/no/` has `words.py`", ["speech/no/", "words.py"]),
    ],
)
def test_a_path_that_is_missing_is_found(text: str, absent: list[str]) -> None:
    assert missing(text, ROOT) == absent


@pytest.mark.parametrize(
    ("document", "root"), [("README.md", ROOT), ("docs/architecture.md", ROOT), ("tests/README.md", ROOT / "tests")]
)
def test_what_a_description_names_is_there(document: str, root: Path) -> None:
    text = (ROOT / document).read_text("utf-8")
    assert len(paths_in(text)) > 10
    assert [path for path in missing(text, root) if not found(path, ROOT)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_the_readme_has_every_page(page: Page) -> None:
    code = r"\w+" if page.path.endswith("/") and page.path != "/" else ""
    assert re.search(f"`{re.escape(page.path)}{code}`", (ROOT / "README.md").read_text("utf-8"))
