"""Lines over months that are read from afar: each labelled at its end, with the room between two of them filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, cell, text_width
from figures.kit.theme import Theme
from figures.kit.timeline import MonthWords, month_axes, month_ticks, padded, spread
from speech.months import Month, ordinal
from speech.numbers import number

FILL = 0.22  # how much of its line's colour the room between two lines has


@dataclass(frozen=True)
class CourseLine:
    """A line; None where a month has no value.

    `role` is reached, urban, rural, before (quiet), expected (dashed) or even (the time-proportional line: thin dots).
    """

    role: str
    name: str
    values: Mapping[Month, float | None]


def course(
    lines: Sequence[CourseLine],
    theme: Theme,
    words: MonthWords,
    *,
    decimals: int = 0,
    unit: str = "",
    panel: tuple[float, float] = (500, 300),
) -> Part:
    """Draw the lines, the first two with what is between them; in a picture of `panel` pixels no text meets another."""
    months = sorted({ordinal(month) for line in lines for month in line.values})
    first, last = min(months, default=0), max(months, default=0)
    values = [value for line in lines for value in line.values.values() if value is not None]
    low, high = padded(values)
    labels = [_label(line, decimals, unit) for line in lines]
    margin = {
        "l": round(theme.size_small * 1.6),
        "r": round(max((text_width(label, theme.size) for label in labels), default=0) + theme.size * 1.4),
        "t": round(theme.size * 0.8),
        "b": round(theme.size_small * 2.1),
    }
    layout = month_axes(theme, first, last, (low, high), words, margin)
    ticks = _ticks(first, last, (panel[0] - margin["l"] - margin["r"]) / (last - first + 0.4), theme, words)
    ticktext = [words.tick(index) for index in ticks]
    layout["xaxis"] |= {"range": [first - 0.2, last + 0.2], "tickvals": ticks, "ticktext": ticktext}
    room = max(panel[1] - margin["t"] - margin["b"], 1.0)
    layout["annotations"] = _ends(lines, labels, theme, (low, high), room)
    return {"data": [*_between(lines, theme), *(_line(line, theme) for line in lines)], "layout": layout}


def _ticks(first: int, last: int, month_width: float, theme: Theme, words: MonthWords) -> list[int]:
    """Choose the months that have room to be written: Januaries first, then quarters between them."""
    kept: list[int] = []
    for index in sorted(month_ticks(first, last), key=lambda index: (index % 12 != 0, index)):
        widest = max(text_width(words.tick(each), theme.size_small) for each in (index, *kept))
        if all(abs(index - other) * month_width > widest + theme.size_small / 2 for other in kept):
            kept.append(index)
    return sorted(kept)


def _label(line: CourseLine, decimals: int, unit: str) -> str:
    known = [value for _, value in sorted(line.values.items()) if value is not None]
    return f"{line.name} <b>{number(known[-1], decimals)}{unit}</b>" if known else line.name


def _colour(line: CourseLine, theme: Theme) -> str:
    return {
        "urban": theme.urban,
        "rural": theme.rural,
        "expected": theme.second,
        "before": theme.quiet,
        "even": theme.quiet,
    }.get(line.role, theme.text)


def _line(line: CourseLine, theme: Theme) -> Part:
    points = sorted((ordinal(month), value) for month, value in line.values.items())
    dash = {"expected": "dash", "even": "dot"}.get(line.role)
    width = theme.size / {"expected": 11, "before": 11, "even": 16}.get(line.role, 6)
    look = {"color": _colour(line, theme), "width": width}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "line": look | ({"dash": dash} if dash else {}),
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _between(lines: Sequence[CourseLine], theme: Theme) -> list[Part]:
    """Fill the room between the first two lines, stretch by stretch where both have values."""
    if len(lines) < 2:
        return []
    one, other = lines[0].values, lines[1].values
    months = sorted(month for month in one if one[month] is not None and other.get(month) is not None)
    stretches: list[list[Month]] = []
    for month in months:
        if stretches and ordinal(month) == ordinal(stretches[-1][-1]) + 1:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return [_filled(stretch, one, other, theme) for stretch in stretches]


def _filled(
    months: list[Month], one: Mapping[Month, float | None], other: Mapping[Month, float | None], theme: Theme
) -> Part:
    there = [ordinal(month) for month in months]
    colour = theme.accent
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*there, *reversed(there)],
        "y": [*(one[month] for month in months), *(other[month] for month in reversed(months))],
        "fill": "toself",
        "fillcolor": f"rgba({red},{green},{blue},{FILL})",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _ends(
    lines: Sequence[CourseLine],
    labels: Sequence[str],
    theme: Theme,
    values: tuple[float, float],
    room: float,
) -> list[Part]:
    """Label each line at its last value, the labels moved apart as far as they need."""
    low, high = values
    ends = [[value for _, value in sorted(line.values.items()) if value is not None] for line in lines]
    known = [(line, label, end[-1]) for line, label, end in zip(lines, labels, ends, strict=True) if end]
    wanted = [(value - low) / (high - low) * room for *_, value in known]
    placed = spread(wanted, [theme.size * 1.35] * len(known), room)
    return [
        cell(label, theme, 1, theme.size * 0.6, low, anchor="left", colour=_colour(line, theme)) | {"yshift": at}
        for (line, label, _), at in zip(known, placed, strict=True)
    ]
