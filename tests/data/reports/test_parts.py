"""The parts of a workbook as the streaming parser sees them, however their XML is written."""

import re
import zipfile
from io import BytesIO

import pytest

from data.reports.form import Unreadable
from data.reports.parts import DamagedError, Hidden, hidden_values, scan
from data.reports.workbook import read_report
from tests.data.workbooks import CATALOG, edited, packed, parts_of, sound_workbook, with_parts

SHEET, RELATIONS = "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"
SOUND = sound_workbook(CATALOG, "900101", "2025-06")


def with_cells(cells: bytes, content: bytes = SOUND) -> bytes:
    """Add a row of cells at the end of the first sheet after the cover."""
    return with_parts(
        content,
        lambda name, part: part.replace(b"</sheetData>", cells + b"</sheetData>") if name == SHEET else part,
    )


def rule(content: bytes) -> str:
    refusal = read_report(("东区.xlsx", content), CATALOG).refusal
    return refusal.rule if refusal else ""


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c s='1'\n\tr='XFD1048576'><v>1</v></c></row>",
        b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c><v>1</v></c></row>',
        b'<row r="5000"/><row><c><v>1</v></c></row>',
        b'<row r="9">' + b"<c><v>1</v></c>" * 201 + b"</row>",
        b'<row r="9"><c r="GR9"/><c><is><t>x</t></is></c></row>',
        b'<x:row xmlns:x="y" r="9"><x:c r="GS9"><x:f>1</x:f></x:c></x:row>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(cells: bytes) -> None:
    assert rule(with_cells(cells)) == "file_far_cells"


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r="XFD1048576" s="1"/></row>',
        b'<!-- <c r="XFD1048576"><v>1</v></c> -->',
        b'<row r="5000"><c r="GR5000"><v>1</v></c></row>',
    ],
)
def test_what_holds_nothing_or_is_near_enough_is_let_through(cells: bytes) -> None:
    assert rule(with_cells(cells)) == ""


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="9"><c r="9A"><v>1</v></c></row>',
        b'<row r="-1"><c><v>1</v></c></row>',
        b'<row r="9"><c r="A9"><v>1</c></row>',
    ],
)
def test_a_cell_that_stands_nowhere_is_damage(cells: bytes) -> None:
    assert rule(with_cells(cells)) == "file_not_workbook"


def test_entities_are_never_unfolded() -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
    content = with_parts(SOUND, lambda name, part: part.replace(b"<worksheet", declared) if name == SHEET else part)
    assert rule(content) == "file_not_workbook"


def test_a_sheet_that_hides_as_a_drawing_may_not_declare_entities_either() -> None:
    parts = parts_of(SOUND)
    parts["xl/worksheets/a.svg"] = b"<!DOCTYPE x>" + parts.pop(SHEET).partition(b"?>")[2]
    parts[RELATIONS] = parts[RELATIONS].replace(b"sheet2.xml", b"a.svg")
    assert rule(packed(parts)) == "file_not_workbook"
    parts["xl/worksheets/a.svg"] = parts["xl/worksheets/a.svg"].partition(b">")[2]
    assert rule(packed(parts)) == ""


def test_ten_kilobytes_of_open_brackets_are_no_riddle() -> None:
    buffer = BytesIO(SOUND)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("docProps/x.xml", b"<c " * 3_333)
    assert rule(buffer.getvalue()) == ""
    assert rule(with_cells(b"<c " * 3_333)) == "file_not_workbook"


def test_two_parts_of_one_name_are_not_guessed_between() -> None:
    buffer = BytesIO(SOUND)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("XL/worksheets/sheet2.xml", b"<worksheet/>")
    assert rule(buffer.getvalue()) == "file_not_workbook"


def test_cells_that_look_empty_are_named_by_sheet_and_address() -> None:
    changes = {("基本情况", "H3"): "=20+20", ("科普服务", "I3"): "#DIV/0!", ("科普服务", "J3"): 7}
    assert dict(hidden(edited(SOUND, changes)).items() - hidden(edited(SOUND, {})).items()) == {
        ("基本情况", "H3"): Unreadable("formula", "=20+20"),
        ("科普服务", "I3"): Unreadable("error", "#DIV/0!"),
    }


def test_a_formula_that_shows_an_empty_text_is_no_hidden_value() -> None:
    cell = b'<row r="9"><c r="H9"%s><f>IF(1,"","")</f><v></v></c></row>'
    assert ("基本情况", "H9") not in hidden(with_cells(cell % b' t="str"'))
    assert hidden(with_cells(cell % b""))["基本情况", "H9"].kind == "formula"  # nobody has worked it out


def hidden(content: bytes) -> Hidden:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return hidden_values(archive, scan(archive))


def test_an_array_formula_shows_its_text() -> None:
    cells = b'<row r="9"><c r="H9"><f t="array" ref="H9">SUM(H3:H4)</f></c></row>'
    row = read_report(("东区.xlsx", with_cells(cells)), CATALOG).sheets[0].rows[-1]
    assert row.figures["urban"].value == Unreadable("formula", "=SUM(H3:H4)")


def test_a_hidden_value_in_no_sheets_part_is_damage() -> None:
    lost = with_parts(
        with_cells(b'<row r="9"><c r="H9"><f>1</f></c></row>'),
        lambda name, part: re.sub(rb"sheet2\.xml", b"sheet9.xml", part) if name.endswith("workbook.xml.rels") else part,
    )
    with zipfile.ZipFile(BytesIO(lost)) as archive, pytest.raises(DamagedError):
        hidden_values(archive, scan(archive))


def test_an_open_document_is_called_by_its_name() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert rule(buffer.getvalue()) == "file_other_kind"
