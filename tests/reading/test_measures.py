from dataclasses import replace

import pytest

from evaluation.assessment import Assessment
from reading.measures import bullet_rows, why_hatched
from tests.layouts.samples import A_SCORE, with_scores
from tests.small import CITY, EAST


def test_measures_stand_in_the_plans_order_with_grade_and_mark(assessment: Assessment) -> None:
    scored = with_scores(assessment, [replace(A_SCORE, code="G1", score=95.0, grade="excellent"), A_SCORE])
    rows = bullet_rows(scored, CITY)
    assert [(row.code, row.group, row.number, row.name, row.grade, row.mark) for row in rows] == [
        ("A1", "action", "一", "青少年", "good", "◆"),
        ("G1", "guarantee", "一", "保障", "excellent", "●"),
    ]
    assert (rows[0].score, rows[0].progress, rows[0].expected, rows[0].share) == (85.0, 85.0, 80.0, 1.0)


def test_the_city_keeps_a_row_for_what_is_not_due_and_a_county_has_none(assessment: Assessment) -> None:
    scored = with_scores(assessment, [A_SCORE, replace(A_SCORE, place=EAST)])
    assert [row.code for row in bullet_rows(scored, EAST)] == ["A1"]
    empty = bullet_rows(scored, CITY)[1]
    assert (empty.code, empty.score, empty.progress, empty.expected, empty.mark) == ("G1", None, None, None, "")


def test_too_little_data_gives_a_row_without_a_grade(assessment: Assessment) -> None:
    row = bullet_rows(with_scores(assessment, [replace(A_SCORE, score=None, grade="", share=0.5)]), CITY)[0]
    assert (row.score, row.grade, row.mark, row.share) == (None, "", "", 0.5)


@pytest.mark.parametrize(("gated", "hatched"), [(0.0, False), (0.33, False), (0.34, True)])
def test_a_bar_is_hatched_and_says_so_when_much_of_it_is_in_doubt(
    assessment: Assessment, gated: float, hatched: bool
) -> None:
    score = replace(A_SCORE, gated=gated)
    row = bullet_rows(with_scores(assessment, [score]), CITY)[0]
    assert (row.gated, bool(row.note)) == (hatched, hatched)
    assert ("34%" in why_hatched(score)) == hatched
