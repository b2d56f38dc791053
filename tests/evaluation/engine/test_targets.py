from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from data.catalog.catalog import Catalog
from evaluation.engine.amounts import NO_RATE, Grid
from evaluation.engine.targets import TOTAL, expect
from evaluation.engine.values import compute_values
from speech.months import span
from tests.evaluation.frames import CITY, EAST, WEST, Edit, Row, Table, judged, reported, small_city

YEAR: list[Row] = [(EAST, "2025-12", "plan_steps", 0)]  # makes the months reach the plan's end


def rooms(*counts: tuple[str, str, float]) -> list[Row]:
    """Schools with a room of 100, by place and month."""
    rows: list[Row] = []
    for place, month, count in counts:
        rows += [(place, month, "schools_with_room", count), (place, month, "schools", 100)]
    return rows


def events(place: str, months: tuple[str, ...], each: float = 1) -> list[Row]:
    return [(place, month, "events", each) for month in months]


def expected(table: Table, name: str, place: str, *months: str, split: str = "total") -> list[float]:
    return [table.at(place, month, name, split).expected for month in months]


# The pace of a line


def test_a_stock_is_expected_on_the_straight_line_from_the_first_figure(city: Catalog) -> None:
    table = judged(city, rooms((EAST, "2024-12", 40), (EAST, "2025-06", 50)), YEAR)
    # From 40 in 2024-12 to 100 in 2025-12, twelve months: 5 a month.
    assert expected(table, "room_rate", EAST, "2024-12", "2025-01", "2025-06", "2025-12") == [40, 45, 70, 100]
    assert np.isnan(expected(table, "room_rate", EAST, "2024-11")).all()
    assert table.at(EAST, "2025-06", "room_rate").attainment == pytest.approx(50 / 70 * 100)


def test_a_published_baseline_begins_the_line_in_its_own_month(tmp_path: Path) -> None:
    edit = ("targets.csv", "A1.1,1,2024-01-01,2024-01,,", "A1.1,1,2024-01-01,2023-12,52,")
    table = judged(small_city(tmp_path, edit), YEAR)
    # From 52 in 2023-12 to 100 in 2025-12, 24 months: 2 a month, whether or not anything came in.
    assert expected(table, "room_rate", EAST, "2024-01", "2024-12", "2025-12") == [54, 76, 100]


def test_who_stands_beyond_the_target_is_expected_to_stay_beyond(tmp_path: Path) -> None:
    table = judged(
        small_city(tmp_path, ("targets.csv", "room_rate,*,total,2025,100", "room_rate,*,total,2025,80")),
        rooms((EAST, "2024-01", 90), (EAST, "2025-06", 84)), YEAR,
    )  # fmt: skip
    assert expected(table, "room_rate", EAST, "2024-01", "2025-06") == [80, 80]
    assert table.at(EAST, "2025-06", "room_rate").attainment == 105


def test_a_line_may_fall_to_what_is_at_most_allowed(tmp_path: Path) -> None:
    catalog = small_city(
        tmp_path,
        ("indicators.csv", "schools_with_room,schools,1,%,%,1,up", "schools_with_room,schools,1,%,%,1,down"),
        ("indicators.csv", "line,12,1,0,100", "line,12,1,100,0"),
        ("targets.csv", "room_rate,*,total,2025,100,at_least", "room_rate,*,total,2025,20,at_most"),
    )
    table = judged(catalog, rooms((EAST, "2024-12", 80), (EAST, "2025-06", 40), (WEST, "2024-12", 10)), YEAR)
    assert expected(table, "room_rate", EAST, "2025-06", "2025-12") == [50, 20]
    assert table.at(EAST, "2025-06", "room_rate").attainment == 125
    assert expected(table, "room_rate", WEST, "2025-06") == [20]  # less than allowed already


# The pace of the year


def test_a_flow_is_expected_to_have_its_months_of_the_year(city: Catalog) -> None:
    table = judged(city, events(EAST, span("2024-01", "2024-12")))
    assert expected(table, "events", EAST, "2024-01", "2024-03", "2024-12") == [10, 30, 120]


def test_like_is_compared_with_like_when_a_month_is_missing(city: Catalog) -> None:
    march = judged(city, events(EAST, ("2024-01", "2024-03"), 10)).at(EAST, "2024-03", "events")
    assert (march.expected, march.value, march.attainment, march.gate) == (20, 20, 100, "incomplete")
    assert march.target == 120


