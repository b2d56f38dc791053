"""Quantities side by side: a row a place, a column of bars for each, all in per cent of what is expected by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from figures.kit.cells import CLEAR, Part, caption, cell, filled, hover_text, live, row_axes, widest
from figures.kit.theme import Theme, base_layout
from speech.numbers import number

LINE = 100.0
ROOM, CAP = 165.0, 118.0  # the scale's end, which leaves room for the figure, and the longest bar
BAR, SELECTED = 0.4, 0.46
GUTTER, WIDER = 0.03, 0.02  # between columns, and besides between the two groups


@dataclass(frozen=True)
class BesideCell:
    """A place's attainment in a column (None: `absent` says why), whether it is part of a flag, and its hover."""

    attainment: float | None
    absent: str
    flagged: bool
    gated: bool
    hover: str


@dataclass(frozen=True)
class BesideRow:
    """A place with a cell for each column."""

    place: str
    name: str
    cells: tuple[BesideCell, ...]


@dataclass(frozen=True)
class BesideColumn:
    """A column's heading and whether it belongs to the first group (money)."""

    name: str
    first: bool


def beside(rows: Sequence[BesideRow], columns: Sequence[BesideColumn], theme: Theme, *, selected: str = "") -> Part:
    """Draw the places in the order given; the line at 100 is what is expected by now. A click gives the place."""
    left = round(widest([row.name for row in rows], theme.size) + theme.size)
    margin = {"l": left, "r": 2, "t": round(theme.size_small * 2), "b": 2}
    layout = row_axes(base_layout(theme), margin, (0.0, ROOM), (max(len(rows), 1) - 0.5, -0.5))
    domains = _domains(columns)
    for number_, domain in enumerate(domains):
        layout[f"xaxis{_suffix(number_)}"] = layout["xaxis"] | {"domain": list(domain), "anchor": "y"}
    heads = [
        caption(f"<b>{column.name}</b>" if column.first else column.name, theme, domain[0], 0, "left")
        | {"font": {"size": theme.size_small, "color": theme.second}}
        for column, domain in zip(columns, domains, strict=True)
    ]
    names = [
        live(cell(row.name, theme, 0, 2 - left, y, anchor="left"), row.place, hover_text(row.name, ()), theme)
        for y, row in enumerate(rows)
    ]
    words = [part for n in range(len(columns)) for y, row in enumerate(rows) for part in _words(row, n, y, theme)]
    lines = [_line(n, len(rows), theme) for n in range(len(columns))]
    chosen = [_chosen(y, theme) for y, row in enumerate(rows) if row.place == selected]
    bars = [part for n in range(len(columns)) for part in (_bars(rows, n, theme), _hot(rows, n))]
    return {"data": bars, "layout": layout | {"annotations": heads + names + words, "shapes": chosen + lines}}


def _domains(columns: Sequence[BesideColumn]) -> list[tuple[float, float]]:
    """Share out the width; the two groups stand a little apart."""
    count = max(len(columns), 1)
    width = (1 - GUTTER * (count - 1) - WIDER) / count
    first = sum(column.first for column in columns)
    starts = [n * (width + GUTTER) + (WIDER if n >= first else 0) for n in range(len(columns))]
    return [(start, start + width) for start in starts]


def _suffix(number_: int) -> str:
    return "" if number_ == 0 else str(number_ + 1)


def _bars(rows: Sequence[BesideRow], column: int, theme: Theme) -> Part:
    known = [(y, row.cells[column], row.cells[column].attainment) for y, row in enumerate(rows)]
    drawn = [(y, each, value) for y, each, value in known if value is not None]
    colours = [theme.worst if each.flagged else theme.fine for _, each, _ in drawn]
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": f"x{_suffix(column)}",
        "x": [min(value, CAP) for _, _, value in drawn],
        "y": [y for y, _, _ in drawn],
        "width": BAR,
        "marker": filled(colours, [each.gated for _, each, _ in drawn]),
        "hoverinfo": "skip",
    }


def _hot(rows: Sequence[BesideRow], column: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": f"x{_suffix(column)}",
        "x": [ROOM] * len(rows),
        "y": list(range(len(rows))),
        "width": 1,
        "marker": {"color": CLEAR},
        "customdata": [row.place for row in rows],
        "hovertext": [row.cells[column].hover for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _words(row: BesideRow, column: int, y: int, theme: Theme) -> list[Part]:
    each, axis = row.cells[column], {"xref": f"x{_suffix(column)}"}
    if each.attainment is None:
        text = cell(each.absent, theme, 2, 0, y, anchor="left", size=theme.size_small, colour=theme.quiet)
        return [text | axis]
    colour = theme.worst if each.flagged else theme.text
    shown = number(each.attainment)
    return [cell(f"<b>{shown}</b>" if each.flagged else shown, theme, ROOM, 0, y, colour=colour) | axis]


def _line(column: int, count: int, theme: Theme) -> Part:
    return {
        "type": "line", "xref": f"x{_suffix(column)}", "yref": "y", "x0": LINE, "x1": LINE, "y0": -0.5,
        "y1": max(count, 1) - 0.5, "line": {"color": theme.text, "width": 1},
    }  # fmt: skip


def _chosen(y: int, theme: Theme) -> Part:
    return {
        "type": "rect", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": y - SELECTED, "y1": y + SELECTED,
        "fillcolor": theme.selected, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
