"""How sure a figure is, in words."""

from dataclasses import replace

import pytest

from data.catalog.catalog import Catalog, read_catalog
from data.catalog.terms import Split, Status
from evaluation.assessment import Assessment, Judged
from reading.doubt import (
    absent_words,
    carried_words,
    distance_words,
    doubt_words,
    fresh_words,
    freshness_short,
    freshness_words,
    grade_counts,
    grade_words,
    grading_words,
    headline_counts,
    interval_words,
    sampling_words,
    score_words,
    silent_words,
    standing_words,
    undetectable_words,
)
from speech.months import Month
from speech.words import speaking
from tests import lhasa
from tests.layouts.samples import A_SCORE, a_total, with_scores
from tests.small import CITY, EAST


@pytest.fixture(scope="module")
def plan() -> Catalog:
    """The real plan, which grades from March on and lets nobody inherit a weight."""
    return read_catalog(lhasa.PLAN)


@pytest.fixture
def row(assessment: Assessment) -> Judged:
    return next(row for row in assessment.judged.values() if row.place == CITY and row.split == "total")


def test_a_closed_grade_is_one_word_and_an_open_one_two(plan: Catalog) -> None:
    assert grade_words(plan, A_SCORE) == "良"
    opened = replace(A_SCORE, grade="fair", grade_to="good")
    assert grade_words(plan, opened) == "中到良"
    with speaking("en"):
        assert grade_words(plan, opened) == "Fair to Good"


def test_what_has_no_grade_says_why_and_an_indicator_needs_none(plan: Catalog) -> None:
    none = replace(A_SCORE, grade="", grade_to="")
    assert grade_words(plan, replace(none, month=Month("2025-02"))) == "3月起评等级"
    assert grade_words(plan, replace(none, month=Month("2025-03"), score=None)) == "不评等级"
    assert grade_words(plan, replace(none, level="indicator")) == ""


@pytest.mark.parametrize(
    ("low", "high", "said"), [(77.06, 82.44, "77.1–82.4"), (85.01, 85.04, ""), (0, 100, "0.0–100.0")]
)
def test_an_interval_is_written_where_its_ends_are_told_apart(low: float, high: float, said: str) -> None:
    assert interval_words(replace(A_SCORE, low=low, high=high)) == said


def test_a_citys_figure_counts_its_counties_and_a_countys_says_nothing(row: Judged) -> None:
    city = replace(row, places_expected=8, places_reported=5, places_carried=1)  # 8 − 5 − 1 = 2 are missing
    assert freshness_words(city) == "8 县区中 5 个新报、1 个沿用、2 个缺报"
    assert freshness_words(replace(row, places_expected=1, places_reported=1, places_carried=0)) == ""


def test_what_is_carried_names_its_month(row: Judged) -> None:
    assert carried_words(replace(row, carried="2025-04")) == "沿用2025年4月"
    assert carried_words(replace(row, carried="")) == ""


def test_an_absent_share_is_said_where_nobody_inherits_it(plan: Catalog, assessment: Assessment) -> None:
    absent = replace(A_SCORE, absent=0.124)
    assert absent_words(plan, absent) == "12% 的权重不适用或未到期，不由其他项目承接"
    assert absent_words(plan, replace(A_SCORE, absent=0.004)) == ""
    assert absent_words(assessment.catalog, absent) == ""


def statuses(assessment: Assessment, *given: Status) -> Assessment:
    """Give the city's weighted indicators these statuses, in the plan's order; all others are not due."""
    catalog = assessment.catalog
    names = [name for name, each in catalog.indicators.items() if each.weight > 0]
    row = next(iter(assessment.judged.values()))
    made: dict[tuple[str, Split, str], Judged] = {
        (CITY, "total", name): replace(row, place=CITY, indicator=name, status=status)
        for name, status in zip(names, given, strict=False)
    }
    return replace(assessment, judged=made)


def test_the_counts_are_of_what_is_due(assessment: Assessment) -> None:
    assert headline_counts(statuses(assessment, "on_track", "behind", "not_due"), CITY) == (2, 1, 1)
    assert headline_counts(statuses(assessment, "at_risk", "no_data"), CITY) == (2, 0, 0)


