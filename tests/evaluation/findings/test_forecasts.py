from collections.abc import Mapping
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.findings.forecasts import Forecast, forecast_of
from tests.evaluation.findings.forecasts import PEOPLE, steady, tell
from tests.evaluation.frames import CITY, EAST, WEST, small_city


def rush(year: int, month: int) -> Mapping[str, float | None]:
    """Fifty visits a month, and from 2025 on all of them in December."""
    return {**PEOPLE, "visits": 50.0 if year == 2024 else 900.0 if month == 12 else 1.0}


def test_a_total_has_its_chance_and_its_paces(kept: Store, city: Catalog) -> None:
    # East: 30 by March, 180 asked: 150 in 9 months. 10 a month this year, 90 in April to December last year.
    found = forecast_of(Assessments(tell(kept, "2025-03"), city).at(), EAST, "events")
    assert isinstance(found, Forecast)
    assert (found.kind, found.month, found.value, found.bar, found.met) == ("flow", 3, 30, 180, 0)
    assert found.needed == pytest.approx(150 / 9)
    assert (found.pace, found.pace_before) == (10, 10)
    assert len(found.outcomes) == 20 and list(found.outcomes) == sorted(found.outcomes)
    assert found.skill is None  # no December has been forecast yet


def test_who_has_met_it_meets_it_in_every_outcome(kept: Store, city: Catalog) -> None:
    # West is asked for 120 in 2025; 12 a month are 132 by November.
    tell(kept, "2025-11", west=lambda year, month: {**steady(year, month), "events": 12.0})
    found = forecast_of(Assessments(kept, city).at(), WEST, "events")
    assert isinstance(found, Forecast)
    assert (found.value, found.bar, found.met) == (132, 120, 20)
    assert found.needed == -12


def test_the_bar_of_a_later_year_s_target_is_on_the_way(kept: Store, tmp_path: Path) -> None:
    # From 40 rooms in January 2024 to 100 in December 2026, 35 months: after 23 of them 40 + 60 x 23 / 35.
    edits = (("plan.yaml", "last_year: 2025", "last_year: 2026"), ("targets.csv", "total,2025,100,", "total,2026,100,"))
    later = small_city(tmp_path / "later", *edits)
    found = forecast_of(Assessments(tell(kept, "2025-03"), later).at(), EAST, "room_rate")
    assert isinstance(found, Forecast) and found.on_the_way
    assert found.bar == pytest.approx(40 + 60 * 23 / 35)
    total = forecast_of(Assessments(kept, later).at(), EAST, "events")
    assert isinstance(total, Forecast) and not total.on_the_way


def test_a_level_is_measured_from_its_last_december(kept: Store, city: Catalog) -> None:
    # 51 rooms in December 2024, 54 in March 2025, 100 asked; from March to December 2024 from 42 to 51.
    found = forecast_of(Assessments(tell(kept, "2025-03"), city).at(), EAST, "room_rate")
    assert isinstance(found, Forecast)
    assert (found.kind, found.value, found.bar, found.met) == ("stock", 54, 100, 0)
    assert found.needed == pytest.approx(46 / 9)
    assert (found.pace, found.pace_before) == (1, 1)


@pytest.mark.parametrize(
    ("month", "place", "indicator", "reason"),
    [
        ("2025-03", EAST, "in_plan", "milestone"),
        ("2025-03", CITY, "literacy_rate", "yearly"),
        ("2025-03", CITY, "literacy_gap", "derived"),
        ("2025-03", WEST, "farm_days", "missing"),
        ("2024-06", EAST, "events", "short"),
        ("2024-06", EAST, "room_rate", "short"),
        ("2024-12", EAST, "events", "over"),
        ("2025-02", WEST, "events", "missing"),
        ("2025-03", CITY, "events", "missing"),
    ],
)
def test_why_there_is_none(kept: Store, city: Catalog, month: str, place: str, indicator: str, reason: str) -> None:
    tell(kept, "2025-03", without=("2025-02",))
    assert forecast_of(Assessments(kept, city).at(month), place, indicator) == reason


def test_what_the_plan_does_not_ask_for_has_no_bar(kept: Store, city: Catalog) -> None:
    tell(kept, "2026-02")
    assert forecast_of(Assessments(kept, city).at(), EAST, "events") == "no_target"  # its targets end in 2025


def test_what_did_worse_than_nothing_is_not_shown(kept: Store, city: Catalog) -> None:
    # 2024 and 2025 meet 60 visits per 100 alike, but no forecast of 2025 saw December's coming.
    tell(kept, "2026-02", east=rush, west=rush)
    assert forecast_of(Assessments(kept, city).at(), EAST, "visits_per_100") == "worse"


def test_an_empty_database_forecasts_nothing(kept: Store, city: Catalog) -> None:
    assert forecast_of(Assessments(kept, city).at(), EAST, "events") == "missing"
