"""One county: how it stands, where it lies, what lags and what is best, and whether its countryside catches up."""

from dash import html
from dash.development.base_component import Component

from data.catalog.terms import SIDES
from evaluation.findings.arrivals import is_silent
from evaluation.findings.county import strengths_of
from evaluation.findings.gap import GapReading, service_gap
from evaluation.findings.lags import lags_of
from figures.course import CourseLine, course
from figures.kit.theme import WALL
from layouts.kit.context import Context
from layouts.kit.exhibits import stated
from layouts.overview.panel import is_known
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.lags import lag_list
from layouts.wall.maps import score_map
from layouts.wall.measures import measures_part
from layouts.wall.pieces import (
    HEAD,
    drawing,
    drawing_room,
    explained,
    fact,
    scored,
    since_month,
    standing,
    titled,
)
from layouts.wall.stage import Box, Stage
from reading.doubt import carried_words
from reading.maps import rank_text
from reading.text import amount, month_name, month_words, report_text
from speech.numbers import number, signed
from speech.words import called, words

LAGS, STRENGTHS = 3, 5
BEST, BEST_SHARE = 52, 0.17  # pixels of a line of what is best, and its share of a large part


def arrangement(stage: Stage) -> Node:
    """Put the county's own standing over all; measures and lags beside the map that shows where it lies."""
    return rows((0.1, Part("standing", _standing)), (1, _below(stage)))


def _standing(context: Context, box: Box) -> Component:
    """How many of its items are on track; nothing of one that nothing is known of."""
    return standing(context, box) if is_known(context.assessment, context.place) else html.Div()


def _below(stage: Stage) -> Node:
    head, county, measures = Part("county-head", _head), Part("map", score_map), Part("measures", measures_part)
    lag, best, gap = Part("lags", _lags), Part("county-best", _best), Part("county-gap", _gap)
    if stage.shape == "tower":
        return rows(
            (0.9, columns((1, head), (1, county))),
            (1.06, measures),
            (1.2, columns((1, lag), (1, rows((1, best), (1, gap))))),
        )
    if stage.shape == "screen":
        return columns((1, rows((1, head), (1.05, county))), (1.2, measures), (1, rows((1.9, lag), (1, gap))))
    if stage.shape == "wide":
        return columns(
            (1, rows((1.1, head), (1, gap))), (1.4, county), (1.2, measures), (1, rows((1.5, lag), (1, best)))
        )
    left = columns((0.8, head), (1.2, county))
    right = columns((1, lag), (1, rows((1, best), (1, gap))))
    return columns((1, left), (1, measures), (1, right))


def _head(context: Context, _: Box) -> Component:
    """Its names, its score with grade, rank and line; or that it hasn't reported, and when it last did."""
    assessment, place = context.assessment, context.catalog.places[context.place]
    names = html.Div(
        [html.Span(place.name_bo, lang="bo"), html.Span(place.name_en, lang="en")], className="county-names"
    )
    score = assessment.scores.get((context.place, "total", "total"))
    title = words("wall_county.score")
    if score is None or score.score is None or not is_known(assessment, context.place):
        return titled(title, names, html.P(_silence(context), className="county-silent"), html.P(_last(context)))
    facts = [
        fact(rank_text(assessment, context.place)),
        since_month(context, score),
        html.Span(_report(context), className="county-report"),
    ]
    return titled(title, names, scored(context, score, *facts))


def _silence(context: Context) -> str:
    key = "silent" if is_silent(context.assessment, context.place) else "too_little"
    return words(f"wall_county.{key}", month=month_name(context.view.month))


def _last(context: Context) -> str:
    """Name the last month with a score, with that month's score: it is not this month's."""
    series = context.assessment.score_series(context.place, "total", "total")
    known = [row for row in series if row.score is not None and row.share > 0 and row.month < context.view.month]
    if not known:
        return words("wall_county.never")
    return words("wall_county.last", month=month_name(known[-1].month), score=number(known[-1].score or 0.0, 1))


def _report(context: Context) -> str:
    """Say how this month's report came."""
    return report_text(next((row for row in context.assessment.reporting if row.reporter == context.place), None))


def _lags(context: Context, box: Box) -> Component:
    title = words("wall_county.lags")
    if not is_known(context.assessment, context.place):
        return titled(title, explained(words("wall_county.unknown")))
    return lag_list(context, title, lags_of(context.assessment, context.place, LAGS), box, named=False)


def _best(context: Context, box: Box) -> Component:
    """What it has reached best."""
    room = min(STRENGTHS, int((box.height - HEAD) / max(BEST, min(box.height * BEST_SHARE, 1.5 * BEST))))
    title, found = words("wall_county.best"), strengths_of(context.assessment, context.place, room)
    if not found:
        return titled(title, explained(words("wall_county.best_none")))
    lines = []
    for row in found:
        indicator = context.catalog.indicators[row.indicator]
        value = html.Span(stated(row, amount(row.value, indicator)), className="value")
        old = html.Span(carried_words(row), className="unit") if row.carried else None
        name = html.Span([part for part in (called(indicator, "short"), old) if part], className="name")
        lines.append(html.Div([name, value], className="best"))
    return titled(title, html.Div(lines, className="bests"))


def _gap(context: Context, box: Box) -> Component:
    """Its town and countryside, and how far apart they are beside the city's."""
    title, reading = words("wall_county.gap"), service_gap(context.assessment, context.place)
    if reading is None:
        return titled(title, explained(words("pages.overview.gap_none")))
    facts = html.P([_difference(reading), html.Span(_beside_city(context))], className="county-gap")
    sides = [
        CourseLine(side, words(f"pages.splits.{side}"), {point.month: getattr(point, side) for point in reading.series})
        for side in SIDES
    ]
    width, height = drawing_room(box)
    figure = course(sides, WALL, month_words(), unit="%", panel=(width, height - HEAD))
    return titled(title, facts, drawing(figure))


def _difference(reading: GapReading) -> Component:
    text = words("wall_county.gap_points", difference=number(reading.now.difference, 1))
    moved = "" if reading.change is None else words("wall_county.gap_change", change=signed(reading.change, 1))
    return html.Span([html.B(text), moved])


def _beside_city(context: Context) -> str:
    city = service_gap(context.assessment, context.city)
    return "" if city is None else words("wall_county.gap_city", difference=number(city.now.difference, 1))
