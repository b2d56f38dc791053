"""What must hold between a plan's variables, indicators, targets and milestones."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from data.catalog.cells import Table
from data.catalog.entries import Indicator, Target, Variable
from data.catalog.files import COUNTY, FORMULAS, INDICATORS, MILESTONES, TARGETS, VARIABLES
from data.catalog.reading import CatalogProblem, Sheets
from data.catalog.roles import INDICATOR_ROLES, VARIABLE_ROLES, Demand, Role
from data.catalog.terms import MOVING
from speech.words import words

Problems = Iterator[CatalogProblem]
Rule = Callable[[Sheets], Problems]


def ceilings(sheets: Sheets) -> Problems:
    """A variable and its ceiling stand in the same report, with the same splits, and go round in no circle."""
    variables = {variable.variable: variable for variable in sheets.items(VARIABLES)}
    for line in sheets.lines(VARIABLES):
        variable, limit = line.item, variables.get(line.item.at_most)
        if limit is None:
            continue
        if variable.variable in _above(variable, variables):
            yield sheets.problem(VARIABLES, line.row, "at_most", words("catalog.circle"))
        elif limit.reporter != variable.reporter:
            yield sheets.problem(VARIABLES, line.row, "at_most", words("catalog.same_report"))
        elif limit.split not in (variable.split, "urban_rural"):
            yield sheets.problem(VARIABLES, line.row, "at_most", words("catalog.same_split", split=variable.split))


def _above(variable: Variable, variables: dict[str, Variable]) -> set[str]:
    above: set[str] = set()
    name = variable.at_most
    while name in variables and name not in above:
        above.add(name)
        name = variables[name].at_most
    return above


def formulas(sheets: Sheets) -> Problems:
    """Each formula has the operands that it works on."""
    for line in sheets.lines(INDICATORS):
        indicator, formula = line.item, FORMULAS[line.item.formula]
        known = sheets.named(formula.of)
        strangers = [name for name in indicator.numerator if name not in known.ids()]
        if strangers:
            expected = words("catalog.known", file=known.table.file, unknown=" ".join(strangers))
            yield sheets.problem(INDICATORS, line.row, "numerator", expected)
        if formula.divides != bool(indicator.denominator):
            sentence = "catalog.denominator" if formula.divides else "catalog.no_denominator"
            yield sheets.problem(INDICATORS, line.row, "denominator", words(sentence, formula=indicator.formula))
        if (formula.of == "indicators") != (indicator.rollup == "derived"):
            yield sheets.problem(INDICATORS, line.row, "rollup", words("catalog.derived", formula=indicator.formula))
        if (indicator.formula == "steps") != (indicator.kind == "milestone"):
            yield sheets.problem(INDICATORS, line.row, "kind", words("catalog.steps"))


def operands(sheets: Sheets) -> Problems:
    """Variables come from the reporter and in the splits that the indicator needs."""
    variables = {variable.variable: variable for variable in sheets.items(VARIABLES)}
    for line in sheets.lines(INDICATORS):
        if FORMULAS[line.item.formula].of == "indicators":
            continue
        for column in ("numerator", "denominator"):
            used = [variables[name] for name in getattr(line.item, column) if name in variables]
            for expected in _unfit(line.item, used):
                yield sheets.problem(INDICATORS, line.row, column, expected)
        states = [name for name in line.item.numerator if name in variables and variables[name].kind == "stock"]
        if line.item.pace == "year" and states:
            yield sheets.problem(INDICATORS, line.row, "pace", words("catalog.operand_pace", unfit=" ".join(states)))


def _unfit(indicator: Indicator, used: list[Variable]) -> Iterator[str]:
    """Say what unfits variables as operands; `used` are those that are known."""
    splits = {"urban_rural": ("urban_rural",), "rural": ("rural", "urban_rural")}.get(indicator.split)
    unsplit = [variable.variable for variable in used if splits and variable.split not in splits]
    if unsplit:
        yield words("catalog.operand_split", split=indicator.split, unfit=" ".join(unsplit))
    by_county = indicator.rollup == "sum"
    elsewhere = [variable.variable for variable in used if (variable.reporter == COUNTY) != by_county]
    if elsewhere:
        yield words("catalog.operand_reporter", rollup=indicator.rollup, unfit=" ".join(elsewhere))


def sources(sheets: Sheets) -> Problems:
    """An indicator that is derived from others isn't derived from derived ones; a gap has a town and a country."""
    indicators = {indicator.indicator: indicator for indicator in sheets.items(INDICATORS)}
    for line in sheets.lines(INDICATORS):
        if FORMULAS[line.item.formula].of != "indicators":
            continue
        for source in (indicators[name] for name in line.item.numerator if name in indicators):
            if source.rollup == "derived":
                expected = words("catalog.source_derived", unfit=source.indicator)
                yield sheets.problem(INDICATORS, line.row, "numerator", expected)
            elif source.split != "urban_rural" and line.item.formula in ("gap", "parity"):
                expected = words("catalog.operand_split", split="urban_rural", unfit=source.indicator)
                yield sheets.problem(INDICATORS, line.row, "numerator", expected)


def goalposts(sheets: Sheets) -> Problems:
    """Goalposts come in pairs, the best on the side that the indicator's direction points to."""
    for line in sheets.lines(INDICATORS):
        worst, best = line.item.worst, line.item.best
        if (worst is None) != (best is None):
            yield sheets.problem(INDICATORS, line.row, "best", words("catalog.both_goalposts"))
        elif worst is not None and best is not None:
            if (best > worst) != (line.item.direction == "up") or best == worst:
                yield sheets.problem(INDICATORS, line.row, "best", words("catalog.goalposts"))
            if line.item.scale == "log" and min(worst, best) <= 0:
                yield sheets.problem(INDICATORS, line.row, "scale", words("catalog.log"))


