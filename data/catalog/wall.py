"""The wall's own settings in a plan's folder: which scenes take turns, in which order, how long each stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from speech.mistakes import Mistake
from speech.words import words

FILE = "wall.yaml"
SHORTEST, LONGEST = 0.1, 3600.0  # seconds


class WallError(Mistake):
    """The plan's wall.yaml can't be used; the message says what was found and what is expected."""


@dataclass(frozen=True)
class WallPlan:
    """The order of the scenes, the seconds that each stays, and the counties that take their turn (codes)."""

    scenes: tuple[str, ...]
    dwell: float
    counties: tuple[str, ...]


def read_wall(folder: Path, scenes: tuple[str, ...], counties: tuple[str, ...]) -> WallPlan:
    """Read a plan's wall.yaml, which chooses among scenes and counties; without one all take turns, 20 seconds each.

    Raises:
        WallError: the file has an unknown key, scene or county, or a dwell out of range.
    """
    path = folder / FILE
    read = _read(path) if path.is_file() else {}
    if not isinstance(read, dict):
        raise WallError(words("catalog.wall_no_mapping", path=path))
    unknown = read.keys() - {"scenes", "dwell", "counties"}
    if unknown:
        raise WallError(words("catalog.wall_unknown_key", path=path, found=", ".join(sorted(map(str, unknown)))))
    turns = _chosen(path, read, "scenes", scenes)
    chosen = _chosen(path, read, "counties", counties)
    dwell = read.get("dwell", 20)
    if isinstance(dwell, bool) or not isinstance(dwell, (int, float)) or not SHORTEST <= dwell <= LONGEST:
        raise WallError(words("catalog.wall_dwell", path=path, found=dwell, low=SHORTEST, high=LONGEST))
    return WallPlan(turns, float(dwell), chosen)


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError):
        return None


def _chosen(path: Path, read: Mapping[str, Any], key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Read a list of known names; left out, or empty, it is all of them."""
    found = read.get(key) or list(known)
    names = [str(name) for name in found] if isinstance(found, list) else [str(found)]
    wrong = [name for name in names if name not in known]
    if wrong:
        raise WallError(
            words("catalog.wall_unknown_name", path=path, key=key, found=", ".join(wrong), known=", ".join(known))
        )
    return tuple(names)
