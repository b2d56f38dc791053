"""What scenes show of an indicator: the city's value as headline, its counties in rank, its course, many as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from data.catalog.terms import LAGGING
from evaluation.assessment import Judged
from figures.course import CourseLine, course
from figures.kit.theme import WALL
from figures.map import MapRow
from layouts.kit.components import marked
from layouts.kit.context import Context
from layouts.kit.exhibits import figure_key, stated
from layouts.wall.maps import map_figure
from layouts.wall.pieces import (
    FOOT,
    HEAD,
    Bar,
    bar,
    came_unlike,
    drawing,
    drawing_room,
    explained,
    fact,
    headline,
    most_came,
    titled,
    under,
)
from layouts.wall.stage import Box
from reading.doubt import carried_words
from reading.findings import note_of
from reading.indicators import target_text
from reading.maps import indicator_rows
from reading.text import amount, expected_amount, month_words, shown_bare, spread, unit
from speech.months import Month, number_of
from speech.numbers import number
from speech.words import called, language, words

LINE, LINE_SHARE = 50, 0.065  # pixels of a row, and its share of a large part
TEN_THOUSAND, THOUSAND = 10_000, 1000
UNIT = 3  # characters of a unit that stands behind its value
YEAR = 12
SAME = 0.005  # of a line's unit: nearer lines are one
JUDGED = ("on_track", "at_risk", "behind")


def tone_of(row: Judged) -> str:
    """Colour what lags alone."""
    return "behind" if row.status in LAGGING else "fine"


def large(value: float, indicator: Indicator) -> tuple[str, str]:
    """Write a headline figure and its unit; of large ones three digits: 12,345 as 1.23 ten thousands."""
    step = TEN_THOUSAND if language() == "zh" else THOUSAND
    if abs(value) < TEN_THOUSAND:
        return number(value, 0 if abs(value) >= 100 else indicator.decimals), unit(indicator).strip()
    part = value / step
    decimals = 2 if abs(part) < 10 else 1 if abs(part) < 100 else 0
    return number(part, decimals), words("wall.large_unit", unit=unit(indicator).strip())


def value_head(context: Context, indicator: Indicator, title: str) -> Component:
    """Show the city's value in the largest type, with what is expected by now and the target with its basis."""
    row = context.judged(indicator.indicator, place=context.city)
    if row is None or row.value is None:
        state = words("pages.states.missing") if row is None else words(f"pages.states.{row.state}")
        return titled(title, explained(words("wall.no_value", state=state)))
    figure, unit_text = large(row.value, indicator)
    facts: list[Component | None] = []
    if row.expected is not None:
        facts.append(fact(words("wall.expected", value=expected_amount(row.expected, indicator))))
        facts.append(_difference(row, indicator))
    shown = headline(figure, unit_text, *facts, month=context.view.month)
    lines = [
        html.P(text, className="basis") for text in (note_of(row), target_text(context.assessment, row, indicator))
    ]
    return titled(title, marked(html.Div([shown, *lines]), "data-figure", figure_key(row)))


def _difference(row: Judged, indicator: Indicator) -> Component | None:
    if row.value is None or row.expected is None:
        return None
    text = spread(row.value - row.expected, indicator)
    if row.status not in JUDGED:
        return None
    if row.value >= row.expected:
        return fact(words("wall.above", difference=text), "ahead")
    return fact(words("wall.below", difference=text), "behind" if tone_of(row) == "behind" else "")


def value_rows(context: Context, title: str, indicators: Sequence[Indicator], box: Box, place: str = "") -> Component:
    """Set indicators under each other: each with its bar to the target, the line's tick, its value, its target."""
    rows = [(each, context.judged(each.indicator, place=place or context.city)) for each in indicators]
    known = [(each, row) for each, row in rows if row is not None]
    if not known:
        return titled(title, explained(words("wall.nothing")))
    room = int((box.height - HEAD - FOOT) / max(LINE, box.height * LINE_SHARE))
    # Those with a target come first when not all have room; what lags most is never left out.
    chosen = sorted(known, key=lambda pair: _urgency(pair[1]))[:room]
    most = most_came(row for _, row in chosen)
    lines = [_value_row(each, row, most) for each, row in known if (each, row) in chosen]
    note = _rows_note(len(chosen), len(known))
    return titled(title, html.Div(lines, className="value-rows"), under(most), note=note)


def _rows_note(count: int, known: int) -> str:
    return words("wall.rows_note") if count == known else words("wall.rows_some", count=count, all=known)


def _urgency(row: Judged) -> tuple[int, float]:
    if row.status in LAGGING:
        return 0, row.attainment or 0.0
    return (1 if row.target is not None and row.value is not None else 2), 0.0


