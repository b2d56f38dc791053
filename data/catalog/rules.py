"""What must hold between the rows of a plan's files; each rule finds its problems in the rows as read."""

from itertools import pairwise
from typing import Any

from data.catalog.cells import Table
from data.catalog.entries import Plan
from data.catalog.files import (
    ALIASES,
    CLAUSES,
    DEPARTMENTS,
    EVERYWHERE,
    FLAGS,
    GRADES,
    INDICATORS,
    MEASURE_DEPARTMENTS,
    MEASURES,
    PLACES,
    PLAN_FILE,
    TABLES,
    TARGETS,
    VARIABLES,
)
from data.catalog.indicator_rules import INDICATOR_RULES, Problems, Rule
from data.catalog.reading import CatalogProblem, Sheets
from speech.words import words


def find_problems(sheets: Sheets) -> Problems:
    """Find what doesn't fit together; a rule is left out where a file that it needs isn't whole."""
    yield from _references(sheets)
    for rule, needed in RULES:
        if all(sheets.sheet(table).whole for table in needed):
            yield from rule(sheets)


def find_plan_problems(plan: Plan, sheets: Sheets) -> Problems:
    """Find what in plan.yaml contradicts itself, the places or the targets."""
    if plan.at_risk >= plan.on_track:
        yield _of_plan("at_risk", plan.at_risk, words("catalog.below_on_track", on_track=plan.on_track))
    if plan.first_year > plan.last_year:
        yield _of_plan("last_year", plan.last_year, words("catalog.after_first_year", first_year=plan.first_year))
    years = range(plan.first_year, plan.last_year + 1)
    expected = words("catalog.in_years", first=plan.first_year, last=plan.last_year)
    if int(plan.first_month[:4]) not in years:
        yield _of_plan("first_month", plan.first_month, expected)
    for line in sheets.lines(TARGETS):
        if line.item.period != EVERYWHERE and int(line.item.period[:4]) not in years:
            yield sheets.problem(TARGETS, line.row, "period", expected)
    yield from _city_first(plan, sheets)


def _of_plan(key: str, found: object, expected: str) -> CatalogProblem:
    return CatalogProblem(PLAN_FILE, 0, key, str(found), expected)


def _city_first(plan: Plan, sheets: Sheets) -> Problems:
    """The first place is the city and has no parent; the others are its counties."""
    if not sheets.sheet(PLACES).whole:
        return
    if plan.city not in sheets.sheet(PLACES).ids():
        yield _of_plan("city", plan.city, words("catalog.known", file=PLACES.file, unknown=plan.city))
        return
    for line in sheets.lines(PLACES):
        place, is_city = line.item, line.item.place == plan.city
        if is_city and line.row != sheets.sheet(PLACES).cells[0][0]:
            yield sheets.problem(PLACES, line.row, "place", words("catalog.city_first"))
        if is_city != (place.type == "city"):
            yield sheets.problem(PLACES, line.row, "type", words("catalog.city_type", city=plan.city))
        if place.parent != ("" if is_city else plan.city) and place.parent in sheets.sheet(PLACES).ids() | {""}:
            yield sheets.problem(PLACES, line.row, "parent", words("catalog.city_parent", city=plan.city))


def _references(sheets: Sheets) -> Problems:
    for table in TABLES:
        for name, column in table.columns.items():
            known = sheets.named(column.refers) if column.refers else None
            if known and known.whole and sheets.sheet(table).whole:
                yield from _unknown(sheets, table, name, known.ids() | set(column.also), known.table.file)


def _unknown(sheets: Sheets, table: Table[Any], column: str, known: frozenset[str], file: str) -> Problems:
    for row, cells in sheets.sheet(table).cells:
        strangers = [word for word in cells[column].split() if word not in known]
        if strangers:
            expected = words("catalog.known", file=file, unknown=" ".join(strangers))
            yield sheets.problem(table, row, column, expected)


