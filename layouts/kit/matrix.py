"""A page's indicators in every county, in one table: what needs action stands out."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from data.catalog.terms import LAGGING
from evaluation.assessment import Judged
from evaluation.findings.lags import worst_of
from figures.kit.tables import Column, Entry, Table
from layouts.kit.components import link, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, indicator_view, stated, value_cell
from layouts.kit.filters import both_names
from reading.doubt import freshness_short, freshness_words
from reading.text import joined, notes, shown_bare
from speech.words import called, words


def matrix_exhibit(context: Context, indicators: Sequence[Indicator]) -> Exhibit:
    """Every indicator given, in the city and in every county."""
    return Exhibit(
        name="matrix",
        title=words("desk.matrix.title"),
        reading=_reading(context, indicators),
        table=lambda: _table(context, indicators),
        body=lambda: _body(context, indicators),
        note=words("desk.matrix.note"),
    )


def _reading(context: Context, indicators: Sequence[Indicator]) -> str:
    """Say how many lights there are, how many lag, and in which county most."""
    counties = context.catalog.counties
    rows = {
        place.place: [
            row for entry in indicators if (row := context.judged(entry.indicator, place=place.place)) is not None
        ]
        for place in counties
    }
    judged = sum(row.attainment is not None for each in rows.values() for row in each)
    lagging = {code: sum(row.status in LAGGING for row in each) for code, each in rows.items()}
    if not judged:
        return words("desk.matrix.nothing")
    most = max(lagging, key=lambda code: lagging[code])
    text = words("desk.matrix.reading", judged=judged, below=sum(lagging.values()))
    if lagging[most]:
        text += words("desk.matrix.most", name=called(context.catalog.places[most]), count=lagging[most])
    return text + words("pages.overview.stop")


def _body(context: Context, indicators: Sequence[Indicator]) -> Component:
    places = (context.catalog.city, *context.catalog.counties)
    head = [html.Th(words("pages.indicator"), scope="col")]
    head += [html.Th(called(place), scope="col", className=_chosen(context, place.place)) for place in places]
    body = [_line(context, indicator) for indicator in indicators]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="matrix")
    # What scrolls must be reachable by keyboard.
    return named(html.Div(table, className="table-scroll", tabIndex="0", role="group"), words("desk.matrix.title"))


def _chosen(context: Context, place: str) -> str:
    return "chosen" if place == context.view.place else ""


def _line(context: Context, indicator: Indicator) -> Component:
    unit = called(indicator, "unit")
    name = link(called(indicator), indicator_view(context, indicator, context.view.place).href)
    cells: list[Component] = [html.Th([name, html.Span(unit, className="unit")], scope="row")]
    cells.append(_cell(context, indicator, context.judged(indicator.indicator, place=context.city), context.city))
    if indicator.is_of_city:
        only = html.Td(words("desk.matrix.city_only"), colSpan=len(context.catalog.counties), className="absent")
        return html.Tr([*cells, only])
    rows = {place.place: context.judged(indicator.indicator, place=place.place) for place in context.catalog.counties}
    worst = worst_of(row for row in rows.values() if row is not None)
    cells += [_cell(context, indicator, row, code, row is not None and row is worst) for code, row in rows.items()]
    return html.Tr(cells)


def _cell(context: Context, indicator: Indicator, row: Judged | None, place: str, worst: bool = False) -> Component:
    if row is None:
        return html.Td(words("pages.none"), className="absent")
    names = [
        f"light-{row.status}",
        "absent" if row.value is None else "",
        "worst" if worst else "",
        _chosen(context, place),
    ]
    title = joined((words(f"pages.status.{row.status}"), freshness_words(row), notes(row)))
    said = [stated(row, shown_bare(row, indicator)), *([html.Small(short)] if (short := freshness_short(row)) else [])]
    return html.Td(said, className=" ".join(filter(None, names)), title=title)


def _table(context: Context, indicators: Sequence[Indicator]) -> Table:
    places = (context.catalog.city, *context.catalog.counties)
    columns = [Column("place", words("pages.infrastructure.columns.place"), pinned=True)]
    columns += [Column(each.indicator, called(each), called(each, "unit"), each.decimals) for each in indicators]
    rows: list[tuple[Entry, ...]] = []
    for place in places:
        found = [(each, context.judged(each.indicator, place=place.place)) for each in indicators]
        entries = [words("pages.none") if row is None else value_cell(row, each) for each, row in found]
        rows.append((both_names(place), *entries))
    codes = tuple("" if place.place == context.city else place.place for place in places)
    return Table(tuple(columns), tuple(rows), "place", codes)
