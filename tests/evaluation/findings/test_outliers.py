"""What stands out: jumps against the month before, outliers against the twelve months before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.catalog import Catalog, read_catalog
from evaluation.findings.outliers import Unusual, Values, jumps, months_before, outliers, outstanding
from speech.months import Month
from tests.city import write_city
from tests.small import EAST


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_city(Path(tmp_path_factory.mktemp("plan"))))


def found(catalog: Catalog, variable: str, before: float, now: float, month: str = "2025-06") -> tuple[Unusual, ...]:
    earlier = months_before(Month(month))[-2]
    return jumps(catalog, {(EAST, variable, "total"): {earlier: before, month: now}}, Month(month))


def test_a_change_beyond_the_variables_share_is_a_jump(catalog: Catalog) -> None:
    """Schools may change by a fifth."""
    assert found(catalog, "schools", 20, 24) == ()
    assert found(catalog, "schools", 20, 25) == (
        Unusual("jump", EAST, Month("2025-06"), "schools", "total", 25, 20, 0.25, 0.2),
    )
    assert found(catalog, "schools", 20, 15)[0].size == -0.25


def test_a_change_by_one_or_two_is_no_jump(catalog: Catalog) -> None:
    assert found(catalog, "schools", 2, 4) == ()


def test_nothing_can_jump_from_zero_or_from_a_month_that_is_missing(catalog: Catalog) -> None:
    assert found(catalog, "schools", 0, 50) == ()
    assert jumps(catalog, {(EAST, "schools", "total"): {"2025-06": 50}}, Month("2025-06")) == ()


def test_a_running_total_is_compared_at_the_same_pace_and_begins_anew_in_january(catalog: Catalog) -> None:
    """10 by January let 20 be expected by February; double of that is still within the share of 1."""
    assert found(catalog, "spent", 10, 40, "2025-02") == ()
    assert found(catalog, "spent", 10, 41, "2025-02")[0].usual == 20
    assert found(catalog, "spent", 100, 2, "2025-01") == ()


def test_an_outlier_is_far_from_the_median_of_the_months_before(catalog: Catalog) -> None:
    """Median 20, median deviation 2: z = 0.6745 × (n − 20) / 2, which is beyond 3.5 from 31 on."""
    months = months_before(Month("2025-06"))[:-1]
    usual: dict[str, float] = dict(zip(months, [18, 22] * 6, strict=True))

    def asked(now: float) -> tuple[Unusual, ...]:
        return outliers(catalog, {(EAST, "events", "total"): {**usual, "2025-06": now}}, Month("2025-06"))

    assert asked(30) == ()
    outlier = asked(31)[0]
    assert (outlier.usual, outlier.limit) == (20, 3.5)
    assert outlier.size == pytest.approx(3.70975)


def test_five_months_or_months_all_alike_say_nothing_and_six_do(catalog: Catalog) -> None:
    months = months_before(Month("2025-06"))[:-1]
    few = dict(zip(months[-5:], [18, 22, 20, 19, 21], strict=True)) | {"2025-06": 900.0}
    alike = dict.fromkeys(months, 20.0) | {"2025-06": 900.0}
    for series in (few, alike):
        assert outliers(catalog, {(EAST, "events", "total"): series}, Month("2025-06")) == ()
    enough = {months[-6]: 20.0, **few}
    assert len(outliers(catalog, {(EAST, "events", "total"): enough}, Month("2025-06"))) == 1


def test_a_total_stands_for_its_parts_and_the_furthest_comes_first(catalog: Catalog) -> None:
    values: Values = {
        (EAST, "schools", "rural"): {"2025-05": 10.0, "2025-06": 40.0},
        (EAST, "schools", "total"): {"2025-05": 20.0, "2025-06": 50.0},
        (EAST, "population", "rural"): {"2025-05": 100.0, "2025-06": 1000.0},
    }
    kept = outstanding(jumps(catalog, values, Month("2025-06")))
    assert [(each.variable, each.split) for each in kept] == [("population", "rural"), ("schools", "total")]


@given(before=st.floats(3, 1e6), share=st.floats(-0.19, 0.19))
def test_what_stays_within_the_share_never_jumps(catalog: Catalog, before: float, share: float) -> None:
    assert found(catalog, "schools", before, before * (1 + share)) == ()
