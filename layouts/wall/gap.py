"""Town and countryside: how far apart they are, which way that goes, where it is widest, what closed, what opened."""

from dash import html
from dash.development.base_component import Component

from data.catalog.terms import SIDES
from evaluation.findings.gap import GapReading, service_gap
from evaluation.findings.gap_desk import RATE, IndicatorGap, gaps
from figures.course import CourseLine, course
from figures.kit.theme import WALL
from layouts.kit.context import Context
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.pieces import HEAD, drawing, drawing_room, explained, fact, headline, legend, titled
from layouts.wall.stage import Box, Stage
from reading.findings import gap_is_part, gap_note
from reading.text import month_words
from speech.numbers import number, signed
from speech.words import called, words

TOUCHING = 3.0  # of the rail's hundred: nearer dots would hide each other, and part upwards and downwards
LOWEST = 10  # the rails begin at a multiple of this, below the lowest value
NARROW = 800  # pixels of width, up to which names take two lines
MOST = 7  # lines of a list
LIST_HEAD, LINE = 40, 46  # pixels of a list's heading, of a line
LINE_SHARE = 0.085  # a line's share of a large part


def arrangement(stage: Stage) -> Node:
    """Let the two lines be the picture; the counties' dumbbells and what moved stand beside it."""
    head, lines = Part("gap-head", _head), Part("gap-lines", gap_lines)
    counties, movers = Part("gap-counties", _counties), Part("gap-movers", _movers)
    if stage.shape == "tower":
        return rows((0.6, head), (0.8, lines), (0.9, counties), (0.6, movers))
    if stage.shape == "screen":
        return columns((1.1, rows((0.68, head), (1, lines))), (1, rows((1.2, counties), (1, movers))))
    if stage.shape == "wide":
        return columns((1, rows((0.62, head), (1, movers))), (1.5, lines), (1.3, counties))
    return columns((0.8, head), (1.2, lines), (2, counties), (2, movers))


def _head(context: Context, _: Box) -> Component:
    """How far the countryside is behind, and what moved in a year."""
    title, reading = words("wall_gap.title"), service_gap(context.assessment, context.city)
    if reading is None:
        return titled(title, explained(words("pages.overview.gap_none")))
    now = reading.now
    facts = [
        *_change(context, reading),
        fact(words("wall_gap.ratio", ratio=number(now.ratio, 2))) if now.ratio is not None else None,
    ]  # fmt: skip
    unit = words("wall_gap.behind" if now.difference >= 0 else "wall_gap.ahead")
    return titled(
        title,
        headline(number(abs(now.difference), 1), unit, *facts, month=context.view.month),
        html.P(_basis(reading), className="gap-basis"),
        html.P(gap_note(context.assessment, context.city, reading), className="gap-basis"),
    )


def _change(context: Context, reading: GapReading) -> list[Component]:
    """Say what moved in a year, where no county is missing."""
    if gap_is_part(context.assessment, context.city, reading):
        return [fact(words("wall_gap.change_part"))]
    tone = {"widening": "behind", "narrowing": "ahead"}.get(reading.direction, "")
    moved = words(f"wall_gap.change_{reading.direction}", change=number(abs(reading.change or 0.0), 1))
    return [fact(moved, tone), *([fact(words(f"wall_gap.cause_{reading.cause}"))] if reading.cause else [])]


def _basis(reading: GapReading) -> str:
    return words("wall_gap.basis", count=len(reading.indicators))


def gap_lines(context: Context, box: Box) -> Component:
    """Town and countryside over the months, and what is between them."""
    title, reading = words("wall_gap.lines"), service_gap(context.assessment, context.city)
    if reading is None:
        return titled(title, explained(words("pages.overview.gap_none")))
    sides = [
        CourseLine(side, words(f"pages.splits.{side}"), {point.month: getattr(point, side) for point in reading.series})
        for side in SIDES
    ]
    figure = course(sides, WALL, month_words(), decimals=1, unit="%", panel=drawing_room(box))
    return titled(title, drawing(figure))


