from collections.abc import Iterable
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog
from evaluation.findings.explain import Node, change_since, compare, is_additive, leaves, score_tree, tree_of
from tests.evaluation.frames import EAST, Row, Table, a_month, evaluated, rows_of
from tests.small import SmallCity

MAY, JUNE = "2024-05", "2024-06"


def tree(city: Catalog, table: Table, month: str) -> Node:
    frame = table.frame[(table.frame["place"] == EAST) & (table.frame["month"] == month)]
    rows: Iterable[Any] = frame.itertuples()
    scores = {
        (row.level, row.code): (None if isnan(row.score) else row.score, row.grade, 1 - row.absent) for row in rows
    }
    found = tree_of(city, scores)
    assert found is not None
    return found


def january(city: Catalog) -> Node:
    """Rooms 100, events 50, visits 100, spending 50: A1.1 100, A1.2 75, A1 93.75, G1 50, the total 76.25."""
    table = Table(evaluated(city, rows_of(EAST, "2024-01", a_month(events=5, visits=100, spent=5))).scores)
    return tree(city, table, "2024-01")


def test_a_total_is_taken_apart_in_the_order_of_the_points_lost(city: Catalog) -> None:
    whole = january(city)
    assert [(node.code, node.weight, round(node.lost, 4)) for node in whole.children] == [
        ("G1", 0.4, 20.0),
        ("A1", 0.6, 3.75),
    ]
    clauses = whole.children[1].children
    assert [(node.code, node.weight, round(node.contribution, 4)) for node in clauses] == [
        ("A1.2", 0.25, 18.75),
        ("A1.1", 0.75, 75.0),
    ]
    events = next(leaf for leaf in leaves(whole) if leaf.code == "events")
    assert events.effective == pytest.approx(0.6 * 0.25 * 0.5)
    assert events.lost == pytest.approx(3.75)


def test_an_indicator_that_came_in_is_split_from_what_it_did_by_its_weight(city: Catalog) -> None:
    then = january(city)
    rooms = replace(next(leaf for leaf in leaves(then) if leaf.code == "room_rate"), effective=1.0)
    alone = Node("total", "total", 100.0, "", 1.0, 1.0, (rooms,))
    change = compare(city, alone, then)
    assert change is not None
    parts = {part.indicator: part for part in change.parts}
    assert (parts["events"].before, parts["events"].by_score) == (None, 0)
    # The mean of both totals is 88.125; events came in with 0.075 of the weight and 50 points.
    assert parts["events"].by_weight == pytest.approx(0.075 * (50 - 88.125))
    assert sum(part.points for part in change.parts) == pytest.approx(-23.75)


def test_scores_that_are_not_sums_are_not_taken_apart(city: Catalog) -> None:
    scoring = replace(city.plan.scoring, aggregate_total="geometric")
    other = replace(city, plan=replace(city.plan, scoring=scoring))
    assert is_additive(city)
    assert not is_additive(other)
    assert tree_of(other, {("total", "total"): (50.0, "poor", 1.0)}) is None


LEFT_OUT = st.sets(st.sampled_from(["schools_with_room", "events", "visits", "spent", "plan_steps"]), max_size=2)


@st.composite
def reports(draw: st.DrawFn, month: str) -> list[Row]:
    """East's report of a month, with some figures missing."""
    values = a_month(*(draw(st.integers(0, most)) for most in (100, 60, 600, 120)))
    values["plan_steps"] = draw(st.integers(0, 2))
    left_out = draw(LEFT_OUT)
    return [row for row in rows_of(EAST, month, values) if row[2].partition("/")[0] not in left_out]


@settings(max_examples=30, deadline=None)
@given(reports(MAY), reports(JUNE))
def test_parts_add_up_to_the_score_and_to_its_change(city: Catalog, may: list[Row], june: list[Row]) -> None:
    """In June a step of the plan falls due, so that weights change too."""
    table = Table(evaluated(city, may, june).scores)
    then, now = tree(city, table, MAY), tree(city, table, JUNE)
    for node in (then, now):
        if node.score is not None:
            assert sum(child.contribution for child in node.children) == pytest.approx(node.score, abs=1e-9)
            assert sum(leaf.lost for leaf in leaves(node)) == pytest.approx(100 - node.score, abs=1e-9)
    change = compare(city, then, now)
    assert (change is None) == (then.score is None or now.score is None)
    if change is not None:
        points = [part.points for part in change.parts]
        assert sum(points) == pytest.approx(change.now - change.before, abs=1e-9)
        assert points == sorted(points, key=lambda each: -abs(each))


def test_an_assessment_is_compared_with_months_ago(tmp_path: Path) -> None:
    small = SmallCity(tmp_path)
    small.report(EAST, MAY, a_month(events=50)).report(EAST, JUNE, a_month(events=20))
    assessment = small.assessments.at(JUNE)
    change = change_since(assessment, EAST, 1)
    whole = score_tree(assessment, EAST)
    assert change is not None
    assert whole is not None
    assert (change.month, change.now) == (MAY, whole.score)
    assert sum(part.points for part in change.parts) == pytest.approx(change.now - change.before)
    assert change_since(assessment, EAST, 12) is None
    small.store.close()
