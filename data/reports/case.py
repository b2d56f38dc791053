"""A report under examination: whose it is, of which month, and what is known besides its own figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from data.catalog.catalog import Alias, Catalog, Department, Place, Variable
from data.reports.form import Cell, Entries, FigureKey, Reading, Sheet, plain, theme_sheets
from data.reports.report import Figure, ReportKind
from data.reports.rules import Spot, shown
from speech.months import NO_MONTH, Month, month_named
from speech.words import words

KINDS: tuple[ReportKind, ...] = ("first", "correction")
NATURES = ("office", "demonstration")


@dataclass(frozen=True)
class Unit:
    """Whom a code or a name stands for; `reporter` is "" where it's refused, `alias` what it was found by."""

    reporter: str
    place: str
    name: str
    alias: Alias | None = None


@dataclass(frozen=True)
class Identity:
    """Who reports which month, "" where the cover doesn't say it in a way that can be used."""

    reporter: str
    place: str
    month: Month
    kind: ReportKind
    demonstration: bool


@dataclass(frozen=True)
class History:
    """What came in already: the revisions of this very report, the reporter's months around it, and other counties.

    `last` has the figures of `last_month`, the nearest one that was reported before, `later` those of `later_month`,
    the nearest one after, and `replaced` those of the newest revision, None where not applicable. `sisters` are the
    latest figures of the other counties, `sister_months` the month of each. `holds` is what the database is dedicated
    to. `twin` is another file of the same batch that claims to be the first report too. `confirmed`: who brings the
    report in knows what it takes away.
    """

    revisions: int = 0
    last_month: str = ""
    last: Entries = field(default_factory=dict)
    later_month: str = ""
    later: Entries = field(default_factory=dict)
    replaced: Entries = field(default_factory=dict)
    sisters: Mapping[str, Entries] = field(default_factory=dict)
    sister_months: Mapping[str, Month] = field(default_factory=dict)
    confirmed: bool = False
    holds: Literal["demonstration", "office"] | None = None
    twin: str = ""


@dataclass(frozen=True)
class Case:
    """All that a check may look at.

    `expected` are the variables that this reporter reports, none as long as the reporter isn't known. `figures` are
    those of the cells whose number is certain.
    """

    reading: Reading
    identity: Identity
    history: History
    catalog: Catalog
    received_at: datetime
    expected: Mapping[str, Variable]
    figures: Mapping[FigureKey, Figure] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets whose rows can be read: those of a theme, with the form's heading and no column twice."""
        themes = theme_sheets(self.catalog)
        known = (sheet for sheet in self.reading.sheets if self.reading.is_csv or sheet.name in themes)
        return tuple(sheet for sheet in known if not sheet.misheading and not sheet.repeats)

    def spot(self, cell: Cell, variable: str = "") -> Spot:
        """Point at a cell of the file."""
        return Spot(self.reading.file, cell.sheet, cell.cell, variable)

    def spot_of(self, figure: Figure) -> Spot:
        """Point at the cell of a figure."""
        return Spot(self.reading.file, figure.sheet, figure.cell, figure.variable)


def identify(reading: Reading, catalog: Catalog) -> Identity:
    """Read the cover as far as it can be understood; the checks say what can't."""
    unit = find_unit(cover_text(reading, "unit_code"), catalog)
    may_report = unit is not None and reports(unit, catalog)
    return Identity(
        reporter=unit.reporter if unit and may_report else "",
        place=unit.place if unit and may_report else "",
        month=month_named(cover_text(reading, "month")) or NO_MONTH,
        kind="correction" if cover_text(reading, "kind") == words("workbook.kind.correction") else "first",
        demonstration=cover_text(reading, "nature") == words("workbook.nature.demonstration"),
    )


def cover_text(reading: Reading, field: str) -> str:
    """Give a field of the cover as text, "" where it's empty; a month may have become a date."""
    cell = reading.cover.get(field)
    if cell is None:
        return ""
    text = plain(shown(cell.value))
    return text[:7] if field == "month" and re.match(r"\d{4}-\d\d-\d\d", text) else text


def find_unit(text: str, catalog: Catalog) -> Unit | None:
    """Find the one place or department with a code or name; None when it's unknown, or the name of several."""
    found = find_units(text, catalog)
    return found[0] if len(found) == 1 else None


def find_units(text: str, catalog: Catalog) -> tuple[Unit, ...]:
    """Find the places and departments, in force, retired or refused, that a text may stand for.

    A code stands for one, and a name in force comes before a retired one; two units may have the same name.
    """
    places, departments, city = catalog.places, catalog.departments, catalog.plan.city
    by_code = [_place(places[text])] if text in places else []
    by_code += [_department(departments[text], city)] if text in departments else []
    named = [_place(place) for place in places.values() if place.name_zh == text]
    named += [_department(each, city) for each in departments.values() if each.name_zh == text]
    return tuple(by_code or named or _retired(text, catalog))


def may_be(text: str, reporter: str, catalog: Catalog) -> bool:
    """Tell whether a name is that of a reporter whose code is known: of several with the name, the code decides."""
    return any(unit.reporter == reporter for unit in find_units(text, catalog))


def _place(place: Place) -> Unit:
    return Unit(place.place, place.place, place.name_zh)


def _department(department: Department, city: str) -> Unit:
    return Unit(department.department, city, department.name_zh)


def _retired(text: str, catalog: Catalog) -> list[Unit]:
    alias = catalog.aliases.get(text)
    name = catalog.places[alias.place].name_zh if alias and alias.place else ""
    return [Unit(alias.place, alias.place, name, alias)] if alias else []


def reports(unit: Unit, catalog: Catalog) -> bool:
    """Tell whether a unit hands in month reports: counties do, and the departments that the plan marks so."""
    if department := catalog.departments.get(unit.reporter):
        return department.reports
    return bool(unit.reporter) and unit.reporter != catalog.plan.city
