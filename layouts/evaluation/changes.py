"""What moved a score since last month or last year, and what moved targets would make of it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import EVERYWHERE, Target
from evaluation.findings.explain import Change, Part, change_since
from evaluation.findings.ledger import Change as Moved
from evaluation.findings.ledger import moved
from evaluation.findings.what_if import totals_of_versions
from figures.contributions import ContributionRow, contributions
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from layouts.kit.components import explained, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell, value_cell
from reading.text import amount, joined, month_name, written
from speech.months import Month, month_of, ordinal
from speech.numbers import least_written, signed
from speech.words import called, words

LARGEST, ROW = 12, 26
MOVED = 4
VISIBLE = least_written(2)
COLUMNS = {"points": 3, "by_score": 3, "by_weight": 3, "before": 1, "now": 1, "value_before": 2, "value_now": 2}
MOVED_COLUMNS = ("indicator", "place", "period", "before", "now", "unit", "from", "basis")


def changes_exhibit(context: Context) -> Exhibit:
    """The parts of the change of the chosen place's total, the largest first."""
    view = context.view
    name = called(context.catalog.places[context.place])
    measure = context.catalog.measures.get(view.measure)
    title = words("evaluation.changes.title", name=name)
    if measure:
        title = words("evaluation.changes.title_of", name=name, measure=called(measure, "short"))
    change, note = _change(context), words(f"evaluation.changes.{view.since or 'month'}")
    if change is None:
        text = _incomparable(context)
        return Exhibit("changes", title, "", lambda: changes_table(context), body=explained(text), note=note)
    parts = _own(context, change)
    rows = _rows(context, parts)
    heads = words("evaluation.changes.detail"), words("evaluation.points")
    return Exhibit(
        name="changes",
        title=title,
        reading=_reading(context, change, parts),
        table=lambda: changes_table(context),
        figure=lambda: contributions(rows, DESK, *heads),
        key="measure",
        note=note,
        foot=html.P(words("evaluation.changes.foot"), className="foot"),
        height=ROW * len(rows) + 30,
    )


def _months(context: Context) -> int:
    return 12 if context.view.since == "year" else 1


def _before(context: Context) -> Month:
    return month_of(ordinal(context.assessment.month) - _months(context))


def _change(context: Context) -> Change | None:
    return change_since(context.assessment, context.place, _months(context))


def _incomparable(context: Context) -> str:
    total = context.assessment.scores.get((context.place, "total", "total"))
    if total is None or total.score is None:
        return words("evaluation.changes.none_now")
    return words("evaluation.changes.none", month=month_name(_before(context)))


def _own(context: Context, change: Change) -> tuple[Part, ...]:
    """Keep the parts of the chosen measure."""
    return tuple(part for part in change.parts if context.view.measure in ("", part.measure))


def _reading(context: Context, change: Change, parts: Sequence[Part]) -> str:
    up, down = max(parts, key=lambda part: part.points, default=None), min(parts, key=lambda p: p.points, default=None)
    found = (("up", up), ("down", down))
    texts = [
        words(
            f"evaluation.changes.why_{key}",
            name=called(context.catalog.indicators[part.indicator], "short"),
            points=signed(part.points, 2),
        )
        for key, part in found
        if part is not None and (part.points if key == "up" else -part.points) >= VISIBLE
    ]
    why = words("evaluation.changes.why", names=joined(texts)) if texts else ""
    before = month_name(change.month)
    if context.view.measure:
        measure = called(context.catalog.measures[context.view.measure], "short")
        points = signed(sum(part.points for part in parts), 2)
        return words("evaluation.changes.reading_part", before=before, measure=measure, points=points, why=why)
    then, now = written(change.before, 2), written(change.now, 2)
    points = signed(change.now - change.before, 2)
    return words("evaluation.changes.reading", before=before, then=then, now=now, points=points, why=why)


def _rows(context: Context, parts: Sequence[Part]) -> list[ContributionRow]:
    """Give the largest parts rows of their own, ordered from the largest rise to the largest fall."""
    largest = [part for part in parts if abs(part.points) >= VISIBLE][:LARGEST]
    others = [part for part in parts if part not in largest]
    rows = [_row(context, part) for part in sorted(largest, key=lambda part: -abs(part.points))]
    if others:
        name = words("evaluation.changes.others", count=len(others))
        rows.append(ContributionRow("", name, sum(part.points for part in others), "", ()))
    return rows


def _row(context: Context, part: Part) -> ContributionRow:
    indicator, measure = context.catalog.indicators[part.indicator], context.catalog.measures[part.measure]
    lines = (
        called(measure, "short"),
        words("evaluation.changes.by_score", points=signed(part.by_score, 2)),
        words("evaluation.changes.by_weight", points=signed(part.by_weight, 2)),
    )
    return ContributionRow(part.measure, called(indicator, "short"), part.points, _detail(part), lines)


