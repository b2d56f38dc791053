"""Milestones over the months: when each step was due, when it was reached, and what is overdue now."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, cell, hover_text, text_width, widest
from figures.kit.theme import Theme
from figures.kit.timeline import MonthWords, month_axes
from speech.months import ordinal

SYMBOLS = {"reached": "circle", "late": "circle", "missed": "square", "unknown": "circle-open", "ahead": "circle-open"}
MARGIN = 14
WIDE = 0x2E7F  # characters beyond are as wide as they are high
CLOSING = "）、，。；"  # no line starts with these
LONG = 200  # pixels from which a name is written in two lines


@dataclass(frozen=True)
class MilestoneMark:
    """A step: due and reached as months ("" when it isn't reached), and what its hover text says.

    `state`: reached, late, missed, unknown or ahead, as in evaluation.findings.milestones.
    """

    due: str
    reached: str
    state: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class MilestoneRow:
    """A row of steps; `note` stands at its right end, `urgent` says whether in the colour of what is overdue."""

    code: str
    name: str
    marks: tuple[MilestoneMark, ...]
    note: str
    urgent: bool = False


def milestones(rows: Sequence[MilestoneRow], theme: Theme, months: MonthWords, *, now: str) -> Part:
    """Draw the rows from the top; a click on a step gives the row's code in `customdata`."""
    indices = [ordinal(month) for row in rows for mark in row.marks for month in (mark.due, mark.reached) if month]
    first, last = min([*indices, ordinal(now)]), max([*indices, ordinal(now)])
    margin = {
        "l": widest([line for row in rows for line in _lines(row.name, theme)], theme.size) + MARGIN + 4,
        "r": widest([row.note for row in rows], theme.size_small) + MARGIN,
        "t": round(theme.size_small * 1.8),
        "b": round(theme.size_small * 2.2),
    }
    layout = month_axes(theme, first - 1, last + 1, (-len(rows) + 0.5, 0.5), months, margin)
    layout["shapes"] = [*_rails(rows, theme), _now(now, theme)]
    layout["annotations"] = [*_names(rows, theme), _now_label(now, theme, months)]
    traces = [_waits(rows, theme, now, state) for state in ("late", "missed")]
    return {"data": [*traces, _dues(rows, theme), *(_marks(rows, theme, state) for state in SYMBOLS)], "layout": layout}


def _colour(theme: Theme, state: str) -> str:
    colours = {"reached": theme.quiet, "late": theme.rural, "missed": theme.worst}
    return colours.get(state, theme.quiet)


def _placed(rows: Sequence[MilestoneRow], state: str = "") -> list[tuple[int, MilestoneRow, MilestoneMark]]:
    """List the steps, those of one state, each with its row's place from the top."""
    return [(-n, row, mark) for n, row in enumerate(rows) for mark in row.marks if state in ("", mark.state)]


def _marks(rows: Sequence[MilestoneRow], theme: Theme, state: str) -> Part:
    """Draw where the steps of a state stand: in the month in which they were reached, else when they are due."""
    placed = _placed(rows, state)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [ordinal(mark.reached or mark.due) for _, _, mark in placed],
        "y": [y for y, _, _ in placed],
        "customdata": [row.code for _, row, _ in placed],
        "hovertext": [hover_text(mark.title, mark.lines) for _, _, mark in placed],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": SYMBOLS[state],
            "size": theme.size - 1,
            "color": _colour(theme, state),
            "line": {"width": 1.5 if SYMBOLS[state].endswith("open") else 0, "color": _colour(theme, state)},
        },
    }


def _dues(rows: Sequence[MilestoneRow], theme: Theme) -> Part:
    """Draw an upright tick where each step was due."""
    placed = _placed(rows)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [ordinal(mark.due) for _, _, mark in placed],
        "y": [y for y, _, _ in placed],
        "hoverinfo": "skip",
        "marker": {
            "symbol": "line-ns-open",
            "size": theme.size + 5,
            "color": theme.text,
            "line": {"width": 1.5, "color": theme.text},
        },
    }


def _waits(rows: Sequence[MilestoneRow], theme: Theme, now: str, state: str) -> Part:
    """Draw how long a late step took after it was due, or how long an overdue one has been waited for."""
    xs: list[int | None] = []
    ys: list[int | None] = []
    for y, _, mark in _placed(rows, state):
        xs += [ordinal(mark.due), ordinal(mark.reached or now), None]
        ys += [y, y, None]
    line = {"width": 3, "color": _colour(theme, state)}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", "line": line}


def _rails(rows: Sequence[MilestoneRow], theme: Theme) -> list[Part]:
    line = {"color": theme.rule, "width": 1}
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": -n, "y1": -n, "line": line, "layer": "below"}
        for n in range(len(rows))
    ]


def _now(now: str, theme: Theme) -> Part:
    x, line = ordinal(now), {"color": theme.accent, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}


def _now_label(now: str, theme: Theme, months: MonthWords) -> Part:
    text = months.write(ordinal(now))
    label = cell(text, theme, 1, 0, 1, anchor="center", size=theme.size_small, colour=theme.accent)
    return label | {"xref": "x", "x": ordinal(now), "yref": "paper", "yanchor": "bottom"}


def _lines(name: str, theme: Theme) -> tuple[str, ...]:
    """Break a long name into two lines as even as can be: between words, or between full-width characters."""
    if text_width(name, theme.size) <= LONG:
        return (name,)
    breaks = [n for n in range(1, len(name)) if name[n] == " " or _parts_there(name[n - 1], name[n])]
    pairs = [(name[:n], name[n:].lstrip()) for n in breaks]
    return min(pairs, key=lambda pair: max(text_width(line, theme.size) for line in pair), default=(name,))


def _parts_there(before: str, after: str) -> bool:
    return min(ord(before), ord(after)) > WIDE and after not in CLOSING


def _names(rows: Sequence[MilestoneRow], theme: Theme) -> list[Part]:
    parts = []
    for n, row in enumerate(rows):
        parts.append(cell("<br>".join(_lines(row.name, theme)), theme, 0, -MARGIN, -n))
        colour = theme.worst if row.urgent else theme.second
        parts.append(cell(row.note, theme, 1, MARGIN - 4, -n, anchor="left", size=theme.size_small, colour=colour))
    return parts
