import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.numbers import number, signed


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(1234567, 0, "1,234,567"), (12.34, 1, "12.3"), (-3.82, 1, "−3.8"), (-0.04, 1, "0.0"), (0, 0, "0")],
)
def test_a_value_is_written(value: float, decimals: int, written: str) -> None:
    assert number(value, decimals) == written


@pytest.mark.parametrize(("value", "written"), [(1.25, "+1.2"), (-2655.0, "−2,655.0"), (0.04, "0.0"), (-0.04, "0.0")])
def test_a_difference_has_its_sign_unless_it_rounds_to_zero(value: float, written: str) -> None:
    assert signed(value, 1) == written


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_what_is_written_reads_back_as_the_rounded_value(value: float, decimals: int) -> None:
    text = signed(value, decimals).replace("−", "-").replace(",", "")
    assert float(text) == pytest.approx(round(value, decimals), abs=10**-decimals)
