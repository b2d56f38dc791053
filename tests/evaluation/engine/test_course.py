"""The course of a flow through its year: even, as earlier years ran, or the plan's own."""

from dataclasses import replace
from pathlib import Path

from tests.city import COUNTED
from tests.evaluation.frames import EAST, WEST, Row, judged, small_city

EARLIER = ("plan.yaml", "  carry_months: 3\n", "  carry_months: 3\n  course: earlier\n")
MONTHS = [f"{number:02d}" for number in range(1, 13)]


def a_year(place: str, year: int, events: list[float]) -> list[Row]:
    return [(place, f"{year}-{month}", "events", each) for month, each in zip(MONTHS, events, strict=True)]


AUTUMN = [0.0] * 8 + [60.0, 20.0, 10.0, 10.0]


def expected(table: object, month: str) -> float:
    return float(table.at(EAST, month, "events").expected)  # type: ignore[attr-defined]


def test_a_year_runs_evenly_until_a_whole_one_is_known(tmp_path: Path) -> None:
    """120 events in 2024, 240 (from March on 180) in 2025: half of it by June."""
    table = judged(small_city(tmp_path, COUNTED, EARLIER), a_year(EAST, 2024, AUTUMN)[:6])
    assert expected(table, "2024-06") == 60


def test_then_it_runs_as_earlier_years_did_smoothed_with_an_even_one(tmp_path: Path) -> None:
    """By September 60 of 100 were there in 2024; with one even year that is (0.6 + 9 / 12) / 2 = 0.675 of 180.

    By June nothing was: (0 + 6 / 12) / 2 = 0.25 of 180. Both are whole: 121.5 is 121, 45 is 45.
    """
    rows = a_year(EAST, 2024, AUTUMN) + a_year(EAST, 2025, AUTUMN)
    table = judged(small_city(tmp_path, COUNTED, EARLIER), rows)
    assert (expected(table, "2025-06"), expected(table, "2025-09"), expected(table, "2025-12")) == (45, 121, 180)


def test_a_year_of_which_a_month_is_missing_teaches_nothing(tmp_path: Path) -> None:
    """The West's year lacks July; with the East's of 100 events the course is the East's."""
    west = [row for row in a_year(WEST, 2024, [100.0] + [0.0] * 11) if row[1] != "2024-07"]
    rows = a_year(EAST, 2024, AUTUMN) + west + a_year(EAST, 2025, AUTUMN)
    assert expected(judged(small_city(tmp_path, COUNTED, EARLIER), rows), "2025-09") == 121


def test_counties_are_pooled(tmp_path: Path) -> None:
    """By June the East had 0 of 100 and the West 100 of 100: half, and with an even year half: 90 of 180."""
    rows = a_year(EAST, 2024, AUTUMN) + a_year(WEST, 2024, [100.0] + [0.0] * 11) + a_year(EAST, 2025, AUTUMN)
    assert expected(judged(small_city(tmp_path, COUNTED, EARLIER), rows), "2025-06") == 90


def test_the_plans_own_course_goes_before_both(tmp_path: Path) -> None:
    """A tenth a month until August and a fifth in September, of 120."""
    catalog = small_city(tmp_path, COUNTED, EARLIER)
    events = replace(catalog.indicators["events"], course=(0.1,) * 8 + (0.2, 0.0, 0.0, 0.0))
    own = replace(catalog, indicators={**catalog.indicators, "events": events})
    table = judged(own, a_year(EAST, 2024, AUTUMN))
    assert [expected(table, f"2024-{month}") for month in ("06", "09", "12")] == [72, 120, 120]


def test_the_even_line_is_what_offices_quote(tmp_path: Path) -> None:
    table = judged(small_city(tmp_path, COUNTED), a_year(EAST, 2024, AUTUMN))
    assert [expected(table, f"2024-{month}") for month in ("03", "09")] == [30, 90]
