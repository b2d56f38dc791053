"""What a variable has to reach for its indicator's target: the ledger read backwards, for a demonstration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.catalog.catalog import EVERYWHERE, Catalog, Indicator, Target

UNIT = {"count": 1.0, "survey": 1.0, "share": 100.0}
"""What a formula's result counts as one; rates have the indicator's factor."""


@dataclass(frozen=True)
class Aim:
    """The amount that attains the target in each year, or where `base` names variables, its share of their sum."""

    measure: str
    base: tuple[str, ...]
    by_year: Mapping[int, float]


def aim_of(catalog: Catalog, variable: str, place: str, mix: float | None) -> Aim | None:
    """Find the first indicator that counts a variable and has a target in numbers for the place.

    `mix` is the variable's share in a numerator of several; without it, all have the same.
    """
    years = range(catalog.plan.first_year, catalog.plan.last_year + 1)
    for indicator in catalog.indicators.values():
        if variable not in indicator.numerator or indicator.formula not in (*UNIT, "rate"):
            continue
        ledger = [each for each in catalog.targets if each.indicator == indicator.indicator]
        values = {year: value for year in years if (value := _in_force(ledger, place, year)) is not None}
        if len(values) == len(years):
            share = (mix or 1 / len(indicator.numerator)) / _unit(indicator)
            by_year = {year: value * share for year, value in values.items()}
            return Aim(catalog.clauses[indicator.clause].measure, indicator.denominator, by_year)
    return None


def _unit(indicator: Indicator) -> float:
    return UNIT.get(indicator.formula, indicator.factor)


def _in_force(ledger: Sequence[Target], place: str, year: int) -> float | None:
    """Give the value for a year's end: the place's own row first, the nearest period, the highest version."""
    rows = [
        each
        for each in ledger
        if each.value is not None
        and each.place in (place, EVERYWHERE)
        and each.split == "total"
        and each.in_force_from.year <= year
        and (each.period == EVERYWHERE or int(each.period[:4]) >= year)
    ]
    best = min(rows, key=lambda each: (each.place == EVERYWHERE, _end(each), -each.version), default=None)
    return best.value if best else None


def _end(target: Target) -> str:
    return "9999" if target.period == EVERYWHERE else target.period
