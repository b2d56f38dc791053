from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely import Geometry, box

from geo.problems import BoundaryError, BoundaryProblem
from geo.source import read_source
from speech.words import words

WEST, EAST = box(91, 29, 91.5, 30), box(91.5, 29, 92, 30)
BOW_TIE = shapely.from_wkt("POLYGON ((91 29, 92 30, 92 29, 91 30, 91 29))")


def save(file: Path, shapes: dict[str, Geometry], crs: str = "EPSG:4490") -> Path:
    gpd.GeoDataFrame({"code": list(shapes)}, geometry=list(shapes.values()), crs=crs).to_file(file)
    return file


def problems(file: Path, codes: tuple[str, ...] = ("540102", "540121")) -> list[BoundaryProblem]:
    with pytest.raises(BoundaryError) as caught:
        read_source(codes, file)
    assert all(problem.file == str(file) for problem in caught.value.problems)
    return list(caught.value.problems)


def rules(file: Path) -> list[tuple[str, str]]:
    return [(problem.rule, problem.code) for problem in problems(file)]


def test_shapes_come_in_the_codes_order_and_others_are_left_out(tmp_path: Path) -> None:
    file = save(tmp_path / "a.geojson", {"999999": box(95, 29, 96, 30), "540121": EAST, "540102": WEST})
    frame = read_source(("540102", "540121"), file)
    assert list(frame["code"]) == ["540102", "540121"]
    # Half a degree by one degree at 29.5° north: 48.5 km × 110.9 km.
    assert frame.geometry.area.tolist() == pytest.approx([48.5 * 110.9] * 2, rel=0.005)


@pytest.mark.parametrize("values", [["156540102", "156540121"], [540102, 540121], [156540102.0, 156540121.0]])
def test_codes_may_be_numbers_and_carry_the_countrys_prefix(values: list[object], tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    frame = gpd.GeoDataFrame({"name": ["x", "y"], "id": [1, 2], "dm": values}, geometry=[WEST, EAST], crs="EPSG:4490")
    frame.to_file(file)
    assert list(read_source(("540102", "540121"), file)["code"]) == ["540102", "540121"]


def test_a_missing_file(tmp_path: Path) -> None:
    assert rules(tmp_path / "none.geojson") == [("no_file", "")]


def test_a_file_that_is_no_map(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    file.write_text("hello", encoding="utf-8")
    assert rules(file) == [("unreadable", "")]


def test_a_table_without_shapes(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("code\n540102\n", encoding="utf-8")
    assert rules(file) == [("unreadable", "")]


def test_several_layers(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    for layer in ("towns", "counties"):
        gpd.GeoDataFrame({"code": ["540102"]}, geometry=[WEST], crs="EPSG:4490").to_file(file, layer=layer)
    assert problems(file) == [BoundaryProblem("several_layers", str(file), "", "towns, counties", "1")]


def test_no_projection_and_no_code_are_told_together(tmp_path: Path) -> None:
    file = save(tmp_path / "a.shp", {"x": WEST, "y": EAST})
    file.with_suffix(".prj").unlink()
    no_crs, no_column = problems(file)
    assert (no_crs.rule, no_crs.expected) == ("no_crs", "EPSG:4490")
    assert (no_column.rule, no_column.found, no_column.expected) == ("no_code_column", "code", "540102, 540121")


def test_missing_and_repeated_codes(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    gpd.GeoDataFrame({"code": ["540102", "540102"]}, geometry=[WEST, EAST], crs="EPSG:4490").to_file(file)
    assert rules(file) == [("duplicate_code", "540102"), ("missing_code", "540121")]


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        (None, "empty_shape"),
        (shapely.Polygon(), "empty_shape"),
        (shapely.LineString([(91, 29), (92, 30)]), "not_polygon"),
        (BOW_TIE, "invalid_shape"),
    ],
    ids=["none", "empty", "line", "crossed"],
)
def test_a_shape_that_is_no_sound_polygon(shape: Geometry | None, rule: str, tmp_path: Path) -> None:
    assert (rule, "540121") in rules(save(tmp_path / "a.geojson", {"540102": WEST, "540121": shape}))


def test_an_invalid_shape_says_where(tmp_path: Path) -> None:
    (problem,) = problems(save(tmp_path / "a.geojson", {"540102": box(93, 29, 94, 30), "540121": BOW_TIE}))
    assert problem.found.startswith("Self-intersection[")


def test_an_overlap_names_both_and_its_size(tmp_path: Path) -> None:
    file = save(tmp_path / "a.geojson", {"540102": WEST, "540121": box(91.4, 29, 92, 30)})
    (problem,) = problems(file)
    assert (problem.rule, problem.code) == ("overlap", "540102 540121")
    # A tenth of a degree by one degree: 9.7 km × 110.9 km.
    assert float(problem.found) == pytest.approx(9.7 * 110.9, rel=0.01)


def test_an_overlap_as_thin_as_a_drawing_error_is_let_pass(tmp_path: Path) -> None:
    file = save(tmp_path / "a.geojson", {"540102": WEST, "540121": box(91.499999, 29, 92, 30)})
    assert len(read_source(("540102", "540121"), file)) == 2


@pytest.mark.parametrize(("degrees", "found"), [(9.2e-6, []), (9.4e-6, ["overlap"])])
def test_an_overlap_of_a_tenth_of_a_square_kilometre_is_the_last_to_pass(
    degrees: float, found: list[str], tmp_path: Path
) -> None:
    # A strip of one degree of latitude at 29.5° north has 10 748 km² for each degree that it is wide: 0.0989, 0.1010.
    file = save(tmp_path / "a.gpkg", {"540102": WEST, "540121": box(91.5 - degrees, 29, 92, 30)})
    if found:
        assert [problem.rule for problem in problems(file)] == found
    else:
        assert len(read_source(("540102", "540121"), file)) == 2


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326"])
def test_coordinates_of_another_projection_than_the_file_says(crs: str, tmp_path: Path) -> None:
    degrees = gpd.GeoSeries([WEST, EAST], crs="EPSG:4490")
    wrong = degrees if crs == "EPSG:3857" else degrees.to_crs("EPSG:4547")
    file = save(tmp_path / "a.gpkg", dict(zip(("540102", "540121"), wrong, strict=True)), crs=crs)
    assert rules(file) == [("out_of_range", "540102"), ("out_of_range", "540121")]


@pytest.mark.parametrize(
    "rule",
    ["no_file", "unreadable", "several_layers", "no_crs", "no_code_column", "missing_code", "duplicate_code",
     "empty_shape", "not_polygon", "invalid_shape", "out_of_range", "overlap"],
)  # fmt: skip
def test_each_rule_has_a_sentence(rule: str) -> None:
    problem = BoundaryProblem(rule, "a.shp", "540102", "x", "y")
    assert "a.shp" in words(f"geo.{rule}", **problem.fields())
