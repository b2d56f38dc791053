"""The two tables on a county's page: beside its neighbours and peers, and every indicator with its state."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from evaluation.assessment import Judged
from evaluation.findings.county import headlines, peers, population_of, rows_of, standing
from evaluation.findings.lags import lags_of
from figures.kit.tables import Cell, Column, Entry, Table, text_of
from geo.neighbours import neighbours
from layouts.county.lists import nothing
from layouts.kit import paths
from layouts.kit.components import explained, link, marked
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, indicator_view, number_cell, stated, value_cell
from layouts.kit.filters import both_names
from layouts.kit.tables import DOUBT, DOUBT_DECIMALS, doubt_cells
from layouts.kit.view import View
from reading.doubt import freshness_short
from reading.maps import rank_text
from reading.text import clause_name, listed, month_name, notes, shown
from speech.words import called, words

PEERS = 3
HEADLINES = 5
COLUMNS = ("clause", "indicator", "value", "expected", "target", "status", "since", "basis", "note")
IN_FILES = (*DOUBT, "counties", "carried")  # columns that the page leaves out


def peers_exhibit(context: Context) -> Exhibit:
    """The place beside its neighbours and those nearest in population; the city beside all its counties."""
    places = _beside(context)
    indicators = headlines(context.catalog, HEADLINES)
    return Exhibit(
        name="peers",
        title=words(f"county.{'peers_city' if context.place == context.city else 'peers'}"),
        reading=_peers_reading(context, places),
        table=lambda: _peers_table(context, places, indicators),
        body=lambda: _peers_body(context, places, indicators),
        note=words("county.peers_note"),
        where=View(paths.EVALUATION, month=context.view.month, place=context.view.place, lang=context.view.lang),
    )


def _beside(context: Context) -> dict[str, str]:
    """Say of each place in the table why it stands there; the place itself comes first."""
    catalog, place = context.catalog, context.place
    if place == context.city:
        return {place: "own", **{each.place: "county" for each in catalog.counties}}
    near = neighbours(context.boundaries.shapes).get(place, ())
    alike = peers(catalog, place, PEERS)
    order = [each.place for each in catalog.counties]
    both = {code: "both" if code in alike else "neighbour" for code in near}
    others = both | {code: "alike" for code in alike if code not in near}
    return {place: "own", **{code: others[code] for code in sorted(others, key=order.index)}}


def _peers_reading(context: Context, places: dict[str, str]) -> str:
    alike = [code for code, why in places.items() if why in ("alike", "both")]
    if not alike:
        return ""
    ordered = [code for code in peers(context.catalog, context.place, PEERS) if code in alike]
    return words("county.alike", names=listed(called(context.catalog.places[code]) for code in ordered))


def _peers_columns(context: Context, indicators: Sequence[Indicator]) -> tuple[Column, ...]:
    """The city stands beside all its counties: there is no reason to be given for each."""
    why = () if context.place == context.city else (("why", None, ""),)
    fixed = (("place", None, ""), *why, ("persons", 0, "persons"), ("score", 1, ""), ("rank", None, ""))
    columns = [
        Column(key, words(f"county.columns.{key}"), words(f"county.{unit}") if unit else "", decimals, key == "place")
        for key, decimals, unit in fixed
    ]
    own = [Column(each.indicator, called(each, "short"), called(each, "unit"), each.decimals) for each in indicators]
    return (*columns, *own)


def _peers_row(context: Context, place: str, why: str, indicators: Sequence[Indicator]) -> tuple[Entry, ...]:
    found = population_of(context.catalog, place)
    total = context.assessment.scores.get((place, "total", "total"))
    return (
        both_names(context.catalog.places[place]),
        *(() if context.place == context.city else (words(f"county.beside.{why}"),)),
        number_cell(None if found is None else found.persons),
        number_cell(None if total is None else total.score, 1),
        rank_text(context.assessment, place),
        *(_value(context.judged(each.indicator, place=place), each) for each in indicators),
    )


def _value(row: Judged | None, indicator: Indicator) -> Entry:
    return words("pages.none") if row is None else value_cell(row, indicator)


def _peers_table(context: Context, places: dict[str, str], indicators: Sequence[Indicator]) -> Table:
    rows = tuple(_peers_row(context, code, why, indicators) for code, why in places.items())
    codes = tuple("" if code == context.city else code for code in places)
    return Table(_peers_columns(context, indicators), rows, "place", codes)


def _peers_body(context: Context, places: dict[str, str], indicators: Sequence[Indicator]) -> Component:
    columns = _peers_columns(context, indicators)
    heads = [html.Th(_heading(column), scope="col", className=_side(column)) for column in columns]
    rows = []
    for code, why in places.items():
        _, *cells = _peers_row(context, code, why, indicators)
        entries = [
            html.Td(_entry(entry), className=_side(column)) for column, entry in zip(columns[1:], cells, strict=True)
        ]
        rows.append(html.Tr([html.Th(_place(context, code), scope="row"), *entries]))
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="figures")
    return html.Div(table, className="table-scroll", tabIndex="0")


def _place(context: Context, code: str) -> list[Component | str]:
    """A place's names; those of another place lead to its page."""
    place = context.catalog.places[code]
    page = View(paths.PLACES + code, month=context.view.month, lang=context.view.lang)
    name = called(place) if code == context.place else link(called(place), page.href)
    return [name, html.Span(place.name_bo, lang="bo", className="name-bo")]


