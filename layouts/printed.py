"""How a judged value may be printed: every page, scene and file writes it in one of these ways."""

from collections.abc import Mapping

from evaluation.assessment import Assessment, Judged
from layouts.kit.exhibits import figure_key
from layouts.wall.indicators import large
from reading.text import amount, shown, shown_bare
from speech.words import speaking


def admissible_texts(assessment: Assessment, lang: str) -> Mapping[str, frozenset[str]]:
    """Give the texts of every judged value up to the assessment's month, by the key that marks it on a page."""
    with speaking(lang):
        rows = (
            row
            for place, split, indicator in assessment.judged
            for row in assessment.series(place, indicator, split=split)
        )
        return {figure_key(row): _texts(assessment, row) for row in rows}


def _texts(assessment: Assessment, row: Judged) -> frozenset[str]:
    indicator = assessment.catalog.indicators[row.indicator]
    texts = {shown(row, indicator), shown_bare(row, indicator)}
    if row.value is not None:
        texts |= {amount(row.value, indicator), large(row.value, indicator)[0]}
    return frozenset(texts)
