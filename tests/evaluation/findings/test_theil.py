from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.catalog import Role
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.findings.gap_desk import comparable
from evaluation.findings.theil import Group, Theil, theil, theil_readings
from tests.evaluation.frames import EAST, WEST, a_month, save, small_city

groups = st.lists(
    st.builds(Group, st.sampled_from("abc"), st.floats(1, 1e6), st.one_of(st.just(0.0), st.floats(0.01, 1000))),
    min_size=2,
    max_size=8,
)


def directly(of: list[Group]) -> float:
    """T as it is defined, without parts."""
    whole = sum(group.weight for group in of)
    mean = sum(group.weight * group.value for group in of) / whole
    relative = [(group.weight / whole, group.value / mean) for group in of]
    return sum(share * each * log(each) for share, each in relative if each > 0)


def found(of: list[Group]) -> Theil:
    index = theil(of)
    assert index is not None
    return index


def test_all_inequality_is_within_when_places_are_alike() -> None:
    """Half have 30, half 10, in both places: the mean is 20, so T = (1.5 ln 1.5 + 0.5 ln 0.5) / 2 = 0.13081."""
    index = found([Group(place, 100, value) for place in "ab" for value in (30, 10)])
    assert index.mean == 20
    assert index.within == pytest.approx(0.13081, abs=1e-5)
    assert index.between == pytest.approx(0, abs=1e-12)
    assert index.within_share == pytest.approx(1)


def test_all_inequality_is_between_when_town_and_country_are_alike() -> None:
    index = found([Group("a", 50, 30), Group("a", 50, 30), Group("b", 70, 10), Group("b", 30, 10)])
    assert index.within == pytest.approx(0, abs=1e-12)
    assert index.between == pytest.approx(0.13081, abs=1e-5)


def test_both_parts_by_hand() -> None:
    """Place a: 30 and 10 for 100 people each; place b: 20 for 200. Both means are 20; a has half of everything."""
    index = found([Group("a", 100, 30), Group("a", 100, 10), Group("b", 200, 20)])
    assert index.within == pytest.approx(0.13081 / 2, abs=1e-5)
    assert index.between == pytest.approx(0, abs=1e-12)


def test_nothing_counts_as_its_limit_and_people_weigh() -> None:
    """A quarter of the people has everything: T = ln 4."""
    assert found([Group("a", 1, 8), Group("a", 3, 0)]).total == pytest.approx(log(4))


@pytest.mark.parametrize("of", [[], [Group("a", 1, 5)], [Group("a", 1, 0), Group("b", 1, 0)], [Group("a", 0, 1)] * 2])
def test_without_two_groups_that_have_something_there_is_none(of: list[Group]) -> None:
    assert theil(of) is None


def test_where_nobody_lives_nothing_is_unequal() -> None:
    """The country of a is empty, and so is the whole of c: what is left is a's town and b, all of it between them."""
    empty = [Group("a", 0, 90), Group("c", 0, 90), Group("c", 0, 10)]
    index = found([Group("a", 100, 30), *empty, Group("b", 100, 10)])
    assert (index.mean, index.within) == (20, 0)
    assert index.between == pytest.approx(0.13081, abs=1e-5)
    assert theil([Group("a", 100, 30), *empty]) is None


@given(groups)
def test_the_parts_add_up_and_are_never_negative(of: list[Group]) -> None:
    index = theil(of)
    if index is None:
        assert all(group.value == 0 for group in of)
        return
    assert index.total == pytest.approx(directly(of), abs=1e-9)
    assert index.within >= 0
    assert index.between >= 0
    assert index.total <= log(sum(group.weight for group in of) / min(group.weight for group in of)) + 1e-9


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(1, 1e6)), min_size=2), st.floats(0.01, 1000))
def test_there_is_none_where_all_have_the_same(people: list[tuple[str, float]], value: float) -> None:
    index = theil([Group(place, weight, value) for place, weight in people])
    assert index is not None
    assert index.total == pytest.approx(0, abs=1e-9)


def rooms(urban: float, rural: float) -> dict[str, float | None]:
    return {
        **a_month(),
        "population/urban": 1500,
        "population/rural": 500,
        "visits/urban": 10,
        "visits/rural": 10,
        "schools_with_room/urban": urban,
        "schools_with_room/rural": rural,
        "schools_with_room": urban + rural,
    }


def test_residents_are_the_weight_where_they_are_known(kept: Store, tmp_path: Path) -> None:
    """Two counties alike: 1 500 people in town with 80 %, 500 in the country with 40 %, so 70 % on average."""
    catalog = small_city(tmp_path, roles={"population": Role.RESIDENTS})
    save(kept, EAST, "2024-01", rooms(40, 20))
    save(kept, WEST, "2024-01", rooms(40, 20))
    readings = theil_readings(Assessments(kept, catalog).at(), comparable(catalog))
    reading = next(each for each in readings if each.indicator == "room_rate")
    assert (reading.weight, reading.places, reading.expected) == ("population", 2, 2)
    assert reading.theil is not None
    assert reading.theil.within == pytest.approx(0.75 * 8 / 7 * log(8 / 7) + 0.25 * 4 / 7 * log(4 / 7))
    assert reading.theil.between == pytest.approx(0, abs=1e-12)


def test_without_residents_an_indicators_own_denominator_weighs(kept: Store, tmp_path: Path) -> None:
    """50 schools a side: half have 80 %, half 40 %. An indicator of the city alone can't be split."""
    catalog = small_city(tmp_path, roles={"population": Role.RESIDENTS})
    without = {name: value for name, value in rooms(40, 20).items() if not name.startswith("population")}
    save(kept, EAST, "2024-01", without)
    readings = theil_readings(Assessments(kept, catalog).at(), comparable(catalog))
    assert readings[0].indicator == "room_rate"
    assert (readings[0].weight, readings[0].places, readings[0].expected) == ("denominator", 1, 2)
    assert readings[0].theil is not None
    relative = [80 / 60, 40 / 60]
    assert readings[0].theil.within == pytest.approx(sum(each * log(each) / 2 for each in relative))
    assert {each.indicator: each.theil for each in readings}["literacy_rate"] is None


def test_a_plan_that_counts_no_residents_weighs_by_denominators(kept: Store, tmp_path: Path) -> None:
    catalog = small_city(tmp_path)
    save(kept, EAST, "2024-01", rooms(40, 20))
    readings = theil_readings(Assessments(kept, catalog).at(), comparable(catalog))
    assert {each.indicator: each.weight for each in readings}["room_rate"] == "denominator"
