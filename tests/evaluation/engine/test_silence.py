"""Silence never pays: hand-worked cases of what didn't come, and what always holds when something is taken away."""

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog
from evaluation.engine.evaluate import evaluate
from tests.city import COUNTED, SHORTFALL
from tests.evaluation.frames import CITY, EAST, WEST, Row, reported, small_city

MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06")
GRADES = ("", "poor", "fair", "good", "excellent")
TINY = 1e-9


@pytest.fixture(scope="session", params=[[COUNTED], [COUNTED, SHORTFALL]], ids=["attainment", "shortfall"])
def counted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return small_city(tmp_path_factory.mktemp("counted"), *request.param)


def both(name: str, urban: float, rural: float) -> dict[str, float | None]:
    return {name: urban + rural, f"{name}/urban": urban, f"{name}/rural": rural}


@st.composite
def cities(draw: st.DrawFn) -> list[Row]:
    """Half a year of two counties, each with its residents, schools and budget, and some cells blank or unfit."""
    rows: list[Row] = [(CITY, "2024-06", "literacy", 8.0)]  # the last month is there whatever is taken away
    for place in (EAST, WEST):
        schools, spent, steps = draw(st.integers(1, 20)), 0.0, 0
        for month in MONTHS:
            rooms, events = draw(st.integers(0, schools)), draw(st.integers(0, 30))
            spent, steps = spent + draw(st.integers(0, 30)), max(steps, draw(st.integers(0, 2)))
            cells = both("population", 400, 600) | both("schools", 0, schools) | both("schools_with_room", 0, rooms)
            cells |= both("events", 0, events) | both("visits", 0, 20 * events) | {"farm_days/rural": 1.0}
            cells |= {"budget": 200.0, "spent": spent, "plan_steps": float(steps)}
            blank = draw(st.sets(st.sampled_from(sorted(cells)), max_size=3)) if draw(st.booleans()) else set()
            unfit = draw(st.sets(st.sampled_from(["events", "visits", "plan_steps"]), max_size=1))
            rows += [(place, month, k, None if k in unfit else v) for k, v in cells.items() if k not in blank]
    return rows


def ends(catalog: Catalog, rows: Sequence[Row]) -> pd.DataFrame:
    scores = evaluate(catalog, reported(rows)).scores
    return scores.set_index(["place", "month", "level", "code"])[["low", "high", "fresh", "grade", "grade_to"]]


def assert_nobody_is_better_off(catalog: Catalog, rows: Sequence[Row], fewer: Sequence[Row]) -> None:
    """Compare every place, month and level, also those of which less is due when less is known."""
    whole, less = ends(catalog, rows), ends(catalog, fewer)
    both_known = whole.add_suffix("_before").join(less.add_suffix("_after"), how="left")
    before, after = ({name: both_known[f"{name}_{when}"] for name in ("low", "high")} for when in ("before", "after"))
    assert (after["low"] <= before["low"] + TINY).all(), both_known[after["low"] > before["low"] + TINY]
    narrower = after["high"] - after["low"] < before["high"] - before["low"] - TINY
    assert not narrower.any(), both_known[narrower]
    worth = {when: both_known[f"grade_{when}"].map(GRADES.index) for when in ("before", "after")}
    assert (worth["after"] <= worth["before"]).all()


@settings(max_examples=60, deadline=None)
@given(rows=cities(), data=st.data())
def test_taking_any_figure_away_betters_nobody(counted: Catalog, rows: list[Row], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(1, len(rows) - 1), min_size=1, max_size=3))
    assert_nobody_is_better_off(counted, rows, [row for n, row in enumerate(rows) if n not in gone])


@settings(max_examples=40, deadline=None)
@given(rows=cities(), place=st.sampled_from([EAST, WEST]), month=st.sampled_from(MONTHS))
def test_taking_any_report_away_betters_nobody(counted: Catalog, rows: list[Row], place: str, month: str) -> None:
    assert_nobody_is_better_off(counted, rows, [row for row in rows if row[:2] != (place, month)])
