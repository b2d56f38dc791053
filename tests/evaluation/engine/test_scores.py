from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog
from data.store.tables import SCORES_DTYPES
from evaluation.engine.formulas import Floats
from evaluation.engine.scores import gather, grades, normalise
from tests.evaluation.frames import (
    CITY,
    EAST,
    WEST,
    Row,
    Table,
    a_month,
    evaluated,
    judged,
    reported,
    rows_of,
    scored,
    small_city,
)

JANUARY = "2024-01"


def january(left_out: tuple[str, ...] = (), **changes: float | None) -> list[Row]:
    """East's report of 2024-01.

    Attainments: rooms 100 (their first figure), events 5 of 10 = 50, visits 5 per 100 of 5 = 100, spending 5 of
    the 10 that a twelfth of 120 is = 50. No step is due, and literacy is the city's.
    """
    values = {**a_month(events=5, visits=100, spent=5), **changes}
    return [row for row in rows_of(EAST, JANUARY, values) if row[2].partition("/")[0] not in left_out]


def score(table: Table, node: str, place: str = EAST) -> float:
    return table.at(place, JANUARY, node).score


def test_the_frame_is_the_scores_table(city: Catalog) -> None:
    frame = evaluated(city, january()).scores
    assert frame.dtypes.astype(str).to_dict() == dict(SCORES_DTYPES)
    assert not frame.duplicated(["place", "month", "level", "code"]).any()


def test_scores_climb_from_indicators_to_the_total(city: Catalog) -> None:
    table = scored(city, january())
    assert score(table, "indicator visits_per_100") == pytest.approx(100)
    assert score(table, "indicator spending_rate") == pytest.approx(50)
    assert score(table, "clause A1.1") == 100
    assert score(table, "clause A1.2") == pytest.approx(75)  # 50 and 100
    assert score(table, "measure A1") == pytest.approx(93.75)  # weights 3 and 1
    assert score(table, "measure G1") == pytest.approx(50)
    assert score(table, "total total") == pytest.approx(76.25)  # weights 60 and 40
    assert table.at(EAST, JANUARY, "total total").share == 1
    named = {node: table.at(EAST, JANUARY, node).grade for node in ("measure A1", "total total", "measure G1")}
    assert named == {"measure A1": "excellent", "total total": "fair", "measure G1": "poor"}
    weights = {node: table.at(EAST, JANUARY, node).weight for node in ("clause A1.1", "measure G1", "total total")}
    assert weights == {"clause A1.1": 3, "measure G1": 40, "total total": 1}


def test_what_is_not_due_leaves_the_weights(city: Catalog) -> None:
    table = scored(city, january())
    assert not table.has(EAST, JANUARY, "indicator in_plan")
    assert not table.has(EAST, JANUARY, "clause G1.2")
    assert table.at(EAST, JANUARY, "clause G1.1").share == 1


def test_missing_data_lower_the_share_of_the_weight(city: Catalog) -> None:
    table = scored(city, january(left_out=("events",)))
    events, clause = (table.at(EAST, JANUARY, node) for node in ("indicator events", "clause A1.2"))
    assert (np.isnan(events.score), events.share, events.grade) == (True, 0, "")
    assert (np.isnan(clause.score), clause.share, clause.grade) == (True, 0.5, "")  # half is under two thirds
    measure, total = (table.at(EAST, JANUARY, node) for node in ("measure A1", "total total"))
    assert (measure.score, measure.share) == (100, 0.75)  # A1.1 alone, 3 of 4
    assert (total.score, total.share) == (pytest.approx(0.6 * 100 + 0.4 * 50), pytest.approx(0.6 * 0.75 + 0.4))


def test_under_two_thirds_there_is_no_score(city: Catalog) -> None:
    table = scored(city, january(left_out=("schools_with_room",)))
    measure, total = (table.at(EAST, JANUARY, node) for node in ("measure A1", "total total"))
    assert (np.isnan(measure.score), measure.share) == (True, 0.25)
    assert (np.isnan(total.score), total.share) == (True, 0.4)  # G1 alone; what A1 lacks isn't counted by halves


def test_two_of_three_equal_weights_are_enough(tmp_path: Path) -> None:
    catalog = small_city(tmp_path, ("indicators.csv", "flow,rural,sum,year,12,0", "flow,rural,sum,year,12,1"))
    clause = scored(catalog, january(left_out=("farm_days",))).at(EAST, JANUARY, "clause A1.2")
    assert (clause.share, clause.score) == pytest.approx((2 / 3, 75))


def test_a_place_where_nothing_is_due_has_no_score(tmp_path: Path) -> None:
    edit = ("targets.csv", "room_rate,*", "room_rate,900101")
    table = scored(small_city(tmp_path, edit), january(), [(WEST, JANUARY, "schools", 5)])
    assert not table.has(WEST, JANUARY, "clause A1.1")
    assert not table.has(CITY, JANUARY, "clause A1.1")


