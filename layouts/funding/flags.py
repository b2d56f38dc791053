"""Money against things: what is spent beside what is done, in per cent of their lines, with named flags."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Flag
from evaluation.assessment import Judged
from evaluation.findings.flags import Pair, Raised, money_of, pairs, things_of
from figures.beside import BesideCell, BesideColumn, BesideRow, beside
from figures.kit.cells import hover_text
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell, value_cell
from layouts.kit.filters import both_names
from reading.text import amount, joined, listed, notes, shown
from speech.months import month_word
from speech.numbers import number
from speech.words import called, words

ROW = 32


def things_exhibit(context: Context) -> Exhibit:
    """Every county's money beside its things; those with a flag first."""
    title = words("funding.things.title")
    if not context.catalog.flags:
        return Exhibit("things", title, "", lambda: Table((), ()), body=explained(words("funding.things.absent")))
    found = sorted(pairs(context.assessment), key=lambda pair: -len(pair.raised))
    return Exhibit(
        name="things",
        title=title,
        reading=_reading(context, found),
        table=lambda: _table(context, found),
        figure=lambda: _figure(context, found),
        key="place",
        note=words("funding.things.note"),
        foot=_foot(context, found),
        height=ROW * len(found) + 36,
    )


def _reading(context: Context, found: Sequence[Pair]) -> str:
    flagged = [pair for pair in found if pair.raised]
    silent = listed(_name(context, pair) for pair in found if not pair.comparable)
    text = words("funding.things.none")
    if flagged:
        names = listed(_name(context, pair) for pair in flagged)
        text = words("funding.things.reading", count=sum(len(pair.raised) for pair in flagged), names=names)
    return text + (words("funding.things.silent", names=silent) if silent else "")


def _name(context: Context, pair: Pair) -> str:
    return called(context.catalog.places[pair.place])


def _figure(context: Context, found: Sequence[Pair]) -> Mapping[str, Any]:
    catalog = context.catalog
    names = [(name, True) for name in money_of(catalog)] + [(name, False) for name in things_of(catalog)]
    columns = [BesideColumn(called(catalog.indicators[name], "short"), first) for name, first in names]
    rows = [
        BesideRow(
            pair.place,
            _name(context, pair),
            tuple(
                _cell(context, pair, name, row)
                for (name, _), row in zip(names, (*pair.money, *pair.things), strict=True)
            ),
        )
        for pair in found
    ]
    return beside(rows, columns, DESK, selected=context.view.place)


def _cell(context: Context, pair: Pair, name: str, row: Judged | None) -> BesideCell:
    flags = [each.flag for each in pair.raised if name in (each.money.indicator, each.thing.indicator)]
    attainment = row.attainment if row else None
    return BesideCell(
        attainment=attainment,
        absent="" if attainment is not None else _why(row),
        flagged=bool(flags),
        gated=bool(row and row.gate),
        hover=hover_text(_name(context, pair), _hover(context, name, row, flags)),
    )


def _why(row: Judged | None) -> str:
    """Say why there is nothing to compare: no value, or a value that isn't judged."""
    if row is None:
        return words("pages.states.missing")
    return words(f"pages.states.{row.state}") if row.value is None else words(f"pages.status.{row.status}")


def _hover(context: Context, name: str, row: Judged | None, flags: Sequence[Flag]) -> list[str]:
    indicator = context.catalog.indicators[name]
    raised = [words("funding.things.hover_flag", flag=called(flag)) for flag in dict.fromkeys(flags)]
    if row is None or row.value is None:
        return [joined((called(indicator), _why(row)))]
    expected = amount(row.expected, indicator)
    text = words("funding.things.hover", name=called(indicator), value=shown(row, indicator), expected=expected)
    return [text, *raised, notes(row)]


def _foot(context: Context, found: Sequence[Pair]) -> Component:
    """List the flags that are raised, and under them what raises one."""
    raised = [_raised(context, pair, each) for pair in found for each in pair.raised]
    rules = html.Ul([html.Li(_rule(context, flag)) for flag in context.catalog.flags])
    things = listed(called(context.catalog.indicators[name]) for name in things_of(context.catalog))
    parts: list[Component] = [html.Ul(raised, className="flags")] if raised else []
    summary = html.Summary(words("funding.things.rules"))
    compared = html.P(words("funding.things.compared", names=things))
    return html.Div([*parts, html.Details([summary, rules, compared], className="flag-rules")])


def _raised(context: Context, pair: Pair, raised: Raised) -> Component:
    title = words("funding.things.one", place=_name(context, pair), flag=called(raised.flag))
    key = "facts" if raised.flag.money_at_least is not None else "facts_reverse"
    texts: dict[str, str] = {}
    for side, row in (("money", raised.money), ("thing", raised.thing)):
        indicator = context.catalog.indicators[row.indicator]
        texts |= {side: called(indicator, "short"), f"{side}_value": shown(row, indicator)}
        texts[f"{side}_share"] = f"{number(row.attainment or 0.0)}%"
    facts = html.Span(words(f"funding.things.{key}", **texts), className="flag-facts")
    return html.Li([html.Span(title, className="flag-name"), facts], className="flag")


def _rule(context: Context, flag: Flag) -> str:
    key = "rule_least" if flag.money_at_least is not None else "rule_most"
    money = flag.money_at_least if flag.money_at_least is not None else flag.money_at_most
    thing = flag.thing_at_most if flag.thing_at_most is not None else flag.thing_at_least
    name = called(context.catalog.indicators[flag.money], "short")
    return words(
        f"funding.things.{key}",
        flag=called(flag),
        money=name,
        money_bound=number(money or 0.0),
        thing_bound=number(thing or 0.0),
        month=month_word(flag.from_month),
    )


def _table(context: Context, found: Sequence[Pair]) -> Table:
    catalog = context.catalog
    columns = [Column("place", words("pages.infrastructure.columns.place"), pinned=True)]
    for name in (*money_of(catalog), *things_of(catalog)):
        indicator = catalog.indicators[name]
        columns.append(Column(name, called(indicator), called(indicator, "unit"), indicator.decimals))
        title = words("funding.things.share_of", name=called(indicator, "short"))
        columns.append(Column(f"{name}_share", title, "%", 0))
    columns.append(Column("flags", words("funding.things.flags")))
    rows: list[tuple[Entry, ...]] = []
    for pair in found:
        flags = listed(dict.fromkeys(called(each.flag) for each in pair.raised))
        entries = [entry for row in (*pair.money, *pair.things) for entry in _entries(context, row)]
        rows.append((both_names(catalog.places[pair.place]), *entries, flags))
    return Table(tuple(columns), tuple(rows), "place", tuple(pair.place for pair in found))


def _entries(context: Context, row: Judged | None) -> tuple[Entry, Entry]:
    if row is None:
        return number_cell(None), number_cell(None)
    return value_cell(row, context.catalog.indicators[row.indicator]), number_cell(row.attainment)
