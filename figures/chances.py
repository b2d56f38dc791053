"""Twenty equally likely outcomes as dots past a bar: filled where they meet it, hollow where they fall short."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from figures.kit.cells import Part, caption
from figures.kit.theme import Theme, base_layout
from figures.kit.timeline import value_ticks
from speech.numbers import number

BINS = 20  # places for a stack over the whole range: on a phone each still has room for a dot
GAP = 1.18  # from dot to dot, in dots


@dataclass(frozen=True)
class Outcome:
    """A possible value, and whether it meets the bar."""

    value: float
    meets: bool


@dataclass(frozen=True)
class ChanceWords:
    """`bar` labels the line, `meets` and `falls_short` count the dots on its sides; the hovers have {value}."""

    bar: str
    meets: str
    falls_short: str
    hover_meets: str
    hover_falls_short: str


def chances(
    outcomes: Sequence[Outcome],
    bar: float,
    theme: Theme,
    words: ChanceWords,
    *,
    at_most: bool = False,
    decimals: int = 0,
    height: int = 150,
) -> Part:
    """Stack the outcomes in bins that begin at the bar, so that no stack stands on both of its sides.

    `height` is that at which the picture is shown: stacks are as high as their dots.
    """
    values = [each.value for each in outcomes]
    low, high = min([*values, bar]), max([*values, bar])
    width = (high - low) / BINS or max(abs(high), 1.0) / 100
    places = [_bin((each.value - bar) / width, each.meets, at_most) for each in outcomes]
    heights = [places[:n].count(place) for n, place in enumerate(places)]
    dot = round(theme.size * 0.85)
    top, bottom = round(theme.size_small * 3.4), round(theme.size_small * 1.9)
    rows = max((height - top - bottom) / (dot * GAP), max(heights, default=0) + 1)
    layout = base_layout(theme) | {"margin": {"l": 4, "r": 4, "t": top, "b": bottom}}
    span = (low - 1.5 * width, high + 1.5 * width)
    layout["xaxis"] |= {"range": list(span), "showgrid": False} | _ticks(*span)
    layout["yaxis"] |= {"range": [0, rows], "visible": False}
    layout["shapes"] = _bar(bar, span, at_most, theme)
    layout["annotations"] = _labels(bar, span, at_most, theme, words)
    size = min(dot, (height - top - bottom) / rows / GAP)
    x = [bar + (place + 0.5) * width for place in places]
    hovers = [
        (words.hover_meets if each.meets else words.hover_falls_short).format(value=number(each.value, decimals))
        for each in outcomes
    ]
    return {
        "data": [_dots(x, [each + 0.5 for each in heights], [each.meets for each in outcomes], hovers, size, theme)],
        "layout": layout,
    }


def _bin(distance: float, meets: bool, at_most: bool) -> int:
    """Number a value's stack from the bar on; one that is the bar itself stands on the side where it counts."""
    place = ceil(distance) - 1 if at_most else floor(distance)
    return min(place, -1) if meets == at_most else max(place, 0)


def _ticks(low: float, high: float) -> Part:
    ticks = value_ticks(low, high)
    return {"tickvals": ticks, "ticktext": [number(tick, 0 if tick == round(tick) else 1) for tick in ticks]}


def _bar(bar: float, span: tuple[float, float], at_most: bool, theme: Theme) -> list[Part]:
    """Draw the bar, and a ground under the side that meets it."""
    beyond = (span[0], bar) if at_most else (bar, span[1])
    where = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    ground = {"type": "rect", "x0": beyond[0], "x1": beyond[1], "fillcolor": theme.selected, "line": {"width": 0}}
    line = {"type": "line", "x0": bar, "x1": bar, "line": {"color": theme.text, "width": 2}}
    foot = {"type": "line", "x0": span[0], "x1": span[1], "y1": 0, "line": {"color": theme.rule, "width": 1}}
    return [{**where, **each} for each in (ground, line, foot)]


def _labels(bar: float, span: tuple[float, float], at_most: bool, theme: Theme, words: ChanceWords) -> list[Part]:
    """Name the bar over its line, and count the dots at both ends."""
    share = (bar - span[0]) / (span[1] - span[0])
    anchor = "left" if share < 0.25 else "right" if share > 0.75 else "center"
    line = caption(f"<b>{words.bar}</b>", theme, bar, 0, anchor)
    line |= {"xref": "x", "font": {"size": theme.size, "color": theme.text}, "yshift": round(theme.size_small * 1.5)}
    left, right = (words.meets, words.falls_short) if at_most else (words.falls_short, words.meets)
    return [line, caption(left, theme, 0, 0, "left"), caption(right, theme, 1, 0, "right")]


def _dots(
    x: Sequence[float], y: Sequence[float], met: Sequence[bool], hovers: Sequence[str], size: float, theme: Theme
) -> Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": list(y),
        "marker": {
            "size": size,
            "color": [theme.accent if each else theme.card for each in met],
            "line": {"color": theme.accent, "width": max(theme.size / 9, 1.2)},
            "opacity": 1,
        },
        "cliponaxis": False,
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
