from collections.abc import Mapping

import numpy as np
import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.engine.forecast import YEAR
from evaluation.findings.courses import Course, courses
from evaluation.findings.outcomes import outcomes
from tests.evaluation.findings.forecasts import steady, tell

MARCH, JUNE = np.array([3]), np.array([6])


def after(store: Store, city: Catalog, month: str, indicator: str) -> Course:
    return courses(Assessments(store, city).at(month))[indicator]


def uneven(year: int, month: int) -> Mapping[str, float | None]:
    """Other figures each month, and in 2025 quite other ones."""
    factor = 1 + (month * 7 % 5) / 10 + (2 if year == 2025 and month > 3 else 0)
    told = steady(year, month)
    rooms = (told["schools_with_room"] or 0) + month % 3
    return {**told, "events": round(10 * factor), "visits": round(50 * factor), "schools_with_room": rooms}


def test_a_steady_year_ends_where_the_last_one_did(kept: Store, city: Catalog) -> None:
    found = outcomes(after(tell(kept, "2025-03"), city, "2025-03", "events"), 1, MARCH)
    assert found.shape == (3, 1, 20)
    assert np.median(found[0, 0]) == pytest.approx(120, abs=3)
    assert (found % 1 == 0).all()


def test_a_rate_is_forecast_by_its_numerator(kept: Store, city: Catalog) -> None:
    # 600 visits of 1 000 residents a year: whole visits are tenths of a visit per 100.
    found = outcomes(after(tell(kept, "2025-03"), city, "2025-03", "visits_per_100"), 1, MARCH)
    assert np.median(found[0, 0]) == pytest.approx(60, abs=2)
    assert found[:2] * 10 == pytest.approx(np.round(found[:2] * 10))


def test_a_level_goes_on(kept: Store, city: Catalog) -> None:
    # 54 rooms in March 2025, one more a month: nearly 63 in December, less what is damped.
    found = outcomes(after(tell(kept, "2025-03"), city, "2025-03", "room_rate"), 1, MARCH)
    assert np.median(found[0, 0]) == pytest.approx(62, abs=1)


@pytest.mark.parametrize("indicator", ["events", "visits_per_100", "room_rate"])
def test_a_forecast_of_the_past_makes_no_use_of_what_came_later(kept: Store, city: Catalog, indicator: str) -> None:
    tell(kept, "2025-12", east=uneven, west=uneven)
    then, since = (after(kept, city, month, indicator) for month in ("2025-03", "2025-12"))
    assert np.array_equal(outcomes(then, 1, MARCH), outcomes(since, 1, MARCH))
    assert not np.array_equal(outcomes(since, 1, MARCH), outcomes(since, 1, JUNE))


def test_the_first_year_has_nothing_to_go_by(kept: Store, city: Catalog) -> None:
    tell(kept, "2024-06")
    for indicator in ("events", "room_rate"):
        assert np.isnan(outcomes(after(kept, city, "2024-06", indicator), 0, JUNE)).all()


def test_an_earlier_year_of_ten_months_stands_for_twelve(kept: Store, city: Catalog) -> None:
    # West lacks two months of 2024: 100 in ten of them is 120 in a year. Its season is East's.
    course = after(tell(kept, "2025-03", without=("2024-02", "2024-07")), city, "2025-03", "events")
    assert np.median(outcomes(course, 1, MARCH)[1, 0]) == pytest.approx(120, abs=3)
    assert np.isnan(course.reported[2, YEAR + 3 :]).all()


def test_who_lacks_a_month_of_this_year_has_no_outcomes(kept: Store, city: Catalog) -> None:
    course = after(tell(kept, "2025-03", without=("2025-02",)), city, "2025-03", "events")
    found = outcomes(course, 1, MARCH)
    assert np.isfinite(found[0]).all() and np.isnan(found[1:]).all()
