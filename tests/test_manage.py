"""The command line, run as an office runs it: words on the screen, files written, exit codes."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from data.catalog.catalog import read_catalog
from data.reports.template import write_template
from manage import app
from tests.data.workbooks import PLANTED, PLANTED_CELLS, edited, sound_workbook
from tests.demonstration import write_demonstration

RUNNER = CliRunner()


class Office:
    """An installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = f"sqlite:///{folder / 'kesu.db'}"
        self.plan = write_demonstration(folder / "plan")
        self.catalog = read_catalog(self.plan)

    def run(self, *arguments: object, **settings: str) -> Result:
        environment = {"PLAN": str(self.plan), "VAR": str(self.folder), "DATABASE_URL": self.database, **settings}
        return RUNNER.invoke(app, [str(each) for each in arguments], env=environment)


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("demonstrated"))
    result = office.run("demo")
    assert result.exit_code == 0, result.output
    return office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_the_demonstration_is_written_imported_and_evaluated(demonstrated: Office) -> None:
    assert len(list((demonstrated.folder / "demonstration").glob("*.xlsx"))) == 50
    assert "24 个月" in demonstrated.run("demo").output


def test_a_second_run_writes_nothing(demonstrated: Office) -> None:
    files = list((demonstrated.folder / "demonstration").glob("*.xlsx"))
    before = {file: file.stat().st_mtime_ns for file in files}
    result = demonstrated.run("demo")
    assert result.exit_code == 0
    assert "已在库中" in result.output
    assert {file: file.stat().st_mtime_ns for file in files} == before


def test_the_demonstration_stays_out_of_an_offices_database(office: Office) -> None:
    assert office.run("init").exit_code == 0
    result = office.run("demo")
    assert result.exit_code == 1
    assert "正式" in result.stderr
    assert not (office.folder / "demonstration").exists()


def test_an_older_demonstration_is_kept_and_said_to_be_older(office: Office) -> None:
    knobs = office.plan / "demonstration.yaml"
    office.run("demo")
    knobs.write_text(knobs.read_text("utf-8").replace("seed: 7", "seed: 8"), encoding="utf-8")
    result = office.run("demo")
    assert result.exit_code == 0
    assert "另一版" in result.output


def test_verify_proves_the_tables_and_notices_a_changed_value(office: Office) -> None:
    office.run("demo")
    same = office.run("verify")
    assert same.exit_code == 0
    assert "逐位相同" in same.output
    with create_engine(office.database).begin() as connection:
        connection.execute(text("UPDATE judged SET value = value + 0.001 WHERE indicator = 'room_rate' AND value > 0"))
    changed = office.run("verify")
    assert changed.exit_code == 1
    assert "judged" in changed.stderr
    assert "scores" not in changed.stderr


def test_trace_shows_the_cell_that_holds_the_figure(demonstrated: Office) -> None:
    arguments = ("--place", "900101", "--month", "2025-02", "--indicator", "room_rate", "--split", "urban")
    result = demonstrated.run("trace", *arguments)
    assert result.exit_code == 0
    name = demonstrated.catalog.variables["schools_with_room"].name_zh
    line = next(line for line in result.output.splitlines() if name in line)
    *_, value, file, _, _, sheet, cell = (part.strip() for part in line.split("│")[1:-1])
    book = openpyxl.load_workbook(demonstrated.folder / "demonstration" / file)
    assert book[sheet][cell].value == float(value)
    assert book[sheet][f"A{cell[1:]}"].value == "schools_with_room"


def test_trace_says_which_indicators_there_are(demonstrated: Office) -> None:
    result = demonstrated.run("trace", "--place", "900101", "--month", "2025-02", "--indicator", "rooms")
    assert result.exit_code == 2
    assert "room_rate 有活动室的学校占比" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_city_figure_cant_be_traced_in_a_county(demonstrated: Office) -> None:
    result = demonstrated.run("trace", "--place", "900101", "--month", "2025-02", "--indicator", "literacy_rate")
    assert result.exit_code == 2
    assert "900100 小城市" in result.stderr


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
    assert result.stdout_bytes == write_template(office.catalog, "science", "2025-12")
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


def test_a_wrong_setting_is_said_in_a_sentence(office: Office) -> None:
    result = office.run("verify", PORT="http")
    assert result.exit_code == 2
    assert "PORT=http" in result.stderr


def test_help_tells_what_each_command_does(office: Office) -> None:
    output = office.run("--help").output
    for command in ("demo", "init", "template", "import", "verify", "changes", "trace"):
        assert command in output


def test_a_screen_gets_a_link_that_can_be_listed_and_revoked(office: Office) -> None:
    issued = office.run("kiosk-token", "--name", "会议室", "--base-url", "http://wall.example:8050/")
    assert "http://wall.example:8050/wall?kiosk=" in issued.output
    listed = office.run("kiosk-token", "--list").output
    assert all(word in listed for word in ("会议室", "从未", "有效"))
    assert office.run("kiosk-token", "--revoke", "会议室").exit_code == 0
    assert "已停用" in office.run("kiosk-token", "--list").output


def test_a_screens_link_is_asked_for_in_one_way(office: Office) -> None:
    assert "还没有" in office.run("kiosk-token", "--list").output
    for arguments in ((), ("--list", "--name", "大厅"), ("--name", "大厅", "--revoke", "大厅")):
        result = office.run("kiosk-token", *arguments)
        assert result.exit_code == 2
        assert "--name" in result.output
    unknown = office.run("kiosk-token", "--revoke", "大厅")
    assert unknown.exit_code == 2 and "大厅" in unknown.output
