"""What each month alone brought: a bar a month, and within it the part that was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, caption, filled, hover_text
from figures.kit.theme import Theme
from figures.kit.timeline import MonthWords, hot_months, month_axes, value_ticks
from speech.months import ordinal

WIDE, NARROW = 0.78, 0.46
LEAST = 12  # months on the axis, so that the first few bars of a plan are no walls


@dataclass(frozen=True)
class MonthBar:
    """A month: `whole` and the `part` of it; None where it isn't known. `partial`: some places are missing."""

    month: str
    whole: float | None
    part: float | None
    partial: bool
    hover: tuple[str, ...]


@dataclass(frozen=True)
class MonthBarWords:
    """Names of the two bars, and of the months."""

    whole: str
    part: str
    months: MonthWords


def month_bars(rows: Sequence[MonthBar], theme: Theme, words: MonthBarWords, *, selected: str = "") -> Part:
    """Draw the months in order; a month without a figure has a cross at its foot. A click gives the month."""
    top = max([1.0, *(row.whole for row in rows if row.whole is not None)]) * 1.06
    indices = [ordinal(row.month) for row in rows]
    margin = {"l": round(theme.size * 3), "r": 4, "t": round(theme.size_small * 1.9), "b": round(theme.size_small * 2)}
    first = min(indices, default=0)
    last = max([first + LEAST - 1, *indices])
    layout = month_axes(theme, first, last, (0, top), words.months, margin)
    layout["yaxis"] |= {"showgrid": True, "showticklabels": True, "tickvals": [0, *value_ticks(0, top)]}
    layout["annotations"] = _captions(theme, words)
    hovers = {index: hover_text(words.months.write(index), row.hover) for index, row in zip(indices, rows, strict=True)}
    whole = _bars(rows, [row.whole for row in rows], theme.fine, WIDE)
    part = _bars(rows, [row.part for row in rows], theme.accent, NARROW)
    data = [whole, part, _crosses(rows, theme), hot_months(hovers, 0, top)]
    layout["shapes"] = [_ground(ordinal(selected), theme)] if selected else []
    return {"data": data, "layout": layout}


def _captions(theme: Theme, words: MonthBarWords) -> list[Part]:
    square = "\N{BLACK SQUARE}"
    texts = [
        f'<span style="color:{theme.fine}">{square}</span> {words.whole}',
        f'<span style="color:{theme.accent}">{square}</span> {words.part}',
    ]
    return [caption("\N{IDEOGRAPHIC SPACE}".join(texts), theme, 0, 0, "left")]


def _bars(rows: Sequence[MonthBar], values: Sequence[float | None], colour: str, width: float) -> Part:
    known = [(ordinal(row.month), value, row.partial) for row, value in zip(rows, values, strict=True)]
    drawn = [(index, value, partial) for index, value, partial in known if value is not None]
    return {
        "type": "bar",
        "x": [index for index, _, _ in drawn],
        "y": [value for _, value, _ in drawn],
        "width": width,
        "marker": filled([colour] * len(drawn), [partial for _, _, partial in drawn]),
        "hoverinfo": "skip",
    }


def _crosses(rows: Sequence[MonthBar], theme: Theme) -> Part:
    missing = [ordinal(row.month) for row in rows if row.whole is None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": missing,
        "y": [0] * len(missing),
        "marker": {"symbol": "x-thin", "size": 8, "line": {"width": 2, "color": theme.quiet}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _ground(index: int, theme: Theme) -> Part:
    look = {"fillcolor": theme.selected, "line": {"width": 0}, "layer": "below"}
    return {"type": "rect", "x0": index - 0.5, "x1": index + 0.5, "yref": "paper", "y0": 0, "y1": 1} | look
