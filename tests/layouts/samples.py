"""Scores made by hand, in place of those that the small city's reports give."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from data.catalog.terms import Grade
from evaluation.assessment import Assessment, Score
from speech.months import Month

A_SCORE = Score(
    place="900100",
    month=Month("2025-03"),
    level="measure",
    code="A1",
    score=85.0,
    low=85.0,
    high=85.0,
    share=1.0,
    fresh=1.0,
    absent=0.0,
    on_track=0.5,
    behind=0.25,
    gated=0.0,
    progress=85.0,
    line=80.0,
    excess=0.0,
    weight=60.0,
    grade="good",
    grade_to="good",
)


def a_total(score: float | None, grade: Grade | Literal[""] = "good", share: float = 1.0) -> Score:
    """The city's total."""
    return replace(A_SCORE, level="total", code="total", score=score, grade=grade, grade_to=grade, share=share)


def with_scores(assessment: Assessment, scores: Iterable[Score]) -> Assessment:
    """The assessment with these scores and no others."""
    return replace(assessment, scores={(row.place, row.level, row.code): row for row in scores})