def test_a_target_for_a_month_is_reached_by_that_month(tmp_path: Path) -> None:
    rows = "events,900101,total,2024-06,90,at_least,working,,1,2024-01-01,,,工作目标"
    table = judged(small_city(tmp_path, added={"targets.csv": rows}), events(EAST, span("2024-01", "2024-12")))
    # 90 in six months; from July on the year's 120 in twelve.
    assert expected(table, "events", EAST, "2024-02", "2024-06", "2024-07") == [30, 90, 70]


# What falls due


def test_a_yearly_figure_is_judged_when_it_falls_due(city: Catalog) -> None:
    table = judged(city, [(CITY, "2024-12", "literacy", 8), (CITY, "2025-12", "literacy", 9)])
    status = [table.at(CITY, month, "literacy_rate").status for month in ("2024-12", "2025-11", "2025-12")]
    assert status == ["not_due", "not_due", "at_risk"]
    assert table.at(CITY, "2025-12", "literacy_rate").attainment == 90


def test_a_target_for_a_month_falls_due_in_that_month(tmp_path: Path) -> None:
    edit = ("targets.csv", "literacy_rate,900100,total,2025,", "literacy_rate,900100,total,2025-06,")
    table = judged(small_city(tmp_path, edit), [(CITY, "2025-05", "literacy", 8), *YEAR])
    months = ("2025-05", "2025-06", "2025-07")
    assert [table.at(CITY, m, "literacy_rate").status for m in months] == ["not_due", "behind", "no_target"]


def test_steps_are_expected_from_the_month_in_which_they_fall_due(city: Catalog) -> None:
    rows: list[Row] = [
        (place, month, "plan_steps", 1) for place in (EAST, WEST) for month in span("2024-05", "2025-06")
    ]
    table = judged(city, rows)
    months = ("2024-05", "2024-06", "2025-05", "2025-06")
    assert expected(table, "in_plan", EAST, *months) == pytest.approx([np.nan, 1, 1, 2], nan_ok=True)
    statuses = [table.at(place, month, "in_plan").status for place in (EAST, CITY) for month in months]
    assert statuses == ["not_due", "on_track", "on_track", "behind"] * 2
    assert expected(table, "in_plan", CITY, "2025-06") == [4]
    assert table.at(CITY, "2024-05", "in_plan").target == 4


# The rules growing and narrowing

FARM = ",,,linear\nfarm"  # the line after the indicator that is changed
GROWING: tuple[Edit, ...] = (
    ("indicators.csv", f"urban_rural,sum,year,12,1{FARM}", f"urban_rural,sum,due,2,1{FARM}"),
    ("targets.csv", "visits_per_100,*,total,*,60,at_least", "visits_per_100,*,total,*,,growing"),
)


def visits(*months: tuple[str, float]) -> list[Row]:
    rows: list[Row] = []
    for month, count in months:
        rows += [(EAST, month, "visits", count), (EAST, month, "population", 1000)]
    return rows


def test_growing_is_above_the_same_month_a_year_before_and_standing_still_is_not(tmp_path: Path) -> None:
    year = visits(("2024-01", 10), ("2024-02", 10), ("2024-03", 10), ("2024-04", 10))
    table = judged(
        small_city(tmp_path, *GROWING),
        year, visits(("2025-01", 8), ("2025-02", 12), ("2025-03", 11), ("2025-04", 5)),
    )  # fmt: skip
    # Sums since January: 10 20 30 40 in 2024; 8 20 31 36 in 2025; judged from February on.
    rows = [table.at(EAST, month, "visits_per_100") for month in span("2025-01", "2025-04")]
    assert [row.status for row in rows] == ["not_due", "at_risk", "on_track", "at_risk"]
    assert [row.expected for row in rows] == pytest.approx([1, 2, 3, 4])
    assert rows[3].attainment == pytest.approx(90)
    assert table.at(EAST, "2024-04", "visits_per_100").status == "not_due"  # the first year has nothing before it


def test_nothing_is_expected_of_the_first_year_where_growth_is(tmp_path: Path) -> None:
    table = judged(small_city(tmp_path, *GROWING), visits(*((month, 10) for month in span("2024-01", "2025-03"))))
    # 1 per 100 a month: 1 to 12 in 2024, with which 2025 is compared.
    assert np.isnan(expected(table, "visits_per_100", EAST, *span("2024-01", "2024-12"))).all()
    assert expected(table, "visits_per_100", EAST, *span("2025-01", "2025-03")) == pytest.approx([1, 2, 3])


