"""One indicator over months: what was reached, what was expected, and the target at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from figures.kit.cells import Part, caption, cell, hover_text, widest
from figures.kit.theme import Theme
from figures.kit.timeline import MonthWords, hot_months, month_axes, padded, spread, value_ticks
from speech.months import ordinal
from speech.numbers import number

EXPECTED, EVEN = "expected", "even"
LED = (EXPECTED, EVEN)
"""Lines that nobody reports: they carry no marks, and lead on to the target."""


@dataclass(frozen=True)
class TrendPoint:
    """A month's value, None where nothing was reported; `hollow` where it came late or isn't wholly confirmed."""

    month: str
    value: float | None
    hollow: bool = False


@dataclass(frozen=True)
class TrendLine:
    """A line: `role` is total, urban, rural, expected (dashed) or even (dotted); months without a point are gaps."""

    role: str
    name: str
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True)
class TrendTarget:
    """The target at the end of the dashed line: its label ("Target 90") and, below it, what it rests on."""

    month: str
    value: float
    label: str
    basis: str


@dataclass(frozen=True)
class TrendVersion:
    """A value that the target had from a month on."""

    month: str
    value: float


@dataclass(frozen=True)
class TrendWords:
    """`unit` stands over the value axis and after each value in the hover text; `hollow` explains hollow points."""

    unit: str
    missing: str
    hollow: str
    months: MonthWords


@dataclass(frozen=True)
class _Label:
    """A label at the right: where its line ends, what it says, in which colour; `lines` of text."""

    index: int
    value: float
    text: str
    colour: str
    lines: int = 1


@dataclass(frozen=True)
class _Frame:
    """The ranges of both axes, the least height of the plot in pixels, and how values are written."""

    first: int
    last: int
    low: float
    high: float
    room: float
    decimals: int


def trend(
    lines: Sequence[TrendLine],
    theme: Theme,
    words: TrendWords,
    *,
    selected: str,
    decimals: int = 0,
    target: TrendTarget | None = None,
    versions: Sequence[TrendVersion] = (),
    height: int = 200,
) -> Part:
    """Draw the lines over months, labelled at their ends.

    `height` is the least height in pixels at which the picture is shown: labels keep apart from there on. `versions`
    are the target's values in force one after another. A click gives the month in `customdata`.
    """
    top, bottom = round(theme.size_small * 1.8), round(theme.size_small * 1.9)
    frame = _frame(lines, target, versions, height - top - bottom, decimals)
    labels = _labels(lines, target, theme, decimals, _earlier(lines, selected, words.months))
    ticks = value_ticks(frame.low, frame.high)
    left = widest([*(_tick(value) for value in ticks), words.unit], theme.size_small) + round(theme.size_small * 0.8)
    right = max((widest(label.text.split("<br>"), theme.size) for label in labels), default=0) + theme.size
    margin = {"l": left, "r": right, "t": top, "b": bottom}
    layout = month_axes(theme, frame.first, frame.last, (frame.low, frame.high), words.months, margin)
    layout["yaxis"] |= {
        "showgrid": True,
        "showticklabels": True,
        "tickvals": ticks,
        "ticktext": [_tick(value) for value in ticks],
    }
    ends, leaders = _end_labels(labels, frame, theme)
    chosen = _selected(lines, ordinal(selected), frame, theme, words)
    unit = caption(words.unit, theme, 0, -round(theme.size_small * 0.6))
    layout |= {"annotations": [unit, *ends, chosen], "shapes": [_cursor(ordinal(selected), theme), *leaders]}
    drawn = [_line(_to_target(line, target), theme) for line in sorted(lines, key=lambda line: line.role == "total")]
    hovers = hot_months(_hovers(lines, words, decimals), frame.low, frame.high)
    return {"data": [*_steps(versions, frame, theme), *drawn, hovers], "layout": layout}


def _frame(
    lines: Sequence[TrendLine], target: TrendTarget | None, versions: Sequence[TrendVersion], room: float, decimals: int
) -> _Frame:
    known = [(point.month, point.value) for line in lines for point in line.points if point.value is not None]
    values = [value for _, value in known] + [version.value for version in versions]
    months = [ordinal(month) for month, _ in known]
    if target:
        values.append(target.value)
        months.append(ordinal(target.month))
    low, high = padded(values)
    return _Frame(min(months, default=0), max(months, default=0), low, high, room, decimals)


def _tick(value: float) -> str:
    return number(value, 0 if value == round(value) else 1)


def _colour(role: str, theme: Theme) -> str:
    return {"total": theme.accent, "urban": theme.urban, "rural": theme.rural}.get(role, theme.quiet)


def _last(line: TrendLine) -> tuple[int, float] | None:
    known = [(ordinal(point.month), point.value) for point in line.points if point.value is not None]
    return known[-1] if known else None


def _earlier(lines: Sequence[TrendLine], selected: str, months: MonthWords) -> dict[int, str]:
    """Name the months in which lines end before the selected one: their last values aren't those of that month."""
    ends = [last[0] for last in map(_last, lines) if last]
    return {index: months.write(index) for index in ends if index < ordinal(selected)}


