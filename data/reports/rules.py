"""The rules that a report is checked by, how severe each is, and how a broken one is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from data.reports.report import Problem
from speech.words import words

Rule = Literal[
    "file_unreadable", "file_empty", "file_too_large", "file_unpacks_too_large", "file_encrypted", "file_old_format",
    "file_macros", "file_not_workbook", "file_encoding", "file_far_cells",
    "cover_missing", "cover_field_missing", "template_version", "other_plan", "unit_unknown", "unit_ambiguous",
    "unit_refused", "unit_retired", "unit_reports_nothing", "unit_name_differs", "month_malformed", "month_future",
    "month_before_plan", "kind_unknown", "nature_unknown", "nature_mixed",
    "already_reported", "twice_in_batch", "correction_without_first",
    "sheet_unknown", "sheet_missing", "heading_changed", "merged_cells", "row_without_code", "row_duplicate",
    "row_missing", "variable_unknown", "variable_elsewhere", "report_empty",
    "percent_in_number", "number_disguised", "rate_below_1",
    "sheet_hidden", "file_other_kind", "more_of_a_kind",
    "csv_separator", "csv_quotes", "cover_field_twice", "heading_twice", "heading_unknown", "outside_form",
    "cells_uneven", "title_differs", "name_differs", "unit_differs",
    "numbers_as_text", "decimal_comma", "text_in_number", "ambiguous_mark", "date_in_number", "error_value",
    "formula_uncalculated", "split_unused", "negative", "fractional_count", "rate_above_100", "step_out_of_range",
    "sum_differs", "part_above_total", "total_missing", "total_outside_parts", "above_limit", "limit_not_applicable",
    "stock_jumps", "size_differs", "running_total_falls",
    "file_takes_too_long", "file_breaks_reader", "twin_differs", "store_refuses",
    "checking_failed",
    "unconfirmed", "last_month_differs",
    "figures_vanish", "figures_withdrawn", "running_total_falls_later", "stock_jumps_later",
    "all_zero", "all_not_applicable", "residents_implausible", "residents_size", "city_residents_differ",
    "per_head_implausible", "rate_implausible", "rate_jumps",
]  # fmt: skip

WARNINGS: frozenset[Rule] = frozenset(
    {
        "unit_retired", "correction_without_first", "total_missing", "stock_jumps", "size_differs", "rate_below_1",
        "last_month_differs", "figures_withdrawn", "running_total_falls_later", "stock_jumps_later",
        "all_zero", "all_not_applicable", "residents_implausible", "residents_size", "city_residents_differ",
        "per_head_implausible", "rate_implausible", "rate_jumps",
    },
)  # fmt: skip
"""What lets a report in, marked. Every other rule keeps the whole report out."""


@dataclass(frozen=True)
class Spot:
    """A place in a file: the sheet and cell, and the variable, "" where they don't apply."""

    file: str
    sheet: str = ""
    cell: str = ""
    variable: str = ""


NOTHING: Mapping[str, object] = MappingProxyType({})


def problem(rule: Rule, spot: Spot, found: object = "", details: Mapping[str, object] = NOTHING) -> Problem:
    """Say that a rule is broken: what was found, what was expected, what to do.

    `details` fill the placeholders of the rule's two sentences, `checks.<rule>.message` and `.action`.
    """
    value = shown(found)
    filled = {"found": value, **{name: shown(detail) for name, detail in details.items()}}
    return Problem(
        severity="warning" if rule in WARNINGS else "error",
        rule=rule,
        file=spot.file,
        sheet=spot.sheet,
        cell=spot.cell,
        value=value,
        message=words(f"checks.{rule}.message", **filled),
        action=words(f"checks.{rule}.action", **filled),
        variable=spot.variable,
    )


def figure_text(value: float | None) -> str:
    """Write a figure as its cell holds it, None as not applicable."""
    return words("workbook.not_applicable") if value is None else shown(value)


def shown(found: object) -> str:
    """Write a cell's value as its reader sees it: 12.0 as 12, a date as 2025-06-01."""
    if isinstance(found, bool):
        return str(found).upper()
    if isinstance(found, float):
        return f"{Decimal(f'{found:.15g}'):f}"
    if isinstance(found, datetime):
        return found.isoformat(" ")
    return found.isoformat() if isinstance(found, date) else str(found)
