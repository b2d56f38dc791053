"""Money: what is spent of the year's budget, against the line, and whether money and things go together."""

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator, Role
from evaluation.assessment import Judged
from evaluation.findings.flags import Pair, pairs
from evaluation.findings.funding import PacePoint, Stop, bridge, pace
from figures.course import CourseLine, course
from figures.kit.theme import WALL
from layouts.funding.money import has_money, money
from layouts.funding.page import PAGE
from layouts.kit.context import Context
from layouts.kit.explorer import own
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.indicators import SAME, ranked, tone_of, value_head, value_rows
from layouts.wall.pieces import Bar, bar, came, drawing, drawing_room, explained, titled
from layouts.wall.stage import Box, Stage
from reading.findings import noted
from reading.text import month_words, shown
from speech.numbers import number
from speech.words import called, words

STOPS = (Stop.BUDGET, Stop.ARRIVED, Stop.SPENT)


def arrangement(stage: Stage) -> Node:
    """Begin with the share that is spent; the counties, and money beside things, follow."""
    head, way, months = Part("fund-head", _head), Part("fund-way", _way), Part("fund-pace", _pace)
    order, things, rest = Part("fund-ranked", _ranked), Part("fund-things", _things), Part("fund-rest", _rest)
    if stage.shape == "tower":
        return rows((0.8, columns((1.2, head), (1, months))), (0.42, way), (0.9, order), (0.95, things))
    if stage.shape == "screen":
        left = rows((1.55, head), (0.75, way), (1.1, months))
        return columns((1, left), (1, order), (1.25, things))
    if stage.shape == "wide":
        return columns((0.9, rows((1.2, head), (1, way))), (1.1, months), (1, order), (1.2, things), (1.2, rest))
    left = columns((0.8, rows((1.2, head), (1, way))), (1.2, months))
    return columns((2, left), (1, order), (1, rest), (2, things))


def _execution(context: Context) -> Indicator | None:
    return context.catalog.indicators.get(context.catalog.one_with_role(Role.MONEY_SPENT))


def _head(context: Context, _: Box) -> Component:
    first = _execution(context) or next(iter(own(context.assessment, PAGE)), None)
    return explained(words("wall.nothing")) if first is None else value_head(context, first, called(first))


def _way(context: Context, _: Box) -> Component:
    """The year's money as three bars on one scale: the budget, what has arrived, what is spent."""
    title, way = words("wall_funding.way"), bridge(context.assessment, context.city)
    if way is None or not way.budget:
        return titled(title, explained(words("wall_funding.way_none")))
    top = max(amount for amount in (way.budget, way.arrived, way.spent) if amount is not None)
    lines = []
    for stop in STOPS:
        amount = getattr(way, stop)
        line = way.line / top * 100 if stop is Stop.SPENT and way.line is not None else None
        behind = stop is Stop.SPENT and amount is not None and way.line is not None and amount < way.line
        share = None if amount is None else amount / top * 100
        name = html.Span(words(f"wall_funding.{stop}"), className="name")
        value = html.Span(money(context, amount), className="value" if amount is not None else "value absent")
        lines.append(html.Div([name, bar(Bar(share, line, "behind" if behind else "fine")), value], className="stop"))
    return titled(title, html.Div(lines, className="stops"), note=_came(context))


def _came(context: Context) -> str:
    """Say how the counties' spending came."""
    first = _execution(context)
    row = None if first is None else context.judged(first.indicator, place=context.city)
    return "" if row is None else came(row)


def _pace(context: Context, box: Box) -> Component:
    """The share that is spent, month by month, beside the line and last year."""
    title = words("wall_funding.pace", year=context.view.month[:4])
    points = pace(context.assessment, context.city) if has_money(context) else ()
    spent = {point.month: None if point.row is None else point.row.value for point in points}
    if not any(value is not None for value in spent.values()):
        return titled(title, explained(words("wall.no_course")))
    before = {point.month: None if point.before is None else point.before.value for point in points}
    lines = [
        CourseLine("reached", words("wall_funding.this_year"), spent),
        *_expected(points),
    ]
    if any(value is not None for value in before.values()):
        lines.append(CourseLine("before", words("wall_funding.last_year"), before))
    figure = course(lines, WALL, month_words(), decimals=0, unit="%", panel=drawing_room(box))
    return titled(title, drawing(figure))


