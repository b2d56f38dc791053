"""Reading: what was written comes back, and what can't be read says why."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog, read_catalog
from data.reports.case import History
from data.reports.container import MEGABYTE, size_refusal
from data.reports.examination import examine
from data.reports.form import (
    COLUMNS,
    EARLIER,
    HEADING_ROW,
    FigureKey,
    Reading,
    Unreadable,
    total_formula,
    used_splits,
    variables_of,
)
from data.reports.report import digest
from data.reports.template import write_template
from data.reports.workbook import read_report
from speech.months import Month
from tests.city import write_city
from tests.data.workbooks import as_csv, edited, reworked, sound_figures, sound_workbook

JULY = datetime(2025, 7, 8, tzinfo=UTC)
with TemporaryDirectory() as folder:
    CATALOG = read_catalog(write_city(Path(folder)))
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def read(content: bytes, name: str = "东区.xlsx", catalog: Catalog = CATALOG) -> Reading:
    return read_report((name, content), catalog)


def figures(reading: Reading) -> dict[FigureKey, float | None]:
    report = examine(reading, CATALOG, History(), JULY)
    return {(figure.variable, figure.split): figure.value for figure in report.figures}


def refused(content: bytes, name: str = "东区.xlsx", limit_mb: float = 5) -> str:
    catalog = replace(CATALOG, plan=replace(CATALOG.plan, file_limit_mb=limit_mb))
    refusal = read(content, name, catalog).refusal
    assert refusal is None or (refusal.severity, refusal.file) == ("error", name)
    return refusal.rule if refusal else ""


def archive(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def with_member(content: bytes, name: str, member: bytes) -> bytes:
    buffer = BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as written:
        written.writestr(name, member)
    return buffer.getvalue()


COUNTS = st.integers(0, 10**9).map(float)
AMOUNTS = st.integers(0, 10**11).map(lambda hundredths: hundredths / 100)
STEPS = st.integers(0, 2).map(float)


@st.composite
def entries(draw: st.DrawFn) -> dict[FigureKey, float | None]:
    """Draw each figure of a county: missing, not applicable, zero or any number of its kind."""
    drawn: dict[FigureKey, float | None] = {}
    for variable in variables_of(CATALOG, "900101").values():
        numbers = STEPS if variable.kind == "milestone" else {"count": COUNTS, "amount": AMOUNTS}[variable.number]
        for split in used_splits(variable):
            state = draw(st.sampled_from(["missing", "not_applicable", "zero", "number"]))
            if state != "missing":
                value = {"not_applicable": None, "zero": 0.0}.get(state, draw(numbers))
                drawn[variable.variable, split] = value
    return drawn


@given(entries())
@settings(max_examples=40, deadline=None)
def test_what_was_written_is_read_with_missing_not_applicable_and_zero_apart(
    filled: dict[FigureKey, float | None],
) -> None:
    assert figures(read(write_template(CATALOG, "900101", Month("2025-06"), filled=filled))) == filled


def test_every_figure_knows_its_sheet_and_cell_and_its_note() -> None:
    content = write_template(
        CATALOG, "900101", Month("2025-06"), filled={("schools", "rural"): 6, ("schools", "note"): "撤并"}
    )
    (figure,) = examine(read(content), CATALOG, History(), JULY).figures
    assert (figure.sheet, figure.cell, figure.value, figure.note) == ("基本情况", "I4", 6, "撤并")


def test_the_content_is_kept_with_its_digest() -> None:
    content = sound_workbook(CATALOG, "900101", "2025-06")
    reading = read(content)
    assert (reading.content, reading.sha256) == (content, digest(content))


def test_rows_may_be_sorted_and_empty_ones_inserted() -> None:
    def insert(book: Any) -> None:
        sheet = book["基本情况"]
        sheet.insert_rows(3, 2)
        for row in (5, 6):
            sheet[f"J{row}"] = total_formula(f"H{row}", f"I{row}")  # as a spreadsheet program lets it follow

    content = reworked(sound_workbook(CATALOG, "900101", "2025-06"), insert)
    assert figures(read(content)) == sound_figures(CATALOG, "900101")


def test_a_formula_counts_as_what_it_shows() -> None:
    content = edited(sound_workbook(CATALOG, "900101", "2025-06"), {("基本情况", "H3"): "=20+21"})
    rows = read(calculated(content, b"20+21", b"41")).sheets[0].rows
    assert rows[0].figures["urban"].value == 41


@pytest.mark.parametrize("value", [5, None, "不适用"])
def test_the_forms_own_formula_is_worked_out_from_its_parts(value: Any) -> None:
    # A program that writes formulas without results left the total of 5 or nothing or "not applicable" and 60.
    content = edited(sound_workbook(CATALOG, "900101", "2025-06"), {("基本情况", "H3"): value})
    read_figures = figures(read(content))
    assert read_figures.get(("population", "total"), "missing") == {5: 65, None: "missing", "不适用": 60}[value]


def test_another_formula_without_a_result_is_no_total() -> None:
    content = edited(sound_workbook(CATALOG, "900101", "2025-06"), {("基本情况", "J3"): total_formula("H4", "I4")})
    assert isinstance(read(content).sheets[0].rows[0].figures["total"].value, Unreadable)


def test_a_workbook_of_the_earlier_layout_is_still_read() -> None:
    content = reworked(sound_workbook(CATALOG, "900101", "2025-06"), in_earlier_layout)
    assert read(content).sheets[0].rows[0].first == "A3"
    assert figures(read(content)) == sound_figures(CATALOG, "900101")


def test_what_the_quick_reader_swallows_is_found() -> None:
    changes = {("基本情况", "H3"): "=20+20", ("基本情况", "I3"): "#DIV/0!", ("基本情况", "J9"): "=1"}
    rows = read(edited(sound_workbook(CATALOG, "900101", "2025-06"), changes)).sheets[0].rows
    assert rows[0].figures["urban"].value == Unreadable("formula", "=20+20")
    assert rows[0].figures["rural"].value == Unreadable("error", "#DIV/0!")
    assert (rows[-1].code, rows[-1].first, rows[-1].figures["total"].cell) == ("", "L9", "J9")


def test_a_sheet_that_claims_to_be_endless_is_read_to_its_end() -> None:
    content = edited(sound_workbook(CATALOG, "900101", "2025-06"), {("基本情况", "H3"): "=20+20"})
    rows = read(replaced(content, b'ref="A1:L6"', b'ref="A1:XFD1048576"')).sheets[0].rows
    assert rows[0].figures["urban"].value == Unreadable("formula", "=20+20")


def in_earlier_layout(book: Any) -> None:
    """Arrange the columns as they were before: codes first, and totals that somebody typed."""
    for sheet in book.worksheets[1:]:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        for row in sheet.iter_rows(min_row=HEADING_ROW + 1):
            values = dict(zip(COLUMNS, [cell.value for cell in row], strict=True))
            if str(values["total"]).startswith("="):
                values["total"] = values["urban"] + values["rural"]
            for cell, column in zip(row, [*EARLIER, ""], strict=True):
                cell.value = values.get(column)


def calculated(content: bytes, formula: bytes, result: bytes) -> bytes:
    """Put a formula's result into a workbook, as a spreadsheet program does when it saves."""
    # As openpyxl writes an empty result without and with lxml.
    spaced, empty, full = (b"<f>%s</f><v%s" % (formula, end) for end in (b" />", b"></v>", b">%s</v>" % result))
    return replaced(replaced(content, spaced, full), empty, full)


