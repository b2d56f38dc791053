"""The way of something through steps: how much came through each, and what was lost before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, caption, cell, hot_rows, hover_text, live, outline, row_axes, track, widest
from figures.kit.theme import Theme, base_layout
from speech.numbers import MINUS, number

BAR = 0.5


@dataclass(frozen=True)
class FunnelRow:
    """A step: `value` came through, of which `share` is the part (per cent) of what began; None where not reported.

    `lost` is what the step before had and this one hasn't, `kept` the share (per cent) that came through from there.
    `worst` marks the step that loses most; `note` is a line of the hover text.
    """

    code: str
    name: str
    value: float | None
    share: float | None
    lost: float | None
    kept: float | None
    worst: bool = False
    note: str = ""


@dataclass(frozen=True)
class FunnelWords:
    """Captions over the columns: `value` with its unit, `lost` and `kept`; `absent` stands where nothing is reported.

    The hover sentences take {value} and {share}, {lost} and {kept}.
    """

    value: str
    lost: str
    kept: str
    absent: str
    hover_value: str
    hover_lost: str


@dataclass(frozen=True)
class _Columns:
    left: int
    value: int
    lost: int
    right: int


def funnel(rows: Sequence[FunnelRow], theme: Theme, words: FunnelWords) -> Part:
    """Draw the steps from the first to the last, one a row; about 40 px a row reads well.

    A click on a bar gives the row's code in `customdata`, a click on its words in the annotation's `name`.
    """
    columns = _columns(rows, theme, words)
    high = max((row.value for row in rows if row.value is not None), default=0.0) or 1.0
    hovers = [_hover(row, words) for row in rows]
    annotations = [
        caption(words.value, theme, 1, columns.value),
        caption(words.lost, theme, 1, columns.lost),
        caption(words.kept, theme, 1, columns.right),
    ]
    shapes: list[Part] = []
    for y, (row, hover) in enumerate(zip(rows, hovers, strict=True)):
        annotations += [live(part, row.code, hover, theme) for part in _words(row, y, theme, words, columns)]
        absent = outline(y, BAR / 2, theme.quiet, "4px,3px")
        shapes.append(track(theme, y, BAR / 2) if row.value is not None else absent)
    margin = {"l": columns.left, "r": columns.right, "t": round(theme.size_small * 2), "b": 2}
    layout = row_axes(base_layout(theme), margin, (0, high), (max(len(rows), 1) - 0.5, -0.5))
    hot = hot_rows([row.code for row in rows], range(len(rows)), hovers, 0, high)
    data = [_bars(rows, theme), _losses(rows, theme, high), hot]
    return {"data": data, "layout": layout | {"annotations": annotations, "shapes": shapes}}


def _columns(rows: Sequence[FunnelRow], theme: Theme, words: FunnelWords) -> _Columns:
    size, small = theme.size, theme.size_small
    values = [number(row.value) for row in rows if row.value is not None]
    lost = [_lost(row) for row in rows]
    value = round(max(widest(values, size + 1), widest([words.value], small)) + size * 0.8)
    after = round(value + max(widest(lost, size), widest([words.lost], small)) + size)
    kept = max(widest(["100.0%"], small), widest([words.kept], small))
    return _Columns(
        left=widest([row.name for row in rows], size) + round(size * 0.8),
        value=value,
        lost=after,
        right=round(after + kept + size),
    )


def _lost(row: FunnelRow) -> str:
    if row.lost is None:
        return ""
    return f"{MINUS}{number(row.lost)}" if row.lost > 0 else number(-row.lost)


def _words(row: FunnelRow, y: float, theme: Theme, words: FunnelWords, columns: _Columns) -> list[Part]:
    name = cell(row.name, theme, 0, -columns.left, y, anchor="left")
    if row.value is None:
        absent = cell(words.absent, theme, 0, theme.size * 0.6, y, anchor="left", colour=theme.quiet)
        return [name, absent]
    parts = [name, cell(f"<b>{number(row.value)}</b>", theme, 1, columns.value, y, size=theme.size + 1)]
    colour = theme.worst if row.worst else theme.second
    if row.lost is not None:
        text = f"<b>{_lost(row)}</b>" if row.worst else _lost(row)
        parts.append(cell(text, theme, 1, columns.lost, y, colour=colour))
    if row.kept is not None:
        parts.append(cell(f"{number(row.kept, 1)}%", theme, 1, columns.right, y, size=theme.size_small, colour=colour))
    return parts


def _bars(rows: Sequence[FunnelRow], theme: Theme) -> Part:
    known = [(y, row.value) for y, row in enumerate(rows) if row.value is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [value for _, value in known],
        "y": [y for y, _ in known],
        "width": BAR,
        "marker": {"color": theme.sequence[1]},
        "hoverinfo": "skip",
    }


def _losses(rows: Sequence[FunnelRow], theme: Theme, high: float) -> Part:
    """Put what a step lost at the end of its bar; a sliver too thin to be seen has a visible width."""
    known = [(y, row, row.value) for y, row in enumerate(rows) if row.value is not None and (row.lost or 0) > 0]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [value for _, _, value in known],
        "x": [max(row.lost or 0.0, high * 0.004) for _, row, _ in known],
        "y": [y for y, _, _ in known],
        "width": BAR,
        "marker": {"color": [theme.worst if row.worst else theme.rural for _, row, _ in known]},
        "hoverinfo": "skip",
    }


def _hover(row: FunnelRow, words: FunnelWords) -> str:
    if row.value is None:
        return hover_text(row.name, (words.absent, row.note))
    share = "" if row.share is None else f"{number(row.share, 1)}%"
    value = words.hover_value.format(value=number(row.value), share=share)
    lost = ""
    if row.lost is not None and row.kept is not None:
        lost = words.hover_lost.format(lost=number(row.lost), kept=f"{number(row.kept, 1)}%")
    return hover_text(row.name, (value, lost, row.note))
