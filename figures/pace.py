"""A year's pace: the share reached by each month's end, beside last year's, what is expected, and the even line."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, caption, cell, hover_text, widest
from figures.kit.theme import Theme
from figures.kit.timeline import MonthWords, hot_months, month_axes, padded, spread, value_ticks
from speech.months import ordinal
from speech.numbers import number

LABEL = 1.35  # a label's height in lines


@dataclass(frozen=True)
class PaceRow:
    """A month of the year; None where a value isn't known. `hollow` marks what isn't whole or confirmed.

    `even` is drawn thin beside a `line` that isn't it.
    """

    month: str
    value: float | None
    line: float | None
    before: float | None
    hollow: bool
    state: str
    even: float | None = None


@dataclass(frozen=True)
class PaceWords:
    """Names of the three lines, the unit over the axis, and the hover's words for each line."""

    now: str
    line: str
    before: str
    unit: str
    months: MonthWords
    even: str = ""


def pace(rows: Sequence[PaceRow], theme: Theme, words: PaceWords, *, selected: str = "", decimals: int = 1,
         height: int = 240) -> Part:  # fmt: skip
    """Draw the months in order; `height` is the least one at which the picture is shown. A click gives the month."""
    known = [value for row in rows for value in (row.value, row.line, row.before, row.even) if value is not None]
    low, high = 0.0, padded([0.0, *known], 0.06)[1]
    indices = [ordinal(row.month) for row in rows]
    names = [f"{name} {number(100, decimals)}" for name in (words.now, words.line, words.before, words.even)]
    margin = {
        "l": round(widest([number(high)], theme.size_small) + theme.size),
        "r": widest(names, theme.size) + theme.size,
        "t": round(theme.size_small * 2),
        "b": round(theme.size_small * 2),
    }
    layout = month_axes(theme, min(indices, default=0), max(indices, default=11), (low, high), words.months, margin)
    layout["yaxis"] |= {"showgrid": True, "showticklabels": True, "tickvals": [0, *value_ticks(low, high)]}
    room = (height - margin["t"] - margin["b"]) / (high - low)
    layout["annotations"] = [
        caption(words.unit, theme, 0, 4 - margin["l"], "left"),
        *_ends(rows, indices, theme, words, decimals, room),
    ]
    layout["shapes"] = [_month(theme, ordinal(selected))] if selected else []
    hovers = {index: _hover(row, words, decimals) for index, row in zip(indices, rows, strict=True)}
    return {"data": [*_lines(rows, indices, theme), hot_months(hovers, low, high)], "layout": layout}


def _lines(rows: Sequence[PaceRow], indices: Sequence[int], theme: Theme) -> list[Part]:
    looks = (
        ([row.line for row in rows], {"color": theme.text, "width": 1.5, "dash": "5px,4px"}, "lines"),
        ([row.before for row in rows], {"color": theme.fine, "width": 2}, "lines+markers"),
        ([row.value for row in rows], {"color": theme.accent, "width": 2.5}, "lines+markers"),
    )
    thin = {"color": theme.quiet, "width": 0.8, "dash": "1px,2px"}
    even = [([row.even for row in rows], thin, "lines")] if any(row.even is not None for row in rows) else []
    fills = [theme.card if row.hollow else theme.accent for row in rows]
    return [
        {
            "type": "scatter",
            "mode": mode,
            "x": list(indices),
            "y": list(values),
            "connectgaps": False,
            "line": look,
            "marker": {
                "size": 7 if look["color"] == theme.accent else 4,
                "color": fills if look["color"] == theme.accent else look["color"],
                "line": {"color": look["color"], "width": 1.5},
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for values, look, mode in (*looks, *even)
    ]


def _ends(
    rows: Sequence[PaceRow], indices: Sequence[int], theme: Theme, words: PaceWords, decimals: int, room: float
) -> list[Part]:
    """Name the lines: those that reach the year's end beside it and apart, others under and over their last points."""
    lines = (
        (words.even, theme.quiet, [row.even for row in rows]),
        (words.line, theme.text, [row.line for row in rows]),
        (words.before, theme.quiet, [row.before for row in rows]),
        (words.now, theme.accent, [row.value for row in rows]),
    )
    lasts = [
        (name, colour, index, value)
        for name, colour, values in lines
        for index, value in [(i, v) for i, v in zip(indices, values, strict=True) if v is not None][-1:]
    ]
    end = max(indices, default=0)
    beside = [last for last in lasts if last[2] == end]
    middles = spread([last[3] * room for last in beside], [theme.size * LABEL] * len(beside), room * 1e6)
    parts = [
        cell(_label(name, value, decimals), theme, 1, theme.size * 0.4, middle / room, anchor="left", colour=colour)
        for (name, colour, _, value), middle in zip(beside, middles, strict=True)
    ]
    short = sorted((last for last in lasts if last[2] != end), key=lambda last: last[3])
    under, above = (short[:-1], short[-1:]) if len(short) > 1 else (short, [])
    low = theme.size * 2 / room
    parts += [_under(last, theme, decimals, place, low) for place, last in enumerate(under)]
    return parts + [_under(last, theme, decimals, 0, low) | {"yanchor": "bottom"} for last in above]


def _under(last: tuple[str, str, int, float], theme: Theme, decimals: int, position: int, low: float) -> Part:
    name, colour, index, value = last
    part = cell(_label(name, value, decimals), theme, 0, theme.size * 0.6, value, anchor="left", colour=colour)
    anchor = "top" if value > low else "middle"  # under the line, but never among the months' names
    return part | {"xref": "x", "x": index, "yanchor": anchor, "yshift": -position * theme.size * LABEL}


def _label(name: str, value: float, decimals: int) -> str:
    return f"{name} <b>{number(value, decimals)}</b>"


def _month(theme: Theme, index: int) -> Part:
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": index - 0.5, "x1": index + 0.5, "y0": 0, "y1": 1,
        "fillcolor": theme.selected, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip


def _hover(row: PaceRow, words: PaceWords, decimals: int) -> str:
    values = ((words.now, row.value), (words.line, row.line), (words.even, row.even), (words.before, row.before))
    lines = [f"{name} {number(value, decimals)}" for name, value in values if value is not None]
    return hover_text(words.months.write(ordinal(row.month)), [*lines, row.state])
