"""The figures behind everything in a brief, as tables: all judged values and all scores of its month."""

from evaluation.assessment import Assessment
from evaluation.keys import score_key, value_key
from figures.kit.tables import Cell, Column, Entry, Table
from reading.text import shown_bare, written
from speech.words import called, words


def judged_table(assessment: Assessment) -> Table:
    """List every judged value with what it is measured against."""
    keys = ("place", "indicator", "split", "value", "unit", "target", "expected", "basis", "clause", "status")
    decimals = {"value": 4, "target": 4, "expected": 4}
    catalog = assessment.catalog
    rows: list[tuple[Entry, ...]] = []
    for row in assessment.judged.values():
        indicator = catalog.indicators[row.indicator]
        rows.append(
            (
                called(catalog.places[row.place]),
                called(indicator),
                words(f"pages.splits.{row.split}"),
                Cell(row.value, shown_bare(row, indicator), value_key(row)),
                called(indicator, "unit"),
                Cell(row.target, written(row.target, indicator.decimals)),
                Cell(row.expected, written(row.expected, max(indicator.decimals, 1))),
                words(f"pages.basis.{row.basis}") if row.basis else "",
                row.clause,
                words(f"pages.status.{row.status}") if row.status else "",
            )
        )
    return Table(_columns("judged", keys, decimals), tuple(rows))


def scores_table(assessment: Assessment) -> Table:
    """List every score with its line."""
    keys = ("place", "level", "code", "score", "progress", "line", "share", "weight", "grade")
    decimals = {"score": 2, "progress": 2, "line": 2, "share": 4, "weight": 4}
    grades: dict[str, str] = {grade.grade: called(grade) for grade in assessment.catalog.grades}
    rows: list[tuple[Entry, ...]] = [
        (
            called(assessment.catalog.places[row.place]),
            row.level,
            row.code,
            Cell(row.score, written(row.score, 2), score_key(row)),
            *(Cell(value, written(value, 2)) for value in (row.progress, row.line, row.share, row.weight)),
            grades.get(row.grade, ""),
        )
        for row in assessment.scores.values()
    ]
    return Table(_columns("scores", keys, decimals), tuple(rows))


def _columns(table: str, keys: tuple[str, ...], decimals: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(key, words(f"brief.{table}.{key}"), decimals=decimals.get(key)) for key in keys)