def replaced(content: bytes, old: bytes, new: bytes) -> bytes:
    """Replace bytes inside the members of a workbook."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(buffer, "w") as after:
        for member in before.namelist():
            after.writestr(member, before.read(member).replace(old, new))
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_says_the_same_as_the_workbook(encoding: str) -> None:
    filled = {**sound_figures(CATALOG, "900101"), ("schools", "urban"): None, ("events", "total"): 0.0}
    del filled["visits", "rural"]
    book = read(write_template(CATALOG, "900101", Month("2025-06"), filled={**filled, ("schools", "note"): "撤并"}))
    table = read(as_csv(book, encoding), "东区.csv")
    assert figures(table) == figures(book) == filled
    assert {field: cell.value for field, cell in table.cover.items()} == {
        field: cell.value for field, cell in book.cover.items()
    }


def test_a_csv_figure_stands_where_a_spreadsheet_program_shows_it() -> None:
    text = '# 单位代码,900101,\n\n编码,乡村,城镇,合计\npopulation,,"1,200",\n'
    (cell,) = read(text.encode(), "a.csv").sheets[0].rows[0].figures.values()
    assert (cell.sheet, cell.cell, cell.value) == ("CSV", "C4", 1200)


def test_a_csv_number_may_have_a_sign() -> None:
    text = "编码,城镇,乡村,合计\npopulation,-5,+6,−7\n"
    figures = read(text.encode(), "a.csv").sheets[0].rows[0].figures
    assert [figures[split].value for split in ("urban", "rural", "total")] == [
        -5,
        6,
        "−7",
    ]  # a typographic minus is text


@pytest.mark.parametrize(
    ("content", "name", "rule"),
    [
        (b"", "a.xlsx", "file_empty"),
        (b"", "a.csv", "file_empty"),
        (b"hello", "a.xlsx", "file_not_workbook"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "file_not_workbook"),
        (archive(readme=b"hello"), "a.xlsx", "file_not_workbook"),
        (archive(xl__workbook_xml=b"<workbook/>"), "a.xlsx", "file_not_workbook"),
        (archive(**{"xl__workbook.bin": b""}), "a.xlsb", "file_old_format"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "a.ods", "file_other_kind"),
        (archive(word__document_xml=b"<document/>"), "a.docx", "file_other_kind"),
        (b"%PDF-1.7", "a.xlsx", "file_other_kind"),
        (b"<html><table>", "a.xlsx", "file_other_kind"),
        (COMPOUND, "a.xls", "file_old_format"),
        (COMPOUND, "a.csv", "file_old_format"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "file_encrypted"),
        ("编码,城镇".encode("utf-16"), "a.csv", "file_encoding"),
        ("# 单位代码,900101\n".encode("utf-16-be"), "a.csv", "file_encoding"),  # passes for GB 18030
        ("code,total\n".encode("utf-16-le"), "a.csv", "file_encoding"),  # passes for UTF-8
        (b"a" * 200_000, "a.csv", "file_not_workbook"),
    ],
)
def test_a_file_that_is_no_workbook_says_what_it_is(content: bytes, name: str, rule: str) -> None:
    assert refused(content, name) == rule


def test_a_workbook_with_macros_is_not_opened_whatever_its_name() -> None:
    content = sound_workbook(CATALOG, "900101", "2025-06")
    assert refused(with_member(content, "xl/vbaProject.bin", b"macro")) == "file_macros"
    assert refused(content, "东区.xlsm") == "file_macros"


def test_a_file_over_the_limit_packed_or_unpacked_is_not_opened() -> None:
    content = sound_workbook(CATALOG, "900101", "2025-06")
    assert refused(content) == ""
    assert refused(content, limit_mb=0.01) == "file_too_large"
    bomb = with_member(content, "xl/media/image1.png", bytes(500_000))
    assert refused(bomb, limit_mb=0.02) == "file_unpacks_too_large"


def test_a_file_of_just_the_limit_may_be_read() -> None:
    assert size_refusal("a.csv", b"a" * MEGABYTE, 1) is None
    assert size_refusal("a.csv", b"a" * (MEGABYTE + 1), 1) is not None


def test_a_member_that_lies_about_its_size_is_found() -> None:
    content = with_member(sound_workbook(CATALOG, "900101", "2025-06"), "xl/x.bin", b"a" * 70_000)
    told, true = (70).to_bytes(4, "little"), (70_000).to_bytes(4, "little")
    assert content.count(true) == 2
    assert refused(content.replace(true, told)) == "file_not_workbook"


def test_an_encrypted_archive_is_refused() -> None:
    content = bytearray(sound_workbook(CATALOG, "900101", "2025-06"))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(content)) == "file_encrypted"


def test_a_cell_far_away_is_refused_before_memory_is_laid_out_for_it() -> None:
    content = sound_workbook(CATALOG, "900101", "2025-06")
    assert refused(edited(content, {("基本情况", "XFD1048576"): 1})) == "file_far_cells"


@pytest.mark.parametrize(("cell", "rule"), [("GR5000", ""), ("GS3", "file_far_cells"), ("A5001", "file_far_cells")])
def test_row_5000_and_column_200_are_the_farthest(cell: str, rule: str) -> None:
    assert refused(edited(sound_workbook(CATALOG, "900101", "2025-06"), {("基本情况", cell): 1})) == rule


def test_a_cut_file_is_refused() -> None:
    content = sound_workbook(CATALOG, "900101", "2025-06")
    assert {refused(content[:length]) for length in range(4, len(content) - 1, 997)} == {"file_not_workbook"}


def test_a_file_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    refusal = read_report(tmp_path / "none.xlsx", CATALOG).refusal
    assert refusal
    assert (refusal.rule, refusal.file) == ("file_unreadable", "none.xlsx")
