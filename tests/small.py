"""The small city's reports and boundaries: two counties, two squares, and figures to be worked out by hand."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from data.catalog.catalog import read_catalog
from data.reports.report import Figure, Report, digest
from data.store.store import Kind, Store, open_store
from evaluation.assessment import Assessments, Clock, now
from geo.shapes import Boundaries, Shape
from settings import Settings
from speech.months import Month
from tests.city import write_city

CITY, EAST, WEST = "900100", "900101", "900102"
Values = Mapping[str, float | None]


def a_square(code: str, west: float, south: float = 0.0) -> Shape:
    """Ten kilometres each way, clockwise."""
    east, north = west + 10, south + 10
    ring = ((west, south), (west, north), (east, north), (east, south), (west, south))
    return Shape(code, (ring,), (west + 5, south + 5), 100.0)


BOUNDARIES = Boundaries("file", "squares.geojson", (a_square(EAST, 0), a_square(WEST, -10)))


CORNERS: Mapping[str, tuple[float, float]] = {WEST: (91.0, 30.0), EAST: (91.1, 30.0)}


def write_squares(file: Path, corners: Mapping[str, tuple[float, float]] = CORNERS) -> Path:
    """Write counties as squares of a tenth of a degree from their corner in the south-west; both are side by side."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [_corners(*corner)]},
        }
        for code, corner in corners.items()
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def _corners(west: float, south: float) -> list[tuple[float, float]]:
    east, north = round(west + 0.1, 1), round(south + 0.1, 1)
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def small_settings(folder: Path) -> Settings:
    """Write plan and boundaries into a folder, and give the settings of an application on them."""
    return Settings(
        host="127.0.0.1",
        port=8050,
        database_url=f"sqlite:///{folder / 'kesu.db'}",
        plan=write_city(folder / "plan"),
        var=folder,
        boundaries=write_squares(folder / "squares.geojson"),
        map_review_number=None,
    )


def report(store: Store, reporter: str, month: str, values: Values, late: bool = False) -> None:
    """Save a report; a key is "variable" (split total) or "variable/split", None means not applicable."""
    figures = tuple(_figure(name, value, row) for row, (name, value) in enumerate(values.items(), start=5))
    content = repr((reporter, month, sorted(values.items()), store.version)).encode()
    store.save(
        Report(
            reporter=reporter,
            place=reporter if reporter.isdigit() else CITY,
            month=Month(month),
            kind="first",
            template_version="2025.1",
            demonstration=store.kind == "demonstration",
            file_name=f"{reporter}-{month}.xlsx",
            content=content,
            sha256=digest(content),
            figures=figures,
        ),
        datetime(int(month[:4]), int(month[5:]), 28, tzinfo=UTC),
        late,
        touches=[CITY],
    )


def _figure(name: str, value: float | None, row: int) -> Figure:
    variable, _, split = name.partition("/")
    state = "not_applicable" if value is None else "reported"
    return Figure(variable, split or "total", state, value, "-", f"F{row}")  # type: ignore[arg-type]


def rooms(urban: float, rural: float, schools: float = 10) -> dict[str, float]:
    """Schools with a room, of ten in town and ten in the countryside."""
    return {
        "schools/urban": schools,
        "schools/rural": schools,
        "schools": 2 * schools,
        "schools_with_room/urban": urban,
        "schools_with_room/rural": rural,
        "schools_with_room": urban + rural,
    }


class SmallCity:
    """A database of the small city and the door to its assessments."""

    def __init__(self, folder: Path, kind: Kind = "office", clock: Clock = now) -> None:
        self.catalog = read_catalog(write_city(folder / "plan"))
        self.store = open_store(f"sqlite:///{folder / 'small.db'}")
        self.store.initialise(kind, self.catalog.plan.plan)
        self.assessments = Assessments(self.store, self.catalog, clock)

    def report(self, reporter: str, month: str, values: Values, late: bool = False) -> "SmallCity":
        """Save a report and give the city, so that reports can be told one after another."""
        report(self.store, reporter, month, values, late)
        return self
