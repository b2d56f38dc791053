"""How figures are named: the same wherever they are shown, stated or sealed."""

from typing import NamedTuple, TypeAlias, get_args

from data.catalog.terms import Level, Split, split_named
from evaluation.assessment import Judged, Score
from speech.months import Month


class ValueKey(NamedTuple):
    """Name a judged value."""

    place: str
    month: Month
    split: Split
    indicator: str

    @property
    def text(self) -> str:
        """The key as pages mark figures with it and editions seal it."""
        return f"{self.indicator}|{self.place}|{self.month}|{self.split}"


class ScoreKey(NamedTuple):
    """Name a score; `code` is that of the node in its level."""

    place: str
    month: Month
    level: Level
    code: str

    @property
    def text(self) -> str:
        """The key as pages mark figures with it and editions seal it."""
        return f"{self.place}|{self.month}|{self.level}|{self.code}"


Key: TypeAlias = ValueKey | ScoreKey


def value_key(row: Judged) -> str:
    """Write a judged value's key."""
    return ValueKey(row.place, row.month, row.split, row.indicator).text


def score_key(row: Score) -> str:
    """Write a score's key."""
    return ScoreKey(row.place, row.month, row.level, row.code).text


def read_key(text: str) -> Key:
    """Read a key that was written, of a value or of a score.

    Raises:
        ValueError: the text is no key.
    """
    first, second, third, last = text.split("|")
    level = next((each for each in get_args(Level) if each == third), None)
    if level is not None:
        return ScoreKey(first, Month(second), level, last)
    return ValueKey(second, Month(third), split_named(last), first)
