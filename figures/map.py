"""A county map: filled shapes with name and value on them, drawn as scatter traces in kilometres.

Not as a choropleth, which asks for a base map, can't be hatched and leaves no say over labels. A click anywhere in
a shape gives `clickData["points"][0]["customdata"] == [place]`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from figures.kit.cells import text_width
from figures.kit.theme import Theme, base_layout, blend, contrast
from figures.map_labels import LabelSize, MapFrame, PlacedLabel, place_labels
from geo.shapes import Ring, Shape

LINE = 1.3  # plotly's line height
STRIP_STEPS = 5
STRIP_STEP, STRIP_BAR = 2.0, 0.45  # of the type size
PALE = 2.0  # contrast with the ground, below which its colour can't be told from the fill
HALO = 0.3  # how far a text's halo moves from its ground's colour away from the text's
FLAT = 1.8  # width over height, from which labels are laid flatter to leave the map its height
DEFAULT_PANEL = (500.0, 480.0)  # the map panel of a desk 1280 pixels wide
TEXT_PLACE = {"left": "middle right", "right": "middle left", "center": "middle center"}


@dataclass(frozen=True)
class MapRow:
    """What a place shows, in words ready to print.

    `state`: reported, missing, not_applicable, no_rate; `value` colours a reported place. `text` is the value (or
    what stands for it), `note` stands small below it, `hover` follows the name in the tooltip. `gated` hatches.
    """

    place: str
    name: str
    value: float | None
    text: str
    note: str
    state: str
    gated: bool
    hover: str


def county_map(
    shapes: tuple[Shape, ...],
    rows: Sequence[MapRow],
    theme: Theme,
    *,
    selected: str = "",
    domain: tuple[float, float] | None = None,
    scale_labels: Sequence[str] = (),
    panel: tuple[float, float] = DEFAULT_PANEL,
    labelled: Collection[str] | None = None,
) -> dict[str, Any]:
    """Draw the shapes that have a row.

    `domain`: the values at the ends of the colours, by default `colour_domain(rows)`. `scale_labels`: texts spread
    evenly below a strip of the colours; without them there is none. `panel`: the smallest size in pixels at which
    the picture is shown; in a larger panel it grows, in a smaller one labels would meet. `labelled`: the places that
    get a label, by default all.
    """
    by_place = {row.place: row for row in rows}
    drawn = tuple(shape for shape in shapes if shape.code in by_place)
    ends = domain or colour_domain(rows)
    fills = {row.place: _fill(row, theme, ends) for row in rows}
    named = tuple(shape for shape in drawn if labelled is None or shape.code in labelled)
    flat = panel[0] > FLAT * panel[1]
    frame = _frame(drawn, named, by_place, theme, panel, scale_labels, flat=flat)
    return {
        "data": [
            *(_area(shape, by_place[shape.code], fills[shape.code], theme) for shape in drawn),
            *_outlines(drawn, by_place, theme, selected),
            *_leaders(frame, theme),
            _dots(frame, theme),
            *(_text(label, by_place[label.place], fills[label.place], theme, flat=flat) for label in frame.labels),
        ],
        "layout": {**base_layout(theme), **_axes(frame), **_strip(frame, theme, scale_labels)},
    }


def colour_domain(rows: Iterable[MapRow]) -> tuple[float, float]:
    """Give round values that enclose all values shown; (0, 100) if there is none."""
    values = [row.value for row in rows if row.value is not None and row.state == "reported"]
    if not values:
        return 0.0, 100.0
    low, high = min(values), max(values)
    # Counted from the values too: three points apart are near each other, and should look so.
    step = 10.0 ** floor(log10(max(high - low, abs(high) / 2) or 1.0))
    first = floor(low / step) * step
    return first, first + max(1, -floor((first - high) / step)) * step


def _fill(row: MapRow, theme: Theme, domain: tuple[float, float]) -> str:
    if row.state == "reported" and row.value is not None:
        return blend(theme.sequence, (row.value - domain[0]) / (domain[1] - domain[0]))
    return theme.fine if row.state == "not_applicable" else theme.card


def _area(shape: Shape, row: MapRow, fill: str, theme: Theme) -> dict[str, Any]:
    xs, ys = _path(shape.rings)
    trace = {
        "type": "scatter",
        "mode": "lines",
        "name": row.name,
        "customdata": [row.place],
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": fill,
        "line": {"color": theme.outline, "width": 1.2, "shape": "linear"},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": f"<b>{row.name}</b><br>{row.hover or row.text}",
    }
    if row.state == "no_rate":
        trace["fillpattern"] = _dotted(theme)
    elif row.gated:
        trace["fillpattern"] = _hatched(fill, theme)
    return trace


def _dotted(theme: Theme) -> dict[str, Any]:
    return {
        "shape": ".",
        "bgcolor": theme.track,
        "fgcolor": theme.quiet,
        "fgopacity": 0.6,
        "size": theme.size * 0.6,
        "solidity": 0.08,
    }


def _hatched(fill: str, theme: Theme) -> dict[str, Any]:
    """Cut the fill open in the ground's colour; where that wouldn't show, draw the lines in grey."""
    pale = contrast(fill, theme.card) < PALE
    return {
        "shape": "/",
        "bgcolor": fill,
        "fgcolor": theme.quiet if pale else theme.card,
        "fgopacity": 0.55,
        "size": theme.size * 0.6,
        "solidity": 0.2,
    }


def _path(rings: Iterable[Ring]) -> tuple[list[float | None], list[float | None]]:
    """Write rings one after another, with a gap between."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        gap = [None] if xs else []
        xs += [*gap, *(x for x, _ in ring)]
        ys += [*gap, *(y for _, y in ring)]
    return xs, ys


