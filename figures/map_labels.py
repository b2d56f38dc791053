"""Where the labels of a map stand: on the shape if they fit, else outside the city at a leader line's end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.shapes import Point, Shape

MARGIN = 8.0  # pixels kept free along the panel's edge
GAP = 5.0  # pixels between an outside label and anything else
SHELF = 10.0  # pixels of the leader's level end
SHRINK = 0.96
SMALLEST = 0.45
STEPS_OUTSIDE, STEPS_INSIDE = 56, 56  # candidates across
ROUNDS = 2
# A leader that crosses something costs more than any detour.
CROSSING = 10_000.0
# A pixel by which a label makes the picture larger shrinks the whole map.
GROWTH = 3.0
# A pixel of leader over another place's shape is a pixel of doubt whose label it is.
FOREIGN = 3.0
SAMPLES = 10  # points along a leader
EPSILON = 1e-12  # km; a leader without a part is none the longer

Numbers = NDArray[np.float64]
Geometries = NDArray[np.object_]


@dataclass(frozen=True)
class LabelSize:
    """The room that a place's label takes, in pixels."""

    place: str
    width: float
    height: float


@dataclass(frozen=True)
class PlacedLabel:
    """Where a label stands, in kilometres; `x` is its left, middle or right by `align`, `y` its middle.

    `leader` runs from the dot on the shape to the label; it is empty where the label stands on the shape.
    """

    place: str
    x: float
    y: float
    align: str
    leader: tuple[Point, ...]


@dataclass(frozen=True)
class MapFrame:
    """A map that fills its panel: what the axes show (kilometres), labels, and the corner left for a scale."""

    x_range: Point
    y_range: Point
    pixel_km: float
    labels: tuple[PlacedLabel, ...]
    corner: Point


@dataclass(frozen=True)
class _Spots:
    """Candidates for an outside label: middles, the side of the dot they lie on (-1, 0, 1), boxes and leaders."""

    y: Numbers
    near: Numbers
    side: Numbers
    boxes: Geometries
    lines: Geometries

    def label(self, place: str, index: int) -> PlacedLabel:
        leader = tuple((x, y) for x, y in shapely.get_coordinates(self.lines[index]).tolist())
        align = {-1: "right", 0: "center", 1: "left"}[int(self.side[index])]
        return PlacedLabel(place, float(self.near[index]), float(self.y[index]), align, leader)


@lru_cache(maxsize=256)
def place_labels(
    shapes: tuple[Shape, ...], sizes: tuple[LabelSize, ...], panel: tuple[float, float], corner: tuple[float, float]
) -> MapFrame:
    """Find the largest scale at which the city, all labels and a free corner fit into the panel (pixels).

    The same arguments give the same places. `corner` is the size of what the caller draws into a corner. Where even
    a map of less than half the size leaves no room, only the labels that stand on their shapes are placed.
    """
    polygons = {shape.code: _polygon(shape) for shape in shapes}
    city = shapely.union_all(list(polygons.values()))
    shapely.prepare(city)
    west, south, east, north = city.bounds
    pixel_km = max((east - west) / (panel[0] - 2 * MARGIN), (north - south) / (panel[1] - 2 * MARGIN))
    for step in range(int(np.log(SMALLEST) / np.log(SHRINK))):
        frame = _frame(city, polygons, shapes, sizes, panel, corner, pixel_km / SHRINK**step)
        if frame is not None:
            return frame
    return _without_leaders(city, polygons, sizes, panel, corner, pixel_km)


def _polygon(shape: Shape) -> shapely.Geometry:
    """Join a shape's rings; a hole lies inside an exterior, so that exclusive union cuts it out."""
    return reduce(shapely.symmetric_difference, (shapely.Polygon(ring) for ring in shape.rings))


def _frame(
    city: shapely.Geometry,
    polygons: dict[str, shapely.Geometry],
    shapes: tuple[Shape, ...],
    sizes: tuple[LabelSize, ...],
    panel: tuple[float, float],
    corner: tuple[float, float],
    pixel_km: float,
) -> MapFrame | None:
    """Place everything at this scale; None if it doesn't fit."""
    inside = {size.place: _on_shape(polygons[size.place], size, pixel_km) for size in sizes}
    middles = {shape.code: shape.middle for shape in shapes}
    led = [size for size in sizes if inside[size.place] is None]
    choices = {size.place: _spots(city, middles[size.place], size, pixel_km) for size in led}
    foreign = {size.place: shapely.difference(city, polygons[size.place]) for size in led}
    boxes = [_box(at, size, pixel_km) for size in sizes if (at := inside[size.place])]
    costs = {
        place: _standing_costs(city, foreign[place], spots, boxes, panel, pixel_km) for place, spots in choices.items()
    }
    chosen = _choose(choices, costs, pixel_km)
    if chosen is None:
        return None
    taken = shapely.union_all([city, *(choices[place].boxes[index] for place, index in chosen.items())])
    x_range, y_range = _ranges(taken, panel, pixel_km)
    free = _free_corner(taken, x_range, y_range, corner, pixel_km)
    if not _fits(taken, x_range, y_range, pixel_km) or free is None:
        return None
    outside = {place: choices[place].label(place, index) for place, index in chosen.items()}
    on_shape = {place: PlacedLabel(place, *at, "center", ()) for place, at in inside.items() if at}
    placed = {**on_shape, **outside}
    return MapFrame(x_range, y_range, pixel_km, tuple(placed[size.place] for size in sizes), free)


