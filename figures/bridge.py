"""A bridge: amounts as bars from zero, and between them what was added or is still to come, one a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, caption, cell, filled, hot_rows, hover_text, outline, row_axes, tick, widest
from figures.kit.theme import Theme, base_layout
from speech.numbers import number, signed

TOTAL, STEP = 0.56, 0.3  # heights of the bars: a step is slighter than an amount


@dataclass(frozen=True)
class BridgeRow:
    """A stop of the bridge from `start` to `end`, None where an amount isn't known; an amount starts at zero.

    `share` stands behind the figure, `kind` is total, last (the amount that it comes down to) or step; `lags` marks a
    step that is larger than the year's line allows by now.
    """

    name: str
    kind: str
    start: float | None
    end: float | None
    share: str = ""
    lags: bool = False

    @property
    def amount(self) -> float | None:
        """What is written: an amount, or a difference."""
        return None if self.start is None or self.end is None else self.end - self.start


@dataclass(frozen=True)
class BridgeWords:
    """The unit over the figures, what the shares are of, the words for what is missing, and those at the tick."""

    unit: str
    share: str
    missing: str
    expected: str


def bridge(
    rows: Sequence[BridgeRow], theme: Theme, words: BridgeWords, *, expected: float | None = None, decimals: int = 1
) -> Part:
    """Draw the stops downwards in the order given; a tick in the last row shows what is expected by now."""
    known = [value for row in rows for value in (row.start, row.end, expected) if value is not None]
    high = max(known, default=0.0) or 1.0
    texts = [_text(row, words, decimals) for row in rows]
    value = widest(texts, theme.size + 1) + theme.size
    shares = widest([words.share, *(row.share for row in rows)], theme.size_small)
    right = round(value + shares + theme.size * 1.2)
    left = round(widest([row.name for row in rows], theme.size) + theme.size)
    below = round(theme.size_small * 2) if expected is not None else 4
    margin = {"l": left, "r": right, "t": round(theme.size_small * 2), "b": below}
    layout = row_axes(base_layout(theme), margin, (0.0, high), (len(rows) - 0.5, -0.5))
    captions = [caption(words.unit, theme, 1, value), caption(words.share, theme, 1, right - 2)]
    cells = [
        part for y, (row, text) in enumerate(zip(rows, texts, strict=True))
        for part in _cells(row, y, text, theme, left, value, right)
    ]  # fmt: skip
    at = len(rows) - 1
    ticks = [] if expected is None else [tick(theme, expected / high, at, TOTAL * 0.72)]
    notes = [] if expected is None else [_tick_note(words, theme, expected / high)]
    gaps = [outline(y, TOTAL / 2, theme.rule, "4px,3px") for y, row in enumerate(rows) if row.amount is None]
    hovers = [hover_text(row.name, (text, row.share)) for row, text in zip(rows, texts, strict=True)]
    hot = hot_rows([row.name for row in rows], range(len(rows)), hovers, 0.0, high)
    parts = {"annotations": captions + cells + notes, "shapes": _joints(rows, theme) + gaps + ticks}
    return {"data": [_bars(rows, theme), hot], "layout": layout | parts}


def _text(row: BridgeRow, words: BridgeWords, decimals: int) -> str:
    if row.amount is None:
        return words.missing
    return signed(row.amount, decimals) if row.kind == "step" else number(row.amount, decimals)


def _cells(row: BridgeRow, y: int, text: str, theme: Theme, left: int, value: float, right: int) -> list[Part]:
    quiet = row.kind == "step" or row.amount is None
    shown = text if quiet else f"<b>{text}</b>"
    colour, size = (theme.second, theme.size) if quiet else (theme.text, theme.size + 1)
    name = cell(row.name, theme, 0, 2 - left, y, anchor="left", colour=colour)
    share = cell(row.share, theme, 1, right - 2, y, size=theme.size_small, colour=theme.second)
    return [name, cell(shown, theme, 1, value, y, size=size, colour=colour), *([share] if row.share else [])]


def _tick_note(words: BridgeWords, theme: Theme, share: float) -> Part:
    """Put the words under the tick, on the side where there is room."""
    anchor = "right" if share > 0.5 else "left"
    note = cell(words.expected, theme, share, 0, 0, anchor=anchor, size=theme.size_small, colour=theme.second)
    return note | {"yref": "paper", "y": 0, "yanchor": "top", "xshift": 2 if anchor == "right" else -2}


def _joints(rows: Sequence[BridgeRow], theme: Theme) -> list[Part]:
    """Lead the eye from where a row ends to the next one."""
    return [
        {
            "type": "line", "xref": "x", "yref": "y", "x0": row.end, "x1": row.end, "y0": y, "y1": y + 1,
            "line": {"color": theme.quiet, "width": 1, "dash": "2px,2px"}, "layer": "below",
        }
        for y, row in enumerate(rows[:-1])
        if row.end is not None and row.amount is not None
    ]  # fmt: skip


def _bars(rows: Sequence[BridgeRow], theme: Theme) -> Part:
    colours = {"total": theme.fine, "last": theme.accent, "step": theme.track}
    known = [(y, row, row.start, row.amount) for y, row in enumerate(rows)]
    drawn = [(y, row, start, length) for y, row, start, length in known if start is not None and length is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [start for _, _, start, _ in drawn],
        "x": [length for _, _, _, length in drawn],
        "y": [y for y, _, _, _ in drawn],
        "width": [STEP if row.kind == "step" else TOTAL for _, row, _, _ in drawn],
        "marker": filled(
            [theme.rural if row.lags else colours[row.kind] for _, row, _, _ in drawn], [False] * len(drawn)
        ),
        "hoverinfo": "skip",
    }
