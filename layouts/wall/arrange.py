"""Where a scene's parts stand: columns and rows that give way to the seams between screens."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias

from dash.development.base_component import Component

from layouts.kit.context import Context
from layouts.wall.stage import CLEAR, Box, Stage

BESIDE, BELOW = 56, 32  # pixels between neighbours
Span: TypeAlias = tuple[float, float]  # start and length
Draw: TypeAlias = Callable[[Context, Box], Component]


@dataclass(frozen=True)
class Part:
    """A part of a scene: what draws it into a box, and the name that its style goes by."""

    name: str
    draw: Draw


@dataclass(frozen=True)
class Split:
    """Nodes side by side (`across`) or one over the other, each with its share of the room; `gap` pixels apart."""

    across: bool
    nodes: tuple[tuple[float, "Node"], ...]
    gap: int


Node: TypeAlias = Part | Split


def columns(*nodes: tuple[float, Node], gap: int = BESIDE) -> Split:
    """Stand nodes side by side."""
    return Split(True, nodes, gap)


def rows(*nodes: tuple[float, Node], gap: int = BELOW) -> Split:
    """Stand nodes one over the other."""
    return Split(False, nodes, gap)


def arrange(node: Node, box: Box, stage: Stage) -> Iterator[tuple[Part, Box]]:
    """Give every part its box; none stands on a seam."""
    if isinstance(node, Part):
        yield node, _beside(box, stage)
        return
    shares = [share for share, _ in node.nodes]
    if node.across:
        spans = divide((box.x, box.width), shares, stage.cuts_x, node.gap)
        boxes = [Box(start, box.y, length, box.height) for start, length in spans]
    else:
        spans = divide((box.y, box.height), shares, stage.cuts_y, node.gap)
        boxes = [Box(box.x, start, box.width, length) for start, length in spans]
    for (_, inner), part in zip(node.nodes, boxes, strict=True):
        yield from arrange(inner, part, stage)


def divide(span: Span, shares: Sequence[float], cuts: Sequence[float], gap: float) -> list[Span]:
    """Divide a length by shares, with gaps; where seams cut it, gaps move onto the seams.

    Each piece between seams takes a run of neighbours, so chosen that all stay as near to their share as can be.
    With more pieces than neighbours nothing can be moved: a part is cut back to one side later.
    """
    pieces = _pieces(span, cuts)
    if len(pieces) > len(shares):
        return _fill(span, shares, gap)
    runs = (_runs(shares, ends) for ends in combinations(range(1, len(shares)), len(pieces) - 1))
    best = min(runs, key=lambda run: _strain(run, pieces, sum(shares)))
    return [part for run, piece in zip(best, pieces, strict=True) for part in _fill(piece, run, gap)]


def _pieces(span: Span, cuts: Sequence[float]) -> list[Span]:
    """Give what is left between the seams and clear of them."""
    start, length = span
    near = [cut for cut in cuts if start - CLEAR < cut < start + length + CLEAR]
    firsts = [start, *(cut + CLEAR for cut in near)]
    lasts = [*(cut - CLEAR for cut in near), start + length]
    return [(first, last - first) for first, last in zip(firsts, lasts, strict=True) if last > first] or [span]


def _runs(shares: Sequence[float], ends: Sequence[int]) -> list[Sequence[float]]:
    return [shares[first:last] for first, last in pairwise((0, *ends, len(shares)))]


def _strain(runs: Sequence[Sequence[float]], pieces: Sequence[Span], total: float) -> float:
    """Tell how far the room of each run is from its shares, as the worst ratio of the two."""
    room = sum(length for _, length in pieces)
    ratios = [(length / room) / (sum(run) / total) for run, (_, length) in zip(runs, pieces, strict=True)]
    return max(max(ratio, 1 / ratio) for ratio in ratios)


def _fill(span: Span, shares: Sequence[float], gap: float) -> list[Span]:
    start, length = span
    room = length - gap * (len(shares) - 1)
    spans = []
    for share in shares:
        part = room * share / sum(shares)
        spans.append((start, part))
        start += part + gap
    return spans


def _beside(box: Box, stage: Stage) -> Box:
    """Cut a box back to the largest of its pieces between seams."""
    x, width = max(_pieces((box.x, box.width), stage.cuts_x), key=lambda piece: piece[1])
    y, height = max(_pieces((box.y, box.height), stage.cuts_y), key=lambda piece: piece[1])
    return Box(round(x), round(y), round(width), round(height))
