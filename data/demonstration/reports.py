"""The month reports of a demonstration: which come in when, late, missing or corrected, and what stands in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

import numpy as np

from data.catalog.catalog import Catalog, Variable
from data.demonstration.figures import generate
from data.demonstration.knobs import Knobs, ReportKnobs
from data.demonstration.scene import Floats, plan_months
from data.reports.form import Entries, FigureKey
from speech.clock import OFFICE_TIME
from speech.months import Month, month_of, number_of, ordinal

SURVEY_MONTH = 12
"""Yearly figures come with the report of December."""
CORRECTED_FIGURES = 3


@dataclass(frozen=True)
class Receipt:
    """A report that comes in: the first of its month, or the correction that is revision 2."""

    reporter: str
    month: Month
    revision: int
    received_at: datetime
    corrected: bool

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.reporter}-{self.month}-{self.revision}.xlsx"


@dataclass(frozen=True)
class Contents:
    """What stands in a report: its figures, those of the month before, and notes by variable."""

    filled: Entries
    last: Entries
    notes: Mapping[str, str]


def schedule(catalog: Catalog, knobs: Knobs) -> tuple[Receipt, ...]:
    """List every report in the order of receipt."""
    receipts = (
        receipt
        for reporter in catalog.reporters
        for month in plan_months(catalog)
        if any(_is_reported(variable, month) for variable in catalog.variables_of(reporter))
        for receipt in _receipts(catalog, knobs, reporter, month)
    )
    return tuple(sorted(receipts, key=lambda each: (each.received_at, each.reporter, each.month)))


def _is_reported(variable: Variable, month: Month) -> bool:
    return variable.kind != "annual" or number_of(month) == SURVEY_MONTH


def _receipts(catalog: Catalog, knobs: Knobs, reporter: str, month: Month) -> Iterator[Receipt]:
    random = _random(knobs, reporter, month, "receipt")
    chances = random.random(3)
    if _happens(knobs.reports, "missing", reporter, month, chances[0]):
        return
    late = _happens(knobs.reports, "late", reporter, month, chances[1])
    corrected = _happens(knobs.reports, "corrected", reporter, month, chances[2])
    due = catalog.plan.due_day
    day = int(random.integers(due + 2, due + 16) if late else random.integers(min(3, due), due))
    first = _moment(month, day, random)
    yield Receipt(reporter, month, 1, first, corrected)
    if corrected:
        yield Receipt(reporter, month, 2, first + timedelta(days=int(random.integers(5, 16)), minutes=73), corrected)


def _happens(knobs: ReportKnobs, what: str, reporter: str, month: Month, chance: float) -> bool:
    if month in knobs.undisturbed or (reporter, month) in getattr(knobs, what):
        return (reporter, month) in getattr(knobs, what)
    return bool(chance < getattr(knobs, f"{what}_share"))


def _moment(month: Month, day: int, random: np.random.Generator) -> datetime:
    """Give a moment of the next month, within office hours."""
    hour, minute = int(random.integers(9, 18)), int(random.integers(60))
    start = datetime.fromisoformat(f"{month_of(ordinal(month) + 1)}-01").replace(tzinfo=OFFICE_TIME)
    return start + timedelta(days=day - 1, hours=hour, minutes=minute)


@dataclass(frozen=True)
class Desk:
    """A reporter's figures of all months, from which its reports are filled."""

    catalog: Catalog
    knobs: Knobs
    reporter: str
    months: tuple[Month, ...]
    figures: Mapping[FigureKey, Floats]
    missing: frozenset[str]

    def contents(self, receipt: Receipt) -> Contents:
        """Fill a report; the first one of a month that is corrected later has some figures wrong."""
        filled = self._entries(receipt.month)
        if receipt.corrected and receipt.revision == 1:
            filled |= self._mistakes(receipt.month, filled)
        before = month_of(ordinal(receipt.month) - 1)
        known = before in self.months and before not in self.missing
        jumps = (each for each in self.knobs.reports.jumps if each.reporter == self.reporter)
        notes = {each.variable: each.note for each in jumps if each.month == receipt.month}
        return Contents(filled, self._entries(before) if known else {}, notes)

    def _entries(self, month: Month) -> dict[FigureKey, float | None]:
        position, empty = self.months.index(month), self._empty(month)
        return {
            key: None if np.isnan(array[position]) else float(array[position])
            for key, array in self.figures.items()
            if key not in empty and _is_reported(self._variable(key), month)
        }

    def _empty(self, month: Month) -> set[FigureKey]:
        """Choose the cells that stay empty: a few variables, and now and then the total of one."""
        if month in self.knobs.reports.undisturbed:
            return set()
        random = _random(self.knobs, self.reporter, month, "empty")
        names = list(dict.fromkeys(name for name, _ in self.figures))
        forgotten = {
            name
            for name, chance in zip(names, random.random(len(names)), strict=True)
            if chance < self.knobs.reports.empty_share
        }
        empty = {key for key in self.figures if key[0] in forgotten} if len(forgotten) < len(names) else set()
        whole = [name for name in names if self._variable((name, "")).split == "urban_rural"]
        if whole and random.random() < self.knobs.reports.total_missing_share:
            empty.add((whole[int(random.integers(len(whole)))], "total"))
        return empty

    def _mistakes(self, month: Month, filled: Entries) -> dict[FigureKey, float | None]:
        """Get a few free flows wrong, parts and total alike."""
        limits = {variable.at_most for variable in self.catalog.variables.values()}
        free = [
            variable
            for variable in self.catalog.variables_of(self.reporter)
            if variable.kind == "flow"
            and not variable.at_most
            and variable.variable not in limits
            and any(filled.get((variable.variable, split)) for split in ("urban", "rural", "total"))
        ]
        random = _random(self.knobs, self.reporter, month, "mistakes")
        chosen = random.permutation(len(free))[:CORRECTED_FIGURES]
        wrong: dict[FigureKey, float | None] = {}
        for number in chosen:
            wrong |= _scaled(free[number], filled, float(random.choice([0.7, 0.8, 1.3, 1.5])))
        return wrong

    def _variable(self, key: FigureKey) -> Variable:
        return self.catalog.variables[key[0]]


def open_desk(catalog: Catalog, knobs: Knobs, reporter: str, receipts: tuple[Receipt, ...]) -> Desk:
    """Make a reporter's figures; the months without a receipt are missing."""
    months = plan_months(catalog)
    came = {each.month for each in receipts if each.reporter == reporter}
    figures = generate(catalog, knobs, reporter)
    return Desk(catalog, knobs, reporter, months, figures, frozenset(months) - came)


def _scaled(variable: Variable, filled: Entries, factor: float) -> dict[FigureKey, float | None]:
    name = variable.variable
    known = {split: filled[name, split] for split in ("urban", "rural", "total") if (name, split) in filled}
    wrong = {split: None if value is None else float(round(value * factor)) for split, value in known.items()}
    if len(wrong) > 1 and "total" in wrong:
        wrong["total"] = sum(value or 0 for split, value in wrong.items() if split != "total")
    return {(name, split): value for split, value in wrong.items()}


def _random(knobs: Knobs, reporter: str, month: Month, purpose: str) -> np.random.Generator:
    return np.random.default_rng([knobs.seed, crc32(f"{reporter}/{month}/{purpose}".encode())])
