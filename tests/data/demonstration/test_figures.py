"""Figures of a demonstration: foretold ones by hand, and what holds for every variable of every plan."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog, read_catalog
from data.demonstration.figures import generate
from data.demonstration.knobs import Knobs, knobs_of, read_knobs
from data.demonstration.scene import Floats, plan_months
from data.reports.form import FigureKey
from settings import ROOT
from tests.city import write_city
from tests.demonstration import write_demonstration

LHASA = ROOT / "data" / "plans" / "lhasa"
Figures = dict[FigureKey, Floats]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_city(tmp_path_factory.mktemp("city")))


@pytest.fixture(scope="module")
def knobs(tmp_path_factory: pytest.TempPathFactory) -> Knobs:
    return read_knobs(write_demonstration(tmp_path_factory.mktemp("knobs")))


@pytest.fixture(scope="module")
def east(catalog: Catalog, knobs: Knobs) -> Figures:
    return generate(catalog, knobs, "900101")


@pytest.fixture(scope="module")
def west(catalog: Catalog, knobs: Knobs) -> Figures:
    return generate(catalog, knobs, "900102")


def check_consistent(catalog: Catalog, reporter: str, figures: Figures) -> None:
    years = np.array([month[:4] for month in plan_months(catalog)])
    for variable in catalog.variables_of(reporter):
        splits = {split: array for (name, split), array in figures.items() if name == variable.variable}
        if variable.split == "urban_rural" and variable.number != "rate":
            parts = np.nan_to_num(splits["urban"]) + np.nan_to_num(splits["rural"])
            assert np.allclose(parts, np.nan_to_num(splits["total"])), variable.variable
        for split, array in splits.items():
            known = array[np.isfinite(array)]
            assert (known >= 0).all(), variable.variable
            if variable.number == "count":
                assert (known % 1 == 0).all(), variable.variable
            limit = figures.get((variable.at_most, split))
            if limit is not None:
                assert (array <= limit)[np.isfinite(array)].all(), variable.variable
            if variable.kind == "to_date":
                grown = np.diff(array)[years[1:] == years[:-1]]
                assert (grown[np.isfinite(grown)] >= 0).all(), variable.variable


def test_town_and_country_are_as_large_as_is_set(east: Figures, west: Figures) -> None:
    assert [east["schools", split][0] for split in ("urban", "rural", "total")] == [8, 4, 12]
    assert [east["population", split][0] for split in ("urban", "rural", "total")] == [1600, 400, 2000]
    assert west["population", "total"][0] == 1000


def test_of_no_school_in_town_none_can_have_a_room(west: Figures) -> None:
    assert (west["schools", "urban"] == 0).all()
    assert np.isnan(west["schools_with_room", "urban"]).all()
    assert west["schools_with_room", "total"].tolist() == west["schools_with_room", "rural"].tolist()


def test_a_level_of_one_attains_the_target_in_force(east: Figures) -> None:
    """East's targets are 120 events in 2024, and 180 in 2025 after the second version; town has 8 in 9 of them."""
    total = east["events", "total"]
    assert total[:12].sum() == pytest.approx(120, rel=0.15)
    assert total[12:].sum() == pytest.approx(180, rel=0.15)
    assert east["events", "urban"].sum() / total.sum() == pytest.approx(8 / 9, abs=0.01)
    assert int(np.argmax(total[:12])) == 8  # September


def test_a_year_begins_with_nothing_spent(east: Figures) -> None:
    spent = east["spent", "total"]
    assert spent[12] < spent[11]
    assert spent[11] <= east["budget", "total"][11] == 400


def test_a_milestone_is_reached_after_its_delay(east: Figures, west: Figures) -> None:
    """Steps are due in 2024-06 and 2025-06; West's first is two months late, its second never comes."""
    assert east["plan_steps", "total"].tolist() == [0] * 5 + [1] * 12 + [2] * 7
    assert west["plan_steps", "total"].tolist() == [0] * 7 + [1] * 17


def test_what_is_absent_is_not_applicable(west: Figures) -> None:
    assert np.isnan(west["farm_days", "rural"]).all()


def test_given_values_stand_as_they_are(catalog: Catalog, knobs: Knobs) -> None:
    figures = generate(catalog, knobs, "science")
    assert [figures["literacy", split][12] for split in ("total", "urban", "rural")] == [9.0, 10.0, 7.5]


@given(seed=st.integers(0, 2**32), level=st.floats(0.2, 1.6), parity=st.floats(0.1, 3))
@settings(max_examples=25, deadline=None)
def test_any_settings_give_consistent_figures(
    catalog: Catalog, knobs: Knobs, seed: int, level: float, parity: float
) -> None:
    places = {
        code: replace(place, level=(level, level), parity=(parity, 1 / parity)) for code, place in knobs.places.items()
    }
    drawn = replace(knobs, seed=seed, places=places, spread=0.3)
    for reporter in catalog.reporters:
        check_consistent(catalog, reporter, generate(catalog, drawn, reporter))


def test_a_plan_without_settings_has_a_demonstration_too(catalog: Catalog, tmp_path: Path) -> None:
    for reporter in catalog.reporters:
        check_consistent(catalog, reporter, generate(catalog, read_knobs(tmp_path), reporter))


def test_lhasa_adds_up_to_what_is_published() -> None:
    catalog, knobs = read_catalog(LHASA), read_knobs(LHASA)
    counties = [generate(catalog, knobs, county.place) for county in catalog.counties]
    for county, figures in zip(catalog.counties, counties, strict=True):
        check_consistent(catalog, county.place, figures)

    def city(variable: str, split: str = "total") -> float:
        return float(sum(figures[variable, split][0] for figures in counties))

    assert [city("townships", split) for split in ("urban", "rural", "total")] == [21, 49, 70]
    assert [city("villages", split) for split in ("urban", "rural", "total")] == [87, 232, 319]
    assert city("population") == pytest.approx(867_891, rel=1e-5)
    assert city("population", "urban") / city("population") == pytest.approx(0.7306, abs=0.01)


def test_settings_name_what_exists() -> None:
    catalog, knobs = read_catalog(LHASA), read_knobs(LHASA)
    listed = knobs.reports.missing | knobs.reports.late | knobs.reports.corrected
    assert set(knobs.variables) <= set(catalog.variables)
    assert set(knobs.places) == set(catalog.places)
    assert set(knobs.measures) == set(catalog.measures)
    assert {name for _, name in knobs.exceptions} <= set(catalog.variables)
    assert {reporter for reporter, _ in listed} <= set(catalog.reporters)
    assert {jump.variable for jump in knobs.reports.jumps} <= set(catalog.variables)
    assert {each.profile for each in knobs.variables.values()} <= {"", *knobs.profiles}


def test_an_unknown_setting_is_an_error() -> None:
    with pytest.raises(TypeError, match="levle"):
        knobs_of({"variables": {"events": {"levle": 1}}})
