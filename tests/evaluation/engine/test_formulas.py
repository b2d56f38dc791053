import numpy as np
import pytest

from data.catalog.catalog import FORMULAS
from evaluation.engine import formulas
from evaluation.engine.formulas import Floats


def of(*values: float) -> Floats:
    return np.array(values, dtype=float)


@pytest.mark.parametrize(
    ("formula", "factor", "value"),
    [
        ("count", 1, 3),
        ("count", 0.5, 1.5),
        ("share", 1, 75),  # 3 of 4; a share is always per cent
        ("rate", 10_000, 7_500),
        ("growth", 1, -25),
        ("survey", 1, 3),
        ("steps", 1, 3),
    ],
)
def test_a_formula_gives_its_unit(formula: str, factor: float, value: float) -> None:
    assert formulas.FORMULAS[formula](of(3), of(4), factor) == value


def test_every_formula_of_the_catalog_is_worked_out_somewhere() -> None:
    of_variables = {name for name, formula in FORMULAS.items() if formula.of == "variables"}
    assert of_variables == set(formulas.FORMULAS)
    assert all(hasattr(formulas, name) for name in FORMULAS)


@pytest.mark.parametrize("formula", ["share", "rate", "growth"])
def test_a_zero_denominator_leaves_no_rate(formula: str) -> None:
    assert np.isnan(formulas.FORMULAS[formula](of(0, 5), of(0, 0), 1)).all()


def test_the_gap_is_town_minus_country() -> None:
    assert formulas.gap(of(12), of(7.5)) == 4.5


def test_parity_is_the_mean_over_services_and_never_above_100() -> None:
    # Services: half as much in the country (50), twice as much (held at 100).
    assert formulas.parity(np.array([[80.0], [10.0]]), np.array([[40.0], [20.0]])) == 75


def test_parity_leaves_out_what_the_town_lacks_or_nobody_reported() -> None:
    assert formulas.parity(np.array([[80.0], [0.0], [np.nan]]), np.array([[40.0], [5.0], [9.0]])) == 50
    assert np.isnan(formulas.parity(np.array([[0.0]]), np.array([[5.0]])))


def test_dispersion_weighs_by_population() -> None:
    # Mean (1 x 10 + 3 x 20) / 4 = 17.5; variance (1 x 7.5² + 3 x 2.5²) / 4 = 18.75.
    assert formulas.dispersion(of(10, 20), of(1, 3)) == pytest.approx(18.75**0.5 / 17.5)
    assert formulas.dispersion(of(10, 10), of(1, 3)) == 0


def test_dispersion_needs_two_places_with_value_and_population() -> None:
    assert np.isnan(formulas.dispersion(of(10, np.nan), of(1, 3)))
    assert np.isnan(formulas.dispersion(of(10, 20), of(1, np.nan)))


def test_two_of_three_are_two_thirds() -> None:
    assert formulas.enough(of(2 / 3, 0.6666, 0.66), 0.6667).tolist() == [True, False, False]
