from pathlib import Path

import pytest

from data.catalog.catalog import Catalog, read_catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.findings.literacy import published, surveyed, widths, yearly_values
from tests.evaluation.frames import save
from tests.lhasa import PLAN


def test_the_survey_is_found_by_its_formula(city: Catalog) -> None:
    found = surveyed(city)
    assert found is not None and found.indicator == "literacy_rate"


def test_series_are_told_apart_by_area_and_split(city: Catalog) -> None:
    lines = published(city, "literacy_rate")
    assert [(line.area, line.split, [point.value for point in line.points]) for line in lines] == [
        ("全国", "total", [12.93]),
        ("小城", "total", [7.0]),
    ]
    assert widths(lines) == ()


def test_the_countrys_gap_widens_in_points_and_narrows_in_ratio() -> None:
    found = [width for width in widths(published(read_catalog(Path(PLAN)), "literacy_rate")) if width.year >= 2018]
    assert [width.year for width in found] == [2018, 2020, 2022, 2023]
    assert [width.difference for width in found] == [pytest.approx(each) for each in (6.62, 7.30, 7.98, 8.09)]
    assert [round(width.ratio or 0, 2) for width in found] == [2.34, 2.13, 2.00, 1.88]


def test_a_year_is_what_stood_in_its_december(kept: Store, city: Catalog) -> None:
    for month, value in (("2024-12", 8.0), ("2025-03", 9.0)):
        save(kept, "science", month, {"literacy": value})
    indicator = surveyed(city)
    assert indicator is not None
    rows = yearly_values(Assessments(kept, city).at(), indicator)
    assert [(row.month, row.value) for row in rows] == [("2024-12", 8.0)]