def _expected(points: Sequence[PacePoint]) -> Iterator[CourseLine]:
    """Give what is expected, and the time-proportional line beside it where it goes another way."""
    even = {point.month: point.line for point in points}
    expected = {point.month: None if point.row is None else point.row.expected for point in points}
    known = [(value, even[month]) for month, value in expected.items() if value is not None]
    apart = any(abs(value - (line or 0.0)) >= SAME for value, line in known)
    yield CourseLine("expected", words("wall.expected_short"), expected if apart else even)
    if apart:
        yield CourseLine("even", words("wall.even_short"), even)


def _ranked(context: Context, _: Box) -> Component:
    first = _execution(context)
    return explained(words("wall.nothing")) if first is None else ranked(context, first, words("wall_funding.ranked"))


def _rest(context: Context, box: Box) -> Component:
    found = [each for each in own(context.assessment, PAGE) if each.role is not Role.MONEY_SPENT]
    return value_rows(context, words("wall_funding.rest"), found, box)


def _things(context: Context, _: Box) -> Component:
    """Money beside things in every county: where one runs ahead of the other, it is said."""
    title = words("wall_funding.things")
    if not context.catalog.flags:
        return titled(title, explained(words("wall_funding.things_none")))
    found = sorted(pairs(context.assessment), key=lambda pair: (not pair.raised, not pair.comparable))
    lines = [_pair(context, pair) for pair in found]
    names = [html.Span(), html.Span(words("wall_funding.money")), html.Span(words("wall_funding.thing"))]
    head = html.Div(names, className="pair names")
    return titled(title, html.Div([head, *lines], className="pairs"), note=words("wall_funding.things_note"))


def _pair(context: Context, pair: Pair) -> Component:
    name = html.Span(called(context.catalog.places[pair.place]), className="name")
    said = [called(raised.flag) for raised in pair.raised]
    spent = pair.raised[0].money if pair.raised else _known(pair.money)
    thing = pair.raised[0].thing if pair.raised else _least(pair)
    parts = [name, _side(spent, flagged=bool(said)), _side(thing, flagged=bool(said))]
    if not pair.raised and thing is None and spent is None:
        parts = [name, html.Span(words("wall_funding.silent"), className="absent wide")]
    if said:
        indicator = called(context.catalog.indicators[pair.raised[0].thing.indicator], "short")
        value = shown(pair.raised[0].thing, context.catalog.indicators[pair.raised[0].thing.indicator])
        value = noted(pair.raised[0].thing, value)
        text = words("wall_funding.flag", flag=said[0], thing=indicator, value=value)
        parts.append(html.Span(text, className="said"))
    return html.Div(parts, className="pair flagged" if said else "pair")


def _side(row: Judged | None, *, flagged: bool) -> Component:
    if row is None or row.attainment is None:
        text = words("pages.states.missing") if row is None else words(f"pages.states.{row.state}")
        return html.Span(text if row is None or row.value is None else words("pages.none"), className="absent")
    tone = "behind" if flagged and tone_of(row) == "behind" else "fine"
    share = html.Span(f"{number(row.attainment)}%", className="share")
    return html.Span([bar(Bar(min(row.attainment, 100.0), None, tone, bool(row.gate))), share], className="side")


def _known(rows: tuple[Judged | None, ...]) -> Judged | None:
    return next((row for row in rows if row is not None), None)


def _least(pair: Pair) -> Judged | None:
    """Give the thing that is least done, where any is known."""
    found = [row for row in pair.things if row is not None]
    return min(found, key=lambda row: 1000.0 if row.attainment is None else row.attainment, default=None)
