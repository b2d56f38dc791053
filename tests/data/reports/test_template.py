"""The blank workbook: what can be typed where."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from data.catalog.catalog import Catalog, read_catalog
from data.reports.form import total_formula
from data.reports.template import template_name, write_template
from settings import ROOT
from speech.mistakes import Mistake
from speech.months import Month
from tests.city import write_city
from tests.data.workbooks import sound_workbook


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_city(tmp_path_factory.mktemp("city")))


@pytest.fixture(scope="module")
def lhasa() -> Catalog:
    return read_catalog(ROOT / "data" / "plans" / "lhasa")


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def test_a_county_gets_its_themes_and_a_department_its_own(catalog: Catalog) -> None:
    assert opened(write_template(catalog, "900101", Month("2025-06"))).sheetnames == ["封面", "基本情况", "科普服务"]
    assert opened(write_template(catalog, "science", Month("2025-06"))).sheetnames == ["封面", "全市事项"]


def test_the_cover_says_whose_report_of_which_month_it_is(catalog: Catalog) -> None:
    content = write_template(
        catalog, "900102", Month("2025-06"), office="科普科", kind="correction", demonstration=True
    )
    cover = opened(content)["封面"]
    assert [cover[f"B{row}"].value for row in range(4, 12)] == [
        "small", "900102", "西县", "2025-06", "科普科", "更正", "2025.1", "演示数据",
    ]  # fmt: skip
    assert "演示数据" in cover["A2"].value


def test_a_row_shows_the_variable_and_last_month_and_carries_what_rarely_changes(catalog: Catalog) -> None:
    last = {("schools", "urban"): 3.0, ("schools", "rural"): None, ("schools", "total"): 3.0}
    row = [cell.value for cell in opened(write_template(catalog, "900101", Month("2025-06"), last))["基本情况"][4]]
    texts, total = ["中小学校数", "所", "不含幼儿园。", "月末"], total_formula("H4", "I4")
    assert row == [*texts, 3, "不适用", 3, 3, "不适用", total, None, "schools"]


def test_what_was_done_in_a_month_is_not_carried(catalog: Catalog) -> None:
    last = {("visits", "urban"): 3.0, ("visits", "rural"): 4.0, ("visits", "total"): 7.0}
    sheet = opened(write_template(catalog, "900101", Month("2025-06"), last))["科普服务"]
    row = next(row for row in sheet.iter_rows() if row[-1].value == "visits")
    assert [cell.value for cell in row[4:9]] == [3, 4, 7, None, None]


def test_carried_figures_wait_to_be_confirmed(catalog: Catalog) -> None:
    last = {("schools", "urban"): 3.0, ("schools", "rural"): 1.0, ("schools", "total"): 4.0}
    book = opened(write_template(catalog, "900101", Month("2025-06"), last))
    assert [book[name]["H1"].value for name in ("基本情况", "科普服务")] == ["待核对", None]
    validation = next(each for each in book["基本情况"].data_validations.dataValidation if "H1" in each.sqref)
    assert validation.formula1 == '"待核对,已核对"'
    filled = opened(sound_workbook(catalog, "900101", "2025-06", last=last))
    assert filled["基本情况"]["H1"].value is None  # nothing is carried into what somebody fills


def test_a_total_is_a_formula_with_its_result_unless_something_else_is_to_stand_there(catalog: Catalog) -> None:
    def totals(**total: float | None) -> tuple[object, object]:
        filled = {("schools", "urban"): 3.0, ("schools", "rural"): 4.0, ("schools", "total"): total["total"]}
        content = write_template(catalog, "900101", Month("2025-06"), filled=filled)
        formula, result = opened(content), openpyxl.load_workbook(BytesIO(content), data_only=True)
        return formula["基本情况"]["J4"].value, result["基本情况"]["J4"].value

    assert totals(total=7.0) == (total_formula("H4", "I4"), 7)
    assert totals(total=8.0) == (8, 8)
    assert totals(total=None) == ("不适用", "不适用")


def test_a_sheet_and_the_cover_count_what_is_still_empty(catalog: Catalog) -> None:
    # 4 cells of residents and schools by town and country; on the other sheet 6, 1 of the countryside, 3 totals.
    last = {("schools", "urban"): 3.0, ("schools", "rural"): 1.0, ("schools", "total"): 4.0}
    content = write_template(catalog, "900101", Month("2025-06"), last)
    book, shown = opened(content), openpyxl.load_workbook(BytesIO(content), data_only=True)
    assert book["基本情况"]["D1"].value == "=COUNTBLANK(H3:I4)"
    assert [shown[name]["D1"].value for name in ("基本情况", "科普服务")] == [2, 10]
    lines = [[cell.value for cell in row] for row in shown["封面"]["A14:B16"]]
    assert lines == [
        ["基本情况", "2 格没有填，2 个沿用的数待核对"],
        ["科普服务", "10 格没有填，0 个沿用的数待核对"],
        ["全部", "12 格没有填，2 个沿用的数待核对"],
    ]
    whole = openpyxl.load_workbook(BytesIO(sound_workbook(catalog, "900101", "2025-06")), data_only=True)
    assert [whole["封面"][f"B{row}"].value for row in (14, 15, 16)] == ["已填完"] * 3


def test_yearly_figures_are_asked_for_in_december_alone(catalog: Catalog) -> None:
    months = {month: opened(write_template(catalog, "science", Month(month))) for month in ("2025-11", "2025-12")}
    assert [book["全市事项"]["D1"].value for book in months.values()] == ["=0", "=COUNTBLANK(H3:J3)"]


def test_only_cells_to_be_filled_are_unlocked_on_protected_sheets(catalog: Catalog) -> None:
    book = opened(write_template(catalog, "900101", Month("2025-06")))
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    unlocked = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    basics = {f"基本情况!{column}{row}" for column in "HIJK" for row in (3, 4)}
    services = {f"科普服务!{column}{row}" for column in "HIJK" for row in (3, 4, 5)}  # by town and country
    services |= {"科普服务!I6", "科普服务!K6"}  # the countryside alone
    services |= {f"科普服务!{column}{row}" for column in "JK" for row in (7, 8, 9)}  # one figure
    signers = {f"{name}!{column}{row}" for name, row in (("基本情况", 6), ("科普服务", 11)) for column in "ACEK"}
    assert unlocked == {"封面!B8", "封面!B9"} | basics | services | signers


def test_every_figure_has_the_validation_of_its_number(catalog: Catalog) -> None:
    sheet = opened(write_template(catalog, "900101", Month("2025-06")))["科普服务"]
    formulas = {
        f"{cell}": validation.formula1
        for validation in sheet.data_validations.dataValidation
        for area in validation.sqref.ranges
        for cell in (area.coord,)
    }
    assert formulas == {
        "H3:I5": 'IF(ISNUMBER(H3),AND(H3>=0,H3=INT(H3)),H3="不适用")',
        "J3:J5": "IF(ISNUMBER(J3),AND(AND(J3>=0,J3=INT(J3)),"
        'OR(COUNTA(H3:I3)<2,ABS(J3-SUM(H3:I3))<=0.015)),J3="不适用")',
        "I6": 'IF(ISNUMBER(I6),I6>=0,I6="不适用")',
        "J7:J8": 'IF(ISNUMBER(J7),J7>=0,J7="不适用")',
        "J9": 'IF(ISNUMBER(J9),AND(J9>=0,J9<=2,J9=INT(J9)),J9="不适用")',
    }


def test_a_rate_is_validated_without_a_sum(catalog: Catalog) -> None:
    validations = opened(write_template(catalog, "science", Month("2025-06")))[
        "全市事项"
    ].data_validations.dataValidation
    assert {validation.formula1 for validation in validations} == {
        'IF(ISNUMBER(H3),AND(H3>=0,H3<=100),H3="不适用")',
        'IF(ISNUMBER(J3),AND(J3>=0,J3<=100),J3="不适用")',
    }


def test_the_kind_of_report_is_chosen_from_a_list(catalog: Catalog) -> None:
    (validation,) = opened(write_template(catalog, "science", Month("2025-06")))["封面"].data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("B9", '"首次报送,更正"')


def test_a_sheet_prints_on_one_a4_page_in_the_direction_that_leaves_it_larger(lhasa: Catalog) -> None:
    book = opened(write_template(lhasa, "540121", Month("2025-06")))
    # One page in height is what a file that doesn't say it means.
    setups = [(sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) for sheet in book.worksheets]
    assert setups == [(9, None)] * 8
    directions = {sheet.title: sheet.page_setup.orientation for sheet in book.worksheets}
    assert (directions["基础设施"], directions["老年人与公共服务"]) == ("landscape", "portrait")  # 11 rows, 22 rows
    assert (book["基础设施"].print_title_rows, book["基础设施"].freeze_panes) == ("$2:$2", "B3")


def test_a_sheet_of_many_rows_goes_on_to_further_pages(catalog: Catalog) -> None:
    schools = catalog.variables["schools"]
    more = {f"schools_{number}": replace(schools, variable=f"schools_{number}") for number in range(60)}
    many = replace(catalog, variables={**catalog.variables, **more})
    assert opened(write_template(many, "900101", Month("2025-06")))["基本情况"].page_setup.fitToHeight == 0


def test_the_printed_sheet_has_its_number_and_who_issued_and_signs_it(lhasa: Catalog) -> None:
    sheet = opened(write_template(lhasa, "540121", Month("2025-06")))["基础设施"]
    assert sheet["J1"].value == "表号：拉科素 2 表\n制定机关：拉萨市全民科学素质工作领导小组办公室"
    assert [sheet[f"{column}15"].value for column in "ACEK"] == ["填表人：", "审核人：", "负责人：", "填表日期："]


def test_a_plan_without_a_number_and_issuer_leaves_them_out(catalog: Catalog) -> None:
    assert opened(write_template(catalog, "900101", Month("2025-06")))["基本情况"]["J1"].value is None


def test_the_same_figures_make_the_same_file(catalog: Catalog) -> None:
    assert sound_workbook(catalog, "900101", "2025-06") == sound_workbook(catalog, "900101", "2025-06")


@pytest.mark.parametrize("reporter", ["900100", "education", "900111x", "900171"])
def test_nobody_else_gets_a_template(catalog: Catalog, reporter: str) -> None:
    with pytest.raises(Mistake, match=reporter):
        write_template(catalog, reporter, Month("2025-06"))


def test_a_file_name_tells_the_reports_apart(catalog: Catalog) -> None:
    assert template_name(catalog, "900101", Month("2025-06")) == "2025-06_900101_东区_首次报送.xlsx"
    assert Path(template_name(catalog, "science", Month("2025-06"), "correction")).stem == "2025-06_science_市科协_更正"
