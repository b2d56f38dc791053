"""The vocabulary of a city's plan: what each row of its folder's files says, as frozen dataclasses."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.catalog.roles import Role
from data.catalog.terms import (
    SHOWN_SPLITS,
    Basis,
    IndicatorKind,
    IndicatorSplit,
    MeasureKind,
    Pace,
    Rollup,
    Rule,
    Split,
    VariableKind,
    VariableSplit,
)
from data.catalog.terms import Grade as GradeName
from speech.months import Month


@dataclass(frozen=True)
class Clause:
    """A clause of the plan with its own words; `parent` is empty at the top, `measure` above the measures."""

    clause: str
    parent: str
    measure: str
    number_zh: str
    title_zh: str
    title_en: str
    text_zh: str
    weight: float

    @property
    def words_zh(self) -> str:
        """The clause word for word: number, heading and text run on as they do in the plan."""
        return self.number_zh + self.title_zh + self.text_zh

    @property
    def heading_zh(self) -> str:
        """The heading without the full stop that the plan sets behind it."""
        return self.title_zh.rstrip("。；")


@dataclass(frozen=True)
class MeasureDepartment:
    """A department's role in a measure: lead or support; department "*" is every one without a role of its own."""

    measure: str
    department: str
    role: str


@dataclass(frozen=True)
class Measure:
    """One of the plan's measures: T, A1-A6, P1-P5, G1-G3; `kind` is overall, action, project or guarantee."""

    measure: str
    kind: MeasureKind
    number_zh: str
    name_zh: str
    short_zh: str
    name_en: str
    short_en: str
    weight: float
    leads: tuple[str, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True)
class Department:
    """A department of the city; `reports` says that it hands in a month report of its own."""

    department: str
    name_zh: str
    name_en: str
    reports: bool


@dataclass(frozen=True)
class Theme:
    """A sheet of the month report."""

    theme: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Variable:
    """A figure that a report carries.

    `kind`: stock (state at the month's end), flow (counted over the month), to_date (running total since
    1 January), annual (once a year), milestone (the number of steps reached).
    `number`: count (whole, not negative), amount (decimals, not negative), rate (0-100).
    `split`: urban_rural (urban, rural and total), rural (the countryside alone), total (one figure).
    `reporter`: "county", or the code of the department that reports it for the city.
    `at_most`: the variable that it can't exceed, or "". `jump`: the share of change against last month that
    raises a warning. `role`: what the program looks for it as, None for most.
    """

    variable: str
    theme: str
    name_zh: str
    name_en: str
    definition_zh: str
    unit_zh: str
    unit_en: str
    kind: VariableKind
    number: str
    split: VariableSplit
    reporter: str
    at_most: str
    jump: float
    role: Role | None


@dataclass(frozen=True)
class Indicator:
    """An indicator of the plan.

    `formula` names a function of evaluation.engine.formulas; `numerator` and `denominator` are variables that are
    added up (for formulas on other indicators: the indicators' ids). `factor` multiplies the quotient.
    `kind`: stock, flow, annual, milestone. `split`: urban_rural, rural, county, city.
    `rollup`: sum (the city is the sum of numerators over the sum of denominators), city (a department
    reports it for the city), derived (worked out at each place from other indicators).
    `pace`: line (straight from the baseline to the target), year (month/12 of the year's target), due (judged
    from `due_month` of each year on, or when the ledger's period ends).
    `worst`, `best`: the goalposts, None where none are set; `scale`: linear or log.
    `page`: the page that shows it. `weight` 0 keeps it out of the scores.
    `role`: what pages, scenes, briefs and findings look for it as, None for most.
    `normalise`: how it is scored, "" as the plan says; `course`: the months' shares of its year, None as the plan says.
    """

    indicator: str
    clause: str
    also: tuple[str, ...]
    page: str
    name_zh: str
    short_zh: str
    name_en: str
    short_en: str
    formula: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    factor: float
    unit_zh: str
    unit_en: str
    decimals: int
    direction: str
    kind: IndicatorKind
    split: IndicatorSplit
    rollup: Rollup
    pace: Pace
    due_month: int
    weight: float
    worst: float | None
    best: float | None
    scale: str
    role: Role | None
    normalise: str
    course: tuple[float, ...] | None

    @property
    def is_added(self) -> bool:
        """Tell whether the city's figure is the sum of the counties' figures, and not worked out of their parts."""
        return self.formula in ("count", "steps")

    @property
    def is_of_city(self) -> bool:
        """Tell whether the city alone has a figure."""
        return self.rollup == "city" or self.split == "city"

    @property
    def shown_splits(self) -> tuple[Split, ...]:
        """The splits that it has values for; what is worked out from other indicators has a total alone."""
        return ("total",) if self.rollup == "derived" else SHOWN_SPLITS[self.split]


