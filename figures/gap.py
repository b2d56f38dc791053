"""The urban-rural gap in one small picture: both lines, the band between them, and what it comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, caption, cell, hover_text, text_width, widest
from figures.kit.theme import Theme
from figures.kit.timeline import MonthWords, hot_months, month_axes, padded, spread
from speech.months import ordinal
from speech.numbers import number


@dataclass(frozen=True)
class GapRow:
    """A month's urban and rural value; None where one wasn't reported."""

    month: str
    urban: float | None
    rural: float | None


@dataclass(frozen=True)
class GapWords:
    """Names of the lines, and what the gap is: `difference` large, its `unit` beside it, `detail` below (ratio, trend).

    `hover` takes {urban} and {rural}.
    """

    urban: str
    rural: str
    difference: str
    unit: str
    detail: str
    hover: str
    months: MonthWords


def gap_line(rows: Sequence[GapRow], theme: Theme, words: GapWords, *, decimals: int = 0, height: int = 150) -> Part:
    """Draw the months in order; `height` is the least height in pixels at which the picture is shown.

    A click gives the month in `customdata`.
    """
    big = round(theme.size_value * 1.6)
    margin = {
        "l": round(theme.size_small * 1.3),
        "r": _label_room(rows, theme, words, decimals),
        "t": round(big * 1.1 + theme.size_small * 1.8),
        "b": round(theme.size_small * 1.9),
    }
    months = [ordinal(row.month) for row in rows]
    low, high = padded([value for row in rows for value in (row.urban, row.rural) if value is not None])
    layout = month_axes(theme, min(months, default=0), max(months, default=0), (low, high), words.months, margin)
    room = height - margin["t"] - margin["b"]
    ends = _ends(rows, (low, high), room, theme, words, decimals)
    layout["annotations"] = _headline(theme, words, margin, big) + ends
    hovers = {ordinal(row.month): _hover(row, words, decimals) for row in rows}
    urban = _line(rows, [row.urban for row in rows], theme.urban)
    rural = _line(rows, [row.rural for row in rows], theme.rural)
    return {"data": [*_bands(rows, theme), urban, rural, hot_months(hovers, low, high)], "layout": layout}


def _label_room(rows: Sequence[GapRow], theme: Theme, words: GapWords, decimals: int) -> int:
    values = [value for row in rows for value in (row.urban, row.rural) if value is not None]
    longest = widest([number(value, decimals) for value in values], theme.size)
    return widest([words.urban, words.rural], theme.size) + longest + theme.size


def _headline(theme: Theme, words: GapWords, margin: dict[str, int], big: int) -> list[Part]:
    """Put the difference, its unit and the detail over the lines, from the picture's left edge."""
    left = -margin["l"]
    unit = left + text_width(words.difference, big) + theme.size * 0.4
    line = theme.size_small * 1.5
    number_font = {"size": big, "color": theme.text}
    unit_font = {"size": theme.size, "color": theme.second}
    return [
        caption(f"<b>{words.difference}</b>", theme, 0, left, "left") | {"font": number_font, "yshift": line},
        caption(words.unit, theme, 0, unit, "left") | {"font": unit_font, "yshift": line + big * 0.14},
        caption(words.detail, theme, 0, left, "left") | {"yshift": theme.size_small * 0.3},
    ]


def _ends(
    rows: Sequence[GapRow], values: tuple[float, float], room: float, theme: Theme, words: GapWords, decimals: int
) -> list[Part]:
    low, high = values
    lasts = [
        (name, colour, known[-1])
        for name, colour, known in (
            (words.urban, theme.urban, [row.urban for row in rows if row.urban is not None]),
            (words.rural, theme.behind, [row.rural for row in rows if row.rural is not None]),
        )
        if known
    ]
    pixels = room / (high - low)
    heights = [theme.size * 1.3] * len(lasts)
    middles = spread([(value - low) * pixels for _, _, value in lasts], heights, room)
    return [
        cell(f"{name} <b>{number(value, decimals)}</b>", theme, 1, theme.size * 0.4, low + middle / pixels,
             anchor="left", colour=colour)
        for (name, colour, value), middle in zip(lasts, middles, strict=True)
    ]  # fmt: skip


def _line(rows: Sequence[GapRow], values: Sequence[float | None], colour: str) -> Part:
    months = {ordinal(row.month): value for row, value in zip(rows, values, strict=True)}
    indices = list(range(min(months, default=0), max(months, default=-1) + 1))
    return {
        "type": "scatter",
        "mode": "lines" if len(indices) > 1 else "markers",
        "marker": {"color": colour, "size": 8},
        "x": indices,
        "y": [months.get(index) for index in indices],
        "connectgaps": False,
        "line": {"color": colour, "width": 2},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _bands(rows: Sequence[GapRow], theme: Theme) -> list[Part]:
    """Fill between the lines, a closed shape for each run of months in which both are known."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [index for index, _, _ in run] + [index for index, _, _ in reversed(run)],
            "y": [urban for _, urban, _ in run] + [rural for _, _, rural in reversed(run)],
            "fill": "toself",
            "fillcolor": theme.track,
            "line": {"width": 0},
            "hoverinfo": "skip",
        }
        for run in _runs(rows)
    ]


def _runs(rows: Sequence[GapRow]) -> Iterator[list[tuple[int, float, float]]]:
    run: list[tuple[int, float, float]] = []
    for row in rows:
        index = ordinal(row.month)
        if run and (row.urban is None or row.rural is None or index != run[-1][0] + 1):
            yield run
            run = []
        if row.urban is not None and row.rural is not None:
            run.append((index, row.urban, row.rural))
    if run:
        yield run


def _hover(row: GapRow, words: GapWords, decimals: int) -> str:
    urban, rural = ("–" if value is None else number(value, decimals) for value in (row.urban, row.rural))
    return hover_text(words.months.write(ordinal(row.month)), [words.hover.format(urban=urban, rural=rural)])
