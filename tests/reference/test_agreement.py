"""The engine agrees with the twin: for the demonstration, and for small cities drawn at random."""

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog, read_catalog
from data.store.store import open_store
from evaluation.engine.evaluate import evaluate, refresh
from speech.months import Month
from tests.city import COUNTED, SHORTFALL
from tests.evaluation.frames import CITY, EAST, WEST, Edit, Row, reported, small_city
from tests.golden.tables import database
from tests.lhasa import PLAN
from tests.reference.agreement import differences

MONTHS = (Month("2024-12"), Month("2025-01"), Month("2025-06"))
"""The year's end; its beginning; its half, with a county that is silent."""
EARLIER: Edit = ("plan.yaml", "  carry_months: 3", "  carry_months: 3\n  course: earlier")
METHODS: dict[str, tuple[Edit, ...]] = {
    "skipped": (),
    "skipped, shortfall": (SHORTFALL,),
    "counted": (COUNTED,),
    "counted, shortfall, earlier": (COUNTED, SHORTFALL, EARLIER),
}


@pytest.mark.parametrize("month", MONTHS)
def test_the_demonstration_is_what_the_twin_says(demonstration: Path, month: Month) -> None:
    store, catalog = open_store(database(demonstration)), read_catalog(PLAN)
    refresh(store, catalog)
    found = store.judged(month), store.scores(month)
    assert (len(found[0]), len(found[1])) > (1000, 500)
    assert differences(catalog, store.reported(), *found) == []
    store.close()


@pytest.fixture(scope="session", params=tuple(METHODS))
def catalog(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return small_city(tmp_path_factory.mktemp("twin"), *METHODS[request.param])


def both(name: str, urban: int, rural: int) -> dict[str, float | None]:
    return {name: float(urban + rural), f"{name}/urban": float(urban), f"{name}/rural": float(rural)}


SPAN = ("2024-01", "2024-02", "2024-03", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-12")


@st.composite
def cities(draw: st.DrawFn) -> list[Row]:
    """Two counties' reports with cells that are blank or don't apply, and months in which none came.

    Steps come in the first month and the town leads in literacy: what is made of the contrary is being decided.
    """
    rows: list[Row] = []
    for place in (EAST, WEST):
        for month in SPAN:
            if month == SPAN[0] or draw(st.integers(0, 5)):
                rows += [(place, month, name, value) for name, value in draw(cells(month)).items()]
    for month in ("2024-06", "2024-12", "2025-12"):
        ahead, rural = draw(st.integers(0, 30)), draw(st.integers(0, 30))
        rows += [(CITY, month, name, value) for name, value in both("literacy", rural + ahead, rural).items()]
    return rows


@st.composite
def cells(draw: st.DrawFn, month: str) -> dict[str, float | None]:
    number = int(month[5:])
    town, country = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    found = both("schools", town, country) | both("population", draw(st.sampled_from((0, 300))), 500)
    found |= both("schools_with_room", draw(st.integers(0, town)), draw(st.integers(0, country)))
    found |= both("events", draw(st.integers(0, 9)), draw(st.integers(0, 9)))
    found |= both("visits", draw(st.integers(0, 40)), draw(st.integers(0, 40)))
    found |= {"farm_days/rural": draw(st.integers(0, 30)) / 10, "budget": draw(st.sampled_from((0.0, 120.0, 90.5)))}
    found |= {"spent": 7.5 * draw(st.integers(0, number)), "plan_steps": float(draw(st.integers(0, 2)))}
    open_to_change = sorted(set(found) - {"plan_steps"})
    unfit = draw(st.sets(st.sampled_from(open_to_change), max_size=3))
    blank = draw(st.sets(st.sampled_from(open_to_change), max_size=3))
    return {name: None if name in unfit else value for name, value in found.items() if name not in blank}


@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(rows=cities())
def test_random_cities_are_what_the_twin_says(catalog: Catalog, rows: list[Row]) -> None:
    frame = reported(rows)
    found = evaluate(catalog, frame)
    assert differences(catalog, frame, found.judged, found.scores) == []


def test_a_changed_figure_is_a_difference(catalog: Catalog) -> None:
    frame = reported([(EAST, "2024-01", "schools", 10), (EAST, "2024-01", "schools_with_room", 5)])
    found = evaluate(catalog, frame)
    assert differences(catalog, frame, found.judged, found.scores) == []
    doubled = frame.assign(value=frame["value"] * [1, 2])
    lines = differences(catalog, doubled, found.judged, found.scores)
    assert "900101 2024-01 room_rate total: value is 50.0, and 100.0 by the twin" in lines
    fewer = differences(catalog, frame, found.judged.iloc[1:], found.scores)
    assert [line.rpartition(": ")[2] for line in fewer] == ["only the twin has it"]
