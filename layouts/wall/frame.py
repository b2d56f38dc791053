"""What stands on every scene: its name with the month of the data above, and below what the figures rest on."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from evaluation.findings.arrivals import arrivals
from layouts.kit.context import Context
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.stage import Box, Stage
from reading.maps import source_line
from reading.text import begun_name, listed, month_name
from speech.words import called, words

MARGIN = 56
TOP, BOTTOM = 96, 84  # pixels of header and footer; an upright wall needs more of both
TALL_TOP, TALL_BOTTOM = 160, 170


def inner(stage: Stage) -> Box:
    """Give the room between header and footer."""
    top, bottom = _heights(stage)
    return Box(MARGIN, top + 20, stage.width - 2 * MARGIN, stage.height - top - bottom - 36)


def bands(stage: Stage, title: str) -> Iterator[tuple[Box, Node]]:
    """Give header and footer as nodes, each with its box."""
    top, bottom = _heights(stage)
    width = stage.width - 2 * MARGIN
    head = Part("header", lambda context, _: _header(context, title))
    # The right part of the header is the screen's own: the time of the server's last answer, what is held (wall.js).
    empty = Part("status-room", lambda *_: html.Div())
    over = rows((1, head), (1, empty), gap=4) if stage.shape == "tower" else columns((1.6, head), (1, empty))
    yield Box(MARGIN, 20, width, top - 20), over
    parts = ((1, Part("footer", _basis)), (0.8, Part("footer", _reports)), (1, Part("footer right", _sources)))
    under = rows(*((1, part) for _, part in parts), gap=0) if stage.shape == "tower" else columns(*parts)
    yield Box(MARGIN, stage.height - bottom, width, bottom - 16), under


def _heights(stage: Stage) -> tuple[int, int]:
    return (TALL_TOP, TALL_BOTTOM) if stage.shape == "tower" else (TOP, BOTTOM)


def _header(context: Context, title: str) -> Component:
    return html.Header(
        [
            html.H1(title),
            html.Span(month_name(context.view.month) if context.view.month else "", className="month"),
            *(html.Span(begun_name(each), className="newer") for each in reversed(context.newer)),
            html.Span(words("wall.brand", city=called(context.catalog.places[context.city])), className="brand"),
        ]
    )


def _basis(context: Context, _: Box) -> Component:
    """Mark demonstration data, and say what the targets rest on."""
    mark = None
    if context.assessment.kind == "demonstration":
        mark = html.Span(words("pages.demonstration"), className="demonstration")
    indicators = context.catalog.indicators.values()
    bases = {row.basis for row in context.assessment.judged.values() if row.basis}
    counts = [
        words("wall.basis_count", basis=words(f"pages.basis.{basis}"), count=_indicators_of(context, basis))
        for basis in ("plan", "outline", "working")
        if basis in bases
    ]
    text = words("wall.basis", counts=listed(counts)) if counts and indicators else ""
    return html.P([part for part in (mark, text) if part])


def _indicators_of(context: Context, basis: str) -> int:
    return len({row.indicator for row in context.assessment.judged.values() if row.basis == basis})


def _reports(context: Context, _: Box) -> Component:
    """Say how many reports have come, and that hatched figures are not in full."""
    reports = arrivals(context.assessment)
    parts = [words("wall.reported", came=len(reports.came), all=len(reports.due))]
    parts += [
        words(f"wall.reported_{state}", count=len(found))
        for state, found in (("late", reports.late), ("missing", reports.missing))
        if found
    ]
    return html.P([html.Span(listed(parts)), _hatched_note()])


def _hatched_note() -> Component:
    return html.Span([html.Span(className="swatch hatched"), words("wall.hatched")], className="hatched-note")


def _sources(context: Context, _: Box) -> Component:
    """Name the source of the boundaries, and the version of the data."""
    version = words("wall.version", version=context.assessment.version)
    return html.P([html.Span(source_line(context.boundaries, context.review)), html.Span(version)])
