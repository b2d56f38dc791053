"""Running totals that fall within a year."""

from pathlib import Path

import pytest

from data.catalog.catalog import Catalog, read_catalog
from evaluation.findings.falls import Fall, Totals, falls
from speech.months import Month
from tests.city import write_city
from tests.small import EAST

APRIL, MAY, JUNE, JANUARY = Month("2025-04"), Month("2025-05"), Month("2025-06"), Month("2026-01")
SPENT: Totals = {(EAST, "spent", "total"): {"2025-06": 30.0, "2025-04": 80.0, "2026-01": 5.0, "2025-07": 30.0}}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_city(Path(tmp_path_factory.mktemp("plan"))))


def test_a_fall_is_found_from_both_of_its_months(catalog: Catalog) -> None:
    fall = Fall(EAST, "spent", "total", APRIL, 80.0, JUNE, 30.0)
    assert falls(catalog, SPENT, APRIL) == falls(catalog, SPENT, JUNE) == (fall,)


@pytest.mark.parametrize("month", [MAY, Month("2025-07"), JANUARY])
def test_a_month_not_reported_one_that_stands_still_and_a_new_year_have_none(catalog: Catalog, month: Month) -> None:
    assert falls(catalog, SPENT, month) == ()


def test_what_is_no_running_total_may_fall(catalog: Catalog) -> None:
    assert falls(catalog, {(EAST, "schools", "total"): {"2025-05": 20.0, "2025-06": 3.0}}, JUNE) == ()
