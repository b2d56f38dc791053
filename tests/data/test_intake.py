"""The whole way in: new, unchanged, corrected, rejected; folders, order, and a store that errors leave alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog, read_catalog
from data.intake import Outcome, find_reports, import_file, import_files, is_late, last_month_figures
from data.reports.template import template_name, write_template
from data.store.store import Change, Store, StoreError, open_store
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
    assert statuses(outcomes) == [("a.xlsx", "new"), ("b.xlsx", "unchanged"), ("c.xlsx", "rejected")]
    (problem,) = outcomes[-1].problems
    assert problem.rule == "twice_in_batch"
    assert "a.xlsx" in problem.message


def test_a_retired_code_and_the_new_one_are_the_same_reporter(catalog: Catalog, office: Store, inbox: Path) -> None:
    content = sound_workbook(catalog, "900101", "2025-06")
    put(inbox, content, "a.xlsx")
    put(inbox, edited(content, {("封面", "B5"): "900111"}), "b.xlsx")
    outcomes = import_files([inbox], catalog, office, july)
    assert [problem.rule for problem in outcomes[-1].problems] == ["unit_retired", "twice_in_batch"]


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


def test_files_named_twice_are_taken_once_and_unknown_ones_only_when_named(catalog: Catalog, inbox: Path) -> None:
    path = put(inbox, b"x", template_name(catalog, "900101", Month("2025-06")))
    old, notes = put(inbox, b"x", "a.xls"), put(inbox, b"x", "notes.txt")
    assert find_reports([inbox, path, path]) == (path, old)
    assert find_reports([notes]) == (notes,)


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
