import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import CatalogError, read_catalog
from tests.city import FILES, write_city

# file, what stands there, what is written over it, and the cells in which problems must be found
PLANTED: list[tuple[str, str, str, set[Any]]] = [
    ("grades.csv", "good,良,Good,80", "good,良,Good,95", {(3, "at_least")}),
    ("grades.csv", "poor,差,Poor,0", "poor,差,Poor,10", {(5, "at_least")}),
    ("departments.csv", "Finance Bureau,no", "Finance Bureau,yes", {(4, "reports")}),
    ("departments.csv", "education,市教育局", "education,", {(3, "name_zh")}),
    ("measures.csv", "Young people,60", "Young people,-60", {(2, "weight")}),
    ("measures.csv", "Guarantees,40", "Guarantees,0", {("clauses.csv", 7, "measure"), ("clauses.csv", 8, "measure")}),
    ("measures.csv", "G1,guarantee", "A1,guarantee",
     {(3, "measure"), ("measure_departments.csv", 4, "measure"), ("measure_departments.csv", 5, "measure"),
      ("clauses.csv", 6, "measure"), ("clauses.csv", 7, "measure"), ("clauses.csv", 8, "measure")}),
    ("measure_departments.csv", "A1,education,lead", "A1,education,support", {("measures.csv", 2, "measure")}),
    ("measure_departments.csv", "A1,education,lead", "A1,schools,lead", {(2, "department")}),
    ("measure_departments.csv", "G1,science,lead", "G1,science,leads", {(4, "role")}),
    ("measure_departments.csv", "G1,finance,lead", "G1,science,lead", {(5, "department")}),
    ("clauses.csv", "A1.1,A1,A1,", "A1.1,A9,A1,", {(4, "parent")}),
    ("clauses.csv", "A1.1,A1,A1,", "A1.1,A1.2,A1,", {(4, "parent")}),
    ("clauses.csv", "A1.1,A1,A1,", "A1.1,A1.1,A1,", {(4, "parent")}),
    ("clauses.csv", "各校建有活动室。,3", "各校建有活动室。,0", {(4, "weight")}),
    ("clauses.csv", "青少年行动,Young people,,0", "青少年行动,Young people,,1", {(3, "weight")}),
    ("clauses.csv", "提高投入水平。,1", "提高投入水平。", {(7, "")}),
    ("variables.csv", "schools,basics", "schools,basic", {(3, "theme")}),
    ("variables.csv", "county,schools,0.5", "county,school,0.5", {(4, "at_most")}),
    ("variables.csv", "county,schools,0.5", "county,schools_with_room,0.5", {(4, "at_most")}),
    ("variables.csv", "county,schools,0.5", "county,budget,0.5", {(4, "at_most")}),
    ("variables.csv", "county,schools,0.5", "county,literacy,0.5", {(4, "at_most")}),
    ("variables.csv", "stock,count,urban_rural,county,,0.2", "state,count,urban_rural,county,,0.2",
     {(2, "kind"), (3, "kind")}),
    ("variables.csv", "annual,rate,urban_rural,science", "annual,rate,urban_rural,nobody",
     {(11, "reporter"), ("departments.csv", 2, "reports")}),
    ("indicators.csv", "room_rate,A1.1,", "room_rate,A1.9,", {(2, "clause"), ("clauses.csv", 4, "weight")}),
    ("indicators.csv", ",A1.2,A1.1,infra", ",A1.2,A1.7,infra", {(4, "also")}),
    ("indicators.csv", ",share,schools_with_room,schools,", ",shares,schools_with_room,schools,", {(2, "formula")}),
    ("indicators.csv", ",schools_with_room,schools,", ",schools_with_room,,", {(2, "denominator")}),
    ("indicators.csv", ",schools_with_room,schools,", ",rooms,schools,", {(2, "numerator")}),
    ("indicators.csv", ",schools_with_room,schools,", ",schools_with_room,school,", {(2, "denominator")}),
    ("indicators.csv", ",schools_with_room,schools,", ",schools_with_room,budget,", {(2, "denominator")}),
    ("indicators.csv", ",schools_with_room,schools,", ",schools_with_room,literacy,", {(2, "denominator")}),
    ("indicators.csv", "count,events,,", "count,events,schools,", {(3, "denominator")}),
    ("indicators.csv", "count,events,,", "count,schools,,", {(3, "pace")}),
    ("indicators.csv", "gap,literacy_rate,,", "gap,literacy,,", {(9, "numerator")}),
    ("indicators.csv", "gap,literacy_rate,,", "gap,literacy_gap,,", {(9, "numerator")}),
    ("indicators.csv", "gap,literacy_rate,,", "gap,spending_rate,,", {(9, "numerator")}),
    ("indicators.csv", "city,derived,due", "city,city,due", {(9, "rollup")}),
    ("indicators.csv", "up,milestone,county", "up,stock,county",
     {(7, "kind"), ("targets.csv", 11, "rule"), ("targets.csv", 12, "rule"),
      ("milestones.csv", 2, "indicator"), ("milestones.csv", 3, "indicator")}),
    ("indicators.csv", "line,12,1,0,100", "line,13,1,0,100", {(2, "due_month")}),
    ("indicators.csv", "line,12,1,0,100", "line,12,1,100,0", {(2, "best")}),
    ("indicators.csv", "line,12,1,0,100", "line,12,1,0,", {(2, "best")}),
    ("indicators.csv", "0,100,linear", "0,100,log", {(2, "scale")}),
    ("targets.csv", "visits_per_100,*", "visits,*", {(8, "indicator"), ("indicators.csv", 4, "indicator")}),
    ("targets.csv", "total,2024,120,at_least,working,", "total,2024,120,at_least,,", {(3, "basis")}),
    ("targets.csv", "total,2024,120,at_least,", "total,2024,120,over,", {(3, "rule")}),
    ("targets.csv", "total,2024,120,at_least,", "total,2024,120,at_most,", {(3, "rule")}),
    ("targets.csv", "total,2024,120,at_least,", "total,2024,,at_least,", {(3, "value")}),
    ("targets.csv", "total,2024,120,at_least,", "total,2024,1e3,at_least,", {(3, "value")}),
    ("targets.csv", "total,2024,120,at_least,working,,", "total,2024,120,at_least,working,A1.2,", {(3, "clause")}),
    ("targets.csv", "100,at_least,plan,A1.1", "100,at_least,plan,", {(2, "clause")}),
    ("targets.csv", "1,2024-01-01,2024-01,,", "1,2024-01-01,,,", {(2, "baseline_period")}),
    ("targets.csv", "total,2024,120", "total,2023,120", {(3, "period")}),
    ("targets.csv", "total,2024,120", "total,2024-13,120", {(3, "period")}),
    ("targets.csv", "events,900101,total,2024,120", "events,900109,total,2024,120", {(3, "place")}),
    ("targets.csv", "spending_rate,*,total", "spending_rate,*,rural", {(10, "split")}),
    ("targets.csv", "working,,2,2025-03-01", "working,,3,2025-03-01", {(5, "version")}),
    ("targets.csv", "working,,2,2025-03-01", "working,,2,2024-01-01", {(5, "in_force_from")}),
    ("targets.csv", "working,,2,2025-03-01", "working,,1,2025-03-01", {(5, "version")}),
    ("targets.csv", "working,,2,2025-03-01", "working,,2,2025-02-30", {(5, "in_force_from")}),
    ("targets.csv", "in_plan,900101,total,2025,2", "in_plan,900101,total,2025,3", {(11, "value")}),
    ("milestones.csv", "in_plan,1,形成草案,Drafted,2024-06", "in_plan,1,形成草案,Drafted,2025-12", {(3, "due")}),
    ("milestones.csv", "in_plan,2", "in_plan,3", {(3, "step")}),
    ("places.csv", "900101,900100,district", "900101,900102,district", {(3, "parent")}),
    ("places.csv", "900101,900100,district", "900101,900100,city", {(3, "type")}),
    ("places.csv", "West,no", "West,maybe", {(4, "bo_confirmed")}),
    ("aliases.csv", "900111,900101", "900102,900101", {(2, "alias")}),
    ("aliases.csv", "900111,900101", "900111,900103", {(2, "place")}),
    ("population.csv", "900102,2020,total,1000", "900102,2020,total,1000.5", {(4, "persons")}),
    ("population.csv", "900102,2020,total", "900101,2020,total", {(4, "split")}),
    ("series.csv", "2022,12.93", "2022,?", {(2, "value")}),
    ("flags.csv", "spending_rate,90,,room_rate", "spending_rate,much,,room_rate", {(2, "money_at_least")}),
    ("flags.csv", "spending_rate,90,,room_rate", "spending_rate,90,95,room_rate", {(2, "money_at_least")}),
    ("flags.csv", "90,,6", "90,,13", {(3, "from_month")}),
    ("flags.csv", "spending_rate,,60,room_rate", "spending_rate,,60,rooms", {(3, "things")}),
    ("plan.yaml", "due_day: 10", "due_day: 31", {(10, "due_day")}),
    ("plan.yaml", "due_day: 10", "due_date: 10", {(0, "due_day"), (10, "due_date")}),
    ("plan.yaml", "total: arithmetic}", "total: harmonic}", {(18, "scoring.aggregate.total")}),
    ("plan.yaml", "interval: [5, 95]", "interval: [95, 5]", {(24, "bands.interval")}),
    ("plan.yaml", "draws: 200", "draws: 200\n  draws: 300", {(22, "bands.draws")}),
    ("plan.yaml", "at_risk: 85", "at_risk: 100", {(0, "at_risk")}),
    ("plan.yaml", 'first_month: "2024-01"', 'first_month: "2023-01"', {(0, "first_month")}),
    ("plan.yaml", 'city: "900100"', 'city: "900199"', {(0, "city")}),
    ("plan.yaml", "plan: small", "plan: [", {(0, "")}),
]  # fmt: skip

