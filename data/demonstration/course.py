"""How much of a demonstration's figures is there by each month: levels, luck, seasons, and stocks that rise."""

from zlib import crc32

import numpy as np

from data.catalog.catalog import Variable
from data.demonstration.amounts import Full
from data.demonstration.scene import Floats, Scene

START = 0.62
"""Where a stock stands when the plan begins, of what it reaches in its last year."""
SEASON_NOISE = 0.10
BUILDING = "building"
"""The profile of stocks, where there is one."""


def course(scene: Scene, variable: Variable, full: Full) -> Floats:
    """Give what the full amounts are multiplied by in each month."""
    own = scene.own(variable)
    factor = _attained(scene, variable, full.measure) if full.led else np.ones(len(scene.months))
    if variable.kind == "stock":
        return _rise(scene, variable, factor) if full.led else factor
    if variable.kind == "annual":
        return factor
    if full.moving:
        wobble = scene.random(variable.variable, "wobble").normal(1, own.noise / 2, len(factor))
        return factor * (wobble if variable.kind == "flow" else 1)
    season = _season(scene, variable)
    return factor * (season if variable.kind == "flow" else scene.summed(season))


def _attained(scene: Scene, variable: Variable, measure: str) -> Floats:
    """Say how far the target is attained in each year: the place's level, the measure's, the variable's, and luck."""
    own = scene.own(variable)
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


def _rise(scene: Scene, variable: Variable, factor: Floats) -> Floats:
    """Rise from the begin to what is attained in the end, most of it when it's warm enough to build."""
    own = scene.own(variable)
    steps = _weights(scene, variable, own.profile or (BUILDING if BUILDING in scene.knobs.profiles else ""))
    risen = np.cumsum(np.where(np.arange(len(steps)) > 0, steps, 0))
    first, last = scene.knobs.place(scene.place).level
    begin = min(START * own.start * (first / last) ** own.tie, 0.98)
    return np.asarray(factor[-1] * (begin + (1 - begin) * risen / risen[-1]))


def _season(scene: Scene, variable: Variable) -> Floats:
    weights = _weights(scene, variable, scene.own(variable).profile)
    sums = np.bincount(scene.years, weights)
    return np.asarray(weights / sums[scene.years])


def _weights(scene: Scene, variable: Variable, profile: str) -> Floats:
    months = np.array(scene.knobs.profile(profile))[scene.numbers - 1]
    noise = scene.random(variable.variable, "season").normal(0, SEASON_NOISE, len(months))
    return np.asarray(months * np.exp(noise))


def jumps(scene: Scene, variable: Variable) -> Floats:
    """Give what a stock is multiplied by from the month on in which it jumps."""
    factor = np.ones(len(scene.months))
    for jump in scene.knobs.reports.jumps:
        if (jump.reporter, jump.variable) == (scene.reporter, variable.variable):
            factor[np.array(scene.months) >= jump.month] *= jump.by
    return factor
