"""A small city of five counties whose month is uneven in every way, with figures to be worked out by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from data.catalog.catalog import read_catalog
from data.store.store import Kind, open_store
from evaluation.assessment import Assessments
from geo.shapes import Boundaries
from settings import Settings
from tests.city import FILES, write_city
from tests.small import EAST, WEST, SmallCity, a_square, rooms, small_settings, write_squares

NORTH, SOUTH, MIDDLE = "900103", "900104", "900105"
COUNTIES = (EAST, WEST, NORTH, SOUTH, MIDDLE)
SILENT, LATE, WITHOUT_RATE, TIED = NORTH, WEST, MIDDLE, (EAST, SOUTH)
BEFORE, MARCH = "2024-03", "2025-03"

TARGET = "{},{},total,{},{},{},{},1,2024-01-01,,,{}\n"
ADDED = {
    "places.csv": "900103,900100,county,北县,བྱང་།,North,no\n"
    "900104,900100,county,南县,ལྷོ།,South,no\n"
    "900105,900100,county,中县,དབུས།,Middle,no\n",
    "population.csv": "".join(
        f"{place},2020,total,{people},census,人口普查\n"
        for place, people in ((NORTH, 1500), (SOUTH, 4000), (MIDDLE, 1000))
    ),
    "targets.csv": "".join(
        TARGET.format("events", place, year, 120, "at_least", "working,", "工作目标")
        for place in (NORTH, SOUTH, MIDDLE)
        for year in (2024, 2025)
    )
    + "".join(
        TARGET.format("in_plan", place, 2025, 2, "milestone", "plan,G1.1", "小城方案")
        for place in (NORTH, SOUTH, MIDDLE)
    ),
}


@dataclass(frozen=True)
class County:
    """What a county reports: rooms (town, country) of `schools` a side, a year before and now; the rest each month."""

    people: float
    schools: float
    before: tuple[float, float]
    now: tuple[float, float]
    events: float
    visits: float
    budget: float
    spent: float

    def month(self, number: int) -> dict[str, float]:
        """Give the report of a month of 2025."""
        return {
            **rooms(*self.now, self.schools),
            "population": self.people,
            "events": self.events,
            "visits": self.visits,
            "budget": self.budget,
            "spent": self.spent * number,
            "plan_steps": 1,
        }


REPORTS: Mapping[str, County] = {
    EAST: County(2000, 50, (25, 5), (38, 25), 12, 90, 120, 6),
    WEST: County(1000, 50, (25, 5), (35, 14), 7, 35, 120, 7),
    NORTH: County(1500, 50, (20, 10), (40, 40), 10, 60, 120, 10),
    SOUTH: County(4000, 100, (50, 10), (76, 50), 8, 180, 240, 12),
    MIDDLE: County(1000, 0, (0, 0), (0, 0), 10, 50, 120, 10),
}

# A cross: only Middle shares a border with the others.
SQUARES = {EAST: (1, 0), WEST: (-1, 0), NORTH: (0, 1), SOUTH: (0, -1), MIDDLE: (0, 0)}
BOUNDARIES = Boundaries(
    "file", "cross.geojson", tuple(a_square(code, 10.0 * x, 10.0 * y) for code, (x, y) in SQUARES.items())
)


def write_five(folder: Path) -> Path:
    """Write the small city with three counties more: 120 events a year and both steps are asked of each."""
    write_city(folder)
    for name, rows in ADDED.items():
        content = FILES[name].lstrip("\n").replace("900100,2020,total,3000", "900100,2020,total,9500")
        (folder / name).write_text(content + rows, encoding="utf-8")
    return folder


def five_settings(folder: Path) -> Settings:
    """Write plan and boundaries into a folder, and give the settings of an application on them."""
    corners = {code: (round(91 + x / 10, 1), round(30 + y / 10, 1)) for code, (x, y) in SQUARES.items()}
    file = write_squares(folder / "cross.geojson", corners)
    return replace(small_settings(folder), plan=write_five(folder / "plan"), boundaries=file)


class FiveCity(SmallCity):
    """Five counties that report rooms in March 2024 and everything from January to March 2025.

    In March 2025 North is silent, West late, Middle has no school and so no rate, East and South are tied, though South
    is twice as large. In brackets per cent of what is expected by then:

    | county | rooms of schools | town, country | events   | visits per 100 | spent of budget | score |
    |--------|------------------|---------------|----------|----------------|-----------------|-------|
    | East   | 63 of 100 (90)   | 76, 50 %      | 36 (80)  | 13.5 (90)      | 18 of 120 (60)  | 85.25 |
    | West   | 49 of 100 (70)   | 70, 28 %      | 21 (70)  | 10.5 (70)      | 21 of 120 (70)  | 76    |
    | North  | (80 in February) |               | (20)     | (8)            | (20)            |       |
    | South  | 126 of 200 (90)  | 76, 50 %      | 24 (80)  | 13.5 (90)      | 36 of 240 (60)  | 85.25 |
    | Middle | 0 of 0           |               | 30 (100) | 15 (100)       | 30 of 120 (100) |       |
    | city   | 238 of 400 (85)  | 74.5, 44.5 %  | 111 of 135 (82) | 13.3 (89) | 105 of 600 (70) | 85.07 |

    A year before, 30 of 100 schools had a room in East, West and North, and 60 of 200 in South: the line to 100 % in
    December is at 70 %. Town and country then had 50 and 10 % in East, West and South, 40 and 20 % in North. By March
    45 events are asked of East and 30 of each other county, 15 visits per 100 and a quarter of the budget; each has
    reached the first of two steps.
    """

    def __init__(self, folder: Path, kind: Kind = "office") -> None:
        self.catalog = read_catalog(write_five(folder / "plan"))
        self.store = open_store(f"sqlite:///{folder / 'five.db'}")
        self.store.initialise(kind, self.catalog.plan.plan)
        self.assessments = Assessments(self.store, self.catalog)
        for place, county in REPORTS.items():
            self.report(place, BEFORE, rooms(*county.before, county.schools))
            for number in (1, 2) if place == SILENT else (1, 2, 3):
                month = f"2025-{number:02d}"
                self.report(place, month, county.month(number), late=(place, month) == (LATE, MARCH))
