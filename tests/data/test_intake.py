"""The whole way in: new, unchanged, corrected, rejected; folders, order, and a store that errors leave alone."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, local
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from data.catalog.catalog import Catalog, read_catalog
from data.intake import (
    Outcome,
    import_file,
    import_files,
    is_late,
    last_month_figures,
)
from data.reports.case import History
from data.reports.examination import examine
from data.reports.form import Reading
from data.reports.report import Report
from data.reports.template import write_template
from data.store.store import Change, Saved, Store, StoreError, open_store
from speech.months import Month
from tests.city import write_city
from tests.data.workbooks import PLANTED, PLANTED_CELLS, edited, sound_figures, sound_workbook

JULY = datetime(2025, 7, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return read_catalog(write_city(tmp_path_factory.mktemp("city")))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'kesu.db'}")
    opened.initialise("office", "small")
    yield opened
    opened.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(inbox: Path, content: bytes, name: str = "东区.xlsx") -> Path:
    path = inbox / name
    path.write_bytes(content)
    return path


def july(_: Path) -> datetime:
    return JULY


def state(store: Store) -> tuple[int, str]:
    return store.version, store.reported().to_csv()


def statuses(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str]]:
    return [(outcome.path.name, outcome.status) for outcome in outcomes]


def test_a_sound_report_comes_in_whole(catalog: Catalog, office: Store, inbox: Path) -> None:
    path = put(inbox, sound_workbook(catalog, "900101", "2025-06"))
    outcome = import_file(path, catalog, office, JULY)
    assert outcome == Outcome(path, "new", "900101", Month("2025-06"), (), outcome.report, 1)
    figures = office.reported()
    assert {(row.variable, row.split): row.value for row in figures.itertuples()} == sound_figures(catalog, "900101")
    assert set(figures["place"]) == {"900101"}
    assert not figures["late"].any() and figures["approved"].all()
    assert office.stale().spans == {"900100": "2025-06", "900101": "2025-06"}


def test_a_department_reports_for_the_city(catalog: Catalog, office: Store, inbox: Path) -> None:
    import_file(put(inbox, sound_workbook(catalog, "science", "2025-06")), catalog, office, JULY)
    assert set(office.reported()["place"]) == {"900100"}


def test_the_same_file_again_changes_nothing_and_says_so(catalog: Catalog, office: Store, inbox: Path) -> None:
    path = put(inbox, sound_workbook(catalog, "900101", "2025-06"))
    first = import_file(path, catalog, office, JULY)
    before = state(office)
    assert import_file(path, catalog, office, JULY) == Outcome(
        path, "unchanged", "900101", Month("2025-06"), (), first.report, 1
    )
    assert state(office) == before


def test_an_old_revision_sent_again_says_which_one_counts(catalog: Catalog, office: Store, inbox: Path) -> None:
    first = put(inbox, sound_workbook(catalog, "900101", "2025-06"), "a.xlsx")
    second = put(inbox, sound_workbook(catalog, "900101", "2025-06", kind="correction"), "b.xlsx")
    import_file(first, catalog, office, JULY)
    came = import_file(second, catalog, office, JULY.replace(day=9))
    before = state(office)
    again = import_file(first, catalog, office, JULY.replace(day=10))
    assert (again.status, again.revision) == ("unchanged", 1)
    assert again.counting
    assert (again.counting.report, again.counting.revision, again.counting.file_name) == (came.report, 2, "b.xlsx")
    assert again.counting.received_at == JULY.replace(day=9)
    assert import_file(second, catalog, office, JULY).counting is None
    assert state(office) == before


def test_a_report_with_mistakes_leaves_the_store_as_it_was(catalog: Catalog, office: Store, inbox: Path) -> None:
    import_file(put(inbox, sound_workbook(catalog, "900101", "2025-05")), catalog, office, JULY)
    before = state(office)
    content = edited(sound_workbook(catalog, "900101", "2025-06"), PLANTED_CELLS)
    outcome = import_file(put(inbox, content), catalog, office, JULY)
    assert outcome.status == "rejected"
    assert [((problem.sheet, problem.cell), problem.rule) for problem in outcome.problems] == [
        (spot, rule) for spot, (_, rule) in PLANTED.items()
    ]
    assert (outcome.report, outcome.revision) == (None, None)
    assert state(office) == before


def test_a_warning_comes_in_with_the_report_on_its_figure(catalog: Catalog, office: Store, inbox: Path) -> None:
    import_file(put(inbox, sound_workbook(catalog, "900101", "2025-05")), catalog, office, JULY)
    changes = {("基本情况", "H3"): 80, ("基本情况", "J3"): 140}  # from 40 and 100
    outcome = import_file(
        put(inbox, edited(sound_workbook(catalog, "900101", "2025-06"), changes)), catalog, office, JULY
    )
    assert outcome.status == "new"
    assert [(problem.rule, problem.cell) for problem in outcome.problems] == [
        ("stock_jumps", "H3"),
        ("stock_jumps", "J3"),
    ]
    figures = office.reported()
    warned = figures[(figures["month"] == "2025-06") & (figures["warnings"] > 0)]
    assert list(warned[["variable", "split"]].itertuples(index=False, name=None)) == [
        ("population", "total"),
        ("population", "urban"),
    ]


def test_a_correction_is_a_new_revision_whose_changes_are_listed(catalog: Catalog, office: Store, inbox: Path) -> None:
    import_file(put(inbox, sound_workbook(catalog, "900101", "2025-06")), catalog, office, JULY)
    filled = {**sound_figures(catalog, "900101"), ("farm_days", "rural"): 7.5}
    again = write_template(catalog, "900101", Month("2025-06"), filled=filled)
    refused = import_file(put(inbox, again), catalog, office, JULY)
    assert [(problem.rule, problem.cell) for problem in refused.problems] == [("already_reported", "B9")]
    correction = write_template(catalog, "900101", Month("2025-06"), filled=filled, kind="correction")
    outcome = import_file(put(inbox, correction), catalog, office, JULY)
    assert (outcome.status, outcome.revision, outcome.problems) == ("revision", 2, ())
    assert office.changes("900101", Month("2025-06")) == (
        Change(2, "farm_days", "rural", "reported", 60.0, "reported", 7.5, "科普服务", "I6"),
    )


def test_a_store_that_is_not_initialised_is_said(catalog: Catalog, inbox: Path) -> None:
    store = open_store("sqlite://")
    with pytest.raises(StoreError):
        import_file(put(inbox, sound_workbook(catalog, "900101", "2025-06")), catalog, store, JULY)
    store.close()


def test_demonstration_reports_stay_out_of_an_office(catalog: Catalog, office: Store, inbox: Path) -> None:
    path = put(inbox, sound_workbook(catalog, "900101", "2025-06", demonstration=True))
    assert [problem.rule for problem in import_file(path, catalog, office, JULY).problems] == ["nature_mixed"]


def test_a_folder_is_taken_month_by_month_whatever_the_names(catalog: Catalog, office: Store, inbox: Path) -> None:
    put(inbox, sound_workbook(catalog, "900101", "2025-06", kind="correction"), "1.xlsx")
    put(inbox, sound_workbook(catalog, "900101", "2025-06"), "2.xlsx")
    (inbox / "旧").mkdir()
    put(inbox / "旧", sound_workbook(catalog, "900101", "2025-05"), "3.xlsx")
    put(inbox, b"", "4.xlsx")
    put(inbox, b"lock", "~$2.xlsx")
    put(inbox, b"hello", "notes.txt")
    seen: list[Outcome] = []
    outcomes = import_files([inbox], catalog, office, july, progress=seen.append)
    assert statuses(outcomes) == [
        ("4.xlsx", "rejected"),
        ("3.xlsx", "new"),
        ("2.xlsx", "new"),
        ("1.xlsx", "revision"),
    ]
    assert tuple(seen) == outcomes
    assert {status for _, status in statuses(import_files([inbox], catalog, office, july))} == {"unchanged", "rejected"}


def test_one_bad_file_keeps_no_other_out(catalog: Catalog, office: Store, inbox: Path) -> None:
    bad = put(inbox, edited(sound_workbook(catalog, "900101", "2025-06"), {("基本情况", "J3"): -1}), "a.xlsx")
    good = put(inbox, sound_workbook(catalog, "900102", "2025-06"), "b.xlsx")
    gone = inbox / "c.xlsx"
    outcomes = import_files([bad, good, gone], catalog, office, july)
    assert statuses(outcomes) == [("c.xlsx", "rejected"), ("a.xlsx", "rejected"), ("b.xlsx", "new")]
    assert set(office.reported()["place"]) == {"900102"}


def test_two_first_reports_of_one_month_in_a_batch_are_not_both_true(
    catalog: Catalog, office: Store, inbox: Path
) -> None:
    put(inbox, sound_workbook(catalog, "900101", "2025-06"), "a.xlsx")
    put(inbox, sound_workbook(catalog, "900101", "2025-06"), "b.xlsx")
    put(inbox, sound_workbook(catalog, "900101", "2025-06", office="科普科"), "c.xlsx")
    outcomes = import_files([inbox], catalog, office, july)
    assert statuses(outcomes) == [("a.xlsx", "rejected"), ("b.xlsx", "rejected"), ("c.xlsx", "rejected")]
    assert office.reported().empty
    twice, differs = outcomes[-1].problems
    assert (twice.rule, differs.rule) == ("twice_in_batch", "twin_differs")
    assert "a.xlsx" in twice.message and "b.xlsx" in twice.message
    assert (differs.cell, differs.value) == ("B8", "科普科")
    assert "c.xlsx" in outcomes[0].problems[0].message


def test_two_corrections_of_one_month_wait_until_somebody_chooses(catalog: Catalog, office: Store, inbox: Path) -> None:
    import_file(put(inbox, sound_workbook(catalog, "900101", "2025-06")), catalog, office, JULY)
    for name, days in (("更正10.xlsx", 7), ("更正9.xlsx", 8)):
        filled = {**sound_figures(catalog, "900101"), ("farm_days", "rural"): days}
        put(inbox, write_template(catalog, "900101", Month("2025-06"), filled=filled, kind="correction"), name)
    before = state(office)
    outcomes = import_files([inbox], catalog, office, july)
    assert statuses(outcomes) == [("东区.xlsx", "unchanged"), ("更正10.xlsx", "rejected"), ("更正9.xlsx", "rejected")]
    assert state(office) == before
    for outcome, other, found in zip(outcomes[1:], ("更正9.xlsx", "更正10.xlsx"), ("7", "8"), strict=True):
        twice, differs = outcome.problems
        assert (twice.rule, differs.rule) == ("twice_in_batch", "twin_differs")
        assert other in twice.message and other in differs.message
        assert (differs.sheet, differs.cell, differs.value) == ("科普服务", "I6", found)


def test_a_copy_that_says_the_same_is_no_other_report(catalog: Catalog, office: Store, inbox: Path) -> None:
    content = sound_workbook(catalog, "900101", "2025-06")
    put(inbox, content, "a.xlsx")
    put(inbox, edited(content, {}), "b.xlsx")
    outcomes = import_files([inbox], catalog, office, july)
    assert statuses(outcomes) == [("a.xlsx", "new"), ("b.xlsx", "rejected")]
    assert [problem.rule for problem in outcomes[1].problems] == ["already_reported"]


def test_two_first_reports_at_once_are_not_one_revision_after_the_other(
    catalog: Catalog, database: str, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_judged, judged = Barrier(2), local()

    def judge(*arguments: Any) -> Report:
        report = examine(*arguments)
        if not hasattr(judged, "once"):
            judged.once = True
            both_have_judged.wait(60)
        return report

    def bring_in(name: str) -> Outcome:
        store = open_store(database)
        content = sound_workbook(catalog, "900101", "2025-06", office=name)
        try:
            return import_file(put(inbox, content, f"{name}.xlsx"), catalog, store, JULY)
        finally:
            store.close()

    first = open_store(database)
    first.initialise("office", "small")
    monkeypatch.setattr("data.intake.examine", judge)
    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(bring_in, ["one", "two"]), key=lambda outcome: outcome.status)
    assert [outcome.status for outcome in outcomes] == ["new", "rejected"]
    assert [problem.rule for problem in outcomes[1].problems] == ["already_reported"]
    assert first.has_report("900101", Month("2025-06")) == 1
    first.close()


def test_a_batch_says_what_became_of_each_file_when_the_disk_is_full(
    catalog: Catalog, office: Store, inbox: Path
) -> None:
    reports = [
        put(inbox, sound_workbook(catalog, "900101", month), f"{month}.xlsx") for month in ("2025-04", "2025-05")
    ]
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"
    save = office.save
    saved: list[Saved] = []

    def save_once(*arguments: Any) -> Saved:
        if saved:
            raise OperationalError("INSERT", {}, full)
        saved.append(save(*arguments))
        return saved[-1]

    office.save = save_once  # type: ignore[method-assign, assignment]
    outcomes = import_files([*reports, put(inbox, b"", "0.xlsx")], catalog, office, july)
    assert statuses(outcomes) == [("0.xlsx", "rejected"), ("2025-04.xlsx", "new"), ("2025-05.xlsx", "untried")]
    assert "磁盘" in outcomes[-1].reason
    assert set(office.reported()["month"]) == {"2025-04"}


def test_a_fault_in_a_check_keeps_one_file_out(
    catalog: Catalog, office: Store, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(reading: Reading, *arguments: Any) -> Report:
        if reading.file == "a.xlsx":
            raise KeyError("x")
        return examine(reading, *arguments)

    monkeypatch.setattr("data.intake.examine", judge)
    put(inbox, sound_workbook(catalog, "900101", "2025-06"), "a.xlsx")
    put(inbox, sound_workbook(catalog, "900102", "2025-06"), "b.xlsx")
    outcomes = import_files([inbox], catalog, office, july)
    assert statuses(outcomes) == [("a.xlsx", "rejected"), ("b.xlsx", "new")]
    (problem,) = outcomes[0].problems
    assert problem.rule == "checking_failed" and "KeyError" in problem.message


def test_a_report_is_compared_with_the_other_counties_latest_and_their_month(
    catalog: Catalog, office: Store, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[History] = []

    def judge(reading: Reading, catalog: Catalog, history: History, received_at: datetime) -> Report:
        seen.append(history)
        return examine(reading, catalog, history, received_at)

    monkeypatch.setattr("data.intake.examine", judge)
    for reporter, month in (("900102", "2025-05"), ("900101", "2025-06")):
        import_file(put(inbox, sound_workbook(catalog, reporter, month), f"{reporter}.xlsx"), catalog, office, JULY)
    assert seen[-1].sister_months == {"900102": "2025-05"}
    assert seen[-1].sisters["900102"]["population", "total"] == 100


def test_a_retired_code_and_the_new_one_are_the_same_reporter(catalog: Catalog, office: Store, inbox: Path) -> None:
    content = sound_workbook(catalog, "900101", "2025-06")
    put(inbox, content, "a.xlsx")
    put(inbox, edited(content, {("封面", "B5"): "900111"}), "b.xlsx")
    outcomes = import_files([inbox], catalog, office, july)
    assert [problem.rule for problem in outcomes[-1].problems] == ["unit_retired", "twice_in_batch", "twin_differs"]
    assert [problem.rule for problem in outcomes[0].problems] == ["twice_in_batch", "twin_differs"]
    assert office.reported().empty


@pytest.mark.parametrize(
    ("received_at", "late"),
    [
        (datetime(2025, 7, 10, 15, 59, tzinfo=UTC), False),  # 23:59 of the 10th in China
        (datetime(2025, 7, 10, 16, 0, tzinfo=UTC), True),
    ],
)
def test_a_report_is_late_after_the_due_day(
    received_at: datetime, late: bool, catalog: Catalog, office: Store, inbox: Path
) -> None:
    assert is_late(Month("2025-06"), received_at, 10) == late
    import_file(put(inbox, sound_workbook(catalog, "900101", "2025-06")), catalog, office, received_at)
    assert set(office.reported()["late"]) == {late}


def test_the_due_day_of_december_is_in_the_next_year() -> None:
    assert not is_late(Month("2024-12"), datetime(2025, 1, 10, 12, 0, tzinfo=UTC), 10)
    assert is_late(Month("2024-12"), datetime(2025, 1, 11, 12, 0, tzinfo=UTC), 10)


def test_a_template_shows_the_month_before_and_no_other(catalog: Catalog, office: Store, inbox: Path) -> None:
    filled = {("schools", "rural"): 0, ("schools", "urban"): None}
    import_file(put(inbox, write_template(catalog, "900101", Month("2025-05"), filled=filled)), catalog, office, JULY)
    assert last_month_figures(office, "900101", Month("2025-06")) == filled
    assert last_month_figures(office, "900101", Month("2025-07")) == {}


def test_a_correction_with_one_figure_does_not_take_the_others_away(
    catalog: Catalog, office: Store, inbox: Path
) -> None:
    import_file(put(inbox, sound_workbook(catalog, "900101", "2025-06")), catalog, office, JULY)
    before = state(office)
    filled = {("budget", "total"): 120.0}
    part = put(inbox, write_template(catalog, "900101", Month("2025-06"), filled=filled, kind="correction"), "b.xlsx")
    outcome = import_file(part, catalog, office, JULY)
    assert [problem.rule for problem in outcome.problems] == ["figures_vanish"]
    assert state(office) == before
    (confirmed,) = import_files([part], catalog, office, july, confirmed=True)
    assert [problem.rule for problem in confirmed.problems] == ["figures_withdrawn"]
    assert (confirmed.status, len(office.reported())) == ("revision", 1)


def test_a_month_that_comes_after_a_later_one_is_compared_with_it(catalog: Catalog, office: Store, inbox: Path) -> None:
    spent = {month: {("budget", "total"): 100.0, ("spent", "total"): value} for month, value in (("5", 80), ("6", 30))}
    june = put(inbox, write_template(catalog, "900101", Month("2025-06"), filled=spent["6"]), "6.xlsx")
    may = put(inbox, write_template(catalog, "900101", Month("2025-05"), filled=spent["5"]), "5.xlsx")
    assert import_file(june, catalog, office, JULY).problems == ()
    outcome = import_file(may, catalog, office, JULY)
    assert (outcome.status, [problem.rule for problem in outcome.problems]) == ("new", ["running_total_falls_later"])
    assert [(each.report.month, each.problem.value) for each in office.warnings(Month("2025-05"))] == [
        ("2025-05", "80")
    ]
