"""Order, ties and like-with-like where counties differ: one silent, one late, one without a rate, two tied."""

from math import log
from pathlib import Path

import pytest

from evaluation.assessment import Assessment
from evaluation.findings.clauses import clause_states, weakest
from evaluation.findings.county import peers, strengths_of
from evaluation.findings.explain import leaves, score_tree
from evaluation.findings.gap_desk import county_gaps, indicator_gap
from evaluation.findings.lags import lags, lags_of, worst_county
from evaluation.findings.milestones import steps_of
from evaluation.findings.orders import MonthFlow, monthly
from evaluation.findings.theil import theil_readings
from evaluation.findings.what_if import reweighted, what_if
from speech.months import Month
from tests.evaluation.frames import Row, judged, small_city
from tests.five import (
    BEFORE,
    COUNTIES,
    LATE,
    MARCH,
    MIDDLE,
    NORTH,
    REPORTS,
    SILENT,
    SOUTH,
    TIED,
    WITHOUT_RATE,
    FiveCity,
)
from tests.small import CITY, EAST, WEST, rooms

SUMS = {  # numerator, denominator, expected by March: of the four counties that came
    "room_rate": (238, 400, 70),
    "events": (111, 1, 45 + 3 * 30),
    "visits_per_100": (1065, 8000, 15),
    "spending_rate": (105, 600, 25),
    "in_plan": (4, 1, 4),
}


def total(assessment: Assessment, place: str) -> float | None:
    return assessment.scores[place, "total", "total"].score


# Like with like


@pytest.mark.parametrize("name", SUMS)
def test_the_city_is_the_sum_of_those_that_came_and_is_asked_for_no_more(five: Assessment, name: str) -> None:
    row = five.judged[CITY, "total", name]
    assert (row.numerator, row.denominator, row.expected) == SUMS[name]
    assert (row.places_reported, row.places_expected) == (4, 5)  # Middle's zero of zero is a report


def test_the_city_s_targets_are_those_of_the_counties_that_came(five: Assessment, five_city: FiveCity) -> None:
    """East 180, the others 120 of events each; two steps a county. In February, with North, East's 240 is in force."""
    february = five_city.assessments.at("2025-02")
    assert [each.judged[CITY, "total", "events"].target for each in (february, five)] == [720, 540]
    assert [each.judged[CITY, "total", "in_plan"].target for each in (february, five)] == [10, 8]


def test_the_city_s_scores_come_from_its_sums_not_from_its_counties(five: Assessment) -> None:
    """Rooms 59.5 of 70, events 111 of 135, visits 13.3125 of 15, spending 17.5 of 25, steps 4 of 4."""
    events, visits = 111 / 135 * 100, 88.75
    assert five.scores[CITY, "clause", "A1.2"].score == pytest.approx((events + visits) / 2)
    assert total(five, CITY) == pytest.approx(0.6 * (3 * 85 + (events + visits) / 2) / 4 + 0.4 * (70 + 100) / 2)


def test_a_city_s_gap_is_compared_over_the_counties_of_both_months(five: Assessment) -> None:
    """Without North, which is silent: 50 and 10 % a year before, 74.5 and 44.5 % now; with it, 48 and 12 % before."""
    gap = indicator_gap(five, CITY, five.catalog.indicators["room_rate"])
    assert gap.now is not None
    assert (gap.now.urban, gap.now.rural, gap.series[0].urban, gap.series[0].rural) == (74.5, 44.5, 48, 12)
    assert (gap.change, gap.moved, gap.counties, gap.years) == (-10, (24.5, 34.5), 3, 3)


def test_a_city_s_month_is_that_of_the_counties_whose_month_is_known(five: Assessment) -> None:
    """47 a month with North's 10, and 37 without them; the city's totals, 94 and 111, differ by 17."""
    assert monthly(five, CITY, "events")[-3:] == (
        MonthFlow(Month("2025-01"), 47, 5, 5),
        MonthFlow(Month("2025-02"), 47, 5, 5),
        MonthFlow(Month("2025-03"), 37, 4, 5),
    )
    assert monthly(five, NORTH, "events")[-1] == MonthFlow(Month(MARCH), None, 0, 1)


def test_what_comes_after_a_silent_month_is_that_month_s_own(tmp_path: Path) -> None:
    """North reports 30 for April: the city's April is North's 30, and East's own 12."""
    city = FiveCity(tmp_path)
    city.report(NORTH, "2025-04", {"events": 30}).report(EAST, "2025-04", {"events": 12})
    april = city.assessments.at("2025-04")
    assert april.judged[NORTH, "total", "events"].value == 50
    assert monthly(april, NORTH, "events")[-2:] == (
        MonthFlow(Month(MARCH), None, 0, 1),
        MonthFlow(Month("2025-04"), 30, 1, 1),
    )
    assert monthly(april, CITY, "events")[-1] == MonthFlow(Month("2025-04"), 42, 2, 5)
    city.store.close()