def _labels(
    lines: Sequence[TrendLine], target: TrendTarget | None, theme: Theme, decimals: int, earlier: dict[int, str]
) -> list[_Label]:
    labels = []
    for line in lines:
        last = _last(line)
        if last and not (target and line.role == EXPECTED):
            text, of = f"{line.name} <b>{number(last[1], decimals)}</b>", earlier.get(last[0], "")
            if of:
                text += f'<br><span style="font-size:{theme.size_small}px">{of}</span>'
            labels.append(_Label(*last, text, _label_colour(line.role, theme), 2 if of else 1))
    if target:
        basis = f'<span style="font-size:{theme.size_small}px">{target.basis}</span>'
        text = f"{target.label}<br>{basis}" if target.basis else target.label
        labels.append(_Label(ordinal(target.month), target.value, text, theme.second, 2 if target.basis else 1))
    return labels


def _label_colour(role: str, theme: Theme) -> str:
    """Give the colour of a line's words: the orange of the line itself is too light to read on white."""
    return theme.behind if role == "rural" else _colour(role, theme)


def _end_labels(labels: Sequence[_Label], frame: _Frame, theme: Theme) -> tuple[list[Part], list[Part]]:
    """Give the labels, moved apart, and a thin leader to each whose line ends before the axis does."""
    pixels = frame.room / (frame.high - frame.low)
    heights = [label.lines * theme.size * 1.3 for label in labels]
    middles = spread([(label.value - frame.low) * pixels for label in labels], heights, frame.room)
    texts, leaders = [], []
    for label, middle in zip(labels, middles, strict=True):
        y = frame.low + middle / pixels
        texts.append(cell(label.text, theme, 1, theme.size * 0.4, y, anchor="left", colour=label.colour))
        if label.index < frame.last:
            leaders.append({
                "type": "line", "xref": "x", "yref": "y",
                "x0": label.index, "y0": label.value, "x1": frame.last + 0.5, "y1": y,
                "line": {"color": label.colour, "width": 1}, "opacity": 0.4,
            })  # fmt: skip
    return texts, leaders


def _cursor(index: int, theme: Theme) -> Part:
    line = {"color": theme.rule, "width": 1}
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": index, "x1": index, "y0": 0, "y1": 1,
        "line": line, "layer": "below",
    }  # fmt: skip


def _selected(lines: Sequence[TrendLine], index: int, frame: _Frame, theme: Theme, words: TrendWords) -> Part:
    """Name the selected month over its cursor, with what was expected then."""
    expected = next(((line.name, _at(line, index)) for line in lines if line.role == EXPECTED), ("", None))
    said = words.months.write(index)
    if expected[1] is not None:
        said += f"\N{EM SPACE}{expected[0]} {number(expected[1], frame.decimals)}"
    share = (index - frame.first) / max(frame.last - frame.first, 1)
    anchor = "left" if share < 0.25 else "right" if share > 0.75 else "center"
    text = caption(said, theme, index, 0, anchor)
    return text | {"xref": "x", "font": {"size": theme.size_small, "color": theme.second}}


