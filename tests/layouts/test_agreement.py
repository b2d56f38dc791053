"""Two pages that show the same figure show the same figure: every indicator, place and month of one year."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest

from data.catalog.catalog import read_catalog
from data.store.store import open_store
from evaluation.assessment import Assessments, Judged
from evaluation.findings.records import Records
from evaluation.keys import ValueKey, read_key
from figures.kit.tables import Cell
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.kit.exhibits import figure_key
from layouts.kit.view import View, settle
from layouts.page import Page, no_controls
from layouts.pages import PAGES
from settings import Settings
from speech.months import span
from tests import lhasa
from tests.documents import as_json, marked_with, text
from tests.small import BOUNDARIES

LIVE = [page for page in PAGES if page.path != paths.EDITIONS]  # an edition shows what others show, at its own time
YEAR = span("2023-01", "2023-12")
Shown = dict[str, set[tuple[float | None, str]]]  # page → what it shows of one judged value


@pytest.fixture(scope="module")
def assessments(lhasa_settings: Settings) -> Iterator[Assessments]:
    store = open_store(lhasa_settings.database_url)
    yield Assessments(store, read_catalog(lhasa.PLAN))
    store.close()


@pytest.fixture(scope="module")
def base(assessments: Assessments, lhasa_settings: Settings) -> Iterator[Context]:
    store = open_store(lhasa_settings.database_url)
    view, assessment = settle(View("/"), assessments)
    yield Context(view, assessment, Records(store, assessments.catalog), BOUNDARIES, None)
    store.close()


def addresses(page: Page, base: Context) -> Iterator[View]:
    """Every view of a page that shows figures of its own: each indicator where it is looked into, else each place."""
    month = base.assessment.month
    indicators, places = base.catalog.indicators, [place.place for place in base.catalog.counties]
    if page.path in paths.EXPLORED.values():
        own = [name for name, entry in indicators.items() if paths.EXPLORED.get(entry.page) == page.path]
        yield from (View(page.path, month, indicator=name) for name in own)
    elif page.path == paths.INDICATORS:
        yield from (View(page.path + name, month) for name in indicators)
    elif page.path == paths.PLACES:
        yield from (View(page.path + place, month) for place in (base.city, *places))
    elif page.controls is no_controls:
        yield View(page.path, month)
    else:
        yield from (View(page.path, month, place) for place in ("", *places))


def contexts(page: Page, base: Context) -> Iterator[Context]:
    """Each of them once as the page itself settles it: two addresses may be the same view."""
    settled = dict.fromkeys(page.settle(asked, base.assessment) for asked in addresses(page, base))
    yield from (replace(base, view=view) for view in settled)


def figures(page: Page, context: Context) -> Iterator[tuple[str, Cell]]:
    for make in page.exhibits.values():
        for row in make(context).table().rows:
            yield from ((cell.figure, cell) for cell in row if isinstance(cell, Cell) and cell.figure)


@pytest.fixture(scope="module")
def shown(base: Context, assessments: Assessments) -> dict[str, Shown]:
    found: dict[str, Shown] = defaultdict(lambda: defaultdict(set))
    for month in YEAR:
        then = replace(base, assessment=assessments.at(month))
        for page in LIVE:
            for context in contexts(page, then):
                for key, cell in figures(page, context):
                    found[key][page.path].add((cell.value, cell.text))
    return found


def judged(base: Context) -> Iterator[Judged]:
    for name in base.catalog.indicators:
        for place in base.catalog.places:
            series = base.assessment.series(place, name)
            yield from (row for row in series if row.month in YEAR)


def test_the_pages_agree_with_each_other_and_with_what_is_judged(base: Context, shown: dict[str, Shown]) -> None:
    values = {figure_key(row): row.value for row in judged(base)}
    assert len(values) > 70 * len(YEAR)
    for key, pages in shown.items():
        known = {entry for entries in pages.values() for entry in entries}
        assert len({value for value, _ in known}) == 1, (key, pages)
        assert len({words for _, words in known}) == 1, (key, pages)
        if key in values:
            assert next(iter(known))[0] == values[key], key


def test_every_figure_is_shown_on_two_pages_at_least(base: Context, shown: dict[str, Shown]) -> None:
    assert [figure_key(row) for row in judged(base) if len(shown[figure_key(row)]) < 2] == []


def test_what_is_said_in_words_is_the_same_figure(base: Context, assessments: Assessments) -> None:
    """What stands in a sentence is marked with the judged value that it states."""
    december = replace(base, assessment=assessments.at(YEAR[-1]))
    stated = 0
    for page in LIVE:
        for context in contexts(page, december):
            for node in marked_with(page.layout(context), "data-figure"):
                key, said = read_key(getattr(node, "data-figure")), text(as_json(node))
                assert isinstance(key, ValueKey)
                series = december.assessment.series(key.place, key.indicator, split=key.split)
                (row,) = (each for each in series if each.month == key.month)
                entry = base.catalog.indicators[key.indicator]
                if row.value is not None:
                    assert f"{row.value:,.{entry.decimals}f}".replace("-", "−") in said, (key, said)
                    stated += 1
    assert stated > 50
