"""What people and programs add to a workbook, or break beside its cells, changes no figure and is no problem."""

import re
from collections.abc import Callable

import pytest

from tests.data.workbooks import CATALOG, checked, found, packed, parts_of, sound_workbook

Change = Callable[[dict[str, bytes]], dict[str, bytes]]

SOUND = sound_workbook(CATALOG, "900101", "2025-06")
BOOK, STYLES, TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
SHEET, ITS_RELATIONS = "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels"
RELATIONS, THEME, CORE = "xl/_rels/workbook.xml.rels", "xl/theme/theme1.xml", "docProps/core.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PICTURE = bytes.fromhex("89504e470d0a1a0a") + b"<c r='XFD1048576'><v>1</v></c>"
SVG = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>'


def put(name: str, part: str | bytes) -> Change:
    return lambda parts: {**parts, name: part.encode() if isinstance(part, str) else part}


def drop(name: str) -> Change:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert name in parts
        return {each: part for each, part in parts.items() if each != name}

    return change


def swap(name: str, pattern: str, new: str) -> Change:
    """Replace a pattern wherever it stands in a part, in all parts when the name is ""."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        done = {
            each: re.sub(pattern.encode(), new.encode(), part) if name in ("", each) else part
            for each, part in parts.items()
        }
        assert done != parts
        return done

    return change


def end(name: str, text: str) -> Change:
    """Add something at the end of a part's root."""
    return swap(name, r"(</\w+>)\s*\Z", text + r"\1")


def related(kind: str, target: str) -> Change:
    """Let the sheet name another part by a relation."""
    return put(ITS_RELATIONS, f"<Relationships>{relation('rId1', kind, target)}</Relationships>")


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'


NOTE = """<comments><authors><author>1</author></authors><commentList>
    <comment ref="H3" authorId="0"><text><r><t>41</t></r></text></comment></commentList></comments>"""
THREAD = """<ThreadedComments>
    <threadedComment ref="H3" personId="{1}" id="{2}"><text>41</text></threadedComment></ThreadedComments>"""
DRAWN = '<xdr:wsDr xmlns:xdr="x"><xdr:oneCellAnchor><xdr:row>2</xdr:row></xdr:oneCellAnchor></xdr:wsDr>'
LINKED = """<externalLink><externalBook><sheetDataSet><sheetData sheetId="0"><row r="9999">
    <cell r="A9999" t="e"><v>#REF!</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"""
LINKS = '<externalReferences><externalReference r:id="rId9"/></externalReferences>'
CUSTOM = '<Properties><property pid="2" name="c"><vt:lpwstr xmlns:vt="v">#DIV/0!</vt:lpwstr></property></Properties>'
NAMES = """<definedName name="a">#REF!</definedName><definedName name="b" localSheetId="99">#NAME?</definedName>
    <definedName name="1 c"/>"""
ALTERNATIVE = """<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x15">
    <x15ac:absPath xmlns:x15ac="a" url="D:/1/"/></mc:Choice></mc:AlternateContent>"""
EXTENDED = """<extLst><ext uri="{1}"><x14:conditionalFormattings xmlns:x14="x"><xm:f xmlns:xm="y">H3=41</xm:f>
    <x14:id>7</x14:id></x14:conditionalFormattings></ext></extLst>"""
STRIPES = """<fill><patternFill patternType="darkDown"/></fill>
    <fill><gradientFill degree="90"><stop position="0"/></gradientFill></fill>"""
RUNS = (
    '<r><rPr><b/><rFont val="宋体"/></rPr><t xml:space="preserve">常住</t></r><r><t>人口</t></r>'
    '<rPh sb="0" eb="2"><t>じょうじゅう</t></rPh><phoneticPr fontId="1"/>'
)
NAME = "<t>常住人口</t>"

