"""Colours, type and the layout that every picture starts from: desk (light), wall (dark), paper (white)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FONT = '"Noto Sans SC", "Noto Sans CJK SC", sans-serif'


@dataclass(frozen=True)
class GradeStyle:
    """How a grade looks: a colour and, for those who don't see it, a shape of its own."""

    colour: str
    mark: str
    symbol: str


@dataclass(frozen=True)
class Theme:
    """The tokens of one setting; colours are #RRGGBB, sizes are pixels.

    `sequence` runs from little to much (coverage), `diverging` from the countryside behind over parity to the
    countryside ahead, `fine` is the grey of what needs no action, `behind` the orange of words on what lags,
    `track` the empty part of a bar, `selected` the ground of the chosen row.
    """

    name: str
    ground: str
    card: str
    rule: str
    track: str
    selected: str
    text: str
    second: str
    quiet: str
    accent: str
    sequence: tuple[str, ...]
    diverging: tuple[str, ...]
    urban: str
    rural: str
    fine: str
    behind: str
    worst: str
    outline: str
    grades: Mapping[str, GradeStyle]
    size: int
    size_small: int
    size_value: int


def _grades(excellent: str, good: str, fair: str, poor: str) -> dict[str, GradeStyle]:
    return {
        "excellent": GradeStyle(excellent, "●", "circle"),
        "good": GradeStyle(good, "◆", "diamond"),
        "fair": GradeStyle(fair, "▲", "triangle-up"),
        "poor": GradeStyle(poor, "■", "square"),
    }


DESK = Theme(
    name="desk",
    ground="#F7F8FA",
    card="#FFFFFF",
    rule="#DFE5EA",
    track="#E6EAEE",
    selected="#EAF3F6",
    text="#14202E",
    second="#43525F",
    quiet="#6B7A89",
    accent="#18607C",
    sequence=("#E2ECF1", "#60A0B4", "#18607C"),
    diverging=("#C46F2D", "#EBC7A4", "#F1F2F2", "#A9CDD6", "#2F7E93"),
    urban="#2B3B4E",
    rural="#D98A4E",
    fine="#B9C6D1",
    behind="#AD5316",
    worst="#C0392B",
    outline="#FFFFFF",
    grades=_grades("#0E5444", "#4A88C4", "#D29B2E", "#C0392B"),
    size=13,
    size_small=12,
    size_value=15,
)

PAPER = Theme(
    name="paper",
    ground="#FFFFFF",
    card="#FFFFFF",
    rule="#C9D0D6",
    track="#E6EAEE",
    selected="#EAF3F6",
    text="#14202E",
    second="#35424E",
    quiet="#55636F",
    accent="#18607C",
    sequence=DESK.sequence,
    diverging=DESK.diverging,
    urban=DESK.urban,
    rural="#C97A3C",
    fine="#B9C6D1",
    behind="#AD5316",
    worst=DESK.worst,
    outline="#FFFFFF",
    grades=DESK.grades,
    size=12,
    size_small=11,
    size_value=14,
)

WALL = Theme(
    name="wall",
    ground="#0D1522",
    card="#0D1522",
    rule="#24364D",
    track="#1A2940",
    selected="#16263A",
    text="#F2F6FA",
    second="#B9C7D6",
    quiet="#8EA3B8",
    accent="#6FA8DC",
    sequence=("#162E4A", "#34808E", "#B2DAC8"),
    diverging=("#E8B44F", "#7A6640", "#33435A", "#3F8392", "#B2DAC8"),
    urban="#F2F6FA",
    rural="#E8B44F",
    fine="#51657C",
    behind="#E8B44F",
    worst="#EF6A4C",
    outline="#0D1522",
    grades=_grades("#58C79A", "#6FA8DC", "#E8B44F", "#EF6A4C"),
    size=22,
    size_small=20,
    size_value=28,
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (DESK, WALL, PAPER)}


def base_layout(theme: Theme) -> dict[str, Any]:
    """Give a new layout dict for a picture without legend, title or zoom; the caller may add to it."""
    axis = {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "gridcolor": theme.rule,
        "gridwidth": 1,
        "ticks": "",
        "tickfont": {"size": theme.size_small, "color": theme.quiet},
        "automargin": True,
    }
    return {
        "font": {"family": FONT, "size": theme.size, "color": theme.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "autosize": True,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.card,
            "bordercolor": theme.rule,
            "align": "left",
            "font": {"family": FONT, "size": theme.size, "color": theme.text},
        },
        "separators": ".,",
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }


def blend(sequence: Sequence[str], share: float) -> str:
    """Give the #RRGGBB at `share` (0 to 1, cut off beyond) of the way along a sequence of colours."""
    position = min(max(share, 0.0), 1.0) * (len(sequence) - 1)
    left = min(int(position), len(sequence) - 2)
    part = position - left
    pairs = zip(_channels(sequence[left]), _channels(sequence[left + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours (1 to 21), as WCAG 2.2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
