"""The blank workbook: what can be typed where."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from data.catalog.catalog import Catalog, read_catalog
from data.reports.template import template_name, write_template
from speech.mistakes import Mistake
from speech.months import Month
from tests.city import write_city
from tests.data.workbooks import sound_workbook


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_city(tmp_path_factory.mktemp("city")))


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


def test_a_row_shows_the_variable_and_last_month_beside_the_empty_cells(catalog: Catalog) -> None:
    last = {("schools", "urban"): 3, ("schools", "rural"): None, ("schools", "total"): 3}
    row = [cell.value for cell in opened(write_template(catalog, "900101", Month("2025-06"), last))["基本情况"][4]]
    assert row == ["schools", "中小学校数", "不含幼儿园。", "所", 3, "不适用", 3, None, None, None, None]


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
    assert unlocked == {"封面!B8", "封面!B9"} | basics | services


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


def test_a_sheet_prints_on_a4_landscape_with_its_heading_on_each_page(catalog: Catalog) -> None:
    sheet = opened(write_template(catalog, "900101", Month("2025-06")))["基本情况"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$2:$2", "C3")


def test_the_same_figures_make_the_same_file(catalog: Catalog) -> None:
    assert sound_workbook(catalog, "900101", "2025-06") == sound_workbook(catalog, "900101", "2025-06")


@pytest.mark.parametrize("reporter", ["900100", "education", "900111x", "900171"])
def test_nobody_else_gets_a_template(catalog: Catalog, reporter: str) -> None:
    with pytest.raises(Mistake, match=reporter):
        write_template(catalog, reporter, Month("2025-06"))


def test_a_file_name_tells_the_reports_apart(catalog: Catalog) -> None:
    assert template_name(catalog, "900101", Month("2025-06")) == "2025-06_900101_东区_首次报送.xlsx"
    assert Path(template_name(catalog, "science", Month("2025-06"), "correction")).stem == "2025-06_science_市科协_更正"