def _counties(context: Context, _: Box) -> Component:
    """Each county's town and countryside as a dumbbell, the widest gap first."""
    found = {place.place: service_gap(context.assessment, place.place) for place in context.catalog.counties}
    lowest = min((min(each.now.urban, each.now.rural) for each in found.values() if each is not None), default=0.0)
    start = lowest // LOWEST * LOWEST
    widest = sorted(found, key=lambda code: -_width(found[code]))
    lines = [_county(context, code, found[code], start) for code in widest]
    return titled(
        words("wall_gap.counties"),
        html.Div(lines, className="dumbbells"),
        html.Div([html.Span(f"{number(start)}%"), html.Span("100%")], className="dumbbell-scale"),
        legend(("round rural", words("pages.splits.rural")), ("round urban", words("pages.splits.urban"))),
        note=words("wall_gap.points"),
    )


def _width(reading: GapReading | None) -> float:
    return -1000.0 if reading is None else reading.now.difference


def _county(context: Context, code: str, reading: GapReading | None, start: float) -> Component:
    named = html.Span(called(context.catalog.places[code]), className="name")
    if reading is None:
        return html.Div([named, html.Span(words("wall_gap.none"), className="absent")], className="dumbbell")
    urban, rural = ((value - start) / (100 - start) * 100 for value in (reading.now.urban, reading.now.rural))
    apart = " apart" if abs(urban - rural) < TOUCHING else ""
    span = {"left": f"{min(urban, rural):.2f}%", "width": f"{abs(urban - rural):.2f}%"}
    rail = html.Div(
        [
            html.Span(className=f"join{' hatched' if _is_gated(context, code, reading) else ''}", style=span),
            html.Span(className=f"dot rural{apart}", style={"left": f"{rural:.2f}%"}),
            html.Span(className=f"dot urban{apart}", style={"left": f"{urban:.2f}%"}),
        ],
        className="rail",
    )
    figures = html.Span(number(reading.now.difference, 1), className="width")
    change = "" if reading.change is None else signed(reading.change, 1)
    tone = "behind" if reading.direction == "widening" else ""
    return html.Div([named, rail, figures, html.Span(change, className=f"change {tone}".strip())], className="dumbbell")


def _is_gated(context: Context, code: str, reading: GapReading) -> bool:
    """Tell whether the dumbbell rests on a report that came late, isn't approved or is in doubt."""
    found = (context.judged(name, place=code, split=split) for name in reading.indicators for split in SIDES)
    return any(row is not None and row.gate for row in found)


def _movers(context: Context, box: Box) -> Component:
    """Which gaps closed most in a year, and which opened."""
    found = [gap for gap in gaps(context.assessment, context.city) if gap.indicator.formula != RATE]
    moved = sorted((gap for gap in found if gap.change is not None), key=lambda gap: gap.change or 0.0)
    if not moved:
        return titled(words("wall_gap.movers"), explained(words("wall_gap.movers_none")))
    line = max(LINE if box.width > NARROW else 2 * LINE, box.height * LINE_SHARE)
    room = min(MOST, int((box.height - HEAD - LIST_HEAD) / line))
    closed = [gap for gap in moved if gap.direction == "narrowing"][:room]
    opened = [gap for gap in reversed(moved) if gap.direction == "widening"][:room]
    lists = [_mover_list("closed", closed), _mover_list("opened", opened)]
    note = words("wall_gap.points")
    return titled(words("wall_gap.movers"), html.Div(lists, className="movers"), note=note)


def _mover_list(kind: str, found: list[IndicatorGap]) -> Component:
    lines: list[Component] = [
        html.Div(
            [
                html.Span(called(gap.indicator, "short"), className="name"),
                html.Span(number(gap.difference or 0.0, 1), className="width"),
                html.Span(
                    signed(gap.change or 0.0, 1), className=f"change {'behind' if kind == 'opened' else 'ahead'}"
                ),
            ],
            className="mover",
        )
        for gap in found
    ]
    body = lines or [html.P(words(f"wall_gap.{kind}_none"), className="absent")]
    return html.Div([html.H3(words(f"wall_gap.{kind}")), *body], className="mover-list")
