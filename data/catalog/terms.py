"""The field's closed words: a word that isn't among them fails the type check, or the reading of the plan."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

Split: TypeAlias = Literal["total", "urban", "rural"]
VariableSplit: TypeAlias = Literal["urban_rural", "rural", "total"]
IndicatorSplit: TypeAlias = Literal["urban_rural", "rural", "county", "city"]
VariableKind: TypeAlias = Literal["stock", "flow", "to_date", "annual", "milestone"]
IndicatorKind: TypeAlias = Literal["stock", "flow", "annual", "milestone"]
MeasureKind: TypeAlias = Literal["overall", "action", "project", "guarantee"]
Rule: TypeAlias = Literal["at_least", "at_most", "growing", "narrowing", "milestone"]
Basis: TypeAlias = Literal["plan", "outline", "working"]
Rollup: TypeAlias = Literal["sum", "city", "derived"]
Pace: TypeAlias = Literal["line", "year", "due"]
Grade: TypeAlias = Literal["excellent", "good", "fair", "poor"]
Level: TypeAlias = Literal["indicator", "clause", "measure", "total"]
State: TypeAlias = Literal["missing", "reported", "not_applicable", "no_rate"]
Status: TypeAlias = Literal["on_track", "at_risk", "behind", "no_data", "not_due", "no_target"]
ReportState: TypeAlias = Literal["on_time", "late", "missing"]

LEVELS: tuple[Level, ...] = get_args(Level)
SPLITS: tuple[Split, ...] = get_args(Split)
RULES: tuple[Rule, ...] = get_args(Rule)
BASES: tuple[Basis, ...] = get_args(Basis)
STATES: tuple[State, ...] = get_args(State)
STATUSES: tuple[Status, ...] = get_args(Status)

SIDES: tuple[Split, ...] = ("urban", "rural")
"""The two that are compared, and that a total is made of."""
LAGGING: tuple[Status, ...] = ("behind", "at_risk")
"""The statuses of what is below what is expected by now."""
MOVING: tuple[Rule, ...] = ("growing", "narrowing")
"""The rules that compare with the year before instead of a value."""
SHOWN_SPLITS: Mapping[IndicatorSplit, tuple[Split, ...]] = {
    "urban_rural": SPLITS,
    "rural": ("total", "rural"),
    "county": ("total",),
    "city": ("total",),
}
"""The splits that an indicator has values for, by its own `split`."""


def split_named(text: str) -> Split:
    """Give the split of a name, as an address holds it; the total for any other text."""
    return next((each for each in SPLITS if each == text), "total")
