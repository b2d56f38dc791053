"""Where a figure comes from: its formula with the numbers put in, and every reported figure down to its cell."""

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from data.catalog.terms import Split
from evaluation.assessment import Judged
from evaluation.findings.trace import Traced
from figures.kit.tables import Entry, Table
from layouts.data.groups import groups_sheet, sources_sheet
from layouts.data.parts import Sheet, columns, exact, exact_cell, file_of, listing, reporter_name, variable_name
from layouts.kit.components import explained, link
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, indicator_view, number_cell, stated
from reading.doubt import freshness_words
from reading.text import date_name, joined, month_name, notes, shown
from speech.numbers import number
from speech.words import called, words

NAMES = (
    *("role", "variable", "place", "month", "split", "value", "reporter", "file", "sheet", "cell", "received"),
    *("revision", "remark"),
)
MANY = 60  # figures beyond which they are shown added up


@dataclass(frozen=True)
class Trail:
    """What an indicator's value is made of; `counted` says of each figure whether it went into it."""

    indicator: Indicator
    split: Split
    row: Judged | None
    figures: tuple[Traced, ...]
    counted: tuple[bool, ...]


def trail_of(context: Context) -> Trail:
    """Follow the value that is asked for back to its figures."""
    view, records = context.view, context.records
    split, row = context.split, context.judged(view.indicator, split=context.split)
    figures = records.trace(context.place, context.assessment.month, view.indicator, split=split)
    counted = records.counted(figures)
    return Trail(context.catalog.indicators[view.indicator], split, row, figures, counted)


def trace_exhibit(context: Context) -> Exhibit:
    """The chosen indicator's value, followed back."""
    trail = trail_of(context)
    sheet = figures_sheet(context, trail)
    return Exhibit(
        name="trace",
        title=words("data.trace.title"),
        reading=_reading(context, trail),
        table=lambda: sheet.table,
        body=html.Div([*_worked(context, trail), *_lists(context, trail, sheet)]),
        note=words("data.trace.note", count=len(trail.figures)),
    )


def _reading(context: Context, trail: Trail) -> str:
    """Say what the value is, from how many figures, and what is the matter with them."""
    row, absent = trail.row, sum(each.source is None for each in trail.figures)
    if row is None:
        return words("data.trace.unknown")
    where = {
        "month": month_name(context.view.month),
        "place": called(context.catalog.places[context.place]),
        "split": "" if trail.split == "total" else _part(trail.split),
        "name": called(trail.indicator),
    }
    if row.value is None:
        state = words(f"pages.states.{row.state}")
        if not absent:
            return words("data.trace.reading_underived", state=state, **where)
        return words("data.trace.reading_none", state=state, count=len(trail.figures), absent=absent, **where)
    count = sum(trail.counted)
    return words("data.trace.reading", value=shown(row, trail.indicator), count=count, **_shortcomings(trail), **where)


def _part(split: Split) -> str:
    return words("data.trace.part", split=words(f"pages.splits.{split}"))


def _shortcomings(trail: Trail) -> dict[str, str]:
    """Count what came late or with warnings among the figures that count, and those that don't count."""
    came = [each.source for each, counts in zip(trail.figures, trail.counted, strict=True) if counts and each.source]
    absent = sum(each.source is None for each in trail.figures)
    counts = {
        "late": sum(source.report.late for source in came),
        "warned": sum(source.warnings > 0 for source in came),
        "left_out": len(trail.figures) - len(came) - absent,
        "absent": absent,
    }
    return {key: words(f"data.trace.reading_{key}", count=count) if count else "" for key, count in counts.items()}


def _worked(context: Context, trail: Trail) -> list[Component]:
    """State the value, its formula in words, the formula with the numbers, and what the value lacks."""
    if trail.row is None:
        return []
    value = html.P(
        [
            stated(trail.row, shown(trail.row, trail.indicator)),
            link(called(trail.indicator), indicator_view(context, trail.indicator, context.place).href),
        ],
        className="traced-value",
    )
    facts = [("how", _formula(context, trail)), ("worked", _numbers(trail.row, trail.indicator))]
    parts = [part for key, text in facts if text for part in (html.Dt(words(f"data.trace.{key}")), html.Dd(text))]
    lacks = joined((_months(context, trail.row), _places(context, trail.row), notes(trail.row)))
    if lacks:
        parts += [html.Dt(words("data.columns.remark")), html.Dd(lacks)]
    return [value, html.Dl(parts, className="worked")]


