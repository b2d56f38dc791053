"""The demonstration passes the ordinary intake, is the same every time, and can be continued."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog, read_catalog
from data.demonstration.demonstration import Demonstration, open_demonstration, write_report
from data.demonstration.knobs import Knobs, read_knobs
from data.demonstration.reports import open_desk
from data.intake import Outcome
from data.store.store import Store, StoreError, open_store
from speech.months import Month
from tests.demonstration import write_demonstration

REPORTS = 50  # 24 months of two counties and 2 Decembers of a department, one missing, one corrected


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_demonstration(tmp_path_factory.mktemp("city")))


@pytest.fixture(scope="module")
def knobs(tmp_path_factory: pytest.TempPathFactory) -> Knobs:
    return read_knobs(write_demonstration(tmp_path_factory.mktemp("knobs")))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'kesu.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def filled(
    catalog: Catalog, knobs: Knobs, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, tuple[Outcome, ...]]]:
    folder = tmp_path_factory.mktemp("filled")
    store = open_store(f"sqlite:///{folder / 'kesu.db'}")
    yield store, tuple(open_demonstration(store, catalog, knobs).bring_in(store, folder / "demonstration"))
    store.close()


def documents(demonstration: Demonstration, reporter: str) -> list[bytes]:
    desk = open_desk(demonstration.catalog, demonstration.knobs, reporter, demonstration.receipts)
    return [write_report(desk, each) for each in demonstration.receipts if each.reporter == reporter]


def test_the_intake_takes_every_report(filled: tuple[Store, tuple[Outcome, ...]]) -> None:
    store, outcomes = filled
    assert len(outcomes) == REPORTS
    assert [outcome.status for outcome in outcomes].count("revision") == 1
    assert {outcome.status for outcome in outcomes} == {"new", "revision"}
    assert store.kind == "demonstration"


def test_only_what_is_set_to_jump_is_marked(filled: tuple[Store, tuple[Outcome, ...]]) -> None:
    _, outcomes = filled
    marked = [
        (each.reporter, each.month, problem.rule, problem.variable) for each in outcomes for problem in each.problems
    ]
    assert marked == [("900101", "2025-06", "stock_jumps", "budget")]


def test_late_missing_and_corrected_are_those_that_are_listed(filled: tuple[Store, tuple[Outcome, ...]]) -> None:
    store, _ = filled
    came = store.completeness()
    first = came[came["revision"] == 1]
    assert first[first["late"]][["reporter", "month"]].to_numpy().tolist() == [["900101", "2025-12"]]
    assert store.has_report("900102", Month("2025-05")) == 0
    assert store.has_report("900102", Month("2025-06")) == 1
    assert store.has_report("900101", Month("2025-03")) == 2
    assert store.changes("900101", Month("2025-03"))


def test_the_note_of_a_jump_stands_beside_its_figure(filled: tuple[Store, tuple[Outcome, ...]]) -> None:
    store, _ = filled
    source = store.source("900101", Month("2025-06"), "budget", "total")
    assert source
    assert source.note == "追加（演示）"
    assert source.report.file_name == "900101-2025-06-1.xlsx"


def test_files_are_named_by_reporter_month_and_revision(filled: tuple[Store, tuple[Outcome, ...]]) -> None:
    _, outcomes = filled
    names = [outcome.path.name for outcome in outcomes if outcome.month == "2025-03" and outcome.reporter == "900101"]
    assert names == ["900101-2025-03-1.xlsx", "900101-2025-03-2.xlsx"]


def test_the_same_settings_write_the_same_bytes(catalog: Catalog, knobs: Knobs, empty: Store) -> None:
    first = open_demonstration(empty, catalog, knobs)
    other = replace(first, knobs=replace(knobs, seed=8))
    assert documents(first, "900101") == documents(first, "900101")
    assert documents(first, "900101") != documents(other, "900101")


def test_a_second_run_finds_it_done(
    catalog: Catalog, knobs: Knobs, filled: tuple[Store, tuple[Outcome, ...]], tmp_path: Path
) -> None:
    store, _ = filled
    version = store.version
    again = open_demonstration(store, catalog, knobs)
    assert again.outstanding == ()
    assert again.is_current(store)
    assert list(again.bring_in(store, tmp_path / "demonstration")) == []
    assert store.version == version


def test_other_settings_are_noticed(catalog: Catalog, knobs: Knobs, filled: tuple[Store, tuple[Outcome, ...]]) -> None:
    store, _ = filled
    assert not open_demonstration(store, catalog, replace(knobs, seed=8)).is_current(store)


def test_an_interrupted_run_continues(
    catalog: Catalog, knobs: Knobs, filled: tuple[Store, tuple[Outcome, ...]], empty: Store, tmp_path: Path
) -> None:
    reports = open_demonstration(empty, catalog, knobs).bring_in(empty, tmp_path / "demonstration")
    for _ in range(41):
        next(reports)
    (tmp_path / "demonstration" / "half.xlsx.part").write_bytes(b"PK")
    rest = open_demonstration(empty, catalog, knobs)
    assert rest.is_current(empty)
    assert len(tuple(rest.bring_in(empty, tmp_path / "demonstration"))) == REPORTS - 41
    assert empty.reported().equals(filled[0].reported())


def test_an_office_keeps_its_database(catalog: Catalog, knobs: Knobs, empty: Store) -> None:
    empty.initialise("office", catalog.plan.plan)
    with pytest.raises(StoreError, match="正式"):
        open_demonstration(empty, catalog, knobs)
    assert empty.reported().empty
