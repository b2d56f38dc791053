"""Snapshots of SQLite and of PostgreSQL, opened again as SQLite."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from data.store.database import StoreError
from data.store.snapshot import unpack_snapshot
from data.store.store import Store, open_store
from speech.months import Month
from tests.data.samples import NOON, a_problem, a_report, correct, evaluate

FIRST = a_report({"schools": 12.0, "pupils/rural": None, "teachers": 0.0})


@pytest.fixture
def filled(store: Store) -> Store:
    """Two counties' reports, one of them corrected, evaluated."""
    store.save(FIRST, NOON, late=False)
    store.save(a_report({"schools": 0.1 + 0.2}, reporter="540102", problems=[a_problem()]), NOON, True, approved=False)
    correct(store)
    evaluate(store)
    return store


@pytest.fixture
def again(filled: Store, tmp_path: Path) -> Iterator[Store]:
    """What was filled, opened again from its snapshot."""
    opened = open_store(snapshot_of(filled, tmp_path))
    yield opened
    opened.close()


def snapshot_of(store: Store, folder: Path) -> str:
    """Write a snapshot, unpack it, and give its URL."""
    packed, unpacked = folder / "snapshot.db.gz", folder / "unpacked"
    store.write_snapshot(packed)
    unpacked.mkdir()
    return unpack_snapshot(packed, unpacked)


def test_it_holds_the_same_figures(filled: Store, again: Store) -> None:
    for read in (Store.reported, Store.completeness, Store.judged, Store.scores):
        before = read(filled)
        assert not before.empty
        pd.testing.assert_frame_equal(read(again), before, check_exact=True)
    assert len(again.reported()) == 3 and len(again.judged()) == len(again.scores()) == 1


def test_it_says_the_same_of_itself(filled: Store, again: Store) -> None:
    assert (again.kind, again.version, again.fingerprint) == ("demonstration", filled.version, "plan-2")
    assert again.version >= 3
    assert (again.updated_at, again.months(), again.stale()) == (NOON, ("2025-06",), filled.stale())
    again.check()
    again.initialise("demonstration", "lhasa")
    with pytest.raises(StoreError, match="正式"):
        again.initialise("office", "lhasa")


def test_sources_warnings_and_corrections_come_along(filled: Store, again: Store) -> None:
    source = again.source("540121", Month("2025-06"), "schools", "total")
    assert source is not None and (source.value, source.cell) == (13.0, "F5")
    assert source == filled.source("540121", Month("2025-06"), "schools", "total")
    assert len(again.warnings(Month("2025-06"))) == 2
    assert again.warnings(Month("2025-06")) == filled.warnings(Month("2025-06"))
    assert again.changes("540121", Month("2025-06")) == filled.changes("540121", Month("2025-06")) != ()


def test_the_files_themselves_stay_out(filled: Store, again: Store) -> None:
    assert filled.original(FIRST.sha256) == FIRST.content != b""
    assert again.original(FIRST.sha256) == b""
    assert again.report_of_sha(FIRST.sha256) == filled.report_of_sha(FIRST.sha256) is not None


def test_links_remotes_and_screens_stay_out(filled: Store, tmp_path: Path) -> None:
    token = filled.screens.issue("大厅", NOON)
    secret = filled.screens.pair(filled.screens.beat("a" * 32, {}, 0, NOON)[0].code, NOON)
    url = snapshot_of(filled, tmp_path)
    opened = open_store(url)
    assert len(filled.screens.kiosks()) == 1 and opened.screens.kiosks() == ()
    assert opened.screens.admit(token, NOON) is None
    assert secret is not None and opened.screens.screen_of(secret) is None
    opened.close()
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    counts = [
        connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("kiosks", "remotes", "screens")
    ]
    connection.close()
    assert counts == [(0,)] * 3


def test_the_same_content_gives_the_same_bytes(filled: Store, tmp_path: Path) -> None:
    one, two, other = (tmp_path / f"{name}.gz" for name in ("one", "two", "other"))
    filled.write_snapshot(one)
    filled.write_snapshot(two)
    filled.save(a_report({"schools": 9.0}, month="2025-07"), NOON + timedelta(days=30), late=False)
    filled.write_snapshot(other)
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()


def test_an_empty_database_has_a_snapshot(database: str, tmp_path: Path) -> None:
    store = open_store(database)
    opened = open_store(snapshot_of(store, tmp_path))
    assert (opened.kind, opened.version, opened.months(), len(opened.reported())) == (None, 0, (), 0)
    opened.close()
    store.close()


def test_unpacking_again_leaves_what_is_there_and_the_packed_file(filled: Store, tmp_path: Path) -> None:
    url = snapshot_of(filled, tmp_path)
    packed = (tmp_path / "snapshot.db.gz").read_bytes()
    opened = open_store(url)
    opened.save(a_report({"schools": 9.0}, month="2025-07"), NOON, late=False)
    opened.close()
    assert unpack_snapshot(tmp_path / "snapshot.db.gz", tmp_path / "unpacked") == url
    opened = open_store(url)
    assert opened.has_report("540121", Month("2025-07")) == 1
    opened.close()
    assert (tmp_path / "snapshot.db.gz").read_bytes() == packed
    assert [path for path in (tmp_path / "unpacked").iterdir() if path.suffix == ".part"] == []
