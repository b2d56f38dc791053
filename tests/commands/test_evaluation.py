"""The proof of the tables, and the way from a value to its cells."""

import openpyxl
from sqlalchemy import create_engine, text

from data.catalog.catalog import read_catalog
from data.store.store import open_store
from evaluation.engine.evaluate import refresh
from settings import Settings
from tests import lhasa
from tests.offices import Office


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


def test_verify_accuses_nobody_when_the_plan_has_changed(office: Office) -> None:
    office.run("demo")
    measures = office.plan / "measures.csv"
    measures.write_text(measures.read_text("utf-8").replace(",60\n", ",50\n"), "utf-8")  # the first measure's weight
    changed = office.run("verify")
    assert changed.exit_code == 2
    assert "规划的数据改了" in changed.stderr and "谁改了数据库" not in changed.stderr
    office.run("demo")  # evaluates anew, as every import does
    assert office.run("verify").exit_code == 0


def test_trace_shows_the_cell_that_holds_the_figure(demonstrated: Office) -> None:
    arguments = ("--place", "900101", "--month", "2025-02", "--indicator", "room_rate", "--split", "urban")
    result = demonstrated.run("trace", *arguments)
    assert result.exit_code == 0
    name = demonstrated.catalog.variables["schools_with_room"].name_zh
    line = next(line for line in result.output.splitlines() if name in line)
    *_, value, file, _, _, sheet, cell = (part.strip() for part in line.split("│")[1:-1])
    book = openpyxl.load_workbook(demonstrated.folder / "demonstration" / file)
    assert book[sheet][cell].value == float(value)
    assert book[sheet][f"L{cell[1:]}"].value == "schools_with_room"


def test_trace_says_since_when_a_value_is_carried(demonstrated: Office, lhasa_settings: Settings) -> None:
    """In February 2024 this county says nothing: its money is that of January."""
    store = open_store(lhasa_settings.database_url)
    refresh(store, read_catalog(lhasa_settings.plan))
    store.close()
    where = {"PLAN": str(lhasa_settings.plan), "DATABASE_URL": lhasa_settings.database_url}
    asked = ("--place", lhasa.SILENT, "--indicator", "funding_execution_rate", "--month")
    silent, known = (demonstrated.run("trace", *asked, month, **where) for month in ("2024-02", "2024-01"))
    assert "%（沿用 2024-01）" in silent.output and "沿用" not in known.output


def test_trace_says_which_indicators_there_are(demonstrated: Office) -> None:
    result = demonstrated.run("trace", "--place", "900101", "--month", "2025-02", "--indicator", "rooms")
    assert result.exit_code == 2
    assert "room_rate 有活动室的学校占比" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_city_figure_cant_be_traced_in_a_county(demonstrated: Office) -> None:
    result = demonstrated.run("trace", "--place", "900101", "--month", "2025-02", "--indicator", "literacy_rate")
    assert result.exit_code == 2
    assert "900100 小城市" in result.stderr
