"""An empty office, and one with the demonstration in it."""

from pathlib import Path

import pytest

from tests.offices import Office


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One whose demonstration is in; nothing is changed in it."""
    office = Office(tmp_path_factory.mktemp("demonstrated"))
    result = office.run("demo")
    assert result.exit_code == 0, result.output
    return office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """One with nothing in it."""
    return Office(tmp_path)
