"""The plan's measures as bullet bars: how far the target is reached, the line expected by now, score and grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from figures.kit.cells import (
    Part,
    across,
    caption,
    cell,
    filled,
    hot_rows,
    hover_text,
    live,
    outline,
    row_axes,
    text_width,
    tick,
    tick_caption,
    track,
    widest,
)
from figures.kit.theme import Theme, base_layout
from speech.numbers import number, signed

BAR = 0.4
GROUP_GAP = 0.5


@dataclass(frozen=True)
class BulletRow:
    """A measure at one month.

    `progress` (the bar) and `expected` (the tick) are per cent of the target, `score` is 0 to 100. `group` parts the
    rows by thin rules; `grade` is a key of the theme's grades, `mark` its shape; `share` (0 to 1, None where nothing
    is due) is the part of the weight that was scored; `gated` hatches the bar, `note` says why in the hover text.
    """

    code: str
    group: str
    number: str
    name: str
    score: float | None
    progress: float | None
    expected: float | None
    grade: str
    mark: str
    share: float | None
    gated: bool
    note: str

    @property
    def distance(self) -> float | None:
        """The progress less what was expected by now, in percentage points."""
        return None if self.progress is None or self.expected is None else self.progress - self.expected


@dataclass(frozen=True)
class BulletWords:
    """Captions over the columns (`score`, `expected`, `difference`), and sentences.

    `not_due` stands where nothing is due yet; `no_score` and `hover_share` take {value} (per cent of the weight),
    `hover_score` {value}, `hover_expected` {progress}, {value} and {difference}.
    """

    score: str
    expected: str
    difference: str
    no_score: str
    not_due: str
    hover_score: str
    hover_expected: str
    hover_share: str


@dataclass(frozen=True)
class _Columns:
    """Pixels of the columns in the margins: `name` from the left, the others leftwards from the right."""

    left: int
    name: int
    right: int
    score: int
    mark: int


def bullets(rows: Sequence[BulletRow], theme: Theme, words: BulletWords) -> Part:
    """Draw the measures in the order given, one a row; about 32 px a row reads well.

    A click on a bar gives the row's code in `customdata`, a click on its words in the annotation's `name`.
    """
    places = _positions(rows)
    columns = _columns(rows, theme, words)
    hovers = [_hover(row, words) for row in rows]
    margin = {"l": columns.left, "r": columns.right, "t": round(theme.size_small * 1.9), "b": 2}
    annotations = _captions(theme, words, columns)
    shapes = _rules(rows, places, columns, theme)
    for row, y, hover in zip(rows, places, hovers, strict=True):
        annotations += [live(part, row.code, hover, theme) for part in _words(row, y, theme, words, columns)]
        shapes += _track(row, y, theme)
    layout = row_axes(base_layout(theme), margin, (0, 100), (max(places, default=0) + 0.5, -0.5))
    codes = [row.code for row in rows]
    return {
        "data": [_bars(rows, places, theme), hot_rows(codes, places, hovers, 0, 100)],
        "layout": layout | {"annotations": annotations, "shapes": shapes},
    }


def _positions(rows: Sequence[BulletRow]) -> list[float]:
    gaps = [0.0, *(GROUP_GAP if one.group != next_one.group else 0.0 for one, next_one in pairwise(rows))]
    return [index + sum(gaps[: index + 1]) for index in range(len(rows))]


def _columns(rows: Sequence[BulletRow], theme: Theme, words: BulletWords) -> _Columns:
    numbers = widest([row.number for row in rows], theme.size)
    name = numbers + round(theme.size * 0.6)
    difference = widest([words.difference, signed(-100, 1)], theme.size_small)
    score = difference + round(theme.size * 0.8)
    mark = score + round(text_width(number(100, 1), theme.size + 1)) + round(theme.size * 0.4)
    return _Columns(
        left=name + widest([row.name for row in rows], theme.size) + round(theme.size * 0.8),
        name=name,
        right=mark + round(theme.size * 1.7),
        score=score,
        mark=mark,
    )


def _captions(theme: Theme, words: BulletWords, columns: _Columns) -> list[Part]:
    return [
        caption(tick_caption(words.expected, theme), theme, 1, 0),
        caption(words.score, theme, 1, columns.right - columns.score),
        caption(words.difference, theme, 1, columns.right),
    ]


def _words(row: BulletRow, y: float, theme: Theme, words: BulletWords, columns: _Columns) -> list[Part]:
    named = [
        cell(row.number, theme, 0, -columns.left, y, anchor="left", colour=theme.quiet),
        cell(row.name, theme, 0, columns.name - columns.left, y, anchor="left"),
    ]
    if row.score is None:
        text = words.not_due if row.share is None else words.no_score.format(value=number(row.share * 100))
        return [*named, cell(text, theme, 1, columns.right, y, size=theme.size_small, colour=theme.quiet)]
    grade = theme.grades[row.grade].colour if row.grade else theme.quiet
    score = f"<b>{number(row.score, 1)}</b>"
    scored = [
        cell(row.mark, theme, 1, columns.right - columns.mark, y, colour=grade),
        cell(score, theme, 1, columns.right - columns.score, y, size=theme.size + 1),
    ]
    if row.distance is None:
        return named + scored
    difference = signed(row.distance, 1)
    colour = theme.quiet if _is_fine(row, theme) else theme.behind
    return [*named, *scored, cell(difference, theme, 1, columns.right, y, size=theme.size_small, colour=colour)]


def _track(row: BulletRow, y: float, theme: Theme) -> list[Part]:
    if row.score is None:
        return [outline(y, BAR / 2, theme.quiet, "solid")]
    ticks = [] if row.expected is None else [tick(theme, min(row.expected / 100, 1), y, BAR * 0.85)]
    return [track(theme, y, BAR / 2), *ticks]


def _rules(rows: Sequence[BulletRow], places: Sequence[float], columns: _Columns, theme: Theme) -> list[Part]:
    look = {"line": {"color": theme.rule, "width": 1}}
    middles = [
        (above + below) / 2
        for (above, below), (one, next_one) in zip(pairwise(places), pairwise(rows), strict=True)
        if one.group != next_one.group
    ]
    return [part for y in middles for part in across(columns.left, columns.right, y, y, look)]


def _bars(rows: Sequence[BulletRow], places: Sequence[float], theme: Theme) -> Part:
    # A bar ends at its target: what goes beyond is in the difference.
    scored = [
        (row, min(row.progress, 100.0), y)
        for row, y in zip(rows, places, strict=True)
        if row.score is not None and row.progress is not None
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [progress for _, progress, _ in scored],
        "y": [y for _, _, y in scored],
        "width": BAR,
        "marker": filled([_colour(row, theme, rows) for row, _, _ in scored], [row.gated for row, _, _ in scored]),
        "hoverinfo": "skip",
    }


def _is_fine(row: BulletRow, theme: Theme) -> bool:
    """Tell what needs no action: the best grade; a composite of capped parts is hardly ever quite on its line."""
    return row.grade == next(iter(theme.grades)) or row.distance is None or row.distance >= 0


def _colour(row: BulletRow, theme: Theme, rows: Sequence[BulletRow]) -> str:
    """Colour what needs action alone, and the one furthest behind most; the grade's mark says the rest."""
    if _is_fine(row, theme) or row.distance is None:
        return theme.fine
    furthest = min(other.distance for other in rows if other.distance is not None)
    return theme.worst if row.distance == furthest else theme.rural


def _hover(row: BulletRow, words: BulletWords) -> str:
    share = words.not_due if row.share is None else words.hover_share.format(value=number(row.share * 100))
    if row.score is None:
        return hover_text(row.name, (share, row.note))
    score = words.hover_score.format(value=number(row.score, 1))
    if row.progress is None or row.expected is None or row.distance is None:
        return hover_text(row.name, (score, share, row.note))
    expected = words.hover_expected.format(
        progress=number(row.progress, 1), value=number(row.expected, 1), difference=signed(row.distance, 1)
    )
    return hover_text(row.name, (f"{score} {row.mark}", expected, share, row.note))
