from pathlib import Path

import numpy as np
import pytest

from data.catalog.catalog import Catalog
from speech.months import span
from tests.evaluation.frames import CITY, EAST, WEST, Row, judged, reported, small_city


def with_indicator(folder: Path, formula: str, kind: str, variables: str = "") -> Catalog:
    """Add indicator x: `formula` is formula,numerator,denominator and `kind` kind,split,rollup,pace,due_month."""
    row = f"x,A1.1,,infrastructure,名,名,X,X,{formula},1,u,u,1,up,{kind},0,,,linear"
    return small_city(folder, added={"indicators.csv": row, **({"variables.csv": variables} if variables else {})})


FLOWS = """
placed,services,点单,Placed,定义,单,orders,flow,count,urban_rural,county,,3
done,services,办结,Done,定义,单,orders,flow,count,urban_rural,county,,3
"""


def test_a_rate_of_the_city_is_the_sum_over_the_sum_never_the_mean_of_rates(city: Catalog) -> None:
    table = judged(
        city,
        [(EAST, "2024-01", "visits", 300), (EAST, "2024-01", "population", 2000),
         (WEST, "2024-01", "visits", 100), (WEST, "2024-01", "population", 1000)],
    )  # fmt: skip
    assert [table.at(place, "2024-01", "visits_per_100").value for place in (EAST, WEST)] == [15, 10]
    whole = table.at(CITY, "2024-01", "visits_per_100")
    assert (whole.numerator, whole.denominator) == (400, 3000)
    assert whole.value == pytest.approx(13.3333333333)  # not 12.5


def test_each_split_is_summed_by_itself(city: Catalog) -> None:
    table = judged(
        city,
        [(EAST, "2024-01", "schools/urban", 10), (EAST, "2024-01", "schools_with_room/urban", 8),
         (WEST, "2024-01", "schools/urban", 10), (WEST, "2024-01", "schools_with_room/urban", 1)],
    )  # fmt: skip
    assert table.at(CITY, "2024-01", "room_rate", "urban").value == 45
    assert table.at(CITY, "2024-01", "room_rate").state == "missing"


def test_flows_add_up_since_january_and_begin_anew(city: Catalog) -> None:
    table = judged(
        city, [(EAST, month, "events", value) for month, value in
               {"2024-01": 3, "2024-02": 4, "2024-12": 5, "2025-01": 6}.items()],
    )  # fmt: skip
    sums = [table.at(EAST, month, "events").value for month in ("2024-01", "2024-02", "2024-12", "2025-01")]
    assert sums == [3, 7, 12, 6]


def test_a_missing_month_leaves_no_value_and_adds_nothing_later(city: Catalog) -> None:
    table = judged(
        city, [(EAST, "2024-01", "events", 10), (EAST, "2024-03", "events", 20)],
        [(WEST, month, "events", 5) for month in ("2024-01", "2024-02", "2024-03")],
    )  # fmt: skip
    february, march = (table.at(EAST, month, "events") for month in ("2024-02", "2024-03"))
    assert (february.state, np.isnan(february.value)) == ("missing", True)
    assert (march.value, march.months_reported, march.months_expected) == (30, 2, 3)
    whole = table.at(CITY, "2024-03", "events")
    assert (whole.value, whole.months_reported) == (45, 2.5)  # the counties' mean: 2 and 3 months


def test_a_running_total_is_not_summed_again(city: Catalog) -> None:
    rows: list[Row] = [(EAST, "2024-01", "budget", 120), (EAST, "2024-02", "budget", 120)]
    table = judged(city, rows, [(EAST, "2024-01", "spent", 6), (EAST, "2024-02", "spent", 18)])
    assert table.at(EAST, "2024-02", "spending_rate").value == 15


