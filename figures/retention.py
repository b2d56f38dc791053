"""A table of shares that came through: places × steps, coloured where much was lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, hover_text
from figures.kit.theme import Theme, base_layout, blend, contrast
from speech.numbers import number

MOST = 20.0  # per cent lost that takes the strongest colour, unless more is lost somewhere


@dataclass(frozen=True)
class RetentionRow:
    """A place: `kept` in per cent for each step, None where it can't be told; `absent` then says why.

    `notes` are lines of the hover texts.
    """

    code: str
    name: str
    kept: tuple[float | None, ...]
    absent: tuple[str, ...]
    notes: tuple[str, ...]


def retention(rows: Sequence[RetentionRow], steps: Sequence[str], theme: Theme, *, selected: str = "") -> Part:
    """Draw a cell for each place and step; about 34 px a row reads well.

    A click gives the place's code in `customdata`.
    """
    most = max([MOST, *(100 - value for row in rows for value in row.kept if value is not None)])
    scale = (theme.card, theme.diverging[1], theme.diverging[0])
    lost = [[None if value is None else (100 - value) / most for value in row.kept] for row in rows]
    heat = {
        "type": "heatmap",
        "z": lost,
        "x": list(range(len(steps))),
        "y": list(range(len(rows))),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[part / (len(scale) - 1), colour] for part, colour in enumerate(scale)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "customdata": [[row.code] * len(steps) for row in rows],
        "hovertext": [[_hover(row, step, n) for n, step in enumerate(steps)] for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    texts = [
        _text(
            value, x, y, theme, blend(scale, (100 - value) / most) if value is not None else theme.card, row.absent[x]
        )
        for y, row in enumerate(rows)
        for x, value in enumerate(row.kept)
    ]
    return {"data": [heat], "layout": _layout(rows, steps, theme, selected) | {"annotations": texts}}


def _text(value: float | None, x: float, y: float, theme: Theme, ground: str, absent: str) -> Part:
    written = absent if value is None else f"{number(value, 1)}%"
    light = contrast(theme.text, ground) < contrast(theme.card, ground)
    colour = theme.quiet if value is None else theme.card if light else theme.text
    size = theme.size_small if value is None else theme.size
    return {"x": x, "y": y, "text": written, "showarrow": False, "font": {"size": size, "color": colour}}


def _layout(rows: Sequence[RetentionRow], steps: Sequence[str], theme: Theme, selected: str) -> Part:
    layout = base_layout(theme)
    names = [f"<b>{row.name}</b>" if row.code == selected else row.name for row in rows]
    font = {"size": theme.size, "color": theme.text}
    axis = {"showgrid": False, "tickmode": "array"}
    across = {"tickvals": list(range(len(steps))), "ticktext": list(steps), "side": "top", "tickangle": 0}
    down = {"tickvals": list(range(len(rows))), "ticktext": names, "autorange": "reversed", "tickfont": font}
    layout["xaxis"] |= axis | across | {"range": [-0.5, len(steps) - 0.5]}
    layout["yaxis"] |= axis | down
    return layout


def _hover(row: RetentionRow, step: str, position: int) -> str:
    return hover_text(f"{row.name} {step.replace('<br>', '')}", (row.notes[position],))
