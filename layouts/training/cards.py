"""The headline measures of a page as cards: value, target, line, and where the counties stand against their lines."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from data.catalog.terms import LAGGING
from evaluation.assessment import Judged
from figures.kit.tables import Column, Entry, Table
from layouts.kit.components import link, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell, stated, value_cell
from reading.doubt import freshness_words
from reading.text import amount, expected_amount, joined, listed, notes, shown
from speech.words import called, words

END = 150.0  # per cent of the line at which a strip ends


def cards_exhibit(context: Context, indicators: Sequence[Indicator]) -> Exhibit:
    """The measures of a place, each with its counties."""
    return Exhibit(
        name="cards",
        title=words("training.cards.title", name=called(context.catalog.places[context.place])),
        reading=_reading(context, indicators),
        table=lambda: _table(context, indicators),
        body=html.Div([_card(context, indicator) for indicator in indicators], className="cards"),
        note=words("training.cards.note"),
    )


def _reading(context: Context, indicators: Sequence[Indicator]) -> str:
    rows = [row for each in indicators if (row := context.judged(each.indicator)) is not None]
    below = [called(context.catalog.indicators[row.indicator], "short") for row in rows if row.status in LAGGING]
    judged = sum(row.attainment is not None for row in rows)
    if not judged:
        return words("training.cards.not_judged")
    key = "below" if below else "none_below"
    names = words("pages.comma").join(below)
    return words(f"training.cards.{key}", judged=judged, count=len(below), names=names)


def _card(context: Context, indicator: Indicator) -> Component:
    row = context.judged(indicator.indicator)
    view = context.view.but(indicator=indicator.indicator, split="")
    chosen = " chosen" if context.view.indicator == indicator.indicator else ""
    title = html.H3(link(called(indicator, "short"), view.href))
    if row is None:
        return html.Div([title, html.P(words("pages.states.missing"))], className=f"card-measure{chosen}")
    status = html.Span(words(f"pages.status.{row.status}"), className=f"status status-{row.status}")
    absent = " absent" if row.value is None else ""
    value = html.P([stated(row, shown(row, indicator)), status], className=f"card-value{absent}")
    facts = [
        html.P(text) for text in (_line(row, indicator), _reached(context, indicator), _note(context, row)) if text
    ]
    parts = [title, value, strip(context, indicator), html.Div([*facts, *_extremes(context, indicator)])]
    return html.Div(parts, className=f"card-measure{chosen}")


def _line(row: Judged, indicator: Indicator) -> str:
    if row.target is None:
        return words("pages.infrastructure.no_target")
    basis = words(f"pages.basis.{row.basis}")
    if row.expected is None or row.expected == row.target:
        return words("training.cards.target", target=amount(row.target, indicator), basis=basis)
    line = expected_amount(row.expected, indicator)
    return words("training.cards.target_line", target=amount(row.target, indicator), line=line, basis=basis)


def _counties(context: Context, indicator: Indicator) -> list[Judged]:
    rows = [context.judged(indicator.indicator, place=place.place) for place in context.catalog.counties]
    return [row for row in rows if row is not None]


def _reached(context: Context, indicator: Indicator) -> str:
    """Of a count, say how many counties have reached the whole year's target: their sum doesn't tell."""
    rows = [row for row in _counties(context, indicator) if row.target is not None]
    if indicator.formula != "count" or not rows:
        return ""
    known = [row for row in rows if row.value is not None and row.target is not None]
    count = sum((row.value or 0.0) >= (row.target or 0.0) for row in known)
    return words("training.cards.reached", count=count, known=len(known))


def _note(context: Context, row: Judged) -> str:
    return joined((freshness_words(row) if row.place == context.city else "", notes(row)))


def _extremes(context: Context, indicator: Indicator) -> list[Component]:
    """Name the best and the worst county: of a rate by its value, of a count by what is reached of its own line."""
    measure = "attainment" if indicator.formula == "count" else "value"
    rows = [row for row in _counties(context, indicator) if row.value is not None and getattr(row, measure) is not None]
    if len(rows) < 2:
        return []
    ordered = sorted(rows, key=lambda row: getattr(row, measure), reverse=indicator.direction == "up")
    names = {"best": ordered[0], "worst": ordered[-1]}
    places = context.catalog.places
    return [
        html.P([words(f"training.cards.{key}", name=called(places[row.place])), stated(row, shown(row, indicator))])
        for key, row in names.items()
    ]


def strip(context: Context, indicator: Indicator) -> Component | None:
    """Draw the counties as dots along one scale: what each has reached of its own line, which is the tick."""
    rows = [row for row in _counties(context, indicator) if row.attainment is not None]
    if not rows:
        return None
    tick = html.Span(className="strip-tick", style={"left": f"{100 / END:.1%}"})
    dots = [_dot(context, row, indicator) for row in rows]
    return named(
        html.Div([tick, *dots], className="strip", role="img"),
        words("training.cards.strip", counties=listed(_said(context, row, indicator) for row in rows)),
    )


def _dot(context: Context, row: Judged, indicator: Indicator) -> Component:
    at = min(row.attainment or 0.0, END) / END
    chosen = " chosen" if row.place == context.view.place else ""
    title = _said(context, row, indicator)
    return html.Span(className=f"strip-dot dot-{row.status}{chosen}", style={"left": f"{at:.1%}"}, title=title)


def _said(context: Context, row: Judged, indicator: Indicator) -> str:
    return f"{called(context.catalog.places[row.place])} {shown(row, indicator)}"


def _table(context: Context, indicators: Sequence[Indicator]) -> Table:
    """The place's measures; the counties stand in the matrix."""
    titles = ("indicator", "unit", "value", "line", "target", "attainment", "status", "note")
    columns = tuple(
        Column(key, words(f"training.columns.{key}"), "%" if key == "attainment" else "", _decimals(key), not position)
        for position, key in enumerate(titles)
    )
    rows: list[tuple[Entry, ...]] = []
    for each in indicators:
        row = context.judged(each.indicator)
        unit = called(each, "unit")
        if row is None:
            rows.append((called(each), unit, words("pages.states.missing"), *[words("pages.none")] * 3, "", ""))
            continue
        figures = (number_cell(row.expected, each.decimals), number_cell(row.target, each.decimals))
        status = (number_cell(row.attainment, 1), words(f"pages.status.{row.status}"), _note(context, row))
        rows.append((called(each), unit, value_cell(row, each), *figures, *status))
    return Table(columns, tuple(rows), "indicator", tuple(each.indicator for each in indicators))


def _decimals(key: str) -> int | None:
    return 1 if key in ("value", "line", "target", "attainment") else None
