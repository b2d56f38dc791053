"""What lags most, on a wall: what to ask about first."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from evaluation.assessment import Judged
from layouts.kit.context import Context
from layouts.kit.exhibits import stated
from layouts.wall.pieces import Bar, bar, came, explained, titled
from layouts.wall.stage import Box
from reading.text import SPACE, clause_name, expected_amount, leads, shown_bare
from speech.words import called, language, words

SHORT_LEADS = 2
ROOMY = {"zh": 160, "en": 190}  # pixels of height, from which a lag has room for all that it says


def lag_list(context: Context, title: str, found: Sequence[Judged], box: Box, *, named: bool = True) -> Component:
    """List what lags under a title; `named` says that each comes with the name of its place."""
    if not found:
        return titled(title, explained(words("pages.overview.lags_none")))
    short = box.height / len(found) < ROOMY[language()]
    items = [_lag(context, row, named=named, short=short) for row in found]
    return titled(title, html.Ol(items, className="lag-list short" if short else "lag-list"))


def _lag(context: Context, row: Judged, *, named: bool, short: bool) -> Component:
    catalog = context.catalog
    indicator = catalog.indicators[row.indicator]
    clause = catalog.clauses[indicator.clause]
    values = words(
        "pages.overview.lag_value",
        value=shown_bare(row, indicator),
        expected=expected_amount(row.expected, indicator),
    )
    note = came(row)
    attained = 0.0 if row.attainment is None else row.attainment
    lead = words("pages.overview.lag_lead", leads=_leads(context, clause.measure, short=short))
    if not short:
        lead = f"{clause_name(context.assessment, clause)}{SPACE}{lead}"
    place = f"{called(catalog.places[row.place])} · " if named else ""
    return html.Li(
        [
            html.Div(f"{place}{called(indicator, 'short')}", className="name"),
            bar(Bar(attained, 100.0, "worst" if row.status == "behind" else "behind", bool(row.gate))),
            html.Div(stated(row, values), className="values"),
            html.Div([lead, html.Span(note, className="came") if note else None], className="lead"),
        ]
    )


def _leads(context: Context, measure: str, *, short: bool) -> str:
    """Name who leads; where there is little room, the first, and that there are others."""
    codes = context.catalog.measures[measure].leads
    if not short or len(codes) <= SHORT_LEADS:
        return leads(context.assessment, measure)
    return words("wall.and_more", names=called(context.catalog.departments[codes[0]]))
