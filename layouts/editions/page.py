"""A sealed edition: the view as it was sealed, what has changed since, its files."""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Catalog
from data.catalog.terms import Level
from editions.kept import CODE, MANIFEST, Edition
from editions.opened import Difference, differences, figures_of
from evaluation.assessment import Assessment
from evaluation.keys import ScoreKey, read_key
from figures.kit.tables import Cell, Column, Entry, Table
from layouts.county import page as county
from layouts.kit import paths
from layouts.kit.components import explained, panel
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show
from layouts.overview import page as overview
from reading.text import month_name
from speech.clock import minute_of
from speech.numbers import number
from speech.words import called, words

SHOWN = 12  # differences in the page; the table has all
DOCUMENTS = ("brief.pdf", "brief.docx", "brief.pptx", "brief.xlsx")


def knows(code: str, catalog: Catalog) -> bool:  # noqa: ARG001
    """Tell whether a code could be an edition's; whether there is one is seen when it's opened."""
    return bool(CODE.fullmatch(code))


def layout(context: Context) -> list[Component]:
    """Say what is sealed and what has changed since, then show the view as it was."""
    edition, _ = _sealed(context)
    view = overview.layout(context) if context.place == context.city else county.layout(context)
    changes = [show(context, previous_exhibit(context))] if edition.previous else []
    return [_head(edition, context), show(context, differences_exhibit(context)), *changes, *view]


def _sealed(context: Context) -> tuple[Edition, Assessment]:
    """Give the edition that is shown, and what is known today of its month."""
    if context.sealed is None or context.current is None:
        raise LookupError(f"{context.view.path}: no edition")
    return context.sealed, context.current


def _head(edition: Edition, context: Context) -> Component:
    """Name the edition, when it was made and at which version of the data, and hand out its files."""
    made = minute_of(edition.made_at)
    place = called(context.catalog.places[edition.place])
    facts = words(
        "briefs.sealed",
        month=month_name(edition.month),
        place=place,
        revision=edition.revision,
        made=made,
        version=edition.version,
    )
    text = html.P(facts, className="edition-facts")
    return panel(words("briefs.edition", code=edition.code), text, files(edition), name="edition")


def files(edition: Edition) -> Component:
    """Hand out the documents, the manifest, and everything as one ZIP."""
    names = [*(name for name in DOCUMENTS if name in edition.files), MANIFEST]
    base = f"{paths.EDITION_FILES}{edition.code}"
    items = [html.A(words(f"briefs.files.{_kind(name)}"), href=f"{base}/{name}", download="") for name in names]
    items.append(html.A(words("briefs.files.zip"), href=f"{base}.zip", download=""))
    return html.P([html.Span(item) for item in items], className="edition-files")


def _kind(name: str) -> str:
    return name.rpartition(".")[2]


def differences_exhibit(context: Context) -> Exhibit:
    """List the figures that aren't what was sealed."""
    _, current = _sealed(context)
    found = differences(figures_of(context.assessment), figures_of(current))
    own = [each for each in found if context.place in (context.city, read_key(each.key).place)]
    table = _table(context, own)
    title = words("briefs.changed_title")
    if not own:
        body = explained(words("briefs.unchanged"))
        return Exhibit("differences", title, "", lambda: table, body=body)
    reading = words("briefs.changed", count=len(own), version=current.version)
    return Exhibit("differences", title, reading, lambda: table, body=_short(table))


def previous_exhibit(context: Context) -> Exhibit:
    """List the figures that differ from the revision before."""
    edition, _ = _sealed(context)
    table = _table(context, [Difference(*each) for each in edition.manifest["changes"]])
    title = words("briefs.previous_title", code=edition.previous)
    if not table.rows:
        return Exhibit("previous", title, "", lambda: table, body=explained(words("briefs.previous_same")))
    reading = words("briefs.previous", count=len(table.rows))
    return Exhibit("previous", title, reading, lambda: table, body=_short(table))


def _table(context: Context, found: list[Difference]) -> Table:
    columns = (
        Column("place", words("brief.judged.place"), pinned=True),
        Column("figure", words("briefs.figure")),
        Column("sealed", words("briefs.before"), decimals=2),
        Column("now", words("briefs.now"), decimals=2),
    )
    return Table(columns, tuple(_line(context, each) for each in found))


def _line(context: Context, found: Difference) -> tuple[Entry, ...]:
    catalog = context.catalog
    key = read_key(found.key)
    place = called(catalog.places[key.place])
    if isinstance(key, ScoreKey):
        names = (place, words("briefs.score", name=_scored(catalog, key.level, key.code)))
    else:
        indicator = catalog.indicators.get(key.indicator)
        name = key.indicator if indicator is None else called(indicator)
        names = (place, f"{name} {words(f'pages.splits.{key.split}')}")
    return (*names, *(_cell(value) for value in (found.before, found.now)))


def _scored(catalog: Catalog, level: Level, code: str) -> str:
    known = {"measure": catalog.measures, "clause": catalog.clauses, "indicator": catalog.indicators}.get(level, {})
    entry = known.get(code)
    return words("pages.overview.total") if entry is None else called(entry, "title" if level == "clause" else "name")


def _cell(value: float | None) -> Cell:
    return Cell(value, words("pages.none") if value is None else number(value, 2))


def _short(table: Table) -> Component:
    head = html.Thead(html.Tr([html.Th(column.title) for column in table.columns]))
    rows = [
        html.Tr([html.Td(entry.text if isinstance(entry, Cell) else entry) for entry in row])
        for row in table.rows[:SHOWN]
    ]
    more = html.P(words("briefs.more", count=len(table.rows) - SHOWN)) if len(table.rows) > SHOWN else None
    return html.Div([part for part in (html.Table([head, html.Tbody(rows)], className="edition-table"), more) if part])


def _either(name: str) -> Callable[[Context], Exhibit]:
    """Give an exhibit of the overview or of a county's page, whichever the edition shows."""

    def made(context: Context) -> Exhibit:
        city = context.place == context.city
        first, second = (overview.EXHIBITS, county.EXHIBITS) if city else (county.EXHIBITS, overview.EXHIBITS)
        return (first.get(name) or second[name])(context)

    return made


EXHIBITS: Exhibits = {
    "differences": differences_exhibit,
    "previous": previous_exhibit,
    **{name: _either(name) for name in {*overview.EXHIBITS, *county.EXHIBITS}},
}
