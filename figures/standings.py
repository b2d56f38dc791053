"""Places in the order of their rank: a dot for the rank, a line for its interval, a bracket where ranks are ties."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, across, caption, cell, hot_rows, hover_text, live, row_axes, widest
from figures.kit.theme import Theme, base_layout
from speech.numbers import number

DOT = 11
SELECTED = 0.46


@dataclass(frozen=True)
class StandingRow:
    """A place; `rank` is None where it has no score, `text` says the rank with its interval, or why there is none.

    `tied` says that it is a tie with the place in the next row.
    """

    place: str
    name: str
    score: float | None
    rank: int | None
    low: int
    high: int
    text: str
    tied: bool
    note: str


@dataclass(frozen=True)
class StandingWords:
    """Column headings in the place's language; `rank` takes {rank}, and stands over the first and the last rank."""

    score: str
    rank: str
    standing: str


@dataclass(frozen=True)
class _Columns:
    """Where the columns beside the ranks end, in pixels from them: score, rank in words, bracket, margin."""

    left: int
    score: int
    text: int
    bracket: int
    right: int


def standings(rows: Sequence[StandingRow], theme: Theme, words: StandingWords, *, selected: str = "") -> Part:
    """Draw the places in the order given, the best rank at the left; about 34 px a row reads well."""
    columns, most = _columns(rows, theme, words), max(sum(row.rank is not None for row in rows), 1)
    hovers = [hover_text(row.name, (row.text, row.note)) for row in rows]
    annotations = _captions(theme, words, columns, most)
    shapes: list[Part] = []
    for y, (row, hover) in enumerate(zip(rows, hovers, strict=True)):
        annotations += [live(part, row.place, hover, theme) for part in _words(row, y, theme, columns)]
        shapes += _shapes(row, y, theme, columns, selected)
    margin = {"l": columns.left, "r": columns.right, "t": round(theme.size_small * 2), "b": 2}
    layout = row_axes(base_layout(theme), margin, (0.5, most + 0.5), (max(len(rows), 1) - 0.5, -0.5))
    hot = hot_rows([row.place for row in rows], range(len(rows)), hovers, 0.5, most)
    return {"data": [_dots(rows, theme), hot], "layout": layout | {"annotations": annotations, "shapes": shapes}}


def _columns(rows: Sequence[StandingRow], theme: Theme, words: StandingWords) -> _Columns:
    size = theme.size
    scores = [number(row.score, 1) for row in rows if row.score is not None]
    score = max(widest(scores, size + 1), widest([words.score], theme.size_small)) + size
    text = score + max(widest([row.text for row in rows if row.rank is not None], size), 2 * size) + size
    bracket = text + round(size * 0.7)
    left = widest([row.name for row in rows], size) + round(size * 1.2)
    return _Columns(left, score, text, bracket, bracket + round(size * 0.6))


def _captions(theme: Theme, words: StandingWords, columns: _Columns, most: int) -> list[Part]:
    ends = {rank: words.rank.format(rank=rank) for rank in (1, most)}
    ticks = [caption(text, theme, (rank - 0.5) / most, 0, "center") for rank, text in ends.items()]
    parts = [caption(words.score, theme, 1, columns.score), *ticks]
    return [*parts, caption(words.standing, theme, 1, columns.text)]


def _words(row: StandingRow, y: float, theme: Theme, columns: _Columns) -> list[Part]:
    name = cell(row.name, theme, 0, round(theme.size * 0.6) - columns.left, y, anchor="left")
    if row.rank is None or row.score is None:
        return [name, cell(row.text, theme, 0, 0, y, anchor="left", size=theme.size_small, colour=theme.quiet)]
    score = cell(f"<b>{number(row.score, 1)}</b>", theme, 1, columns.score, y, size=theme.size + 1)
    return [name, score, cell(row.text, theme, 1, columns.text, y, colour=theme.second)]


def _shapes(row: StandingRow, y: float, theme: Theme, columns: _Columns, selected: str) -> list[Part]:
    parts: list[Part] = []
    if row.place == selected:
        look = {"fillcolor": theme.selected}
        parts += across(columns.left, columns.right, y - SELECTED, y + SELECTED, look)
    if row.rank is not None:
        line = {"color": theme.fine, "width": 5}
        ends = {"x0": row.low, "x1": row.high, "y0": y, "y1": y}
        parts.append({"type": "line", "xref": "x", "yref": "y", "layer": "below", "line": line} | ends)
    return parts + (_bracket(y, theme, columns) if row.tied else [])


def _bracket(y: float, theme: Theme, columns: _Columns) -> list[Part]:
    """Join a row with the next one, beside the words."""
    pixels = {"type": "line", "xref": "paper", "xsizemode": "pixel", "xanchor": 1, "yref": "y"}
    look = {"line": {"color": theme.quiet, "width": 2}}
    ends = ((0.0, y, y + 1), (-4.0, y, y), (-4.0, y + 1, y + 1))
    return [
        pixels | look | {"x0": columns.bracket + back, "x1": columns.bracket, "y0": top, "y1": bottom}
        for back, top, bottom in ends
    ]


def _dots(rows: Sequence[StandingRow], theme: Theme) -> Part:
    known = [(row.rank, y) for y, row in enumerate(rows) if row.rank is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [rank for rank, _ in known],
        "y": [y for _, y in known],
        "marker": {"size": DOT, "color": theme.accent, "line": {"width": 1, "color": theme.card}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
