"""Service orders: the way from placed to done, where they are lost, and in which county."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Role
from evaluation.assessment import Judged
from evaluation.findings.orders import Step, funnel, largest_loss
from figures import funnel as funnels
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from figures.retention import RetentionRow, retention
from layouts.kit import paths
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell, value_cell
from layouts.kit.filters import both_names
from layouts.kit.view import View
from reading.doubt import freshness_words
from reading.text import amount, joined, listed, month_name, notes, written
from speech.numbers import number
from speech.words import called, words


def where_of(context: Context) -> View:
    """Lead to the reports of the orders."""
    view = context.view
    first = context.catalog.one_with_role(Role.ORDER_STEP)
    return View(paths.DATA, view.month, view.place, first, view.split, lang=view.lang)


def _whole(context: Context, place: str = "") -> Judged | None:
    """Find the share of the orders placed that were done; None too where the plan doesn't ask for it."""
    return context.judged(context.catalog.one_with_role(Role.ORDER_FULFILMENT), place=place, split=context.split)


def _name(context: Context, indicator: str) -> str:
    return called(context.catalog.indicators[indicator], "short")


def label_of(context: Context) -> str:
    """Name the place, and the split where one is chosen."""
    place, split = called(context.catalog.places[context.place]), context.view.split
    return place + (words(f"pages.splits.{split}") if split else "")


def funnel_exhibit(context: Context) -> Exhibit:
    """The orders of a place from step to step."""
    steps = funnel(context.assessment, context.place, context.split)
    title = words("actions.funnel.title", name=label_of(context))
    if not steps:
        body = explained(words("actions.funnel.none"))
        return Exhibit("funnel", title, "", lambda: _funnel_table(context, steps), body=body, where=where_of(context))
    return Exhibit(
        name="funnel",
        title=title,
        reading=_funnel_reading(context, steps),
        table=lambda: _funnel_table(context, steps),
        figure=lambda: funnels.funnel(_funnel_rows(context, steps), DESK, _funnel_words()),
        key="indicator",
        note=words("actions.funnel.since", month=month_name(context.view.month)),
        foot=_short(context, steps),
        height=44 * len(steps) + 28,
        where=where_of(context),
    )


def _short(context: Context, steps: tuple[Step, ...]) -> Component | None:
    """Say which steps lack counties, and what is done about it."""
    counted = {step.indicator: _incomplete(step.row) for step in steps}
    unlike = any(step.row.value is not None and step.lost is None for step in steps[1:])
    if not any(counted.values()) and not unlike:
        return None
    same = len(set(counted.values())) == 1
    parts = [text if same else f"{_name(context, code)} {text}" for code, text in counted.items() if text]
    said = listed(dict.fromkeys(parts))
    return html.P(joined((said, words("actions.funnel.like"))), className="foot")


def _funnel_reading(context: Context, steps: tuple[Step, ...]) -> str:
    """Say how many orders were placed and done, and where most were lost."""
    first, last = steps[0].row, steps[-1].row
    if first.value is None:
        return words("actions.funnel.missing", name=label_of(context))
    text = words("actions.funnel.placed", name=label_of(context), count=number(first.value))
    done, rate = last.value, _whole(context)
    if done is not None and rate is not None and rate.value is not None:
        share = amount(rate.value, context.catalog.indicators[rate.indicator])
        text += words("actions.funnel.done", count=number(done), share=share)
    return text + _loss(context, steps) + words("pages.overview.stop")


def _loss(context: Context, steps: tuple[Step, ...]) -> str:
    worst = largest_loss(steps)
    if worst is None or worst.lost is None or worst.kept is None:
        return ""
    before = steps[[step.indicator for step in steps].index(worst.indicator) - 1]
    names = {"before": _name(context, before.indicator), "after": _name(context, worst.indicator)}
    # Where a step can't be compared, more may have been lost there.
    key = "lost" if all(step.lost is not None for step in steps[1:]) else "lost_known"
    return words(f"actions.funnel.{key}", **names, count=number(worst.lost), share=f"{number(100 - worst.kept, 1)}%")


def _funnel_rows(context: Context, steps: tuple[Step, ...]) -> list[funnels.FunnelRow]:
    worst, first = largest_loss(steps), steps[0].row
    return [
        funnels.FunnelRow(
            code=step.indicator,
            name=_name(context, step.indicator),
            value=step.row.value,
            share=_share(first, step.row),
            lost=step.lost,
            kept=step.kept,
            worst=step is worst,
            note=_note(step.row),
        )
        for step in steps
    ]


def _share(first: Judged, row: Judged) -> float | None:
    """Give the share of the orders placed; None where other counties stand behind the two figures."""
    same = (first.places_reported, first.months_reported) == (row.places_reported, row.months_reported)
    return row.value / first.value * 100 if same and first.value and row.value is not None else None


def _incomplete(row: Judged) -> str:
    return "" if row.value is None or row.places_reported == row.places_expected else freshness_words(row)


def _note(row: Judged) -> str:
    return joined((freshness_words(row), notes(row)))


