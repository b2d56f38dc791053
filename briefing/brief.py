"""What a brief consists of, before it becomes a document: text that knows its figures, tables, charts, pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

from figures.kit.tables import Table
from reading.sentences import Sentence
from speech.months import Month


@dataclass(frozen=True)
class Series:
    """A line or a row of bars; None where there is no value."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart that a document draws itself: `kind` is bars (across) or lines; `decimals` and `unit` of its values."""

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 1


@dataclass(frozen=True)
class Section:
    """A part of the text under its heading; `name` is the same in every language."""

    name: str
    title: str
    sentences: tuple[Sentence, ...]
    table: Table | None = None
    chart: Chart | None = None


@dataclass(frozen=True)
class Picture:
    """A page or scene as it was captured: `name` is its file's stem, `address` where it stands, `png` the picture."""

    name: str
    title: str
    caption: str
    address: str
    png: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Brief:
    """One edition's content in one language. All texts are ready to print.

    `mark` says that the figures are a demonstration ("" if they aren't); `foot` stands on every page (code, month,
    moment, mark); `facts` are label and text of what the edition rests on: data version, targets, boundaries.
    """

    code: str
    month: Month
    place: str
    lang: str
    title: str
    subtitle: str
    mark: str
    foot: str
    facts: tuple[tuple[str, str], ...]
    headline: Sentence
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Give every sentence in its order."""
        yield self.headline
        for section in self.sections:
            yield from section.sentences
