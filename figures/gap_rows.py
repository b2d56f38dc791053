"""Town and countryside as two dots a row, joined by a bar that is coloured by the gap, with difference and change."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, across, caption, cell, hot_rows, live, outline, row_axes, text_width, track, widest
from figures.kit.theme import Theme, base_layout, blend

BAR = 0.26
ROOM = (-0.17, 1.19)  # beside the scale (0 to 1), for the values that stand next to the dots


@dataclass(frozen=True)
class GapBar:
    """A row: an indicator or a county.

    `urban` and `rural` are shares (0 to 1) of the row's scale, None where there is none; their values as written stand
    in `urban_text` and `rural_text`. `lean` (-1 to 1: the countryside is ahead or behind) colours the bar, None leaves
    it grey. `widens` makes the change stand out. `absent` says why there is no gap; a side that has a value keeps its
    dot.
    """

    code: str
    name: str
    urban: float | None
    rural: float | None
    urban_text: str
    rural_text: str
    difference: str
    change: str
    lean: float | None
    widens: bool
    absent: str
    hover: str


@dataclass(frozen=True)
class GapRowsWords:
    """Names of the dots and headings of the two columns."""

    urban: str
    rural: str
    difference: str
    change: str


@dataclass(frozen=True)
class _Room:
    left: int
    difference: int
    right: int


def gap_rows(rows: Sequence[GapBar | str], theme: Theme, words: GapRowsWords, *, selected: str = "") -> Part:
    """Draw the rows in the order given, about 28 px each; a text is a heading over the rows that follow.

    A click on a row gives its code in `customdata`, a click on its words in the annotation's `name`.
    """
    bars = [(y, row) for y, row in enumerate(rows) if isinstance(row, GapBar)]
    room = _room([row for _, row in bars], theme, words)
    annotations = _captions(theme, words, room)
    shapes: list[Part] = []
    for y, row in enumerate(rows):
        if isinstance(row, str):
            annotations.append(cell(row, theme, 0, -room.left, y + 0.1, anchor="left", size=theme.size_small,
                                    colour=theme.quiet))  # fmt: skip
            continue
        annotations += [live(part, row.code, row.hover, theme) for part in _words(row, y, theme, room)]
        shapes += _ground(row, y, theme, room, chosen=row.code == selected)
    margin = {"l": room.left, "r": room.right, "t": round(theme.size_small * 2), "b": 2}
    layout = row_axes(base_layout(theme), margin, ROOM, (max(len(rows), 1) - 0.5, -0.5))
    places = [float(y) for y, _ in bars]
    hot = hot_rows([row.code for _, row in bars], places, [row.hover for _, row in bars], ROOM[0], ROOM[1] - ROOM[0])
    data = [_joins(bars, theme), *(_dots(bars, theme, side) for side in ("urban", "rural")), hot]
    return {"data": data, "layout": layout | {"annotations": annotations, "shapes": shapes}}


def _room(rows: Sequence[GapBar], theme: Theme, words: GapRowsWords) -> _Room:
    gutter = round(theme.size * 0.8)
    differences = widest([row.difference for row in rows if not row.absent], theme.size + 1)
    difference = max(differences, round(text_width(words.difference, theme.size_small))) + gutter
    changes = widest([row.change for row in rows if not row.absent] + [words.change], theme.size_small)
    left = widest([row.name for row in rows], theme.size) + gutter
    return _Room(left, difference, difference + changes + gutter)


def _captions(theme: Theme, words: GapRowsWords, room: _Room) -> list[Part]:
    dots = "　".join(
        f'<span style="color:{colour}">\N{BLACK CIRCLE}</span> {name}'
        for name, colour in ((words.rural, theme.rural), (words.urban, theme.urban))
    )
    return [
        caption(dots, theme, 0, -room.left, "left"),
        caption(words.difference, theme, 1, room.difference),
        caption(words.change, theme, 1, room.right - 2),
    ]


def _words(row: GapBar, y: float, theme: Theme, room: _Room) -> list[Part]:
    name = cell(row.name, theme, 0, -room.left + 4, y, anchor="left")
    if row.absent:
        return [name, cell(row.absent, theme, 1, room.right - 2, y, size=theme.size_small, colour=theme.quiet)]
    colour = theme.behind if row.widens else theme.quiet
    difference = cell(f"<b>{row.difference}</b>", theme, 1, room.difference, y, size=theme.size + 1)
    return [name, difference, cell(row.change, theme, 1, room.right - 2, y, size=theme.size_small, colour=colour)]


def _ground(row: GapBar, y: float, theme: Theme, room: _Room, *, chosen: bool) -> list[Part]:
    band = across(room.left, room.right, y - 0.48, y + 0.48, {"fillcolor": theme.selected}) if chosen else []
    if row.urban is None and row.rural is None:
        return [*band, outline(y, 0.36, theme.rule, "4px,3px")]
    return [*band, track(theme, y, 0.02)]


def _joins(bars: Sequence[tuple[int, GapBar]], theme: Theme) -> Part:
    """Join the dots of each row by a bar in the colour of its gap."""
    known = [(y, row, row.urban, row.rural) for y, row in bars if row.urban is not None and row.rural is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [abs(urban - rural) for _, _, urban, rural in known],
        "base": [min(urban, rural) for _, _, urban, rural in known],
        "y": [y for y, *_ in known],
        "width": BAR,
        "marker": {"color": [_colour(row.lean, theme) for _, row, *_ in known]},
        "hoverinfo": "skip",
    }


def _colour(lean: float | None, theme: Theme) -> str:
    return theme.fine if lean is None else blend(theme.diverging, 0.5 - lean / 2)


def _dots(bars: Sequence[tuple[int, GapBar]], theme: Theme, side: str) -> Part:
    """Draw one side's dots, each with its value on the outer side."""
    known = [(y, row, getattr(row, side)) for y, row in bars if getattr(row, side) is not None]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [value for *_, value in known],
        "y": [y for y, *_ in known],
        "text": [getattr(row, f"{side}_text") for _, row, _ in known],
        "textposition": [_outside(row, side) for _, row, _ in known],
        "textfont": {"size": theme.size_small, "color": theme.second},
        "marker": {
            "color": theme.urban if side == "urban" else theme.rural,
            "size": theme.size * (0.95 if side == "urban" else 0.75),
            "line": {"width": 1, "color": theme.card},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _outside(row: GapBar, side: str) -> str:
    if row.urban is None or row.rural is None:
        return "middle right"
    higher = "urban" if row.urban >= row.rural else "rural"
    return "middle right" if side == higher else "middle left"
