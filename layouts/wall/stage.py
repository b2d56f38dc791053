"""The stage: a wall's shape in the pixels that its scenes are laid out in, and the lines that nothing may stand on.

A wall is laid out at 1080 lines (or 1080 columns, if it stands upright) and enlarged as a whole, so that 20 px are the
same part of a picture on every screen of a shape.
"""

import re
from dataclasses import dataclass

SHORT = 1080
TALLEST, LONGEST = 3.0, 8.0  # height over width, width over height: beyond them nothing is a screen
WIDE, BAND = 2.4, 4.4  # width over height, from which a wall is laid out as two and as three screens side by side
DEFAULT_SIZE = "1920x1080"
CLEAR = 32  # pixels kept clear on both sides of a seam
SEAMS = 8


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the stage, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Stage:
    """A wall as it is laid out: `shape` is screen, wide, band or tower; `seams` are the columns and rows of screens."""

    width: int
    height: int
    shape: str
    seams: tuple[int, int] = (1, 1)

    @property
    def name(self) -> str:
        """The stage in words that an address can hold; sizes that are laid out alike have one name."""
        return f"{self.width}x{self.height}"

    @property
    def cuts_x(self) -> tuple[float, ...]:
        """Where seams run from top to bottom."""
        return tuple(self.width * n / self.seams[0] for n in range(1, self.seams[0]))

    @property
    def cuts_y(self) -> tuple[float, ...]:
        """Where seams run from left to right."""
        return tuple(self.height * n / self.seams[1] for n in range(1, self.seams[1]))


def read_stage(size: str = "", seams: str = "") -> Stage:
    """Read a stage from a screen's size in pixels (1920x1080) and its seams in screens across and down (3x1).

    What can't be read counts as 1920x1080 without seams: a wall must come up whatever its address says.
    """
    across, down = _pair(size) or _pair(DEFAULT_SIZE) or (1, 1)
    ratio = min(max(across / down, 1 / TALLEST), LONGEST)
    width, height = (round(SHORT * ratio), SHORT) if ratio >= 1 else (SHORT, round(SHORT / ratio))
    columns, rows = _pair(seams) or (1, 1)
    shape = "tower" if ratio < 1 else "screen" if ratio < WIDE else "wide" if ratio < BAND else "band"
    return Stage(width, height, shape, (min(columns, SEAMS), min(rows, SEAMS)))


def _pair(text: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([1-9]\d{0,4})x([1-9]\d{0,4})", text, re.ASCII)
    return (int(match[1]), int(match[2])) if match else None
