from pathlib import Path

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessment, Assessments
from evaluation.findings.lags import lags, lags_of
from tests.evaluation.frames import CITY, DEPARTMENT, EAST, WEST, a_month, save, small_city


@pytest.fixture
def december(kept: Store, city: Catalog) -> Assessment:
    """2025-12, of which one month came in: attainments in per cent.

    East: rooms 60 of their line, events 80, spending 50, steps 0; visits beyond. West: events 40, visits 20 and
    spending 100, steps 0, rooms 100. The city's literacy is at 90.
    """
    save(kept, EAST, "2024-12", a_month(rooms=0))
    save(kept, EAST, "2025-12", a_month(rooms=60, events=12, visits=1200, spent=60))
    save(kept, WEST, "2025-12", a_month(rooms=100, events=4, visits=20, spent=120))
    save(kept, DEPARTMENT, "2025-12", {"literacy": 9})
    return Assessments(kept, city).at()


def test_the_furthest_behind_come_first_each_indicator_once(december: Assessment) -> None:
    found = [(row.indicator, row.place, row.attainment) for row in lags(december, 10)]
    assert found == [
        ("in_plan", EAST, 0),
        ("visits_per_100", WEST, pytest.approx(20)),
        ("events", WEST, pytest.approx(40)),
        ("spending_rate", EAST, 50),
        ("room_rate", EAST, 60),
        ("literacy_rate", CITY, 90),
    ]


def test_as_many_as_are_asked_for(december: Assessment) -> None:
    assert [row.indicator for row in lags(december, 2)] == ["in_plan", "visits_per_100"]


def test_the_lags_of_one_county(december: Assessment) -> None:
    east = [row.indicator for row in lags_of(december, EAST, 10)]
    assert east == ["in_plan", "spending_rate", "room_rate", "events"]
    assert [row.indicator for row in lags_of(december, WEST, 10)] == ["in_plan", "visits_per_100", "events"]


def test_equal_attainments_are_in_the_plan_s_order(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2025-12", a_month(events=0, visits=0, spent=0))
    found = lags(Assessments(kept, city).at(), 10)
    assert [row.indicator for row in found] == ["events", "visits_per_100", "spending_rate", "in_plan"]
    assert {row.attainment for row in found} == {0}


def test_a_city_that_is_no_better_than_its_only_county_does_not_stand_in_for_it(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2025-12", a_month(events=10, visits=0, spent=60))
    found = lags(Assessments(kept, city).at(), 10)
    assert [(row.indicator, row.place) for row in found] == [
        ("visits_per_100", EAST), ("in_plan", EAST), ("spending_rate", EAST), ("events", EAST),
    ]  # fmt: skip


def test_of_equal_attainments_the_heavier_comes_first(kept: Store, tmp_path: Path) -> None:
    catalog = small_city(tmp_path / "city", ("indicators.csv", "county,sum,year,12,1,", "county,sum,year,12,2,"))
    save(kept, EAST, "2025-12", a_month(events=0, visits=0, spent=0))
    found = lags(Assessments(kept, catalog).at(), 10)
    assert [row.indicator for row in found] == ["spending_rate", "events", "visits_per_100", "in_plan"]


def test_what_has_no_data_or_no_weight_does_not_lag(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2024-01", {"farm_days/rural": 0})
    assert lags(Assessments(kept, city).at(), 10) == ()


def test_the_city_s_own_figures_lag_too(december: Assessment) -> None:
    found = lags_of(december, CITY, 10)
    assert {row.place for row in found} == {CITY}
    assert "events" in [row.indicator for row in found]  # the counties' sum: 16 of 25
