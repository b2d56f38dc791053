"""A gap in words: what can't be told from no change is said so."""

from dataclasses import replace

import pytest

from evaluation.assessment import Assessment
from evaluation.findings.gap_desk import indicator_gap
from reading.gap import moved_text, sentence, undetectable
from speech.words import words
from tests.small import CITY


@pytest.mark.parametrize(("doubt", "said"), [(5.1, True), (5.0, False), (0.0, False)])
def test_a_change_inside_its_interval_is_not_detectable(assessment: Assessment, doubt: float, said: bool) -> None:
    """The gap of the rooms went from 15 to 20 points in a year."""
    gap = replace(indicator_gap(assessment, CITY, assessment.catalog.indicators["room_rate"]), doubt=doubt)
    assert gap.change == pytest.approx(5.0)
    gap = replace(gap, change=5.0)
    for text in (undetectable(gap), moved_text(gap), sentence(gap, "小城市")):
        assert (words("doubt.undetectable") in text) == said


def test_only_a_survey_has_an_interval(assessment: Assessment) -> None:
    assert indicator_gap(assessment, CITY, assessment.catalog.indicators["room_rate"]).doubt == 0.0
