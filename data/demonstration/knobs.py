"""How a city's demonstration is to look: the settings of demonstration.yaml in the plan's folder, as frozen data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from speech.months import Month

FILE = "demonstration.yaml"
EVEN = (1.0,) * 12
Read = TypeVar("Read")


@dataclass(frozen=True)
class PlaceKnobs:
    """How a place does.

    `level` is the share of the targets that it attains in the plan's first and last year, `parity` what the
    countryside has for each unit of the town, at the plan's begin and end; `urban` the share of townspeople;
    `delay` the months by which a milestone is late on average.
    """

    level: tuple[float, float] = (0.85, 0.95)
    urban: float = 0.5
    parity: tuple[float, float] = (0.8, 0.85)
    delay: float = 1.0


@dataclass(frozen=True)
class Size:
    """How large a variable is by itself: by place (urban and rural, or the total), or as a share of another.

    `of` is a variable or "residents" (the census); `share` has one number, or one for town and one for country.
    """

    places: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    of: str = ""
    share: tuple[float, ...] = (1.0,)


@dataclass(frozen=True)
class VariableKnobs:
    """How a variable behaves.

    `level` and `start` multiply how far a target is attained at the end and at the begin, `tie` is the power in
    which the place's own level counts, `noise` the spread between places and years, `rural` multiplies the
    place's parity. `ratio` is the share of the limit where no target says one, `mix` the share in an indicator
    that adds up several variables, `growth` a year's growth. `values` are given year by year, `delays` months for
    each step of a milestone, None for never; `absent` makes the variable not applicable.
    """

    size: Size | None = None
    growth: float = 0.0
    level: float = 1.0
    start: float = 1.0
    tie: float = 1.0
    noise: float = 0.08
    rural: float = 1.0
    ratio: float | None = None
    mix: float | None = None
    profile: str = ""
    values: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    delays: tuple[int | None, ...] = ()
    absent: bool = False


@dataclass(frozen=True)
class Jump:
    """A stock that jumps in a month, with the note that the reporter gives."""

    reporter: str
    month: Month
    variable: str
    by: float
    note: str = ""


@dataclass(frozen=True)
class ReportKnobs:
    """Which reports are late, missing, corrected or incomplete: pairs of reporter and month, and shares for the rest.

    Nothing happens by chance in the months of `undisturbed`.
    """

    late: frozenset[tuple[str, str]] = frozenset()
    missing: frozenset[tuple[str, str]] = frozenset()
    corrected: frozenset[tuple[str, str]] = frozenset()
    jumps: tuple[Jump, ...] = ()
    undisturbed: frozenset[str] = frozenset()
    late_share: float = 0.05
    missing_share: float = 0.0
    corrected_share: float = 0.02
    total_missing_share: float = 0.0
    empty_share: float = 0.0


@dataclass(frozen=True)
class Knobs:
    """Everything that may be set about a demonstration; what isn't, has a default for any plan.

    `spread` is how much variables differ in what the whole city attains, `profiles` are a year's twelve months by
    name, `measures` the level of each measure.
    """

    seed: int = 1
    spread: float = 0.0
    places: Mapping[str, PlaceKnobs] = field(default_factory=dict)
    profiles: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    measures: Mapping[str, float] = field(default_factory=dict)
    variables: Mapping[str, VariableKnobs] = field(default_factory=dict)
    exceptions: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    reports: ReportKnobs = ReportKnobs()

    def of(self, variable: str, place: str) -> VariableKnobs:
        """Give the settings of a variable in a place."""
        common = self.variables.get(variable, VariableKnobs())
        return replace(common, **self.exceptions.get((place, variable), {}))

    def place(self, place: str) -> PlaceKnobs:
        """Give the settings of a place."""
        return self.places.get(place, PlaceKnobs())

    def profile(self, name: str) -> tuple[float, ...]:
        """Give a distribution over the twelve months; without a name, that of events, or an even one."""
        return self.profiles[name] if name else self.profiles.get("events", EVEN)


def read_knobs(folder: Path) -> Knobs:
    """Read a plan folder's demonstration.yaml; defaults where there is none.

    Raises:
        TypeError: an entry has a setting that doesn't exist.
    """
    path = folder / FILE
    return knobs_of(yaml.safe_load(path.read_text("utf-8"))) if path.exists() else Knobs()


def knobs_of(given: Mapping[str, Any]) -> Knobs:
    """Turn the settings as they stand in the file into frozen data.

    Raises:
        TypeError: an entry has a setting that doesn't exist.
    """
    exceptions = {
        (each["place"], each["variable"]): _frozen({k: v for k, v in each.items() if k not in ("place", "variable")})
        for each in given.get("exceptions", ())
    }
    return Knobs(
        seed=given.get("seed", Knobs.seed),
        spread=given.get("spread", Knobs.spread),
        places={place: _read(PlaceKnobs, entry) for place, entry in given.get("places", {}).items()},
        profiles=_frozen(given.get("profiles", {})),
        measures=given.get("measures", {}),
        variables={name: _variable(entry) for name, entry in given.get("variables", {}).items()},
        exceptions=exceptions,
        reports=_reports(given.get("reports", {})),
    )


def _variable(entry: Mapping[str, Any]) -> VariableKnobs:
    plain = _read(VariableKnobs, {name: value for name, value in entry.items() if name != "size"})
    return replace(plain, size=_read(Size, entry["size"])) if "size" in entry else plain


def _reports(entry: Mapping[str, Any]) -> ReportKnobs:
    pairs = {
        name: frozenset((each["reporter"], each["month"]) for each in entry.get(name, ()))
        for name in ("late", "missing", "corrected")
    }
    jumps = tuple(Jump(**each) for each in entry.get("jumps", ()))
    undisturbed = frozenset(entry.get("undisturbed", ()))
    rest = {name: value for name, value in entry.items() if name.endswith("_share")}
    return _read(ReportKnobs, {**pairs, **rest, "jumps": jumps, "undisturbed": undisturbed})


def _read(kind: type[Read], entry: Mapping[str, Any]) -> Read:
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    if unknown := entry.keys() - known:
        raise TypeError(f"{FILE}: {', '.join(sorted(unknown))}: expected one of {', '.join(sorted(known))}")
    return kind(**_frozen(entry))


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Turn lists into tuples, in mappings too: frozen data has no list."""

    def freeze(value: Any) -> Any:
        if isinstance(value, Mapping):
            return _frozen(value)
        return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value

    return {name: freeze(value) for name, value in entry.items()}
