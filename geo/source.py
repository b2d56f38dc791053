"""A boundary file, read and checked: one polygon a code, in the codes' order."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import geopandas
import pyogrio
import shapely
from pyproj import CRS

from geo.problems import BoundaryError, BoundaryProblem

OVERLAP_KM2 = 0.1
# A county is wider than ten metres, and no city reaches farther than this from its middle.
NARROWEST_KM, FARTHEST_KM = 0.01, 5_000
DEGREES = (-180, -90, 180, 90)
POLYGONS = ("Polygon", "MultiPolygon")
# 天地图 writes the country's number before the six digits.
CODE = re.compile(r"(?:156)?(\d{6})(?:\.0)?")


def read_source(codes: Sequence[str], file: Path) -> geopandas.GeoDataFrame:
    """Read the shapes of these codes from a GeoJSON, GeoPackage or shapefile of any projection.

    Returns a frame with `code` and `geometry` in a local equal-area projection in kilometres; shapes of other
    codes are left out.

    Raises:
        BoundaryError: with every problem at once.
    """
    frame = _read(file)
    column = _code_column(frame, codes)
    problems = [*_whole_file(frame, column, codes, file)]
    if column is None or frame.crs is None:
        raise BoundaryError(problems)
    coded = geopandas.GeoDataFrame({"code": _codes(frame, column)}, geometry=frame.geometry)
    coded = coded[coded["code"].isin(codes)]
    problems += [*_codes_once(coded, codes, file), *_each_shape(coded, file)]
    local = _project(coded)
    problems += [*_within_reach(local, file), *_overlaps(local, file)]
    if problems:
        raise BoundaryError(problems)
    return local.set_index("code").loc[list(codes)].reset_index()


def _read(file: Path) -> geopandas.GeoDataFrame:
    if not file.is_file():
        raise BoundaryError([BoundaryProblem("no_file", str(file), "", "", "")])
    try:
        layers = [name for name, kind in pyogrio.list_layers(file) if kind is not None]
        if len(layers) > 1:
            raise BoundaryError([BoundaryProblem("several_layers", str(file), "", ", ".join(layers), "1")])
        frame = geopandas.read_file(file, layer=layers[0] if layers else None)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise BoundaryError([BoundaryProblem("unreadable", str(file), "", str(error), "")]) from error
    if not isinstance(frame, geopandas.GeoDataFrame):
        raise BoundaryError([BoundaryProblem("unreadable", str(file), "", ", ".join(map(str, frame.columns)), "")])
    return frame


def _codes(frame: geopandas.GeoDataFrame, column: str) -> list[str]:
    matches = (CODE.fullmatch(str(value).strip()) for value in frame[column])
    return [match[1] if match else "" for match in matches]


def _code_column(frame: geopandas.GeoDataFrame, codes: Sequence[str]) -> str | None:
    """Find the column that holds the most of the codes; None if no column holds any."""
    names = [str(name) for name in frame.columns if name != frame.geometry.name]
    found = {name: len(set(codes) & set(_codes(frame, name))) for name in names}
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] else None


def _whole_file(
    frame: geopandas.GeoDataFrame, column: str | None, codes: Sequence[str], file: Path
) -> Iterator[BoundaryProblem]:
    if frame.crs is None:
        yield BoundaryProblem("no_crs", str(file), "", "", "EPSG:4490")
    if column is None:
        names = ", ".join(str(name) for name in frame.columns if name != frame.geometry.name)
        yield BoundaryProblem("no_code_column", str(file), "", names, ", ".join(codes))


def _codes_once(coded: geopandas.GeoDataFrame, codes: Sequence[str], file: Path) -> Iterator[BoundaryProblem]:
    counts = coded["code"].value_counts()
    for code in codes:
        count = int(counts.get(code, 0))
        if count == 0:
            yield BoundaryProblem("missing_code", str(file), code, "0", "1")
        elif count > 1:
            yield BoundaryProblem("duplicate_code", str(file), code, str(count), "1")


def _each_shape(coded: geopandas.GeoDataFrame, file: Path) -> Iterator[BoundaryProblem]:
    for code, shape in zip(coded["code"], coded.geometry, strict=True):
        if shape is None or shape.is_empty:
            yield BoundaryProblem("empty_shape", str(file), code, "", "Polygon")
        elif shape.geom_type not in POLYGONS:
            yield BoundaryProblem("not_polygon", str(file), code, shape.geom_type, "Polygon")
        elif not shape.is_valid:
            yield BoundaryProblem("invalid_shape", str(file), code, shapely.is_valid_reason(shape), "Valid Geometry")


def _project(coded: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Project to an equal-area map round the middle of the shapes, in kilometres."""
    degrees = coded.to_crs("EPSG:4490")
    west, south, east, north = degrees.total_bounds.tolist()
    if not (DEGREES[0] <= west <= east <= DEGREES[2] and DEGREES[1] <= south <= north <= DEGREES[3]):
        return coded  # the check that follows names the shapes
    middle = f"+lat_0={(south + north) / 2:.3f} +lon_0={(west + east) / 2:.3f}"
    local = degrees.to_crs(CRS(f"+proj=laea {middle} +ellps=GRS80 +units=km"))
    return local.set_geometry(shapely.force_2d(local.geometry.values))


def _within_reach(local: geopandas.GeoDataFrame, file: Path) -> Iterator[BoundaryProblem]:
    """Report what can't lie where it says: degrees taken for metres, metres for degrees."""
    for code, shape in zip(local["code"], local.geometry, strict=True):
        if shape is None or shape.is_empty:
            continue
        west, south, east, north = shape.bounds
        farthest = max(map(abs, (west, south, east, north)))
        if not farthest < FARTHEST_KM or east - west < NARROWEST_KM:  # "not <" catches infinity and NaN
            found = f"{west:.5g} {south:.5g} {east:.5g} {north:.5g}"
            yield BoundaryProblem("out_of_range", str(file), code, found, "EPSG:4490")


def _overlaps(local: geopandas.GeoDataFrame, file: Path) -> Iterator[BoundaryProblem]:
    sound = local[[s is not None and s.geom_type in POLYGONS and s.is_valid for s in local.geometry]]
    shapes, names = sound.geometry.values, sound["code"].tolist()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        if one < other and names[one] != names[other]:
            area = shapely.intersection(shapes[one], shapes[other]).area
            if area > OVERLAP_KM2:
                found = f"{area:.1f}"
                yield BoundaryProblem("overlap", str(file), f"{names[one]} {names[other]}", found, f"≤ {OVERLAP_KM2}")
