"""The other measures of funds at a place: per head, growth, earmark, social capital, aid, the city's own."""

from operator import attrgetter

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator, Role
from data.catalog.terms import LAGGING
from evaluation.assessment import Judged
from figures.kit.tables import Column, Table
from layouts.kit import explorer
from layouts.kit.components import link
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, stated, value_cell
from reading.doubt import doubt_words
from reading.text import amount, joined, listed, shown
from speech.numbers import number
from speech.words import called, words

IN_BRIDGE = (Role.MONEY_ARRIVED, Role.MONEY_SPENT)
BY_YEAR = attrgetter("year")


def others(context: Context) -> list[tuple[Indicator, Judged]]:
    """List the page's indicators but for those that the bridge shows; what only the city has, for the city."""
    rest = [each for each in explorer.own(context.assessment, "funding") if each.role not in IN_BRIDGE]
    found = [(each, context.judged(each.indicator)) for each in rest]
    return [(each, row) for each, row in found if row is not None]


def facts_exhibit(context: Context) -> Exhibit:
    """The other measures as tiles, each with what it is measured against."""
    pairs = others(context)
    return Exhibit(
        name="facts",
        title=words("funding.facts.title", place=called(context.catalog.places[context.place])),
        reading=_reading(pairs),
        table=lambda: _table(context, pairs),
        body=html.Div([_tile(context, indicator, row) for indicator, row in pairs], className="facts"),
    )


def _reading(pairs: list[tuple[Indicator, Judged]]) -> str:
    judged = [(indicator, row) for indicator, row in pairs if row.status in (*LAGGING, "on_track")]
    below = [called(indicator, "short") for indicator, row in judged if row.status in LAGGING]
    if not judged:
        return words("funding.facts.reading_none")
    if not below:
        return words("funding.facts.reading_fine", count=len(judged))
    return words("funding.facts.reading", count=len(judged), below=len(below), names=listed(below))


def _tile(context: Context, indicator: Indicator, row: Judged) -> Component:
    chosen = " chosen" if indicator.indicator == context.view.indicator else ""
    title = html.H3(link(called(indicator, "short"), context.view.but(indicator=indicator.indicator).href))
    value = html.P(
        stated(row, shown(row, indicator)), className="fact-value" if row.value is not None else "fact-value absent"
    )
    status = html.Span(words(f"pages.status.{row.status}"), className=f"status status-{row.status}")
    lines = [html.P(text) for text in _lines(context, indicator, row)]
    return html.Div([title, value, html.P(status), *lines], className=f"fact{chosen}")


def _lines(context: Context, indicator: Indicator, row: Judged) -> list[str]:
    """Say what a value is measured against, and what it is set beside."""
    texts = [_against(indicator, row), _reference(context, indicator)]
    if indicator.kind == "flow" and indicator.formula != "share" and row.value is not None:
        texts.append(words("funding.facts.to_date"))
    if indicator.is_of_city:
        texts.append(words("funding.facts.city"))
    texts.append(doubt_words(row))
    return [text for text in texts if text]


def _against(indicator: Indicator, row: Judged) -> str:
    if indicator.formula == "growth":
        return words("funding.facts.growth")
    if row.rule == "growing":
        before = row.expected
        if before is None:
            return words("funding.facts.growing")
        return words("funding.facts.before", value=amount(before, indicator))
    if row.target is None:
        return words("pages.infrastructure.no_target")
    target = amount(row.target, indicator)
    if row.expected is None or row.expected == row.target:
        return words("funding.facts.target", value=target)
    return words("funding.facts.target_line", value=target, line=amount(row.expected, indicator))


def _reference(context: Context, indicator: Indicator) -> str:
    """Give the nation's published figures, where there are some."""
    points = sorted((each for each in context.catalog.series if each.series == indicator.indicator), key=BY_YEAR)
    values = [
        words("funding.facts.reference_year", year=each.year, value=number(each.value, indicator.decimals))
        for each in points
    ]
    return words("funding.facts.reference", values=listed(values)) if values else ""


def _table(context: Context, pairs: list[tuple[Indicator, Judged]]) -> Table:
    columns = tuple(
        Column(key, words(f"funding.facts.columns.{key}"), decimals=2 if key == "value" else None, pinned=key == "name")
        for key in ("name", "value", "status", "note")
    )
    rows = tuple(
        (
            joined((called(indicator), called(indicator, "unit"))),
            value_cell(row, indicator),
            words(f"pages.status.{row.status}"),
            joined(_lines(context, indicator, row)),
        )
        for indicator, row in pairs
    )
    return Table(columns, rows, "indicator", tuple(indicator.indicator for indicator, _ in pairs))
