"""The block above a downloaded table: what the figures are, of when, of whom, and what they rest on."""

from evaluation.findings.arrivals import arrivals
from figures.kit.tables import Table
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit
from reading.text import date_name, month_name
from speech.words import called, words


def header_block(context: Context, exhibit: Exhibit, table: Table) -> list[tuple[str, str]]:
    """List label and text, line by line; demonstration data say so in the first line."""
    view, assessment, catalog = context.view, context.assessment, context.catalog
    lines = [("mark", words("pages.demonstration_long"))] if assessment.kind == "demonstration" else []
    lines += [("title", exhibit.title), ("reading", exhibit.reading), ("plan", called(catalog.plan, "title"))]
    lines += [("month", month_name(view.month)), ("place", called(catalog.places[context.place]))]
    if view.split:
        lines.append(("split", words(f"pages.splits.{view.split}")))
    for key, entries in (("indicator", catalog.indicators), ("measure", catalog.measures)):
        code = getattr(view, key)
        if code:
            lines.append((key, called(entries[code])))
    lines += [("unit", _units(context, table)), ("basis", _basis(context)), ("source", _source(context))]
    lines.append(("link", view.but(table="").href))
    return [(words(f"desk.block.{key}"), text) for key, text in lines if text]


def _units(context: Context, table: Table) -> str:
    """Name the indicator's unit where the columns don't."""
    if any(column.unit for column in table.columns):
        return words("desk.block.unit_in_heading")
    indicator = context.catalog.indicators.get(context.view.indicator)
    return called(indicator, "unit") if indicator else words("desk.block.unit_in_heading")


def _basis(context: Context) -> str:
    """Say which targets the figures are measured against, and what those of the indicator rest on."""
    row = context.judged(context.view.indicator, split=context.split) if context.view.indicator else None
    version = words("desk.block.first_targets" if context.view.targets == "first" else "desk.block.targets_in_force")
    return f"{words(f'pages.basis.{row.basis}')} · {version}" if row is not None and row.basis else version


def _source(context: Context) -> str:
    assessment = context.assessment
    reports = arrivals(assessment)
    updated = date_name(assessment.updated_at) if assessment.updated_at else words("pages.none")
    return words(
        "desk.block.reports", came=len(reports.came), all=len(reports.due), updated=updated, version=assessment.version
    )
