"""The year's money as a bridge from budget to spending, and the share spent month by month."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data.catalog.catalog import Indicator, Role
from data.catalog.terms import LAGGING
from evaluation.assessment import Judged
from evaluation.findings.funding import Bridge, PacePoint, Step, Stop, bridge, pace, steps
from figures import bridge as bridge_figure
from figures import pace as pace_figure
from figures.bridge import BridgeRow, BridgeWords
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from figures.pace import PaceRow, PaceWords
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell, value_cell, where_from
from reading.text import amount, listed, month_name, month_words, notes, shown, written
from speech.words import called, words

DECIMALS = 1
ROW = 34
PACE_HEIGHT = 290
KINDS = {Stop.ADJUSTMENT: "step", Stop.WAITING: "step", Stop.UNSPENT: "step", Stop.SPENT: "last"}
SHARES = {Stop.ARRIVED: Role.MONEY_ARRIVED, Stop.SPENT: Role.MONEY_SPENT}  # how a share of the budget is judged
BETWEEN = {Stop.WAITING: Role.MONEY_ARRIVED, Stop.UNSPENT: Role.MONEY_SPENT}  # and that which is still to come
EVEN = 0.05  # amounts are written with one decimal: what rounds to zero is even


def has_money(context: Context) -> bool:
    """Tell whether the plan asks for what has arrived and what is spent."""
    return _judged(context, Role.MONEY_SPENT) is not None and _judged(context, Role.MONEY_ARRIVED) is not None


def _judged(context: Context, role: Role, place: str = "") -> Judged | None:
    return context.judged(context.catalog.one_with_role(role), place=place)


def _execution(context: Context) -> Indicator:
    """Give the share spent, in a plan that has it."""
    return context.catalog.indicators[context.catalog.one_with_role(Role.MONEY_SPENT)]


def money(context: Context, value: float | None) -> str:
    """Write an amount with its unit."""
    if value is None:
        return words("pages.states.missing")
    return words("funding.amount", value=written(value, DECIMALS), unit=_unit(context))


def _unit(context: Context) -> str:
    return called(context.catalog.variables[_execution(context).denominator[0]], "unit")


def _name(context: Context) -> str:
    return called(context.catalog.places[context.place])


def bridge_exhibit(context: Context) -> Exhibit:
    """The year's budget, adjusted, arrived, spent."""
    title = words("funding.bridge.title", place=_name(context))
    way, row = bridge(context.assessment, context.place), _judged(context, Role.MONEY_SPENT)
    if way is None or row is None:
        return Exhibit("bridge", title, "", lambda: Table((), ()), body=explained(words("funding.bridge.absent")))
    if way.budget is None:
        reading, where = _bridge_reading(context, way, row), where_from(context, row)
        return Exhibit("bridge", title, "", lambda: _bridge_table(context, way), body=explained(reading), where=where)
    notes_below = [html.Span(text) for text in (_initial_note(way), _counties_note(context, way)) if text]
    return Exhibit(
        name="bridge",
        title=title,
        reading=_bridge_reading(context, way, row),
        table=lambda: _bridge_table(context, way),
        figure=lambda: _bridge_figure(context, way),
        foot=html.P(notes_below, className="foot") if notes_below else None,
        height=ROW * len(steps(way)) + 60,
        where=where_from(context, row),
    )


def _bridge_reading(context: Context, way: Bridge, row: Judged) -> str:
    if way.budget is None:
        state = words(f"pages.states.{row.state}")
        text = words("funding.bridge.missing", place=_name(context), state=state)
        return text + _last_known(context)
    stops = (Stop.INITIAL, Stop.BUDGET, Stop.ARRIVED, Stop.SPENT)
    amounts = {stop: money(context, getattr(way, stop)) for stop in stops}
    text = words("funding.bridge.reading", **amounts)
    if not way.budget:
        return text + words("funding.bridge.zero")
    if way.line is None or way.spent is None:
        return text
    short = way.line - way.spent
    key = "even" if abs(short) < EVEN else "short" if short > 0 else "over"
    return text + words(f"funding.bridge.{key}", line=money(context, way.line), difference=money(context, abs(short)))


def _last_known(context: Context) -> str:
    """Say what was known last, where this year has an earlier figure."""
    known = [
        row for row in context.assessment.series(context.place, _execution(context).indicator) if row.value is not None
    ]
    if not known or known[-1].month[:4] != context.view.month[:4]:
        return ""
    rate = amount(known[-1].value, _execution(context))
    return words("funding.bridge.last", month=month_name(known[-1].month), rate=rate)


def _initial_note(way: Bridge) -> str:
    months = listed(month_name(month) for month in way.first_months)
    return words("funding.bridge.note", months=months) if months else ""


def _counties_note(context: Context, way: Bridge) -> str:
    if way.whole or context.place != context.city:
        return ""
    return words(
        "funding.bridge.counties", reported=way.places, arrived=way.arrived_places, expected=way.expected_places
    )


def _bridge_figure(context: Context, way: Bridge) -> Mapping[str, Any]:
    said = BridgeWords(
        unit=_unit(context),
        share=words("funding.bridge.share"),
        missing=words("pages.states.missing"),
        expected=words("funding.bridge.line", value=written(way.line, DECIMALS)),
    )
    rows = [_bridge_row(context, step) for step in steps(way)]
    return bridge_figure.bridge(rows, DESK, said, expected=way.line if way.budget else None, decimals=DECIMALS)


def _bridge_row(context: Context, step: Step) -> BridgeRow:
    behind = _judged(context, BETWEEN[step.step]) if step.step in BETWEEN else None
    return BridgeRow(
        name=words(f"funding.bridge.steps.{step.step}"),
        kind=KINDS.get(step.step, "total"),
        start=step.start,
        end=step.end,
        share=_share(context, step),
        lags=behind is not None and behind.status in LAGGING,
    )


