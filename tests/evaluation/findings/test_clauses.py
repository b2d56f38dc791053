from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.assessment import Assessment
from evaluation.findings.clauses import (
    ancestors,
    answering,
    below,
    clause_state,
    clause_states,
    department_state,
    heading_of,
    row_of,
    weakest,
)
from evaluation.findings.lags import worst_county
from tests.small import CITY, EAST, WEST, SmallCity, rooms


@pytest.fixture
def assessment(tmp_path: Path) -> Iterator[Assessment]:
    """January and March 2025; East has rooms in 19 of 20 schools, West in 6 (30 %, far behind)."""
    city = SmallCity(tmp_path)
    for month in ("2025-01", "2025-03"):
        city.report(EAST, month, rooms(10, 9)).report(WEST, month, rooms(4, 2))
    yield city.assessments.at()
    city.store.close()


def test_the_plan_is_read_from_top_to_bottom(assessment: Assessment) -> None:
    states = clause_states(assessment, CITY)
    assert [each.clause.clause for each in states] == ["I", "A1", "A1.1", "A1.2", "G1", "G1.1", "G1.2"]
    assert [each.depth for each in states] == [0, 1, 2, 2, 1, 2, 2]


def test_a_clause_knows_what_is_above_and_below(assessment: Assessment) -> None:
    catalog = assessment.catalog
    assert [each.clause for each in ancestors(catalog, "A1.2")] == ["I", "A1"]
    assert [each.clause for each in below(catalog, "A1")] == ["A1", "A1.1", "A1.2"]
    assert [heading_of(catalog, measure) for measure in ("A1", "G1", "none")] == ["A1", "G1", ""]


def test_a_heading_counts_each_indicator_below_it_once(assessment: Assessment) -> None:
    """`visits_per_100` answers A1.2 and A1.1 too; nothing but rooms was reported."""
    state = clause_state(assessment, assessment.catalog.clauses["A1"], CITY)
    assert [row.indicator for row in state.rows] == ["room_rate", "events", "visits_per_100", "farm_days"]
    assert sum(state.counts.values()) == len(state.rows)
    assert state.score is assessment.scores[CITY, "measure", "A1"]


def test_a_clause_has_its_own_score_and_a_heading_without_a_measure_none(assessment: Assessment) -> None:
    clauses = assessment.catalog.clauses
    assert clause_state(assessment, clauses["A1.1"], EAST).score is assessment.scores[EAST, "clause", "A1.1"]
    assert clause_state(assessment, clauses["I"], EAST).score is None


def test_the_weakest_clause_has_the_lowest_score_of_those_scored(assessment: Assessment) -> None:
    states = clause_states(assessment, CITY)
    worst = weakest(states)
    scores = [each.score.score for each in states if each.clause.weight and each.score and each.score.score is not None]
    assert (worst.score.score if worst and worst.score else None) == min(scores, default=None)
    assert weakest([]) is None


def test_what_only_the_city_has_stands_for_the_county(assessment: Assessment) -> None:
    found = [row_of(assessment, EAST, name) for name in ("room_rate", "literacy_rate")]
    assert [row.place for row in found if row] == [EAST, CITY]


def test_a_department_answers_for_the_measures_that_it_leads(assessment: Assessment) -> None:
    state = department_state(assessment, "education")
    assert ([each.measure for each in state.leads], [each.measure for each in state.supports]) == (["A1"], [])
    assert {row.indicator for row in state.rows} == {"room_rate", "events", "visits_per_100", "farm_days"}
    state = department_state(assessment, "science")
    assert ([each.measure for each in state.leads], [each.measure for each in state.supports]) == (["G1"], ["A1"])


def test_the_worst_county_is_one_that_lags(assessment: Assessment) -> None:
    """Both started in January 2025: East at 95 % is on its line in March, West at 30 % is behind its own."""
    row = worst_county(assessment, assessment.catalog.indicators["room_rate"])
    assert row is not None
    assert (row.place, row.value) == (WEST, 30)
    assert worst_county(assessment, assessment.catalog.indicators["literacy_rate"]) is None


def test_a_measure_is_answered_by_the_indicators_of_its_clauses(assessment: Assessment) -> None:
    catalog = assessment.catalog
    whole = answering(catalog, below(catalog, "A1"))
    assert set(whole) == {each.indicator for code in ("A1", "A1.1", "A1.2") for each in catalog.indicators_of(code)}
    assert len(whole) == len(set(whole))


def test_a_status_that_nobody_has_is_not_counted(assessment: Assessment) -> None:
    """West's rooms are behind and nothing is known of its visits; the statuses come in their order."""
    counts = clause_state(assessment, assessment.catalog.clauses["A1.1"], WEST).counts
    assert list(counts.items()) == [("behind", 1), ("no_data", 1)]