def _value_row(indicator: Indicator, row: Judged, most: str) -> Component:
    reached = None
    expected = None
    if row.value is not None and row.target:
        reached = row.value / row.target * 100
        expected = None if row.expected is None else row.expected / row.target * 100
    # A long unit would take the bar's room: it stands under the name.
    short = len(called(indicator, "unit")) <= UNIT
    value = amount(row.value, indicator) if row.value is not None and short else shown_bare(row, indicator)
    target = ""
    if row.target is not None:
        sign = "%" if indicator.unit_zh == "%" else ""
        target = words("wall.of_target", target=number(row.target, indicator.decimals) + sign)
    name: list[Component | str] = [called(indicator, "short")]
    below = ("" if short else called(indicator, "unit"), came_unlike(row, most))
    name += [html.Span(text, className="unit") for text in below if text]
    return html.Div(
        [
            html.Span(name, className="name"),
            bar(Bar(reached, expected, tone_of(row), bool(row.gate))),
            html.Span(stated(row, value), className="value" if row.value is not None else "value absent"),
            html.Span(target, className="target"),
        ],
        className="value-row",
    )


def ranked(context: Context, indicator: Indicator, title: str) -> Component:
    """Set the counties under each other, the best first, each with the tick of what is expected of it."""
    found = [context.judged(indicator.indicator, place=place.place) for place in context.catalog.counties]
    known = [row for row in found if row is not None]
    if not known:
        return titled(title, explained(words("pages.infrastructure.city_only")))
    top = max((value for row in known for value in (row.value, row.expected) if value is not None), default=0.0) or 1.0
    lowest = min(
        (row.attainment for row in known if row.attainment is not None and tone_of(row) == "behind"), default=None
    )
    order = sorted(known, key=lambda row: (row.value is None, -(row.value or 0.0)))
    lines = [_ranked_row(context, indicator, row, top, worst=row.attainment == lowest) for row in order]
    return titled(title, html.Div(lines, className="value-rows ranked"), note=words("wall.ranked_note"))


def _ranked_row(context: Context, indicator: Indicator, row: Judged, top: float, *, worst: bool) -> Component:
    old = html.Span(carried_words(row), className="unit") if row.carried else None
    name = html.Span([part for part in (called(context.catalog.places[row.place]), old) if part], className="name")
    if row.value is None:
        return html.Div([name, html.Span(shown_bare(row, indicator), className="absent wide")], className="value-row")
    tone = "worst" if worst and tone_of(row) == "behind" else tone_of(row)
    expected = None if row.expected is None else row.expected / top * 100
    return html.Div(
        [
            name,
            bar(Bar(row.value / top * 100, expected, tone, bool(row.gate))),
            html.Span(stated(row, amount(row.value, indicator)), className=f"value {tone}"),
        ],
        className="value-row",
    )


def indicator_map(context: Context, indicator: Indicator, title: str, box: Box) -> Component:
    """Show an indicator on the map."""
    found = [
        _since(context, row, indicator) for row in indicator_rows(context.assessment, "total", indicator.indicator)
    ]
    if not found:
        return titled(title, explained(words("pages.infrastructure.city_only")))
    sign = "%" if indicator.unit_zh == "%" else ""
    note = "" if sign else words("pages.unit_of", unit=called(indicator, "unit"))
    return titled(title, drawing(map_figure(context, found, box, unit=sign)), note=note)


def _since(context: Context, drawn: MapRow, indicator: Indicator) -> MapRow:
    """Write under a county's value since when it is old."""
    row = context.judged(indicator.indicator, place=drawn.place)
    return drawn if row is None else replace(drawn, note=carried_words(row))


def indicator_course(context: Context, indicator: Indicator, title: str, box: Box) -> Component:
    """Show the city's value over the months, beside what was expected."""
    series = context.assessment.series(context.city, indicator.indicator)
    # A sum that lacks a county isn't on the line: there the line has a gap.
    values = {row.month: row.value if _is_whole(row) else None for row in series}
    if not any(value is not None for value in values.values()):
        return titled(title, explained(words("wall.no_course")))
    lines = [CourseLine("reached", words("wall.reached"), values)]
    # A share's line is the same for some counties as for all, an amount's isn't.
    same = indicator.formula in ("share", "rate")
    expected = {row.month: row.expected if same or values[row.month] is not None else None for row in series}
    if any(value is not None for value in expected.values()) and indicator.pace != "due":
        lines.append(CourseLine("expected", words("wall.expected_short"), expected))
    lines += even_line(context, indicator, expected)
    sign = "%" if indicator.unit_zh == "%" else ""
    figure = course(lines, WALL, month_words(), decimals=indicator.decimals, unit=sign, panel=drawing_room(box))
    return titled(title, drawing(figure), note="" if sign else words("pages.unit_of", unit=called(indicator, "unit")))


def _is_whole(row: Judged) -> bool:
    return row.places_reported + row.places_carried == row.places_expected


def even_line(context: Context, indicator: Indicator, expected: Mapping[Month, float | None]) -> list[CourseLine]:
    """Give the time-proportional line that offices quote, where what is expected of a year's flow goes another way."""
    series = context.assessment.series(context.city, indicator.indicator)
    if indicator.pace != "year":
        return []
    even = {row.month: None if row.target is None else row.target * number_of(row.month) / YEAR for row in series}
    shown = {month: value for month, value in even.items() if expected.get(month) is not None}
    same = all(abs((value or 0.0) - (expected[month] or 0.0)) < SAME for month, value in shown.items())
    return [] if same else [CourseLine("even", words("wall.even_short"), shown)]
