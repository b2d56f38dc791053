"""Numbers in disguise are found as the streaming parser comes by them, however styles and cells are written."""

import zipfile
from io import BytesIO

import pytest

from data.reports.number_formats import disguising_styles
from data.reports.parts import disguises, scan
from data.reports.workbook import read_report
from tests.data.workbooks import CATALOG, packed, parts_of, sound_workbook

SHEET, STYLES, RELATIONS = "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"
SOUND = sound_workbook(CATALOG, "900101", "2025-06")
PERCENT = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>'
"""The second style shows a percentage."""


def styled(cells: bytes, styles: bytes = PERCENT) -> bytes:
    """Give a workbook styles, and row 9 of the first sheet after the cover."""
    row = b'<row r="9">' + cells + b"</row></sheetData>"
    parts = parts_of(SOUND)
    return packed(parts | {SHEET: parts[SHEET].replace(b"</sheetData>", row), STYLES: styles})


def row_9(content: bytes) -> dict[str, str]:
    """Find the disguised cells of the row; what the form's own cells make of the other styles is not asked here."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        seen = disguises(archive, scan(archive))
    assert {sheet for sheet, address in seen if address.endswith("9")} <= {"基本情况"}
    return {address: disguise for (_, address), disguise in seen.items() if address.endswith("9")}


def looks(ids: str, codes: dict[str, str], around: str = "{}") -> bytes:
    """Write a styles part: the number format of each style, and the codes of formats as they stand in XML."""
    formats = "".join(f"<numFmt numFmtId='{number}' formatCode='{code}'/>" for number, code in codes.items())
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in ids.split())
    return f"<s><numFmts>{formats}</numFmts>{around.format(f'<cellXfs>{styles}</cellXfs>')}</s>".encode()


NAMED = (
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>{}<dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs>'
)


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (looks("9 10", {}), {0: "percent", 1: "percent"}),
        (looks("0 2 14 49 170", {}), {}),
        (looks("9", {"9": "0"}), {}),  # spelt out, a built-in format is what it says
        (looks("165 2 164", {"164": "0&#37;", "165": "&quot;7&quot;"}), {0: "disguised", 2: "percent"}),
        (looks("0 164", {}, NAMED), {}),  # neither a named style nor a conditional format is the cell's own
        (b'<x:s xmlns:x="y"><x:cellXfs><x:xf/><x:xf numFmtId="9"/></x:cellXfs></x:s>', {1: "percent"}),
        (looks("9", {})[:-1], {}),
        (b"", {}),
    ],
)
def test_a_style_disguises_as_its_format_says(styles: bytes, expected: dict[int, str]) -> None:
    assert disguising_styles(styles) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (b'<c r="H9" s="1"><v>0.2</v></c>', {"H9": "percent"}),
        (b"<c r = 'h9'\n s='1' t='n'><v>0.2</v></c>", {"H9": "percent"}),
        (b'<x:c xmlns:x="y" r="H9" s="1"><x:v>0.2</x:v></x:c>', {"H9": "percent"}),
        (b'<c s="1"><v>0.2</v></c>', {"A9": "percent"}),
        (b'<c r="H9" s="1"><f>1/5</f><v>0.2</v></c>', {"H9": "percent"}),
        (b'<c r="H9"><v>0.2</v></c>', {}),
        (b'<c r="H9" s="2"><v>0.2</v></c>', {}),
        (b'<c r="H9" s="1"/>', {}),
        (b'<c r="H9" s="1"><f>1/5</f></c>', {}),
        (b'<c r="H9" s="1" t="str"><v>0.2</v></c>', {}),
        (b'<c r="H9" s="1" t="b"><v>1</v></c>', {}),
        (b'<c r="H9" s="1" t="e"><v>#N/A</v></c>', {}),
    ],
)
def test_a_cell_with_a_number_is_disguised_by_its_style(cell: bytes, expected: dict[str, str]) -> None:
    assert row_9(styled(cell)) == expected


def test_a_cell_that_names_no_style_has_the_first() -> None:
    assert row_9(styled(b'<c r="H9"><v>0.2</v></c>', PERCENT.replace(b'"0"', b'"10"'))) == {"H9": "percent"}


def moved(content: bytes, name: str, target: str = "") -> bytes:
    """Put the styles into a part of another name; `target` is how the workbook names it."""
    parts = parts_of(content)
    parts[name] = parts.pop(STYLES)
    relation = f'Target="{target or "/" + name}"'.encode()
    return packed(parts | {RELATIONS: parts[RELATIONS].replace(b'Target="styles.xml"', relation)})


@pytest.mark.parametrize("target", ["looks/s.xml", "/xl/looks/s.xml", "xl/looks/s.xml", "../XL/Looks/S.xml"])
def test_the_styles_are_those_of_the_part_that_the_workbook_names(target: str) -> None:
    content = styled(b'<c r="H9" s="1"><v>0.2</v></c>')
    assert row_9(moved(content, "xl/looks/s.xml", target)) == {"H9": "percent"}


@pytest.mark.parametrize(
    ("name", "styles", "told"),
    [
        ("xl/styles.xml", b"<styleSheet/>", 0.2),
        ("xl/styles.xml", PERCENT[:-20], "file_not_workbook"),  # the quick reader needs it whole
        ("xl/styles.xml", b"<!DOCTYPE a>" + PERCENT, "file_not_workbook"),
        ("xl/other.xml", PERCENT[:-20], 0.2),
    ],
)
def test_a_number_whose_format_nobody_knows_is_what_its_cell_holds(name: str, styles: bytes, told: object) -> None:
    content = moved(styled(b'<c r="A9" t="str"><v>schools</v></c><c r="H9" s="1"><v>0.2</v></c>', styles), name)
    reading = read_report(("东区.xlsx", content), CATALOG)
    assert (reading.refusal.rule if reading.refusal else reading.sheets[0].rows[-1].figures["urban"].value) == told


def test_without_styles_a_number_is_what_its_cell_holds() -> None:
    parts = parts_of(styled(b'<c r="H9" s="1"><v>0.2</v></c>'))
    unnamed = parts | {RELATIONS: parts[RELATIONS].replace(b"relationships/styles", b"relationships/stiles")}
    missing = {name: part for name, part in parts.items() if name != STYLES}
    assert [row_9(packed(each)) for each in (parts, unnamed, missing)] == [{"H9": "percent"}, {}, {}]
