from collections.abc import Mapping
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store
from evaluation.assessment import Assessments
from evaluation.findings.gap import GapReading, service_gap
from tests.evaluation.frames import EAST, a_month, save, small_city

Coverage = tuple[float, float]  # schools with a room of 50 in town, and of 50 in the country


@pytest.fixture(scope="module")
def with_parity(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    formula = "parity,room_rate visits_per_100,"
    row = f"parity,A1.1,,infrastructure,名,名,P,P,{formula},1,u,u,1,up,stock,county,derived,due,1,0,,,linear"
    return small_city(tmp_path_factory.mktemp("parity"), added={"indicators.csv": row})


def report(coverage: Coverage) -> dict[str, float | None]:
    urban, rural = coverage
    rooms = {"schools_with_room": urban + rural, "schools_with_room/urban": urban, "schools_with_room/rural": rural}
    return {**a_month(), **rooms}


def read(store: Store, catalog: Catalog, months: Mapping[str, Coverage]) -> GapReading | None:
    for month, coverage in months.items():
        save(store, EAST, month, report(coverage))
    return service_gap(Assessments(store, catalog).at(), EAST)


def test_the_gap_is_read_as_difference_and_ratio(kept: Store, with_parity: Catalog) -> None:
    reading = read(kept, with_parity, {"2024-01": (40, 10), "2024-02": (40, 20)})
    assert reading is not None
    assert reading.indicators == ("room_rate",)  # visits begin anew each January and are no coverage
    assert (reading.now.urban, reading.now.rural, reading.now.difference, reading.now.ratio) == (80, 40, 40, 2)
    assert [point.difference for point in reading.series] == [60, 40]
    assert (reading.change, reading.direction, reading.cause) == (None, "unknown", "")


@pytest.mark.parametrize(
    ("now", "change", "direction", "cause"),
    [
        ((40, 25), -10, "narrowing", "rural_up"),
        ((35, 20), -10, "narrowing", "urban_down"),
        ((39, 21), -4, "narrowing", "both"),
        ((45, 25), 0, "steady", ""),
        ((45, 20), 10, "widening", "urban_up"),
        ((40, 15), 10, "widening", "rural_down"),
        ((41, 19), 4, "widening", "both_apart"),
        ((45, 30), -10, "narrowing", "rural_up"),  # both up, the country by more
        ((30, 15), -10, "narrowing", "urban_down"),  # both down, the town by more
    ],
)
def test_what_narrows_or_widens_it(
    kept: Store, with_parity: Catalog, now: Coverage, change: float, direction: str, cause: str
) -> None:
    reading = read(kept, with_parity, {"2024-06": (40, 20), "2025-06": now})  # 80 % and 40 % a year before
    assert reading is not None
    assert reading.change == pytest.approx(change)
    assert (reading.direction, reading.cause) == (direction, cause)


def test_a_countryside_with_nothing_has_no_ratio(kept: Store, with_parity: Catalog) -> None:
    reading = read(kept, with_parity, {"2024-01": (40, 0)})
    assert reading is not None and reading.now.ratio is None


def test_without_both_sides_there_is_no_reading(kept: Store, with_parity: Catalog) -> None:
    save(kept, EAST, "2024-01", {"schools/urban": 50, "schools_with_room/urban": 40})
    assert service_gap(Assessments(kept, with_parity).at(), EAST) is None


@pytest.mark.parametrize("town_schools", [0, None])
def test_what_one_side_cant_have_is_left_out(kept: Store, tmp_path: Path, town_schools: float | None) -> None:
    """No school stands in town: only rooms for each resident can be compared, none in town, 2 % in the country."""
    rooms = "share,schools_with_room,population,1,%,%,1,up,stock,urban_rural,sum,line,12,0,,,linear"
    parity = "parity,room_rate room_share,,1,u,u,1,up,stock,county,derived,due,1,0,,,linear"
    head = "A1.1,,infrastructure,名,名,N,N"
    catalog = small_city(tmp_path, added={"indicators.csv": f"room_share,{head},{rooms}\nparity,{head},{parity}"})
    save(kept, EAST, "2024-01", {**report((0, 20)), "schools/urban": town_schools, "schools": 50})
    reading = service_gap(Assessments(kept, catalog).at(), EAST)
    assert reading is not None and reading.indicators == ("room_share",)
    assert (reading.now.urban, reading.now.rural) == (0, 2)


def test_a_month_without_report_is_not_read_from_an_older_one(kept: Store, with_parity: Catalog) -> None:
    assert read(kept, with_parity, {"2024-01": (40, 10)}) is not None
    save(kept, "900102", "2024-02", a_month())
    assert service_gap(Assessments(kept, with_parity).at(), EAST) is None


def test_a_plan_without_parity_has_no_gap(kept: Store, city: Catalog) -> None:
    assert read(kept, city, {"2024-01": (40, 10)}) is None
