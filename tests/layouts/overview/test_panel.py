from dataclasses import replace

import pytest

from evaluation.assessment import Band
from layouts.kit.context import Context
from layouts.overview.panel import place_panel
from speech.words import words
from tests.contexts import context_of
from tests.documents import as_json, nodes, of_class, text
from tests.layouts.samples import A_SCORE, a_total, with_scores
from tests.small import EAST, WEST, SmallCity, rooms

VIEW = f"/?month=2025-03&place={EAST}&measure=A1"


@pytest.fixture
def context(rooms_city: SmallCity) -> Context:
    return context_of(rooms_city, VIEW)


def test_the_way_back_keeps_month_and_measure(context: Context) -> None:
    (close,) = of_class(as_json(place_panel(context)), "close")
    assert close["props"]["href"] == "/?month=2025-03&measure=A1"


def test_the_three_names_are_marked_with_their_language(context: Context) -> None:
    panel = as_json(place_panel(context))
    place = context.catalog.places[EAST]
    spoken = {node["props"]["lang"]: text(node) for node in nodes(panel) if "lang" in node["props"]}
    assert spoken == {"bo": place.name_bo, "en": place.name_en}
    assert text(next(nodes(panel, "H2"))).startswith("东区")


def test_a_score_comes_with_grade_rank_and_ties(context: Context) -> None:
    scored = with_scores(context.assessment, [replace(a_total(82.34), place=EAST), replace(A_SCORE, place=EAST)])
    tied = replace(scored, bands={EAST: Band(EAST, 82.34, 1, 1.0, 1, 2, 80.0, 84.0, (WEST,))})
    written = text(as_json(place_panel(replace(context, assessment=tied))))
    assert "82.3" in written and "◆良" in written
    assert words("pages.overview.rank_band", rank=1, low=1, high=2) in written
    assert words("pages.place.ties", names="西县") in written


def test_without_a_score_the_panel_says_how_little_could_be_scored(context: Context) -> None:
    """Of the weight 60 % × 3/4 has data: the rooms alone."""
    assert words("pages.overview.no_score", share="45%") in text(as_json(place_panel(context)))


@pytest.mark.parametrize(("place", "state"), [(EAST, "on_time"), (WEST, "late")])
def test_how_the_report_came_is_said(rooms_city: SmallCity, place: str, state: str) -> None:
    written = text(as_json(place_panel(context_of(rooms_city, f"/?month=2024-03&place={place}"))))
    assert words(f"pages.place.report_{state}", date="3月28日") in written


def test_a_missing_and_a_corrected_report_are_said(city: SmallCity) -> None:
    city.report(EAST, "2024-03", rooms(9, 6)).report(EAST, "2024-03", rooms(8, 6))
    written = {place: text(as_json(place_panel(context_of(city, f"/?place={place}")))) for place in (EAST, WEST)}
    assert words("pages.place.revision", revision=2) in written[EAST]
    assert words("pages.place.report_missing") in written[WEST]


def test_of_a_place_without_data_nothing_is_said_to_be_fine(city: SmallCity) -> None:
    city.report(EAST, "2024-03", rooms(8, 6))
    missing = text(as_json(place_panel(context_of(city, f"/?place={WEST}"))))
    assert words("pages.overview.lags_none") not in missing
    assert words("pages.place.measures") not in missing
