"""Reports on the command line: what is written, what comes in, what is refused with which words."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from data.reports.template import write_template
from speech.months import Month
from tests.data.workbooks import PLANTED, PLANTED_CELLS, edited, sound_workbook
from tests.offices import Office


def test_changes_lists_what_a_correction_changed(demonstrated: Office) -> None:
    corrected = demonstrated.run("changes", "--place", "900101", "--month", "2025-03")
    assert corrected.exit_code == 0
    assert "科普活动场次" in corrected.output or "参观人次" in corrected.output
    assert "没有更正过" in demonstrated.run("changes", "--place", "900101", "--month", "2025-04").output
    assert demonstrated.run("changes", "--place", "900102", "--month", "2025-05").exit_code == 2


def test_a_template_shows_the_figures_of_last_month(demonstrated: Office, tmp_path: Path) -> None:
    out = tmp_path / "blank.xlsx"
    assert demonstrated.run("template", "--place", "900101", "--month", "2026-01", "--out", out).exit_code == 0
    sheet = openpyxl.load_workbook(out)["基本情况"]
    schools = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "schools")
    assert schools[4:10] == (8, 4, 12, None, None, None)


def test_a_template_can_go_to_standard_output(office: Office) -> None:
    result = office.run("template", "--department", "science", "--month", "2025-12", "--out", "-")
    assert result.exit_code == 0
    assert result.stdout_bytes == write_template(office.catalog, "science", Month("2025-12"))
    assert openpyxl.load_workbook(BytesIO(result.stdout_bytes)).sheetnames == ["封面", "全市事项"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--place", "900109", "--month", "2025-06"], "900101 东区、900102 西县"),
        (["--department", "education", "--month", "2025-06"], "science 市科协"),
        (["--place", "900101", "--month", "2025-13"], "2025-13"),
        (["--month", "2025-06"], "--department"),
    ],
)
def test_a_template_for_nobody_is_refused(office: Office, arguments: list[str], said: str) -> None:
    result = office.run("template", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_import_brings_a_folder_in(office: Office) -> None:
    office.run("init")
    inbox = office.folder / "inbox"
    inbox.mkdir()
    (inbox / "东区.xlsx").write_bytes(sound_workbook(office.catalog, "900101", "2025-06"))
    (inbox / "西县.xlsx").write_bytes(sound_workbook(office.catalog, "900102", "2025-06"))
    result = office.run("import", inbox)
    assert result.exit_code == 0, result.output
    assert "新报 2" in result.output
    assert "未变 2" in office.run("import", inbox).output
    assert office.run("verify").exit_code == 0


def test_import_lists_every_mistake_and_ends_with_one(office: Office) -> None:
    office.run("init")
    file = office.folder / "错.xlsx"
    file.write_bytes(edited(sound_workbook(office.catalog, "900101", "2025-06"), PLANTED_CELLS))
    result = office.run("import", file)
    assert result.exit_code == 1
    assert "退回 1" in result.output
    rules = {rule for _, rule in PLANTED.values()} - {"month_future"}  # its month isn't in the future any more
    assert {rule for rule in rules if rule not in result.output} == set()


def test_import_without_a_report_is_an_error(office: Office) -> None:
    empty = office.folder / "empty"
    empty.mkdir()
    result = office.run("import", empty)
    assert result.exit_code == 2
    assert str(empty) in result.stderr


def test_import_needs_an_initialised_database(office: Office) -> None:
    file = office.folder / "东区.xlsx"
    file.write_bytes(sound_workbook(office.catalog, "900101", "2025-06"))
    result = office.run("import", file)
    assert result.exit_code == 2
    assert "manage.py init" in result.stderr


def test_figures_go_away_when_that_is_confirmed(office: Office) -> None:
    office.run("init")
    both, one = {("budget", "total"): 9, ("spent", "total"): 3}, {("budget", "total"): 9}
    june = Month("2025-06")
    (office.folder / "1.xlsx").write_bytes(write_template(office.catalog, "900101", june, filled=both))
    part = write_template(office.catalog, "900101", june, filled=one, kind="correction")
    (office.folder / "2.xlsx").write_bytes(part)
    assert office.run("import", office.folder / "1.xlsx").exit_code == 0
    refused = office.run("import", office.folder / "2.xlsx")
    assert (refused.exit_code, "figures_vanish" in refused.output) == (1, True)
    confirmed = office.run("import", "--confirm", office.folder / "2.xlsx")
    assert (confirmed.exit_code, "更正 1" in confirmed.output) == (0, True)


def test_changes_names_the_running_totals_that_disagree_seen_from_either_month(office: Office) -> None:
    office.run("init")
    for month, spent in (("2025-06", 31.5), ("2025-05", 81.5)):
        filled = {("budget", "total"): 100, ("spent", "total"): spent}
        file = office.folder / f"{month}.xlsx"
        file.write_bytes(write_template(office.catalog, "900101", Month(month), filled=filled))
        result = office.run("import", file)
        assert (result.exit_code, "running_total_falls_later" in result.output) == (0, month == "2025-05")
    for month in ("2025-05", "2025-06"):
        said = office.run("changes", "--place", "900101", "--month", month).output
        assert "矛盾" in said and "81.5" in said and "31.5" in said