def _without_leaders(
    city: shapely.Geometry,
    polygons: dict[str, shapely.Geometry],
    sizes: tuple[LabelSize, ...],
    panel: tuple[float, float],
    corner: tuple[float, float],
    pixel_km: float,
) -> MapFrame:
    inside = {size.place: _on_shape(polygons[size.place], size, pixel_km) for size in sizes}
    labels = tuple(PlacedLabel(place, *at, "center", ()) for place, at in inside.items() if at)
    x_range, y_range = _ranges(city, panel, pixel_km)
    free = _free_corner(city, x_range, y_range, corner, pixel_km)
    return MapFrame(x_range, y_range, pixel_km, labels, free or (x_range[0], y_range[0]))


def _on_shape(polygon: shapely.Geometry, size: LabelSize, pixel_km: float) -> Point | None:
    """Find where the label keeps the most room round it within the shape; None if it fits nowhere."""
    west, south, east, north = polygon.bounds
    x, y = _grid((west, east), (south, north), STEPS_INSIDE)
    boxes = _boxes(x, y, size.width / 2 * pixel_km, size.height / 2 * pixel_km)
    shapely.prepare(polygon)
    within = shapely.contains_properly(polygon, boxes)
    if not within.any():
        return None
    room = shapely.distance(shapely.boundary(polygon), boxes[within])
    best = int(room.argmax())
    return float(x[within][best]), float(y[within][best])


def _grid(across: Point, up: Point, steps: int) -> tuple[Numbers, Numbers]:
    x, y = np.meshgrid(np.linspace(*across, steps), np.linspace(*up, steps))
    return x.ravel(), y.ravel()


def _boxes(x: Numbers, y: Numbers, half_width: float, half_height: float) -> Geometries:
    boxes: Geometries = shapely.box(x - half_width, y - half_height, x + half_width, y + half_height)
    return boxes


def _box(at: Point, size: LabelSize, pixel_km: float) -> shapely.Geometry:
    width, height = size.width / 2 * pixel_km, size.height / 2 * pixel_km
    return shapely.box(at[0] - width, at[1] - height, at[0] + width, at[1] + height)


def _spots(city: shapely.Geometry, dot: Point, size: LabelSize, pixel_km: float) -> _Spots:
    """List where the label touches no shape: beside the dot, led to by a level shelf, or straight above or below."""
    west, south, east, north = city.bounds
    half_width, half_height, shelf = size.width / 2 * pixel_km, size.height / 2 * pixel_km, SHELF * pixel_km
    wide, high = half_width + GAP * pixel_km, half_height + GAP * pixel_km
    # As far out as lets two labels stand side by side.
    x, y = _grid((west - 3 * wide, east + 3 * wide), (south - 3 * high, north + 3 * high), STEPS_OUTSIDE)
    column = np.unique(y)
    x, y = np.append(x, np.full_like(column, dot[0])), np.append(y, column)
    beside = (abs(x - dot[0]) > half_width + 2 * shelf) | (x == dot[0])
    free = beside & shapely.disjoint(city, _boxes(x, y, wide, high))
    x, y, side = x[free], y[free], np.sign(x - dot[0])[free]
    near = x - side * half_width
    end_y = np.where(side == 0, y - np.sign(y - dot[1]) * (half_height + 2 * pixel_km), y)
    line_x = np.stack([np.full_like(x, dot[0]), near - 1.4 * side * shelf, near - 0.4 * side * shelf], axis=1)
    line_y = np.stack([np.full_like(x, dot[1]), end_y, end_y], axis=1)
    lines = shapely.linestrings(np.stack([line_x, line_y], axis=2))
    return _Spots(y, near, side, _boxes(x, y, half_width, half_height), lines)


