"""Measures as bullet rows, on the overview and in a place's panel."""

from evaluation.assessment import Assessment, Score
from figures.bullets import BulletRow, BulletWords
from speech.numbers import number
from speech.words import called, language, words

HATCHED = 1 / 3  # a composite is hatched when more than this share of it has no full colour


def bullet_rows(assessment: Assessment, place: str) -> tuple[BulletRow, ...]:
    """Give the measures in the plan's order; a measure of which nothing is due yet stands without a score."""
    marks: dict[str, str] = {grade.grade: grade.mark for grade in assessment.catalog.grades}
    rows = []
    for measure in assessment.catalog.measures.values():
        score = assessment.scores.get((place, "measure", measure.measure))
        if score is None and place != assessment.catalog.plan.city:
            continue
        rows.append(
            BulletRow(
                code=measure.measure,
                group=measure.kind,
                number=""
                if measure.kind == "overall"
                else measure.number_zh.strip("（）")
                if language() == "zh"
                else measure.measure,
                name=called(measure, "short"),
                score=None if score is None else score.score,
                progress=None if score is None else score.progress,
                expected=None if score is None else score.line,
                grade="" if score is None else score.grade,
                mark=marks.get(score.grade, "") if score is not None else "",
                share=None if score is None else score.share,
                gated=is_hatched(score),
                note=why_hatched(score),
            )
        )
    return tuple(rows)


def is_hatched(score: Score | None) -> bool:
    """Tell whether too much of a score rests on figures without full colour."""
    return score is not None and (score.gated or 0) > HATCHED


def why_hatched(score: Score | None) -> str:
    """Say how much of a hatched score rests on figures that were late, warned about or incomplete; else nothing."""
    if score is None or not is_hatched(score):
        return ""
    return words("pages.overview.hatched", share=f"{number((score.gated or 0) * 100)}%")


def bullet_words() -> BulletWords:
    """Give the bullet picture its words."""
    return BulletWords(
        score=words("pages.figures.score"),
        expected=words("pages.figures.line_tick"),
        difference=words("pages.figures.line"),
        no_score=words("pages.figures.no_score", value="{value}%"),
        not_due=words("pages.status.not_due"),
        hover_score=words("pages.figures.hover_score", value="{value}"),
        hover_expected=words("pages.figures.hover_expected", difference="{difference}"),
        hover_share=words("pages.figures.hover_share", value="{value}%"),
    )
