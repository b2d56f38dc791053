from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.assessment import Assessment
from evaluation.engine.evaluate import evaluate
from evaluation.engine.first_targets import with_first_targets
from evaluation.findings.what_if import adjustable, moved_indicators, retargeted, reweighted, totals, what_if
from tests.evaluation.frames import a_month
from tests.small import CITY, EAST, WEST, SmallCity

MONTHS = ("2024-01", "2024-02", "2024-12", "2025-03", "2025-06")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCity]:
    """Reports of both counties, West's with fewer of everything; West didn't report in 2024-02."""
    made = SmallCity(tmp_path_factory.mktemp("what_if"))
    for number, month in enumerate(MONTHS):
        made.report(EAST, month, {**a_month(60 + number, 12, 90, 8 + 9 * number), "plan_steps": number // 2})
        if month != "2024-02":
            made.report(WEST, month, {**a_month(40, 3 + number, 60, 5 + 6 * number), "plan_steps": 1})
    made.report("science", "2024-12", {"literacy": 8, "literacy/urban": 10, "literacy/rural": 6})
    yield made
    made.store.close()


def stored(assessment: Assessment) -> dict[str, float | None]:
    return {place: row.score for (place, level, _), row in assessment.scores.items() if level == "total"}


@pytest.mark.parametrize("month", MONTHS)
def test_nothing_changed_gives_the_stored_scores(small: SmallCity, month: str) -> None:
    assessment = small.assessments.at(month)
    assert totals(assessment, reweighted(assessment.catalog, {})) == stored(assessment)
    assert all(
        (row.score, row.rank) == (row.new_score, row.new_rank) for row in what_if(assessment, assessment.catalog)
    )


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("factor", [0.5, 1.5])
def test_other_targets_give_what_a_whole_evaluation_gives(small: SmallCity, month: str, factor: float) -> None:
    assessment = small.assessments.at(month)
    for indicator in adjustable(assessment.catalog):
        other = retargeted(assessment.catalog, indicator.indicator, factor)
        frame = evaluate(other, small.store.reported()).scores
        frame = frame[(frame["month"] == month) & (frame["level"] == "total")]
        whole = {row.place: row.score for row in frame.itertuples()}
        found = {place: np.nan if score is None else score for place, score in totals(assessment, other).items()}
        assert found == pytest.approx({place: whole[place] for place in found}, nan_ok=True), indicator.indicator


def test_the_first_targets_give_the_scores_of_an_assessment_against_them(small: SmallCity) -> None:
    """From 2025-03 on, East's events are asked for 180 instead of 240."""
    assessment, first = small.assessments.at("2025-06"), small.assessments.at("2025-06", first_targets=True)
    other = with_first_targets(assessment.catalog)
    assert moved_indicators(assessment.catalog, other) == ("events",)
    assert totals(assessment, other) == stored(first)
    assert totals(first, assessment.catalog) == stored(assessment)
    assert stored(first) != stored(assessment)


def test_a_weight_of_zero_takes_a_measure_out(small: SmallCity) -> None:
    assessment = small.assessments.at("2024-01")
    found = totals(assessment, reweighted(assessment.catalog, {"G1": 0}))
    assert found == {place: assessment.scores[place, "measure", "A1"].score for place in (EAST, WEST, CITY)}
    assert set(totals(assessment, reweighted(assessment.catalog, {"A1": 0, "G1": 0})).values()) == {None}


def test_ranks_follow_the_scores(small: SmallCity) -> None:
    rows = {row.place: row for row in what_if(small.assessments.at("2024-01"), small.catalog)}
    assert [rows[place].new_rank for place in (CITY, EAST, WEST)] == [None, 1, 2]


@settings(max_examples=20, deadline=None)
@given(st.floats(0.1, 50))
def test_only_the_proportions_of_weights_count(small: SmallCity, times: float) -> None:
    assessment = small.assessments.at("2025-06")
    weights = {code: measure.weight * times for code, measure in assessment.catalog.measures.items()}
    found = totals(assessment, reweighted(assessment.catalog, weights))
    assert found == pytest.approx(stored(assessment))


def test_steps_and_directions_have_no_target_to_try(small: SmallCity) -> None:
    names = {each.indicator for each in adjustable(small.catalog)}
    assert names == {"room_rate", "events", "visits_per_100", "spending_rate", "literacy_rate"}
