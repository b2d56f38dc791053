"""A thousand broken files, the same on every run: each is read or refused, none aborts, hangs or swells."""

import random
import re
import zipfile
from io import BytesIO
from pathlib import Path

from data.reports.apart import LIMITS, Reader
from data.reports.case import History
from data.reports.examination import examine
from data.reports.form import Reading
from data.reports.workbook import read_report
from tests.data.workbooks import CATALOG, JULY, as_csv, edited, sound_workbook

FILES = 1_000
BOOK = edited(sound_workbook(CATALOG, "900101", "2025-06"), {("基本情况", "H3"): "=20+20", ("科普服务", "I4"): "#N/A"})
TABLE = as_csv(read_report(("东区.xlsx", sound_workbook(CATALOG, "900101", "2025-06")), CATALOG))
SHEETS = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml")
PARTS = (*SHEETS, *SHEETS, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")
PIECES = (
    b"<", b">", b"&#0;", b"&amp;", b"<!DOCTYPE a>", b"<c r='XFD1048576'><v>1</v></c>", b"\0", b"\xff\xfe", b"<f>A1</f>",
    b",", b'"', b"\r\n", "，".encode(), b"<v/>", b"</row>", b"<mergeCell ref='A1:XFD1048576'/>",
)  # fmt: skip
VALUE = re.compile(rb"""(?<=[>",\n])[^<>",\r\n]+(?=[<",\r])""")
WORDS = (
    b"1048576", b"XFD1048576", b"H5000", b"XFD1", b"-1", b"0", b"7", b"1e999", b"NaN", b"99999999999999999999", b"s",
    b"e", b"d", b"b", b"inlineStr", b"2025-06", b"900101", b"population", b"",
)  # fmt: skip


def reworded(draw: random.Random, content: bytes) -> bytes:
    """Put something else in the place of some texts and attributes: it is still a workbook, and says another thing."""
    for _ in range(draw.randint(1, 6)):
        places = [match.span() for match in VALUE.finditer(content)]
        start, end = draw.choice(places)
        content = content[:start] + draw.choice(WORDS) + content[end:]
    return content


def mutated(draw: random.Random, content: bytes) -> bytes:
    """Overwrite, insert, drop or double something at one to four places."""
    for _ in range(draw.randint(1, 4)):
        start = draw.randrange(len(content) + 1)
        end = min(len(content), start + draw.choice((0, 1, 2, 8, 64, 512)))
        middle = draw.choice((b"", draw.choice(PIECES), draw.randbytes(end - start), 2 * content[start:end]))
        content = content[:start] + middle + content[end:]
    return content


def with_mutated_part(draw: random.Random) -> bytes:
    chosen, change, buffer = draw.choice(PARTS), draw.choice((mutated, reworded, reworded)), BytesIO()
    with zipfile.ZipFile(BytesIO(BOOK)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, change(draw, part) if name == chosen else part)
    return buffer.getvalue()


def a_file(draw: random.Random) -> tuple[str, bytes]:
    kind = draw.randrange(10)
    if kind < 2:
        return "东区.csv", draw.choice((mutated, reworded))(draw, TABLE)
    return "东区.xlsx", mutated(draw, BOOK) if kind < 4 else with_mutated_part(draw)


def told(reading: Reading) -> str:
    """Say what an intake would: the refusal, rejected, or sound."""
    if reading.refusal:
        return reading.refusal.rule
    return "rejected" if examine(reading, CATALOG, History(), JULY).errors else "sound"


def peak_kb(process: int) -> int:
    """The most memory that a living process has held, in kB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


def test_a_thousand_broken_files_are_each_read_or_refused() -> None:
    draw = random.Random(540_100)
    with Reader() as reader:
        found = [told(reader.read(a_file(draw), CATALOG.plan.file_limit_mb)) for _ in range(FILES)]
        assert reader._child is not None
        peak = peak_kb(reader._child._process.pid)
    assert {"rejected", "sound", "file_not_workbook", "file_far_cells"} <= set(found)
    assert found.count("rejected") + found.count("sound") > FILES / 4, "most files break before a cell is read"
    assert {"file_takes_too_long", "file_breaks_reader"}.isdisjoint(found)
    assert 0 < peak < LIMITS.memory_mb * 1024
