"""What pictures over months share: the axis, its ticks, one unseen bar a month for hover and click, labels apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from figures.kit.cells import CLEAR, Part
from figures.kit.theme import Theme, base_layout
from speech.months import month_of

QUARTERLY_UP_TO = 18


@dataclass(frozen=True)
class MonthWords:
    """How months are written: {year} and {month} (a name of `names`, January first)."""

    names: tuple[str, ...]
    year: str
    full: str

    def write(self, index: int) -> str:
        """Write a month in full."""
        return self.full.format(year=index // 12, month=self.names[index % 12])

    def tick(self, index: int) -> str:
        """Write a month under the axis: January by its year."""
        return self.year.format(year=index // 12) if index % 12 == 0 else self.names[index % 12]


def month_ticks(first: int, last: int) -> list[int]:
    """Choose the months to label: quarters over a short time, Januaries over a longer one."""
    step = 3 if last - first <= QUARTERLY_UP_TO else 12
    return [index for index in range(first, last + 1) if index % step == 0]


def value_ticks(low: float, high: float) -> list[float]:
    """Choose up to five round values between two bounds, none at the very bottom, where the months stand."""
    low += (high - low) * 0.06
    raw = (high - low) / 4
    power = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw)
    return [count * step for count in range(ceil(low / step), floor(high / step) + 1)]


def padded(values: Sequence[float], share: float = 0.08) -> tuple[float, float]:
    """Give the range of some values with room above and below; of none or one, a range around it."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * share or abs(high) * share or 1.0
    return low - room, high + room


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Move labels apart just as far as they need.

    `wanted` are their middles and `heights` their sizes, in pixels from the bottom of a plot `room` high. What doesn't
    fit at all runs over the top.
    """
    order = sorted(range(len(wanted)), key=lambda item: -wanted[item])
    placed = [0.0] * len(wanted)
    ceiling = room
    for item in order:
        placed[item] = min(wanted[item], ceiling - heights[item] / 2)
        ceiling = placed[item] - heights[item] / 2
    floor_level = 0.0
    for item in reversed(order):
        if placed[item] >= floor_level + heights[item] / 2:
            break
        placed[item] = floor_level + heights[item] / 2
        floor_level = placed[item] + heights[item] / 2
    return placed


def hot_months(hovers: Mapping[int, str], low: float, high: float) -> Part:
    """Cover each month with an unseen bar that carries its hover text, and its code ("2025-06") on a click."""
    return {
        "type": "bar",
        "x": list(hovers),
        "y": [high - low] * len(hovers),
        "base": low,
        "width": 1,
        "marker": {"color": CLEAR},
        "customdata": [month_of(index) for index in hovers],
        "hovertext": list(hovers.values()),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def month_axes(
    theme: Theme, first: int, last: int, values: tuple[float, float], words: MonthWords, margin: Mapping[str, int]
) -> dict[str, Any]:
    """Give the layout of a picture over months, without labels on the value axis."""
    layout = base_layout(theme)
    ticks = month_ticks(first, last)
    layout["margin"] = dict(margin)
    layout["barmode"] = "overlay"
    layout["xaxis"] |= {
        "range": [first - 0.5, last + 0.5],
        "tickvals": ticks,
        "ticktext": [words.tick(index) for index in ticks],
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.rule,
        "tickangle": 0,
        "showgrid": False,
        "automargin": False,
    }
    layout["yaxis"] |= {"range": list(values), "automargin": False, "showgrid": False, "showticklabels": False}
    return layout