MISTAKES = {f"{file}: {old} -> {new}": (file, old, new, cells) for file, old, new, cells in PLANTED}


def break_city(folder: Path, *mistakes: tuple[str, str, str]) -> Path:
    write_city(folder)
    for file, old, new in mistakes:
        content = (folder / file).read_text("utf-8")
        assert old in content
        (folder / file).write_text(content.replace(old, new), "utf-8")
    return folder


def found_in(folder: Path) -> set[tuple[str, int, str]]:
    with pytest.raises(CatalogError) as caught:
        read_catalog(folder)
    return {(problem.file, problem.row, problem.column) for problem in caught.value.problems}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_found_in_its_cell_and_nowhere_else(tmp_path: Path, name: str) -> None:
    file, old, new, cells = MISTAKES[name]
    expected = {cell if len(cell) == 3 else (file, *cell) for cell in cells}
    assert found_in(break_city(tmp_path, (file, old, new))) == expected


def test_all_problems_are_reported_at_once_with_where_found_and_expected(tmp_path: Path) -> None:
    break_city(
        tmp_path,
        ("grades.csv", "poor,差,Poor,0", "poor,差,Poor,10"),
        ("targets.csv", "total,2024,120,at_least", "total,2024,1O0,at_least"),
        ("places.csv", "West,no", "West,maybe"),
        ("plan.yaml", "on_track: 100", "on_track: much"),
    )
    with pytest.raises(CatalogError) as caught:
        read_catalog(tmp_path)
    assert str(caught.value).splitlines()[1:] == [
        "  grades.csv 第 5 行“at_least”列：写的是“10”，应为：0：最低等次从 0 分起",
        "  places.csv 第 4 行“bo_confirmed”列：写的是“maybe”，应为：以下之一：yes no",
        "  plan.yaml 第 12 行“on_track”列：写的是“much”，应为：0 至 100 之间的数",
        "  targets.csv 第 3 行“value”列：写的是“1O0”，应为：-∞ 至 ∞ 之间的数",
    ]


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    for file in FILES:
        folder = write_city(tmp_path / file)
        (folder / file).unlink()
        assert found_in(folder) == {(file, 0, "")}


