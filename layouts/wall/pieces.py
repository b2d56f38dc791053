"""The pieces that a wall's parts are made of: headings, large figures, bars against the line, lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from evaluation.assessment import Score
from evaluation.findings.explain import score_before
from layouts.kit.components import marked
from layouts.kit.context import Context
from layouts.wall.stage import Box
from reading.text import change, month_name
from speech.numbers import least_written, number
from speech.words import called, words

HEAD = 56  # pixels that a part's heading takes


@dataclass(frozen=True)
class Bar:
    """A way to a target: `reached` and `expected` in per cent of it (None: nothing to draw).

    `tone` is fine, behind or worst; `hatched` says that it rests on late, doubtful or incomplete reports.
    """

    reached: float | None
    expected: float | None = None
    tone: str = "fine"
    hatched: bool = False


def titled(title: str, *children: Component | str | None, note: str = "") -> Component:
    """Put a heading over a part, with a quiet note beside it."""
    head = html.Div([html.H2(title), html.Span(note, className="note") if note else None], className="head")
    return html.Div([head, *(child for child in children if child is not None)], className="titled")


def drawing_room(box: Box) -> tuple[float, float]:
    """Give the width and height that a drawing has below its part's heading."""
    return box.width, box.height - HEAD


def drawing(figure: Mapping[str, Any]) -> Component:
    """Leave a place that the browser draws a figure into; it takes all the room that is left in its part."""
    return dcc.Graph(figure=dict(figure))


def explained(text: str) -> Component:
    """Say why there is nothing to see."""
    return html.P(text, className="explained")


def headline(figure: str, unit: str, *facts: Component | str | None, month: str = "") -> Component:
    """Show the one figure of a scene in the largest type, with its month and what belongs to it."""
    beside = [html.Span(month_name(month), className="month") if month else None, *facts]
    return html.Div(
        [
            html.Div([html.Span(figure, className="figure"), html.Span(unit, className="unit")], className="large"),
            html.Div([part for part in beside if part is not None], className="facts"),
        ],
        className="headline",
    )


def fact(text: str, tone: str = "") -> Component:
    """State something short beside a headline; `tone` (behind, worst, ahead) colours what needs attention."""
    return html.Span(text, className=f"fact {tone}".strip())


def bar(way: Bar) -> Component:
    """Draw a way to a target as a bar that ends at the target, with a tick where the line stands by now."""
    parts: list[Component] = []
    if way.reached is not None:
        width = f"{min(max(way.reached, 0.0), 100.0):.2f}%"
        kind = f"fill {way.tone}{' hatched' if way.hatched else ''}"
        parts.append(html.Div(className=kind, style={"width": width}))
    if way.expected is not None:
        parts.append(html.Div(className="tick", style={"left": f"{min(max(way.expected, 0.0), 100.0):.2f}%"}))
    return html.Div(parts, className="bar" if way.reached is not None else "bar nothing")


def grade(context: Context, score: Score) -> Component:
    """Show a grade by colour, shape and word."""
    found = context.catalog.grade_of(score.grade)
    return html.Span([html.Span(found.mark, className="mark"), called(found)], className=f"grade grade-{found.grade}")


def against_line(score: Score) -> Component:
    """Say how far a score's place is behind or ahead of what is expected by now."""
    behind = -score.distance
    key, tone = ("wall_city.behind", "behind") if behind >= least_written(1) else ("wall_city.ahead", "ahead")
    return fact(words(key, difference=number(abs(behind), 1)), tone)


def since_month(context: Context, score: Score) -> Component | None:
    """Say how a score has changed since last month, where there was one."""
    before = score_before(context.assessment, score, 1)
    if before is None or score.score is None:
        return None
    return fact(words("pages.overview.since_month", change=change(score.score, before)))


def legend(*entries: tuple[str, str]) -> Component:
    """Explain marks: (class of a swatch, words) pairs."""
    return html.Div(
        [html.Span([html.Span(className=f"swatch {kind}"), text]) for kind, text in entries], className="legend"
    )


def failed(number: str) -> Component:
    """Say in a part's place that it couldn't be made."""
    return marked(html.P(words("wall.part_failed", number=number), className="explained"), "data-failed", number)
