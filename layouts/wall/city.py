"""The city at a glance: where it stands on the plan's line, which county and which measure lags, what to ask first."""

from dash import html
from dash.development.base_component import Component

from evaluation.findings.lags import lags
from figures.course import CourseLine, course
from figures.kit.theme import WALL
from layouts.kit.context import Context
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.gap import gap_lines
from layouts.wall.lags import lag_list
from layouts.wall.maps import score_map
from layouts.wall.measures import measures_part
from layouts.wall.pieces import (
    Bar,
    bar,
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
from reading.maps import score_rows
from reading.text import month_words, written
from speech.numbers import number
from speech.words import words

LAGS = 5


def arrangement(stage: Stage) -> Node:
    """Put the counts over all; the map in the middle, the total and the measures at its left, the lags at its right."""
    return rows((0.1, Part("standing", standing)), (1, _below(stage)))


def _below(stage: Stage) -> Node:
    total, line = Part("total", _total), Part("course", _course)
    measures, county, lag = Part("measures", measures_part), Part("map", score_map), Part("lags", _lags)
    if stage.shape == "tower":
        return rows((0.6, columns((1, total), (1, line))), (1, county), (1.85, columns((1.3, measures), (1, lag))))
    if stage.shape == "screen":
        return columns((1.3, rows((0.31, total), (0.69, measures))), (1.7, county), (1, lag))
    order, gap = Part("order", _order), Part("gap-lines", gap_lines)
    if stage.shape == "wide":
        return columns((1, rows((0.42, total), (0.58, line))), (1, measures), (1.8, county), (0.8, order), (1, lag))
    return columns(
        (0.9, rows((0.42, total), (0.58, line))), (1.1, measures), (1.4, county), (0.6, order), (1, lag), (1, gap)
    )


def _total(context: Context, _: Box) -> Component:
    """The city's score with its ends, its grade, the change, and the line."""
    title = words("wall_city.total")
    score = context.assessment.scores.get((context.city, "total", "total"))
    if score is None or score.score is None:
        share = number(0 if score is None else score.share * 100)
        return titled(title, explained(words("pages.overview.no_score", share=f"{share}%")))
    line = fact(words("wall_city.line", line=written(score.line, 1), progress=written(score.progress, 1)))
    return titled(title, scored(context, score, since_month(context, score), line))


def _course(context: Context, box: Box) -> Component:
    """The way to the plan's end: what is reached and what was due, month by month."""
    title = words("wall_city.course")
    series = context.assessment.score_series(context.city, "total", "total")
    if not series:
        return titled(title, explained(words("wall_city.course_none")))
    lines = [
        CourseLine("reached", words("wall_city.reached"), {row.month: row.progress for row in series}),
        CourseLine("expected", words("wall_city.expected"), {row.month: row.line for row in series}),
    ]
    figure = course(lines, WALL, month_words(), decimals=1, panel=drawing_room(box))
    return titled(title, drawing(figure), note=words("wall_city.course_unit"))


def _order(context: Context, _: Box) -> Component:
    """The counties from the first to the last, those that can't be told apart beside each other."""
    found = sorted(score_rows(context.assessment, ""), key=lambda row: -1.0 if row.value is None else row.value)
    lines = []
    for row in reversed(found):
        way = Bar(row.value, None, "fine", row.gated)
        name, rank = html.Span(row.name, className="name"), html.Span(row.note, className="rank")
        score = [html.Span(row.text, className="score"), rank]
        if row.value is None:
            score = [html.Span(row.text, className="no-score")]
        lines.append(html.Div([name, bar(way), *score], className="standing"))
    return titled(words("wall_city.standing"), html.Div(lines, className="standings"))


def _lags(context: Context, box: Box) -> Component:
    return lag_list(context, words("wall_city.lags"), lags(context.assessment, LAGS), box)