def _funnel_words() -> funnels.FunnelWords:
    return funnels.FunnelWords(
        value=words("actions.columns.count"),
        lost=words("actions.columns.lost"),
        kept=words("actions.columns.kept"),
        absent=words("pages.states.missing"),
        hover_value=words("actions.funnel.hover_value", value="{value}", share="{share}"),
        hover_lost=words("actions.funnel.hover_lost", lost="{lost}", kept="{kept}"),
    )


def columns_of(units: dict[str, tuple[str, int | None]]) -> tuple[Column, ...]:
    """Make columns of key → unit and decimals; the first stays when the others scroll."""
    first = next(iter(units))
    return tuple(
        Column(key, words(f"actions.columns.{key}"), unit, decimals, key == first)
        for key, (unit, decimals) in units.items()
    )


def _funnel_table(context: Context, steps: tuple[Step, ...]) -> Table:
    order = words("actions.columns.order_unit")
    units: dict[str, tuple[str, int | None]] = {"step": ("", None), "count": (order, 0), "lost": (order, 0)}
    columns = columns_of({**units, "kept": ("%", 1), "counties": ("", 0), "note": ("", None)})
    rows: list[tuple[Entry, ...]] = []
    for step in steps:
        indicator = context.catalog.indicators[step.indicator]
        value, places = value_cell(step.row, indicator), step.row.places_reported
        rows.append(
            (
                called(indicator, "short"),
                value,
                number_cell(step.lost),
                number_cell(step.kept, 1),
                number_cell(places),
                _note(step.row),
            )
        )
    return Table(columns, tuple(rows), "indicator", tuple(step.indicator for step in steps))


def retention_exhibit(context: Context) -> Exhibit:
    """What share of the orders came through each step, county by county."""
    counties = context.catalog.counties
    ways = {place.place: funnel(context.assessment, place.place, context.split) for place in counties}
    title = words("actions.retention.title")
    if not any(ways.values()):
        body = explained(words("actions.funnel.none"))
        return Exhibit("retention", title, "", lambda: Table((), ()), body=body, where=where_of(context))
    rows = [_retention_row(context, place.place, ways[place.place]) for place in counties]
    names = (*context.catalog.with_role(Role.ORDER_STEP)[1:], *context.catalog.with_role(Role.ORDER_FULFILMENT))
    steps = [_name(context, name) for name in names]
    return Exhibit(
        name="retention",
        title=title,
        reading=_retention_reading(context, ways),
        table=lambda: _retention_table(context, ways),
        figure=lambda: retention(rows, steps, DESK, selected=context.view.place),
        key="place",
        note=words("actions.retention.note"),
        height=31 * len(rows) + 30,
        where=where_of(context),
    )


def _retention_row(context: Context, place: str, steps: tuple[Step, ...]) -> RetentionRow:
    cells = [(step.kept, _absent(step.row), _of(step.after, step.before)) for step in steps[1:]]
    if context.catalog.with_role(Role.ORDER_FULFILMENT):
        whole = _whole(context, place)
        found = (
            (None, "", "") if whole is None else (whole.value, _absent(whole), _of(whole.numerator, whole.denominator))
        )
        cells.append(found)
    values, absent, hints = zip(*cells, strict=True) if cells else ((), (), ())
    return RetentionRow(place, called(context.catalog.places[place]), values, absent, hints)


def _of(after: float | None, before: float | None) -> str:
    return words("actions.retention.of", after=written(after), before=written(before))


def _absent(row: Judged) -> str:
    """Say why there is no share: not reported, nothing placed, or not for the same months as the step before."""
    if row.value is None:
        return words(f"pages.states.{row.state}")
    return words("actions.retention.unlike")


def _retention_reading(context: Context, ways: dict[str, tuple[Step, ...]]) -> str:
    """Name the county and the step with the lowest share."""
    known = [
        (step.kept, place, step.indicator) for place, steps in ways.items() for step in steps if step.kept is not None
    ]
    if not known:
        return words("actions.retention.nothing")
    kept, place, indicator = min(known)
    name = called(context.catalog.places[place])
    return words("actions.retention.reading", name=name, step=_name(context, indicator), share=f"{number(kept, 1)}%")


def _retention_table(context: Context, ways: dict[str, tuple[Step, ...]]) -> Table:
    catalog, names = context.catalog, context.catalog.with_role(Role.ORDER_STEP)
    done = catalog.with_role(Role.ORDER_FULFILMENT)
    columns = [Column("place", words("pages.infrastructure.columns.place"), pinned=True)]
    unit = words("actions.columns.order_unit")
    columns += [Column(name, _name(context, name), unit, 0) for name in names]
    columns += [
        Column(f"kept_{n}", words("actions.columns.kept_at", step=_name(context, n)), "%", 1) for n in names[1:]
    ]
    columns += [Column(name, _name(context, name), "%", 1) for name in done]
    rows: list[tuple[Entry, ...]] = []
    for place, steps in ways.items():
        whole = _whole(context, place)
        values = [value_cell(step.row, catalog.indicators[step.indicator]) for step in steps]
        kept = [number_cell(step.kept, 1) for step in steps[1:]]
        last = words("pages.none") if whole is None else value_cell(whole, catalog.indicators[whole.indicator])
        rows.append((both_names(catalog.places[place]), *values, *kept, *(last for _ in done)))
    return Table(tuple(columns), tuple(rows), "place", tuple(ways))
