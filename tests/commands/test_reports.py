"""Reports on the command line: what is written, what comes in, what is refused with which words."""

import os
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy.exc import OperationalError

from commands import reports
from data.reports.template import write_template
from data.store import database
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
    schools = next(row for row in sheet.iter_rows(values_only=True) if row[-1] == "schools")
    assert schools[4:9] == (8, 4, 12, 8, 4)


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


def test_import_says_of_an_old_revision_which_one_counts(office: Office) -> None:
    office.run("init")
    for name, kind in (("首报.xlsx", "first"), ("更正.xlsx", "correction")):
        content = sound_workbook(office.catalog, "900101", "2025-06", kind=kind)
        (office.folder / name).write_bytes(content)
        assert office.run("import", office.folder / name).exit_code == 0
    told = "".join(office.run("import", office.folder / "首报.xlsx").output.split())
    assert "未变1" in told
    for said in ("这是第1版，共2版", "现以第2版为准", "更正.xlsx"):
        assert said in told, told
    assert "这是第" not in office.run("import", office.folder / "更正.xlsx").output


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


def test_import_ends_with_a_list_of_what_was_read_and_what_was_not(office: Office) -> None:
    office.run("init")
    inbox = office.folder / "inbox"
    inbox.mkdir()
    (inbox / "d.xlsx").write_bytes(sound_workbook(office.catalog, "900101", "2025-06"))
    for name in ("a.ods", "b.zip", "c.numbers", "~$d.xlsx"):
        (inbox / name).write_bytes(b"x")
    result = office.run("import", inbox)
    assert result.exit_code == 0
    told = {line.split("│")[1].strip().rpartition("/")[2]: line for line in result.output.splitlines() if "│" in line}
    assert "新报入库" in told["d.xlsx"]
    assert all("另存或解压" in told[name] for name in ("a.ods", "b.zip", "c.numbers"))
    assert "锁文件" in told["~$d.xlsx"]
    assert "另有未读 4" in result.output


def test_import_of_nothing_readable_names_what_lay_there(office: Office) -> None:
    (office.folder / "inbox").mkdir()
    (office.folder / "inbox" / "a.ods").write_bytes(b"x")
    result = office.run("import", office.folder / "inbox")
    assert result.exit_code == 2
    assert "a.ods" in result.output


def test_a_file_whose_name_is_not_utf8_is_read_and_told(office: Office) -> None:
    office.run("init")
    inbox = office.folder / "inbox"
    inbox.mkdir()
    raw = os.fsencode(inbox) + b"/" + "东区".encode("gb18030")
    Path(os.fsdecode(raw + b".xlsx")).write_bytes(sound_workbook(office.catalog, "900101", "2025-06"))
    Path(os.fsdecode(raw + b".ods")).write_bytes(b"x")
    result = office.run("import", inbox)
    assert result.exit_code == 0, result.output
    assert "东区.ods" in result.output and "新报 1" in result.output


def test_a_locked_database_is_told_in_a_sentence(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.run("init")
    file = office.folder / "东区.xlsx"
    file.write_bytes(sound_workbook(office.catalog, "900101", "2025-06"))
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 20)
    with closing(sqlite3.connect(office.folder / "kesu.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = office.run("import", file)
    assert result.exit_code == 2
    assert "未处理 1" in result.output and "占用" in result.stderr
    assert "Traceback" not in result.output + result.stderr
    assert "新报 1" in office.run("import", file).output


def test_what_came_in_is_told_when_it_cannot_be_evaluated(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.run("init")
    file = office.folder / "东区.xlsx"
    file.write_bytes(sound_workbook(office.catalog, "900101", "2025-06"))
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"

    def refuse(*_: object) -> None:
        raise OperationalError("INSERT", {}, full)

    with monkeypatch.context() as patched:
        patched.setattr(reports, "refresh", refuse)
        result = office.run("import", file)
    assert result.exit_code == 2
    assert "新报入库" in result.output and "评价还没有更新" in result.stderr
    waiting = office.run("verify")
    assert waiting.exit_code == 2
    assert "尚未评价" in waiting.stderr and "东区" in waiting.stderr and "谁改了" not in waiting.stderr
    office.run("import", file)
    assert office.run("verify").exit_code == 0


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
