"""The store as its callers see it: kinds, revisions, states, sources."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store.reading import COMPLETENESS_DTYPES, REPORTED_DTYPES
from data.store.store import Change, LastFigures, Saved, Store, StoreError, open_store
from speech.clock import OFFICE_TIME
from speech.months import Month
from tests.data.samples import NOON, a_problem, a_report

NUMBERS = count(1000)  # reporters that no other example has
receptions = st.tuples(st.integers(0, 60), st.booleans())  # days after noon of the eighth, and whether they are late


def test_a_new_database_is_empty(database: str) -> None:
    store = open_store(database)
    assert (store.kind, store.version, store.fingerprint, store.updated_at) == (None, 0, None, None)
    assert store.months() == ()
    assert store.reported().dtypes.astype(str).to_dict() == dict(REPORTED_DTYPES)
    assert store.completeness().dtypes.astype(str).to_dict() == dict(COMPLETENESS_DTYPES)
    store.check()
    store.close()


def test_initialise_twice_is_once_and_keeps_the_kind(store: Store) -> None:
    store.initialise("demonstration", "lhasa")
    assert store.kind == "demonstration"
    with pytest.raises(StoreError, match="正式"):
        store.initialise("office", "lhasa")
    with pytest.raises(StoreError, match="shigatse"):
        store.initialise("demonstration", "shigatse")
    assert store.kind == "demonstration"


def test_a_report_needs_a_dedicated_database(database: str) -> None:
    store = open_store(database)
    with pytest.raises(StoreError, match="init"):
        store.save(a_report({"schools": 1.0}), NOON, late=False)
    store.close()


def test_demonstration_and_office_never_mix(store: Store) -> None:
    with pytest.raises(StoreError, match="正式"):
        store.save(a_report({"schools": 1.0}, demonstration=False), NOON, late=False)
    assert (store.version, len(store.reported())) == (0, 0)


def test_a_saved_report_is_read_back_with_missing_not_applicable_and_zero_apart(store: Store) -> None:
    report = a_report({"schools": 0.0, "pupils/urban": None, "pupils/rural": 12.5}, problems=[a_problem(cell="F7")])
    saved = store.save(report, NOON, late=True, approved=False)
    assert saved == Saved("new", saved.report, "540121", Month("2025-06"), 1)
    frame = store.reported()
    assert frame.dtypes.astype(str).to_dict() == dict(REPORTED_DTYPES)
    rows = frame[["variable", "split", "state", "warnings"]].to_dict("split")["data"]
    assert rows == [
        ["pupils", "rural", "reported", 1],
        ["pupils", "urban", "not_applicable", 0],
        ["schools", "total", "reported", 0],
    ]
    assert frame["value"].tolist()[::2] == [12.5, 0.0]
    assert frame["value"].isna().tolist() == [False, True, False]
    assert frame["late"].all() and not frame["approved"].any()
    assert set(frame["report"]) == {saved.report}


def test_a_warning_without_a_cell_concerns_its_variable(store: Store) -> None:
    warnings = [a_problem(cell="", variable="pupils"), a_problem(cell="F6")]
    store.save(a_report({"schools": 1.0, "pupils/urban": 2.0, "pupils/rural": 3.0}, problems=warnings), NOON, False)
    frame = store.reported()
    counted = dict(zip(frame["variable"] + "/" + frame["split"], frame["warnings"], strict=True))
    assert counted == {"pupils/rural": 1, "pupils/urban": 2, "schools/total": 0}
    assert store.completeness()["warnings"].tolist() == [2]
    assert store.problems(int(frame["report"].iloc[0])) == tuple(warnings)


def test_a_report_with_errors_stays_out(store: Store) -> None:
    with pytest.raises(StoreError, match="1 个错误"):
        store.save(a_report({"schools": 1.0}, problems=[a_problem("error"), a_problem()]), NOON, late=False)
    assert store.version == 0


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_only_finite_numbers_come_in(store: Store, value: float) -> None:
    with pytest.raises(StoreError, match="F5"):
        store.save(a_report({"schools": value}), NOON, late=False)
    assert store.version == 0


def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"):
        store.save(a_report({"schools": 1.0}), datetime(2025, 7, 8), late=False)
    assert store.version == 0


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    first = store.save(a_report({"schools": 1.0}), NOON, late=False)
    again = store.save(a_report({"schools": 1.0}), NOON, late=False)
    assert again == Saved("unchanged", first.report, "540121", Month("2025-06"), 1)
    assert store.version == 1
    assert store.has_report("540121", Month("2025-06")) == 1


def test_a_correction_is_a_revision_and_what_changed_is_listed(store: Store) -> None:
    store.save(a_report({"schools": 12.0, "pupils/rural": 7.0, "teachers": 3.0}), NOON, late=False)
    saved = store.save(a_report({"schools": 13.0, "pupils/urban": 5.0, "teachers": None}), NOON, late=True)
    assert (saved.outcome, saved.revision, store.has_report("540121", Month("2025-06"))) == ("revision", 2, 2)
    assert store.reported()["variable"].tolist() == ["pupils", "schools", "teachers"]
    assert store.changes("540121", Month("2025-06")) == (
        Change(2, "pupils", "rural", "reported", 7.0, "missing", None, "培训", "F6"),
        Change(2, "pupils", "urban", "missing", None, "reported", 5.0, "培训", "F6"),
        Change(2, "schools", "total", "reported", 12.0, "reported", 13.0, "培训", "F5"),
        Change(2, "teachers", "total", "reported", 3.0, "not_applicable", None, "培训", "F7"),
    )


def test_completeness_shows_the_newest_revision_and_the_day_of_the_first(store: Store) -> None:
    store.save(a_report({"schools": 12.0}), NOON, late=False)
    store.save(a_report({"schools": 13.0}), NOON + timedelta(days=5), late=True)
    store.save(a_report({"schools": 13.0}, month="2025-07"), NOON, late=False)
    assert store.completeness([Month("2025-07")])["month"].tolist() == ["2025-07"]
    frame = store.completeness()
    assert frame[["month", "revision", "late"]].to_dict("split")["data"] == [
        ["2025-06", 2, False],
        ["2025-07", 1, False],
    ]
    assert frame["received_at"].iloc[0] == NOON
    assert store.updated_at == NOON + timedelta(days=5)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=receptions, corrections=st.lists(receptions, min_size=1, max_size=3))
def test_a_correction_never_changes_lateness_or_the_day_shown(
    database: str, first: tuple[int, bool], corrections: list[tuple[int, bool]]
) -> None:
    store, reporter = open_store(database), f"54{next(NUMBERS)}"
    store.initialise("demonstration", "lhasa")
    for number, (days, late) in enumerate([first, *corrections]):
        report = a_report({"schools": float(number)}, reporter=reporter)
        store.save(report, NOON + timedelta(days=days), late)
        kept, frame = store.newest_report(reporter, Month("2025-06")), store.completeness()
        (row,) = frame[frame["reporter"] == reporter].itertuples()
        assert (row.revision, row.received_at, row.late) == (number + 1, NOON + timedelta(days=first[0]), first[1])
        assert kept is not None and kept.late == first[1]
    figures = store.reported()
    assert figures.loc[figures["place"] == reporter, "late"].tolist() == [first[1]]
    store.close()


def test_last_figures_are_those_of_the_newest_earlier_month(store: Store) -> None:
    store.save(a_report({"schools": 1.0}, month="2025-03"), NOON, late=False)
    store.save(a_report({"schools": 2.0}, month="2025-05"), NOON, late=False)
    store.save(a_report({"schools": 3.0, "teachers": None}, month="2025-05"), NOON, late=False)
    store.save(a_report({"schools": 4.0}, month="2025-06"), NOON, late=False)
    store.save(a_report({"schools": 9.0}, month="2025-05", reporter="540102"), NOON, late=False)
    figures = {("schools", "total"): ("reported", 3.0), ("teachers", "total"): ("not_applicable", None)}
    assert store.last_figures("540121", "2025-06") == LastFigures(Month("2025-05"), figures)
    assert store.last_figures("540121", "2025-03") == LastFigures(Month(""), {})


def test_a_figure_is_traced_to_its_cell_and_its_file(store: Store) -> None:
    report = a_report({"teachers": 3.0}, reporter="education")
    saved = store.save(report, datetime(2025, 7, 8, 9, 30, tzinfo=OFFICE_TIME), late=False)
    source = store.source("540100", Month("2025-06"), "teachers", "total")
    assert source is not None
    assert (source.sheet, source.cell, source.value) == ("培训", "F5", 3.0)
    assert (source.report.report, source.report.reporter, source.report.revision) == (saved.report, "education", 1)
    assert source.report.received_at == datetime(2025, 7, 8, 1, 30, tzinfo=UTC) == store.updated_at
    assert store.original(source.report.sha256) == report.content
    assert store.report_of_sha(report.sha256) == source.report
    assert store.source("540100", Month("2025-06"), "teachers", "rural") is None
    assert store.report_of_sha("0" * 64) is None
    with pytest.raises(StoreError, match="000"):
        store.original("0" * 64)


def test_reported_can_be_limited_to_places(store: Store) -> None:
    store.save(a_report({"schools": 1.0}), NOON, late=False)
    store.save(a_report({"schools": 2.0}, reporter="540102"), NOON, late=False)
    assert store.reported(["540102"])["value"].tolist() == [2.0]
    assert store.reported([]).empty
    assert store.reported()["place"].tolist() == ["540102", "540121"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=40))
def test_every_float_comes_back_bit_for_bit_but_zero_has_no_sign(store: Store, values: list[float]) -> None:
    report = a_report({f"v{number:02d}": value for number, value in enumerate(values)})
    content = f"{store.version}".encode()
    store.save(a_report({f.variable: f.value for f in report.figures}, content=content), NOON, late=False)
    assert [value.hex() for value in store.reported()["value"]] == [(value + 0.0).hex() for value in values]


def test_many_figures_are_found_at_once_those_of_the_newest_revisions(store: Store) -> None:
    store.save(a_report({"schools": 1.0, "pupils/urban": 5.0}), NOON, late=False)
    store.save(a_report({"schools": 2.0, "pupils/urban": None}, problems=[a_problem()]), NOON, late=True)
    store.save(a_report({"schools": 3.0}, month="2025-07"), NOON, late=False)
    store.save(a_report({"schools": 4.0}, reporter="540102"), NOON, late=False)
    found = store.sources(["540121", "540102"], ["2025-06"], ["schools", "pupils"])
    assert {key: source.value for key, source in found.items()} == {
        ("540121", "2025-06", "schools", "total"): 2.0,
        ("540121", "2025-06", "pupils", "urban"): None,
        ("540102", "2025-06", "schools", "total"): 4.0,
    }
    corrected = found["540121", "2025-06", "schools", "total"]
    assert (corrected.report.revision, corrected.warnings, corrected.cell) == (2, 1, "F5")
    assert corrected == store.source("540121", Month("2025-06"), "schools", "total")
    assert store.sources([], [], []) == {}


def test_the_warnings_of_a_month_are_those_of_the_newest_revisions(store: Store) -> None:
    store.save(a_report({"schools": 1.0}, problems=[a_problem(cell="F9")]), NOON, late=False)
    store.save(a_report({"schools": 2.0}, problems=[a_problem(), a_problem(cell="F6")]), NOON, late=False)
    store.save(a_report({"schools": 2.0}, month="2025-05", problems=[a_problem()]), NOON, late=False)
    found = store.warnings(Month("2025-06"))
    assert [(each.report.revision, each.problem.cell) for each in found] == [(2, "F5"), (2, "F6")]
    assert tuple(each.problem for each in found) == store.problems(found[0].report.report)
    assert store.warnings(Month("2024-01")) == ()


def test_reported_can_be_limited_to_months_and_variables(store: Store) -> None:
    for month, schools in (("2025-05", 1.0), ("2025-06", 2.0), ("2025-07", 3.0)):
        store.save(a_report({"schools": schools, "teachers": 9.0}, month=month), NOON, late=False)
    frame = store.reported(months=[Month("2025-05"), Month("2025-06")], variables=["schools"])
    assert frame["value"].tolist() == [1.0, 2.0]
