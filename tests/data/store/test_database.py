"""What the database promises: all or nothing when a process is killed, turns when two write at once."""

import signal
from collections.abc import Callable
from itertools import count
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from data.store.database import UnavailableError, connect, telling
from data.store.store import Store, open_store
from data.store.tables import metadata
from speech.months import Month
from tests.data.samples import (
    NOON,
    a_report,
    correct,
    die_after,
    die_during,
    evaluate,
    save_many,
    some_judged,
    some_scores,
)

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.data.samples"])
KILLED = -signal.SIGKILL


def start(function: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    process = PROCESSES.Process(target=function, args=arguments)
    process.start()
    return process


def exit_code(process: ForkServerProcess) -> int | None:
    process.join(60)
    return process.exitcode


def contents(database: str) -> dict[str, list[tuple[Any, ...]]]:
    connected = connect(database)
    with connected.reading() as connection:
        rows = {table.name: connection.execute(select(table)).all() for table in metadata.sorted_tables}
    connected.close()
    return {name: sorted(tuple(map(repr, row)) for row in found) for name, found in rows.items()}


@pytest.fixture
def june(store: Store, database: str) -> str:
    """A database with the report of June, evaluated, and then July's, which isn't."""
    store.save(a_report({"schools": 12.0, "teachers": 3.0}), NOON, late=False, touches=["540100"])
    judged, scores = some_judged([("540121", "2025-06", "A1", 1.0)]), some_scores([])
    store.replace_evaluation(judged, scores, {"540121": "2025-06"}, "plan-1", store.stale())
    store.save(a_report({"schools": 14.0}, month="2025-07"), NOON, late=False, touches=["540100"])
    return database


@pytest.mark.parametrize("action", [correct, evaluate])
def test_killed_before_any_statement_leaves_the_database_as_before(june: str, action: Callable[[Store], None]) -> None:
    before = contents(june)
    for moment in count():
        ended = exit_code(start(die_during, june, action, moment))
        if ended == 0:
            break
        assert ended == KILLED
        assert contents(june) == before, f"killed before statement {moment}"
    assert moment > 8, "the listener saw the statements"
    assert contents(june) != before


def test_killed_after_saving_keeps_the_whole_report(june: str, store: Store) -> None:
    assert exit_code(start(die_after, june, correct)) == KILLED
    assert store.has_report("540121", Month("2025-06")) == 2
    assert store.reported()["value"].tolist() == [20.0, 13.0, 14.0]
    assert store.stale().spans == {"540100": "2025-06", "540121": "2025-06"}
    assert store.version == 4


def test_killed_after_evaluating_keeps_the_whole_evaluation(june: str, store: Store) -> None:
    assert exit_code(start(die_after, june, evaluate)) == KILLED
    assert (store.judged()["value"].tolist(), store.scores()["score"].tolist()) == ([2.0], [60.0])
    assert (store.stale().spans, store.fingerprint) == ({}, "plan-2")


def test_two_processes_make_the_tables_and_save_at_once(database: str) -> None:
    barrier = PROCESSES.Barrier(2)
    processes = [start(save_many, database, barrier, name, 10) for name in ("one", "two")]
    assert [exit_code(process) for process in processes] == [0, 0]
    store = open_store(database)
    assert store.has_report("540121", Month("2025-06")) == 20
    assert (len(store.reported()), store.version) == (1, 20)
    store.close()


def test_a_reader_sees_one_state_while_another_process_writes(june: str) -> None:
    connected = connect(june)
    count_reports = text("SELECT count(*) FROM reports")
    with connected.reading() as connection:
        assert connection.scalar(count_reports) == 2
        assert exit_code(start(die_after, june, correct)) == KILLED
        assert connection.scalar(count_reports) == 2
    with connected.reading() as connection:
        assert connection.scalar(count_reports) == 3
    connected.close()


def test_sqlite_is_set_up_for_several_processes(tmp_path: Any) -> None:
    connected = connect(f"sqlite:///{tmp_path / 'made' / 'on the way' / 'kesu.db'}")
    with connected.reading() as connection:
        pragmas = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert found == ["wal", 1, 1, 30_000]
    connected.close()


def test_foreign_keys_hold(store: Store, database: str) -> None:
    connected = connect(database)
    with pytest.raises(Exception, match="(?i)foreign key"), connected.writing() as connection:
        connection.execute(metadata.tables["problems"].insert(), _orphan())
    connected.close()


def _orphan() -> dict[str, Any]:
    texts = dict.fromkeys(("severity", "rule", "sheet", "cell", "variable", "value", "message", "action"), "")
    return {"report": 999, "number": 1, **texts}


def test_what_stands_in_the_way_is_told_and_a_wrong_statement_stays_a_fault(tmp_path: Any) -> None:
    path = tmp_path / "kesu.db"
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    with pytest.raises(UnavailableError, match="已损坏"), telling():
        connect(f"sqlite:///{path}")
    path.unlink()
    connected = connect(f"sqlite:///{path}")
    with pytest.raises(OperationalError), telling(), connected.reading() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
    with connected.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(UnavailableError, match="磁盘"), telling():
            connection.exec_driver_sql("CREATE TABLE x AS SELECT zeroblob(10000000) AS y")
    connected.close()
