from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from data.catalog.catalog import Catalog
from data.store.evaluated import exact_judged, exact_scores
from data.store.store import Store, open_store
from evaluation.engine.evaluate import evaluate, grid_of, refresh, verify
from tests.city import COUNTED
from tests.evaluation.frames import CITY, DEPARTMENT, EAST, WEST, a_month, reported, save, small_city

Save = tuple[str, str, dict[str, float | None]]


def fresh(store: Store, catalog: Catalog) -> None:
    """Assert that the tables are what a full evaluation gives, bit for bit, and that nothing is stale."""
    whole = evaluate(catalog, store.reported())
    assert store.judged().equals(exact_judged(whole.judged))
    assert store.scores().equals(exact_scores(whole.scores))
    assert verify(store, catalog) == ()
    assert store.stale().spans == {}


def test_months_run_unbroken_from_the_plan_s_first_to_the_newest(city: Catalog) -> None:
    grid = grid_of(city, reported([(EAST, "2024-04", "events", 1), (EAST, "2024-02", "events", 1)]))
    assert grid.places == (EAST, WEST, CITY)
    assert grid.months == ("2024-01", "2024-02", "2024-03", "2024-04")


@pytest.mark.parametrize("month", [None, "2023-06"])
def test_without_a_figure_of_the_plan_s_months_the_tables_are_empty(city: Catalog, month: str | None) -> None:
    evaluation = evaluate(city, reported([] if month is None else [(EAST, month, "events", 1)]))
    assert evaluation.judged.empty and evaluation.scores.empty


def test_spans_limit_the_rows_and_change_none(city: Catalog) -> None:
    rows = reported(
        [(place, month, "events", 3) for place in (EAST, WEST) for month in ("2024-01", "2024-02", "2024-03")]
    )
    whole, part = evaluate(city, rows), evaluate(city, rows, {WEST: "2024-02", CITY: "2024-03"})
    for all_rows, some in ((whole.judged, part.judged), (whole.scores, part.scores)):
        west = (all_rows["place"] == WEST) & (all_rows["month"] >= "2024-02")
        wanted = all_rows[west | ((all_rows["place"] == CITY) & (all_rows["month"] >= "2024-03"))]
        key = [*all_rows.columns[:4]]
        assert some.sort_values(key, ignore_index=True).equals(wanted.sort_values(key, ignore_index=True))