def test_flows_of_one_indicator_are_summed_over_the_same_months(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, "share,done,placed", "flow,urban_rural,sum,due,1", FLOWS)
    rows: list[Row] = [(EAST, month, "placed", 10) for month in ("2024-01", "2024-02", "2024-03")]
    rows += [(EAST, "2024-01", "done", 8), (EAST, "2024-03", "done", 6)]
    march = judged(catalog, rows).at(EAST, "2024-03", "x")
    # February, of which nobody knows how many were done, counts on neither side: 14 of 20, not 14 of 30.
    assert (march.value, march.months_reported) == (70, 2)


def test_a_zero_denominator_gives_no_rate_and_counts_in_the_city(city: Catalog) -> None:
    table = judged(
        city,
        [(EAST, "2024-01", "schools", 4), (EAST, "2024-01", "schools_with_room", 3),
         (WEST, "2024-01", "schools", 0), (WEST, "2024-01", "schools_with_room", 0)],
    )  # fmt: skip
    west, whole = table.at(WEST, "2024-01", "room_rate"), table.at(CITY, "2024-01", "room_rate")
    assert (west.state, west.denominator, np.isnan(west.value)) == ("no_rate", 0, True)
    assert (whole.state, whole.value, whole.places_reported) == ("reported", 75, 2)


def test_missing_not_applicable_and_zero_are_three_things(city: Catalog) -> None:
    table = judged(city, [(EAST, "2024-01", "events", 0), (WEST, "2024-01", "events", None)])
    assert (table.at(EAST, "2024-01", "events").state, table.at(EAST, "2024-01", "events").value) == ("reported", 0)
    assert table.at(WEST, "2024-01", "events").state == "not_applicable"
    assert table.at(WEST, "2024-01", "room_rate").state == "missing"
    whole = table.at(CITY, "2024-01", "events")
    assert (whole.state, whole.places_reported, whole.places_expected) == ("reported", 1, 1)


def test_what_applies_nowhere_does_not_apply_to_the_city(city: Catalog) -> None:
    table = judged(city, [(EAST, "2024-01", "events", None), (WEST, "2024-01", "events", None)])
    assert table.at(CITY, "2024-01", "events").state == "not_applicable"


def test_a_sum_leaves_out_the_parts_that_do_not_apply(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, "count,placed done,", "flow,urban_rural,sum,year,12", FLOWS)
    table = judged(
        catalog,
        [(EAST, "2024-01", "placed", 3), (EAST, "2024-01", "done", None), (WEST, "2024-01", "placed", 4)],
        [(EAST, "2024-02", "placed", None), (EAST, "2024-02", "done", None)],
        [(EAST, "2024-03", "placed", 2), (EAST, "2024-03", "done", 1)],
    )
    assert table.at(EAST, "2024-01", "x").value == 3
    assert table.at(WEST, "2024-01", "x").state == "missing"  # the other part may still come
    assert table.at(EAST, "2024-02", "x").state == "not_applicable"
    assert (table.at(EAST, "2024-03", "x").value, table.at(EAST, "2024-03", "x").months_reported) == (6, 3)


def test_what_the_countryside_alone_reports_has_no_urban_row(city: Catalog) -> None:
    table = judged(city, [(EAST, "2024-01", "farm_days/rural", 2), (WEST, "2024-01", "farm_days/rural", 3)])
    assert table.at(CITY, "2024-01", "farm_days").value == table.at(CITY, "2024-01", "farm_days", "rural").value == 5
    assert not table.has(CITY, "2024-01", "farm_days", "urban")


def test_a_rate_of_the_countryside_is_over_its_own_residents(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, "rate,farm_days,population", "flow,rural,sum,year,12")
    people: list[Row] = [(EAST, "2024-01", "population", 100), (EAST, "2024-01", "population/rural", 40)]
    table = judged(catalog, people, [(EAST, "2024-01", "farm_days/rural", 8)])
    assert [table.at(EAST, "2024-01", "x", split).value for split in ("total", "rural")] == [0.2, 0.2]
    assert table.at(CITY, "2024-01", "x").value == 0.2


