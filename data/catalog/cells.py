"""The kinds of cells in a plan's files: each turns a cell's text into a value, or says what was expected."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from speech.months import Month, month_named
from speech.words import words

Row = TypeVar("Row")
Parser = Callable[[str], Any]


class Mismatch(ValueError):
    """A cell that isn't of its column's kind; the text says what was expected."""


@dataclass(frozen=True)
class Column:
    """A column: how its cells are read, and the table whose keys they name (with `also` as further words).

    One that `may_lack` isn't in files written before it was known; its cells count as empty.
    """

    parse: Parser
    refers: str = ""
    also: tuple[str, ...] = ()
    may_lack: bool = False


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A CSV file of the plan's folder: its columns in order, and those that together identify a row.

    `rest` fills the fields of `row` that come from elsewhere.
    """

    name: str
    row: Callable[..., Row]
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    rest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"


def text(cell: str) -> str:
    """Read text that must not be empty."""
    if not cell:
        raise Mismatch(words("catalog.text"))
    return cell


def code(cell: str) -> str:
    """Read an id: letters, digits, dots, underscores and hyphens."""
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", cell):
        raise Mismatch(words("catalog.code"))
    return cell


def codes(cell: str) -> tuple[str, ...]:
    """Read one or several ids that are separated by a space."""
    return tuple(code(part) for part in cell.split(" "))


def optional(parse: Parser, empty: Any = None) -> Parser:
    """Make a parser that gives `empty` for an empty cell."""
    return lambda cell: parse(cell) if cell else empty


def number(low: float = -math.inf, high: float = math.inf) -> Parser:
    """Make a parser of decimals from `low` to `high`."""

    def parse(cell: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", cell) or not low <= float(cell) <= high:
            raise Mismatch(words("catalog.number", low=_bound(low), high=_bound(high)))
        return float(cell)

    return parse


def whole(low: int, high: int) -> Parser:
    """Make a parser of whole numbers from `low` to `high`."""

    def parse(cell: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,15}", cell) or not low <= int(cell) <= high:
            raise Mismatch(words("catalog.whole", low=low, high=high))
        return int(cell)

    return parse


def choice(*options: str) -> Parser:
    """Make a parser of one of several words."""

    def parse(cell: str) -> str:
        if cell not in options:
            raise Mismatch(words("catalog.choice", options=" ".join(options)))
        return cell

    return parse


def choices(*options: str) -> Parser:
    """Make a parser of one or several of the words, separated by a space."""
    one = choice(*options)
    return lambda cell: tuple(one(part) for part in cell.split(" "))


def interval(cell: str) -> tuple[float, float]:
    """Read a lower and an upper percentage."""
    parts = cell.split(" ")
    numbers = [number(0, 100)(part) for part in parts]
    if len(numbers) != 2 or numbers[0] >= numbers[1]:
        raise Mismatch(words("catalog.interval"))
    return numbers[0], numbers[1]


def shares(cell: str) -> tuple[float, ...]:
    """Read the twelve months' shares of a year, in per cent."""
    parts = tuple(number(0, 100)(part) / 100 for part in cell.split(" "))
    if len(parts) != 12 or abs(sum(parts) - 1) > 1e-6:
        raise Mismatch(words("catalog.shares"))
    return parts


def yes(cell: str) -> bool:
    """Read yes or no."""
    return bool(choice("yes", "no")(cell) == "yes")


def month(cell: str) -> Month:
    """Read a month such as 2025-06."""
    found = month_named(cell)
    if found is None:
        raise Mismatch(words("catalog.month"))
    return found


def period(cell: str) -> str:
    """Read a year, a month, or * for every year."""
    if cell != "*" and month_named(cell) is None and not re.fullmatch("[0-9]{4}", cell):
        raise Mismatch(words("catalog.period"))
    return cell


def day(cell: str) -> date:
    """Read a day such as 2024-03-01."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Mismatch(words("catalog.day")) from None


def _bound(value: float) -> str:
    return {math.inf: "∞", -math.inf: "-∞"}.get(value) or f"{value:g}"
