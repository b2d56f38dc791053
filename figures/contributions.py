"""Parts of a change as bars to both sides of nothing; what pulled down stands out."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, across, caption, cell, filled, hot_rows, hover_text, live, row_axes, widest
from figures.kit.theme import Theme, base_layout
from speech.numbers import signed

BAR = 0.5


@dataclass(frozen=True)
class ContributionRow:
    """A part of a change, in points; `detail` is a few words beside the bar, `lines` are those of the hover text.

    A click gives `code`; "" for a row that stands for several.
    """

    code: str
    name: str
    points: float
    detail: str
    lines: tuple[str, ...]


def contributions(
    rows: Sequence[ContributionRow], theme: Theme, detail: str, points: str, *, decimals: int = 2
) -> Part:
    """Draw the parts in the order given, under the headings of the two columns; about 26 px a row reads well."""
    size = theme.size
    left = widest([row.name for row in rows], size) + round(size * 0.9)
    details = max(widest([detail, *(row.detail for row in rows)], theme.size_small), 0) + size
    right = details + max(widest([signed(row.points, decimals) for row in rows], size), widest([points], size)) + size
    low, high = min([0.0, *(row.points for row in rows)]), max([0.0, *(row.points for row in rows)])
    low, high = (low, high) if high > low else (-1.0, 1.0)
    hovers = [hover_text(row.name, (f"{signed(row.points, decimals)} {points}", *row.lines)) for row in rows]
    annotations = [caption(detail, theme, 1, details), caption(points, theme, 1, right)]
    worst = min((row.points for row in rows if row.code), default=0.0)
    for y, (row, hover) in enumerate(zip(rows, hovers, strict=True)):
        parts = _words(row, y, theme, (left, details, right), decimals)
        annotations += [live(part, row.code, hover, theme) for part in parts]
    margin = {"l": left, "r": right, "t": round(theme.size_small * 2), "b": 2}
    layout = row_axes(base_layout(theme), margin, (low, high), (max(len(rows), 1) - 0.5, -0.5))
    bottom = max(len(rows), 1) - 0.5
    zero = {"type": "line", "xref": "x", "yref": "y", "x0": 0, "x1": 0, "y0": -0.5, "y1": bottom}
    shapes = [zero | {"line": {"color": theme.quiet, "width": 1}}]
    if rows and not rows[-1].code:
        shapes += across(left, right, len(rows) - 1.5, len(rows) - 1.5, {"line": {"color": theme.rule, "width": 1}})
    hot = hot_rows([row.code for row in rows], range(len(rows)), hovers, low, high - low)
    data = [_bars(rows, theme, worst), hot]
    return {"data": data, "layout": layout | {"annotations": annotations, "shapes": shapes}}


def _words(row: ContributionRow, y: float, theme: Theme, ends: tuple[int, int, int], decimals: int) -> list[Part]:
    left, details, right = ends
    colour = theme.behind if row.points < 0 and row.code else theme.text
    return [
        cell(row.name, theme, 0, round(theme.size * 0.3) - left, y, anchor="left"),
        cell(row.detail, theme, 1, details, y, size=theme.size_small, colour=theme.second),
        cell(f"<b>{signed(row.points, decimals)}</b>", theme, 1, right, y, colour=colour),
    ]


def _bars(rows: Sequence[ContributionRow], theme: Theme, worst: float) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.points for row in rows],
        "y": list(range(len(rows))),
        "width": BAR,
        "marker": filled([_colour(row, theme, worst) for row in rows], [False] * len(rows)),
        "hoverinfo": "skip",
    }


def _colour(row: ContributionRow, theme: Theme, worst: float) -> str:
    if not row.code or row.points >= 0:
        return theme.fine
    return theme.worst if row.points == worst else theme.rural