def _heading(column: Column) -> list[Component | str]:
    unit = column.unit
    return [column.title, html.Small(unit, className="column-unit")] if unit else [column.title]


def _side(column: Column) -> str:
    return f"col-{column.key}{'' if column.decimals is None else ' numeric'}"


def _entry(entry: Entry) -> Component | str:
    if isinstance(entry, Cell) and entry.figure:
        return marked(html.Span(entry.text), "data-figure", entry.figure)
    return text_of(entry)


def indicators_exhibit(context: Context) -> Exhibit:
    """Every indicator of the place: value, expected, target, state and since when, basis, note."""
    rows = rows_of(context.assessment, context.place, context.view.measure)
    chosen = context.catalog.measures.get(context.view.measure)
    title = words("county.indicators_of", name=called(chosen)) if chosen else words("county.indicators")
    return Exhibit(
        name="indicators",
        title=title,
        reading=_indicators_reading(context, rows),
        table=lambda: _indicators_table(context, rows),
        body=lambda: _indicators_body(context, rows) if rows else explained(words("county.indicators_none")),
        note=words("county.indicators_note", count=len(rows)) if rows else "",
    )


def _indicators_reading(context: Context, rows: Sequence[Judged]) -> str:
    """Name the scored item furthest below its line among those shown."""
    shown_here = {row.indicator for row in rows}
    worst = [row for row in lags_of(context.assessment, context.place, len(rows)) if row.indicator in shown_here]
    if not worst:
        return nothing(context, "indicators_fine") if rows else ""
    indicator = context.catalog.indicators[worst[0].indicator]
    return words("county.indicators_worst", name=called(indicator), count=len(worst))


def _indicators_table(context: Context, rows: Sequence[Judged]) -> Table:
    decimals = {"value": 2, "expected": 2, "target": 2, **DOUBT_DECIMALS}
    columns = [
        Column(key, words(f"county.columns.{key}"), decimals=decimals.get(key), pinned=key == "indicator")
        for key in (*COLUMNS, *IN_FILES)
    ]
    columns.insert(5, Column("unit", words("county.columns.unit")))
    return Table(
        tuple(columns),
        tuple(_indicator_row(context, row) for row in rows),
    )


def _indicator_row(context: Context, row: Judged) -> tuple[Entry, ...]:
    indicator = context.catalog.indicators[row.indicator]
    clause = context.catalog.clauses[indicator.clause]
    return (
        clause_name(context.assessment, clause),
        called(indicator),
        value_cell(row, indicator),
        number_cell(row.expected, indicator.decimals),
        number_cell(row.target, indicator.decimals),
        called(indicator, "unit"),
        words(f"pages.status.{row.status}"),
        since(context, row),
        words(f"pages.basis.{row.basis}") if row.basis else "",
        notes(row),
        *doubt_cells(row),
        freshness_short(row),
        row.carried,
    )


def since(context: Context, row: Judged) -> str:
    """Write since when the state has held."""
    found = standing(context.assessment.series(row.place, row.indicator, split=row.split))
    if found is None or row.status in ("not_due", "no_target"):
        return ""
    return words("county.since_short", month=month_name(found.since), count=found.months)


def _indicators_body(context: Context, rows: Sequence[Judged]) -> Component:
    keys = COLUMNS if context.place != context.city else (*COLUMNS, "counties")
    heads = [html.Th(words(f"county.columns.{key}"), scope="col", className=f"col-{key}") for key in keys]
    body = [html.Tr(_indicator_cells(context, row)) for row in rows]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="figures indicators-table")
    return html.Div(table, className="table-scroll", tabIndex="0")


def _indicator_cells(context: Context, row: Judged) -> list[Component]:
    """The same entries as in the table behind, with the way to the indicator's page and the state's mark."""
    indicator = context.catalog.indicators[row.indicator]
    clause, name, _, expected, target, _, status, held, basis, note, *_, counties, _ = _indicator_row(context, row)
    heading = called(context.catalog.clauses[indicator.clause], "title")
    entries: dict[str, Component | str] = {
        "value": stated(row, shown(row, indicator)),
        "expected": text_of(expected),
        "target": text_of(target),
        "status": html.Span(text_of(status), className=f"status status-{row.status}"),
        "since": text_of(held),
        "basis": text_of(basis),
        "note": text_of(note),
    }
    if context.place == context.city:
        entries["counties"] = text_of(counties)
    view = indicator_view(context, indicator, row.place)
    return [
        _cell("clause", html.Span(text_of(clause), title=heading)),
        html.Th(link(text_of(name), view.href), scope="row", className="col-indicator"),
        *(_cell(key, entry) for key, entry in entries.items()),
    ]


def _cell(key: str, entry: Component | str) -> Component:
    """A cell that names its column where the row stands as a card on a phone."""
    return marked(html.Td(entry, className=f"col-{key}"), "data-label", words(f"county.columns.{key}"))
