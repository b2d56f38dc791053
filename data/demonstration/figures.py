"""The figures of a demonstration: plausible, consistent with each other, and led by the target ledger.

A variable is as large as its settings say, or grows towards the target of the indicator that it is counted in.
The same catalog and settings give the same figures, whatever order they are made in.
"""

import numpy as np

from data.catalog.catalog import Catalog, Variable
from data.demonstration.aims import Aim, aim_of
from data.demonstration.amounts import full_amounts
from data.demonstration.course import course, jumps
from data.demonstration.knobs import Knobs
from data.demonstration.scene import Floats, Scene, Splits, plan_months
from data.reports.form import FigureKey, used_splits
from speech.months import ordinal

DECIMALS = {"count": 0, "amount": 1, "rate": 2}


def generate(catalog: Catalog, knobs: Knobs, reporter: str) -> dict[FigureKey, Floats]:
    """Make all figures of a reporter, an array over the plan's months each; NaN is "not applicable"."""
    scene = Scene(catalog, knobs, reporter, plan_months(catalog))
    made: dict[str, Splits] = {}
    for variable in catalog.variables_of(reporter):
        _make(scene, variable, made)
    return {(name, split): array for name, splits in made.items() for split, array in splits.items()}


def _make(scene: Scene, variable: Variable, made: dict[str, Splits]) -> None:
    """Make a variable after those that it depends on."""
    if variable.variable in made:
        return
    own = scene.own(variable)
    aim = aim_of(scene.catalog, variable.variable, scene.place, own.mix)
    needed = (variable.at_most, own.size.of if own.size else "", *(aim.base if aim else ()))
    for name in needed:
        other = scene.catalog.variables.get(name)
        if other and other.reporter == variable.reporter and other != variable:
            _make(scene, other, made)
    made[variable.variable] = _figures(scene, variable, aim, made)


def _figures(scene: Scene, variable: Variable, aim: Aim | None, made: dict[str, Splits]) -> Splits:
    own = scene.own(variable)
    if own.absent:
        return {split: np.full(len(scene.months), np.nan) for split in used_splits(variable)}
    if own.values:
        return _given(scene, variable)
    if variable.kind == "milestone":
        return {"total": _steps(scene, variable)}
    full = full_amounts(scene, variable, aim, made)
    shape = course(scene, variable, full) * jumps(scene, variable)
    parts = {split: amount * shape for split, amount in full.amounts.items()}
    limits = made.get(variable.at_most, {})
    return _with_total(variable, _whole(scene, variable, _within(parts, limits), limits))


def _given(scene: Scene, variable: Variable) -> Splits:
    """Spread the values that stand in the settings: total, urban, rural, or one of them alone."""
    order = ("total", "urban", "rural") if variable.split == "urban_rural" else used_splits(variable)
    first = scene.catalog.plan.first_year
    rows = np.array([scene.own(variable).values[first + year] for year in range(scene.year_count)], dtype=float)
    return {split: scene.by_year(rows[:, n]) for n, split in enumerate(order)}


def _steps(scene: Scene, variable: Variable) -> Floats:
    """Count a milestone's steps, each reached some months after it was due, and none before the one before it."""
    catalog = scene.catalog
    counted_in = {name for name, each in catalog.indicators.items() if variable.variable in each.numerator}
    due = [ordinal(step.due) for step in catalog.milestones if step.indicator in counted_in]
    drawn = scene.random(variable.variable, "delay").poisson(scene.knobs.place(scene.place).delay, len(due))
    delays = scene.own(variable).delays or tuple(int(each) for each in drawn)
    reached = np.array([np.inf if delay is None else month + delay for month, delay in zip(due, delays, strict=True)])
    now = np.array([ordinal(month) for month in scene.months])
    return np.asarray((np.maximum.accumulate(reached)[None, :] <= now[:, None]).sum(axis=1), dtype=float)


def _within(parts: Splits, limits: Splits) -> Splits:
    """Keep each part within its limit; what doesn't fit in town goes to the countryside, and the other way round."""
    over = {split: np.maximum(part - np.nan_to_num(_limit(limits, split, part)), 0) for split, part in parts.items()}
    other = {"urban": "rural", "rural": "urban"}
    return {split: part - over[split] + over.get(other.get(split, ""), 0) for split, part in parts.items()}


def _limit(limits: Splits, split: str, part: Floats) -> Floats:
    return limits.get(split, np.full(len(part), np.inf))


def _whole(scene: Scene, variable: Variable, parts: Splits, limits: Splits) -> Splits:
    """Round to what can be counted, within the limits; of nothing, nothing is applicable."""
    whole = {}
    for split, part in parts.items():
        limit = _limit(limits, split, part)
        rounded = _rounded(scene, variable, np.nan_to_num(part))
        none = np.isnan(limit) | (limit == 0).all()
        whole[split] = np.where(none, np.nan, np.minimum(rounded, limit))
    return whole


def _rounded(scene: Scene, variable: Variable, part: Floats) -> Floats:
    decimals = DECIMALS[variable.number]
    if variable.kind == "flow" and not decimals:
        summed = np.round(scene.summed(part))
        first = np.diff(scene.years, prepend=-1) > 0
        return np.asarray(np.where(first, summed, np.diff(summed, prepend=0)))
    return np.asarray(np.round(part, decimals))


def _with_total(variable: Variable, parts: Splits) -> Splits:
    if variable.split != "urban_rural":
        return parts
    urban, rural = parts["urban"], parts["rural"]
    if variable.number == "rate":
        return parts | {"total": np.round((urban + rural) / 2, DECIMALS["rate"])}
    both = np.isnan(urban) & np.isnan(rural)
    return parts | {"total": np.where(both, np.nan, np.round(np.nan_to_num(urban) + np.nan_to_num(rural), 2))}
