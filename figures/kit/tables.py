"""The table behind a picture: the same figures as rows, with what they are, to be read, sorted and taken along."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Cell:
    """A figure with the text that shows it; `value` is None where the text says why there is none.

    `figure` names a judged value ("indicator|place|month|split"), so that it can be followed to its reports.
    """

    value: float | None
    text: str
    figure: str = ""


Entry: TypeAlias = str | Cell


@dataclass(frozen=True)
class Column:
    """A column with its unit; `decimals` None is a column of words. A pinned one stays when the others scroll."""

    key: str
    title: str
    unit: str = ""
    decimals: int | None = None
    pinned: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of entries, one a column. Choosing a row writes its code into the URL under the key `chooses`."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Entry, ...], ...]
    chooses: str = ""
    codes: tuple[str, ...] = ()


def text_of(entry: Entry) -> str:
    """Give an entry as it is read."""
    return entry.text if isinstance(entry, Cell) else entry


def heading(column: Column) -> str:
    """Give a column's title with its unit."""
    return f"{column.title} ({column.unit})" if column.unit else column.title


def number_format(decimals: int | None) -> str:
    """Give a workbook's number format for figures with some decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")
