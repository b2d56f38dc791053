"""The door to what the reports say beyond their figures."""

from pathlib import Path

from evaluation.findings.records import Original, Records
from speech.months import Month
from tests.small import CITY, EAST, WEST, SmallCity, rooms


def test_corrections_are_told_reporter_by_reporter(tmp_path: Path) -> None:
    city = SmallCity(tmp_path)
    city.report(EAST, "2025-03", rooms(6, 4)).report(WEST, "2025-03", rooms(5, 5)).report(EAST, "2025-03", rooms(6, 5))
    found = Records(city.store, city.catalog).corrections(Month("2025-03"))
    assert [(each.reporter, each.change.split, each.change.old, each.change.new) for each in found] == [
        (EAST, "rural", 4, 5),
        (EAST, "total", 10, 11),
    ]
    assert Records(city.store, city.catalog).corrections(Month("2025-02")) == ()


def test_what_stands_out_has_its_cell_and_follows_a_correction(tmp_path: Path) -> None:
    city = SmallCity(tmp_path)
    city.report(EAST, "2025-02", rooms(6, 4, schools=10)).report(EAST, "2025-03", rooms(6, 4, schools=20))
    records = Records(city.store, city.catalog)
    found = records.conspicuous(Month("2025-03"))
    assert [(each.unusual.variable, each.unusual.value, each.unusual.usual) for each in found] == [("schools", 40, 20)]
    assert found[0].source is not None and (found[0].source.sheet, found[0].source.cell) == ("-", "F7")
    assert records.conspicuous(Month("2025-03")) is found
    city.report(EAST, "2025-03", rooms(6, 4, schools=11))
    assert records.conspicuous(Month("2025-03")) == ()


def test_a_file_is_given_as_it_came(tmp_path: Path) -> None:
    city = SmallCity(tmp_path).report(EAST, "2025-03", rooms(6, 4))
    records = Records(city.store, city.catalog)
    source = records.trace(CITY, Month("2025-03"), "room_rate")[0].source
    assert source is not None
    sha256 = source.report.sha256
    assert records.original(sha256) == Original(f"{EAST}-2025-03.xlsx", city.store.original(sha256))
    assert records.original("0" * 64) is None