def _formula(context: Context, trail: Trail) -> str:
    indicator = trail.indicator
    if indicator.rollup == "derived":
        return words(f"data.formulas.{indicator.formula}")
    numerator, denominator = (
        words("data.formulas.plus").join(_operand(context, name) for name in names)
        for names in (indicator.numerator, indicator.denominator)
    )
    return words(
        f"data.formulas.{indicator.formula}",
        numerator=numerator,
        denominator=denominator,
        factor=number(indicator.factor),
    )


def _operand(context: Context, name: str) -> str:
    variable = context.catalog.variables[name]
    return called(variable) + (words("data.formulas.since_january") if variable.kind == "flow" else "")


def _numbers(row: Judged, indicator: Indicator) -> str:
    """Put the numbers into the formula; nothing where the value is the figure itself."""
    if row.value is None or row.numerator is None or indicator.formula not in ("share", "rate", "growth"):
        return ""
    return words(
        f"data.worked.{indicator.formula}",
        numerator=exact(row.numerator),
        denominator=exact(row.denominator),
        factor=number(indicator.factor),
        value=shown(row, indicator),
    )


def _months(context: Context, row: Judged) -> str:
    reported, expected = row.months_reported, row.months_expected
    if reported is None or expected is None or reported >= expected:
        return ""
    key = "months_mean" if row.place == context.city and row.places_expected > 1 else "months"
    return words(f"data.trace.{key}", reported=exact(round(reported, 1)), expected=number(expected))


def _places(context: Context, row: Judged) -> str:
    return freshness_words(row) if row.place == context.city else ""


def _lists(context: Context, trail: Trail, sheet: Sheet) -> list[Component]:
    """List what a derived value is derived from, sums where there are many figures, else every figure."""
    every = link(
        words("data.trace.every", count=len(trail.figures)), context.view.but(table=f"{context.side}trace").href
    )
    if trail.indicator.rollup == "derived":
        head = html.P([html.Span(words("data.trace.sources")), every], className="traced-head")
        rows = sources_sheet(context, trail.indicator)
        if not rows.table.rows:
            return [explained(words("data.trace.no_sources"))]
        return [head, *listing(context, rows, words("data.trace.title"), "trace")]
    if len(trail.figures) > MANY:
        head = html.P([html.Span(words("data.trace.grouped")), every], className="traced-head")
        rows = groups_sheet(context, trail.figures, trail.counted)
        return [head, *listing(context, rows, words("data.trace.title"), "trace")]
    foot = [html.P(words("data.trace.left_out"), className="foot")] if _left_out(trail) else []
    return [*listing(context, sheet, words("data.trace.figures"), "trace", MANY), *foot]


def _left_out(trail: Trail) -> bool:
    return any(each.source and not counted for each, counted in zip(trail.figures, trail.counted, strict=True))


def figures_sheet(context: Context, trail: Trail) -> Sheet:
    """Every figure behind the value: whose, of when, in which file, sheet and cell."""
    pairs = list(zip(trail.figures, trail.counted, strict=True))
    table = Table(columns(*NAMES, decimals={"value": 2, "revision": 0}), tuple(_row(context, *pair) for pair in pairs))
    return Sheet(table, {"file": [file_of(each.source) for each in trail.figures]}, ("file", "sheet"))


def _row(context: Context, each: Traced, counted: bool) -> tuple[Entry, ...]:
    catalog, source = context.catalog, each.source
    before: tuple[Entry, ...] = (
        words(f"data.roles.{each.role}"),
        variable_name(catalog.variables[each.variable]),
        called(catalog.places[each.place]),
        month_name(each.month),
        words(f"pages.splits.{each.split}"),
    )
    if source is None:
        return (*before, exact_cell(None, "missing"), *("",) * 5, number_cell(None), remarks(each, counted))
    report = source.report
    return (
        *before,
        exact_cell(source.value, source.state),
        reporter_name(catalog, report.reporter),
        report.file_name,
        source.sheet,
        source.cell,
        date_name(report.received_at),
        number_cell(report.revision),
        remarks(each, counted),
    )


def remarks(each: Traced, counted: bool) -> str:
    """Say what is the matter with a figure: missing, late, warned of, not approved, not counted."""
    if each.source is None:
        return words("data.remark.missing")
    report, parts = each.source.report, []
    for key, holds in (("late", report.late), ("unapproved", not report.approved), ("left_out", not counted)):
        parts += [words(f"data.remark.{key}")] if holds else []
    if each.source.warnings:
        parts.append(words("data.remark.warned", count=each.source.warnings))
    return joined(parts)
