from collections.abc import Mapping

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.findings.forecast_record import Skill, record
from tests.evaluation.findings.forecasts import PEOPLE, tell


def events(year: int, month: int) -> Mapping[str, float | None]:
    """Ten activities a month."""
    return {**PEOPLE, "events": 10.0}


def rush(year: int, month: int) -> Mapping[str, float | None]:
    """Ten activities a month in 2024; then one, and in December as many as no one awaits."""
    return {**PEOPLE, "events": 10.0 if year == 2024 else 500.0 if month == 12 else 1.0}


def test_before_a_second_december_nothing_can_be_checked(kept: Store, city: Catalog) -> None:
    tell(kept, "2025-11", east=events, west=events)
    assert record(Assessments(kept, city).at()).skills == ()


def test_forecasts_are_set_beside_what_december_brought(kept: Store, city: Catalog) -> None:
    # 2024 asks 120, 60 and 180 of East, West and the city, and brings 120, 120, 240: all three meet it, so (3 + 1) /
    # (3 + 2) = 0.8 is usual. 2025 asks 240, from March 180, of East, and 120 of West, which brings 120 again, so that
    # East and the city miss it and West meets it: (0.8² + 0.8² + 0.2²) / 3 = 0.44.
    tell(kept, "2025-12", east=events, west=events)
    found = record(Assessments(kept, city).at())
    assert {each.months for each in found.skills} == set(range(1, 12))
    skill = found.skill("flow", 6)
    assert skill is not None and skill.count == 3
    assert skill.climatology == pytest.approx(0.44)
    assert skill.brier < 0.2 and not skill.worse
    assert found.skill("stock", 6) is None
    low = found.calibrations[0]
    assert (low.kind, low.bin, low.share) == ("flow", 0, 0)
    assert sum(each.count for each in found.calibrations) == 9  # three places after 3, 6 and 9 months


def test_a_forecast_that_was_surely_wrong_is_worse_than_none(kept: Store, city: Catalog) -> None:
    # Eleven months of one activity: no outcome of twenty meets what December's 500 then do.
    tell(kept, "2025-12", east=rush, west=rush)
    skill = record(Assessments(kept, city).at()).skill("flow", 9)
    assert skill is not None
    assert skill.brier == 1 and skill.climatology == pytest.approx(0.04)
    assert skill.worse


def test_as_good_as_nothing_is_not_good_enough() -> None:
    assert Skill("flow", 3, 9, 0.2, 0.2).worse
    assert not Skill("flow", 3, 9, 0.19, 0.2).worse


def test_a_december_that_is_not_over_is_not_checked(kept: Store, city: Catalog) -> None:
    tell(kept, "2025-12", east=events, west=events)
    assert record(Assessments(kept, city).at("2025-11")).skills == ()
