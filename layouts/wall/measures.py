"""The plan's eleven measures on a wall, as bars that end at their targets."""

from dash import html
from dash.development.base_component import Component

from figures.bullets import BulletRow
from layouts.kit.context import Context
from layouts.wall.pieces import Bar, bar, legend, marks, titled
from layouts.wall.stage import Box
from reading.measures import bullet_rows
from speech.numbers import least_written, number, signed
from speech.words import words

COUNTED = ("action", "project")  # the eleven measures; the aim over them and the guarantees stand on the desk
VISIBLE = least_written(1)


def measures_part(context: Context, _: Box) -> Component:
    """The measures of the place that is looked at, in the plan's order, each with the line as a tick."""
    found = [row for row in bullet_rows(context.assessment, context.place) if row.group in COUNTED]
    distances = [row.distance for row in found if row.distance is not None]
    worst = min(distances, default=0.0)
    lines = [_measure(context, row, worst, new_group=index > 0 and row.group != found[index - 1].group)
             for index, row in enumerate(found)]  # fmt: skip
    return titled(
        words("wall.measures"),
        html.Div(lines, className="measures"),
        legend(("tick", words("wall.legend_tick")), ("behind", words("wall.legend_behind")),
               ("worst", words("wall.legend_worst"))),
    )  # fmt: skip


def _measure(context: Context, row: BulletRow, worst: float, *, new_group: bool) -> Component:
    name = [html.Span(row.number, className="number"), html.Span(row.name, className="name")]
    if row.score is None:
        figures: list[Component] = [html.Span(_why_not(row.share), className="no-score")]
        way = Bar(None)
    else:
        lags_most = row.distance is not None and row.distance == worst and worst <= -VISIBLE
        behind = row.distance is not None and row.distance <= -VISIBLE and row.grade != "excellent"
        tone = "worst" if lags_most and behind else "behind" if behind else "fine"
        way = Bar(row.progress, row.expected, tone, row.gated)
        difference = "" if row.distance is None else signed(row.distance, 1)
        figures = [
            html.Span(marks(context, context.assessment.scores[context.place, "measure", row.code]), className="marks"),
            html.Span(number(row.score, 1), className="score"),
            html.Span(difference, className=f"difference {tone}"),
        ]
    return html.Div([*name, bar(way), *figures], className="measure apart" if new_group else "measure")


def _why_not(share: float | None) -> str:
    """Say why there is no score: nothing due, nothing reported, or too little of it."""
    if share is None:
        return words("pages.status.not_due")
    return words("pages.figures.no_score", value=f"{number(share * 100)}%") if share else words("pages.states.missing")
