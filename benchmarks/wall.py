"""A wall's day: `python -m benchmarks.wall` lets 24 hours of scenes pass in minutes and prints what grew.

The browser's clock runs ahead in steps of a beat; scenes, beats, new data and their drawing are those of a real day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import CDPSession, Page

from benchmarks.browser import SIZE, chromium
from benchmarks.scene import demonstration, serving
from benchmarks.stores import workbooks
from data.catalog import read_catalog
from data.intake import import_file
from data.store import open_store
from evaluation.evaluate import refresh
from settings import read_settings

HOURS, BEAT, DWELL = 24, 5, 20  # hours; seconds
IMPORTS = 8  # hours between two imports of a corrected report
READ = (0, 1, 2, 4, 8, 12, 16, 20, 24)


@dataclass(frozen=True)
class Hour:
    """What the browser holds after so many hours, garbage collected: heap in MB, nodes, listeners; ms of a turn."""

    hour: int
    turns: int
    heap: float
    nodes: int
    listeners: int
    turn: float


def day(var: Path) -> Iterator[Hour]:
    """Let a wall run for a day on a database in a VAR folder."""
    catalog = read_catalog(read_settings({}).plan)
    store = open_store(f"sqlite:///{var / 'kesu.db'}")
    with TemporaryDirectory() as folder, serving(["app.py"], var) as address, chromium() as browser:
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
                import_file(next(corrections), catalog, store, datetime.now(UTC))
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
    took = page.evaluate("kesuWall.took")
    return Hour(
        hour,
        page.evaluate("kesuWall.turns"),
        found["JSHeapUsedSize"] / 1e6,
        int(found["Nodes"]),
        int(found["JSEventListeners"]),
        median(took) if took else 0.0,
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