@dataclass(frozen=True)
class Target:
    """A row of the target ledger.

    `place` is a code or "*" (every place without a row of its own); `period` is "2025", "2025-06" or "*"
    (every year). `value` of growing and narrowing is the change that is asked for in twelve months, in per cent of
    what it was, None where any change will do. `baseline` None means: the first figure reported
    from `baseline_period` on.
    """

    indicator: str
    place: str
    split: Split
    period: str
    value: float | None
    rule: Rule
    basis: Basis
    clause: str
    version: int
    in_force_from: date
    baseline_period: str
    baseline: float | None
    source_zh: str


@dataclass(frozen=True)
class Milestone:
    """A step of an indicator of kind milestone: due by the end of month `due` (YYYY-MM)."""

    indicator: str
    step: int
    name_zh: str
    name_en: str
    due: str


@dataclass(frozen=True)
class Place:
    """A place with its code and three names; `type` is city, district or county."""

    place: str
    parent: str
    type: str
    name_zh: str
    name_bo: str
    name_en: str
    bo_confirmed: bool


@dataclass(frozen=True)
class Alias:
    """A retired code or another name. `place` is the place that it stands for, or "" where it is refused."""

    alias: str
    place: str
    reason_zh: str


@dataclass(frozen=True)
class Population:
    """A place's residents in a year, of a split ("total" where no other is published), with its source."""

    place: str
    year: int
    split: Split
    persons: int
    basis: str
    source_zh: str


@dataclass(frozen=True)
class SeriesPoint:
    """A published reference figure, such as the literacy of China in 2022."""

    series: str
    place_zh: str
    place_en: str
    split: Split
    year: int
    value: float
    unit_zh: str
    unit_en: str
    source_zh: str


@dataclass(frozen=True)
class Flag:
    """A named flag for money and things that part.

    `money` and each of `things` are indicators; the bounds are per cent of what the year's line expects by now, and
    the flag is raised where both sides keep within them. A bound of None doesn't ask for anything. Before `from_month`
    of a year, when little is expected of either side, no flag is raised.
    """

    flag: str
    name_zh: str
    name_en: str
    money: str
    money_at_least: float | None
    money_at_most: float | None
    things: tuple[str, ...]
    thing_at_least: float | None
    thing_at_most: float | None
    from_month: int


@dataclass(frozen=True)
class Grade:
    """A grade band: from `at_least` points upwards; `mark` is its shape.

    Its conditions are shares of the weight that is due: so much has to be on track, no more may be behind; None asks
    for nothing.
    """

    grade: GradeName
    name_zh: str
    name_en: str
    at_least: float
    mark: str
    on_track_at_least: float | None
    behind_at_most: float | None


@dataclass(frozen=True)
class Scoring:
    """How scores are made: `normalise` is attainment, goalposts or shortfall; `aggregate` is named for each level."""

    normalise: str
    aggregate_clause: str
    aggregate_measure: str
    aggregate_total: str
    minimum_share: float


@dataclass(frozen=True)
class Bands:
    """How rank bands are drawn; `interval` is in per cent."""

    draws: int
    seed: int
    weight_spread: float
    interval: tuple[float, float]
    normalise: tuple[str, ...]
    aggregate: tuple[str, ...]


@dataclass(frozen=True)
class Method:
    """How a plan wants silence, time and things that are counted to be judged; docs/method.md says what each does.

    `silence`: skipped (only what came is judged) or counted (against the full line, all counties kept).
    `carry_months`: for how long a state that didn't come is the last known one. `course` of flows through the year:
    even or earlier (earlier years'). `whole_things`: expectations of things that are counted are rounded down.
    `printed`: status and grade are those of the printed figure. `absent`: what doesn't apply leaves its weight to its
    sisters (inherited) or takes it away (left). `least_span`: the least span of a score, as a share of the target.
    `gate_share`: the share of denominators above which a city's light isn't in full colour. `fresh_for_grade`: the
    share of weight that has to be fresh for a grade, and from which month of the year one is given.
    """

    silence: Literal["skipped", "counted"]
    carry_months: int
    course: Literal["even", "earlier"]
    whole_things: bool
    printed: bool
    absent: Literal["inherited", "left"]
    least_span: float
    gate_share: float
    fresh_for_grade: float
    grade_from_month: int

    @property
    def counts_silence(self) -> bool:
        """Tell whether what didn't come counts against those who didn't report it."""
        return self.silence == "counted"


@dataclass(frozen=True)
class Plan:
    """What plan.yaml says: names, years, the city's code, reporting and checking rules, methods.

    `form_number` and `issuer_zh` stand on the printed report: under which number it is kept, and who issues it.
    """

    plan: str
    city: str
    title_zh: str
    title_en: str
    short_zh: str
    short_en: str
    first_year: int
    last_year: int
    first_month: Month
    due_day: int
    template_version: str
    form_number: str
    issuer_zh: str
    on_track: float
    at_risk: float
    stock_jump: float
    file_limit_mb: float
    scoring: Scoring
    bands: Bands
    method: Method