def test_a_county_that_has_not_reported_is_counted_as_expected(city: Catalog) -> None:
    whole = judged(city, [(EAST, "2024-01", "events", 7)]).at(CITY, "2024-01", "events")
    assert (whole.value, whole.places_reported, whole.places_expected) == (7, 1, 2)


def test_the_city_counts_the_counties_that_are_late_or_warned_of(city: Catalog) -> None:
    table = judged(
        city,
        reported([(EAST, "2024-01", "events", 7)], late=True, warnings=3),
        reported([(WEST, "2024-01", "events", 7)], approved=False),
    )
    east, whole = table.at(EAST, "2024-01", "events"), table.at(CITY, "2024-01", "events")
    assert (east.late, east.warnings, east.approved) == (1, 1, True)
    assert (whole.late, whole.warnings, whole.approved) == (1, 1, False)


def test_a_denominator_that_is_warned_of_warns_of_the_rate(city: Catalog) -> None:
    people = reported([(EAST, "2024-01", "population", 2000)], warnings=1)
    table = judged(city, people, [(EAST, "2024-01", "visits", 10)])
    assert [table.at(EAST, "2024-01", name).warnings for name in ("visits_per_100", "events")] == [1, 0]


def test_a_survey_is_a_figure_of_the_city_alone_and_stands_for_a_year(city: Catalog) -> None:
    table = judged(city, [(CITY, "2024-12", "literacy", 8), (EAST, "2025-12", "events", 1)])
    assert not table.has(EAST, "2024-12", "literacy_rate")
    states = [table.at(CITY, month, "literacy_rate").state for month in ("2024-11", "2024-12", "2025-11", "2025-12")]
    assert states == ["missing", "reported", "reported", "missing"]


def test_the_gap_is_town_minus_country_of_another_indicator(city: Catalog) -> None:
    table = judged(city, [(CITY, "2024-12", "literacy/urban", 9.5), (CITY, "2024-12", "literacy/rural", 5)])
    assert table.at(CITY, "2024-12", "literacy_gap").value == 4.5
    assert table.at(CITY, "2024-11", "literacy_gap").state == "missing"


def test_growth_is_over_the_same_month_a_year_before(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, "growth,budget,", "annual,county,sum,due,1")
    rows: list[Row] = [(EAST, "2024-03", "budget", 100), (WEST, "2024-03", "budget", 50)]
    table = judged(catalog, rows, [(EAST, "2025-03", "budget", 120), (WEST, "2025-03", "budget", 60)])
    assert table.at(EAST, "2024-03", "x").state == "missing"
    assert table.at(EAST, "2025-03", "x").value == pytest.approx(20)
    whole = table.at(CITY, "2025-03", "x")
    assert (whole.numerator, whole.denominator) == (180, 150)


def test_the_first_year_has_no_year_before_it(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, "growth,budget,", "annual,county,sum,due,1")
    table = judged(catalog, [(EAST, month, "budget", n) for n, month in enumerate(span("2024-01", "2025-03"), start=1)])
    # 1, 2, 3 ... 15 by month: nothing in 2024, then 13 on 1, 14 on 2, 15 on 3.
    assert {table.at(EAST, month, "x").state for month in span("2024-01", "2024-12")} == {"missing"}
    growth = [table.at(EAST, month, "x").value for month in span("2025-01", "2025-03")]
    assert growth == pytest.approx([1200, 600, 400])


PARITY = "parity,room_rate visits_per_100,"


