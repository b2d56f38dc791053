"""From reported figures to amounts: each variable as an array over places, months and splits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import SPLITS, Catalog, Plan, Variable
from evaluation.engine.formulas import Floats
from speech.months import Month, number_of, ordinal

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]

MISSING, REPORTED, NOT_APPLICABLE, NO_RATE = range(4)  # their places in STATES
ANNUAL_LIFE = 12  # months for which a yearly figure stands
CARRIED = ("stock", "to_date")  # the kinds of variables whose last known figure stands in


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

    What isn't known of a month that didn't come is told by four more: `fresh` is the share of what is asked for that
    came, 0 to 1; `since` the ordinal of the month that a carried state is of; `floor` what is there for certain (a
    carried state counts as nothing, a sum has what came); `ceiling` what may be there at the most, as a denominator
    (the last known state, grown by what passes without a warning). `kept` is the last known state, of any age.
    """

    value: Floats
    state: Ints
    months: Floats
    late: Bools
    warnings: Ints
    approved: Bools
    fresh: Floats
    since: Ints
    floor: Floats
    ceiling: Floats
    kept: Floats
    flow: bool = False

    def mapped(self, function: Callable[[Any], Any]) -> "Amount":
        """Give the amount with every array put through a function."""
        return replace(self, **{name: function(getattr(self, name)) for name in ARRAYS})


ARRAYS = ("value", "state", "months", "late", "warnings", "approved", "fresh", "since", "floor", "ceiling", "kept")


def read_amounts(catalog: Catalog, reported: pd.DataFrame, grid: Grid) -> dict[str, Amount]:
    """Arrange the reported frame on the grid; figures outside of it are left out."""
    codes = tuple(catalog.variables)
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
    amounts = {
        name: _amount(
            catalog.variables[name], _own(value[n], state[n], late[n], warnings[n], approved[n], grid), catalog.plan
        )
        for n, name in enumerate(codes)
    }
    return amounts | _all_carried(catalog, amounts, grid) if catalog.plan.method.counts_silence else amounts


def _all_carried(catalog: Catalog, amounts: Mapping[str, Amount], grid: Grid) -> dict[str, Amount]:
    """Carry the states and running totals, all at once."""
    names = [name for name in amounts if catalog.variables[name].kind in CARRIED]
    if not names:
        return {}
    stacks: dict[str, Any] = {array: np.stack([getattr(amounts[name], array) for name in names]) for array in ARRAYS}
    stacked = Amount(**stacks)
    to_date = np.array([catalog.variables[name].kind == "to_date" for name in names])[:, None, None]
    jumps = np.array([catalog.variables[name].jump or catalog.plan.stock_jump for name in names])[:, None, None]
    carried = _carried(stacked, catalog.plan.method.carry_months, to_date, jumps, grid)
    return {name: carried.mapped(itemgetter(n)) for n, name in enumerate(names)}


def _positions(reported: pd.DataFrame, codes: Sequence[str], grid: Grid) -> Ints:
    """Find where each row belongs: variable, place, month and split, -1 for what is on no axis."""
    axes: Mapping[str, Sequence[str]] = {
        "variable": codes, "place": grid.places, "month": grid.months, "split": SPLITS,
    }  # fmt: skip
    found = [pd.Index(known, dtype=str).get_indexer(pd.Index(reported[name])) for name, known in axes.items()]
    return np.array(found, dtype=np.int64).reshape(len(axes), len(reported))


def _own(value: Floats, state: Ints, late: Bools, warnings: Ints, approved: Bools, grid: Grid) -> Amount:
    """Give the amount of a month's own figures; of what didn't come nothing is certain and anything possible."""
    known = np.nan_to_num(value)
    since = np.broadcast_to(grid.ordinals[None, :, None], grid.shape)
    return Amount(
        value=value,
        state=state,
        months=np.full(grid.shape, np.inf),
        late=late,
        warnings=warnings,
        approved=approved,
        fresh=(state != MISSING).astype(float),
        since=since,
        floor=known,
        ceiling=np.where(state == MISSING, np.inf, known),
        kept=np.where(state == MISSING, np.nan, known),
    )


def _amount(variable: Variable, amount: Amount, plan: Plan) -> Amount:
    if variable.split == "rural":
        amount = rural_as_total(amount)
    if variable.kind == "annual":
        return _standing(amount)
    if variable.kind == "milestone" and plan.method.counts_silence:
        return _reached(amount)
    return replace(amount, flow=variable.kind == "flow")


def _carried(amount: Amount, longest: int, to_date: Bools, jumps: Floats, grid: Grid) -> Amount:
    """Let a state that didn't come be the last known one, for some months; a running total within its year alone.

    Arrays are variables x places x months x splits; `to_date` tells running totals from states.
    """
    value, state, since = amount.value.copy(), amount.state.copy(), amount.since.copy()
    kept, ceiling = amount.kept.copy(), amount.ceiling.copy()
    for m in range(1, len(grid.months)):
        missing = amount.state[:, :, m] == MISSING
        age = since[:, :, m] - since[:, :, m - 1]
        carried = missing & (state[:, :, m - 1] == REPORTED) & (age <= longest)
        if grid.numbers[m] == 1:
            carried &= ~to_date
        for array in (value, state, since):
            np.copyto(array[:, :, m], array[:, :, m - 1], where=carried)
        np.copyto(kept[:, :, m], kept[:, :, m - 1], where=missing)
        np.copyto(ceiling[:, :, m], ceiling[:, :, m - 1] * (1 + jumps), where=missing)
    return replace(amount, value=value, state=state, since=since, kept=kept, ceiling=ceiling)


def _reached(amount: Amount) -> Amount:
    """Let a step that was reached stay reached, whatever comes later or doesn't."""
    value, state = amount.value.copy(), amount.state.copy()
    for m in range(1, state.shape[1]):
        value[:, m] = np.fmax(value[:, m], value[:, m - 1])
        state[:, m] = np.where(np.isfinite(value[:, m]), REPORTED, state[:, m])
    return replace(amount, value=value, state=state, floor=np.nan_to_num(value))


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


def through_silence(amount: Amount, counted: Bools, numbers: Ints) -> Amount:
    """Let a sum since January that lacks months stand for what came, instead of being missing as its last month is."""
    reported, fresh = counted & (amount.state == REPORTED), amount.months / numbers[None, :, None]
    for m in range(1, len(numbers)):
        if numbers[m] > 1:
            reported[:, m] |= reported[:, m - 1]
    state = np.select([reported, fresh >= 1], [REPORTED, NOT_APPLICABLE], MISSING).astype(np.int64)
    since = np.where(counted, amount.since, 0)
    for m in range(1, len(numbers)):
        since[:, m] = np.where(counted[:, m], since[:, m], since[:, m - 1])
    ceiling = np.where(fresh < 1, np.inf, amount.value)
    return replace(
        amount, state=state, fresh=fresh, since=since, floor=amount.value, ceiling=ceiling, kept=amount.value
    )


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
