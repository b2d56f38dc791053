"""The small city, and an open store for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog
from data.store.store import Store, open_store
from tests.evaluation.frames import small_city


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return small_city(tmp_path_factory.mktemp("city"))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """An empty store for the small city."""
    opened = open_store(f"sqlite:///{tmp_path / 'kesu.db'}")
    opened.initialise("demonstration", "small")
    yield opened
    opened.close()
