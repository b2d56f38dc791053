"""The six actions: for each audience what was done this year, against the line."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator, Measure, Role
from data.catalog.terms import LAGGING
from evaluation.assessment import Judged
from evaluation.findings.lags import worst_of
from figures.kit.tables import Column, Entry, Table
from layouts.kit import paths
from layouts.kit.components import link
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, indicator_view, number_cell, stated, value_cell
from layouts.kit.view import View
from reading.doubt import freshness_words
from reading.text import expected_amount, joined, leads, notes, shown
from speech.numbers import number
from speech.words import called, words

PAGES = ("actions", "training")
END = 150.0  # per cent of the line at which a bar ends


def audiences_exhibit(context: Context) -> Exhibit:
    """The actions with their indicators."""
    actions = [measure for measure in context.catalog.measures.values() if measure.kind == "action"]
    return Exhibit(
        name="audiences",
        title=words("actions.audiences.title", name=called(context.catalog.places[context.place])),
        reading=_reading(context, actions),
        table=lambda: _table(context, actions),
        body=lambda: html.Div([_action(context, measure) for measure in actions], className="audiences"),
        note=words("actions.audiences.note"),
        where=View(paths.DATA, context.view.month, context.view.place, lang=context.view.lang),
    )


def indicators_of(context: Context, measure: Measure) -> list[Indicator]:
    """List an action's indicators that tell what was done for its audience, what reached people first.

    The first is written large; an action that has none in that role begins with the first of its own.
    """
    catalog = context.catalog
    own = [
        each
        for each in catalog.indicators.values()
        if each.page in PAGES and catalog.clauses[each.clause].measure == measure.measure
    ]
    return sorted(own, key=lambda each: each.role is not Role.AUDIENCE_REACH)


def _rows(context: Context, measure: Measure) -> list[tuple[Indicator, Judged]]:
    found = [(each, context.judged(each.indicator)) for each in indicators_of(context, measure)]
    return [(each, row) for each, row in found if row is not None]


def _reading(context: Context, actions: Sequence[Measure]) -> str:
    """Count what is on its line, and name what is furthest from it."""
    pairs = [(measure, each, row) for measure in actions for each, row in _rows(context, measure)]
    judged = [pair for pair in pairs if pair[2].attainment is not None]
    below = [pair for pair in judged if pair[2].status in LAGGING]
    if not judged:
        return words("actions.audiences.not_judged")
    text = words("actions.audiences.reading", judged=len(judged), met=len(judged) - len(below), below=len(below))
    worst = worst_of(row for _, _, row in below)
    if worst is not None:
        measure, each, row = next(pair for pair in below if pair[2] is worst)
        share, name = f"{number(row.attainment or 0.0)}%", called(each, "short")
        text += words("actions.audiences.worst", action=called(measure, "short"), name=name, share=share)
    return text + words("pages.overview.stop")


def _action(context: Context, measure: Measure) -> Component:
    rows = _rows(context, measure)
    view = View(paths.PLAN, month=context.view.month, clause=measure.measure, lang=context.view.lang)
    title = html.H3(link(called(measure, "short"), view.href, title=called(measure)))
    if not rows:
        return html.Div([title, html.P(words("actions.audiences.city_only"), className="absent")], className="audience")
    lead = words("pages.overview.lag_lead", leads=leads(context.assessment, measure.measure))
    items = html.Ul([_item(context, each, row) for each, row in rows[1:]], className="bullets")
    return html.Div([title, *_first(context, *rows[0]), items, html.P(lead, className="leads")], className="audience")


def _first(context: Context, indicator: Indicator, row: Judged) -> list[Component]:
    """Write what reached people large."""
    absent = " absent" if row.value is None else ""
    value = html.P(stated(row, shown(row, indicator)), className=f"audience-value{absent}")
    name = link(called(indicator), indicator_view(context, indicator, context.view.place).href)
    said: list[Component] = [value, html.P([name, _status(row)], className="audience-name")]
    if row.attainment is not None:
        said.append(_bar(row))
    hint = _hint(row, indicator)
    return [*said, html.P(hint, className="leads")] if hint else said


def _item(context: Context, indicator: Indicator, row: Judged) -> Component:
    name = link(called(indicator, "short"), indicator_view(context, indicator, context.view.place).href)
    value = html.Span(stated(row, shown(row, indicator)), className="bullet-value")
    return html.Li(
        [html.Span([name, _status(row)], className="bullet-name"), _bar(row), value], title=_hint(row, indicator)
    )


def _status(row: Judged) -> Component | None:
    """Say in a word what needs action; what is fine or absent says nothing more."""
    if row.status == "on_track" or row.value is None:
        return None
    return html.Span(words(f"pages.status.{row.status}"), className=f"status status-{row.status}")


def _bar(row: Judged) -> Component:
    """Draw what is reached of the line, which is the tick; nothing where nothing is judged."""
    if row.attainment is None:
        return html.Span(className="bullet bullet-none")
    fill = html.Span(
        className=f"bullet-fill fill-{row.status}", style={"width": f"{min(row.attainment, END) / END:.1%}"}
    )
    tick = html.Span(className="bullet-tick", style={"left": f"{100 / END:.1%}"})
    return html.Span([fill, tick], className="bullet")


def _hint(row: Judged, indicator: Indicator) -> str:
    expected = (
        "" if row.expected is None else words("pages.figures.expected", value=expected_amount(row.expected, indicator))
    )
    return joined((expected, freshness_words(row), notes(row)))


def _table(context: Context, actions: Sequence[Measure]) -> Table:
    keys = ("action", "indicator", "unit", "value", "line", "target", "attainment", "status", "note")
    columns = tuple(
        Column(key, words(f"actions.columns.{key}"), "%" if key == "attainment" else "", _decimals(key), position < 2)
        for position, key in enumerate(keys)
    )
    rows: list[tuple[Entry, ...]] = []
    for measure in actions:
        for each, row in _rows(context, measure):
            names = (called(measure, "short"), called(each), called(each, "unit"))
            figures = (number_cell(row.expected, each.decimals), number_cell(row.target, each.decimals))
            judged = (number_cell(row.attainment, 1), words(f"pages.status.{row.status}"), _hint(row, each))
            rows.append((*names, value_cell(row, each), *figures, *judged))
    return Table(columns, tuple(rows))


def _decimals(key: str) -> int | None:
    return 1 if key in ("value", "line", "target", "attainment") else None