def test_a_city_s_growing_rate_is_set_against_all_who_reported_a_year_before(tmp_path: Path) -> None:
    """East's visits grew from 5 to 6 per 100; West's 15 are in last year's 10 alone, so the city is behind."""
    catalog = small_city(
        tmp_path,
        ("indicators.csv", "urban_rural,sum,year,12,1,,,linear\nfarm", "urban_rural,sum,due,1,1,,,linear\nfarm"),
        ("targets.csv", "visits_per_100,*,total,*,60,at_least", "visits_per_100,*,total,*,,growing"),
    )
    visits = ((EAST, "2024-01", 50), (WEST, "2024-01", 150), (EAST, "2025-01", 60))
    rows: list[Row] = [(place, month, "visits", count) for place, month, count in visits]
    table = judged(catalog, rows, [(place, month, "population", 1000) for place, month, _ in visits])
    found = {place: table.at(place, "2025-01", "visits_per_100") for place in (EAST, CITY)}
    assert [(row.expected, row.value, row.status) for row in found.values()] == [(5, 6, "on_track"), (10, 6, "behind")]


def test_inequality_rests_on_the_counties_with_a_rate(five: Assessment) -> None:
    """East's and West's 50 schools a side and South's 100: 76, 50, 70, 28, 76 and 50 %, on average 59.5 %."""
    (reading,) = theil_readings(five, [five.catalog.indicators["room_rate"]])
    assert (reading.weight, reading.places, reading.expected) == ("denominator", 3, 5)
    assert reading.theil is not None and reading.theil.mean == pytest.approx(59.5)
    parts = ((0.375, 76), (0.375, 50), (0.125, 70), (0.125, 28))
    assert reading.theil.total == pytest.approx(sum(s * y / 59.5 * log(y / 59.5) for s, y in parts))
    levels = ((0.75, 63), (0.25, 49))
    assert reading.theil.between == pytest.approx(sum(s * y / 59.5 * log(y / 59.5) for s, y in levels))


# The silent, the late, the one without a rate


def test_how_each_report_came(five: Assessment) -> None:
    states = {each.reporter: each.state for each in five.reporting}
    assert states == dict.fromkeys(COUNTIES, "on_time") | {LATE: "late", SILENT: "missing", "science": "missing"}


def test_silence_and_a_zero_denominator_are_two_things_and_neither_is_judged(five: Assessment) -> None:
    rows = [five.judged[place, "total", "room_rate"] for place in (SILENT, WITHOUT_RATE)]
    assert [(row.state, row.denominator) for row in rows] == [("missing", None), ("no_rate", 0)]
    assert [(row.value, row.attainment, row.status) for row in rows] == [(None, None, "no_data")] * 2


def test_the_late_one_is_gated_alone(five: Assessment) -> None:
    """One late and one absent of five are less than a third: the city keeps its colour."""
    gates = {place: five.judged[place, "total", "room_rate"].gate for place in (*COUNTIES, CITY)}
    assert gates == dict.fromkeys((*COUNTIES, CITY), "") | {LATE: "late"}
    assert five.judged[CITY, "total", "room_rate"].late == 1
    assert [five.scores[place, "total", "total"].gated for place in (EAST, LATE)] == [0, 1]


def test_neither_silence_nor_a_missing_rate_has_a_total(five: Assessment) -> None:
    """Middle scores 100 in A1.2 and G1, which is 0.4 of the weight: A1's quarter is under two thirds."""
    assert [total(five, place) for place in COUNTIES] == [85.25, 76, None, 85.25, None]
    assert five.scores[MIDDLE, "measure", "G1"].score == 100
    assert [five.scores[place, "total", "total"].share for place in (SILENT, MIDDLE)] == [0, pytest.approx(0.4)]


def test_without_a_total_no_points_are_lost(five: Assessment) -> None:
    """Middle's G1 is scored, but nothing of it counts in a total that there isn't."""
    tree = score_tree(five, MIDDLE)
    assert tree is not None and tree.score is None
    assert {leaf.code for leaf in leaves(tree) if leaf.score == 100} == {
        "events",
        "visits_per_100",
        "spending_rate",
        "in_plan",
    }
    assert {(leaf.effective, leaf.lost) for leaf in leaves(tree)} == {(0, 0)}


def test_what_is_just_as_expected_is_no_strength(five: Assessment) -> None:
    """All that Middle has is at 100."""
    assert strengths_of(five, MIDDLE, 5) == ()


def test_a_step_that_the_silent_one_reached_stays_reached(five: Assessment) -> None:
    first, second = steps_of(five, CITY, "in_plan")
    assert (first.reached, first.places, first.silent, first.month, first.state) == (5, 5, 0, "2025-01", "late")
    assert (second.reached, second.silent, second.state) == (0, 1, "ahead")


# Order and ties