def _share(context: Context, step: Step) -> str:
    """Write an amount's share of the budget, as it was judged."""
    row = _judged(context, SHARES[step.step]) if step.step in SHARES else None
    return shown(row, context.catalog.indicators[row.indicator]) if row is not None else ""


def _bridge_table(context: Context, way: Bridge) -> Table:
    rates = _execution(context)
    columns = (
        Column("step", words("funding.bridge.step"), pinned=True),
        Column("amount", words("funding.bridge.amount"), _unit(context), DECIMALS),
        Column("share", words("funding.bridge.share"), called(rates, "unit"), rates.decimals),
    )
    rows: list[tuple[Entry, ...]] = []
    for step in steps(way):
        row = _judged(context, SHARES[step.step]) if step.step in SHARES else None
        share = number_cell(None) if row is None else value_cell(row, context.catalog.indicators[row.indicator])
        name = words(f"funding.bridge.steps.{step.step}")
        rows.append((name, number_cell(step.amount, DECIMALS, with_sign=KINDS.get(step.step) == "step"), share))
    expected = words("funding.bridge.line", value="").strip()
    rows.append((expected, number_cell(way.line, DECIMALS), number_cell(None)))
    return Table(columns, tuple(rows))


def pace_exhibit(context: Context) -> Exhibit:
    """The share spent by each month's end, against the line and last year."""
    points = pace(context.assessment, context.place) if has_money(context) else ()
    title = words("funding.pace.title", place=_name(context))
    if not points:
        return Exhibit("pace", title, "", lambda: Table((), ()), body=explained(words("funding.bridge.absent")))
    city = _city_note(context)
    return Exhibit(
        name="pace",
        title=title,
        reading=_pace_reading(context, points),
        table=lambda: _pace_table(context, points),
        figure=lambda: _pace_figure(context, points),
        key="month",
        foot=html.P(
            [
                html.Span(text)
                for text in (words(f"funding.pace.note_{context.catalog.plan.method.course}"), city)
                if text
            ],
            className="foot",
        ),
        where=where_from(context, _judged(context, Role.MONEY_SPENT)),
    )


def _pace_reading(context: Context, points: tuple[PacePoint, ...]) -> str:
    indicator = _execution(context)
    point = next(point for point in points if point.month == context.view.month)
    month = month_name(point.month)
    if point.row is None or point.row.value is None:
        state = words(f"pages.states.{point.row.state if point.row else 'missing'}")
        return words("funding.pace.missing", month=month, place=_name(context), state=state)
    rate, line = amount(point.row.value, indicator), amount(point.row.expected, indicator)
    if point.before is None or point.before.value is None:
        return words("funding.pace.reading_new", month=month, rate=rate, line=line)
    before = amount(point.before.value, indicator)
    return words("funding.pace.reading", month=month, rate=rate, line=line, before=before)


def _city_note(context: Context) -> str:
    """Say how the city government's own money stands, which is none of the counties'."""
    row = _judged(context, Role.CITY_MONEY_SPENT, context.city)
    if context.place != context.city or row is None:
        return ""
    indicator = context.catalog.indicators[row.indicator]
    if row.value is None:
        return words("funding.pace.city_missing", state=words(f"pages.states.{row.state}"))
    return words("funding.pace.city", rate=amount(row.value, indicator), line=amount(row.expected, indicator))


def _pace_figure(context: Context, points: tuple[PacePoint, ...]) -> Mapping[str, Any]:
    indicator = _execution(context)
    said = PaceWords(
        now=words("funding.pace.now"),
        line=words("funding.pace.line" if _has_course(context) else "funding.pace.even"),
        even=words("funding.pace.even"),
        before=words("funding.pace.before"),
        unit=called(indicator, "unit"),
        months=month_words(),
    )
    rows = [_pace_row(point, _has_course(context)) for point in points]
    return pace_figure.pace(
        rows, DESK, said, selected=context.view.month, decimals=indicator.decimals, height=PACE_HEIGHT
    )


def _has_course(context: Context) -> bool:
    """Tell whether another course than the even one is expected of the money."""
    return context.catalog.plan.method.course != "even" or bool(_execution(context).course)


def _pace_row(point: PacePoint, has_course: bool) -> PaceRow:
    row = point.row
    expected = row.expected if row else None
    return PaceRow(
        month=point.month,
        value=row.value if row else None,
        line=expected if has_course else point.line,
        even=point.line if has_course else None,
        before=point.before.value if point.before else None,
        hollow=bool(row and (row.gate or row.places_reported < row.places_expected)),
        state="" if row is None else notes(row) if row.value is not None else words(f"pages.states.{row.state}"),
    )


def _pace_table(context: Context, points: tuple[PacePoint, ...]) -> Table:
    indicator = _execution(context)
    unit, decimals = called(indicator, "unit"), indicator.decimals
    columns = (
        Column("month", words("pages.month"), pinned=True),
        Column("value", called(indicator), unit, decimals),
        Column("line", words("funding.pace.row_line"), unit, decimals),
        Column("even", words("funding.pace.even"), unit, decimals),
        Column("before", words("funding.pace.row_before"), unit, decimals),
    )
    rows = tuple(
        (
            month_name(point.month),
            _judged_cell(context, point.row),
            number_cell(point.row.expected if point.row else None, decimals),
            number_cell(point.line, decimals),
            _judged_cell(context, point.before),
        )
        for point in points
    )
    return Table(columns, rows, "month", tuple(point.month if point.row else "" for point in points))


def _judged_cell(context: Context, row: Judged | None) -> Entry:
    return number_cell(None) if row is None else value_cell(row, context.catalog.indicators[row.indicator])
