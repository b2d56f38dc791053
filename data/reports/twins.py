"""Reports of one batch that claim to be the same one and differ: none of them is true before somebody says which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from data.catalog.catalog import Catalog
from data.reports.case import identify
from data.reports.form import Cell, Reading
from data.reports.report import Problem
from data.reports.rules import Spot, problem, shown
from speech.words import words

MOST_DIFFERENCES = 10
"""How many differing cells are listed; two whole reports of different figures aren't a list to be worked through."""

Place = tuple[str, str]
"""A field of the cover, or a code and a split or its note."""


@dataclass(frozen=True)
class Twins:
    """The other files of a batch that differ from one."""

    others: tuple[Reading, ...] = ()

    @property
    def names(self) -> str:
        """Name them all, "" when there are none."""
        return words("checks.comma").join(other.file for other in self.others)

    def differences(self, reading: Reading) -> Iterator[Problem]:
        """Say, cell by cell, in what a file differs from the first of the others."""
        for other in self.others[:1]:
            yield from islice(_differences(reading, other), MOST_DIFFERENCES)


def find_twins(readings: Iterable[Reading], catalog: Catalog) -> dict[str, Twins]:
    """Find, by the digest of each file, the others that are the same kind of report of the same unit and month."""
    groups: dict[tuple[str, ...], list[tuple[Reading, Mapping[Place, str]]]] = {}
    for reading in readings:
        identity = identify(reading, catalog)
        if identity.reporter and identity.month:
            group = groups.setdefault((identity.reporter, identity.month, identity.kind), [])
            group.append((reading, {place: _text(cell) for place, cell in _entries(reading).items()}))
    return {
        reading.sha256: Twins(tuple(other for other, theirs in group if theirs != entries))
        for group in groups.values()
        for reading, entries in group
    }


def _differences(reading: Reading, other: Reading) -> Iterator[Problem]:
    here, there = _entries(reading), _entries(other)
    for place in dict.fromkeys([*here, *there]):
        found, expected = _text(here.get(place)), _text(there.get(place))
        if found != expected:
            cell = here.get(place) or there[place]
            spot = Spot(reading.file, cell.sheet, cell.cell)
            yield problem("twin_differs", spot, found, {"twin": other.file, "other": expected})


def _entries(reading: Reading) -> dict[Place, Cell]:
    """Give what was filled in."""
    rows = [(sheet, row) for sheet in reading.sheets for row in sheet.rows]
    return {
        **{("", field): cell for field, cell in reading.cover.items()},
        **{(row.code, split): cell for _, row in rows for split, cell in row.figures.items()},
        **{(row.code, "note"): Cell(sheet.name, row.first, row.note) for sheet, row in rows if row.note},
    }


def _text(cell: Cell | None) -> str:
    return shown(cell.value).strip() if cell else words("checks.empty")
