"""Training: schools with a science counselor, counselors taught and certified, everyone else who is taught."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from evaluation.assessment import Judged
from layouts.kit.context import Context
from layouts.kit.explorer import own
from layouts.training.page import PAGE, headlines
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.indicators import indicator_course, ranked, tone_of, value_head, value_rows
from layouts.wall.pieces import Bar, bar, came_unlike, explained, most_came, titled, under
from layouts.wall.stage import Box, Stage
from reading.text import amount, expected_amount, shown_bare
from speech.words import called, words


def arrangement(stage: Stage) -> Node:
    """Follow the counselor from school to certificate; then everyone else who is taught."""
    head, course, steps = Part("train-head", _head), Part("train-course", _course), Part("train-steps", _steps)
    order, taught = Part("train-ranked", _ranked), Part("train-taught", _taught)
    if stage.shape == "tower":
        return rows((0.85, columns((1.2, head), (1, course))), (0.56, steps), (0.8, order), (0.95, taught))
    if stage.shape == "screen":
        return columns((1.1, rows((1, head), (1.1, course))), (1.1, rows((1.15, steps), (1.25, order))), (1.25, taught))
    if stage.shape == "wide":
        return columns((1, rows((0.7, head), (1, course))), (1.1, steps), (1.1, order), (1.5, taught))
    return columns((0.8, head), (1.2, course), (1, steps), (1, order), (2, taught))


def _headlines(context: Context) -> list[Indicator]:
    """List the five steps that the plan counts; in another plan, what opens its page."""
    return headlines(context) or own(context.assessment, PAGE)[:1]


def _head(context: Context, _: Box) -> Component:
    found = _headlines(context)
    return value_head(context, found[0], called(found[0])) if found else explained(words("wall.nothing"))


def _course(context: Context, box: Box) -> Component:
    found = _headlines(context)
    if not found:
        return explained(words("wall.nothing"))
    return indicator_course(context, found[0], words("wall_training.course"), box)


def _ranked(context: Context, _: Box) -> Component:
    found = _headlines(context)
    if not found:
        return explained(words("wall.nothing"))
    return ranked(context, found[0], words("wall_training.ranked", name=called(found[0], "short")))


def _steps(context: Context, box: Box) -> Component:
    """The other steps of a counselor's way, each large, with what is expected by now."""
    found = _headlines(context)[1:]
    if not found:
        return titled(words("wall_training.steps"), explained(words("wall.nothing")))
    rows = [context.judged(each.indicator, place=context.city) for each in found]
    most = most_came(row for row in rows if row is not None)
    tiles = [_step(each, row, most) for each, row in zip(found, rows, strict=True)]
    steps = html.Div(tiles, className="steps flat" if box.width > 2 * box.height else "steps")
    return titled(words("wall_training.steps"), steps, under(most))


def _step(indicator: Indicator, row: Judged | None, most: str) -> Component:
    name = html.Div(called(indicator, "short"), className="name")
    if row is None or row.value is None:
        state = words("pages.states.missing") if row is None else shown_bare(row, indicator)
        return html.Div([name, html.Div(state, className="absent")], className="step")
    expected = "" if row.expected is None else words("wall.expected", value=expected_amount(row.expected, indicator))
    return html.Div(
        [
            name,
            html.Div(amount(row.value, indicator), className=f"large {tone_of(row)}"),
            bar(Bar(row.attainment, 100.0, tone_of(row), bool(row.gate))) if row.attainment is not None else None,
            html.Div(expected, className="expected"),
            html.Div(note, className="expected") if (note := came_unlike(row, most)) else None,
        ],
        className="step",
    )


def _taught(context: Context, box: Box) -> Component:
    names = {each.indicator for each in _headlines(context)}
    rest = [each for each in own(context.assessment, PAGE) if each.indicator not in names]
    return value_rows(context, words("wall_training.taught"), rest, box)
