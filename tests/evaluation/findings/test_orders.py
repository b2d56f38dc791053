from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.assessment import Assessment, Judged
from evaluation.findings.orders import MonthFlow, _increments, funnel, largest_loss, monthly
from speech.months import Month
from tests.services import CITY, EAST, WEST, ServicesCity, orders
from tests.small import SmallCity, rooms


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServicesCity]:
    """East reports January to March 2025, West January and March."""
    made = ServicesCity(tmp_path_factory.mktemp("orders"))
    made.report(EAST, "2025-01", orders(100, 90, 90, 80, 60)).report(WEST, "2025-01", orders(20, 20, 20, 20, 10))
    made.report(EAST, "2025-02", orders(50, 50, 50, 50, 40))
    made.report(EAST, "2025-03", orders(10, 10, 8, 8, 8)).report(WEST, "2025-03", orders(30, 30, 30, 28, 20))
    yield made
    made.store.close()


@pytest.fixture
def march(city: ServicesCity) -> Assessment:
    return city.assessments.at("2025-03")


def test_a_county_loses_orders_from_step_to_step(march: Assessment) -> None:
    """East since January: 160 placed, 150 dispatched, 148 claimed, 138 taken, 108 done."""
    steps = funnel(march, EAST)
    assert [step.row.value for step in steps] == [160, 150, 148, 138, 108]
    assert [step.lost for step in steps] == [None, 10, 2, 10, 30]
    assert steps[1].kept == pytest.approx(93.75)
    worst = largest_loss(steps)
    assert worst is not None
    assert worst.indicator == "orders_done"


def test_the_city_adds_up_its_counties(march: Assessment) -> None:
    """With West's 50, 50, 50, 48, 30: 210, 200, 198, 186, 138."""
    steps = funnel(march, CITY)
    assert [step.row.value for step in steps] == [210, 200, 198, 186, 138]
    assert [step.lost for step in steps] == [None, 10, 2, 12, 48]
    assert {step.places for step in steps[1:]} == {2}


def test_a_split_has_a_way_of_its_own(march: Assessment) -> None:
    assert [step.row.value for step in funnel(march, EAST, "rural")] == [80, 75, 74, 69, 54]


def test_a_missing_month_has_no_orders_and_what_follows_isnt_reckoned_to_it(march: Assessment) -> None:
    """West placed 20 in January, nothing is known of February, and the 50 since January are 30 in March."""
    assert monthly(march, WEST, "orders_placed")[-3:] == (
        MonthFlow(Month("2025-01"), 20, 1, 1),
        MonthFlow(Month("2025-02"), None, 0, 1),
        MonthFlow(Month("2025-03"), 30, 1, 1),
    )


def test_the_citys_month_is_its_counties_months(march: Assessment) -> None:
    """The city's totals, 120, 150 (East alone) and 210, differ by 30 and 60: neither is what a month brought."""
    assert monthly(march, CITY, "orders_placed")[-3:] == (
        MonthFlow(Month("2025-01"), 120, 2, 2),
        MonthFlow(Month("2025-02"), 50, 1, 2),
        MonthFlow(Month("2025-03"), 40, 2, 2),
    )


def test_like_is_set_against_like_where_a_county_left_a_step_out(tmp_path: Path) -> None:
    """West doesn't say how many were done: the loss of 40 is East's alone, and the city's 60 done too."""
    made = ServicesCity(tmp_path)
    whole = orders(50, 50, 50, 40, 30)
    made.report(WEST, "2025-01", {name: count for name, count in whole.items() if "done" not in name})
    made.report(EAST, "2025-01", orders(100, 100, 100, 100, 60))
    last = funnel(made.assessments.at(), CITY)[-1]
    assert (last.row.value, last.before, last.after, last.lost, last.places) == (60, 100, 60, 40, 1)
    made.store.close()


def test_no_orders_means_no_loss(tmp_path: Path) -> None:
    made = ServicesCity(tmp_path)
    made.report(EAST, "2025-01", orders(0, 0, 0, 0, 0))
    steps = funnel(made.assessments.at(), EAST)
    assert [step.kept for step in steps] == [None] * 5
    assert largest_loss(steps) is None
    made.store.close()


def test_a_plan_without_orders_has_no_way(tmp_path: Path) -> None:
    made = SmallCity(tmp_path).report(EAST, "2025-01", rooms(1, 1))
    assert funnel(made.assessments.at(), CITY) == ()
    made.store.close()


def row(month: int, value: float | None, months: float | None) -> Judged:
    blanks = dict.fromkeys(Judged.__dataclass_fields__)
    return Judged(**{**blanks, "month": f"2025-{month:02d}", "value": value, "months_reported": months})  # type: ignore[arg-type]


@given(st.lists(st.none() | st.integers(0, 1000), min_size=1, max_size=12))
def test_the_months_known_add_up_to_the_years_total(flows: list[int | None]) -> None:
    series, total, months = [], 0, 0
    for number, flow in enumerate(flows, start=1):
        if flow is not None:
            total, months = total + flow, months + 1
        series.append(row(number, None if flow is None else total, None if flow is None else months))
    assert list(_increments(series).values()) == flows


def test_a_month_to_which_orders_dont_apply_is_left_out() -> None:
    series = [row(1, 5, 1), replace(row(2, None, None), state="not_applicable"), row(3, 9, 2)]
    assert _increments(series) == {"2025-01": 5, "2025-03": 4}


def test_what_came_in_over_several_months_is_reckoned_to_none() -> None:
    """9 by March are of January to March, 12 by April are 3 more; 4 by February are of two months."""
    series = [row(1, 5, 1), row(2, None, None), row(3, 9, 3), row(4, 12, 4)]
    assert _increments(series) == {"2025-01": 5, "2025-02": None, "2025-03": None, "2025-04": 3}
    assert _increments([row(2, 4, 2), row(3, 6, 3)]) == {"2025-02": None, "2025-03": 2}


def test_what_a_missing_month_left_out_is_not_made_up_for_later() -> None:
    """February never came: 8 by March are of January and March, so March alone brought 3."""
    assert _increments([row(1, 5, 1), row(2, None, None), row(3, 8, 2)]) == {
        "2025-01": 5,
        "2025-02": None,
        "2025-03": 3,
    }
