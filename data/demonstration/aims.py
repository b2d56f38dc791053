"""What a variable has to reach for its indicator's target: the ledger read backwards, for a demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.catalog.catalog import Catalog, Indicator
from data.catalog.ledger import row_in_force
from speech.months import december_of

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
        rows = {
            year: row_in_force(
                catalog.ledger_of(indicator.indicator), place, december_of(year), "total", indicator, catalog.plan.city
            )
            for year in years
        }
        values = {year: row.value for year, row in rows.items() if row is not None and row.value is not None}
        if len(values) == len(years):
            share = (mix or 1 / len(indicator.numerator)) / _unit(indicator)
            by_year = {year: value * share for year, value in values.items()}
            return Aim(catalog.clauses[indicator.clause].measure, indicator.denominator, by_year)
    return None


def _unit(indicator: Indicator) -> float:
    return UNIT.get(indicator.formula, indicator.factor)
