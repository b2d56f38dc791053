"""From a plan's files to typed rows that know where they stand, and to the problems found on the way."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from data.catalog.cells import Column, Mismatch, Table
from data.catalog.entries import Bands, Method, Plan, Scoring
from data.catalog.files import PLAN_DEFAULTS, PLAN_FILE, PLAN_KEYS, TABLES
from speech.mistakes import Mistake
from speech.words import words

Row = TypeVar("Row")
Cells = tuple[tuple[int, Mapping[str, str]], ...]  # of each row: its number, and its cells by column


@dataclass(frozen=True, order=True)
class CatalogProblem:
    """Something wrong in a plan's folder; `row` is the spreadsheet's (the header is 1), 0 for a whole file."""

    file: str
    row: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Say it in a sentence."""
        sentence = "catalog.at_cell" if self.row else "catalog.at_file"
        return words(sentence, **vars(self))


class CatalogError(Mistake):
    """A plan's folder with problems: all of them, in the order of file, row and column."""

    def __init__(self, folder: Path, problems: Iterable[CatalogProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        heading = words("catalog.heading", folder=folder, count=len(self.problems))
        super().__init__("\n".join([heading, *(f"  {problem}" for problem in self.problems)]))


@dataclass(frozen=True)
class Line(Generic[Row]):
    """A row's object and the spreadsheet row it stands in."""

    row: int
    item: Row


@dataclass(frozen=True)
class Sheet:
    """A file as read: the cells of every row, and an object for each row whose cells are all in order.

    `whole` says that the file is there with the columns it should have.
    """

    table: Table[Any]
    cells: Cells
    lines: tuple[Line[Any], ...]
    whole: bool

    def words(self, column: str) -> frozenset[str]:
        """Collect what stands in a column, in rows with mistakes too."""
        return frozenset(cells[column] for _, cells in self.cells)

    def ids(self) -> frozenset[str]:
        """Collect the ids of the rows, in rows with mistakes too."""
        return self.words(self.table.key[0])


class Sheets:
    """The files of a folder by table."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = sheets

    def sheet(self, table: Table[Any]) -> Sheet:
        """Give a table's sheet."""
        return self._sheets[table.name]

    def named(self, name: str) -> Sheet:
        """Give the sheet of a table's name."""
        return self._sheets[name]

    def lines(self, table: Table[Row]) -> tuple[Line[Row], ...]:
        """Give a table's rows."""
        return self._sheets[table.name].lines

    def items(self, table: Table[Row]) -> tuple[Row, ...]:
        """Give a table's objects."""
        return tuple(line.item for line in self.lines(table))

    def groups(self, table: Table[Row], *columns: str) -> tuple[list[Line[Row]], ...]:
        """Gather the rows that have the same words in the columns, without the groups in which a row has mistakes.

        What must hold for a group as a whole can't be told of a part of it.
        """
        members: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row, cells in self.sheet(table).cells:
            members[tuple(cells[column] for column in columns)].append(row)
        lines = {line.row: line for line in self.lines(table)}
        return tuple([lines[row] for row in rows] for rows in members.values() if lines.keys() >= set(rows))

    def problem(self, table: Table[Any], row: int, column: str, expected: str) -> CatalogProblem:
        """Make a problem of a cell, with what was found in it."""
        found = next((cells.get(column, "") for number, cells in self.sheet(table).cells if number == row), "")
        return CatalogProblem(table.file, row, column, found, expected)


def read_sheets(folder: Path, problems: list[CatalogProblem]) -> Sheets:
    """Read every CSV file of the folder; what is wrong with files, columns, cells and keys joins the problems."""
    return Sheets({table.name: _sheet(folder / table.file, table, problems) for table in TABLES})


def read_plan(folder: Path, problems: list[CatalogProblem]) -> Plan | None:
    """Read plan.yaml; None where it has problems."""
    try:
        written = _plan_cells(folder / PLAN_FILE, problems)
    except FileNotFoundError:
        problems.append(CatalogProblem(PLAN_FILE, 0, "", "", words("catalog.file_missing")))
        return None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(CatalogProblem(PLAN_FILE, 0, "", " ".join(str(error).split()), words("catalog.yaml")))
        return None
    found = {key: (0, cell) for key, cell in PLAN_DEFAULTS.items()} | written
    before = len(problems)
    problems += [CatalogProblem(PLAN_FILE, 0, key, "", words("catalog.key")) for key in PLAN_KEYS.keys() - found]
    problems += [
        CatalogProblem(PLAN_FILE, row, key, cell, words("catalog.no_such_key"))
        for key, (row, cell) in found.items()
        if key not in PLAN_KEYS
    ]
    values = {
        key: _parsed(Column(PLAN_KEYS[key]), PLAN_FILE, row, key, cell, problems)
        for key, (row, cell) in found.items()
        if key in PLAN_KEYS
    }
    return None if len(problems) > before else _plan(values)


def _plan(values: Mapping[str, Any]) -> Plan:
    own = {key: value for key, value in values.items() if "." not in key}
    parts = {"scoring": Scoring, "bands": Bands, "method": Method}
    return Plan(**own, **{name: part(**_below(f"{name}.", values)) for name, part in parts.items()})


def _below(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key.removeprefix(prefix).replace(".", "_"): value for key, value in values.items() if key.startswith(prefix)
    }


def _plan_cells(file: Path, problems: list[CatalogProblem]) -> dict[str, tuple[int, str]]:
    """Flatten the YAML to dotted keys with line and text, so that its values are read as cells are."""
    node = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    cells: dict[str, tuple[int, str]] = {}
    for key, row, cell in _flat("", node):
        if key in cells:
            problems.append(CatalogProblem(PLAN_FILE, row, key, cell, words("catalog.twice", row=cells[key][0])))
        cells.setdefault(key, (row, cell))
    return cells


def _flat(key: str, node: Any) -> Iterator[tuple[str, int, str]]:
    if isinstance(node, yaml.MappingNode):
        for name, inner in node.value:
            yield from _flat(f"{key}.{name.value}".lstrip("."), inner)
    elif isinstance(node, yaml.SequenceNode):
        yield key, node.start_mark.line + 1, " ".join(str(part.value) for part in node.value)
    elif node is not None:
        yield key, node.start_mark.line + 1, node.value


def _sheet(file: Path, table: Table[Any], problems: list[CatalogProblem]) -> Sheet:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            header, *records = list(csv.reader(stream, strict=True)) or [[]]
    except FileNotFoundError:
        return _unreadable(table, "", words("catalog.file_missing"), problems)
    except (UnicodeDecodeError, csv.Error) as error:
        return _unreadable(table, str(error), words("catalog.csv"), problems)
    if not _check_header(table, header, problems):
        return Sheet(table, (), (), False)
    numbered = [(row, record) for row, record in enumerate(records, start=2) if any(record)]
    uneven = {row: len(record) for row, record in numbered if len(record) != len(header)}
    expected = words("catalog.cells", count=len(header))
    problems += [CatalogProblem(table.file, row, "", str(count), expected) for row, count in uneven.items()]
    cells = tuple((row, dict.fromkeys(table.columns, "") | _record(header, record)) for row, record in numbered)
    even = tuple((row, record) for row, record in cells if row not in uneven)
    _check_keys(table, even, problems)
    return Sheet(table, cells, tuple(_lines(table, even, problems)), True)


def _unreadable(table: Table[Any], found: str, expected: str, problems: list[CatalogProblem]) -> Sheet:
    problems.append(CatalogProblem(table.file, 0, "", found, expected))
    return Sheet(table, (), (), False)


def _check_header(table: Table[Any], header: list[str], problems: list[CatalogProblem]) -> bool:
    missing = [name for name, column in table.columns.items() if name not in header and not column.may_lack]
    unknown = [column for place, column in enumerate(header) if column not in table.columns or column in header[:place]]
    problems += [CatalogProblem(table.file, 1, column, "", words("catalog.column")) for column in missing]
    expected = words("catalog.columns", columns=",".join(table.columns))
    problems += [CatalogProblem(table.file, 1, column, column, expected) for column in unknown]
    return not missing and not unknown


def _record(header: list[str], record: list[str]) -> dict[str, str]:
    """Name the cells; where there are too few or too many, only the first can be trusted to be in its column."""
    trusted = record if len(record) == len(header) else [record[0], *[""] * (len(header) - 1)]
    return dict(zip(header, (cell.strip() for cell in trusted), strict=True))


def _check_keys(table: Table[Any], cells: Cells, problems: list[CatalogProblem]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row, record in cells:
        key = tuple(record[column] for column in table.key)
        if key in first:
            expected = words("catalog.twice", row=first[key])
            problems.append(CatalogProblem(table.file, row, table.key[-1], " ".join(key), expected))
        first.setdefault(key, row)


def _lines(table: Table[Any], cells: Cells, problems: list[CatalogProblem]) -> Iterator[Line[Any]]:
    for row, record in cells:
        before = len(problems)
        values = {
            name: _parsed(column, table.file, row, name, record[name], problems)
            for name, column in table.columns.items()
        }
        if len(problems) == before:
            yield Line(row, table.row(**values, **table.rest))


def _parsed(column: Column, file: str, row: int, name: str, cell: str, problems: list[CatalogProblem]) -> Any:
    try:
        return column.parse(cell)
    except Mismatch as mismatch:
        problems.append(CatalogProblem(file, row, name, cell, str(mismatch)))
        return None
