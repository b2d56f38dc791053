"""Whose report it is, of which month, with which template, and what came before."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.catalog.catalog import Catalog
from data.reports.case import History
from data.reports.rules import WARNINGS
from tests.data.workbooks import CATALOG, NO_HISTORY, after, checked, edited, found, only, reworked, sound_workbook

COVER = [
    ({"B4": "other"}, "other_plan", "B4"),
    ({"B5": "540199"}, "unit_unknown", "B5"),
    ({"B5": "900171"}, "unit_refused", "B5"),
    ({"B5": "900111"}, "unit_retired", "B5"),
    ({"B5": "东县"}, "unit_retired", "B5"),
    ({"B5": 900111}, "unit_retired", "B5"),
    ({"B6": "东县"}, "unit_retired", "B6"),
    ({"B5": "900100"}, "unit_reports_nothing", "B5"),
    ({"B5": "education"}, "unit_reports_nothing", "B5"),
    ({"B6": "西县"}, "unit_name_differs", "B6"),
    ({"B6": "南县"}, "unit_name_differs", "B6"),
    ({"B7": "2025年6月"}, "month_malformed", "B7"),
    ({"B7": "2025-13"}, "month_malformed", "B7"),
    ({"B7": "2025-08"}, "month_future", "B7"),
    ({"B7": "2023-12"}, "month_before_plan", "B7"),
    ({"B9": "补报"}, "kind_unknown", "B9"),
    ({"B9": "更正"}, "correction_without_first", "B9"),
    ({"B10": "2024.1"}, "template_version", "B10"),
    ({"B11": "测试"}, "nature_unknown", "B11"),
    ({"B7": None}, "cover_field_missing", ""),
    ({"B5": None}, "cover_field_missing", ""),
]


@pytest.mark.parametrize(("changes", "rule", "cell"), COVER)
def test_each_mistake_on_the_cover_is_found(changes: dict[str, Any], rule: str, cell: str) -> None:
    report = after({("封面", address): value for address, value in changes.items()})
    assert found(report) == [(rule, "封面", cell)]
    assert bool(report.errors) == (rule not in WARNINGS)


def test_a_place_may_be_given_by_its_name_and_a_month_as_a_date() -> None:
    report = after({("封面", "B5"): "东区", ("封面", "B7"): date(2025, 6, 1)})
    assert (report.problems, report.reporter, report.month) == ((), "900101", "2025-06")


def test_a_retired_code_is_taken_for_the_place_and_said_so() -> None:
    report = after({("封面", "B5"): "900111", ("封面", "B6"): "东县"})
    assert report.reporter == report.place == "900101"
    assert only(report).message == "“900111”是停用的代码或名称（东区的旧代码），已按 900101 东区 处理。"


def test_the_month_begins_at_midnight_in_china() -> None:
    content = sound_workbook(CATALOG, "900101", "2025-08")
    assert found(checked(content, received_at=datetime(2025, 7, 31, 15, 59, tzinfo=UTC))) == [
        ("month_future", "封面", "B7")
    ]
    assert found(checked(content, received_at=datetime(2025, 7, 31, 16, 0, tzinfo=UTC))) == []


def test_the_plans_first_month_may_be_reported_and_none_before_it() -> None:
    assert found(checked(sound_workbook(CATALOG, "900101", "2024-01"))) == []
    assert found(checked(sound_workbook(CATALOG, "900101", "2023-12"))) == [("month_before_plan", "封面", "B7")]


@pytest.mark.parametrize(
    ("kind", "history", "rules"),
    [
        ("first", History(revisions=0), []),
        ("first", History(revisions=1), ["already_reported"]),
        ("first", History(revisions=1, twin="a.xlsx"), ["twice_in_batch"]),
        ("correction", History(revisions=1), []),
        ("correction", History(revisions=0), ["correction_without_first"]),
        ("first", History(holds="office"), []),
        ("first", History(holds="demonstration"), ["nature_mixed"]),
    ],
)
def test_what_came_before_decides_what_a_report_may_be(kind: Any, history: History, rules: list[str]) -> None:
    report = checked(sound_workbook(CATALOG, "900101", "2025-06", kind=kind), history)
    assert [problem.rule for problem in report.problems] == rules


def test_demonstration_figures_stay_out_of_an_office() -> None:
    content = sound_workbook(CATALOG, "900101", "2025-06", demonstration=True)
    assert found(checked(content, History(holds="office"))) == [("nature_mixed", "封面", "B11")]
    assert checked(content, History(holds="demonstration")).demonstration


def test_of_another_template_only_the_cover_is_judged() -> None:
    report = after({("封面", "B10"): "2024.1", ("封面", "B7"): "2025-08", ("基本情况", "J3"): -1})
    assert found(report) == [("month_future", "封面", "B7"), ("template_version", "封面", "B10")]


def test_without_a_cover_nothing_is_known() -> None:
    report = checked(reworked(sound_workbook(CATALOG, "900101", "2025-06"), lambda book: book.remove(book["封面"])))
    assert found(report) == [("cover_missing", "", "")]


def test_a_field_that_is_filled_in_two_places_is_asked() -> None:
    problem = only(after({("封面", "A30"): "报告月份", ("封面", "B30"): "2025-05"}))
    assert (problem.rule, problem.cell) == ("cover_field_twice", "B30")
    assert problem.message == "“报告月份”填了两处：B7 是“2025-06”，这里是“2025-05”，分不清以哪个为准。"


def renamed(**names: str) -> Catalog:
    """Give the units with these codes another name."""
    places = {code: replace(each, name_zh=names.get(f"p{code}", each.name_zh)) for code, each in CATALOG.places.items()}
    departments = {
        code: replace(each, name_zh=names.get(code, each.name_zh)) for code, each in CATALOG.departments.items()
    }
    return replace(CATALOG, places=places, departments=departments)


TWO_PLACES, PLACE_AND_DEPARTMENT = renamed(p900101="城区", p900102="城区"), renamed(p900101="城区", science="城区")


@pytest.mark.parametrize(
    ("catalog", "candidates"),
    [(TWO_PLACES, "900101 城区、900102 城区"), (PLACE_AND_DEPARTMENT, "900101 城区、science 城区")],
)
def test_a_name_that_two_units_have_is_asked_and_not_settled_by_position(catalog: Catalog, candidates: str) -> None:
    content = edited(sound_workbook(catalog, "900101", "2025-06"), {("封面", "B5"): "城区"})
    report = checked(content, NO_HISTORY, catalog=catalog)
    problem = only(report)
    assert (problem.rule, problem.severity, problem.sheet, problem.cell) == ("unit_ambiguous", "error", "封面", "B5")
    assert problem.message == f"单位代码写的是“城区”，有几个单位都叫这个名称：{candidates}，分不清是哪一个。"
    assert report.reporter == ""


@pytest.mark.parametrize("reporter", ["900101", "900102"])
def test_of_two_units_with_a_name_the_code_decides(reporter: str) -> None:
    report = checked(sound_workbook(TWO_PLACES, reporter, "2025-06"), catalog=TWO_PLACES)
    assert (report.problems, report.reporter) == ((), reporter)


def test_a_department_with_a_places_name_is_itself_by_its_code() -> None:
    report = checked(sound_workbook(PLACE_AND_DEPARTMENT, "science", "2025-06"), catalog=PLACE_AND_DEPARTMENT)
    assert (report.problems, report.reporter, report.place) == ((), "science", "900100")
