"""The figures of a demonstration: plausible, consistent with each other, and led by the target ledger.

A variable is as large as its settings say, or grows towards the target of the indicator that it is counted in.
The same catalog and settings give the same figures, whatever order they are made in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from data.catalog import Catalog, Variable
from data.demonstration_aims import Aim, aim_of
from data.demonstration_knobs import Knobs, VariableKnobs
from data.form import FigureKey, used_splits
from data.months import number_of, ordinal, span, year_of

Floats: TypeAlias = NDArray[np.float64]
Splits: TypeAlias = dict[str, Floats]

DEFAULT_RATIO = 0.7
DEFAULT_SHARE = 0.004
START = 0.62
"""Where a stock stands when the plan begins, of what it reaches in its last year."""
SEASON_NOISE = 0.10
DECIMALS = {"count": 0, "amount": 1, "rate": 2}


@dataclass(frozen=True)
class Scene:
    """One reporter's months from the plan's begin to its end."""

    catalog: Catalog
    knobs: Knobs
    reporter: str
    months: tuple[str, ...]

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

    @property
    def year_count(self) -> int:
        """The number of years that the plan runs."""
        return int(self.years[-1]) + 1


@dataclass(frozen=True)
class Full:
    """What would be there at each month with everything attained, by split.

    `led` says that a target leads to it; `moving`, that it is the month's own amount and needs no season.
    """

    amounts: Splits
    led: bool
    moving: bool
    measure: str = ""


def plan_months(catalog: Catalog) -> tuple[str, ...]:
    """List the months that a plan runs."""
    return span(catalog.plan.first_month, f"{catalog.plan.last_year}-12")


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
        if name in scene.catalog.variables and name != variable.variable:
            _make(scene, scene.catalog.variables[name], made)
    made[variable.variable] = _figures(scene, variable, aim, made)


def _figures(scene: Scene, variable: Variable, aim: Aim | None, made: dict[str, Splits]) -> Splits:
    own = scene.own(variable)
    if own.absent:
        return {split: np.full(len(scene.months), np.nan) for split in used_splits(variable)}
    if own.values:
        return _given(scene, variable, own)
    if variable.kind == "milestone":
        return {"total": _steps(scene, variable, own)}
    full = _full(scene, variable, own, aim, made)
    shape = _shape(scene, variable, own, full) * _jump(scene, variable)
    parts = {split: amount * shape for split, amount in full.amounts.items()}
    limits = made.get(variable.at_most, {})
    return _with_total(variable, _whole(scene, variable, _within(parts, limits), limits))


def _given(scene: Scene, variable: Variable, own: VariableKnobs) -> Splits:
    """Spread the values that stand in the settings: total, urban, rural, or one of them alone."""
    order = ("total", "urban", "rural") if variable.split == "urban_rural" else used_splits(variable)
    first = scene.catalog.plan.first_year
    rows = np.array([own.values[first + year] for year in range(scene.year_count)], dtype=float)
    return {split: scene.by_year(rows[:, n]) for n, split in enumerate(order)}


def _steps(scene: Scene, variable: Variable, own: VariableKnobs) -> Floats:
    """Count a milestone's steps, each reached some months after it was due, and none before the one before it."""
    indicator = next(each for each in scene.catalog.indicators.values() if variable.variable in each.numerator)
    due = [ordinal(step.due) for step in scene.catalog.milestones_of(indicator.indicator)]
    drawn = scene.random(variable.variable, "delay").poisson(scene.knobs.place(scene.place).delay, len(due))
    delays = own.delays or tuple(int(each) for each in drawn)
    reached = np.array([np.inf if delay is None else month + delay for month, delay in zip(due, delays, strict=True)])
    now = np.array([ordinal(month) for month in scene.months])
    return np.asarray((np.maximum.accumulate(reached)[None, :] <= now[:, None]).sum(axis=1), dtype=float)


# How large everything would be