def _choose(choices: dict[str, _Spots], costs: dict[str, Numbers], pixel_km: float) -> dict[str, int] | None:
    """Give each label the cheapest spot beside the others, twice round, so that the first may make way."""
    chosen: dict[str, int] = {}
    for _ in range(ROUNDS):
        for place, spots in choices.items():
            others = [(choices[other], index) for other, index in chosen.items() if other != place]
            cost = costs[place] + _meeting_costs(spots, others, pixel_km)
            if not np.isfinite(cost).any():
                return None
            chosen[place] = int(cost.argmin())
    return chosen


def _standing_costs(
    city: shapely.Geometry,
    foreign: shapely.Geometry,
    spots: _Spots,
    inside: Sequence[shapely.Geometry],
    panel: tuple[float, float],
    pixel_km: float,
) -> Numbers:
    """Weigh each spot by itself, in pixels: short leaders, none over other shapes, and a map that stays large.

    What makes the picture grow in the direction in which the city fills less of its panel costs less.
    """
    bounds = shapely.bounds(spots.boxes)
    west, south, east, north = city.bounds
    grown = (np.array([west, south]) - bounds[:, :2]).clip(0) + (bounds[:, 2:] - np.array([east, north])).clip(0)
    filled = np.array([(east - west) / panel[0], (north - south) / panel[1]])
    length = shapely.length(spots.lines)
    shapely.prepare(foreign)
    over = length * shapely.intersects_xy(foreign, *_along(spots.lines)).mean(axis=1)
    cost: Numbers = (length + FOREIGN * over + GROWTH * grown @ (filled / filled.max())) / pixel_km
    for box in inside:
        cost += CROSSING * shapely.intersects(spots.lines, box)
    return cost


def _along(lines: Geometries) -> tuple[Numbers, Numbers]:
    """Sample points evenly along leaders, which have one knee each; x and y, leaders x samples."""
    points = shapely.get_coordinates(lines).reshape(-1, 3, 2)
    first, second = np.linalg.norm(np.diff(points, axis=1), axis=2).T
    at = np.linspace(0, 1, SAMPLES) * (first + second)[:, None]
    before = np.clip(at / np.maximum(first, EPSILON)[:, None], 0, 1)[..., None]
    after = np.clip((at - first[:, None]) / np.maximum(second, EPSILON)[:, None], 0, 1)[..., None]
    start, knee, end = (points[:, None, n] for n in range(3))
    sampled = start + (knee - start) * before + (end - knee) * after
    return sampled[..., 0], sampled[..., 1]


def _meeting_costs(spots: _Spots, others: Sequence[tuple[_Spots, int]], pixel_km: float) -> Numbers:
    """Rule out spots on another label, and weigh the leaders that cross."""
    cost = np.zeros(len(spots.y))
    for other, index in others:
        box, line = other.boxes[index], other.lines[index]
        cost[shapely.dwithin(spots.boxes, box, 2 * GAP * pixel_km)] = np.inf
        cost += CROSSING * (shapely.intersects(spots.lines, line) | shapely.intersects(spots.lines, box))
        cost += CROSSING * shapely.intersects(spots.boxes, line)
    return cost


def _ranges(taken: shapely.Geometry, panel: tuple[float, float], pixel_km: float) -> tuple[Point, Point]:
    """Put the middle of what is drawn into the middle of the panel."""
    west, south, east, north = taken.bounds
    width, height = panel[0] * pixel_km, panel[1] * pixel_km
    left, low = (west + east - width) / 2, (south + north - height) / 2
    return (left, left + width), (low, low + height)


def _fits(taken: shapely.Geometry, x_range: Point, y_range: Point, pixel_km: float) -> bool:
    west, south, _, _ = taken.bounds
    edge = (MARGIN - 0.01) * pixel_km
    return bool(west - x_range[0] >= edge and south - y_range[0] >= edge)


def _free_corner(
    taken: shapely.Geometry, x_range: Point, y_range: Point, size: tuple[float, float], pixel_km: float
) -> Point | None:
    """Give the lower left point of the first corner that has room for a box of this size (pixels)."""
    width, height, edge = size[0] * pixel_km, size[1] * pixel_km, MARGIN * pixel_km
    for x, y in _corners(x_range, y_range, width, height, edge):
        if shapely.disjoint(taken, shapely.box(x - edge, y - edge, x + width + edge, y + height + edge)):
            return x, y
    return None


def _corners(x_range: Point, y_range: Point, width: float, height: float, edge: float) -> Iterator[Point]:
    for y in (y_range[0] + edge, y_range[1] - edge - height):
        for x in (x_range[0] + edge, x_range[1] - edge - width):
            yield x, y
