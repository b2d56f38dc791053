"""A city's plan as one frozen object: clauses, measures, indicators, targets, places, weights, methods."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from data.catalog import files as tables
from data.catalog.entries import (
    Alias,
    Bands,
    Clause,
    Department,
    Flag,
    Grade,
    Indicator,
    Measure,
    Milestone,
    Place,
    Plan,
    Population,
    Scoring,
    SeriesPoint,
    Target,
    Theme,
    Variable,
)
from data.catalog.files import COUNTY, EVERYWHERE, FORMULAS, PLAN_FILE, TABLES
from data.catalog.reading import CatalogError, CatalogProblem, Sheets, read_plan, read_sheets
from data.catalog.roles import Role
from data.catalog.rules import find_plan_problems, find_problems
from data.catalog.terms import SPLITS

__all__ = [
    "COUNTY",
    "EVERYWHERE",
    "FORMULAS",
    "SPLITS",
    "Alias",
    "Bands",
    "Catalog",
    "CatalogError",
    "CatalogProblem",
    "Clause",
    "Department",
    "Flag",
    "Grade",
    "Indicator",
    "Measure",
    "Milestone",
    "Place",
    "Plan",
    "Population",
    "Role",
    "Scoring",
    "SeriesPoint",
    "Target",
    "Theme",
    "Variable",
    "read_catalog",
]


@dataclass(frozen=True)
class Catalog:
    """Everything that a plan's folder says, in the plan's order; `fingerprint` is the SHA-256 of its files."""

    fingerprint: str
    plan: Plan
    clauses: Mapping[str, Clause]
    measures: Mapping[str, Measure]
    departments: Mapping[str, Department]
    themes: Mapping[str, Theme]
    variables: Mapping[str, Variable]
    indicators: Mapping[str, Indicator]
    targets: tuple[Target, ...]
    milestones: tuple[Milestone, ...]
    places: Mapping[str, Place]
    aliases: Mapping[str, Alias]
    population: tuple[Population, ...]
    series: tuple[SeriesPoint, ...]
    grades: tuple[Grade, ...]
    flags: tuple[Flag, ...]

    @property
    def city(self) -> Place:
        """The city itself."""
        return self.places[self.plan.city]

    @property
    def counties(self) -> tuple[Place, ...]:
        """The places below the city, in the plan's order."""
        return tuple(place for place in self.places.values() if place.parent == self.plan.city)

    def ledger_of(self, indicator: str) -> tuple[Target, ...]:
        """List an indicator's rows of the target ledger, in their order."""
        return self._ledger.get(indicator, ())

    @cached_property
    def _ledger(self) -> Mapping[str, tuple[Target, ...]]:
        rows: dict[str, list[Target]] = {}
        for target in self.targets:
            rows.setdefault(target.indicator, []).append(target)
        return {indicator: tuple(found) for indicator, found in rows.items()}

    @property
    def reporters(self) -> tuple[str, ...]:
        """Who hands in a month report: the codes of the counties, then those of the reporting departments."""
        departments = (each.department for each in self.departments.values() if each.reports)
        return (*(county.place for county in self.counties), *departments)

    def variables_of(self, reporter: str) -> tuple[Variable, ...]:
        """List what a reporter's month report carries, in the order of its sheets; nothing for the city itself.

        Raises:
            KeyError: there is no such place or department.
        """
        if reporter not in self.departments and not self.places[reporter].parent:
            return ()
        owner = reporter if reporter in self.departments else COUNTY
        return tuple(variable for variable in self.variables.values() if variable.reporter == owner)

    def indicators_of(self, clause: str) -> tuple[Indicator, ...]:
        """List the indicators that answer a clause, those that answer another one first included."""
        return tuple(each for each in self.indicators.values() if each.clause == clause or clause in each.also)

    def with_role(self, role: Role) -> tuple[str, ...]:
        """List the ids of the indicators, or variables, in a role, in the order of their file; most plans lack some."""
        indicators = (each.indicator for each in self.indicators.values() if each.role is role)
        return (*indicators, *(each.variable for each in self.variables.values() if each.role is role))

    def one_with_role(self, role: Role) -> str:
        """Give the id that a role stands for; "", which nothing has, in a plan that lacks it."""
        return next(iter(self.with_role(role)), "")

    def clauses_of(self, measure: str) -> tuple[Clause, ...]:
        """List the clauses of a measure that are scored."""
        return tuple(each for each in self.clauses.values() if each.measure == measure and each.weight)

    def milestones_of(self, indicator: str) -> tuple[Milestone, ...]:
        """List the steps of an indicator, in their order."""
        return tuple(each for each in self.milestones if each.indicator == indicator)

    def grade_of(self, grade: str) -> Grade:
        """Give a grade by what scores call it.

        Raises:
            KeyError: no score is called so.
        """
        named: dict[str, Grade] = {each.grade: each for each in self.grades}
        return named[grade]


def read_catalog(folder: Path) -> Catalog:
    """Read a plan's folder and check it whole.

    Cells, keys and references are checked in every row; what rows say about each other, in those whose cells
    can be read.

    Raises:
        CatalogError: with every problem found, each with file, spreadsheet row, column, found and expected.
    """
    problems: list[CatalogProblem] = []
    sheets, plan = read_sheets(folder, problems), read_plan(folder, problems)
    problems += find_problems(sheets)
    if plan:
        problems += find_plan_problems(plan, sheets)
    if problems or not plan:
        raise CatalogError(folder, problems)
    return _catalog(folder, plan, sheets)


def _catalog(folder: Path, plan: Plan, sheets: Sheets) -> Catalog:
    return Catalog(
        fingerprint=_fingerprint(folder),
        plan=plan,
        clauses={item.clause: item for item in sheets.items(tables.CLAUSES)},
        measures={item.measure: _with_departments(item, sheets) for item in sheets.items(tables.MEASURES)},
        departments={item.department: item for item in sheets.items(tables.DEPARTMENTS)},
        themes={item.theme: item for item in sheets.items(tables.THEMES)},
        variables={item.variable: item for item in sheets.items(tables.VARIABLES)},
        indicators={item.indicator: item for item in sheets.items(tables.INDICATORS)},
        targets=sheets.items(tables.TARGETS),
        milestones=sheets.items(tables.MILESTONES),
        places={item.place: item for item in sheets.items(tables.PLACES)},
        aliases={item.alias: item for item in sheets.items(tables.ALIASES)},
        population=sheets.items(tables.POPULATION),
        series=sheets.items(tables.SERIES),
        grades=sheets.items(tables.GRADES),
        flags=sheets.items(tables.FLAGS),
    )


def _with_departments(measure: Measure, sheets: Sheets) -> Measure:
    """Add who leads and who supports; "*" stands for every other department."""
    roles = [each for each in sheets.items(tables.MEASURE_DEPARTMENTS) if each.measure == measure.measure]
    named = {each.department for each in roles}
    others = tuple(each.department for each in sheets.items(tables.DEPARTMENTS) if each.department not in named)

    def having(role: str) -> tuple[str, ...]:
        lists = (others if each.department == EVERYWHERE else (each.department,) for each in roles if each.role == role)
        return tuple(department for listed in lists for department in listed)

    return replace(measure, leads=having("lead"), supports=having("support"))


def _fingerprint(folder: Path) -> str:
    """Digest the files that are read, each with its name and length so that no two folders can look alike."""
    digest = hashlib.sha256()
    for name in sorted([PLAN_FILE, *(table.file for table in TABLES)]):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()
