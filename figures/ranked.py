"""Places ranked by one indicator: value against the line expected by now, urban and rural side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures import dumbbell
from figures.kit.cells import (
    Part,
    across,
    caption,
    cell,
    disc,
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
SELECTED = 0.46


@dataclass(frozen=True)
class RankedRow:
    """A place at one month.

    `state`: reported, missing, not_applicable, no_rate. `status`: as judged (on_track, at_risk, behind ...).
    `late_green` says, where it isn't empty, that a target was missed earlier this year and made good since; `gated`
    hatches the bar. `late_green` and `note` (why it is gated) are lines of the hover text.
    """

    place: str
    name: str
    state: str
    value: float | None
    expected: float | None
    urban: float | None
    rural: float | None
    status: str
    late_green: str
    gated: bool
    note: str

    @property
    def distance(self) -> float | None:
        """The value less what was expected by now."""
        return None if self.value is None or self.expected is None else self.value - self.expected

    @property
    def lag(self) -> float:
        """How far a place that is behind is off its line, as a share of what was expected; 0 for any other."""
        if self.status != "behind" or self.distance is None:
            return 0.0
        return abs(self.distance / self.expected) if self.expected else abs(self.distance)


@dataclass(frozen=True)
class RankedWords:
    """Words in the place's language.

    `unit` stands over the values, `urban` and `rural` over the dots; `expected` (with {value}) over the ticks when all
    places share one, else `expected_each`. `absent` names the states other than reported. The hover sentences take
    {value} and {unit}, {value} and {difference}, {urban} and {rural}.
    """

    unit: str
    urban: str
    rural: str
    expected: str
    expected_each: str
    absent: Mapping[str, str]
    hover_value: str
    hover_expected: str
    hover_split: str


@dataclass(frozen=True)
class _Scale:
    """The range of the values, and the columns in pixels from the bar area: name and value, difference, dots."""

    low: float
    high: float
    decimals: int
    left: int
    value: int
    difference: int
    dots: dumbbell.Column | None
    right: int

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)

    def write(self, value: float | None) -> str:
        return "" if value is None else number(value, self.decimals)


def ranked(
    rows: Sequence[RankedRow],
    theme: Theme,
    words: RankedWords,
    *,
    decimals: int = 0,
    limit: float | None = None,
    selected: str = "",
) -> Part:
    """Draw the places in the order given, one a row; about 34 px a row reads well.

    `limit` is the least length of the scale (100 for percentages). A click on a bar gives the place's code in
    `customdata`, a click on its words in the annotation's `name`.
    """
    scale = _scale(rows, theme, words, decimals, limit)
    hovers = [_hover(row, words, scale) for row in rows]
    worst = max((row.lag for row in rows), default=0.0)
    annotations = _captions(rows, theme, words, scale)
    shapes: list[Part] = []
    for y, (row, hover) in enumerate(zip(rows, hovers, strict=True)):
        annotations += [live(part, row.place, hover, theme) for part in _words(row, y, theme, words, scale, worst)]
        shapes += _shapes(row, y, theme, scale, selected)
    margin = {"l": scale.left, "r": scale.right, "t": round(theme.size_small * 2), "b": 2}
    layout = row_axes(base_layout(theme), margin, (scale.low, scale.high), (max(len(rows), 1) - 0.5, -0.5))
    hot = hot_rows([row.place for row in rows], range(len(rows)), hovers, scale.low, scale.high - scale.low)
    return {"data": [_bars(rows, theme, worst), hot], "layout": layout | {"annotations": annotations, "shapes": shapes}}


def _scale(rows: Sequence[RankedRow], theme: Theme, words: RankedWords, decimals: int, limit: float | None) -> _Scale:
    known = [value for row in rows for value in (row.value, row.expected, row.urban, row.rural) if value is not None]
    values = [number(row.value, decimals) for row in rows if row.value is not None]
    differences = [signed(row.distance, decimals) for row in rows if row.distance is not None]
    size = theme.size
    value = round(max(widest(values, size + 1), text_width(words.unit, theme.size_small)) + size * 0.8)
    difference = value + (round(widest(differences, theme.size_small) + size * 0.7) if differences else 0)
    split = any(row.urban is not None or row.rural is not None for row in rows)
    width = dumbbell.width_for(theme, words.urban, words.rural)
    dots = dumbbell.Column(difference + size * 1.5, width) if split else None
    ring = size if any(row.late_green for row in rows) else 0
    high = max([limit or 0.0, *known])
    return _Scale(
        low=min([0.0, *known]),
        high=high if high > 0 else 1.0,
        decimals=decimals,
        left=round(widest([row.name for row in rows], size) + size * 1.4 + ring),
        value=value,
        difference=difference,
        dots=dots,
        right=round((dots.shift(1) if dots else difference) + size * 0.8),
    )


def _captions(rows: Sequence[RankedRow], theme: Theme, words: RankedWords, scale: _Scale) -> list[Part]:
    parts = [caption(words.unit, theme, 1, scale.value)]
    expected = {row.expected for row in rows if row.expected is not None}
    if len(expected) == 1:
        value = expected.pop()
        # The words end at a tick in the right half and begin at one in the left half: they never leave the bars.
        anchor = "right" if scale.share(value) > 0.5 else "left"
        text = words.expected.format(value=scale.write(value))
        parts.append(caption(text, theme, scale.share(value), 2 if anchor == "right" else -2, anchor))
    elif expected:
        parts.append(caption(tick_caption(words.expected_each, theme), theme, 1, 0))
    return parts + (dumbbell.captions(scale.dots, theme, words.urban, words.rural) if scale.dots else [])


def _words(row: RankedRow, y: float, theme: Theme, words: RankedWords, scale: _Scale, worst: float) -> list[Part]:
    name = cell(row.name, theme, 0, round(theme.size * 0.6) - scale.left, y, anchor="left")
    if row.value is None:
        shift = 0 if row.state == "not_applicable" else round(theme.size * 0.6)
        text = words.absent[row.state]
        return [name, cell(text, theme, 0, shift, y, anchor="left", size=theme.size_small, colour=theme.quiet)]
    value = cell(f"<b>{scale.write(row.value)}</b>", theme, 1, scale.value, y, size=theme.size + 1)
    if row.distance is None:
        return [name, value]
    colour = theme.quiet if row.status == "on_track" else theme.worst if _is_worst(row, worst) else theme.behind
    text = signed(row.distance, scale.decimals)
    return [name, value, cell(text, theme, 1, scale.difference, y, size=theme.size_small, colour=colour)]


def _shapes(row: RankedRow, y: float, theme: Theme, scale: _Scale, selected: str) -> list[Part]:
    parts: list[Part] = []
    if row.place == selected:
        parts += across(scale.left, scale.right, y - SELECTED, y + SELECTED, {"fillcolor": theme.selected})
    parts += _track(row, y, theme)
    if row.expected is not None and row.value is not None:
        parts.append(tick(theme, scale.share(row.expected), y, BAR * 0.85))
    if row.late_green:
        ring = {"line": {"color": theme.grades["excellent"].colour, "width": 2}}
        parts.append(disc(0, -theme.size * 0.8, y, theme.size * 0.33, ring))
    if scale.dots and not (row.urban is None and row.rural is None):
        urban, rural = (None if value is None else scale.share(value) for value in (row.urban, row.rural))
        parts += dumbbell.draw(scale.dots, theme, y, urban, rural)
    return parts


def _track(row: RankedRow, y: float, theme: Theme) -> list[Part]:
    match row.state:
        case "reported":
            return [track(theme, y, BAR / 2)]
        case "missing":
            return [outline(y, BAR, theme.quiet, "4px,3px")]
        case "no_rate":
            return [outline(y, BAR, theme.rule, "solid")]
        case _:
            return []


def _bars(rows: Sequence[RankedRow], theme: Theme, worst: float) -> Part:
    known = [(row, row.value, y) for y, row in enumerate(rows) if row.value is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [value for _, value, _ in known],
        "y": [y for _, _, y in known],
        "width": BAR,
        "marker": filled([_colour(row, theme, worst) for row, _, _ in known], [row.gated for row, _, _ in known]),
        "hoverinfo": "skip",
    }


def _is_worst(row: RankedRow, worst: float) -> bool:
    return row.lag > 0 and row.lag == worst


def _colour(row: RankedRow, theme: Theme, worst: float) -> str:
    if _is_worst(row, worst):
        return theme.worst
    return theme.rural if row.status in ("at_risk", "behind") else theme.fine


def _hover(row: RankedRow, words: RankedWords, scale: _Scale) -> str:
    if row.value is None:
        return hover_text(row.name, (words.absent[row.state], row.note))
    value = words.hover_value.format(value=scale.write(row.value), unit=words.unit)
    expected = split = ""
    if row.distance is not None:
        difference = signed(row.distance, scale.decimals)
        expected = words.hover_expected.format(value=scale.write(row.expected), difference=difference)
    if row.urban is not None and row.rural is not None:
        split = words.hover_split.format(urban=scale.write(row.urban), rural=scale.write(row.rural))
    return hover_text(row.name, (value, expected, split, row.late_green, row.note))