def targets(sheets: Sheets) -> Problems:
    """A scored indicator has a target; a target has what its rule and basis need."""
    named = sheets.sheet(TARGETS).words("indicator")
    for line in sheets.lines(INDICATORS):
        if line.item.weight and line.item.indicator not in named:
            yield sheets.problem(INDICATORS, line.row, "indicator", words("catalog.target", file=TARGETS.file))
    indicators = {indicator.indicator: indicator for indicator in sheets.items(INDICATORS)}
    for target in sheets.lines(TARGETS):
        for column, expected in _target_problems(target.item, indicators.get(target.item.indicator)):
            yield sheets.problem(TARGETS, target.row, column, expected)


def _target_problems(target: Target, indicator: Indicator | None) -> Iterator[tuple[str, str]]:
    if target.value is None and target.rule not in MOVING:
        yield "value", words("catalog.value", rule=target.rule)
    if target.basis == "plan" and not target.clause:
        yield "clause", words("catalog.plan_clause")
    if target.basis == "working" and target.clause:
        yield "clause", words("catalog.working_clause")
    if indicator is None:
        return
    if (target.rule == "milestone") != (indicator.kind == "milestone"):
        yield "rule", words("catalog.milestone_rule")
    if target.split != "total" and indicator.split in ("county", "city"):
        yield "split", words("catalog.target_split", split=indicator.split)
    if indicator.pace == "line" and target.value is not None and not target.baseline_period:
        yield "baseline_period", words("catalog.baseline_period")
    if {"at_least": "down", "at_most": "up"}.get(target.rule) == indicator.direction:
        yield "rule", words("catalog.direction", direction=indicator.direction)


def versions(sheets: Sheets) -> Problems:
    """The versions of a target are numbered from 1, each in force after the one before."""
    for lines in sheets.groups(TARGETS, "indicator", "place", "split", "period"):
        numbered = {line.item.version: line for line in reversed(lines)}
        ordered = [numbered[version] for version in sorted(numbered)]
        for number, line in enumerate(ordered, start=1):
            if line.item.version != number:
                yield sheets.problem(TARGETS, line.row, "version", words("catalog.version", version=number))
            elif number > 1 and line.item.in_force_from <= ordered[number - 2].item.in_force_from:
                yield sheets.problem(TARGETS, line.row, "in_force_from", words("catalog.later_version"))


def steps(sheets: Sheets) -> Problems:
    """A milestone's steps are numbered from 1 and fall due in that order."""
    for lines in sheets.groups(MILESTONES, "indicator"):
        once = list({line.item.step: line for line in reversed(lines)}.values())[::-1]
        for number, line in enumerate(once, start=1):
            if line.item.step != number:
                yield sheets.problem(MILESTONES, line.row, "step", words("catalog.step", step=number))
            elif number > 1 and line.item.due < once[number - 2].item.due:
                yield sheets.problem(MILESTONES, line.row, "due", words("catalog.due_order"))


def milestones(sheets: Sheets) -> Problems:
    """Steps belong to milestones, milestones have steps, and their targets name all of them."""
    kinds = {indicator.indicator: indicator.kind for indicator in sheets.items(INDICATORS)}
    for step in sheets.lines(MILESTONES):
        if kinds.get(step.item.indicator, "milestone") != "milestone":
            yield sheets.problem(MILESTONES, step.row, "indicator", words("catalog.milestone_kind"))
    counts = Counter(cells["indicator"] for _, cells in sheets.sheet(MILESTONES).cells)
    for line in sheets.lines(INDICATORS):
        if line.item.kind == "milestone" and not counts[line.item.indicator]:
            yield sheets.problem(INDICATORS, line.row, "indicator", words("catalog.has_steps", file=MILESTONES.file))
    for target in sheets.lines(TARGETS):
        count = counts[target.item.indicator]
        if target.item.rule == "milestone" and count and target.item.value != count:
            yield sheets.problem(TARGETS, target.row, "value", words("catalog.all_steps", count=count))


def roles(sheets: Sheets) -> Problems:
    """A row is what its role demands; a role that is looked for as one stands once."""
    yield from _roles(sheets, INDICATORS, INDICATOR_ROLES)
    yield from _roles(sheets, VARIABLES, VARIABLE_ROLES)


def _roles(sheets: Sheets, table: Table[Any], demands: Mapping[Role, Demand]) -> Problems:
    first: dict[Role, int] = {}
    for line in sheets.lines(table):
        role = line.item.role
        if role is None:
            continue
        for column, allowed in demands[role].cells.items():
            if getattr(line.item, column) not in allowed:
                expected = words("catalog.role_cell", role=role, options=" ".join(allowed))
                yield sheets.problem(table, line.row, column, expected)
        if demands[role].once and role in first:
            yield sheets.problem(table, line.row, "role", words("catalog.role_once", row=first[role]))
        first.setdefault(role, line.row)


INDICATOR_RULES: tuple[tuple[Rule, tuple[Table[Any], ...]], ...] = (
    (ceilings, (VARIABLES,)),
    (formulas, (INDICATORS, VARIABLES)),
    (operands, (INDICATORS, VARIABLES)),
    (sources, (INDICATORS,)),
    (goalposts, (INDICATORS,)),
    (targets, (INDICATORS, TARGETS)),
    (versions, (TARGETS,)),
    (steps, (MILESTONES,)),
    (milestones, (INDICATORS, MILESTONES, TARGETS)),
    (roles, (INDICATORS, VARIABLES)),
)
