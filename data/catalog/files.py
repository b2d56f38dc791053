"""The files of a plan's folder as data: their columns, what each cell may hold, and the formulas by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from data.catalog import entries as rows
from data.catalog.cells import (
    Column,
    Parser,
    Table,
    choice,
    choices,
    code,
    codes,
    day,
    interval,
    month,
    number,
    optional,
    period,
    shares,
    text,
    whole,
    yes,
)
from data.catalog.roles import INDICATOR_ROLES, VARIABLE_ROLES, Role
from data.catalog.terms import (
    BASES,
    RULES,
    SPLITS,
    IndicatorKind,
    IndicatorSplit,
    MeasureKind,
    Pace,
    Rollup,
    VariableKind,
    VariableSplit,
)
from data.catalog.terms import Grade as GradeName

NORMALISATIONS = ("attainment", "goalposts", "shortfall")
AGGREGATIONS = ("arithmetic", "geometric")
PAGES = ("overview", "infrastructure", "training", "funding", "actions", "evaluation")
COUNTY = "county"
EVERYWHERE = "*"

YEAR = whole(1900, 2100)
WEIGHT = number(0)
NOTE = optional(text, "")


@dataclass(frozen=True)
class Formula:
    """What a formula is made of: `of` names the table of its numerator; its denominator is always variables."""

    of: str = "variables"
    divides: bool = False


FORMULAS: Mapping[str, Formula] = {
    "count": Formula(),
    "share": Formula(divides=True),
    "rate": Formula(divides=True),
    "growth": Formula(),
    "survey": Formula(),
    "steps": Formula(),
    "gap": Formula(of="indicators"),
    "parity": Formula(of="indicators"),
    "dispersion": Formula(of="indicators", divides=True),
}


def _names(*columns: str) -> dict[str, Column]:
    return {column: Column(text) for column in columns}


def _role(roles: Iterable[Role]) -> Column:
    """Make the column of roles; plans that were sealed into editions before there were roles lack it."""
    among = choice(*roles)
    return Column(optional(lambda cell: Role(among(cell))), may_lack=True)


GRADES = Table(
    "grades",
    rows.Grade,
    ("grade",),
    {
        "grade": Column(choice(*get_args(GradeName))),
        **_names("name_zh", "name_en"),
        "at_least": Column(number(0, 100)),
        "mark": Column(text),
        "on_track_at_least": Column(optional(number(0, 1)), may_lack=True),
        "behind_at_most": Column(optional(number(0, 1)), may_lack=True),
    },
)
DEPARTMENTS = Table(
    "departments",
    rows.Department,
    ("department",),
    {"department": Column(code), **_names("name_zh", "name_en"), "reports": Column(yes)},
)
MEASURES = Table(
    "measures",
    rows.Measure,
    ("measure",),
    {
        "measure": Column(code),
        "kind": Column(choice(*get_args(MeasureKind))),
        **_names("number_zh", "name_zh", "short_zh", "name_en", "short_en"),
        "weight": Column(WEIGHT),
    },
    rest={"leads": (), "supports": ()},
)
MEASURE_DEPARTMENTS = Table(
    "measure_departments",
    rows.MeasureDepartment,
    ("measure", "department"),
    {
        "measure": Column(code, "measures"),
        "department": Column(text, "departments", (EVERYWHERE,)),
        "role": Column(choice("lead", "support")),
    },
)
CLAUSES = Table(
    "clauses",
    rows.Clause,
    ("clause",),
    {
        "clause": Column(code),
        "parent": Column(optional(code, ""), "clauses"),
        "measure": Column(optional(code, ""), "measures"),
        "number_zh": Column(NOTE),
        **_names("title_zh", "title_en"),
        "text_zh": Column(NOTE),
        "weight": Column(WEIGHT),
    },
)
THEMES = Table("themes", rows.Theme, ("theme",), {"theme": Column(code), **_names("name_zh", "name_en")})
VARIABLES = Table(
    "variables",
    rows.Variable,
    ("variable",),
    {
        "variable": Column(code),
        "theme": Column(code, "themes"),
        **_names("name_zh", "name_en", "definition_zh", "unit_zh", "unit_en"),
        "kind": Column(choice(*get_args(VariableKind))),
        "number": Column(choice("count", "amount", "rate")),
        "split": Column(choice(*get_args(VariableSplit))),
        "reporter": Column(code, "departments", (COUNTY,)),
        "at_most": Column(optional(code, ""), "variables"),
        "jump": Column(number(0)),
        "role": _role(VARIABLE_ROLES),
    },
)
INDICATORS = Table(
    "indicators",
    rows.Indicator,
    ("indicator",),
    {
        "indicator": Column(code),
        "clause": Column(code, "clauses"),
        "also": Column(optional(codes, ()), "clauses"),
        "page": Column(choice(*PAGES)),
        **_names("name_zh", "short_zh", "name_en", "short_en"),
        "formula": Column(choice(*FORMULAS)),
        "numerator": Column(codes),
        "denominator": Column(optional(codes, ()), "variables"),
        "factor": Column(number(0)),
        **_names("unit_zh", "unit_en"),
        "decimals": Column(whole(0, 4)),
        "direction": Column(choice("up", "down")),
        "kind": Column(choice(*get_args(IndicatorKind))),
        "split": Column(choice(*get_args(IndicatorSplit))),
        "rollup": Column(choice(*get_args(Rollup))),
        "pace": Column(choice(*get_args(Pace))),
        "due_month": Column(whole(1, 12)),
        "weight": Column(WEIGHT),
        "worst": Column(optional(number())),
        "best": Column(optional(number())),
        "scale": Column(choice("linear", "log")),
        "role": _role(INDICATOR_ROLES),
        "normalise": Column(optional(choice(*NORMALISATIONS), ""), may_lack=True),
        "course": Column(optional(shares), may_lack=True),
    },
)
TARGETS = Table(
    "targets",
    rows.Target,
    ("indicator", "place", "split", "period", "version"),
    {
        "indicator": Column(code, "indicators"),
        "place": Column(text, "places", (EVERYWHERE,)),
        "split": Column(choice(*SPLITS)),
        "period": Column(period),
        "value": Column(optional(number())),
        "rule": Column(choice(*RULES)),
        "basis": Column(choice(*BASES)),
        "clause": Column(optional(code, ""), "clauses"),
        "version": Column(whole(1, 99)),
        "in_force_from": Column(day),
        "baseline_period": Column(optional(month, "")),
        "baseline": Column(optional(number())),
        "source_zh": Column(text),
    },
)
MILESTONES = Table(
    "milestones",
    rows.Milestone,
    ("indicator", "step"),
    {
        "indicator": Column(code, "indicators"),
        "step": Column(whole(1, 99)),
        **_names("name_zh", "name_en"),
        "due": Column(month),
    },
)
PLACES = Table(
    "places",
    rows.Place,
    ("place",),
    {
        "place": Column(code),
        "parent": Column(optional(code, ""), "places"),
        "type": Column(choice("city", "district", "county")),
        "name_zh": Column(text),
        "name_bo": Column(NOTE),
        "name_en": Column(text),
        "bo_confirmed": Column(yes),
    },
)
ALIASES = Table(
    "aliases",
    rows.Alias,
    ("alias",),
    {"alias": Column(text), "place": Column(optional(code, ""), "places"), "reason_zh": Column(text)},
)
POPULATION = Table(
    "population",
    rows.Population,
    ("place", "year", "split"),
    {
        "place": Column(code, "places"),
        "year": Column(YEAR),
        "split": Column(choice(*SPLITS)),
        "persons": Column(whole(0, 10**9)),
        "basis": Column(choice("census", "bulletin", "derived")),
        "source_zh": Column(text),
    },
)
SERIES = Table(
    "series",
    rows.SeriesPoint,
    ("series", "place_zh", "split", "year"),
    {
        "series": Column(code),
        **_names("place_zh", "place_en"),
        "split": Column(choice(*SPLITS)),
        "year": Column(YEAR),
        "value": Column(number()),
        **_names("unit_zh", "unit_en", "source_zh"),
    },
)
FLAGS = Table(
    "flags",
    rows.Flag,
    ("flag",),
    {
        "flag": Column(code),
        **_names("name_zh", "name_en"),
        "money": Column(code, "indicators"),
        "money_at_least": Column(optional(number(0))),
        "money_at_most": Column(optional(number(0))),
        "things": Column(codes, "indicators"),
        "thing_at_least": Column(optional(number(0))),
        "thing_at_most": Column(optional(number(0))),
        "from_month": Column(whole(1, 12)),
    },
)
TABLES: tuple[Table[Any], ...] = (
    GRADES,
    DEPARTMENTS,
    MEASURES,
    MEASURE_DEPARTMENTS,
    CLAUSES,
    THEMES,
    VARIABLES,
    INDICATORS,
    TARGETS,
    MILESTONES,
    PLACES,
    ALIASES,
    POPULATION,
    SERIES,
    FLAGS,
)

PLAN_FILE = "plan.yaml"
PLAN_KEYS: Mapping[str, Parser] = {
    "plan": code,
    "city": code,
    "title_zh": text,
    "title_en": text,
    "short_zh": text,
    "short_en": text,
    "first_year": YEAR,
    "last_year": YEAR,
    "first_month": month,
    "due_day": whole(1, 28),
    "template_version": text,
    "form_number": optional(text, ""),
    "issuer_zh": optional(text, ""),
    "on_track": number(0, 100),
    "at_risk": number(0, 100),
    "stock_jump": number(0),
    "file_limit_mb": number(0),
    "scoring.normalise": choice(*NORMALISATIONS),
    "scoring.aggregate.clause": choice(*AGGREGATIONS),
    "scoring.aggregate.measure": choice(*AGGREGATIONS),
    "scoring.aggregate.total": choice(*AGGREGATIONS),
    "scoring.minimum_share": number(0, 1),
    "bands.draws": whole(1, 10**6),
    "bands.seed": whole(0, 2**32 - 1),
    "bands.weight_spread": number(0, 1),
    "bands.interval": interval,
    "bands.normalise": choices(*NORMALISATIONS),
    "bands.aggregate": choices(*AGGREGATIONS),
    "method.silence": choice("skipped", "counted"),
    "method.carry_months": whole(0, 11),
    "method.course": choice("even", "earlier"),
    "method.whole_things": yes,
    "method.printed": yes,
    "method.absent": choice("inherited", "left"),
    "method.least_span": number(0, 1),
    "method.gate_share": number(0, 1),
    "method.fresh_for_grade": number(0, 1),
    "method.grade_from_month": whole(1, 12),
}
PLAN_DEFAULTS: Mapping[str, str] = {
    "form_number": "",
    "issuer_zh": "",
    "method.silence": "skipped",
    "method.carry_months": "0",
    "method.course": "even",
    "method.whole_things": "no",
    "method.printed": "no",
    "method.absent": "inherited",
    "method.least_span": "0.2",
    "method.gate_share": "0.05",
    "method.fresh_for_grade": "0.9",
    "method.grade_from_month": "1",
}
"""What stands for keys that a plan.yaml written before they were known lacks."""
