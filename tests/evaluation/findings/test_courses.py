from pathlib import Path

import numpy as np
import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.findings.courses import courses, kind_of
from tests.evaluation.findings.forecasts import tell
from tests.evaluation.frames import Edit, small_city


def test_the_kind_follows_from_what_an_indicator_is_made_of(city: Catalog) -> None:
    assert {code: kind_of(city, each) for code, each in city.indicators.items()} == {
        "room_rate": "stock",
        "events": "flow",
        "visits_per_100": "flow",
        "farm_days": "flow",
        "spending_rate": "flow",
        "in_plan": "milestone",
        "literacy_rate": "yearly",
        "literacy_gap": "derived",
    }


def test_one_total_over_another_is_no_total(tmp_path: Path) -> None:
    edit: Edit = ("indicators.csv", "rate,visits,population", "rate,visits,events")
    plan = small_city(tmp_path, edit)
    assert kind_of(plan, plan.indicators["visits_per_100"]) == "ratio"


def test_without_a_report_there_is_no_course(kept: Store, city: Catalog) -> None:
    assert courses(Assessments(kept, city).at()) == {}


def test_years_are_whole_and_hold_nothing_after_the_month(kept: Store, city: Catalog) -> None:
    found = courses(Assessments(tell(kept, "2025-05"), city).at("2025-03"))["events"]
    assert found.value.shape == (3, 24)
    assert found.value[0, :3].tolist() == [10, 20, 30]
    assert found.value[2, 14] == 60  # the city comes last
    assert np.isnan(found.value[:, 15:]).all()


def test_the_bar_is_the_year_s_target_as_each_month_knew_it(kept: Store, city: Catalog) -> None:
    found = courses(Assessments(tell(kept, "2025-04"), city).at())["events"]
    assert found.bar[0, [0, 11, 12, 13, 14]].tolist() == [120, 120, 240, 240, 180]  # version 2 from March 2025 on
    assert found.bar[2, [0, 14]].tolist() == [180, 300]  # the city: the sum over its counties


def test_the_bar_on_the_way_to_a_later_year_lies_on_the_line(kept: Store, city: Catalog) -> None:
    # From 40 in January 2024 to 100 in December 2025, 23 months: after 11 of them 40 + 60 x 11 / 23.
    found = courses(Assessments(tell(kept, "2025-04"), city).at())["room_rate"]
    assert found.bar[0, [2, 11]] == pytest.approx(np.full(2, 40 + 60 * 11 / 23))
    assert found.bar[0, 13] == 100
    assert not found.at_most.any()


def test_a_month_that_did_not_come_leaves_its_year_incomplete_from_then_on(kept: Store, city: Catalog) -> None:
    assessments = Assessments(tell(kept, "2024-05", without=("2024-03",)), city)
    found = courses(assessments.at())
    assert found["events"].complete[:, :5].tolist() == [
        [True] * 5,
        [True, True, False, False, False],
        [True, True, False, False, False],
    ]
    assert found["room_rate"].complete[1, :5].tolist() == [True, True, False, True, True]  # a level needs no other
