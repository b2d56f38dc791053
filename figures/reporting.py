"""How complete the reports are: who reported, in time or late, with how many warnings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures.kit.cells import CLEAR, Part, caption, cell, hot_rows, hover_text, live, row_axes, widest
from figures.kit.theme import Theme, base_layout
from figures.kit.timeline import MonthWords
from speech.months import ordinal

# Four cubic curves come within a thousandth of a circle when their handles are this share of the radius.
ROUND = 0.5523


@dataclass(frozen=True)
class ReportingMonth:
    """A reporter's report for a month; `state`: on_time, late, missing, or not_due (then nothing is drawn).

    `received` is a date as it is to be read, `note` a line of the hover text.
    """

    month: str
    state: str
    warnings: int = 0
    received: str = ""
    note: str = ""


@dataclass(frozen=True)
class ReportingRow:
    """A reporter with its months in order."""

    reporter: str
    name: str
    months: tuple[ReportingMonth, ...]


@dataclass(frozen=True)
class ReportingWords:
    """`states` names the states, `warnings` takes {count}."""

    states: Mapping[str, str]
    warnings: str
    months: MonthWords


def reporting_strip(rows: Sequence[ReportingRow], theme: Theme, words: ReportingWords, *, columns: int = 2) -> Part:
    """Draw each reporter's last month as a mark, its name, and the date (orange: warnings), in columns from the left.

    About 22 px a line reads well. A click gives the reporter in `customdata`.
    """
    lines = -(-len(rows) // columns)
    annotations: list[Part] = []
    shapes: list[Part] = []
    hots: list[Part] = []
    for column in range(columns):
        part = rows[column * lines : (column + 1) * lines]
        hovers = [_hover(row.name, row.months[-1], words) for row in part]
        hots.append(hot_rows([row.reporter for row in part], range(len(part)), hovers, column, 1))
        for y, row in enumerate(part):
            annotations += _line(row, column / columns, (column + 1) / columns, y, theme, words)
            shapes += _mark(row.months[-1].state, "paper", column / columns, theme.size * 0.6, y, theme)
    layout = row_axes(base_layout(theme), {"l": 0, "r": 0, "t": 0, "b": 0}, (0, columns), (max(lines, 1) - 0.5, -0.5))
    return {"data": hots, "layout": layout | {"annotations": annotations, "shapes": shapes}}


def reporting_grid(rows: Sequence[ReportingRow], theme: Theme, words: ReportingWords) -> Part:
    """Draw reporters against the months of the first row, an orange dot beside a mark where warnings came with it.

    About 22 px a row reads well. A click gives [reporter, month] in `customdata`.
    """
    months = [ordinal(month.month) for month in rows[0].months] if rows else []
    left = widest([row.name for row in rows], theme.size) + theme.size
    margin = {"l": left, "r": round(theme.size * 0.4), "t": round(theme.size_small * 3.2), "b": 2}
    annotations = _month_captions(months, theme, words)
    shapes: list[Part] = []
    for y, row in enumerate(rows):
        name = cell(row.name, theme, 0, -left, y, anchor="left")
        annotations.append(live(name, row.reporter, _hover(row.name, row.months[-1], words), theme))
        for x, month in enumerate(row.months):
            shapes += _mark(month.state, "x", x, 0, y, theme) + _warning(month, x, y, theme)
    layout = row_axes(base_layout(theme), margin, (-0.5, max(len(months), 1) - 0.5), (max(len(rows), 1) - 0.5, -0.5))
    return {"data": [_hot_tiles(rows, words)], "layout": layout | {"annotations": annotations, "shapes": shapes}}


def _line(row: ReportingRow, start: float, end: float, y: float, theme: Theme, words: ReportingWords) -> list[Part]:
    month = row.months[-1]
    if month.state == "missing":
        text, colour = words.states[month.state], theme.behind
    elif month.warnings:
        text, colour = words.warnings.format(count=month.warnings), theme.behind
    else:
        text, colour = month.received, theme.quiet
    return [
        cell(row.name, theme, start, theme.size * 1.6, y, anchor="left"),
        cell(text, theme, end, -theme.size, y, size=theme.size_small, colour=colour),
    ]


def _month_captions(months: Sequence[int], theme: Theme, words: ReportingWords) -> list[Part]:
    """Number the months over their columns, with the year over the first of each if three of its months follow."""
    parts = []
    for x, index in enumerate(months):
        opens = index % 12 == 0 or (x == 0 and index % 12 <= 9)
        year = words.months.year.format(year=index // 12) if opens else ""
        text = f"{year}<br>{index % 12 + 1}"
        parts.append(caption(text, theme, x, 0, "center") | {"xref": "x"})
    return parts


def _hot_tiles(rows: Sequence[ReportingRow], words: ReportingWords) -> Part:
    tiles = [(row, month, x, y) for y, row in enumerate(rows) for x, month in enumerate(row.months)]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [1] * len(tiles),
        "base": [x - 0.5 for _, _, x, _ in tiles],
        "y": [y for _, _, _, y in tiles],
        "width": 1,
        "marker": {"color": CLEAR},
        "customdata": [[row.reporter, month.month] for row, month, _, _ in tiles],
        "hovertext": [_hover(row.name, month, words) for row, month, _, _ in tiles],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _mark(state: str, xref: str, x: float, shift: float, y: float, theme: Theme) -> list[Part]:
    """Draw a full disc (on time), a half one (late) or a ring (missing)."""
    if state == "not_due":
        return []
    radius = theme.size * 0.36
    colour = theme.quiet if state == "on_time" else theme.rural
    fill = colour if state == "on_time" else CLEAR
    ring = {"type": "circle", "x0": shift - radius, "y0": -radius, "x1": shift + radius, "y1": radius}
    parts = [ring | {"fillcolor": fill, "line": {"color": colour, "width": 1.5}}]
    if state == "late":
        parts.append({"type": "path", "path": _half(shift, radius), "fillcolor": colour, "line": {"width": 0}})
    place = {"xref": xref, "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": x, "yanchor": y}
    return [place | part for part in parts]


def _half(shift: float, radius: float) -> str:
    """Give the path of a circle's left half, in pixels."""
    left, middle, handle = shift - radius, shift, ROUND * radius
    upper = f"C{middle - handle},{radius} {left},{handle} {left},0"
    lower = f"C{left},{-handle} {middle - handle},{-radius} {middle},{-radius}"
    return f"M{middle},{radius} {upper} {lower} Z"


def _warning(month: ReportingMonth, x: float, y: float, theme: Theme) -> list[Part]:
    if not month.warnings:
        return []
    near, far, radius = theme.size * 0.46, theme.size * 0.3, theme.size * 0.16
    box = {"x0": near - radius, "x1": near + radius, "y0": far - radius, "y1": far + radius}
    return [{
        "type": "circle", "xref": "x", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": x, "yanchor": y, **box, "fillcolor": theme.behind, "line": {"width": 0},
    }]  # fmt: skip


def _hover(name: str, month: ReportingMonth, words: ReportingWords) -> str:
    warnings = words.warnings.format(count=month.warnings) if month.warnings else ""
    state = " ".join(part for part in (words.states[month.state], month.received) if part)
    return hover_text(name, (words.months.write(ordinal(month.month)), state, warnings, month.note))
