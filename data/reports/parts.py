"""The parts of a workbook's archive, seen by a streaming parser before a library lays out memory for them."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from data.reports.form import Unreadable
from data.reports.number_formats import Disguise, Disguising, disguising_styles

FARTHEST_ROW, FARTHEST_COLUMN = 5_000, 200
"""A reader lays out the whole rectangle up to the farthest filled cell, so a lone cell at XFD1048576 takes 400 GB."""
STRINGS = "sst"
"""The root of the part that may hold a million texts and holds no cell."""

_CHUNK = 64 * 1024
_DRAWING = ".svg"
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

Hidden = Mapping[tuple[str, str], Unreadable]
"""Cells that look empty to the quick reader and aren't, by sheet and address: errors, formulas without a result."""
Disguises = Mapping[tuple[str, str], Disguise]
"""Cells that show another number than they hold, by sheet and address."""


class DamagedError(ValueError):
    """A part isn't what a spreadsheet program writes."""


class DocumentTypeError(DamagedError):
    """A part declares a document type, which may declare entities."""


@dataclass(frozen=True)
class Part:
    """What was seen in a part: a filled cell too far to be read, cells without a value, numbers in disguise.

    Of a damaged part, which isn't XML to its end, this is known up to the damage.
    """

    goes_far: bool
    damaged: bool
    hidden: Mapping[str, Unreadable]
    disguised: Mapping[str, Disguise]


def scan(archive: zipfile.ZipFile) -> dict[str, Part]:
    """See through every part, as a sheet may hide under any name; a part larger than it declares raises BadZipFile.

    Raises:
        DamagedError: two parts have one name, or a part has a cell nowhere or declares a document type, which drawings
            may.
    """
    names = [member.filename.lower() for member in archive.infolist()]
    if len(set(names)) < len(names):
        raise DamagedError("two parts have one name")
    disguising, found = _disguising(archive), {}
    for name, member in zip(names, archive.infolist(), strict=True):
        with archive.open(member) as stream:
            found[name] = _scan_part(stream, name, disguising)
    return found


def hidden_values(archive: zipfile.ZipFile, parts: Mapping[str, Part]) -> Hidden:
    """Say in which sheets the cells are that look empty and aren't.

    Raises:
        DamagedError: they stand in a part that belongs to no sheet, or a sheet's part is damaged.
    """
    sheets = _sheet_parts(archive)
    if damaged := [sheet for sheet, name in sheets.items() if name in parts and parts[name].damaged]:
        raise DamagedError(f"no XML: {damaged}")
    if lost := {name for name, part in parts.items() if part.hidden} - set(sheets.values()):
        raise DamagedError(f"no sheet's part: {lost}")
    return {
        (sheet, address): value
        for sheet, name in sheets.items()
        if name in parts
        for address, value in parts[name].hidden.items()
    }


def disguises(archive: zipfile.ZipFile, parts: Mapping[str, Part]) -> Disguises:
    """Say in which sheets the cells are that show another number than they hold."""
    if not any(part.disguised for part in parts.values()):
        return {}
    return {
        (sheet, address): disguise
        for sheet, name in _sheet_parts(archive).items()
        if name in parts
        for address, disguise in parts[name].disguised.items()
    }


def _scan_part(stream: IO[bytes], name: str, disguising: Disguising) -> Part:
    """Read a part to its end; what is no XML of a spreadsheet program, as a picture, ends the parsing alone."""
    cells, damaged = _Cells(disguising), False
    try:
        while chunk := stream.read(_CHUNK):
            cells.parser.Parse(chunk)
        cells.parser.Parse(b"", True)
    except (expat.ExpatError, DocumentTypeError) as error:
        if isinstance(error, DocumentTypeError) and not name.endswith(_DRAWING):
            raise
        damaged = True
        while stream.read(_CHUNK):
            pass
    return Part(cells.goes_far, damaged, cells.hidden, cells.disguised)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Map the names of sheets to their parts, which relations of the workbook name."""
    relations = {each.get("Id", ""): each for each in _elements(archive, _RELATIONS, "Relationship")}
    found = {}
    for each in _elements(archive, _BOOK, "sheet"):
        relation = next((value for name, value in each.items() if name.endswith(":id")), "")
        found[each.get("name", "")] = _target(relations.get(relation, {}))
    return found


def _disguising(archive: zipfile.ZipFile) -> Disguising:
    """Read the styles of the part that the workbook's relations name; without one, programs show plain numbers."""
    relations = _elements(archive, _RELATIONS, "Relationship")
    named = {_target(each) for each in relations if each.get("Type", "").endswith("/styles")}
    part = next((member for member in archive.infolist() if member.filename.lower() in named), None)
    return disguising_styles(archive.read(part)) if part else {}


