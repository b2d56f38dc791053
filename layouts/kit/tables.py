"""The tables of measures and scores, for the pages that show either."""

from collections.abc import Mapping, Sequence

from data.catalog.terms import Level
from evaluation.assessment import Assessment, Judged, Score
from figures.bullets import BulletRow
from figures.kit.tables import Cell, Column, Entry, Table
from layouts.kit.exhibits import number_cell
from layouts.kit.filters import both_names
from reading.doubt import grade_words
from reading.maps import rank_text
from reading.measures import why_hatched
from speech.words import called, words


def columns(*names: str, decimals: Mapping[str, int], pinned: bool = True) -> tuple[Column, ...]:
    """Make columns under the desk's headings; those with decimals hold numbers, and the first stays in sight."""
    return tuple(
        Column(name, words(f"desk.columns.{name}"), decimals=decimals.get(name), pinned=pinned and number == 0)
        for number, name in enumerate(names)
    )


DOUBT = ("low", "high", "fresh")
DOUBT_DECIMALS: Mapping[str, int] = {"low": 1, "high": 1, "fresh": 0}
"""The columns that say how sure a score is: the ends of its interval, and the share that is of the month itself."""
DECIMALS = {"score": 1, "progress": 1, "line": 1, "share": 0, **DOUBT_DECIMALS}


def doubt_cells(row: Score | Judged | None) -> tuple[Cell, ...]:
    """Give a score's ends, or those of an indicator's points, and how much is fresh, in per cent."""
    ends = (None, None, None) if row is None else (row.low, row.high, row.fresh * 100)
    return tuple(number_cell(end, decimals) for end, decimals in zip(ends, DOUBT_DECIMALS.values(), strict=True))


def _grade(assessment: Assessment, score: Score | None) -> str:
    return "" if score is None or score.score is None else grade_words(assessment.catalog, score)


def measures_table(assessment: Assessment, place: str, rows: Sequence[BulletRow]) -> Table:
    """Each measure's score with its interval, its way to the target, and the line."""
    scores = {row.code: assessment.scores.get((place, "measure", row.code)) for row in rows}
    return Table(
        columns("measure", "score", *DOUBT, "grade", "progress", "line", "share", "note", decimals=DECIMALS),
        tuple(
            (
                called(assessment.catalog.measures[row.code]),
                number_cell(row.score, 1),
                *doubt_cells(scores[row.code]),
                _grade(assessment, scores[row.code]),
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
    rows: list[tuple[Entry, ...]] = []
    for place in assessment.catalog.counties:
        score = assessment.scores.get((place.place, level, measure or "total"))
        rows.append(
            (
                both_names(place),
                number_cell(None if score is None else score.score, 1),
                *doubt_cells(score),
                _grade(assessment, score),
                "" if measure else rank_text(assessment, place.place),
                number_cell(None if score is None else score.progress, 1),
                number_cell(None if score is None else score.line, 1),
                number_cell(None if score is None else score.share * 100),
                why_hatched(score),
            )
        )
    names = ("place", "score", *DOUBT, "grade", "rank", "progress", "line", "share", "note")
    made = columns(*names, decimals=DECIMALS)
    return Table(made, tuple(rows), "place", tuple(place.place for place in assessment.catalog.counties))