def _detail(part: Part) -> str:
    if part.now is None:
        return words("evaluation.changes.detail_gone")
    if part.before is None:
        return words("evaluation.changes.detail_new", now=written(part.now, 0))
    if abs(part.by_weight) > abs(part.by_score):
        return words("evaluation.changes.detail_weight")
    return words("evaluation.changes.detail_both", before=written(part.before, 0), now=written(part.now, 0))


def changes_table(context: Context) -> Table:
    """Every part, with the values then and now."""
    change = _change(context)
    texts = [Column(key, words(f"evaluation.changes.columns.{key}")) for key in ("indicator", "measure")]
    points = words("evaluation.points")
    numbers = [
        Column(key, words(f"evaluation.changes.columns.{key}"), points if number < 3 else "", decimals)
        for number, (key, decimals) in enumerate(COLUMNS.items())
    ]
    parts = _own(context, change) if change else ()
    rows = tuple(_entries(context, part, _before(context)) for part in parts)
    unit = Column("unit", words("evaluation.why.columns.unit"))
    return Table((*texts, *numbers, unit), rows, "measure", tuple(part.measure for part in parts))


def _entries(context: Context, part: Part, before: Month) -> tuple[Entry, ...]:
    catalog, indicator = context.catalog, context.catalog.indicators[part.indicator]
    series = {row.month: row for row in context.assessment.series(context.place, part.indicator)}
    rows = [series.get(month) for month in (before, context.assessment.month)]
    values = [value_cell(row, indicator) if row else number_cell(None) for row in rows]
    points = (part.points, part.by_score, part.by_weight)
    return (
        called(indicator),
        called(catalog.measures[part.measure], "short"),
        *(number_cell(value, 3, with_sign=True) for value in points),
        number_cell(part.before, 1),
        number_cell(part.now, 1),
        *values,
        called(indicator, "unit"),
    )


def moved_exhibit(context: Context) -> Exhibit:
    """The targets that were changed, and what the total is by the one and by the other version."""
    found = moved(context.assessment)
    return Exhibit(
        name="moved",
        title=words("evaluation.moved.title"),
        reading=_moved_reading(context, len(found)),
        table=lambda: moved_table(context),
        body=lambda: _moved_body(context, found),
    )


def _moved_reading(context: Context, count: int) -> str:
    if not count:
        return words("evaluation.moved.reading_none")
    place = context.place
    in_force, first = (totals.get(place) for totals in totals_of_versions(context.assessment))
    name = called(context.catalog.places[place])
    if in_force is None or first is None:
        return words("evaluation.moved.reading_unscored", count=count, name=name)
    return words(
        "evaluation.moved.reading",
        count=count,
        name=name,
        in_force=written(in_force, 2),
        first=written(first, 2),
        difference=signed(first - in_force, 2),
    )


def _moved_body(context: Context, found: Sequence[Moved]) -> Component:
    items = [html.Li(_moved_line(context, each)) for each in found[:MOVED]]
    if len(found) > MOVED:
        items.append(html.Li(words("evaluation.moved.more", count=len(found) - MOVED), className="lag-facts"))
    return named(html.Ul(items, className="moved"), words("evaluation.moved.title"))


def _moved_line(context: Context, each: Moved) -> list[Component]:
    target, indicator = each.target, context.catalog.indicators[each.target.indicator]
    before = amount(each.before.value if each.before else None, indicator)
    line = words("evaluation.moved.line", before=before, now=amount(target.value, indicator))
    date = target.in_force_from.isoformat()
    asked = words("evaluation.moved.asked", place=_asked(context, target), period=target.period, date=date)
    return [
        html.Span(called(indicator, "short")),
        html.Span(line, className="moved-line"),
        html.Span(asked, className="moved-asked"),
    ]


def _asked(context: Context, target: Target) -> str:
    if target.place == EVERYWHERE:
        return words("evaluation.moved.everywhere")
    return called(context.catalog.places[target.place])


def moved_table(context: Context) -> Table:
    """Every change of a target, the latest first."""
    columns = tuple(
        Column(key, words(f"evaluation.moved.columns.{key}"), decimals=2 if key in ("before", "now") else None)
        for key in MOVED_COLUMNS
    )
    rows: list[tuple[Entry, ...]] = []
    for each in moved(context.assessment):
        target, indicator = each.target, context.catalog.indicators[each.target.indicator]
        past = each.before.value if each.before else None
        rows.append(
            (
                called(indicator),
                _asked(context, target),
                target.period,
                number_cell(past, indicator.decimals),
                number_cell(target.value, indicator.decimals),
                called(indicator, "unit"),
                target.in_force_from.isoformat(),
                words(f"pages.basis.{target.basis}"),
            )
        )
    return Table(columns, tuple(rows))