def _target(relation: Mapping[str, str]) -> str:
    """Give the part that a relation of the workbook leads to, in small letters as programs compare them."""
    target = relation.get("Target", "")
    base = "" if target.startswith(("/", "xl/")) else "xl"
    return posixpath.normpath(posixpath.join(base, target.lstrip("/"))).lower()


def _elements(archive: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    """Give the attributes of a part's elements of one name, whatever its prefix."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(archive.read(part), True)
    except (expat.ExpatError, KeyError):
        raise DamagedError(f"no XML: {part}") from None
    return found


def _refuse(*_: object) -> None:
    raise DocumentTypeError


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Cells:
    """Follows the cells of a sheet's part as the parser comes by them."""

    def __init__(self, disguising: Disguising) -> None:
        self.goes_far = False
        self.hidden: dict[str, Unreadable] = {}
        self.disguised: dict[str, Disguise] = {}
        self._disguising = disguising
        self._inside = self._filled = False
        self._row = self._column = 0
        self._kind = self._style = ""
        self._texts: dict[str, list[str]] = {}
        self._text: list[str] | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.StartElementHandler = self._root

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        self.parser.StartElementHandler = None
        if _local(name) != STRINGS:
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._end
            self.parser.CharacterDataHandler = self._read
            self._start(name, attributes)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "sheetData":
            self._inside = True
        elif not self._inside:
            return
        elif local == "row":
            self._row = _row_number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif local == "c":
            self._open(attributes)
        else:
            self._filled = True
            self._text = self._texts.setdefault(local, [])

    def _read(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        local = _local(name)
        self._text = None
        if local == "sheetData":
            self._inside = False
        elif local == "c" and self._inside:
            self._close()

    def _open(self, attributes: dict[str, str]) -> None:
        """Begin a cell; one without an address stands beside the cell before it."""
        self._column += 1
        if address := attributes.get("r"):
            self._row, self._column = _place(address)
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._texts, self._filled = {}, False

    def _close(self) -> None:
        """Judge a cell that holds anything; one that is only styled takes no place."""
        if not self._filled or self.goes_far:  # of a part that goes far nothing else is asked
            return
        self.goes_far = self._row > FARTHEST_ROW or self._column > FARTHEST_COLUMN
        value = "".join(self._texts.get("v", ())).strip()
        if self._kind == "e":
            self.hidden[self._address()] = Unreadable("error", value)
        elif "f" in self._texts and not value and not (self._kind == "str" and "v" in self._texts):
            self.hidden[self._address()] = Unreadable("formula", "=" + "".join(self._texts["f"]))
        elif value and self._kind == "n" and (disguise := self._disguise()):
            self.disguised[self._address()] = disguise

    def _disguise(self) -> Disguise | None:
        return self._disguising.get(int(self._style)) if self._disguising else None

    def _address(self) -> str:
        address: str = xl_rowcol_to_cell(self._row - 1, self._column - 1)
        return address


def _place(address: str) -> tuple[int, int]:
    """Give row and column, counted from 1."""
    if not _ADDRESS.fullmatch(address.upper()):
        raise DamagedError(f"no address of a cell: {address}")
    row, column = xl_cell_to_rowcol(address.upper())
    return row + 1, column + 1


def _row_number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise DamagedError(f"no number of a row: {text}")
    return int(text)
