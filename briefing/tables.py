"""The figures behind everything in a brief, as tables: all judged values and all scores of its month."""

from collections.abc import Iterator

from evaluation.assessment import Assessment, Judged
from evaluation.keys import score_key, value_key
from figures.kit.tables import Cell, Column, Entry, Table
from reading.text import month_name, shown_bare, written
from speech.numbers import number
from speech.words import called, words


def judged_table(assessment: Assessment) -> Table:
    """List every judged value with what it is measured against."""
    keys = (
        *("place", "indicator", "split", "value", "unit", "reported", "carried_places", "missing", "carried", "fresh"),
        *("target", "expected", "basis", "clause", "status", "low", "high"),
    )
    decimals = dict.fromkeys(("value", "target", "expected"), 4) | dict.fromkeys(("low", "high"), 2) | {"fresh": 4}
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
                *_places(row),
                month_name(row.carried) if row.carried else "",
                Cell(row.fresh, written(row.fresh, 2)),
                Cell(row.target, written(row.target, indicator.decimals)),
                Cell(row.expected, written(row.expected, max(indicator.decimals, 1))),
                words(f"pages.basis.{row.basis}") if row.basis else "",
                row.clause,
                words(f"pages.status.{row.status}") if row.status else "",
                *(Cell(end, written(end, 2)) for end in (row.low, row.high)),
            )
        )
    return Table(_columns("judged", keys, decimals), tuple(rows))


def _places(row: Judged) -> Iterator[Cell]:
    """Count who reported, whose figure is carried and who is missing of the places behind a figure."""
    missing = row.places_expected - row.places_reported - row.places_carried
    yield from (Cell(count, number(count)) for count in (row.places_reported, row.places_carried, missing))


def scores_table(assessment: Assessment) -> Table:
    """List every score with its ends, its line and how sure it is."""
    numbers = ("low", "high", "progress", "line", "share", "fresh", "absent", "weight")
    keys = ("place", "level", "code", "score", *numbers, "grade", "grade_to")
    decimals = dict.fromkeys(("score", "low", "high", "progress", "line"), 2)
    decimals |= dict.fromkeys(("share", "fresh", "absent", "weight"), 4)
    grades: dict[str, str] = {grade.grade: called(grade) for grade in assessment.catalog.grades}
    rows: list[tuple[Entry, ...]] = [
        (
            called(assessment.catalog.places[row.place]),
            row.level,
            row.code,
            Cell(row.score, written(row.score, 2), score_key(row)),
            *(Cell(value, written(value, 2)) for value in (getattr(row, key) for key in numbers)),
            *(grades.get(grade, "") for grade in (row.grade, row.grade_to)),
        )
        for row in assessment.scores.values()
    ]
    return Table(_columns("scores", keys, decimals), tuple(rows))


def _columns(table: str, keys: tuple[str, ...], decimals: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(key, words(f"brief.{table}.{key}"), decimals=decimals.get(key)) for key in keys)
