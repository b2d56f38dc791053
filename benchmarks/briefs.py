"""The time for an edition and its parts: freezing, capturing and proving its pictures, writing its documents."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ViewportSize

from benchmarks.browser import chromium
from benchmarks.table import Row
from briefing.capture import Shot
from data.catalog.catalog import read_catalog
from editions.kept import pack
from publishing.freezing import freeze
from publishing.making import make
from publishing.order import Order
from publishing.picturing import shots_of
from settings import Settings, read_settings
from speech.months import Month
from web.server import serving

MONTH = Month("2025-06")


def brief_rows(var: Path) -> Iterator[Row]:
    """Make the city's edition once on a database in a VAR folder, and each part's floor."""
    settings = replace(read_settings({}), var=var, database_url=f"sqlite:///{var / 'kesu.db'}")
    order = Order(MONTH, read_catalog(settings.plan).plan.city, "zh")
    marks: dict[str, float] = {}

    def progress(step: str, _done: int, _total: int) -> None:
        marks.setdefault(step, time.perf_counter())

    started = time.perf_counter()
    edition = make(settings, order, serving, progress)
    took = {
        "freeze": marks["write"] - started,
        "capture": marks["documents"] - marks["capture"],
        "documents": marks["pack"] - marks["documents"],
        "all": time.perf_counter() - started,
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        frozen = freeze(settings, order, folder)
        shots = tuple(shots_of(frozen, order))
        floors = {"freeze": _copied(var / "kesu.db", folder / "copy.db"), "capture": _loaded(frozen.settings, shots)}
        pictures = {each: edition.member(each) for each in edition.files if each.endswith(".png")}
        floors["documents"] = _timed(lambda: pack(pictures, folder / "pictures.zip"))
    floors["all"] = sum(floors.values())
    what = {
        "freeze": ("freezing figures, plan and map", "sqlite3 copies the database"),
        "capture": (f"{len(shots)} pictures, captured and proven", "the same pages opened one by one, no proofs"),
        "documents": ("PDF, DOCX, PPTX, XLSX", "the pictures packed once"),
        "all": ("a city's edition, whole", "the three floors together"),
    }
    for key, (name, floor) in what.items():
        yield Row(f"brief: {name}", floor, floors[key] * 1000, took[key] * 1000)


def _timed(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def _copied(source: Path, target: Path) -> float:
    def copy() -> None:
        with closing(sqlite3.connect(source)) as opened, closing(sqlite3.connect(target)) as copied:
            opened.backup(copied)

    return _timed(copy)


def _loaded(settings: Settings, shots: Sequence[Shot]) -> float:
    """Open and capture the same pages in a warm browser, one after the other, as soon as they have loaded."""
    with serving(settings) as address, chromium() as browser:

        def load() -> None:
            for shot in shots:
                size = ViewportSize(width=shot.width, height=shot.height)
                page = browser.new_page(viewport=size, device_scale_factor=shot.scale)
                page.goto(address + shot.address)
                page.screenshot(full_page=shot.full)
                page.close()

        return _timed(load)
