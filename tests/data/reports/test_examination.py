"""A whole report: sound ones, mistakes of every sort at once, and CSV."""

import pytest

from data.reports.case import History
from data.reports.examination import examine
from data.reports.report import Problem
from data.reports.workbook import read_report
from tests.data.workbooks import (
    CATALOG,
    JULY,
    PLANTED,
    PLANTED_CELLS,
    after,
    as_csv,
    checked,
    edited,
    found,
    only,
    sound_figures,
    sound_workbook,
)


@pytest.mark.parametrize("reporter", ["900101", "900102", "science"])
def test_a_sound_report_has_no_problem(reporter: str) -> None:
    report = checked(sound_workbook(CATALOG, reporter, "2025-06"))
    assert report.problems == ()
    assert {(figure.variable, figure.split): figure.value for figure in report.figures} == sound_figures(
        CATALOG, reporter
    )
    place = "900100" if reporter == "science" else reporter
    assert (report.reporter, report.place, report.month, report.kind) == (reporter, place, "2025-06", "first")


def test_a_problem_says_where_what_was_found_what_was_expected_and_what_to_do() -> None:
    problem = only(after({("基本情况", "J3"): 101}))
    assert problem == Problem(
        severity="error",
        rule="sum_differs",
        file="东区.xlsx",
        sheet="基本情况",
        cell="J3",
        value="101",
        message="“常住人口”合计是 101，城镇与乡村相加是 100。",
        action="请核对城镇、乡村、合计三个数。",
        variable="population",
    )


def test_twenty_planted_mistakes_are_found_and_nothing_else() -> None:
    assert len(PLANTED) == len({rule for _, rule in PLANTED.values()}) == 20
    report = after(PLANTED_CELLS)
    assert found(report) == [(rule, *spot) for spot, (_, rule) in PLANTED.items()]
    assert len(report.errors) == 19


def test_a_csv_report_is_judged_by_the_same_rules() -> None:
    content = edited(
        sound_workbook(CATALOG, "900101", "2025-06"), {("基本情况", "J3"): 101, ("科普服务", "I6"): "约12"}
    )
    table = as_csv(read_report(("东区.xlsx", content), CATALOG))
    report = examine(read_report(("东区.csv", table), CATALOG), CATALOG, History(), JULY)
    assert found(report) == [("sum_differs", "CSV", "B9"), ("text_in_number", "CSV", "D14")]


def test_a_csv_report_needs_its_columns_and_rows() -> None:
    table = as_csv(read_report(("东区.xlsx", sound_workbook(CATALOG, "900101", "2025-06")), CATALOG)).decode(
        "utf-8-sig"
    )
    without = table.replace("乡村", "农村").encode()
    report = examine(read_report(("东区.csv", without), CATALOG), CATALOG, History(), JULY)
    assert found(report) == [("heading_changed", "CSV", "A8")]
    short = "\n".join(line for line in table.splitlines() if not line.startswith("schools,")).encode()
    report = examine(read_report(("东区.csv", short), CATALOG), CATALOG, History(), JULY)
    assert [(problem.rule, problem.variable) for problem in report.problems] == [("row_missing", "schools")]


def test_of_a_kind_twenty_errors_are_listed_and_the_rest_counted() -> None:
    problems = after({("基本情况", f"M{row}"): row for row in range(3, 29)}).problems
    # 25 figures beside the table, and one beside the block to be signed
    assert [problem.rule for problem in problems] == ["outside_form"] * 20 + ["more_of_a_kind"]
    assert problems[-1].message.startswith("还有 5 处同样的问题")
