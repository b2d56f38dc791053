from dataclasses import replace

import pytest

from data.wording import words
from evaluation.assessment import Assessment, Band
from layouts.place import place_panel
from layouts.view import View
from tests.documents import as_json, nodes, of_class, text
from tests.layouts.samples import A_SCORE, a_total, with_scores
from tests.small import EAST, WEST, SmallCity, rooms

VIEW = View("/", month="2025-03", place=EAST, measure="A1")


def test_the_way_back_keeps_month_and_measure(assessment: Assessment) -> None:
    (close,) = of_class(as_json(place_panel(VIEW, assessment)), "close")
    assert close["props"]["href"] == "/?month=2025-03&measure=A1"


def test_the_three_names_are_marked_with_their_language(assessment: Assessment) -> None:
    panel = as_json(place_panel(VIEW, assessment))
    place = assessment.catalog.places[EAST]
    spoken = {node["props"]["lang"]: text(node) for node in nodes(panel) if "lang" in node["props"]}
    assert spoken == {"bo": place.name_bo, "en": place.name_en}
    assert text(next(nodes(panel, "H2"))).startswith("东区")


def test_a_score_comes_with_grade_rank_and_ties(assessment: Assessment) -> None:
    scored = with_scores(assessment, [replace(a_total(82.34), place=EAST), replace(A_SCORE, place=EAST)])
    tied = replace(scored, bands={EAST: Band(EAST, 82.34, 1, 1.0, 1, 2, (WEST,))})
    written = text(as_json(place_panel(VIEW, tied)))
    assert "82.3" in written and "◆良" in written
    assert words("pages.overview.rank_band", rank=1, low=1, high=2) in written
    assert words("pages.place.ties", names="西县") in written


def test_without_a_score_the_panel_says_how_little_could_be_scored(assessment: Assessment) -> None:
    """Of the weight 60 % × 3/4 has data: the rooms alone."""
    assert words("pages.overview.no_score", share="45%") in text(as_json(place_panel(VIEW, assessment)))


@pytest.mark.parametrize(("place", "state"), [(EAST, "on_time"), (WEST, "late")])
def test_how_the_report_came_is_said(rooms_city: SmallCity, place: str, state: str) -> None:
    view = View("/", month="2024-03", place=place)
    written = text(as_json(place_panel(view, rooms_city.assessments.at("2024-03"))))
    assert words(f"pages.place.report_{state}", date="3月28日") in written


def test_a_missing_and_a_corrected_report_are_said(city: SmallCity) -> None:
    city.report(EAST, "2024-03", rooms(9, 6)).report(EAST, "2024-03", rooms(8, 6))
    written = {
        place: text(as_json(place_panel(View("/", place=place), city.assessments.at()))) for place in (EAST, WEST)
    }
    assert words("pages.place.revision", revision=2) in written[EAST]
    assert words("pages.place.report_missing") in written[WEST]