def test_a_refresh_says_what_it_touched(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2024-02", a_month())
    assert set(refresh(kept, city)) == {EAST, WEST, CITY}
    assert refresh(kept, city) == {}
    save(kept, EAST, "2024-01", a_month())
    assert refresh(kept, city) == {EAST: "2024-01", CITY: "2024-01"}
    save(kept, DEPARTMENT, "2024-02", {"literacy": 8})
    assert refresh(kept, city) == {CITY: "2024-02"}
    fresh(kept, city)


def test_a_refresh_leaves_other_places_and_earlier_months_alone(kept: Store, city: Catalog) -> None:
    for month in ("2024-01", "2024-02", "2024-03"):
        save(kept, EAST, month, a_month())
        save(kept, WEST, month, a_month())
    refresh(kept, city)
    _tamper(kept, "UPDATE judged SET basis = 'kept'")
    save(kept, EAST, "2024-02", a_month(events=4))
    refresh(kept, city)
    frame = kept.judged()
    untouched = frame[frame["basis"] == "kept"]
    places = {place: set(untouched.loc[untouched["place"] == place, "month"]) for place in (EAST, WEST, CITY)}
    assert places == {EAST: {"2024-01"}, WEST: {"2024-01", "2024-02", "2024-03"}, CITY: {"2024-01"}}


def test_a_new_month_has_rows_for_every_place(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2024-01", a_month())
    refresh(kept, city)
    save(kept, EAST, "2024-03", a_month())  # nobody reported 2024-02
    assert refresh(kept, city) == {EAST: "2024-02", WEST: "2024-02", CITY: "2024-02"}
    frame = kept.judged()
    assert {(row.place, row.month) for row in frame.itertuples()} == {
        (place, month) for place in (EAST, WEST, CITY) for month in ("2024-01", "2024-02", "2024-03")
    }
    fresh(kept, city)


def test_a_changed_plan_is_evaluated_whole_and_what_it_dropped_is_gone(
    kept: Store, city: Catalog, tmp_path: Path
) -> None:
    save(kept, EAST, "2024-01", a_month())
    save(kept, WEST, "2024-06", a_month())
    refresh(kept, city)
    later = small_city(tmp_path / "later", ("plan.yaml", 'first_month: "2024-01"', 'first_month: "2024-04"'))
    refresh(kept, later)
    assert kept.months() == ("2024-04", "2024-05", "2024-06")
    fresh(kept, later)


def test_verify_names_the_table_that_was_tampered_with(kept: Store, city: Catalog) -> None:
    save(kept, EAST, "2024-01", a_month())
    assert verify(kept, city) == ("judged", "scores")  # not evaluated yet
    refresh(kept, city)
    assert verify(kept, city) == ()
    _tamper(kept, "UPDATE scores SET score = score + 1e-12 WHERE level = 'total' AND place = '900101'")
    assert verify(kept, city) == ("scores",)
    _tamper(kept, "DELETE FROM judged WHERE place = '900102'")
    assert verify(kept, city) == ("judged", "scores")


def _tamper(store: Store, statement: str) -> None:
    engine = create_engine(store._database.writer.url)
    with engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount > 0
    engine.dispose()


# Whatever comes in, in whatever order

MONTHS = st.sampled_from(["2024-01", "2024-02", "2024-05", "2024-12", "2025-01", "2025-06", "2025-12"])
COUNTIES = st.sampled_from([EAST, WEST])
AMOUNT = st.one_of(st.none(), st.integers(0, 30_000).map(lambda hundredths: hundredths / 100))


@st.composite
def saves(draw: st.DrawFn) -> list[Save]:
    """Reports and corrections of counties and the department, some with blank cells."""

    def one() -> Save:
        if draw(st.integers(0, 4)) == 0:
            survey = {name: draw(AMOUNT) for name in ("literacy", "literacy/urban", "literacy/rural")}
            return DEPARTMENT, draw(MONTHS), survey
        rooms, events, visits, spent = (draw(st.integers(0, 12_000)) / 100 for _ in range(4))
        values = a_month(rooms, events, visits, spent)
        blank = draw(st.sets(st.sampled_from(sorted(values)), max_size=4))
        changed = {
            name: draw(AMOUNT) for name in draw(st.sets(st.sampled_from(["events", "spent", "farm_days/rural"])))
        }
        return draw(COUNTIES), draw(MONTHS), {k: v for k, v in {**values, **changed}.items() if k not in blank}

    return [one() for _ in range(draw(st.integers(1, 6)))]


@settings(max_examples=8, deadline=None)
@given(batches=st.lists(saves(), min_size=1, max_size=3))
def test_refreshing_after_any_imports_equals_a_full_evaluation(geometric: Catalog, batches: list[list[Save]]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/kesu.db")
        store.initialise("demonstration", "small")
        for batch in batches:
            for reporter, month, values in batch:
                save(store, reporter, month, values)
            refresh(store, geometric)
        fresh(store, geometric)
        store.close()


EARLIER = ("plan.yaml", "  carry_months: 3\n", "  carry_months: 3\n  course: earlier\n")


@pytest.fixture(scope="session", params=["skipped", "counted"])
def geometric(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    method = (COUNTED, EARLIER) if request.param == "counted" else ()
    edit = ("plan.yaml", "{clause: arithmetic, measure: arithmetic", "{clause: geometric, measure: geometric")
    goalposts = ("plan.yaml", "normalise: attainment", "normalise: goalposts")
    scale = ("indicators.csv", "line,12,1,0,100,linear", "line,12,1,1,100,log")
    return small_city(tmp_path_factory.mktemp("geometric"), edit, goalposts, scale, *method)


def test_the_order_of_imports_does_not_matter(kept: Store, city: Catalog, tmp_path: Path) -> None:
    months = ("2024-01", "2024-02", "2025-01")
    reports = [
        (place, month, a_month(events=n))
        for n, (place, month) in enumerate((p, m) for p in (EAST, WEST) for m in months)
    ]
    reports.append((DEPARTMENT, "2024-12", {"literacy": 8}))
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    other.initialise("demonstration", "small")
    for store, order in ((kept, reports), (other, reports[::-1])):
        for each in order:
            save(store, *each)
            refresh(store, city)
        fresh(store, city)
    assert kept.judged().equals(other.judged())
    assert kept.scores().equals(other.scores())
    other.close()
