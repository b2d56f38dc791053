"""What is behind a value in few rows: sums by data item and place, or the indicators that it is derived from."""

from collections.abc import Sequence

from data.catalog.catalog import Indicator
from data.catalog.terms import SIDES
from data.store.reading import Source
from evaluation.assessment import Judged
from evaluation.findings.trace import Traced
from figures.kit.tables import Cell, Column, Entry, Table
from layouts.data.parts import Sheet, columns, exact_cell, variable_name
from layouts.kit.context import Context
from layouts.kit.exhibits import number_cell, value_cell, where_from
from layouts.kit.groups import grouped
from reading.text import notes
from speech.words import called, words

SUMS = ("role", "variable", "place", "split", "counted", "months", "late", "warned")
SOURCES = ("indicator", "place", "split", "value", "unit", "numerator", "denominator", "remark")


def groups_sheet(context: Context, figures: Sequence[Traced], counted: Sequence[bool]) -> Sheet:
    """Add the figures up by data item and place; a place leads to its own figures."""
    groups = list(grouped(zip(figures, counted, strict=True), lambda pair: _key(pair[0])).values())
    rows = tuple(_sum_row(context, group) for group in groups)
    places = [context.view.but(place=group[0][0].place).href for group in groups]
    decimals = dict.fromkeys(("counted", "months", "late", "warned"), 0)
    return Sheet(Table(columns(*SUMS, decimals=decimals), rows), {"place": places})


def _key(each: Traced) -> tuple[str, str, str, str]:
    return each.role, each.variable, each.place, each.split


def _sum_row(context: Context, group: Sequence[tuple[Traced, bool]]) -> tuple[Entry, ...]:
    first = group[0][0]
    values = [each.source.value for each, counts in group if counts and each.source and each.source.value is not None]
    came = [each.source for each, _ in group if each.source]
    return (
        words(f"data.roles.{first.role}"),
        variable_name(context.catalog.variables[first.variable]),
        called(context.catalog.places[first.place]),
        words(f"pages.splits.{first.split}"),
        exact_cell(sum(values)) if values else Cell(None, _why_nothing(came)),
        number_cell(sum(counts for _, counts in group)),
        number_cell(sum(source.report.late for source in came)),
        number_cell(sum(source.warnings > 0 for source in came)),
    )


def _why_nothing(came: Sequence[Source]) -> str:
    """Say why a place adds nothing: it didn't report, it has no such thing, or it lacks something else."""
    if not came:
        return words("data.remark.missing")
    applies = any(source.value is not None for source in came)
    return words("data.remark.left_out" if applies else "data.remark.not_applicable")


def sources_sheet(context: Context, indicator: Indicator) -> Sheet:
    """List the values that a derived one is derived from; each leads to where it comes from itself."""
    rows = [row for row in _sources(context, indicator) if row is not None]
    decimals = {"value": 2, "numerator": 0, "denominator": 0}
    heads: tuple[Column, ...] = columns(*SOURCES, decimals=decimals)
    links = [where_from(context, row).href for row in rows]
    return Sheet(Table(heads, tuple(_source_row(context, row) for row in rows)), {"indicator": links})


def _sources(context: Context, indicator: Indicator) -> list[Judged | None]:
    """Find town and countryside of each source, or, for a spread over counties, every county's total."""
    if indicator.formula == "dispersion":
        counties = context.catalog.counties
        return [context.judged(name, place=place.place) for name in indicator.numerator for place in counties]
    return [context.judged(name, split=split) for name in indicator.numerator for split in SIDES]


def _source_row(context: Context, row: Judged) -> tuple[Entry, ...]:
    indicator = context.catalog.indicators[row.indicator]
    return (
        called(indicator),
        called(context.catalog.places[row.place]),
        words(f"pages.splits.{row.split}"),
        value_cell(row, indicator),
        called(indicator, "unit"),
        exact_cell(row.numerator, row.state),
        exact_cell(row.denominator, row.state) if indicator.denominator else number_cell(None),
        notes(row),
    )
