"""A whole made of two parts, one bar a row: how much there is, and what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, across, caption, cell, hot_rows, live, row_axes, text_width, widest
from figures.kit.theme import Theme, base_layout

BAR = 0.5


@dataclass(frozen=True)
class PartsRow:
    """A row's two parts in one unit; None for both where `absent` says why. `total` and `share` are written behind."""

    code: str
    name: str
    first: float | None
    second: float | None
    total: str
    share: str
    absent: str
    hover: str


@dataclass(frozen=True)
class PartsWords:
    """Names of the two parts, and headings of the columns of `total` and `share`."""

    first: str
    second: str
    total: str
    share: str


def parts(rows: Sequence[PartsRow], theme: Theme, words: PartsWords, *, selected: str = "") -> Part:
    """Draw the rows in the order given, about 26 px each, under two lines of words.

    A click gives the row's code in `customdata`.
    """
    gutter = round(theme.size * 0.8)
    left = widest([row.name for row in rows], theme.size) + gutter
    total = _column([row.total for row in rows], words.total, theme) + gutter
    right = total + _column([row.share for row in rows], words.share, theme) + gutter
    high = max((row.first + row.second for row in rows if row.first is not None and row.second is not None), default=0)
    annotations = _captions(theme, words, left, total, right)
    shapes: list[Part] = []
    for y, row in enumerate(rows):
        cells = _cells(row, y, theme, left, total, right)
        annotations += [live(part, row.code, row.hover, theme) for part in cells]
        if row.code == selected:
            shapes += across(left, right, y - 0.48, y + 0.48, {"fillcolor": theme.selected})
    margin = {"l": left, "r": right, "t": round(theme.size_small * 3.7), "b": 2}
    layout = row_axes(base_layout(theme), margin, (0, high or 1), (max(len(rows), 1) - 0.5, -0.5))
    codes, hovers = [row.code for row in rows], [row.hover for row in rows]
    hot = hot_rows(codes, range(len(rows)), hovers, 0, high or 1)
    data = [_bars(rows, theme.accent, second=False), _bars(rows, theme.fine, second=True), hot]
    return {"data": data, "layout": layout | {"annotations": annotations, "shapes": shapes}}


def _column(texts: Sequence[str], heading: str, theme: Theme) -> int:
    return max(widest(texts, theme.size), round(text_width(heading, theme.size_small)))


def _captions(theme: Theme, words: PartsWords, left: int, total: int, right: int) -> list[Part]:
    names = "　".join(
        f'<span style="color:{colour}">\N{BLACK SQUARE}</span> {name}'
        for name, colour in ((words.first, theme.accent), (words.second, theme.fine))
    )
    return [
        caption(names, theme, 0, -left, "left") | {"yshift": round(theme.size_small * 1.7)},
        caption(words.total, theme, 1, total),
        caption(words.share, theme, 1, right - 2),
    ]


def _cells(row: PartsRow, y: float, theme: Theme, left: int, total: int, right: int) -> list[Part]:
    name = cell(row.name, theme, 0, 4 - left, y, anchor="left")
    if row.absent:
        return [name, cell(row.absent, theme, 0, 0, y, anchor="left", size=theme.size_small, colour=theme.quiet)]
    return [
        name,
        cell(f"<b>{row.total}</b>", theme, 1, total, y),
        cell(row.share, theme, 1, right - 2, y, size=theme.size_small, colour=theme.second),
    ]


def _bars(rows: Sequence[PartsRow], colour: str, *, second: bool) -> Part:
    known = [
        (y, row.first, row.second)
        for y, row in enumerate(rows)
        if row.first is not None and row.second is not None
    ]  # fmt: skip
    return {
        "type": "bar",
        "orientation": "h",
        "x": [two if second else one for _, one, two in known],
        "base": [one if second else 0 for _, one, _ in known],
        "y": [y for y, *_ in known],
        "width": BAR,
        "marker": {"color": colour},
        "hoverinfo": "skip",
    }
