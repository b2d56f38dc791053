"""How long the overview takes in a browser, and what it weighs, beside a static page with the same pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.browser import Side, chromium, drawn, load, visit
from benchmarks.floor_page import Document, read_document, write_floor
from benchmarks.scene import serving
from benchmarks.table import Row, in_turn

RUNS, SLOW_RUNS = 7, 5
WARM_UP = 8
MONTH = re.compile(r"\d{4}-\d{2}")
STATIC = "static page: same words, pictures, styles, fonts"


@dataclass(frozen=True)
class MonthPage:
    """Our page of one month: its document, and what its pictures show."""

    month: str
    document: Document
    shown: list[str]


def page_rows(var: Path) -> Iterator[Row]:
    """Measure the overview on the database in a VAR folder: empty cache, slow link, second load, month, size."""
    with serving(["app.py"], var) as ours, chromium() as browser:
        newest, before = (_month_page(browser, ours, month) for month in _months(browser, ours))
        assert newest.shown != before.shown, "the pictures of two months differ"
        write_floor(var, newest.document, _body(browser, ours))
        with serving(["-m", "benchmarks.floor_server", str(var)], var) as floor:
            _assert_same(browser, floor, newest.shown)
            sides = Side(browser, floor, newest.shown), Side(browser, ours, newest.shown)
            yield from _loads(*sides)
            yield _change(*sides, newest, before)
            yield from _sizes(*sides)


def _loads(floor: Side, ours: Side) -> Iterator[Row]:
    """Give the time until all pictures are drawn and the page has come to rest."""
    yield in_turn("overview, all pictures drawn, empty cache", STATIC, RUNS, ours=ours.cold, floor_run=floor.cold)
    yield in_turn("the same at 20 Mbit/s and 20 ms", STATIC, SLOW_RUNS, ours=ours.slow, floor_run=floor.slow)
    yield in_turn("the same, second load", STATIC, RUNS, ours=ours.warm, floor_run=floor.warm)


def _sizes(floor: Side, ours: Side) -> Iterator[Row]:
    (_, theirs), (_, own) = floor.traced(), ours.traced()
    yield Row("first load, over the wire", STATIC, theirs.bytes / 1000, own.bytes / 1000, "kB")
    yield Row("first load, requests", STATIC, theirs.requests, own.requests, "")


def _change(floor: Side, ours: Side, newest: MonthPage, before: MonthPage) -> Row:
    """Change the month there and back, on one page of each; the first two changes aren't counted."""
    with visit(floor.browser) as context:
        static, own = context.new_page(), context.new_page()
        load(static, floor.address, floor.expected)
        load(own, ours.address, ours.expected)
        pairs = [
            (
                _changed(static, "react", page.document.figures, page.shown),
                _changed(own, "choose", page.month, page.shown),
            )
            for page in [before, newest] * (RUNS + 1)
        ][2:]
    theirs, owns = zip(*pairs, strict=True)
    return Row("change of month, all pictures redrawn", "Plotly.react, figures at hand", median(theirs), median(owns))


def _changed(page: Page, action: str, argument: Any, expected: list[str]) -> float:
    page.bring_to_front()
    started = page.evaluate(
        "([action, argument]) => { const now = performance.now(); probe[action](argument); return now; }",
        [action, argument],
    )
    return float(drawn(page, expected).time - started)


def _months(browser: Browser, address: str) -> tuple[str, str]:
    """The newest month and the one before, as the page offers them."""
    with visit(browser) as context:
        page = context.new_page()
        load(page, address)
        offered = page.eval_on_selector_all("select option", "all => all.map(one => one.value)")
    newest, before, *_ = (value for value in offered if MONTH.fullmatch(value))
    return newest, before


def _month_page(browser: Browser, address: str, month: str) -> MonthPage:
    """Look at a month, until each of the server's processes knows it."""
    asked = f"{address}/?month={month}"
    document = [read_document(asked) for _ in range(WARM_UP)][-1]
    with visit(browser) as context:
        return MonthPage(month, document, load(context.new_page(), asked).shown)


def _body(browser: Browser, address: str) -> str:
    with visit(browser) as context:
        page = context.new_page()
        load(page, address)
        return str(page.evaluate("probe.emptied()"))


def _assert_same(browser: Browser, floor: str, expected: list[str]) -> None:
    with visit(browser) as context:
        shown = load(context.new_page(), floor).shown
    assert len(shown) == len(expected), f"the floor draws {len(shown)} pictures, not {len(expected)}"
    assert shown == expected, "the floor's pictures show the same marks and words"
