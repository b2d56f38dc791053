from pathlib import Path

import pytest

import geo.preparation
from geo.boundaries import prepare
from geo.problems import BoundaryError
from geo.shapes import Boundaries, Shape, from_json, to_json

CODES = ("540102", "540121")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


def test_what_was_written_is_read_back_equal() -> None:
    ring = ((0.0, 0.0), (0.0, 1.5), (2.0, 1.5), (0.0, 0.0))
    boundaries = Boundaries("file", "形.shp", (Shape("540102", (ring,), (0.5, 1.0), 1.5),))
    assert from_json(to_json(boundaries)) == boundaries


def test_the_second_time_the_source_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = prepare(CODES, folder, None)
    monkeypatch.setattr(geo.preparation, "read_boundaries", lambda *_: pytest.fail("read again"))
    assert prepare(CODES, folder, None) == first
    assert [shape.code for shape in first.shapes] == list(CODES)


def test_other_codes_and_an_edited_file_are_prepared_anew(tmp_path: Path) -> None:
    file = tmp_path / "office.geojson"
    for side in (0.1, 0.2):
        file.write_text(square("540102", side), encoding="utf-8")
        area = prepare(["540102"], tmp_path / "var", file).shapes[0].area_km2
        assert area == pytest.approx((side * 111.2) ** 2, rel=0.02)  # on the equator, a degree is 111.2 km
    assert len(list((tmp_path / "var").iterdir())) == 2


def test_a_failed_preparation_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "office.geojson"
    file.write_text(square("540102", 0.1), encoding="utf-8")
    with pytest.raises(BoundaryError):
        prepare(CODES, tmp_path / "var", file)
    assert not (tmp_path / "var").exists()


def square(code: str, side: float) -> str:
    ring = f"[[0,0],[{side},0],[{side},{side}],[0,{side}],[0,0]]"
    feature = (
        f'{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}'
    )
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'