def test_a_missing_and_an_unknown_column_stand_in_the_header(tmp_path: Path) -> None:
    broken = break_city(tmp_path, ("variables.csv", ",unit_zh,", ",unit,"))
    assert found_in(broken) == {("variables.csv", 1, "unit_zh"), ("variables.csv", 1, "unit")}


def test_a_file_in_another_encoding_is_one_problem(tmp_path: Path) -> None:
    write_city(tmp_path)
    (tmp_path / "themes.csv").write_bytes(FILES["themes.csv"].encode("gb18030"))
    assert found_in(tmp_path) == {("themes.csv", 0, "")}


def test_blank_rows_and_a_byte_order_mark_of_a_spreadsheet_are_read(tmp_path: Path) -> None:
    whole = read_catalog(write_city(tmp_path / "whole"))
    folder = write_city(tmp_path / "spreadsheet")
    content = FILES["themes.csv"].lstrip().replace("services", ",,\r\nservices")
    (folder / "themes.csv").write_text(content, "utf-8-sig", newline="")
    assert read_catalog(folder).themes == whole.themes


def test_the_city_is_read_in_the_files_order(tmp_path: Path) -> None:
    city = read_catalog(write_city(tmp_path))
    assert city.city.name_en == "Small City"
    assert [county.name_en for county in city.counties] == ["East", "West"]
    assert list(city.indicators)[:3] == ["room_rate", "events", "visits_per_100"]
    assert city.indicators["room_rate"].best == 100
    assert city.indicators["events"].best is None
    assert city.targets[-1].value is None
    assert city.targets[0].baseline is None
    assert city.plan.scoring.aggregate_measure == "arithmetic"
    assert list(city.plan.bands.interval) == [5, 95]
    assert [step.due for step in city.milestones_of("in_plan")] == ["2024-06", "2025-06"]