def _full(scene: Scene, variable: Variable, own: VariableKnobs, aim: Aim | None, made: dict[str, Splits]) -> Full:
    if own.size:
        return Full(_sized(scene, variable, own, made), led=False, moving=False)
    limit = (variable.at_most,) if variable.at_most in made else ()
    if own.ratio is None and aim and all(name in made for name in aim.base):
        amount = scene.by_year(np.array(list(aim.by_year.values())))
        whole = amount * _sum(variable, aim.base, made) if aim.base else amount
        parts = _split(scene, variable, whole, limit or aim.base, made)
        return Full(parts, led=True, moving=_moves(scene, aim.base), measure=aim.measure)
    if limit:
        whole = _sum(variable, limit, made) * (own.ratio or DEFAULT_RATIO) * (1 + own.growth) ** scene.years
        return Full(_split(scene, variable, whole, limit, made), led=False, moving=_moves(scene, limit))
    whole = np.full(len(scene.months), DEFAULT_SHARE * residents(scene.catalog, scene.place))
    return Full(_split(scene, variable, whole, (), made), led=False, moving=False)


def _moves(scene: Scene, base: tuple[str, ...]) -> bool:
    return any(scene.catalog.variables[name].kind in ("flow", "to_date") for name in base)


def _sized(scene: Scene, variable: Variable, own: VariableKnobs, made: dict[str, Splits]) -> Splits:
    """Give the size that is set: by place, as a share of the census, or of another variable."""
    size = own.size
    assert size is not None  # noqa: S101  # only called where it is set
    splits = [split for split in used_splits(variable) if split != "total"] or ["total"]
    grown = _growth(scene, variable, own)
    if scene.place in size.places:
        return {split: grown * number for split, number in zip(splits, size.places[scene.place], strict=True)}
    shares = size.share * len(splits) if len(size.share) == 1 else size.share
    drawn = scene.random(variable.variable, "size").normal(0, own.noise)
    factor = grown * (1 + float(np.clip(drawn, -2 * own.noise, 2 * own.noise)))
    pairs = zip(splits, shares, strict=True)
    return {split: factor * share * _of(scene, size.of, split, made) for split, share in pairs}


def _of(scene: Scene, name: str, split: str, made: dict[str, Splits]) -> Floats:
    if name in made:
        return _added([made[name].get(split, made[name]["total"])])
    urban = scene.knobs.place(scene.place).urban
    share = {"urban": urban, "rural": 1 - urban, "total": 1.0}[split]
    return np.full(len(scene.months), residents(scene.catalog, scene.place) * share)


def _growth(scene: Scene, variable: Variable, own: VariableKnobs) -> Floats:
    """Grow once a year, by somewhat more or less in each."""
    drawn = scene.random(variable.variable, "growth").normal(1, 0.4, scene.year_count)
    yearly = np.maximum(1 + own.growth * drawn, 0.95)
    yearly[0] = 1
    return scene.by_year(np.asarray(np.cumprod(yearly)))


def residents(catalog: Catalog, place: str) -> int:
    """Give a place's residents as the catalog's first figure has them, 1000 where it has none."""
    found = (row.persons for row in catalog.population if row.place == place and row.split == "total")
    return next(found, 1000)


def _sum(variable: Variable, names: tuple[str, ...], made: dict[str, Splits]) -> Floats:
    """Add up variables, of the countryside alone where the variable is of the countryside."""
    split = "rural" if variable.split == "rural" else "total"
    return _added([made[name].get(split, next(iter(made[name].values()))) for name in names])


def _added(parts: Sequence[Floats]) -> Floats:
    return np.asarray(np.sum([np.nan_to_num(part) for part in parts], axis=0))


def _split(scene: Scene, variable: Variable, whole: Floats, base: tuple[str, ...], made: dict[str, Splits]) -> Splits:
    """Split into town and countryside in proportion to a base, the countryside having less for each unit of it."""
    if variable.split != "urban_rural":
        return {used_splits(variable)[0]: whole}
    place = scene.knobs.place(scene.place)
    weights = {"urban": np.full(len(whole), place.urban), "rural": np.full(len(whole), 1 - place.urban)}
    if base and all(split in made[name] for name in base for split in weights):
        weights = {split: _added([made[name][split] for name in base]) for split in weights}
    line = np.linspace(*place.parity, len(whole)) * scene.own(variable).rural
    together = weights["urban"] + line * weights["rural"]
    each = np.divide(whole, together, out=np.zeros_like(whole), where=together > 0)
    return {"urban": each * weights["urban"], "rural": each * line * weights["rural"]}


# How much of it is there by each month


