"""The demonstration comes in once and stays out of an office's own database."""

from tests.offices import Office


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
