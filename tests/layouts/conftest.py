"""A small city with reports that can be followed by hand, and its assessment at the newest month."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.assessment import Assessment
from tests.small import EAST, WEST, SmallCity, rooms


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    """The city without a report."""
    made = SmallCity(tmp_path)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def rooms_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCity]:
    """Rooms in January and March 2024 and March 2025; West was late in March 2024.

    Schools with a room, of 10 in town and 10 in the countryside of each county, town + countryside: East 8 + 6,
    9 + 6, 10 + 9; West 4 + 4, 5 + 5, 9 + 6. So the city has 55 %, 62.5 %, 85 %.
    """
    made = SmallCity(tmp_path_factory.mktemp("rooms"))
    made.report(EAST, "2024-01", rooms(8, 6)).report(WEST, "2024-01", rooms(4, 4))
    made.report(EAST, "2024-03", rooms(9, 6)).report(WEST, "2024-03", rooms(5, 5), late=True)
    made.report(EAST, "2025-03", rooms(10, 9)).report(WEST, "2025-03", rooms(9, 6))
    yield made
    made.store.close()


@pytest.fixture
def assessment(rooms_city: SmallCity) -> Assessment:
    """March 2025."""
    return rooms_city.assessments.at()
