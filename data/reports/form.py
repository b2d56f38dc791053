"""The month report's form: its layout, and a filled one as it stands in its file, not yet judged."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from data.catalog.catalog import SPLITS, Catalog, Variable
from data.catalog.terms import Split
from data.reports.report import Problem
from speech.words import words

COVER_FIELDS = ("plan", "unit_code", "unit_name", "month", "office", "kind", "template_version", "nature")
COVER_ROW = 3
"""The row of the cover's first field, counted from 0. Labels stand in column A, values in column B."""
SAID_AGAIN = ("name", "unit")
"""The columns that say of a row what its code says too."""


HEADING_ROW = 1
FIRST_ROW = 2
MISSING, CONFIRMATION = (0, 3), (0, 7)
"""The cells of a sheet that count what is still empty, and that say whether carried figures were confirmed."""
COLUMNS = (
    "name", "unit", "definition", "period", "last_urban", "last_rural", "last_total",
    "urban", "rural", "total", "note", "code",
)  # fmt: skip
EARLIER = (
    "code", "name", "definition", "unit", "last_urban", "last_rural", "last_total", "urban", "rural", "total", "note",
)  # fmt: skip
LAYOUTS = (COLUMNS, EARLIER)
"""What is written, and what was written before and is still read: a sheet is of one of them by its whole heading."""
STATES = ("stock", "milestone")
"""The kinds of variables that rarely change from month to month."""
SIGNERS = ("filler", "checker", "head", "day")
"""Who signs below the table and when; nothing of that row is read."""
ROUNDING = 0.015
"""How far a total of amounts may be from its parts: three numbers rounded to two decimals."""

CODE = re.compile(r"\w+", re.ASCII)
"""What the codes of variables are made of: a text with anything else was never meant as one."""
_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+%?", re.ASCII)

FigureKey = tuple[str, str]
"""A variable and a split."""
Entries = Mapping[FigureKey, float | None]
"""Figures by variable and split, None where not applicable; a missing figure has no entry."""


@dataclass(frozen=True)
class Unreadable:
    """What a cell shows that has no value: an error such as #DIV/0!, or a formula that was never calculated.

    A number is disguised where its format shows another one, such as thousands of it.
    """

    kind: Literal["error", "formula", "disguised"]
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Percent:
    """A number in a cell that shows it as a percentage: 18.2 where the cell holds 0.182 and shows 18.2 %."""

    number: float

    def __str__(self) -> str:
        return f"{self.number:.13g}%"


CellValue = str | float | bool | date | datetime | time | timedelta | Unreadable | Percent


@dataclass(frozen=True)
class Cell:
    """A filled cell; `cell` is its address, such as F12."""

    sheet: str
    cell: str
    value: CellValue


@dataclass(frozen=True)
class Row:
    """A row of a sheet; `first` and `total` are the addresses of its code and total.

    `figures` has the filled cells of urban, rural and total, `last` those of the month before, `said` those of name
    and unit, which say again what the code says.
    """

    code: str
    first: str
    total: str
    figures: Mapping[Split, Cell]
    note: str
    said: Mapping[str, Cell] = field(default_factory=dict)
    last: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Misheading:
    """A heading that isn't the form's: its cell, what stands there, what was expected."""

    cell: str
    found: str
    expected: str


@dataclass(frozen=True)
class Repeat:
    """A heading, or a field of the cover, that is given twice: `name` is the heading or field."""

    name: str
    first: Cell
    second: Cell


@dataclass(frozen=True)
class Uneven:
    """A line of a CSV file, counted from 1, that hasn't as many cells as the heading."""

    start: Cell
    line: int
    found: int
    expected: int


@dataclass(frozen=True)
class Sheet:
    """A sheet besides the cover. `merged` are the first cells of areas that were merged among its rows.

    `strays` are numbers outside the columns for figures, `unknown` headings that aren't the form's. A sheet that is
    very hidden isn't even in the list of those that a user may show again: programs keep their own things there.
    `confirmation` is the cell that says whether carried figures were confirmed, None where none are carried.
    """

    name: str
    rows: tuple[Row, ...] = ()
    misheading: Misheading | None = None
    merged: tuple[str, ...] = ()
    title: Cell | None = None
    confirmation: Cell | None = None
    repeats: tuple[Repeat, ...] = ()
    strays: tuple[Cell, ...] = ()
    unknown: tuple[Cell, ...] = ()
    uneven: tuple[Uneven, ...] = ()
    empty: bool = False
    hidden: Literal["", "hidden", "very_hidden"] = ""