def test_the_thirteenth_month_is_the_first_that_growth_can_be_judged_in(tmp_path: Path) -> None:
    edit = ("indicators.csv", f"urban_rural,sum,due,2,1{FARM}", f"urban_rural,sum,due,1,1{FARM}")
    table = judged(small_city(tmp_path, *GROWING, edit), visits(("2024-01", 10), ("2024-12", 10), ("2025-01", 11)))
    status = [table.at(EAST, month, "visits_per_100").status for month in ("2024-12", "2025-01")]
    assert status == ["not_due", "on_track"]


def test_growing_compares_as_many_months(tmp_path: Path) -> None:
    table = judged(
        small_city(tmp_path, *GROWING),
        visits(("2024-01", 10), ("2024-02", 10), ("2024-03", 10), ("2025-01", 11), ("2025-03", 11)),
    )
    march = table.at(EAST, "2025-03", "visits_per_100")
    assert (march.value, march.expected, march.status) == pytest.approx((2.2, 2, "on_track"))


def test_a_gap_narrows_when_it_is_below_the_year_before(city: Catalog) -> None:
    def gaps(now: float) -> str:
        rows: list[Row] = [("900100", f"{year}-12", "literacy/rural", 5) for year in (2024, 2025)]
        rows += [(CITY, "2024-12", "literacy/urban", 9), (CITY, "2025-12", "literacy/urban", 5 + now)]
        table = judged(city, rows)
        assert table.at(CITY, "2024-12", "literacy_gap").status == "not_due"
        return str(table.at(CITY, "2025-12", "literacy_gap").status)

    # 4 a year before: 4 / 3.9, 4 / 4, 4 / 4.5 (88.9 %) and 4 / 5 (80 %) of what is expected.
    assert [gaps(now) for now in (3.9, 4, 4.5, 5)] == ["on_track", "at_risk", "at_risk", "behind"]


@pytest.mark.parametrize(
    ("rural", "attainment", "status"), [(2, 0, "behind"), (6, 100, "at_risk"), (8, 100, "on_track")]
)
def test_a_gap_may_turn_and_attainment_is_never_below_nothing(
    city: Catalog, rural: float, attainment: float, status: str
) -> None:
    """The country was ahead by 2: town ahead by 3 is nothing of what is expected; the sign counts, not the size."""
    rows: list[Row] = [(CITY, "2024-12", "literacy/urban", 5), (CITY, "2024-12", "literacy/rural", 7)]
    rows += [(CITY, "2025-12", "literacy/urban", 5), (CITY, "2025-12", "literacy/rural", rural)]
    row = judged(city, rows).at(CITY, "2025-12", "literacy_gap")
    assert (row.expected, row.value, row.attainment, row.status) == (-2, 5 - rural, attainment, status)


@pytest.mark.parametrize(("rule", "attainment"), [(",growing", 103), ("5,at_least", 103 / 105 * 100)])
def test_a_growth_rate_is_compared_with_no_growth_or_with_its_target(
    tmp_path: Path, rule: str, attainment: float
) -> None:
    row = "x,A1.1,,funding,名,名,X,X,growth,budget,,1,%,%,1,up,annual,county,sum,due,1,0,,,linear"
    target = f"x,*,total,*,{rule},working,,1,2024-01-01,,,工作目标"
    catalog = small_city(tmp_path, added={"indicators.csv": row, "targets.csv": target})
    table = judged(catalog, [(EAST, "2024-06", "budget", 100), (EAST, "2025-06", "budget", 103)])
    assert table.at(EAST, "2025-06", "x").attainment == pytest.approx(attainment)


# The ledger


def test_the_version_in_force_is_that_of_the_month(city: Catalog) -> None:
    table = judged(city, events(EAST, span("2025-01", "2025-12")))
    rows = [table.at(EAST, month, "events") for month in ("2025-02", "2025-03")]
    assert [(row.version, row.target, row.expected) for row in rows] == [(1, 240, 40), (2, 180, 45)]


def test_a_place_row_goes_before_the_row_of_every_place(tmp_path: Path) -> None:
    row = "visits_per_100,900102,total,*,30,at_least,plan,A1.2,1,2024-01-01,,,小城方案"
    table = judged(small_city(tmp_path, added={"targets.csv": row}), [(EAST, "2024-01", "events", 1)])
    rows = [table.at(place, "2024-01", "visits_per_100") for place in (EAST, WEST, CITY)]
    assert [(row.target, row.basis) for row in rows] == [(60, "working"), (30, "plan"), (60, "working")]


