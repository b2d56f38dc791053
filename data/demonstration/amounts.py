"""How large a demonstration's figures would be with every target attained."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.catalog.catalog import Catalog, Variable
from data.demonstration.aims import Aim
from data.demonstration.knobs import Size
from data.demonstration.scene import Floats, Scene, Splits
from data.reports.form import used_splits

DEFAULT_RATIO = 0.7
"""What share of its limit a variable has that no target leads."""
DEFAULT_SHARE = 0.004
"""How many there are for each resident of what has neither size nor target."""


@dataclass(frozen=True)
class Full:
    """What would be there at each month with everything attained, by split.

    `led` says that a target leads to it; `moving`, that it is the month's own amount and needs no season.
    """

    amounts: Splits
    led: bool
    moving: bool
    measure: str = ""


def full_amounts(scene: Scene, variable: Variable, aim: Aim | None, made: dict[str, Splits]) -> Full:
    """Give a variable's size where it is set, else what its target asks for, else a share of its limit."""
    own = scene.own(variable)
    if own.size:
        return Full(_sized(scene, variable, own.size, made), led=False, moving=False)
    limit = (variable.at_most,) if variable.at_most in made else ()
    if own.ratio is None and aim and all(name in made for name in aim.base):
        amount = scene.by_year(np.array(list(aim.by_year.values())))
        whole = amount * _sum(variable, aim.base, made) if aim.base else amount
        parts = _split(scene, variable, whole, limit or aim.base, made)
        return Full(parts, led=True, moving=_moves(scene, aim.base), measure=aim.measure)
    if limit:
        whole = _sum(variable, limit, made) * (own.ratio or DEFAULT_RATIO) * (1 + own.growth) ** scene.years
        return Full(_split(scene, variable, whole, limit, made), led=False, moving=_moves(scene, limit))
    whole = np.full(len(scene.months), DEFAULT_SHARE * _residents(scene.catalog, scene.place))
    return Full(_split(scene, variable, whole, (), made), led=False, moving=False)


def _moves(scene: Scene, base: tuple[str, ...]) -> bool:
    return any(scene.catalog.variables[name].kind in ("flow", "to_date") for name in base)


def _sized(scene: Scene, variable: Variable, size: Size, made: dict[str, Splits]) -> Splits:
    """Give the size that is set: by place, as a share of the census, or of another variable."""
    splits = [split for split in used_splits(variable) if split != "total"] or ["total"]
    grown, noise = _growth(scene, variable), scene.own(variable).noise
    if scene.place in size.places:
        return {split: grown * number for split, number in zip(splits, size.places[scene.place], strict=True)}
    shares = size.share * len(splits) if len(size.share) == 1 else size.share
    drawn = scene.random(variable.variable, "size").normal(0, noise)
    factor = grown * (1 + float(np.clip(drawn, -2 * noise, 2 * noise)))
    pairs = zip(splits, shares, strict=True)
    return {split: factor * share * _of(scene, size.of, split, made) for split, share in pairs}


def _of(scene: Scene, name: str, split: str, made: dict[str, Splits]) -> Floats:
    if name in made:
        return _added([made[name].get(split, made[name]["total"])])
    urban = scene.knobs.place(scene.place).urban
    share = {"urban": urban, "rural": 1 - urban, "total": 1.0}[split]
    return np.full(len(scene.months), _residents(scene.catalog, scene.place) * share)


def _growth(scene: Scene, variable: Variable) -> Floats:
    """Grow once a year, by somewhat more or less in each."""
    drawn = scene.random(variable.variable, "growth").normal(1, 0.4, scene.year_count)
    yearly = np.maximum(1 + scene.own(variable).growth * drawn, 0.95)
    yearly[0] = 1
    return scene.by_year(np.asarray(np.cumprod(yearly)))


def _residents(catalog: Catalog, place: str) -> int:
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