def test_a_grade_is_found_by_what_scores_call_it(tmp_path: Path) -> None:
    city = read_catalog(write_city(tmp_path))
    assert [city.grade_of(grade.grade) for grade in city.grades] == list(city.grades)
    with pytest.raises(KeyError):
        city.grade_of("")


def test_a_star_stands_for_every_department_without_a_role(tmp_path: Path) -> None:
    city = read_catalog(write_city(tmp_path))
    assert city.measures["A1"].leads == ("education",)
    assert city.measures["A1"].supports == ("science", "finance")
    assert city.measures["G1"].leads == ("science", "finance")
    assert city.measures["G1"].supports == ()


def test_counties_and_reporting_departments_report_their_own_variables(tmp_path: Path) -> None:
    city = read_catalog(write_city(tmp_path))
    assert city.reporters == ("900101", "900102", "science")
    assert len(city.variables_of("900101")) == 9
    assert [variable.variable for variable in city.variables_of("science")] == ["literacy"]
    assert [city.variables_of(silent) for silent in ("900100", "education")] == [(), ()]
    with pytest.raises(KeyError):
        city.variables_of("900109")


def test_clauses_and_indicators_belong_together(tmp_path: Path) -> None:
    city = read_catalog(write_city(tmp_path))
    assert [clause.clause for clause in city.clauses_of("A1")] == ["A1.1", "A1.2"]
    assert [each.indicator for each in city.indicators_of("A1.1")] == ["room_rate", "visits_per_100"]
    assert city.clauses["A1.1"].words_zh == "1.学校。各校建有活动室。"
    assert city.clauses["A1.1"].heading_zh == "学校"


def test_the_fingerprint_is_that_of_the_plans_files(tmp_path: Path) -> None:
    first = read_catalog(write_city(tmp_path / "first")).fingerprint
    copy = shutil.copytree(tmp_path / "first", tmp_path / "copy")
    (copy / "notes.txt").write_text("not read")
    assert read_catalog(copy).fingerprint == first
    changed = break_city(tmp_path / "changed", ("targets.csv", "total,2024,120,at_least", "total,2024,121,at_least"))
    assert read_catalog(changed).fingerprint != first


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_cell_is_read_or_reported(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = data.draw(st.sampled_from(sorted(FILES)))
    lines = FILES[file].strip().split("\n")
    row = data.draw(st.integers(0, len(lines) - 1))
    cells = lines[row].split(",")
    column = data.draw(st.integers(0, len(cells) - 1))
    cells[column] = data.draw(st.text(max_size=8) | st.sampled_from(["nan", "1e999", "٣", "-0", '"', "* *", "a b"]))
    lines[row] = ",".join(cells)
    folder = write_city(tmp_path_factory.mktemp("city"))
    (folder / file).write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    with suppress(CatalogError):
        read_catalog(folder)