def _at(line: TrendLine, index: int) -> float | None:
    return next((point.value for point in line.points if ordinal(point.month) == index), None)


def _to_target(line: TrendLine, target: TrendTarget | None) -> TrendLine:
    """Lead the dashed line on to the target: whatever its pace, it ends there."""
    last = _last(line)
    if line.role not in LED or target is None or last is None or last[0] >= ordinal(target.month):
        return line
    return replace(line, points=(*line.points, TrendPoint(target.month, target.value)))


def _line(line: TrendLine, theme: Theme) -> Part:
    """Draw a line broken where months are missing; marks for hollow points, lone points and the last."""
    by_month = {ordinal(point.month): point for point in line.points}
    if line.role in LED:
        indices = sorted(by_month)
    else:
        indices = list(range(min(by_month, default=0), max(by_month, default=-1) + 1))
    values = [by_month[index].value if index in by_month else None for index in indices]
    hollow = [index in by_month and by_month[index].hollow for index in indices]
    last = _last(line)
    shown = [
        line.role not in LED and (hollow[item] or _is_lone(values, item) or (last is not None and index == last[0]))
        for item, index in enumerate(indices)
    ]
    colour = _colour(line.role, theme)
    return {
        "type": "scatter",
        "mode": "lines" if line.role in LED else "lines+markers",
        "x": indices,
        "y": values,
        "connectgaps": False,
        "line": {"color": colour, **_stroke(line.role, theme)},
        "marker": {
            "size": [theme.size * 0.6 if mark else 0 for mark in shown],
            "color": [theme.card if flag else colour for flag in hollow],
            "line": {"color": colour, "width": [1.5 if mark else 0 for mark in shown]},
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _stroke(role: str, theme: Theme) -> dict[str, object]:
    scale = theme.size / 13
    if role == EXPECTED:
        return {"width": 1.4 * scale, "dash": "5px,4px"}
    if role == EVEN:
        return {"width": 0.8 * scale, "dash": "1px,2px"}
    return {"width": (2.6 if role == "total" else 1.6) * scale}


def _is_lone(values: Sequence[float | None], item: int) -> bool:
    before = values[item - 1] if item else None
    after = values[item + 1] if item + 1 < len(values) else None
    return values[item] is not None and before is None and after is None


def _steps(versions: Sequence[TrendVersion], frame: _Frame, theme: Theme) -> list[Part]:
    if not versions:
        return []
    ends = [*(max(ordinal(version.month), frame.first) for version in versions), frame.last]
    values = [*(version.value for version in versions), versions[-1].value]
    return [{
        "type": "scatter", "mode": "lines", "x": ends, "y": values,
        "line": {"color": theme.fine, "width": 1, "shape": "hv"}, "hoverinfo": "skip",
    }]  # fmt: skip


def _hovers(lines: Sequence[TrendLine], words: TrendWords, decimals: int) -> dict[int, str]:
    """Give each month's hover text: what each line says there, and that a point is hollow."""
    months = sorted({ordinal(point.month) for line in lines for point in line.points})
    return {index: hover_text(words.months.write(index), _said(lines, index, words, decimals)) for index in months}


def _said(lines: Sequence[TrendLine], index: int, words: TrendWords, decimals: int) -> list[str]:
    points = [(line.name, point) for line in lines for point in line.points if ordinal(point.month) == index]
    said = [
        f"{name} {words.missing if point.value is None else number(point.value, decimals) + words.unit}"
        for name, point in points
    ]
    return said + ([words.hollow] if any(point.hollow for _, point in points) else [])
