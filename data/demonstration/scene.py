"""Where a demonstration's figures are made: one reporter, its months, its settings, its own chance."""

from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from data.catalog.catalog import Catalog, Variable
from data.demonstration.knobs import Knobs, VariableKnobs
from speech.months import Month, number_of, span, year_of

Floats: TypeAlias = NDArray[np.float64]
Splits: TypeAlias = dict[str, Floats]
"""A variable's figures by split, an array over the months each."""


@dataclass(frozen=True)
class Scene:
    """One reporter's months from the plan's begin to its end."""

    catalog: Catalog
    knobs: Knobs
    reporter: str
    months: tuple[Month, ...]

    @property
    def place(self) -> str:
        """The place that the figures are about: the city for a department."""
        return self.reporter if self.reporter in self.catalog.places else self.catalog.plan.city

    @property
    def years(self) -> NDArray[np.int64]:
        """The year of each month, counted from the plan's first."""
        return np.array([year_of(month) - self.catalog.plan.first_year for month in self.months])

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The number of each month in its year, 1 to 12."""
        return np.array([number_of(month) for month in self.months])

    def own(self, variable: Variable) -> VariableKnobs:
        """The settings of a variable here."""
        return self.knobs.of(variable.variable, self.place)

    def random(self, *names: str) -> np.random.Generator:
        """Draws that belong to this reporter and these names alone."""
        return np.random.default_rng([self.knobs.seed, crc32("/".join((self.reporter, *names)).encode())])

    def by_year(self, values: Floats) -> Floats:
        """Spread a value for each year over its months."""
        return np.asarray(values[self.years])

    def summed(self, amounts: Floats) -> Floats:
        """Add up month by month, from nothing in each year."""
        sums = np.cumsum(amounts)
        before = (sums - amounts)[np.searchsorted(self.years, self.years)]
        return np.asarray(sums - before)

    @property
    def year_count(self) -> int:
        """The number of years that the plan runs."""
        return int(self.years[-1]) + 1


def plan_months(catalog: Catalog) -> tuple[Month, ...]:
    """List the months that a plan runs."""
    return span(catalog.plan.first_month, f"{catalog.plan.last_year}-12")
