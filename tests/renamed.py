"""The small city with orders, counselors and money, whose indicators and variables have ids that no code can know."""

import csv
from collections.abc import Mapping
from pathlib import Path

from data.catalog.catalog import Role, read_catalog
from data.store.store import open_store
from evaluation.assessment import Assessments
from tests import money, services
from tests.city import write_city
from tests.roles import write_roles
from tests.small import SmallCity, Values

COLUMNS = {
    "variables": ("variable", "at_most"),
    "indicators": ("indicator", "numerator", "denominator"),
    "targets": ("indicator",),
    "milestones": ("indicator",),
    "series": ("series",),
    "flags": ("money", "things"),
}
"""Where ids stand, by file."""
SHARE = (
    "{name},A1.1,,training,{name},{name},{name},{name},share,{over},staff,1,%,%,1,up,stock,urban_rural,sum,due,1,0"
    ",,,linear\n"
)
COUNT = services.VARIABLE.format
ADDED = {
    "variables.csv": COUNT(name="staff", kind="stock", split="urban_rural", most="")
    + COUNT(name="staff_taught", kind="to_date", split="urban_rural", most="staff")
    + COUNT(name="staff_certified", kind="stock", split="urban_rural", most="staff")
    + COUNT(name="course_visits", kind="flow", split="urban_rural", most="")
    + "sample,city,有效样本量,Sample,有效样本量。,份,responses,annual,count,urban_rural,science,,1\n",
    "indicators.csv": SHARE.format(name="taught_rate", over="staff_taught")
    + SHARE.format(name="certified_rate", over="staff_certified")
    + "course_visits,A1.1,,training,人次,人次,Visits,Visits"
    ",count,course_visits,,1,人次,visits,0,up,flow,urban_rural,sum,year,12,0,,,linear\n"
    "all_taught,A1.1,,training,全部人次,全部,All taught,All"
    ",count,course_visits,,1,人次,visits,0,up,flow,urban_rural,sum,year,12,0,,,linear\n"
    "service_parity,A1.1,,evaluation,均等化指数,均等化,Parity,Parity"
    ",parity,room_rate visits_per_100,,1,分,points,1,up,stock,county,derived,due,1,0,,,linear\n",
}
ROLES = (
    services.ROLES
    | money.ROLES
    | {
        "room_rate": Role.HEADLINE_COVERAGE,
        "all_taught": Role.AUDIENCE_REACH,
        "course_visits": Role.COUNSELORS_TAUGHT,
        "taught_rate": Role.COUNSELOR_TRAINING,
        "certified_rate": Role.COUNSELOR_CERTIFICATES,
        "population": Role.RESIDENTS,
        "sample": Role.SURVEY_SAMPLE,
    }
)


def renamed(code: str) -> str:
    """Write an id backwards: it neither equals, begins nor ends with what it was."""
    return code[::-1]


def write_renamed(folder: Path, roles: Mapping[str, Role]) -> Path:
    """Write the city's plan with these roles and backward ids."""
    money.write_money(services.write_services(write_city(folder)))
    for name, rows in ADDED.items():
        with (folder / name).open("a", encoding="utf-8") as stream:
            stream.write(rows)
    write_roles(folder, roles)
    for name, columns in COLUMNS.items():
        _rename(folder / f"{name}.csv", columns)
    return folder


def _rename(file: Path, columns: tuple[str, ...]) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = [row | {name: " ".join(map(renamed, row[name].split())) for name in columns} for row in reader]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, reader.fieldnames or ())
        writer.writeheader()
        writer.writerows(rows)


class RenamedCity(SmallCity):
    """A database of the city, which is told its reports by the ids that they had."""

    def __init__(self, folder: Path, roles: Mapping[str, Role]) -> None:
        self.catalog = read_catalog(write_renamed(folder / "plan", roles))
        self.store = open_store(f"sqlite:///{folder / 'renamed.db'}")
        self.store.initialise("office", self.catalog.plan.plan)
        self.assessments = Assessments(self.store, self.catalog)

    def report(self, reporter: str, month: str, values: Values, late: bool = False) -> "RenamedCity":
        """Save a report under the ids of the plan."""
        super().report(reporter, month, {_renamed_figure(name): value for name, value in values.items()}, late)
        return self


def _renamed_figure(name: str) -> str:
    variable, slash, split = name.partition("/")
    return renamed(variable) + slash + split
