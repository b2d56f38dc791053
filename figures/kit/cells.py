"""Text cells and small shapes that keep their distance in pixels from an edge of the plot, whatever its width.

A picture of rows is a bar area that stretches and columns of fixed width in the margins on both sides. `edge` is the
side that a column hangs on (0 left, 1 right), `shift` the pixels from it, rightwards.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from figures.kit.theme import FONT, Theme
from speech.widths import ems

Part = dict[str, Any]

CLEAR = "rgba(0,0,0,0)"


def text_width(text: str, size: float) -> float:
    """Estimate the width of a line in pixels, tags aside."""
    return size * ems(text)


def widest(texts: Sequence[str], size: float) -> int:
    """Give the whole pixels that the longest of some lines needs; 0 for no text."""
    return round(max((text_width(text, size) for text in texts), default=0))


def cell(
    text: str,
    theme: Theme,
    edge: float,
    shift: float,
    y: float,
    *,
    anchor: str = "right",
    size: int | None = None,
    colour: str | None = None,
) -> Part:
    """Put a text in a row, its `anchor` side at `shift` pixels from an edge of the plot."""
    return {
        "text": text,
        "showarrow": False,
        "xref": "paper",
        "x": edge,
        "xshift": shift,
        "xanchor": anchor,
        "yref": "y",
        "y": y,
        "yanchor": "middle",
        "align": anchor,
        "borderpad": 0,
        "font": {"size": size or theme.size, "color": colour or theme.text},
    }


def caption(text: str, theme: Theme, edge: float, shift: float, anchor: str = "right") -> Part:
    """Put a small quiet text over the plot."""
    above = {"yref": "paper", "yanchor": "bottom"}
    return cell(text, theme, edge, shift, 1, anchor=anchor, size=theme.size_small, colour=theme.quiet) | above


def live(annotation: Part, code: str, hover: str, theme: Theme) -> Part:
    """Give the cell the row's hover text and let a click on it name the row's code (in `name`)."""
    return annotation | {"name": code, "captureevents": True, "hovertext": hover, "hoverlabel": hover_label(theme)}


def hover_label(theme: Theme) -> Part:
    """Give the look of a cell's hover text, the same as a bar's."""
    return {
        "bgcolor": theme.card,
        "bordercolor": theme.rule,
        "font": {"family": FONT, "size": theme.size, "color": theme.text},
    }


def hover_text(title: str, lines: Sequence[str]) -> str:
    """Join a bold title and the lines that have something to say."""
    return "<br>".join((f"<b>{title}</b>", *(line for line in lines if line)))


def hot_rows(
    names: Sequence[str], positions: Sequence[float], hovers: Sequence[str], start: float, length: float
) -> Part:
    """Cover the bar area with one unseen bar a row, which carries the row's hover text and its code on a click."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [length] * len(names),
        "base": start,
        "y": list(positions),
        "width": 1,
        "marker": {"color": CLEAR},
        "customdata": list(names),
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def filled(colours: Sequence[str], gated: Sequence[bool]) -> Part:
    """Give the marker of some bars, hatched where their figure came late or isn't wholly confirmed."""
    return {
        "color": list(colours),
        "pattern": {"shape": ["/" if flag else "" for flag in gated], "size": 6, "solidity": 0.45},
        "line": {"color": list(colours), "width": [1 if flag else 0 for flag in gated]},
    }


def tick(theme: Theme, share: float, y: float, reach: float) -> Part:
    """Draw the expected value as an upright tick at a share of the bar area's width."""
    return _on_rows("line", share, share, y - reach, y + reach) | {"line": {"color": theme.text, "width": 2}}


def track(theme: Theme, y: float, reach: float) -> Part:
    """Draw the empty part of a bar, over the bar area's whole width."""
    return _on_rows("rect", 0, 1, y - reach, y + reach) | {"fillcolor": theme.track, "layer": "below"}


def tick_caption(text: str, theme: Theme) -> str:
    """Put a tick before the words that name the ticks."""
    return f'<span style="color:{theme.text}"><b>|</b></span> {text}'


def outline(y: float, reach: float, colour: str, dash: str) -> Part:
    """Draw an empty track: a figure that isn't there."""
    return _on_rows("rect", 0, 1, y - reach, y + reach) | {"line": {"color": colour, "width": 1, "dash": dash}}


def across(left: float, right: float, y0: float, y1: float, look: Mapping[str, Any]) -> list[Part]:
    """Draw a band (or, where y0 is y1, a rule) from the left margin's edge to the right one's, under the bars."""
    kind = "line" if y0 == y1 else "rect"
    pieces = (
        _on_rows(kind, 0, 1, y0, y1),
        _on_rows(kind, -left, 0, y0, y1) | {"xsizemode": "pixel", "xanchor": 0},
        _on_rows(kind, 0, right, y0, y1) | {"xsizemode": "pixel", "xanchor": 1},
    )
    return [{**piece, "layer": "below", **look} for piece in pieces]


def mark(kind: str, edge: float, y: float, box: tuple[float, float, float, float], look: Mapping[str, Any]) -> Part:
    """Draw a line or circle of fixed size; `box` is x0, y0, x1, y1 in pixels from the edge and the row (y upwards)."""
    return {
        "type": kind,
        "xref": "paper",
        "yref": "y",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": edge,
        "yanchor": y,
        "x0": box[0],
        "y0": box[1],
        "x1": box[2],
        "y1": box[3],
    } | dict(look)


def disc(edge: float, shift: float, y: float, radius: float, look: Mapping[str, Any], lift: float = 0) -> Part:
    """Draw a circle of fixed size around a point `shift` pixels from an edge and `lift` above the row."""
    return mark("circle", edge, y, (shift - radius, lift - radius, shift + radius, lift + radius), look)


def row_axes(layout: Mapping[str, Any], margin: Mapping[str, int], x: Sequence[float], y: Sequence[float]) -> Part:
    """Give the layout of a picture of rows: hidden fixed axes over the given ranges, bars laid over one another."""
    still = {"visible": False, "fixedrange": True, "automargin": False}
    return dict(layout) | {
        "margin": dict(margin),
        "barmode": "overlay",
        "bargap": 0,
        "xaxis": still | {"range": list(x)},
        "yaxis": still | {"range": list(y)},
    }


def _on_rows(kind: str, x0: float, x1: float, y0: float, y1: float) -> Part:
    return {"type": kind, "xref": "paper", "yref": "y", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": {"width": 0}}
