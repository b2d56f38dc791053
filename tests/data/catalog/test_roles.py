from pathlib import Path

import pytest

from data.catalog.catalog import Catalog, CatalogError, Role, read_catalog
from data.catalog.files import INDICATORS, VARIABLES
from data.catalog.roles import INDICATOR_ROLES, VARIABLE_ROLES
from settings import ROOT
from tests.city import write_city
from tests.roles import write_roles

# In the small city's indicators.csv, rooms stand in row 2, events in row 3, spending in row 6, literacy in row 8.
ONCE = "留空或改写：一个角色只用一次，第 2 行已经写过"
GIVEN = {
    "room_rate": Role.HEADLINE_COVERAGE,
    "farm_days": Role.ORDER_STEP,
    "events": Role.ORDER_STEP,
    "spending_rate": Role.MONEY_SPENT,
    "population": Role.RESIDENTS,
}


def given(folder: Path, **more: Role) -> Catalog:
    return read_catalog(write_roles(write_city(folder), GIVEN | more))


def refused(folder: Path, **more: Role) -> list[str]:
    with pytest.raises(CatalogError) as caught:
        given(folder, **more)
    return [str(problem) for problem in caught.value.problems]


def test_a_role_gives_what_stands_in_it_in_the_order_of_the_file(tmp_path: Path) -> None:
    catalog = given(tmp_path)
    assert catalog.with_role(Role.ORDER_STEP) == ("events", "farm_days")
    assert catalog.with_role(Role.RESIDENTS) == ("population",)
    assert catalog.one_with_role(Role.MONEY_SPENT) == "spending_rate"


def test_a_role_that_a_plan_lacks_gives_nothing(tmp_path: Path) -> None:
    catalog = given(tmp_path)
    assert catalog.with_role(Role.MONEY_ARRIVED) == ()
    assert catalog.one_with_role(Role.MONEY_ARRIVED) == ""


def test_a_plan_sealed_before_there_were_roles_can_be_read(tmp_path: Path) -> None:
    catalog = read_catalog(write_city(tmp_path))
    assert {each.role for each in catalog.indicators.values()} == {None}
    assert {each.role for each in catalog.variables.values()} == {None}


def test_an_unknown_role_is_found_in_its_cell(tmp_path: Path) -> None:
    file = write_roles(write_city(tmp_path), GIVEN) / "indicators.csv"
    file.write_text(file.read_text("utf-8").replace("headline_coverage", "headline"), "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_catalog(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column, problem.found) == ("indicators.csv", 2, "role", "headline")
    assert problem.expected.endswith(" ".join(INDICATOR_ROLES))


def test_a_variables_role_is_none_of_an_indicator(tmp_path: Path) -> None:
    file = write_roles(write_city(tmp_path), GIVEN) / "indicators.csv"
    file.write_text(file.read_text("utf-8").replace("headline_coverage", "residents"), "utf-8")
    with pytest.raises(CatalogError, match="residents"):
        read_catalog(tmp_path)


def test_a_role_that_is_looked_for_as_one_stands_once(tmp_path: Path) -> None:
    """The rate of visits is neither a share nor the first."""
    assert refused(tmp_path, visits_per_100=Role.HEADLINE_COVERAGE) == [
        "indicators.csv 第 4 行“formula”列：写的是“rate”，应为：以下之一：share（角色 headline_coverage 须如此）",
        "indicators.csv 第 4 行“role”列：写的是“headline_coverage”，应为：" + ONCE,
    ]


def test_a_row_is_what_its_role_demands(tmp_path: Path) -> None:
    assert refused(tmp_path, literacy_rate=Role.MONEY_ARRIVED) == [
        f"indicators.csv 第 8 行“{column}”列：写的是“{found}”，应为：以下之一：{demanded}（角色 money_arrived 须如此）"
        for column, found, demanded in (
            ("formula", "survey", "share"),
            ("pace", "due", "year"),
            ("page", "evaluation", "funding"),
            ("rollup", "city", "sum"),
        )
    ]


def test_a_variable_is_what_its_role_demands(tmp_path: Path) -> None:
    found = refused(tmp_path, population=Role.RESIDENTS, budget=Role.RESIDENTS)
    assert [line.split("：")[0] for line in found] == [
        f"variables.csv 第 8 行“{column}”列" for column in ("number", "role", "split")
    ]


def test_every_role_is_one_of_an_indicator_or_of_a_variable() -> None:
    assert sorted([*INDICATOR_ROLES, *VARIABLE_ROLES]) == sorted(Role)


@pytest.mark.parametrize("role", Role)
def test_a_role_demands_what_its_columns_can_hold(role: Role) -> None:
    table, demands = (VARIABLES, VARIABLE_ROLES) if role in VARIABLE_ROLES else (INDICATORS, INDICATOR_ROLES)
    for column, allowed in demands[role].cells.items():
        assert [table.columns[column].parse(cell) for cell in allowed] == list(allowed)


@pytest.mark.parametrize("role", Role)
def test_the_method_says_what_a_role_is(role: Role) -> None:
    assert f"`{role}`" in (ROOT / "docs" / "method.md").read_text("utf-8")


@pytest.mark.parametrize("role", Role)
def test_the_plan_that_is_shipped_has_every_role(role: Role) -> None:
    assert read_catalog(ROOT / "data" / "plans" / "lhasa").with_role(role)
