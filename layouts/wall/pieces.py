"""The pieces that a wall's parts are made of: headings, large figures, bars against the line, lists."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from evaluation.assessment import Judged, Score
from layouts.kit.components import marked
from layouts.kit.context import Context
from layouts.wall.stage import Box
from reading.doubt import carried_words, grade_words, headline_counts, interval_words, standing_words
from reading.findings import note_of
from reading.shift import since_words
from reading.text import joined, month_name
from speech.numbers import number
from speech.widths import ems
from speech.words import words

HEAD, FOOT = 56, 56  # pixels that a part's heading takes, and the two lines under it
LEADING, LEAST, LINE = 76, 32, 1.2  # pixels of a scene's sentence at the most and the least, its line's height in em


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


def standing(context: Context, box: Box) -> Component:
    """Say in one sentence, the first thing that is seen, how many items are on track, and how far it is from its line.

    It is written as large as its box allows.
    """
    due, *_ = headline_counts(context.assessment, context.place)
    text = standing_words(context.assessment, context.place) if due else words("wall.nothing_due")
    return html.P(text, className="standing-words", style={"fontSize": f"{letters(text, box)}px"})


def letters(text: str, box: Box) -> int:
    """Give the size in pixels of the largest letters in which a text fits into a box."""
    sizes = range(LEADING, LEAST, -2)
    return next((size for size in sizes if _lines(text, box.width / size) * LINE * size <= box.height), LEAST)


def _lines(text: str, room: float) -> int:
    """Count the lines of a text; all but the last lose up to a word, two em, at their end."""
    return 1 + max(0, ceil((ems(text) - room) / (room - 2)))


def scored(context: Context, score: Score, *facts: Component | None) -> Component:
    """Show a score that comes second: the figure, its ends, its grade, and what belongs to it; how sure it is below."""
    ends = interval_words(score)
    parts = [
        html.Span(number(score.score or 0.0, 1), className="figure"),
        html.Span(ends, className="ends") if ends else None,
        grade(context, score),
        *facts,
    ]
    sure = words("wall.fresh", share=f"{number(score.fresh * 100, 1)}%")
    return html.Div(
        [
            html.Div([part for part in parts if part is not None], className="facts"),
            html.P(sure, className="sure"),
        ],
        className="scored",
    )


def grade(context: Context, score: Score) -> Component:
    """Show a grade by colour, shape and word; of an open one both ends; where there is none, why."""
    said = grade_words(context.catalog, score)
    return html.Span([*marks(context, score), said], className=f"grade {_graded(score)}".strip())


def marks(context: Context, score: Score) -> list[Component]:
    """Give the sign of a grade, or of both ends of an open one."""
    names = dict.fromkeys(name for name in (score.grade, score.grade_to) if name)
    return [html.Span(context.catalog.grade_of(name).mark, className=f"mark grade-{name}") for name in names]


def _graded(score: Score) -> str:
    return f"grade-{score.grade}" if score.grade and score.grade == score.grade_to else "open"


def came(row: Judged) -> str:
    """Say how the figures behind a value came, where they aren't all new."""
    return note_of(row) if row.carried or row.places_reported < row.places_expected else ""


def most_came(rows: Iterable[Judged]) -> str:
    """Say how most of many figures of the city came; nothing where no county is behind any."""
    notes = Counter(note_of(row) for row in rows if row.places_expected > 1)
    return notes.most_common(1)[0][0] if notes else ""


def came_unlike(row: Judged, most: str) -> str:
    """Say shortly how a figure of the city came, where most beside it came otherwise."""
    if row.places_expected < 2 or note_of(row) == most:
        return ""
    missing = row.places_expected - row.places_reported - row.places_carried
    short = words("wall.came", new=row.places_reported, carried=row.places_carried, missing=missing)
    return joined((short, carried_words(row)))


def under(most: str) -> Component | None:
    """Say under many figures of the city how those came that nothing stands beside."""
    return html.P(words("wall.most_came", note=most), className="sure") if most else None


def since_month(context: Context, score: Score) -> Component | None:
    """Say how a score has changed since last month, where there was one."""
    said = since_words(context.assessment, score, 1, short=True)
    return None if said is None else fact(said)


def legend(*entries: tuple[str, str]) -> Component:
    """Explain marks: (class of a swatch, words) pairs."""
    return html.Div(
        [html.Span([html.Span(className=f"swatch {kind}"), text]) for kind, text in entries], className="legend"
    )


def failed(number: str) -> Component:
    """Say in a part's place that it couldn't be made."""
    return marked(html.P(words("wall.part_failed", number=number), className="explained"), "data-failed", number)
