"""The tables behind the overview's own pictures."""

from collections.abc import Mapping, Sequence

from evaluation.assessment import Assessment
from evaluation.findings.gap import GapPoint
from figures.kit.tables import Table
from layouts.kit.exhibits import number_cell
from layouts.kit.tables import columns
from reading.text import date_name, month_name
from speech.words import words


def gap_table(series: Sequence[GapPoint]) -> Table:
    """Town and countryside month by month, the newest first."""
    decimals = {"urban": 1, "rural": 1, "gap": 1, "ratio": 2}
    points = list(reversed(series))
    return Table(
        columns("month", "urban", "rural", "gap", "ratio", decimals=decimals),
        tuple(
            (
                month_name(point.month),
                number_cell(point.urban, 1),
                number_cell(point.rural, 1),
                number_cell(point.difference, 1),
                number_cell(point.ratio, 2),
            )
            for point in points
        ),
        "month",
        tuple(point.month for point in points),
    )


def reporting_table(assessment: Assessment, names: Mapping[str, str]) -> Table:
    """How each report of the month came."""
    return Table(
        columns("reporter", "state", "received", "warnings", "revision", decimals={"warnings": 0, "revision": 0}),
        tuple(
            (
                names[row.reporter],
                words(f"pages.states.{row.state}"),
                date_name(row.received_at) if row.received_at else "",
                number_cell(row.warnings if row.received_at else None),
                number_cell(row.revision if row.received_at else None),
            )
            for row in assessment.reporting
        ),
    )
