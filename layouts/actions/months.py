"""Service orders month by month: what each month alone brought, and what of it was done."""

from dash import html

from data.catalog.catalog import Role
from evaluation.findings.orders import MonthFlow, monthly
from figures.kit.tables import Table
from figures.kit.theme import DESK
from figures.month_bars import MonthBar, MonthBarWords, month_bars
from layouts.actions.orders import columns_of, label_of, where_of
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from reading.text import month_name, month_words, written
from speech.numbers import number
from speech.words import words

MONTHS = 24


def months_of(context: Context) -> list[tuple[MonthFlow, MonthFlow]]:
    """Pair the orders placed and done in each of the last months."""
    names = context.catalog.with_role(Role.ORDER_STEP)
    if len(names) < len(("placed", "done")):
        return []
    place, split = context.place, context.split
    whole, part = (monthly(context.assessment, place, name, split=split) for name in (names[0], names[-1]))
    return list(zip(whole, part, strict=True))[-MONTHS:]


def months_exhibit(context: Context) -> Exhibit:
    """What each month alone brought."""
    pairs = months_of(context)
    title = words("actions.months.title", name=label_of(context))
    if not pairs:
        body = explained(words("actions.funnel.none"))
        return Exhibit("months", title, "", lambda: _months_table(pairs), body=body, where=where_of(context))
    said = MonthBarWords(words("actions.months.placed"), words("actions.months.done"), month_words())
    return Exhibit(
        name="months",
        title=title,
        reading=_months_reading(pairs),
        table=lambda: _months_table(pairs),
        figure=lambda: month_bars([_bar(*pair) for pair in pairs], DESK, said, selected=context.view.month),
        key="month",
        note=words("actions.months.note"),
        foot=html.P(words("actions.months.partial"), className="foot") if any(map(_is_short, pairs)) else None,
        height=230,
        where=where_of(context),
    )


def _months_reading(pairs: list[tuple[MonthFlow, MonthFlow]]) -> str:
    """Tell the newest month's orders, or that they can't be told."""
    placed, done = pairs[-1]
    month = month_name(placed.month)
    if placed.value is None or done.value is None:
        return words("actions.months.missing", month=month)
    text = words("actions.months.reading", month=month, placed=number(placed.value), done=number(done.value))
    if placed.reported < placed.expected:
        text += words("actions.months.counties", reported=placed.reported, expected=placed.expected)
    return text + words("pages.overview.stop")


def _is_short(pair: tuple[MonthFlow, MonthFlow]) -> bool:
    return any(flow.reported < flow.expected for flow in pair)


def _bar(placed: MonthFlow, done: MonthFlow) -> MonthBar:
    partial = min(placed.reported, done.reported) < placed.expected
    hover = words("actions.months.hover", placed=written(placed.value), done=written(done.value))
    return MonthBar(placed.month, placed.value, done.value, partial, (hover, _counted(placed, done)))


def _counted(placed: MonthFlow, done: MonthFlow) -> str:
    reported = min(placed.reported, done.reported)
    if reported == placed.expected:
        return ""
    return words("pages.infrastructure.partial", reported=reported, expected=placed.expected)


def _months_table(pairs: list[tuple[MonthFlow, MonthFlow]]) -> Table:
    unit = words("actions.columns.order_unit")
    columns = columns_of({"month": ("", None), "placed": (unit, 0), "done": (unit, 0), "note": ("", None)})
    newest = list(reversed(pairs))
    rows = tuple(
        (month_name(placed.month), number_cell(placed.value), number_cell(done.value), _counted(placed, done))
        for placed, done in newest
    )
    return Table(columns, rows, "month", tuple(placed.month for placed, _ in newest))