def test_two_are_first_and_the_next_is_third(five: Assessment) -> None:
    """West lies below in what weighs most and above by at most 8 points in the rest, so no draw changes anything."""
    assert [(place, band.rank, band.low, band.high, band.ties) for place, band in five.bands.items()] == [
        (EAST, 1, 1, 1, (SOUTH,)),
        (SOUTH, 1, 1, 1, (EAST,)),
        (WEST, 3, 3, 3, ()),
    ]


def test_other_weights_move_ranks_and_let_another_county_in(five: Assessment) -> None:
    """With G1 alone: Middle 100, West (70 + 100) / 2, East and South (60 + 100) / 2."""
    found = what_if(five, reweighted(five.catalog, {"A1": 0, "G1": 100}))
    assert [(each.place, each.rank, each.new_rank) for each in found] == [
        (CITY, None, None), (EAST, 1, 3), (WEST, 3, 2), (NORTH, None, None), (SOUTH, 1, 3), (MIDDLE, None, 1),
    ]  # fmt: skip
    assert [each.new_score for each in found] == pytest.approx([85, 80, 85, None, 80, 100])


def test_each_item_lags_where_it_is_worst_and_of_two_at_the_plan_s_first(five: Assessment) -> None:
    """Spending is at 60 in East and South; three items are at 70 in West, and keep the plan's order."""
    assert [(row.indicator, row.place, row.attainment) for row in lags(five, 10)] == [
        ("spending_rate", EAST, 60),
        ("room_rate", WEST, 70),
        ("events", WEST, 70),
        ("visits_per_100", WEST, 70),
    ]


def test_the_tied_lag_alike_and_who_gave_no_figure_does_not_lag(five: Assessment) -> None:
    one, other = ([(row.indicator, row.attainment) for row in lags_of(five, place, 10)] for place in TIED)
    assert one == other == [("spending_rate", 60), ("events", 80), ("room_rate", 90), ("visits_per_100", 90)]
    assert lags_of(five, SILENT, 10) == lags_of(five, WITHOUT_RATE, 10) == ()


def test_the_worst_county_is_the_plan_s_first_of_two(five: Assessment) -> None:
    found = {name: worst_county(five, five.catalog.indicators[name]) for name in SUMS}
    assert {name: row and row.place for name, row in found.items()} == {
        "room_rate": WEST, "events": WEST, "visits_per_100": WEST, "spending_rate": EAST, "in_plan": None,
    }  # fmt: skip


def test_of_clauses_as_weak_as_each_other_the_plan_s_first_is_named(five: Assessment) -> None:
    """West has 70 in A1.1 and A1.2; East 80 in G1.1; what Middle has no score in isn't its weakest."""
    found = [weakest(clause_states(five, place)) for place in (WEST, EAST, MIDDLE, SILENT)]
    assert [state and state.clause.clause for state in found] == ["A1.1", "G1.1", "A1.2", None]


def test_the_widest_gap_comes_first_then_ties_in_the_plan_s_order_then_who_has_none(five: Assessment) -> None:
    found = county_gaps(five, five.catalog.indicators["room_rate"])
    assert [(gap.place, gap.difference, gap.change) for gap in found] == [
        (WEST, 42, 2), (EAST, 26, -14), (SOUTH, 26, -14), (NORTH, None, None), (MIDDLE, None, None),
    ]  # fmt: skip
    assert [gap.absent for gap in found] == ["", "", "", "missing", "no_rate"]


def test_where_the_country_is_ahead_comes_after_every_gap_and_before_none(tmp_path: Path) -> None:
    """West corrects town and country, 35 and 14 of 50, into 14 and 35: town is 42 points behind."""
    city = FiveCity(tmp_path)
    assessment = city.report(WEST, MARCH, rooms(14, 35, 50)).assessments.at(MARCH)
    found = county_gaps(assessment, city.catalog.indicators["room_rate"])
    assert [(gap.place, gap.difference) for gap in found] == [
        (EAST, 26), (SOUTH, 26), (WEST, -42), (NORTH, None), (MIDDLE, None),
    ]  # fmt: skip
    city.store.close()


def test_peers_stand_in_the_order_of_their_ratio(five: Assessment) -> None:
    """East has 2 000, North 1 500; West and Middle have half of East's and South twice as many, in the plan's order."""
    assert peers(five.catalog, EAST, 5) == (NORTH, WEST, SOUTH, MIDDLE)
    assert peers(five.catalog, WEST, 1) == (MIDDLE,)


def test_the_month_a_year_before_has_all_five(five_city: FiveCity) -> None:
    """30 of 100 schools in East, West and North, 60 of 200 in South, 0 of 0 in Middle."""
    row = five_city.assessments.at(BEFORE).judged[CITY, "total", "room_rate"]
    assert (row.numerator, row.denominator, row.value) == (150, 500, 30)
    assert (row.places_reported, row.places_expected) == (len(REPORTS), 5)
