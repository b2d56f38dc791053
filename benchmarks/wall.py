"""The wall: rows of the benchmark table, and its day.

`python -m benchmarks.wall` lets 24 hours of scenes pass in half an hour and prints what grew.

The browser's clock runs ahead in steps of a beat; scenes, beats, new data and their drawing are those of a real day.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import CDPSession, Page
from plotly.io.json import to_json_plotly

from benchmarks.browser import SIZE, chromium
from benchmarks.scene import demonstration, serving
from benchmarks.stores import workbooks
from benchmarks.table import Row, compared
from data.catalog.catalog import read_catalog
from data.catalog.wall import read_wall
from data.intake import import_file
from data.reports.apart import Reader
from data.store.store import open_store
from evaluation.assessment import Assessments
from evaluation.engine.evaluate import refresh
from evaluation.findings.records import Records
from geo.boundaries import prepare
from layouts.wall.scenes import IN_TURN
from layouts.wall.show import Shows, Sources
from settings import read_settings

HOURS, BEAT, DWELL = 24, 5, 20  # hours; seconds
IMPORTS = 8  # hours between two imports of a corrected report
READ = (0, 1, 2, 4, 8, 12, 16, 20, 24)
FADE = 200.0  # milliseconds, as in assets/wall/wall.css
TURNS, SHOWS = 28, 7


@dataclass(frozen=True)
class Hour:
    """What the browser holds after so many hours, garbage collected: heap in MB, nodes, listeners."""

    hour: int
    turns: int
    heap: float
    nodes: int
    listeners: int


def wall_rows(var: Path) -> Iterator[Row]:
    """Measure turns of scenes in Chromium, and what the server needs to make a show, on a database in a VAR folder."""
    with serving(["app.py"], var) as address, chromium() as browser:
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{address}/wall?dwell=0.5")
        page.wait_for_function(f"kesuWall.took.length > {TURNS}", timeout=120_000)
        yield Row("wall: a turn of scenes", "the fade alone", FADE, median(page.evaluate("kesuWall.took")))
    settings = replace(read_settings({}), var=var, database_url=f"sqlite:///{var / 'kesu.db'}")
    catalog = read_catalog(settings.plan)
    plan = read_wall(settings.plan, IN_TURN, tuple(place.place for place in catalog.counties))
    store = open_store(settings.database_url)
    boundaries = prepare([place.place for place in catalog.counties], var, None)
    sources = Sources(Assessments(store, catalog), Records(store, catalog), boundaries, None)
    ready = json.loads(Shows(sources, plan).show({}))
    yield compared(
        f"wall: a show of {len(ready['scenes'])} scenes, made by the server",
        "the same show ready, written",
        SHOWS,
        ours=lambda: Shows(sources, plan).show({}),
        floor_run=lambda: to_json_plotly(ready),
    )
    store.close()


def day(var: Path) -> Iterator[Hour]:
    """Let a wall run for a day on a database in a VAR folder."""
    catalog = read_catalog(read_settings({}).plan)
    store = open_store(f"sqlite:///{var / 'kesu.db'}")
    with (
        TemporaryDirectory() as folder,
        serving(["app.py"], var) as address,
        chromium() as browser,
        Reader() as reader,
    ):
        corrections = workbooks(catalog, store, max(store.months()), Path(folder), HOURS // IMPORTS + 1)
        page = browser.new_page(viewport=SIZE)
        page.clock.install()
        page.goto(f"{address}/wall?dwell={DWELL}")
        page.wait_for_selector(".scene.on")
        session = page.context.new_cdp_session(page)
        count = page.evaluate("kesuWall.show.scenes.length")
        _pass(page, count * DWELL)  # once round: every scene has been drawn
        for hour in range(HOURS + 1):
            if hour in READ:
                yield _read(hour, page, session)
            if hour % IMPORTS == IMPORTS - 1:
                import_file(next(corrections), catalog, store, datetime.now(UTC), reader=reader)
                refresh(store, catalog)
            if hour < HOURS:
                _pass(page, 3600)
    store.close()


def _pass(page: Page, seconds: int) -> None:
    """Let time pass, beat by beat; each waits until the browser has had its answer and drawn."""
    for _ in range(0, seconds, BEAT):
        with page.expect_response("**/wall/beat*"):
            page.clock.run_for(BEAT * 1000)


def _read(hour: int, page: Page, session: CDPSession) -> Hour:
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    found: dict[str, Any] = {row["name"]: row["value"] for row in session.send("Performance.getMetrics")["metrics"]}
    return Hour(
        hour,
        page.evaluate("kesuWall.turns"),
        found["JSHeapUsedSize"] / 1e6,
        int(found["Nodes"]),
        int(found["JSEventListeners"]),
    )


def main() -> None:
    """Print the day as the table of docs/wall.md."""
    print("| hour | turns | heap, MB | DOM nodes | listeners |")
    print("|--:|--:|--:|--:|--:|")
    with demonstration() as var:
        for row in day(var):
            print(f"| {row.hour} | {row.turns:,} | {row.heap:.1f} | {row.nodes:,} | {row.listeners:,} |", flush=True)


if __name__ == "__main__":
    main()