def _shape(scene: Scene, variable: Variable, own: VariableKnobs, full: Full) -> Floats:
    factor = _attained(scene, variable, own, full.measure) if full.led else np.ones(len(scene.months))
    if variable.kind == "stock":
        return _rise(scene, variable, own, factor) if full.led else factor
    if variable.kind == "annual":
        return factor
    if full.moving:
        wobble = scene.random(variable.variable, "wobble").normal(1, own.noise / 2, len(factor))
        return factor * (wobble if variable.kind == "flow" else 1)
    season = _season(scene, variable, own)
    return factor * (season if variable.kind == "flow" else _by_year_summed(scene, season))


def _attained(scene: Scene, variable: Variable, own: VariableKnobs, measure: str) -> Floats:
    """Say how far the target is attained in each year: the place's level, the measure's, the variable's, and luck."""
    first, last = scene.knobs.place(scene.place).level
    level = np.linspace(first, last, scene.year_count) ** own.tie
    luck = scene.random(variable.variable, "luck").normal(0, own.noise)
    yearly = scene.random(variable.variable, "years").normal(0, own.noise / 2, scene.year_count)
    strength = scene.random(measure, "measure").normal(0, own.noise) + _common(scene, variable)
    measured = scene.knobs.measures.get(measure, 1.0) * np.exp(strength)
    return scene.by_year(level * own.level * measured ** min(own.tie, 1) * np.exp(luck + yearly))


def _common(scene: Scene, variable: Variable) -> float:
    """Give what makes a variable easier or harder in every place alike."""
    generator = np.random.default_rng([scene.knobs.seed, crc32(variable.variable.encode())])
    return float(np.clip(generator.normal(0, 1), -2, 2)) * scene.knobs.spread


def _rise(scene: Scene, variable: Variable, own: VariableKnobs, factor: Floats) -> Floats:
    """Rise from the begin to what is attained in the end, most of it when it's warm enough to build."""
    steps = _weights(scene, variable, own.profile or ("building" if "building" in scene.knobs.profiles else ""))
    risen = np.cumsum(np.where(np.arange(len(steps)) > 0, steps, 0))
    first, last = scene.knobs.place(scene.place).level
    begin = min(START * own.start * (first / last) ** own.tie, 0.98)
    return np.asarray(factor[-1] * (begin + (1 - begin) * risen / risen[-1]))


def _season(scene: Scene, variable: Variable, own: VariableKnobs) -> Floats:
    weights = _weights(scene, variable, own.profile)
    sums = np.bincount(scene.years, weights)
    return np.asarray(weights / sums[scene.years])


def _weights(scene: Scene, variable: Variable, profile: str) -> Floats:
    months = np.array(scene.knobs.profile(profile))[scene.numbers - 1]
    noise = scene.random(variable.variable, "season").normal(0, SEASON_NOISE, len(months))
    return np.asarray(months * np.exp(noise))


def _jump(scene: Scene, variable: Variable) -> Floats:
    factor = np.ones(len(scene.months))
    for jump in scene.knobs.reports.jumps:
        if (jump.reporter, jump.variable) == (scene.reporter, variable.variable):
            factor[np.array(scene.months) >= jump.month] *= jump.by
    return factor


# Whole and within limits


def _within(parts: Splits, limits: Splits) -> Splits:
    """Keep each part within its limit; what doesn't fit in town goes to the countryside, and the other way round."""
    over = {split: np.maximum(part - _limit(limits, split, part), 0) for split, part in parts.items()}
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
        summed = np.round(_by_year_summed(scene, part))
        before = np.where(scene.numbers > 1, np.roll(summed, 1), 0)
        return np.asarray(summed - before)
    return np.asarray(np.round(part, decimals))


def _by_year_summed(scene: Scene, part: Floats) -> Floats:
    """Add up since January, or since the plan's first month."""
    summed = np.cumsum(part)
    january = np.array([np.argmax(scene.years == year) for year in scene.years])
    return np.asarray(summed - summed[january] + part[january])


def _with_total(variable: Variable, parts: Splits) -> Splits:
    if variable.split != "urban_rural":
        return parts
    urban, rural = parts["urban"], parts["rural"]
    if variable.number == "rate":
        return parts | {"total": np.round((urban + rural) / 2, DECIMALS["rate"])}
    both = np.isnan(urban) & np.isnan(rural)
    return parts | {"total": np.where(both, np.nan, np.round(np.nan_to_num(urban) + np.nan_to_num(rural), 2))}
