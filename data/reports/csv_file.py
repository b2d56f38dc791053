"""A month report as CSV (UTF-8 or GB 18030): the cover, a heading, then a row a variable of any theme.

The cover's fields are lines such as `# 单位代码,540121`; the columns are the workbook's, found by their names. A
number may carry thousands separators, as spreadsheet programs write what a cell shows; one comma alone is asked where
decimals may be written. A row with another number of
cells than the heading isn't read: nobody knows which cell is missing.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from xlsxwriter.utility import xl_rowcol_to_cell

from data.catalog.catalog import SPLITS
from data.reports.container import size_refusal
from data.reports.digits import as_typed
from data.reports.form import (
    CODE,
    COLUMNS,
    SAID_AGAIN,
    Cell,
    CellValue,
    Misheading,
    Reading,
    Row,
    Sheet,
    Uneven,
    cover_labels,
    first_of_each,
    headings,
    is_number,
    plain,
)
from data.reports.report import Problem, digest
from data.reports.rules import Rule, Spot, problem
from speech.words import words

SHEET = "CSV"
"""Stands for the sheet's name in problems and figures; rows and columns are those that a spreadsheet program shows."""
NEEDED = ("code", *SPLITS)
ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = {";": "semicolon", "；": "wide_semicolon", "\t": "tab", "，": "wide_comma", "、": "list_comma", "|": "bar"}
"""What else stands between cells, and its name in the wording."""

Lines = list[tuple[int, list[str]]]
"""Lines that aren't empty, with their number counted from 0."""


def read_csv(name: str, content: bytes, limit_mb: float) -> Reading:
    """Read a report from the content of a CSV file; what is wrong with the file is its refusal."""
    if refused := size_refusal(name, content, limit_mb):
        return Reading(name, content, digest(content), refused)
    text = _decode(content)
    if text is None:
        return Reading(name, content, digest(content), problem("file_encoding", Spot(name)))
    lines = _split(name, text)
    refused = lines if isinstance(lines, Problem) else _separator_refusal(name, lines)
    if refused or isinstance(lines, Problem):
        return Reading(name, content, digest(content), refused)
    cover, repeats = first_of_each(_cover(line for line in lines if _is_cover(line[1])))
    sheet = _sheet([line for line in lines if not _is_cover(line[1])], len(lines))
    return Reading(name, content, digest(content), None, cover, (sheet,), True, repeats)


def _decode(content: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text  # UTF-16 may pass for GB 18030
    return None


def _split(name: str, text: str) -> Lines | Problem:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        return [(number, line) for number, line in enumerate(reader) if any(map(plain, line))]
    except csv.Error:
        too_long = len(text) > csv.field_size_limit()
        rule: Rule = "file_not_workbook" if too_long and '"' not in text else "csv_quotes"
        return problem(rule, Spot(name, SHEET), details={"line": reader.line_num})


def _separator_refusal(name: str, lines: Lines) -> Problem | None:
    """Say which sign separates the cells, where a label or the heading's first column has one behind it."""
    known = {*cover_labels(), *headings()}
    for number, line in lines:
        for separator, sign in SEPARATORS.items():
            if separator in line[0] and _label(line[0].partition(separator)[0]) in known:
                spot = Spot(name, SHEET, xl_rowcol_to_cell(number, 0))
                return problem("csv_separator", spot, line[0], {"sign": words(f"checks.separator_{sign}")})
    return None


def _is_cover(line: list[str]) -> bool:
    return plain(line[0]).startswith("#")


def _label(text: str) -> str:
    return plain(text).lstrip("# ")


def _cover(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[str, Cell]]:
    """Give each filled value of the cover; a line has one."""
    labels = cover_labels()
    for number, line in lines:
        for place, text in enumerate(line[1:], start=1):
            if plain(text) and (label := _label(line[0])) in labels:
                yield labels[label], _cell(number, place, text.strip())


def _sheet(lines: Lines, end: int) -> Sheet:
    """Read the heading and the rows after it."""
    if not lines:
        return Sheet(SHEET, (), Misheading(xl_rowcol_to_cell(end, 0), "", words("workbook.heading.code")))
    start, heading = lines[0]
    found = [plain(text) for text in heading]
    names = dict(zip(headings(), COLUMNS, strict=True))
    places, repeats = first_of_each((text, _cell(start, place, text)) for place, text in enumerate(found) if text)
    columns = {names[text]: found.index(text) for text in places if text in names}
    for column in NEEDED:
        if column not in columns:
            expected = words(f"workbook.heading.{column}")
            return Sheet(SHEET, (), Misheading(xl_rowcol_to_cell(start, 0), ",".join(found), expected))
    return Sheet(
        SHEET,
        tuple(_rows(lines[1:], len(found), columns)),
        repeats=repeats,
        strays=tuple(_strays(lines[1:], len(found), columns)),
        unknown=tuple(cell for text, cell in places.items() if text not in names),
        uneven=tuple(_uneven(lines[1:], len(found))),
    )


def _rows(lines: Lines, width: int, columns: Mapping[str, int]) -> Iterator[Row]:
    """Give the rows; one with another number of cells is there, but has no figures."""
    for number, line in lines:
        even = len(line) == width
        places = columns if even else {"code": columns["code"]}
        cells = {
            column: _cell(number, place, _value(column, line[place].strip()))
            for column, place in places.items()
            if place < len(line) and plain(line[place])
        }
        code = plain(str(cells["code"].value)) if "code" in cells else ""
        figures = {split: cells[split] for split in SPLITS if split in cells}
        if code or figures:
            first, total = (xl_rowcol_to_cell(number, columns[column]) for column in ("code", "total"))
            note = str(cells["note"].value) if "note" in cells else ""
            yield Row(code, first, total, figures, note, {name: cells[name] for name in SAID_AGAIN if name in cells})


def _strays(lines: Lines, width: int, columns: Mapping[str, int]) -> Iterator[Cell]:
    """Give the numbers that stand in no column for figures: under no heading, or as a note."""
    given = {place for column, place in columns.items() if column != "note"}
    for number, line in lines:
        for place, text in enumerate(line):
            if len(line) == width and place not in given and is_number(text):
                yield _cell(number, place, plain(text))


def _uneven(lines: Lines, width: int) -> Iterator[Uneven]:
    for number, line in lines:
        if len(line) != width and not _is_remark(line):
            yield Uneven(_cell(number, 0, line[0]), number + 1, len(line), width)


def _is_remark(line: list[str]) -> bool:
    """Tell whether a line is text beside the table, such as a signature: neither code nor number."""
    texts = [plain(text) for text in line]
    return not CODE.fullmatch(texts[0]) and not any(map(is_number, texts))


def _cell(number: int, place: int, value: CellValue) -> Cell:
    return Cell(SHEET, xl_rowcol_to_cell(number, place), value)


def _value(column: str, text: str) -> CellValue:
    number = as_typed(text) if column in SPLITS else None
    return text if number is None else number
