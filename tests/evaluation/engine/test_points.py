"""Points by what is missing of the way: from the baseline to what is expected by now, worked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from data.catalog.catalog import Catalog
from evaluation.engine.formulas import Floats, half_width
from evaluation.engine.points import Yardstick, attainment, by_shortfall
from tests.city import COUNTED
from tests.evaluation.frames import small_city


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return small_city(tmp_path_factory.mktemp("counted"), COUNTED)


def stick(
    catalog: Catalog, expected: float, baseline: float, target: float, name: str = "room_rate", **flags: bool
) -> Yardstick:
    """A yardstick of one value, printed with one decimal."""
    told = {key: np.array([flags.get(key, False)]) for key in ("falls", "moving", "asked")}
    arrays = (np.array([number]) for number in (expected, baseline, target))
    return Yardstick(catalog.indicators[name], catalog.plan.method, *arrays, **told)


def one(found: Floats) -> float:
    return float(found[0])


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (40, 0),  # nothing built since the start, where there was a way to go: not 66.7, its attainment
        (50, 50),  # half of the 20 that are expected
        (60, 100),
        (75, 100),
        (30, 0),  # fallen behind the start
    ],
)
def test_what_was_there_before_is_no_achievement(counted: Catalog, value: float, points: float) -> None:
    """From 40 to 80, half of the time is over: 60 are expected."""
    assert one(by_shortfall(stick(counted, 60, 40, 80), np.array([float(value)]))) == pytest.approx(points)


def test_one_venue_does_not_throw_who_is_nearly_there_from_100_to_0(counted: Catalog) -> None:
    """94 of 100 at the start, 97 expected: the span is a fifth of the target, so 94 gives 100 (1 - 3 / 20)."""
    assert one(by_shortfall(stick(counted, 97, 94, 100), np.array([94.0]))) == pytest.approx(85)


def test_a_level_that_is_to_be_kept_has_the_least_span(counted: Catalog) -> None:
    """95 where 100 are expected and were there: 100 (1 - 5 / 20)."""
    assert one(by_shortfall(stick(counted, 100, 100, 100), np.array([95.0]))) == pytest.approx(75)


def test_where_less_is_better_the_shortfall_is_what_is_over(counted: Catalog) -> None:
    """From 50 down to 10, 30 are expected by now: 40 is half of the way of 20."""
    assert one(by_shortfall(stick(counted, 30, 50, 10, falls=True), np.array([40.0]))) == pytest.approx(50)


@pytest.mark.parametrize(("value", "points"), [(10.5, 100), (10.0, 50), (9.5, 0), (9.0, 0), (10.25, 75)])
def test_a_change_that_is_asked_for_gives_50_for_standing_still(counted: Catalog, value: float, points: float) -> None:
    """Five per cent more than 10 are asked for."""
    asked = stick(counted, 10.5, 10.0, np.nan, name="literacy_rate", moving=True, asked=True)
    exact = replace(asked, method=replace(asked.method, printed=False))
    assert one(by_shortfall(exact, np.array([value]))) == pytest.approx(points)


def test_status_and_points_are_those_of_the_printed_figure(counted: Catalog) -> None:
    """79.96 prints 80.0, which is what is expected."""
    printed = stick(counted, 80, 40, 100)
    assert one(attainment(printed, np.array([79.96]))) == 100
    assert one(by_shortfall(printed, np.array([79.96]))) == 100
    assert one(attainment(printed, np.array([79.94]))) == 99.9  # 79.9 of 80


def test_half_a_95_percent_interval() -> None:
    """A tenth of 900: 1.96 * sqrt(10 * 90 / 900) = 1.96 points."""
    assert one(half_width(np.array([10.0]), np.array([900.0]))) == pytest.approx(1.96)