def test_literacy_is_scored_for_the_city_alone(city: Catalog) -> None:
    frame = scored(city, [(CITY, "2025-12", "literacy", 8), (EAST, "2025-12", "events", 5)]).frame
    assert set(frame.loc[frame["code"].isin(["literacy_rate", "G1.2"]), "place"]) == {CITY}
    assert Table(frame).at(CITY, "2025-12", "clause G1.2").score == 80


# Ways of aggregating and normalising


def test_geometric_means_are_weighted_and_punish_what_lags(tmp_path: Path) -> None:
    edit = ("plan.yaml", "{clause: arithmetic, measure: arithmetic", "{clause: geometric, measure: geometric")
    table = scored(small_city(tmp_path, edit), january())
    assert score(table, "clause A1.2") == pytest.approx(5000**0.5)  # 50 and 100
    assert score(table, "measure A1") == pytest.approx((100**3 * 5000**0.5) ** 0.25)


def test_a_zero_counts_as_one_in_a_geometric_mean(tmp_path: Path) -> None:
    edit = ("plan.yaml", "{clause: arithmetic", "{clause: geometric")
    table = scored(small_city(tmp_path, edit), january(events=0.0))
    assert score(table, "clause A1.2") == pytest.approx(10)  # 1 and 100


def test_attainment_is_capped_and_the_excess_kept(city: Catalog) -> None:
    table = scored(city, january(events=25.0))
    row = table.at(EAST, JANUARY, "indicator events")
    assert (row.score, row.excess) == (100, 150)
    clause = table.at(EAST, JANUARY, "clause A1.2")
    assert (clause.score, clause.excess) == pytest.approx((100, 0))


def test_goalposts_place_a_value_between_worst_and_best_and_leave_other_attainments(tmp_path: Path) -> None:
    table = scored(small_city(tmp_path, ("plan.yaml", "normalise: attainment", "normalise: goalposts")), january())
    assert score(table, "indicator room_rate") == 60  # of 0 to 100
    assert score(table, "indicator events") == 50


def test_goalposts_do_not_wait_for_a_due_month(tmp_path: Path) -> None:
    catalog = small_city(tmp_path, ("plan.yaml", "normalise: attainment", "normalise: goalposts"))
    table = scored(catalog, [(CITY, JANUARY, "literacy", 7)])
    assert score(table, "indicator literacy_rate", CITY) == pytest.approx(35)  # of 0 to 20


@pytest.mark.parametrize(
    ("goalposts", "value", "found"),
    [
        ("0,100,linear", 60, 60),
        ("50,90,linear", 60, 25),
        ("50,90,linear", 40, 0),
        ("50,90,linear", 95, 100),
        ("1,100,log", 10, 50),
    ],
)
def test_goalposts_by_hand(tmp_path: Path, goalposts: str, value: float, found: float) -> None:
    catalog = small_city(tmp_path, ("indicators.csv", "line,12,1,0,100,linear", f"line,12,1,{goalposts}"))
    leaves = gather(catalog, judged(catalog, january(schools_with_room=value)).frame)
    scores, due = normalise(catalog, leaves, "goalposts")
    column = leaves.indicators.index("room_rate")
    row = leaves.places.tolist().index(EAST)
    assert scores[row, column] == pytest.approx(found)
    assert due[row, column]


# What is carried up beside the score


def test_progress_is_on_the_way_to_the_target_and_the_line_says_where_it_should_be(city: Catalog) -> None:
    table = scored(city, january())
    events, visits = (table.at(EAST, JANUARY, f"indicator {name}") for name in ("events", "visits_per_100"))
    assert (events.progress, events.line) == pytest.approx((5 / 120 * 100, 10 / 120 * 100))
    assert (visits.progress, visits.line) == pytest.approx((5 / 60 * 100, 5 / 60 * 100))
    clause = table.at(EAST, JANUARY, "clause A1.2")
    assert (clause.progress, clause.line) == pytest.approx((6.25, 100 / 12))
    # A1 is (3 x 60 + 6.25) / 4, G1 is 5 of 120.
    total = table.at(EAST, JANUARY, "total total")
    assert total.progress == pytest.approx(0.6 * 46.5625 + 0.4 * 100 / 24)


def test_where_there_is_no_way_to_go_attainment_is_the_progress(tmp_path: Path) -> None:
    catalog = small_city(tmp_path, ("indicators.csv", "city,derived,due,12,0", "city,derived,due,12,1"))
    urban: list[Row] = [(CITY, "2024-12", "literacy/urban", 9), (CITY, "2025-12", "literacy/urban", 10)]
    table = scored(catalog, urban, [(CITY, f"{year}-12", "literacy/rural", 5) for year in (2024, 2025)])
    gap = table.at(CITY, "2025-12", "indicator literacy_gap")  # 5 points where 4 were a year before
    assert (gap.score, gap.progress, gap.line) == (80, 80, 100)


