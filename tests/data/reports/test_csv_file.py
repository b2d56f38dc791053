"""The shape of a CSV report: what is ambiguous, too much or too little is said, never settled by position."""

import pytest

from data.reports.examination import examine
from data.reports.report import Report
from data.reports.workbook import read_report
from tests.data.workbooks import CATALOG, JULY, NO_HISTORY, as_csv, found, only, sound_workbook

TABLE = as_csv(read_report(("东区.xlsx", sound_workbook(CATALOG, "900101", "2025-06")), CATALOG)).decode("utf-8-sig")
"""Seven lines of cover (no office), the heading 编码,合计,城镇,乡村,备注 in line 8, then nine variables."""


def check(text: str) -> Report:
    return examine(read_report(("东区.csv", text.encode()), CATALOG), CATALOG, NO_HISTORY, JULY)


def test_the_table_itself_is_sound() -> None:
    assert TABLE.splitlines()[8] == "population,100,40,60,"
    assert check(TABLE).problems == ()


@pytest.mark.parametrize(
    ("separator", "name"),
    [(";", "分号"), ("；", "全角分号"), ("\t", "制表符"), ("，", "全角逗号"), ("、", "顿号"), ("|", "竖线")],
)
def test_another_separator_is_named(separator: str, name: str) -> None:
    problem = only(check(TABLE.replace(",", separator)))
    assert (problem.rule, problem.message) == ("csv_separator", f"CSV 各格之间用的是{name}，应当用半角逗号。")


def test_another_separator_on_the_cover_alone_is_named() -> None:
    assert found(check(TABLE.replace("# 报告月份,", "# 报告月份；"))) == [("csv_separator", "CSV", "A4")]


@pytest.mark.parametrize("line", ["population,40,60,", "population,100,40,60,,", "population,100,40,60", "population"])
def test_a_row_with_a_cell_too_few_or_too_many_is_refused(line: str) -> None:
    problem = only(check(TABLE.replace("population,100,40,60,", line)))
    assert (problem.rule, problem.cell) == ("cells_uneven", "A9")
    cells = line.count(",") + 1
    assert problem.message == f"第 9 行（population）有 {cells} 格，表头有 5 格，这一行未读取。"


def test_a_file_cut_off_in_its_last_row_is_refused() -> None:
    assert TABLE.endswith("\r\nplan_steps,1,,,")
    assert found(check(TABLE[:-2])) == [("cells_uneven", "CSV", "A17")]


def test_a_quotation_mark_without_its_other_is_said() -> None:
    assert [problem.rule for problem in check(TABLE.replace("100,40", '"100,40', 1)).problems] == ["csv_quotes"]


@pytest.mark.parametrize("month", ["2025-05", "2025-06"])
def test_a_field_of_the_cover_given_twice_is_asked_wherever_it_stands(month: str) -> None:
    problem = only(check(f"{TABLE}\r\n# 报告月份,{month}"))
    assert (problem.rule, problem.cell) == ("cover_field_twice", "B18")
    assert problem.message == f"“报告月份”填了两处：B4 是“2025-06”，这里是“{month}”，分不清以哪个为准。"


def test_two_values_in_a_line_of_the_cover_are_asked() -> None:
    assert found(check(TABLE.replace("2025-06", "2025-06,2025-05"))) == [("cover_field_twice", "CSV", "C4")]


def test_a_heading_twice_is_asked() -> None:
    problem = only(check(TABLE.replace("备注", "城镇")))
    assert (problem.rule, problem.cell) == ("heading_twice", "E8")
    assert problem.message == "表头“城镇”出现了两次：C8 和这里，分不清以哪一列为准，本表未读取。"


def test_an_unknown_column_and_figures_without_one_are_refused() -> None:
    assert found(check(TABLE.replace("备注", "累计"))) == [("heading_unknown", "CSV", "E8")]
    report = check(TABLE.replace("备注", "").replace("100,40,60,", "100,40,60,7"))
    assert {problem.rule for problem in report.problems} == {"outside_form"}


def test_a_number_for_a_note_is_a_figure_out_of_place() -> None:
    assert found(check(TABLE.replace("plan_steps,1,,,", "plan_steps,,,,1"))) == [("outside_form", "CSV", "E17")]


def test_a_name_that_contradicts_its_code_is_refused() -> None:
    table = TABLE.replace("编码,", "编码,指标,")
    lines = [
        line if line.startswith("#") or "指标" in line else line.replace(",", ",,", 1) for line in table.splitlines()
    ]
    named = "\n".join(lines).replace("population,,", "population,中小学校数,")
    assert found(check(named)) == [("name_differs", "CSV", "B9")]


def test_a_signature_below_the_table_is_no_row() -> None:
    assert check(f"{TABLE}\r\n填表人：张三").problems == ()


def test_marks_that_nobody_sees_do_no_harm() -> None:
    assert (
        check("\ufeff\ufeff" + TABLE.replace("population", "population\u200b").replace("# ", "#\u00a0")).problems == ()
    )
