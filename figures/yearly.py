"""Published figures of single years: lines labelled at their ends, the width between two of them, an aim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures.kit.cells import Part, caption, cell, hover_text, widest
from figures.kit.theme import Theme, base_layout
from figures.kit.timeline import padded, spread, value_ticks
from speech.numbers import number

LOW = 0.28  # where on an upright its figure stands: off the middle, where the line of both together runs


@dataclass(frozen=True)
class YearLine:
    """A line: `role` is total, urban, rural or own (that of the city); `points` are (year, value) in order."""

    role: str
    name: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class YearAim:
    """A value that is asked for in a year, with what stands beside it."""

    year: int
    value: float
    label: str


def yearly(
    lines: Sequence[YearLine],
    theme: Theme,
    *,
    unit: str,
    decimals: int = 1,
    widths: Mapping[int, str] | None = None,
    aim: YearAim | None = None,
    height: int = 240,
) -> Part:
    """Draw the lines over years; `widths` are written between the urban and the rural line at their years.

    `height` is the least height in pixels at which the picture is shown: labels keep apart from there on.
    """
    top, bottom = round(theme.size_small * 1.8), round(theme.size_small * 1.9)
    values = [value for line in lines for _, value in line.points] + ([aim.value] if aim else [])
    years = [year for line in lines for year, _ in line.points] + ([aim.year] if aim else [])
    low, high = 0.0, padded(values)[1]
    labels = [_label(line, theme, decimals) for line in lines if line.points]
    if aim:
        labels.append((aim.label, theme.accent, aim.value))
    layout = base_layout(theme)
    layout["margin"] = {
        "l": widest([number(tick) for tick in value_ticks(low, high)] + [unit], theme.size_small) + theme.size,
        "r": widest([text for text, _, _ in labels], theme.size) + theme.size,
        "t": top,
        "b": bottom,
    }
    _axes(layout, (min(years, default=0), max(years, default=1)), (low, high))
    pixels = (height - top - bottom) / (high - low)
    middles = spread([value * pixels for *_, value in labels], [theme.size * 1.25] * len(labels), height - top - bottom)
    ends = [
        cell(text, theme, 1, theme.size * 0.5, middle / pixels, anchor="left", colour=colour)
        for (text, colour, _), middle in zip(labels, middles, strict=True)
    ]
    layout["annotations"] = [
        caption(unit, theme, 0, -theme.size_small, "left"),
        *ends,
        *_widths(lines, widths or {}, theme),
    ]
    layout["shapes"] = _spans(lines, widths or {}, theme)
    return {"data": [*_aims(aim, theme), *(_line(line, theme, decimals, unit) for line in lines)], "layout": layout}


def _axes(layout: Part, years: tuple[int, int], values: tuple[float, float]) -> None:
    ticks = value_ticks(*values)
    shown = range(years[0], years[1] + 1, 5 if years[1] - years[0] > 8 else 1)
    layout["xaxis"] |= {
        "range": [years[0] - 0.5, years[1] + 0.5],
        "tickvals": list(shown),
        "ticktext": [str(year) for year in shown],
        "showgrid": False,
        "automargin": False,
    }
    layout["yaxis"] |= {
        "range": list(values),
        "tickvals": ticks,
        "ticktext": [number(tick) for tick in ticks],
        "automargin": False,
    }


def _label(line: YearLine, theme: Theme, decimals: int) -> tuple[str, str, float]:
    """Name a line with its last value and the year of it."""
    year, value = line.points[-1]
    when = f'<span style="color:{theme.quiet}">{year}</span>'
    return f"{line.name} <b>{number(value, decimals)}</b> {when}", _colour(line.role, theme), value


def _colour(role: str, theme: Theme) -> str:
    return {"urban": theme.urban, "rural": theme.behind, "own": theme.accent}.get(role, theme.quiet)


def _line(line: YearLine, theme: Theme, decimals: int, unit: str) -> Part:
    own = line.role == "own"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [year for year, _ in line.points],
        "y": [value for _, value in line.points],
        "line": {"color": _colour(line.role, theme), "width": 1.2 if line.role == "total" else 2.2},
        "marker": {"color": _colour(line.role, theme), "size": theme.size * (0.8 if own else 0.5)},
        "hovertext": [
            hover_text(line.name, [f"{year} {number(value, decimals)}{unit}"]) for year, value in line.points
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _aims(aim: YearAim | None, theme: Theme) -> list[Part]:
    if aim is None:
        return []
    return [{
        "type": "scatter", "mode": "markers", "x": [aim.year], "y": [aim.value], "hoverinfo": "skip",
        "marker": {"symbol": "diamond-open", "size": theme.size, "color": theme.accent, "line": {"width": 2}},
        "cliponaxis": False,
    }]  # fmt: skip


def _spans(lines: Sequence[YearLine], widths: Mapping[int, str], theme: Theme) -> list[Part]:
    """Draw an upright from the rural to the urban value of each year whose width is written."""
    urban, rural = _sides(lines)
    line = {"color": theme.fine, "width": 1}
    return [
        {"type": "line", "x0": year, "x1": year, "y0": rural[year], "y1": urban[year], "line": line, "layer": "below"}
        for year in widths
        if year in urban and year in rural
    ]


def _sides(lines: Sequence[YearLine]) -> tuple[dict[int, float], dict[int, float]]:
    sides = {line.role: dict(line.points) for line in lines if line.role in ("urban", "rural")}
    return sides.get("urban", {}), sides.get("rural", {})


def _widths(lines: Sequence[YearLine], widths: Mapping[int, str], theme: Theme) -> list[Part]:
    urban, rural = _sides(lines)
    places = {year: rural[year] + (urban[year] - rural[year]) * LOW for year in urban if year in rural}
    look = {"xref": "x", "bgcolor": theme.card, "borderpad": 1}
    return [
        cell(text, theme, 0, 0, places[year], anchor="center", size=theme.size_small, colour=theme.second)
        | look
        | {"x": year}
        for year, text in widths.items()
        if year in places
    ]