def test_parity_is_derived_at_each_place_the_city_from_its_own_rates(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, PARITY, "stock,county,derived,due,1")
    schools: dict[str, float] = {"schools/urban": 10, "schools/rural": 10, "schools_with_room/urban": 10}
    rows: list[Row] = [(place, "2024-01", name, n) for place in (EAST, WEST) for name, n in schools.items()]
    table = judged(
        catalog, rows,
        [(EAST, "2024-01", "schools_with_room/rural", 5), (WEST, "2024-01", "schools_with_room/rural", 1)],
    )  # fmt: skip
    # Rooms only, as no visits came in: 50 %, 10 %, and 6 of 20 = 30 % in the city's countryside.
    assert [table.at(place, "2024-01", "x").value for place in (EAST, WEST, CITY)] == pytest.approx([50, 10, 30])


@pytest.mark.parametrize(("totals", "late", "months"), [(True, 1, 2), (False, 0, np.nan)])
def test_an_index_is_as_late_and_as_short_as_the_worst_of_its_services_totals(
    tmp_path: Path, totals: bool, late: int, months: float
) -> None:
    """Rooms came late; visits in time, but not those of February. Both are read from totals, values from the parts."""
    catalog = with_indicator(tmp_path, PARITY, "stock,county,derived,due,1")
    parts = {"/urban": 1, "/rural": 1} | ({"": 2} if totals else {})
    rooms: list[Row] = [
        (EAST, "2024-03", name + part, 10 * n) for name in ("schools", "schools_with_room") for part, n in parts.items()
    ]
    visits: list[Row] = [
        (EAST, month, f"visits{part}", 5 * n) for month in ("2024-01", "2024-03") for part, n in parts.items()
    ]
    people: list[Row] = [(EAST, "2024-03", f"population{part}", 100 * n) for part, n in parts.items()]
    row = judged(catalog, reported(rooms, late=True), visits, people).at(EAST, "2024-03", "x")
    assert (row.value, row.late, row.months_expected) == (100, late, 3)
    assert row.months_reported == pytest.approx(months, nan_ok=True)


def test_parity_says_why_there_is_none(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, "parity,room_rate,", "stock,county,derived,due,1")
    names = ("schools/urban", "schools_with_room/urban", "schools/rural", "schools_with_room/rural")
    cases = {"2024-01": (4, 4, None, None), "2024-02": (4, 0, 4, 4), "2024-03": (4, 4)}
    rows: list[Row] = [
        (EAST, month, name, value)
        for month, values in cases.items()
        for name, value in zip(names, values, strict=False)
    ]
    table = judged(catalog, rows)
    assert [table.at(EAST, month, "x").state for month in cases] == ["not_applicable", "no_rate", "missing"]


def test_parity_has_no_rate_where_one_service_does_not_apply_and_the_town_lacks_the_other(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, PARITY, "stock,county,derived,due,1")
    rows: list[Row] = [(EAST, "2024-01", f"schools/{split}", None) for split in ("urban", "rural")]
    rows += [(EAST, "2024-01", f"schools_with_room/{split}", None) for split in ("urban", "rural")]
    rows += [(EAST, "2024-01", f"population/{split}", 100) for split in ("urban", "rural")]
    rows += [(EAST, "2024-01", "visits/urban", 0), (EAST, "2024-01", "visits/rural", 5)]
    assert judged(catalog, rows).at(EAST, "2024-01", "x").state == "no_rate"


def test_dispersion_is_worked_out_for_the_city_from_its_counties(tmp_path: Path) -> None:
    catalog = with_indicator(tmp_path, "dispersion,room_rate,population", "stock,city,derived,due,1")
    rows: list[Row] = [(EAST, "2024-01", "schools", 10), (EAST, "2024-01", "schools_with_room", 1)]
    rows += [(WEST, "2024-01", "schools", 10), (WEST, "2024-01", "schools_with_room", 2)]
    rows += [(EAST, "2024-01", "population", 1000), (WEST, "2024-01", "population", 3000)]
    # As in test_formulas: 10 % and 20 %, weights 1 and 3.
    assert judged(catalog, rows).at(CITY, "2024-01", "x").value == pytest.approx(18.75**0.5 / 17.5)
