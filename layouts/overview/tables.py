"""The tables behind the overview's pictures."""

from collections.abc import Mapping, Sequence

from evaluation.assessment import Assessment
from evaluation.findings.gap import GapPoint
from figures.bullets import BulletRow
from figures.kit.tables import Column, Entry, Table
from layouts.kit.exhibits import number_cell
from layouts.kit.filters import both_names
from reading.maps import rank_text
from reading.measures import why_hatched
from reading.text import date_name, month_name
from speech.words import called, words


def _columns(*names: str, decimals: Mapping[str, int]) -> tuple[Column, ...]:
    return tuple(
        Column(name, words(f"desk.columns.{name}"), decimals=decimals.get(name), pinned=number == 0)
        for number, name in enumerate(names)
    )


def measures_table(assessment: Assessment, rows: Sequence[BulletRow]) -> Table:
    """Each measure's score, its way to the target, and the line."""
    grades: dict[str, str] = {grade.grade: called(grade) for grade in assessment.catalog.grades}
    decimals = {"score": 1, "progress": 1, "line": 1, "share": 0}
    return Table(
        _columns("measure", "score", "grade", "progress", "line", "share", "note", decimals=decimals),
        tuple(
            (
                called(assessment.catalog.measures[row.code]),
                number_cell(row.score, 1),
                grades.get(row.grade, ""),
                number_cell(row.progress, 1),
                number_cell(row.expected, 1),
                number_cell(None if row.share is None else row.share * 100),
                row.note,
            )
            for row in rows
        ),
        "measure",
        tuple(row.code for row in rows),
    )


def score_table(assessment: Assessment, measure: str) -> Table:
    """Each county's score, with the band of its rank where it is the total."""
    level, code = ("measure", measure) if measure else ("total", "total")
    grades: dict[str, str] = {grade.grade: called(grade) for grade in assessment.catalog.grades}
    rows: list[tuple[Entry, ...]] = []
    for place in assessment.catalog.counties:
        score = assessment.scores.get((place.place, level, code))
        rows.append(
            (
                both_names(place),
                number_cell(None if score is None else score.score, 1),
                grades.get(score.grade, "") if score is not None else "",
                "" if measure else rank_text(assessment, place.place),
                number_cell(None if score is None else score.progress, 1),
                number_cell(None if score is None else score.line, 1),
                number_cell(None if score is None else score.share * 100),
                why_hatched(score),
            )
        )
    names = ("place", "score", "grade", "rank", "progress", "line", "share", "note")
    columns = _columns(*names, decimals={"score": 1, "progress": 1, "line": 1, "share": 0})
    return Table(columns, tuple(rows), "place", tuple(place.place for place in assessment.catalog.counties))


def gap_table(series: Sequence[GapPoint]) -> Table:
    """Town and countryside month by month, the newest first."""
    decimals = {"urban": 1, "rural": 1, "gap": 1, "ratio": 2}
    points = list(reversed(series))
    return Table(
        _columns("month", "urban", "rural", "gap", "ratio", decimals=decimals),
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
        _columns("reporter", "state", "received", "warnings", "revision", decimals={"warnings": 0, "revision": 0}),
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
