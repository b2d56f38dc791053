"""What documents measure by: how wide texts and columns are, how large pictures, and packages without a clock."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefing.brief import Picture
from figures.kit.tables import Table, heading, text_of
from speech.widths import ems

# The same brief gives the same bytes, whenever it is written: copies can then be compared.
WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
EARLIEST = (1980, 1, 1, 0, 0, 0)
LEAST, FAIR, MOST = 2.2, 6, 15  # em of a column: never less; where room is short, at most FAIR; never more
BETWEEN = 1.5  # em between two columns


def timeless(package: bytes) -> bytes:
    """Write an Office package anew without the moment at which its parts were packed."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return stream.getvalue()


def entries_of(table: Table) -> list[list[str]]:
    """Give a table's texts, the headings first."""
    return [[heading(column) for column in table.columns], *([text_of(each) for each in row] for row in table.rows)]


def lines_of(table: Table, room: float) -> list[list[str]]:
    """Give a table's texts for a width in em; a unit goes below its heading where both don't stand side by side."""
    lines = entries_of(table)
    widths = (share * room - BETWEEN for share in shares(lines, room))
    fits = [1.06 * ems(text) <= width for text, width in zip(lines[0], widths, strict=True)]
    heads = [text if whole else text.replace(" (", "\n(") for text, whole in zip(lines[0], fits, strict=True)]
    return [heads, *lines[1:]]


def height(text: str, width: float) -> int:
    """Estimate how many lines a text takes at a width in em; a tenth is lost where words and figures don't break."""
    return sum(max(1, ceil(ems(line) / (0.9 * width))) for line in text.split("\n"))


def breadths(lines: Sequence[Sequence[str]]) -> list[float]:
    """Estimate how broad each column wants to be, in em, with the space beside it; headings wrap between words."""
    words_of_heading = [max((1.06 * ems(word) for word in text.split()), default=0) for text in lines[0]]  # bold
    entries = [max((ems(line[position]) for line in lines[1:]), default=0) for position in range(len(lines[0]))]
    return [min(max(LEAST, *pair), MOST) + BETWEEN for pair in zip(words_of_heading, entries, strict=True)]


def shares(lines: Sequence[Sequence[str]], room: float) -> list[float]:
    """Divide a table's width, `room` em, among its columns; where it is short, the broadest give way."""
    wanted = breadths(lines)
    limits = (MOST - step / 2 for step in range(2 * (MOST - FAIR)))
    fair = ([min(each, limit + BETWEEN) for each in wanted] for limit in limits)
    given = next((each for each in fair if sum(each) <= room), [min(each, FAIR + BETWEEN) for each in wanted])
    return [each / sum(given) for each in given]


def fit(picture: Picture, width: float, height: float) -> tuple[int, int]:
    """Give a picture's width and height in a box, its ratio kept."""
    scale = min(width / picture.width, height / picture.height)
    return round(picture.width * scale), round(picture.height * scale)
