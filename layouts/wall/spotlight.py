"""One indicator in the light: what it is, how the city stands, where it lags; shown when a remote asks for it."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from evaluation.findings.gap_desk import comparable, indicator_gap
from layouts.kit.context import Context
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.indicators import indicator_course, indicator_map, ranked, value_head
from layouts.wall.pieces import explained, titled
from layouts.wall.stage import Box, Stage
from reading.gap import decimals_of
from reading.indicators import basis
from reading.text import SPACE, amount, clause_name, spread
from speech.numbers import signed
from speech.words import called, words


def arrangement(stage: Stage) -> Node:
    """Begin with the city's value and what it rests on; map, counties and course beside it."""
    head, rests = Part("spot-head", _head), Part("spot-basis", _basis)
    county, order, course = Part("map", _map), Part("spot-ranked", _ranked), Part("spot-course", _course)
    sides = Part("spot-sides", _sides)
    after = rows((1.2, course), (0.5, sides))
    if stage.shape == "tower":
        below = columns((1.6, rests), (1, sides))
        return rows((0.9, columns((1.1, head), (1, course))), (1, county), (0.9, order), (0.62, below))
    if stage.shape == "screen":
        left = rows((1.2, head), (1.1, rests))
        return columns((1.1, left), (1.5, county), (1.1, rows((1.35, order), (1, course))))
    if stage.shape == "wide":
        return columns((1, rows((1, head), (1, rests))), (1.6, county), (1, order), (1, after))
    left, right = columns((1, head), (1, rests)), columns((1, order), (1, after))
    return columns((1, left), (1, county), (1, right))


def _indicator(context: Context) -> Indicator:
    return context.catalog.indicators[context.view.indicator]


def _head(context: Context, _: Box) -> Component:
    return value_head(context, _indicator(context), called(context.catalog.places[context.city]))


def _basis(context: Context, _: Box) -> Component:
    """Its full name, how it is worked out, who leads, and the clause that it comes from."""
    indicator = _indicator(context)
    clause = context.catalog.clauses[indicator.clause]
    (clause_head, _text), *facts = basis(context.assessment, indicator)
    shown = [
        (words("wall_spotlight.name"), called(indicator)),
        *reversed(facts),
        (clause_head, f"{clause_name(context.assessment, clause)}{SPACE}{called(clause, 'title')}"),
    ]
    parts = [html.Div([html.H3(name), html.P(text)], className="rest") for name, text in shown]
    return titled(words("wall_spotlight.basis"), html.Div(parts, className="rests"))


def _map(context: Context, box: Box) -> Component:
    return indicator_map(context, _indicator(context), words("wall_spotlight.map"), box)


def _ranked(context: Context, _: Box) -> Component:
    return ranked(context, _indicator(context), words("wall_spotlight.ranked"))


def _course(context: Context, box: Box) -> Component:
    return indicator_course(context, _indicator(context), words("wall_spotlight.course"), box)


def _sides(context: Context, _: Box) -> Component:
    """Town and countryside, where both are counted."""
    indicator, title = _indicator(context), words("wall_spotlight.sides")
    if indicator not in comparable(context.catalog):
        return titled(title, explained(words("wall_spotlight.sides_none")))
    gap = indicator_gap(context.assessment, context.city, indicator)
    if gap.now is None:
        return titled(title, explained(words("pages.overview.gap_none")))
    moved = None if gap.change is None else signed(gap.change, decimals_of(indicator))
    change = "" if moved is None else words("wall_county.gap_change", change=moved)
    lines = [
        html.P([html.Span(words(f"pages.splits.{side}"), className=side), html.B(amount(value, indicator))])
        for side, value in (("urban", gap.now.urban), ("rural", gap.now.rural))
    ]
    difference = words("wall_spotlight.apart", difference=spread(gap.now.difference, indicator))
    return titled(title, html.Div([*lines, html.P([difference, html.Span(change)])], className="sides-now"))