@dataclass(frozen=True)
class Reading:
    """A file that was read. After a `refusal` nothing else of it is known; `cover` has the fields that are filled.

    Of a field that is filled twice it has the first; `repeats` has both. `strays` are numbers on the cover that are no
    field's value.
    """

    file: str
    content: bytes
    sha256: str
    refusal: Problem | None = None
    cover: Mapping[str, Cell] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    is_csv: bool = False
    repeats: tuple[Repeat, ...] = ()
    strays: tuple[Cell, ...] = ()


def cover_labels() -> dict[str, str]:
    """Map the labels of the cover's fields to the fields."""
    return {words(f"workbook.cover.{field}"): field for field in COVER_FIELDS}


def headings(columns: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """Give the headings of columns."""
    return tuple(words(f"workbook.heading.{column}") for column in columns)


def adds_up(variable: Variable) -> bool:
    """Tell whether a variable's total is the sum of its urban and rural figures; a rate's lies between them."""
    return variable.split == "urban_rural" and variable.number != "rate"


def total_formula(urban: str, rural: str) -> str:
    """Write the formula of a total from the addresses of its parts: empty while one is, as Kesu adds nothing up."""
    parts, nothing = f"{urban}:{rural}", words("workbook.not_applicable")
    return f'=IF(COUNTBLANK({parts})>0,"",IF(COUNT({parts})=0,"{nothing}",SUM({parts})))'


def is_filled(value: CellValue | None) -> bool:
    """Tell whether a cell holds anything: one with spaces or invisible characters alone is empty."""
    return value is not None and (not isinstance(value, str) or bool(plain(value)))


def is_number(value: CellValue) -> bool:
    """Tell whether a cell shows a number, or would after a formula was worked out."""
    if isinstance(value, str):
        return _NUMBER.fullmatch(plain(value)) is not None
    return isinstance(value, float | int | Unreadable | Percent) and not isinstance(value, bool)


def without_noise(number: float) -> float:
    """Take off what binary fractions leave behind, as spreadsheet programs do: 3.0000000000000004 is a 3."""
    return 0.0 if abs(number) < 1e-9 else float(f"{number:.13g}") if abs(number) < 1e12 else float(number)


def plain(text: str) -> str:
    """Write a text without what nobody sees: full width, zero-width characters, spaces at its ends."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf").strip()


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for width and spaces."""
    return "".join(plain(one).split()) == "".join(plain(other).split())


def first_of_each(found: Iterable[tuple[str, Cell]]) -> tuple[dict[str, Cell], tuple[Repeat, ...]]:
    """Tell the first cell of each name from those that come again."""
    firsts: dict[str, Cell] = {}
    repeats = []
    for name, cell in found:
        if firsts.setdefault(name, cell) is not cell:
            repeats.append(Repeat(name, firsts[name], cell))
    return firsts, tuple(repeats)


def variables_of(catalog: Catalog, reporter: str) -> dict[str, Variable]:
    """Give the variables that a reporter reports, in the catalog's order."""
    role = reporter if reporter in catalog.departments else "county"
    return {name: variable for name, variable in catalog.variables.items() if variable.reporter == role}


def theme_sheets(catalog: Catalog) -> dict[str, str]:
    """Map the names of the sheets to the themes that they hold."""
    return {theme.name_zh: name for name, theme in catalog.themes.items()}


def used_splits(variable: Variable) -> tuple[str, ...]:
    """Give the splits that a variable is reported for."""
    return {"urban_rural": SPLITS, "rural": ("rural",), "total": ("total",)}[variable.split]


def highest_step(variable: Variable, catalog: Catalog) -> int:
    """Give the number of steps of the milestone that a variable reports, 0 when it reports none."""
    if variable.kind != "milestone":
        return 0
    indicators = {name for name, item in catalog.indicators.items() if variable.variable in item.numerator}
    return max((step.step for step in catalog.milestones if step.indicator in indicators), default=0)
