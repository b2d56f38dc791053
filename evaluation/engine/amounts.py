"""From reported figures to amounts: each variable as an array over places, months and splits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import SPLITS, Catalog, Variable
from evaluation.engine.formulas import Floats
from speech.months import Month, number_of, ordinal

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]

MISSING, REPORTED, NOT_APPLICABLE, NO_RATE = range(4)  # their places in STATES
ANNUAL_LIFE = 12  # months for which a yearly figure stands


@dataclass(frozen=True)
class Grid:
    """Say which places (the city last) and which unbroken run of months an evaluation covers."""

    places: tuple[str, ...]
    months: tuple[Month, ...]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Places, months, splits."""
        return len(self.places), len(self.months), len(SPLITS)

    @cached_property
    def numbers(self) -> Ints:
        """The number of each month in its year, 1 to 12."""
        return np.array([number_of(month) for month in self.months], dtype=np.int64)

    @cached_property
    def ordinals(self) -> Ints:
        """The months counted since year 0."""
        return np.array([ordinal(month) for month in self.months], dtype=np.int64)


@dataclass(frozen=True)
class Amount:
    """Hold a variable's amounts; every array is places x months x splits.

    `value` is the month's own figure until `since_january` makes a running sum of a `flow`; `months` counts the
    months behind it, and is infinite for a state, which needs no other month. `late`, `warnings` and `approved`
    are those of the month's own report.
    """

    value: Floats
    state: Ints
    months: Floats
    late: Bools
    warnings: Ints
    approved: Bools
    flow: bool = False

    def mapped(self, function: Callable[[Any], Any]) -> "Amount":
        """Give the amount with every array put through a function."""
        return replace(self, **{name: function(getattr(self, name)) for name in ARRAYS})


ARRAYS = ("value", "state", "months", "late", "warnings", "approved")


def read_amounts(catalog: Catalog, reported: pd.DataFrame, grid: Grid) -> dict[str, Amount]:
    """Arrange the reported frame on the grid; figures outside of it are left out."""
    codes = {name: number for number, name in enumerate(catalog.variables)}
    position = _positions(reported, codes, grid)
    inside = (position >= 0).all(axis=0)
    index = tuple(position[:, inside])
    rows = reported[inside]
    shape = (len(codes), *grid.shape)
    value, state = np.full(shape, np.nan), np.zeros(shape, dtype=np.int64)
    late, warnings, approved = np.zeros(shape, bool), np.zeros(shape, np.int64), np.ones(shape, bool)
    value[index] = rows["value"].to_numpy(dtype=float)
    state[index] = np.where(rows["state"].to_numpy() == "reported", REPORTED, NOT_APPLICABLE)
    late[index] = rows["late"].to_numpy(dtype=bool)
    warnings[index] = rows["warnings"].to_numpy(dtype=np.int64)
    approved[index] = rows["approved"].to_numpy(dtype=bool)
    return {
        name: _amount(
            catalog.variables[name],
            Amount(value[n], state[n], np.full(grid.shape, np.inf), late[n], warnings[n], approved[n]),
        )
        for name, n in codes.items()
    }


def _positions(reported: pd.DataFrame, codes: dict[str, int], grid: Grid) -> Ints:
    columns: Sequence[tuple[str, dict[str, int]]] = (
        ("variable", codes),
        ("place", {name: number for number, name in enumerate(grid.places)}),
        ("month", {name: number for number, name in enumerate(grid.months)}),
        ("split", {name: number for number, name in enumerate(SPLITS)}),
    )
    return np.array(
        [reported[column].map(known).fillna(-1).to_numpy(dtype=np.int64) for column, known in columns]
    ).reshape(4, len(reported))


def _amount(variable: Variable, amount: Amount) -> Amount:
    if variable.split == "rural":
        amount = rural_as_total(amount)
    if variable.kind == "annual":
        return _standing(amount)
    return replace(amount, flow=variable.kind == "flow")


def rural_as_total(amount: Amount) -> Amount:
    """Let the total be the rural figure, of what the countryside alone reports or is measured by."""
    rural = list(range(len(SPLITS)))
    rural[SPLITS.index("total")] = SPLITS.index("rural")
    return amount.mapped(lambda array: array[:, :, rural])


def since_january(amount: Amount, counted: Bools, numbers: Ints) -> Amount:
    """Sum a flow over the counted months since January; `numbers` are those of the months in their years."""
    value, months = np.where(counted, np.nan_to_num(amount.value), 0), counted.astype(float)
    for m in range(1, len(numbers)):
        if numbers[m] > 1:
            value[:, m] += value[:, m - 1]
            months[:, m] += months[:, m - 1]
    return replace(amount, value=value, months=months)


def _standing(amount: Amount) -> Amount:
    """Let a yearly figure stand until the next one, for a year at the most."""
    arrays = [getattr(amount, name).copy() for name in ARRAYS]
    state = arrays[ARRAYS.index("state")]
    age = np.where(state > 0, 0, ANNUAL_LIFE)
    for m in range(1, state.shape[1]):
        stands = (state[:, m] == MISSING) & (age[:, m - 1] < ANNUAL_LIFE - 1)
        age[:, m] = np.where(stands, age[:, m - 1] + 1, age[:, m])
        for array in arrays:
            array[:, m] = np.where(stands, array[:, m - 1], array[:, m])
    return replace(amount, **dict(zip(ARRAYS, arrays, strict=True)))
