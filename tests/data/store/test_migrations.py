"""The migrations make exactly the tables that the program knows, in one step or from any older state."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from pandas.testing import assert_frame_equal
from sqlalchemy import inspect, text

from data.store.database import Database, at_head, connect, migrate, migration_config
from data.store.store import Store, StoreError, open_store
from data.store.tables import UtcDateTime, metadata
from tests.data.samples import NOON, a_report, some_judged, some_scores


def same_type(_context: object, _inspected: object, _column: object, _found: object, wanted: object) -> bool | None:
    return False if isinstance(wanted, UtcDateTime) else None


def downgrade(database: Database, to: str = "base") -> None:
    with database.writing() as connection:
        command.downgrade(migration_config(connection), to)


def test_the_migrated_tables_are_those_of_the_program(database: str) -> None:
    connected = connect(database)
    with connected.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        assert compare_metadata(context, metadata) == []
        names = set(inspect(connection).get_table_names())
    assert names == {*metadata.tables, "alembic_version"}
    connected.close()


def test_down_and_up_again(database: str) -> None:
    connected = connect(database)
    downgrade(connected)
    assert not at_head(connected)
    with connected.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(connected)
    assert at_head(connected)
    connected.close()


def test_a_database_from_before_the_screens_keeps_its_reports(store: Store, database: str) -> None:
    report = a_report({"schools": 12.0, "teachers": None})
    store.save(report, NOON, late=False)
    before = store.reported()
    connected = connect(database)
    downgrade(connected, "0001")
    with connected.reading() as connection:
        assert {"kiosks", "screens", "remotes"}.isdisjoint(inspect(connection).get_table_names())
    migrate(connected)
    connected.close()
    assert_frame_equal(store.reported(), before)
    assert (store.version, store.original(report.sha256)) == (1, report.content)
    assert store.screens.kiosks() == ()


def test_corrections_of_an_older_database_become_as_late_as_their_first(store: Store, database: str) -> None:
    """Three reports, the first and the last corrected; until 0003 a correction held its own lateness."""
    store.save(a_report({"schools": 1.0}, month="2025-03"), NOON, late=False)
    store.save(a_report({"schools": 1.0}, month="2025-04"), NOON, late=True)
    store.save(a_report({"schools": 1.0}, month="2025-05"), NOON, late=True)
    store.save(a_report({"schools": 2.0}, month="2025-03"), NOON, late=False)
    store.save(a_report({"schools": 2.0}, month="2025-05"), NOON, late=True)
    spans = {"540121": "0000-01", "540122": "0000-01", "540123": "0000-01"}
    judged = some_judged([(place, "2025-03", "A1", 1.0) for place in spans])
    assert store.replace_evaluation(judged, some_scores([]), spans, "plan", store.stale())
    connected = connect(database)
    with connected.writing() as connection:
        command.downgrade(migration_config(connection), "0002")
        connection.execute(text("UPDATE reports SET late = NOT late WHERE revision = 2"))
    migrate(connected)
    connected.close()
    assert store.completeness()["late"].tolist() == [False, True, True]
    assert store.reported()["late"].tolist() == [False, True, True]
    assert store.fingerprint is None  # everything is evaluated again


def test_opening_again_changes_nothing(store: object, database: str) -> None:
    again = open_store(database)
    assert (again.kind, again.version) == ("demonstration", 0)
    again.close()


def test_the_check_notices_that_the_tables_are_not_current(database: str) -> None:
    store, connected = open_store(database), connect(database)
    store.check()
    downgrade(connected)
    with pytest.raises(StoreError, match="升级"):
        store.check()
    connected.close()
    store.close()


def test_a_database_of_a_later_version_is_refused(database: str) -> None:
    connected = connect(database)
    with connected.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="9999"):
        open_store(database)
    connected.close()