TOLERATED: dict[str, tuple[Change, ...]] = {
    "striped and shaded fills": (
        swap(STYLES, "</fills>", STRIPES + "</fills>"),
        swap(STYLES, "</cellXfs>", '<xf numFmtId="166" fillId="6"/><xf numFmtId="166" fillId="7"/></cellXfs>'),
        swap(SHEET, '(r="H3" s=)"14"', r'\1"22"'),
        swap(SHEET, '(r="I3" s=)"14"', r'\1"23"'),
    ),
    "notes": (
        related("comments", "../comments1.xml"),
        end(SHEET, '<legacyDrawing r:id="rId1"/>'),
        put("xl/comments1.xml", NOTE),
    ),
    "the shapes of notes, no sound XML": (put("xl/drawings/vmlDrawing1.vml", "<xml><v:shape>1<br></v:shape></xml>"),),
    "threaded comments": (
        related("threadedComment", "../threadedComments/threadedComment1.xml"),
        put("xl/threadedComments/threadedComment1.xml", THREAD),
        put("xl/persons/person.xml", '<personList><person displayName="7" id="{1}"/></personList>'),
    ),
    "a picture": (
        related("drawing", "../drawings/drawing1.xml"),
        end(SHEET, '<drawing r:id="rId1"/>'),
        put("xl/drawings/drawing1.xml", DRAWN),
        put("xl/media/image1.png", PICTURE),
    ),
    "a drawing as SVG with a document type": (put("xl/media/image1.svg", SVG),),
    "an exotic font": (swap(STYLES, "Microsoft YaHei", "方正小标宋_GBK &amp; 1%"), swap(STYLES, '<sz val="10"/>', "")),
    "no theme": (drop(THEME),),
    "a theme cut off": (put(THEME, '<a:theme xmlns:a="a"><a:themeElements>'),),
    "a theme that is no XML": (put(THEME, b"\0\xff"),),
    "no properties": (drop(CORE), drop("docProps/app.xml")),
    "damaged properties": (put(CORE, "<cp:coreProperties"), put("docProps/app.xml", b"\xff\xfe\0")),
    "exotic properties": (put("docProps/custom.xml", CUSTOM), swap(CORE, "2025-06-01T00:00:00Z", "gestern")),
    "no chain of calculation": (
        end(RELATIONS, relation("rId9", "calcChain", "calcChain.xml")),
        end("[Content_Types].xml", '<Override PartName="/xl/calcChain.xml" ContentType="x"/>'),
    ),
    "defined names with errors": (swap(BOOK, "</definedNames>", NAMES + "</definedNames>"),),
    "links to other workbooks": (
        put("xl/externalLinks/externalLink1.xml", LINKED),
        end(RELATIONS, relation("rId9", "externalLink", "externalLinks/externalLink1.xml")),
        swap(BOOK, "<definedNames>", LINKS + "<definedNames>"),
    ),
    "conditional formats of a foreign kind": (swap(SHEET, 'type="expression"', 'type="sparkle"'),),
    "settings of a printer": (
        related("printerSettings", "../printerSettings/printerSettings1.bin"),
        swap(SHEET, "<pageSetup ", '<pageSetup r:id="rId1" '),
        put("xl/printerSettings/printerSettings1.bin", PICTURE),
    ),
    "extensions": (end(SHEET, EXTENDED), end(STYLES, EXTENDED), end(BOOK, EXTENDED)),
    "no dimension": (swap(SHEET, '<dimension ref="A1:L6"/>', ""),),
    "a dimension of one cell": (swap(SHEET, "A1:L6", "A1"),),
    "a dimension without end": (swap(SHEET, "A1:L6", "A1:XFD1048576"),),
    "content for other versions": (swap(BOOK, "<bookViews>", ALTERNATIVE + "<bookViews>"),),
    "the strict kind": (
        swap("", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        swap("", OFFICE, "http://purl.oclc.org/ooxml/officeDocument"),
    ),
    "spaces that count": (
        swap(SHEET, "<worksheet ", '<worksheet xml:space="preserve" '),
        swap(TEXTS, "<t>", '<t xml:space="preserve">'),
        swap(SHEET, "<v>", '<v xml:space="preserve">'),
    ),
    "lines between the elements": (swap(SHEET, r"(<(?:row|c|v)\b|</row>|</c>)", r"\n  \1"),),
    "a text in runs with its pronunciation": (swap(TEXTS, NAME, RUNS),),
    "a text in runs in its cell": (
        swap(SHEET, r'(r="A3" s="\d+") t="s"><v>\d+</v>', rf'\1 t="inlineStr"><is>{RUNS}</is>'),
    ),
    "a text with a pronunciation of its own": (swap(TEXTS, NAME, NAME + '<rPh sb="0" eb="1"><t>1</t></rPh>'),),
}


@pytest.mark.parametrize("name", TOLERATED)
def test_a_sound_workbook_stays_sound(name: str) -> None:
    parts, before = parts_of(SOUND), checked(SOUND)
    for change in TOLERATED[name]:
        parts = change(parts)
    after = checked(packed(parts))
    assert (found(after), after.reporter, after.month) == ([], "900101", "2025-06")
    assert after.figures == before.figures