@pytest.mark.parametrize(("events", "progress"), [(8, 100), (20, 50)])
def test_what_may_be_at_most_is_no_way_to_a_target(tmp_path: Path, events: float, progress: float) -> None:
    """At most 120 in the year, so 10 by January: 8 are fine, and 20 are half as good as asked, not 20 of 120."""
    catalog = small_city(
        tmp_path,
        ("indicators.csv", "count,events,,1,场,events,0,up", "count,events,,1,场,events,0,down"),
        *(("targets.csv", f",{value},at_least,working", f",{value},at_most,working") for value in (60, 120, 180, 240)),
        ("targets.csv", "visits_per_100,*,total,*,60,at_most", "visits_per_100,*,total,*,60,at_least"),
    )
    row = scored(catalog, january(events=events)).at(EAST, JANUARY, "indicator events")
    assert (row.progress, row.line) == (progress, 100)


def test_the_share_of_the_score_without_full_colour_is_carried(city: Catalog) -> None:
    warned = [row for row in january() if row[2] == "events"]
    others = [row for row in january() if row[2] != "events"]
    table = scored(city, reported(warned, warnings=1), others)
    gated = {node: table.at(EAST, JANUARY, node).gated for node in ("indicator events", "clause A1.2", "measure A1")}
    assert gated == {"indicator events": 1, "clause A1.2": 0.5, "measure A1": 0.125}


def graded(city: Catalog, points: Floats) -> list[str]:
    """Give the grades of points, with all weight on track."""
    return [str(grade) for grade in grades(city, points, np.ones_like(points), np.zeros_like(points))]


@pytest.mark.parametrize(
    ("points", "grade"),
    [(100, "excellent"), (90, "excellent"), (89.99, "good"), (80, "good"), (60, "fair"), (59.9, "poor"), (0, "poor")],
)
def test_grades(city: Catalog, points: float, grade: str) -> None:
    assert graded(city, np.array([points])) == [grade]


def test_a_grade_forgives_what_binary_fractions_lose_and_nothing_more(city: Catalog) -> None:
    points = np.array([np.nextafter(90, 0), 90 - 1e-6, np.nextafter(60, 0), 60 - 1e-6])
    assert graded(city, points) == ["excellent", "good", "fair", "poor"]


def test_without_a_score_there_is_no_grade(city: Catalog) -> None:
    assert graded(city, np.array([np.nan])) == [""]


# What always holds

AMOUNTS = st.one_of(st.none(), st.integers(0, 5000))
NAMES = ("population", "schools", "schools_with_room", "events", "visits", "budget", "spent", "plan_steps")


@st.composite
def reports(draw: st.DrawFn) -> list[Row]:
    """Figures of some counties and months, many of them missing or not applicable."""
    keys = st.tuples(
        st.sampled_from([EAST, WEST]), st.sampled_from([JANUARY, "2024-07", "2025-07"]), st.sampled_from(NAMES)
    )
    return [(*key, value) for key, value in draw(st.dictionaries(keys, AMOUNTS, max_size=30)).items()]


@pytest.fixture(scope="session", params=["arithmetic", "geometric"])
def either_mean(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    mean = request.param
    edit = ("plan.yaml", "clause: arithmetic, measure: arithmetic, total: arithmetic",
            f"clause: {mean}, measure: {mean}, total: {mean}")  # fmt: skip
    return small_city(tmp_path_factory.mktemp("city"), edit)


@settings(max_examples=12, deadline=None)
@given(rows=reports())
def test_scores_are_0_to_100_and_stand_on_their_least_share(either_mean: Catalog, rows: list[Row]) -> None:
    frame = evaluated(either_mean, rows).scores
    known = frame[frame["score"].notna()]
    assert known["score"].between(0, 100 + 1e-9).all()
    assert frame["share"].between(0, 1 + 1e-9).all()
    assert (known["share"] > 0.6666).all()
    assert (frame["grade"].eq("") == (frame["score"].isna() | frame["level"].eq("indicator"))).all()
    assert (known["excess"] >= 0).all()
    for name in ("gated", "progress", "line"):
        assert known[name].between(0, 100 + 1e-9).all()
        assert frame[frame["score"].isna()][name].isna().all()  # what isn't scored is never a 0
    assert (known["low"] <= known["score"] + 1e-9).all()
    assert (known["score"] <= known["high"] + 1e-9).all()


@settings(max_examples=12, deadline=None)
@given(rows=reports(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_figures_does_not_matter(either_mean: Catalog, rows: list[Row], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = evaluated(either_mean, rows), evaluated(either_mean, shuffled)
    assert one.judged.equals(other.judged)
    assert one.scores.equals(other.scores)
