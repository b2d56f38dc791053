from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog
from data.store.tables import JUDGED_DTYPES
from speech.months import span
from tests.evaluation.frames import CITY, EAST, WEST, Row, evaluated, judged, reported, small_city


def events(place: str, *counts: float, year: int = 2024) -> list[Row]:
    """Events of January, February and so on; East is expected to hold 10 a month, West 5."""
    return [(place, f"{year}-{number:02d}", "events", count) for number, count in enumerate(counts, start=1)]


def schools(month: str, rooms: float, place: str = EAST) -> list[Row]:
    return [(place, month, "schools", 100), (place, month, "schools_with_room", rooms)]


def test_the_frame_is_the_judged_table(city: Catalog) -> None:
    frame = evaluated(city, events(EAST, 1)).judged
    assert frame.dtypes.astype(str).to_dict() == dict(JUDGED_DTYPES)
    assert not frame.duplicated(["place", "month", "split", "indicator"]).any()


@pytest.mark.parametrize(
    ("count", "attainment", "status"),
    [
        (20, 200, "on_track"),  # not capped here
        (10, 100, "on_track"),
        (9.9, 99, "at_risk"),
        (8.5, 85, "at_risk"),
        (8.4, 84, "behind"),
        (0, 0, "behind"),
    ],
)
def test_attainment_is_of_what_is_expected_by_now(city: Catalog, count: float, attainment: float, status: str) -> None:
    row = judged(city, events(EAST, count)).at(EAST, "2024-01", "events")
    assert (row.attainment, row.status) == (pytest.approx(attainment), status)
    assert row.distance == count - 120  # to the year's target


@pytest.mark.parametrize(
    ("count", "attainment", "status"), [(8, 125, "on_track"), (20, 50, "behind"), (0, 100, "on_track")]
)
def test_where_less_is_better_attainment_is_of_the_value(
    tmp_path: Path, count: float, attainment: float, status: str
) -> None:
    catalog = small_city(
        tmp_path,
        ("indicators.csv", "count,events,,1,场,events,0,up", "count,events,,1,场,events,0,down"),
        *(("targets.csv", f",{value},at_least,working", f",{value},at_most,working") for value in (60, 120, 180, 240)),
        ("targets.csv", "visits_per_100,*,total,*,60,at_most", "visits_per_100,*,total,*,60,at_least"),
    )
    row = judged(catalog, events(EAST, count)).at(EAST, "2024-01", "events")
    assert (row.attainment, row.status) == (attainment, status)


@pytest.mark.parametrize(
    ("spent", "least", "status"), [(10, 100, "on_track"), (9.9999, 100, "at_risk"), (8.5, 85, "at_risk"),
                                   (8.4999, 85, "behind")],
)  # fmt: skip
def test_what_binary_fractions_lose_costs_no_light(city: Catalog, spent: float, least: float, status: str) -> None:
    # A twelfth of the budget of 120 is expected: 10 are all of it and 8.5 are 85 %, yet the quotients fall short.
    row = judged(city, [(EAST, "2024-01", "budget", 120), (EAST, "2024-01", "spent", spent)]).at(
        EAST, "2024-01", "spending_rate"
    )
    assert row.attainment < least
    assert row.status == status


def test_the_five_reasons_without_a_judgement(city: Catalog) -> None:
    table = judged(city, events(EAST, 10), [(WEST, "2024-01", "events", None), *schools("2024-01", 0)],
                   [(WEST, "2024-01", "schools", 0), (WEST, "2024-01", "schools_with_room", 0)])  # fmt: skip
    assert table.at(WEST, "2024-01", "events").status == "not_due"  # not applicable
    assert table.at(EAST, "2024-01", "in_plan").status == "not_due"
    assert table.at(EAST, "2024-01", "events", "urban").status == "no_target"
    assert table.at(EAST, "2024-01", "visits_per_100").status == "no_data"
    assert table.at(WEST, "2024-01", "room_rate").status == "no_data"  # no rate
    assert np.isnan(table.at(EAST, "2024-01", "in_plan").attainment)


# Late green


def test_late_green_names_the_months_of_the_year_that_were_missed(city: Catalog) -> None:
    # Sums 5 10 35 43 of 10 20 30 40 expected: behind twice, then on track.
    table = judged(city, events(EAST, 5, 5, 25, 8), events(EAST, 20, year=2025))
    texts = [table.at(EAST, month, "events").late_green for month in span("2024-01", "2024-04")]
    assert texts == ["", "", "2024-01 2024-02", "2024-01 2024-02"]
    assert table.at(EAST, "2025-01", "events").late_green == ""  # a new year


def test_a_plan_that_begins_within_a_year_remembers_from_there_on(tmp_path: Path) -> None:
    # One month of 5 where 10 are expected, then 35 of 20.
    catalog = small_city(tmp_path, ("plan.yaml", 'first_month: "2024-01"', 'first_month: "2024-03"'))
    rows: list[Row] = [(EAST, "2024-03", "events", 5), (EAST, "2024-04", "events", 30)]
    assert judged(catalog, rows).at(EAST, "2024-04", "events").late_green == "2024-03"


