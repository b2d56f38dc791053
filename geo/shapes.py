"""The prepared boundaries as plain frozen data, and their JSON."""

import json
from dataclasses import asdict, dataclass

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Shape:
    """One place's outline, in kilometres east and north of the city's middle.

    `rings`: exteriors run clockwise, holes the other way; the last point repeats the first.
    `middle` is the point within the shape that lies farthest from its edge.
    `area_km2` is measured before simplification.
    """

    code: str
    rings: tuple[Ring, ...]
    middle: Point
    area_km2: float


@dataclass(frozen=True)
class Boundaries:
    """A city's shapes in the order of its codes; `source` is packaged or file, `origin` names package or file."""

    source: str
    origin: str
    shapes: tuple[Shape, ...]


def to_json(boundaries: Boundaries) -> str:
    """Write boundaries as JSON."""
    return json.dumps(asdict(boundaries), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Boundaries:
    """Read what `to_json` wrote."""
    content = json.loads(text)
    shapes = tuple(
        Shape(
            code=shape["code"],
            rings=tuple(tuple((x, y) for x, y in ring) for ring in shape["rings"]),
            middle=(shape["middle"][0], shape["middle"][1]),
            area_km2=shape["area_km2"],
        )
        for shape in content["shapes"]
    )
    return Boundaries(content["source"], content["origin"], shapes)
