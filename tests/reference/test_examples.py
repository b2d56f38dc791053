"""The examples that docs/method.md shows are what the engine says, on each kind of database."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.engine.evaluate import refresh
from scripts.list_examples import DOCUMENT, END, examples, listed
from tests.city import COUNTED, SHORTFALL
from tests.evaluation.frames import CITY, DEPARTMENT, EAST, WEST, Table, save, small_city

CODES = {"city": CITY, "east": EAST, "west": WEST, "science": DEPARTMENT}
OPTIONS = {"counted": COUNTED, "shortfall": SHORTFALL}


def shown() -> list[tuple[str, ...]]:
    """Read the tables of the document: what is said, reported and comes out."""
    parts = DOCUMENT.read_text(encoding="utf-8").split("<!-- examples ")[1:]
    lines = [line for part in parts for line in part.partition(END)[0].splitlines()[3:]]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def bring_in(store: Store, lines: str) -> None:
    reports: dict[tuple[str, str], dict[str, float | None]] = defaultdict(dict)
    for who, month, name, value in (line.split() for line in lines.split("<br>")):
        reports[month, CODES[who]][name] = None if value == "-" else float(value)
    for (month, who), values in sorted(reports.items()):
        save(store, who, month, values)


def wrong(store: Store, catalog: Catalog, lines: str) -> Iterator[str]:
    """Give the lines that don't come out, with what does."""
    refresh(store, catalog)
    for line in lines.split("<br>"):
        who, month, *name, column, expected = line.split()
        table = Table(store.scores() if len(name) > 1 else store.judged())
        found = getattr(table.at(CODES[who], month, " ".join(name)), column)
        if isinstance(found, str):
            same = found == expected
        else:
            same = found == pytest.approx(float("nan" if expected == "-" else expected), nan_ok=True)
        if not same:
            yield f"{line}: {found}"


@pytest.mark.parametrize("example", shown(), ids=lambda example: example[0])
def test_an_example_comes_out(example: tuple[str, ...], store: Store, tmp_path: Path) -> None:
    title, reported, expected = example
    catalog = small_city(tmp_path / "plan", *(edit for name, edit in OPTIONS.items() if f"`{name}`" in title))
    bring_in(store, reported)
    assert list(wrong(store, catalog, expected)) == []


def test_an_example_that_is_changed_fails(store: Store, tmp_path: Path) -> None:
    bring_in(store, "east 2024-01 schools 10<br>east 2024-01 schools_with_room 7")
    changed = (
        "east 2024-01 room_rate value 71<br>east 2024-01 room_rate state missing<br>east 2024-01 room_rate value -"
    )
    assert len(list(wrong(store, small_city(tmp_path / "plan"), changed))) == 3


def test_the_document_shows_every_example() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert listed(text) == text
    assert len(shown()) == len(examples()) >= 20
