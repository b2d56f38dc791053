"""Boundaries of a plan's counties; a file that can't be used is told in sentences."""

from pathlib import Path

import pytest

from data.catalog.catalog import read_catalog
from geo.problems import BoundaryError
from reading.boundaries import boundaries_of
from speech.mistakes import Mistake
from speech.words import speaking, words
from tests.city import write_city
from tests.small import EAST, WEST, write_squares


def test_the_plans_counties_have_their_shapes(tmp_path: Path) -> None:
    catalog = read_catalog(write_city(tmp_path / "plan"))
    found = boundaries_of(catalog, tmp_path, write_squares(tmp_path / "squares.geojson"))
    assert [shape.code for shape in found.shapes] == [EAST, WEST]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_problem_of_the_file_is_told_in_a_line(tmp_path: Path, lang: str) -> None:
    catalog = read_catalog(write_city(tmp_path / "plan"))
    file = write_squares(tmp_path / "squares.geojson", {"900199": (91.0, 30.0), EAST: (91.1, 30.0)})
    file.write_text(
        file.read_text("utf-8").replace('"Polygon"', '"MultiPoint"').replace("[[[", "[[").replace("]]]", "]]")
    )
    with speaking(lang), pytest.raises(Mistake) as caught:
        boundaries_of(catalog, tmp_path, file)
    with speaking(lang):
        assert str(caught.value).splitlines() == [
            words("geo.missing_code", file=file, code=WEST, found=0, expected=1),
            words("geo.not_polygon", file=file, code=EAST, found="MultiPoint", expected="Polygon"),
        ]
    assert isinstance(caught.value.__cause__, BoundaryError)