def _outlines(shapes: Sequence[Shape], rows: Mapping[str, MapRow], theme: Theme, selected: str) -> list[dict[str, Any]]:
    """Draw over all shapes what a neighbour's border would cover: unreported places, then the selected one."""
    missing = [shape for shape in shapes if rows[shape.code].state == "missing"]
    chosen = [shape for shape in shapes if shape.code == selected]
    dotted = {"color": theme.quiet, "width": theme.size / 11, "dash": "dot"}
    strong = {"color": theme.text, "width": theme.size / 5}
    outlines = [(missing, dotted), (chosen, strong)]
    return [_line(*_path(ring for shape in part for ring in shape.rings), line) for part, line in outlines if part]


def _line(xs: list[float | None], ys: list[float | None], line: dict[str, Any]) -> dict[str, Any]:
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _leaders(frame: MapFrame, theme: Theme) -> list[dict[str, Any]]:
    """Draw the leaders twice: a wide line in the border's colour keeps the thin one legible on any fill."""
    xs, ys = _path(label.leader for label in frame.labels if label.leader)
    casing = {"color": theme.outline, "width": theme.size / 5}
    return [_line(xs, ys, line) for line in (casing, {"color": theme.second, "width": theme.size / 13})]


def _dots(frame: MapFrame, theme: Theme) -> dict[str, Any]:
    starts = [label.leader[0] for label in frame.labels if label.leader]
    ring = {"color": theme.outline, "width": 1}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in starts],
        "y": [y for _, y in starts],
        "marker": {"size": theme.size * 0.45, "color": theme.text, "line": ring},
        "hoverinfo": "skip",
    }


def _text(label: PlacedLabel, row: MapRow, fill: str, theme: Theme, *, flat: bool) -> dict[str, Any]:
    ground = theme.card if label.leader else fill
    ink = _ink(ground, theme)
    halo = blend((ground, theme.card if ink == theme.text else theme.text), HALO)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [label.x],
        "y": [label.y],
        "text": [_words(row, theme, flat=flat)],
        "textposition": TEXT_PLACE[label.align],
        "textfont": {"size": theme.size, "color": ink, "shadow": ", ".join([f"0 0 {theme.size / 4}px {halo}"] * 4)},
        "hoverinfo": "skip",
    }


