"""The tables of measures and scores, for the pages that show either."""

from collections.abc import Mapping, Sequence

from data.catalog.terms import Level
from evaluation.assessment import Assessment
from figures.bullets import BulletRow
from figures.kit.tables import Column, Entry, Table
from layouts.kit.exhibits import number_cell
from layouts.kit.filters import both_names
from reading.maps import rank_text
from reading.measures import why_hatched
from speech.words import called, words


def columns(*names: str, decimals: Mapping[str, int]) -> tuple[Column, ...]:
    """Make columns under the desk's headings; those with decimals hold numbers, and the first stays in sight."""
    return tuple(
        Column(name, words(f"desk.columns.{name}"), decimals=decimals.get(name), pinned=number == 0)
        for number, name in enumerate(names)
    )


def measures_table(assessment: Assessment, rows: Sequence[BulletRow]) -> Table:
    """Each measure's score, its way to the target, and the line."""
    grades: dict[str, str] = {grade.grade: called(grade) for grade in assessment.catalog.grades}
    decimals = {"score": 1, "progress": 1, "line": 1, "share": 0}
    return Table(
        columns("measure", "score", "grade", "progress", "line", "share", "note", decimals=decimals),
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
    level: Level = "measure" if measure else "total"
    grades: dict[str, str] = {grade.grade: called(grade) for grade in assessment.catalog.grades}
    rows: list[tuple[Entry, ...]] = []
    for place in assessment.catalog.counties:
        score = assessment.scores.get((place.place, level, measure or "total"))
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
    made = columns(*names, decimals={"score": 1, "progress": 1, "line": 1, "share": 0})
    return Table(made, tuple(rows), "place", tuple(place.place for place in assessment.catalog.counties))
