from dataclasses import replace
from pathlib import Path

from geo.boundaries import prepare
from geo.neighbours import neighbours
from tests.five import BOUNDARIES as CROSS
from tests.five import COUNTIES, MIDDLE, five_settings
from tests.small import BOUNDARIES, EAST, WEST, a_square


def test_places_with_a_common_edge_are_neighbours() -> None:
    assert neighbours(BOUNDARIES.shapes) == {EAST: (WEST,), WEST: (EAST,)}


def test_a_common_corner_is_not_enough() -> None:
    above = a_square("900103", 10)
    lifted = replace(above, rings=tuple(tuple((x, y + 10) for x, y in ring) for ring in above.rings))
    assert neighbours((*BOUNDARIES.shapes, lifted))["900103"] == ()


def test_a_place_that_lies_apart_has_none() -> None:
    assert neighbours((a_square("1", 0), a_square("2", 50))) == {"1": (), "2": ()}


def test_of_a_cross_the_middle_touches_all_and_they_touch_it_alone(tmp_path: Path) -> None:
    others = {place: (MIDDLE,) for place in COUNTIES if place != MIDDLE}
    prepared = prepare(COUNTIES, tmp_path, five_settings(tmp_path).boundaries)
    for boundaries in (CROSS, prepared):
        assert neighbours(boundaries.shapes) == {**others, MIDDLE: tuple(others)}
