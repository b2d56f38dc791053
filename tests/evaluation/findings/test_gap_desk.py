from collections.abc import Mapping
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.findings.gap_desk import IndicatorGap, comparable, counted, county_gaps, gaps, indicator_gap
from tests.evaluation.frames import CITY, EAST, WEST, save, small_city

Coverage = tuple[float, float]  # schools with a room, of 50 in town and of 50 in the country


def report(coverage: Coverage) -> dict[str, float | None]:
    urban, rural = coverage
    rooms = {"schools_with_room": urban + rural, "schools_with_room/urban": urban, "schools_with_room/rural": rural}
    return {"schools": 100, "schools/urban": 50, "schools/rural": 50, **rooms}


def read(store: Store, catalog: Catalog, months: Mapping[str, Coverage], place: str = EAST) -> IndicatorGap:
    for month, coverage in months.items():
        save(store, EAST, month, report(coverage))
    return indicator_gap(Assessments(store, catalog).at(), place, catalog.indicators["room_rate"])


def test_counts_are_left_out(city: Catalog) -> None:
    assert [each.indicator for each in comparable(city)] == ["room_rate", "visits_per_100", "literacy_rate"]
    assert [each.indicator for each in counted(city)] == ["events"]


def test_a_gap_that_closes_does_so_at_its_pace(kept: Store, city: Catalog) -> None:
    """80 and 40 % a year before, 82 and 52 % now: 30 points are left, and 10 were made good in the year."""
    gap = read(kept, city, {"2024-06": (40, 20), "2025-06": (41, 26)})
    assert gap.now is not None
    assert (gap.now.urban, gap.now.rural, gap.difference, gap.now.ratio) == (82, 52, 30, 82 / 52)
    assert gap.change == -10
    assert gap.moved == pytest.approx((2, 12))
    assert (gap.direction, gap.cause, gap.outlook) == ("narrowing", "rural_up", "closing")
    assert gap.years == 3
    assert [point.month for point in gap.series] == ["2024-06", "2025-06"]


@pytest.mark.parametrize(
    ("now", "direction", "cause", "outlook"),
    [
        ((39, 21), "narrowing", "both", "closing"),
        ((30, 15), "narrowing", "urban_down", "closing"),
        ((45, 20), "widening", "urban_up", "not_closing"),
        ((42, 22), "steady", "", "not_closing"),
        ((30, 30), "narrowing", "both", "level"),
        ((30, 40), "narrowing", "both", "ahead"),
        ((20, 45), "widening", "both", "ahead"),  # 40 points behind became 50 ahead
    ],
)
def test_what_follows_from_a_years_movement(
    kept: Store, city: Catalog, now: Coverage, direction: str, cause: str, outlook: str
) -> None:
    gap = read(kept, city, {"2024-06": (40, 20), "2025-06": now})
    assert (gap.direction, gap.cause, gap.outlook) == (direction, cause, outlook)
    assert (gap.years is None) == (outlook != "closing")


def test_without_a_year_before_nothing_is_foretold(kept: Store, city: Catalog) -> None:
    gap = read(kept, city, {"2025-05": (40, 20), "2025-06": (40, 26)})
    assert (gap.change, gap.moved, gap.direction, gap.outlook, gap.years) == (None, None, "unknown", "unknown", None)


def test_a_side_that_isnt_there_leaves_no_gap_and_says_why(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2024-01", {**report((0, 20)), "schools/urban": None, "schools_with_room/urban": None})
    gap = indicator_gap(Assessments(kept, city).at(), EAST, city.indicators["room_rate"])
    assert gap.now is None and gap.rural is not None
    assert (gap.rural.value, gap.absent, gap.outlook) == (40, "not_applicable", "unknown")


def test_a_citys_year_is_that_of_the_counties_in_both_months(kept: Store, city: Catalog) -> None:
    """East had 80 and 40 %, has 80 and 50 %. West joined with 20 and 20 %: the city's 50 and 35 % are no loss."""
    save(kept, WEST, "2025-06", report((10, 10)))
    gap = read(kept, city, {"2024-06": (40, 20), "2025-06": (40, 25)}, CITY)
    assert gap.now is not None
    assert (gap.now.urban, gap.now.rural, gap.difference) == (50, 35, 15)
    assert (gap.change, gap.moved, gap.cause, gap.counties) == (-10, (0, 10), "rural_up", 1)
    assert gap.years == 1.5


def test_a_city_whose_counties_are_the_same_is_compared_whole(kept: Store, city: Catalog) -> None:
    for month, coverage in (("2024-06", (10, 10)), ("2025-06", (20, 20))):
        save(kept, WEST, month, report(coverage))
    gap = read(kept, city, {"2024-06": (40, 20), "2025-06": (40, 25)}, CITY)
    assert (gap.change, gap.moved, gap.counties) == (-5, (10, 15), 0)


def test_no_county_in_both_months_leaves_no_change(kept: Store, city: Catalog) -> None:
    save(kept, WEST, "2024-06", report((10, 10)))
    gap = read(kept, city, {"2025-06": (40, 25)}, CITY)
    assert (gap.difference, gap.change, gap.cause) == (30, None, "")


def test_percentages_come_by_difference_then_rates_and_what_is_missing_last(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2025-06", report((40, 20)))
    save(kept, WEST, "2025-06", report((40, 10)))
    assessment = Assessments(kept, city).at()
    found = gaps(assessment, CITY)
    assert [gap.indicator.indicator for gap in found] == ["room_rate", "literacy_rate", "visits_per_100"]
    assert [gap.difference for gap in found] == [50, None, None]
    assert [gap.place for gap in county_gaps(assessment, city.indicators["room_rate"])] == [WEST, EAST]


@pytest.mark.parametrize(
    ("urban", "direction", "outlook", "years"),
    [
        (318, "narrowing", "closing", 79),  # half a point was made good, 39.5 are left
        (319, "steady", "not_closing", None),  # a quarter of a point is noise
        (162, "narrowing", "closing", 0.5 / 39.5),  # half a point is left
        (161, "narrowing", "level", None),
    ],
)
def test_half_of_the_last_decimal_shown_is_the_least_that_counts(
    kept: Store, tmp_path: Path, urban: float, direction: str, outlook: str, years: float | None
) -> None:
    """Of 400 schools on each side 320 and 160 had a room, 80 and 40 %, shown without decimals; now `urban` and 160."""
    catalog = small_city(
        tmp_path, ("indicators.csv", "schools_with_room,schools,1,%,%,1", "schools_with_room,schools,1,%,%,0")
    )
    for month, coverage in (("2024-06", (320, 160)), ("2025-06", (urban, 160))):
        save(kept, EAST, month, {**report(coverage), "schools/urban": 400, "schools/rural": 400, "schools": 800})
    gap = indicator_gap(Assessments(kept, catalog).at(), EAST, catalog.indicators["room_rate"])
    assert (gap.direction, gap.outlook, gap.years) == (direction, outlook, years)
