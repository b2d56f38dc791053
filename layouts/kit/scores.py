"""A score where it stands large: the figure, its interval, its grade or why there is none."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Catalog
from evaluation.assessment import Score
from layouts.kit.components import grade_badge
from reading.doubt import grade_words, interval_words
from reading.text import written
from speech.words import words


def grade_part(catalog: Catalog, score: Score) -> Component:
    """Show a grade by colour, shape and word; an open one in the colour of its low end, with both words."""
    text = grade_words(catalog, score)
    if not score.grade:
        return html.Span(text, className="grade grade-none")
    grade = catalog.grade_of(score.grade)
    return grade_badge(grade.grade, grade.mark, text)


def score_parts(catalog: Catalog, score: Score, size: str) -> list[Component]:
    """Show a score in a size ("total-score", "place-score") with its interval and its grade."""
    interval = interval_words(score)
    between = [html.Span(interval, className="score-interval", title=words("doubt.interval_long"))] if interval else []
    return [html.Span(written(score.score, 1), className=size), *between, grade_part(catalog, score)]