def _parents(sheets: Sheets) -> Problems:
    """A parent stands above its child, so that nothing can be its own ancestor."""
    seen: set[str] = set()
    for row, cells in sheets.sheet(CLAUSES).cells:
        parent = cells["parent"]
        if parent not in seen and parent in sheets.sheet(CLAUSES).ids() - {""}:
            yield sheets.problem(CLAUSES, row, "parent", words("catalog.parent_above"))
        seen.add(cells["clause"])


def _leads(sheets: Sheets) -> Problems:
    roles = sheets.sheet(MEASURE_DEPARTMENTS).cells
    led = {cells["measure"] for _, cells in roles if cells["role"] != "support"}
    for line in sheets.lines(MEASURES):
        if line.item.measure not in led:
            yield sheets.problem(MEASURES, line.row, "measure", words("catalog.lead", file=MEASURE_DEPARTMENTS.file))


def _weights(sheets: Sheets) -> Problems:
    """What is scored counts: a scored indicator's clause and measure have weight, and the reverse."""
    indicators = sheets.items(INDICATORS)
    scored = {indicator.clause for indicator in indicators if indicator.weight}
    whole = len(indicators) == len(sheets.sheet(INDICATORS).cells)
    measures = {measure.measure: measure.weight for measure in sheets.items(MEASURES)}
    for line in sheets.lines(CLAUSES):
        clause = line.item
        if clause.clause in scored and not clause.weight:
            yield sheets.problem(CLAUSES, line.row, "weight", words("catalog.scored_clause"))
        if clause.clause in scored and not measures.get(clause.measure, clause.measure != ""):
            yield sheets.problem(CLAUSES, line.row, "measure", words("catalog.scored_measure"))
        if whole and clause.weight and clause.clause not in scored:
            yield sheets.problem(CLAUSES, line.row, "weight", words("catalog.nothing_scored"))


def _reporters(sheets: Sheets) -> Problems:
    reporting = sheets.sheet(VARIABLES).words("reporter")
    for line in sheets.lines(DEPARTMENTS):
        if line.item.reports != (line.item.department in reporting):
            yield sheets.problem(DEPARTMENTS, line.row, "reports", words("catalog.reports", file=VARIABLES.file))


def _grades(sheets: Sheets) -> Problems:
    """Grades go down to zero, so that every score has one."""
    for lines in sheets.groups(GRADES):
        for above, line in pairwise(lines):
            if line.item.at_least >= above.item.at_least:
                expected = words("catalog.grade_below", above=f"{above.item.at_least:g}")
                yield sheets.problem(GRADES, line.row, "at_least", expected)
        if lines[-1].item.at_least:
            yield sheets.problem(GRADES, lines[-1].row, "at_least", words("catalog.grade_zero"))


def _aliases(sheets: Sheets) -> Problems:
    for line in sheets.lines(ALIASES):
        if line.item.alias in sheets.sheet(PLACES).ids():
            yield sheets.problem(ALIASES, line.row, "alias", words("catalog.alias"))


def _flags(sheets: Sheets) -> Problems:
    """Money and things part when one is at least and the other at most so much: a flag asks for one bound of each."""
    for line in sheets.lines(FLAGS):
        flag = line.item
        parts = (flag.money_at_least, flag.thing_at_most), (flag.money_at_most, flag.thing_at_least)
        given = [bound is not None for pair in parts for bound in pair]
        if given not in ([True, True, False, False], [False, False, True, True]):
            yield sheets.problem(FLAGS, line.row, "money_at_least", words("catalog.flag_bounds"))


RULES: tuple[tuple[Rule, tuple[Table[Any], ...]], ...] = (
    (_parents, (CLAUSES,)),
    (_leads, (MEASURES, MEASURE_DEPARTMENTS)),
    (_weights, (CLAUSES, MEASURES, INDICATORS)),
    (_reporters, (DEPARTMENTS, VARIABLES)),
    (_grades, (GRADES,)),
    (_aliases, (ALIASES, PLACES)),
    (_flags, (FLAGS,)),
    *INDICATOR_RULES,
)