def _words(row: MapRow, theme: Theme, *, flat: bool) -> str:
    apart = "  " if flat else "<br>"
    note = f'{apart}<span style="font-size:{theme.size_small}px">{row.note}</span>' if row.note else ""
    if row.state != "reported":
        return f'{row.name}<br><span style="font-size:{theme.size_small}px">{row.text}</span>{note}'
    return f'{row.name}<br><b><span style="font-size:{theme.size_value}px">{row.text}</span></b>{note}'


def _ink(ground: str, theme: Theme) -> str:
    """Give the theme's light or dark, whichever reads better on this ground."""
    return max((theme.text, theme.card), key=lambda colour: contrast(colour, ground))


def _frame(
    shapes: tuple[Shape, ...],
    named: tuple[Shape, ...],
    rows: Mapping[str, MapRow],
    theme: Theme,
    panel: tuple[float, float],
    scale_labels: Sequence[str],
    *,
    flat: bool,
) -> MapFrame:
    note = max((text_width(row.note, theme.size_small) for row in rows.values()), default=0.0)
    sizes = tuple(_label_size(rows[shape.code], note, theme, flat=flat) for shape in named)
    strip = (STRIP_STEP * STRIP_STEPS * theme.size, STRIP_BAR * theme.size + LINE * theme.size_small)
    return place_labels(shapes, sizes, panel, strip if scale_labels else (0.0, 0.0))


def _label_size(row: MapRow, note: float, theme: Theme, *, flat: bool) -> LabelSize:
    """Give a label's room, much the same for any figure, so that it keeps its place from month to month."""
    value = max(text_width(row.text, theme.size_value), 2.4 * theme.size_value)
    height, note = theme.size + 1.15 * theme.size_value, note if row.note else 0.0
    if flat:
        return LabelSize(row.place, max(text_width(row.name, theme.size), value + note), height)
    height += 1.2 * theme.size_small if row.note else 0.0
    return LabelSize(row.place, max(text_width(row.name, theme.size), value, note), height)


def _axes(frame: MapFrame) -> dict[str, Any]:
    axis = {"visible": False, "fixedrange": True, "constrain": "domain"}
    return {
        "xaxis": {**axis, "range": list(frame.x_range)},
        "yaxis": {**axis, "range": list(frame.y_range), "scaleanchor": "x"},
    }


def _strip(frame: MapFrame, theme: Theme, labels: Sequence[str]) -> dict[str, Any]:
    """Draw the scale into the free corner: colours side by side, the labels spread evenly below."""
    if not labels:
        return {}
    left, low = frame.corner
    pixel = frame.pixel_km
    step, top = STRIP_STEP * theme.size * pixel, low + LINE * theme.size_small * pixel
    bars = [
        {
            "type": "rect",
            "x0": left + step * index,
            "x1": left + step * (index + 1),
            "y0": top,
            "y1": top + STRIP_BAR * theme.size * pixel,
            "line": {"width": 0},
            "fillcolor": blend(theme.sequence, index / (STRIP_STEPS - 1)),
        }
        for index in range(STRIP_STEPS)
    ]
    share = step * STRIP_STEPS / max(len(labels) - 1, 1)
    anchors = ["left", *["center"] * (len(labels) - 2), "right"]
    texts = [
        {
            "x": left + share * index,
            "y": top,
            "text": text,
            "xanchor": anchor,
            "yanchor": "top",
            "showarrow": False,
            "font": {"size": theme.size_small, "color": theme.quiet},
        }
        for index, (text, anchor) in enumerate(zip(labels, anchors, strict=False))
    ]
    return {"shapes": bars, "annotations": texts}