def test_late_green_needs_a_light_that_was_behind_and_is_on_track(city: Catalog) -> None:
    # Sums 9 20 of 10 20: at risk, not behind. Sums 2 9 of 5 10: behind, and not yet made good.
    table = judged(city, events(EAST, 9, 11), events(WEST, 2, 7))
    assert [table.at(place, "2024-02", "events").late_green for place in (EAST, WEST)] == ["", ""]


# Gates


def test_a_county_is_gated_by_its_own_report(city: Catalog) -> None:
    table = judged(
        city,
        reported(events(EAST, 10), late=True, warnings=2, approved=False),
        reported([(EAST, "2024-03", "events", 20)]),
    )
    assert table.at(EAST, "2024-01", "events").gate == "late warnings unapproved"
    assert table.at(EAST, "2024-02", "events").gate == ""  # nothing came, so there is no light
    assert table.at(EAST, "2024-03", "events").gate == "incomplete"


def six_counties(folder: Path) -> tuple[Catalog, list[str]]:
    places = [f"90010{number}" for number in range(1, 7)]
    rows = "\n".join(f"{place},900100,county,县{place},,County {place},no" for place in places[2:])
    return small_city(folder, added={"places.csv": rows}), places


@pytest.mark.parametrize(("concerned", "gate"), [(0, ""), (2, ""), (3, "x")])
def test_the_city_is_gated_when_more_than_a_third_of_its_counties_are(
    tmp_path: Path, concerned: int, gate: str
) -> None:
    catalog, places = six_counties(tmp_path)
    some = [row for place in places[:concerned] for row in schools("2024-01", 50, place)]
    others = [row for place in places[concerned:] for row in schools("2024-01", 50, place)]
    marked = {"late": reported(some, late=True), "warnings": reported(some, warnings=1),
              "unapproved": reported(some, approved=False), "incomplete": reported([])}  # fmt: skip
    for reason, frame in marked.items():
        found = judged(catalog, frame, others).at(CITY, "2024-01", "room_rate").gate
        assert found == gate.replace("x", reason)


def test_counties_with_missing_months_gate_the_city_too(tmp_path: Path) -> None:
    catalog, places = six_counties(tmp_path)

    def gate(short: int) -> str:
        rows: list[Row] = [(place, "2024-02", "visits", 1) for place in places]
        rows += [(place, "2024-01", "visits", 1) for place in places[short:]]
        rows += [(place, "2024-02", "population", 100) for place in places]
        return str(judged(catalog, rows).at(CITY, "2024-02", "visits_per_100").gate)

    assert [gate(0), gate(2), gate(3)] == ["", "", "incomplete"]


def test_one_of_three_counties_is_not_more_than_a_third(tmp_path: Path) -> None:
    catalog = small_city(tmp_path, added={"places.csv": "900103,900100,county,北县,,North,no"})
    table = judged(catalog, schools("2024-01", 50), schools("2024-01", 50, WEST))
    assert table.at(CITY, "2024-01", "room_rate").gate == ""


def test_who_is_the_only_one_expected_is_not_gated_by_what_is_absent(tmp_path: Path) -> None:
    """Of the index's two services East reports one: its own light is full, the city's is that of none of two."""
    row = (
        "x,A1.1,,infrastructure,名,名,X,X,parity,room_rate visits_per_100,"
        ",1,u,u,1,up,stock,county,derived,due,1,0,,,linear"
    )
    catalog = small_city(tmp_path, added={"indicators.csv": row})
    parts = {"": 20, "/urban": 10, "/rural": 10}
    table = judged(
        catalog,
        [(EAST, "2024-01", f"schools{part}", count) for part, count in parts.items()],
        [(EAST, "2024-01", f"schools_with_room{part}", count) for part, count in parts.items()],
    )
    east, whole = table.at(EAST, "2024-01", "x"), table.at(CITY, "2024-01", "x")
    assert (east.places_reported, east.places_expected, east.value, east.gate) == (0, 1, 100, "")
    assert (whole.places_reported, whole.places_expected, whole.value, whole.gate) == (0, 2, 100, "incomplete")


def test_a_figure_of_the_city_itself_is_gated_by_its_own_report(city: Catalog) -> None:
    table = judged(city, reported([(CITY, "2024-12", "literacy", 8)], late=True))
    assert table.at(CITY, "2024-12", "literacy_rate").gate == "late"


# Projection


# What always holds


@settings(max_examples=20, deadline=None)
@given(numerators=st.lists(st.integers(0, 500), min_size=2, max_size=6), more=st.integers(1, 100), data=st.data())
def test_more_of_what_is_wanted_never_lowers_attainment(
    city: Catalog, numerators: list[int], more: int, data: st.DataObject
) -> None:
    raised = data.draw(st.integers(0, len(numerators) - 1))
    before = judged(city, events(EAST, *numerators))
    after = judged(city, events(EAST, *(n + more * (k == raised) for k, n in enumerate(numerators))))
    for month in span("2024-01", f"2024-{len(numerators):02d}"):
        low, high = (table.at(EAST, month, "events").attainment for table in (before, after))
        assert high > low if month >= f"2024-{raised + 1:02d}" else high == low