def test_a_share_has_the_same_target_in_town_and_country_unless_the_ledger_says_otherwise(tmp_path: Path) -> None:
    row = "room_rate,*,rural,2025,50,at_least,working,,1,2024-01-01,2024-01,,工作目标"
    table = judged(small_city(tmp_path, added={"targets.csv": row}), YEAR)
    targets = [table.at(EAST, "2024-01", "room_rate", split).target for split in ("total", "urban", "rural")]
    assert targets == [100, 100, 50]


def test_a_count_has_no_target_in_a_split_without_one(city: Catalog) -> None:
    table = judged(city, [(EAST, "2024-01", "events/urban", 5)])
    assert table.at(EAST, "2024-01", "events", "urban").status == "no_target"


def test_a_year_without_a_row_has_no_target(tmp_path: Path) -> None:
    edit = ("targets.csv", "events,900101,total,2024,120,at_least,working,,1,2024-01-01,,,工作目标\n", "")
    table = judged(small_city(tmp_path, edit), events(EAST, span("2024-01", "2025-01")))
    assert [table.at(EAST, month, "events").status for month in ("2024-12", "2025-01")] == ["no_target", "behind"]


# The city's target from its counties


def test_the_city_is_asked_for_the_sum_of_its_counties(city: Catalog) -> None:
    months = span("2024-01", "2024-03")
    whole = judged(city, events(EAST, months, 10), events(WEST, months, 4)).at(CITY, "2024-03", "events")
    # East 120 and West 60 a year: 30 and 15 by March; 30 and 12 came.
    assert (whole.target, whole.expected, whole.value, whole.distance) == (180, 45, 42, -138)
    assert (whole.rule, whole.basis) == ("at_least", "working")


def test_a_count_that_is_asked_of_every_county_is_asked_of_the_city_for_all_of_them(tmp_path: Path) -> None:
    catalog = small_city(tmp_path, ("targets.csv", "farm_days,900101,total,*", "farm_days,*,total,*"))
    table = judged(catalog, [(place, "2024-01", "farm_days/rural", 1) for place in (EAST, WEST)])
    assert [table.at(place, "2024-01", "farm_days").target for place in (EAST, WEST, CITY)] == [12, 12, 24]


def test_a_county_that_is_missing_is_missing_from_the_target_too(city: Catalog) -> None:
    whole = judged(city, events(EAST, span("2024-01", "2024-03"), 10)).at(CITY, "2024-03", "events")
    assert (whole.target, whole.expected, whole.attainment) == (120, 30, 100)


def test_a_county_without_a_rate_counts_in_the_target_as_it_does_in_the_sum(city: Catalog) -> None:
    """No count lacks a rate today; one that did is in the city's sum, so East's 120 and West's 60 are asked."""
    grid = Grid((EAST, WEST, CITY), span("2024-01", "2024-01"))
    values = compute_values(city, reported([(EAST, "2024-01", "events", 1), (WEST, "2024-01", "events", 1)]), grid)
    state = values["events"].state.copy()
    state[grid.places.index(WEST)] = NO_RATE
    found = expect(city, {"events": replace(values["events"], state=state)}, grid)["events"]
    assert (found.target[-1, 0, TOTAL], found.expected[-1, 0, TOTAL]) == (180, 15)


def test_a_city_without_any_report_has_no_data_but_is_due(city: Catalog) -> None:
    whole = judged(city, YEAR).at(CITY, "2024-03", "events")
    assert (whole.status, whole.version, np.isnan(whole.target)) == ("no_data", 1, True)


def test_where_a_county_is_asked_for_nothing_so_is_the_city(city: Catalog) -> None:
    rows: list[Row] = [(EAST, "2024-01", "farm_days/rural", 1)]
    for parts in (rows, [*rows, (WEST, "2024-01", "farm_days/rural", 1)]):
        table = judged(city, parts)
        assert table.at(EAST, "2024-01", "farm_days").status == "on_track"
        assert table.at(CITY, "2024-01", "farm_days").status == "no_target"


def test_a_county_to_which_it_does_not_apply_is_not_asked(city: Catalog) -> None:
    table = judged(city, [(EAST, "2024-01", "farm_days/rural", 1), (WEST, "2024-01", "farm_days/rural", None)])
    whole = table.at(CITY, "2024-01", "farm_days")
    assert (whole.status, whole.target) == ("on_track", 12)