def test_the_standing_says_what_is_silent_and_how_far_the_line_is(assessment: Assessment) -> None:
    judged = statuses(assessment, "on_track", "behind", "no_data")
    scored = with_scores(judged, [replace(a_total(82.0), progress=67.0, line=80.0)])
    assert standing_words(scored, CITY) == "3 项已到评判：1 项达到，1 项明显落后，1 项缺数据；低于序时 13.0"
    unscored = with_scores(statuses(assessment, "on_track"), [])
    assert standing_words(unscored, CITY) == "1 项已到评判：1 项达到，0 项明显落后"


@pytest.mark.parametrize(
    ("progress", "said"),
    [(79.94, "；低于序时 0.1"), (79.96, "；与序时持平"), (80.04, "；与序时持平"), (82.0, "；高于序时 2.0")],
)
def test_a_distance_is_said_where_it_can_be_written(progress: float, said: str) -> None:
    assert distance_words(replace(A_SCORE, progress=progress, line=80.0)) == said


def test_a_score_in_a_sentence_has_interval_and_grade(plan: Catalog) -> None:
    unsure = replace(A_SCORE, score=80.46, low=76.95, high=81.93, grade="fair", grade_to="good")
    assert score_words(plan, unsure) == "综合得分 80.5（77.0–81.9），等级“中到良”"
    early = replace(A_SCORE, month=Month("2025-01"), grade="", grade_to="")
    assert score_words(plan, early) == "综合得分 85.0，3月起评等级"


def test_grades_are_counted_open_ones_apart(plan: Catalog) -> None:
    opened, early = replace(A_SCORE, grade="fair"), replace(A_SCORE, month=Month("2025-01"), grade="", grade_to="")
    excellent = replace(A_SCORE, grade="excellent", grade_to="excellent")
    assert grade_counts(plan, [A_SCORE, opened, A_SCORE, excellent]) == ["1 项优", "2 项良", "1 项等级未定"]
    assert grade_counts(plan, [early, early]) == ["2 项有得分（3月起评等级）"]


def test_how_grades_are_given_is_one_sentence(plan: Catalog, assessment: Assessment) -> None:
    assert grading_words(plan) == (
        "等级按下限评定：优 90 分起、至少 70% 的权重达到序时；良 80 分起、至多 33% 明显落后"
        "；中 60 分起、至多 50% 明显落后；其余为差；当月新报不足 90% 时等级未定，3月起评。"
    )
    assert grading_words(assessment.catalog) == ""


@pytest.mark.parametrize(("fresh", "said"), [(1.0, ""), (0.9965, "99% 的权重为当月新报"), (0.0, "0% 的权重为当月新报")])
def test_what_is_fresh_is_never_rounded_up_to_all(fresh: float, said: str) -> None:
    assert fresh_words(replace(A_SCORE, fresh=fresh)) == said


def surveyed(assessment: Assessment, now: float, before: float) -> tuple[Assessment, Judged]:
    """An assessment whose city has a survey of two years, each with an interval of ±1.2."""
    row = replace(next(iter(assessment.judged.values())), place=CITY, split="total", doubt=1.2)
    rows = [replace(row, month=Month(f"{year}-03"), value=value) for year, value in ((2024, before), (2025, now))]
    history = replace(assessment.history, _made={(CITY, "total", row.indicator): rows})
    return replace(assessment, history=history), rows[-1]


def test_a_surveys_change_inside_its_interval_is_not_detectable(assessment: Assessment) -> None:
    """Of two intervals of ±1.2 the difference has √(1.2² + 1.2²) = 1.697."""
    assert undetectable_words(*surveyed(assessment, 9.69, 8.0)) == "变化不显著"
    assert undetectable_words(*surveyed(assessment, 9.70, 8.0)) == ""
    known, row = surveyed(assessment, 8.1, 8.0)
    assert undetectable_words(known, replace(row, doubt=0.0)) == ""
    assert sampling_words(row) == "95% 区间 ±1.20"


def test_a_silent_county_is_said_to_show_what_was_before(assessment: Assessment) -> None:
    silent = replace(assessment, reporting=tuple(replace(row, state="missing") for row in assessment.reporting))
    assert silent_words(silent, EAST) == "；本月未报，所示为以前的数"
    assert (silent_words(assessment, EAST), silent_words(silent, CITY)) == ("", "")


def test_counties_are_written_short_for_a_column(row: Judged) -> None:
    assert freshness_short(replace(row, places_expected=8, places_reported=5, places_carried=1)) == "5 · 1 · 2"
    assert doubt_words(replace(row, places_expected=1, carried="2024-12")) == "沿用2024年12月"
