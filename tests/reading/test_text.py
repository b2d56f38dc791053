from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.catalog.terms import State
from evaluation.assessment import Assessment, Reporting
from reading.text import (
    amount,
    change,
    clause_name,
    date_name,
    expected_amount,
    freshness,
    leads,
    month_name,
    month_words,
    notes,
    report_text,
    short_date,
    shown,
    shown_bare,
    spread,
)
from speech.months import Month
from speech.words import words
from tests.small import CITY, SmallCity

THIN = "\N{THIN SPACE}"


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [
        ("room_rate", 62.5, "62.5%"),
        ("room_rate", 0.0, "0.0%"),
        ("visits_per_100", 1234.56, f"1,234.6{THIN}人次/百人"),
        ("events", 12345.0, f"12,345{THIN}场"),
        ("events", -0.2, f"0{THIN}场"),
        ("events", None, words("pages.none")),
    ],
)
def test_an_amount_has_the_decimals_and_the_unit_of_its_indicator(
    assessment: Assessment, indicator: str, value: float | None, text: str
) -> None:
    assert amount(value, assessment.catalog.indicators[indicator]) == text


@pytest.mark.parametrize(
    ("indicator", "difference", "text"),
    [
        ("room_rate", -3.64, f"3.6{THIN}{words('pages.percent_points')}"),
        ("visits_per_100", 2.25, f"2.2{THIN}人次/百人"),
        ("events", -1500.0, f"1,500{THIN}场"),
    ],
)
def test_percentages_differ_by_points_and_counts_by_their_unit(
    assessment: Assessment, indicator: str, difference: float, text: str
) -> None:
    assert spread(difference, assessment.catalog.indicators[indicator]) == text


def test_percentages_without_decimals_still_differ_by_tenths(assessment: Assessment) -> None:
    whole = replace(assessment.catalog.indicators["room_rate"], decimals=0)
    assert spread(0.4, whole).startswith("0.4")


@pytest.mark.parametrize(("value", "text"), [(2.5, "2.5"), (3.0, "3"), (1200.4, "1,200"), (0.0, "0")])
def test_of_a_small_count_the_part_that_is_expected_is_written(assessment: Assessment, value: float, text: str) -> None:
    assert expected_amount(value, assessment.catalog.indicators["events"]) == f"{text}{THIN}场"


@pytest.mark.parametrize("state", ["missing", "not_applicable", "no_rate"])
def test_why_there_is_no_value_is_said_in_words(assessment: Assessment, state: State) -> None:
    row = replace(assessment.judged[CITY, "total", "room_rate"], value=None, state=state)
    indicator = assessment.catalog.indicators["room_rate"]
    assert shown(row, indicator) == shown_bare(row, indicator) == words(f"pages.states.{state}")


def test_the_three_absences_read_differently_from_each_other_and_from_zero(assessment: Assessment) -> None:
    indicator = assessment.catalog.indicators["room_rate"]
    row = assessment.judged[CITY, "total", "room_rate"]
    absent = [replace(row, value=None, state=state) for state in ("missing", "not_applicable", "no_rate")]
    assert len({shown(each, indicator) for each in (*absent, replace(row, value=0.0))}) == 4


def test_where_the_unit_stands_elsewhere_only_the_per_cent_sign_stays(assessment: Assessment) -> None:
    row = replace(assessment.judged[CITY, "total", "room_rate"], value=1234.5)
    indicators = assessment.catalog.indicators
    assert [shown_bare(row, indicators[name]) for name in ("room_rate", "visits_per_100")] == ["1,234.5%", "1,234.5"]


def test_a_note_names_gates_and_the_months_made_good(assessment: Assessment) -> None:
    row = replace(assessment.judged[CITY, "total", "room_rate"], gate="late incomplete", late_green="2025-01 2025-02")
    written = notes(row)
    assert [words(f"pages.gates.{gate}") in written for gate in ("late", "incomplete", "warnings")] == [
        True,
        True,
        False,
    ]
    assert words("pages.late_green", months="1月、2月") in written
    assert notes(replace(row, gate="", late_green="")) == ""


def test_days_are_those_of_the_city() -> None:
    evening = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    assert (date_name(evening), short_date(evening)) == ("2026年1月1日", "1月1日")


def test_months_are_written_without_leading_zeros() -> None:
    assert month_name("2025-06") == "2025年6月"
    assert month_words().names[5:] == ("6月", "7月", "8月", "9月", "10月", "11月", "12月")


def test_a_change_has_a_sign() -> None:
    assert [change(80.0, 78.9), change(78.9, 80.0), change(80.0, 80.04)] == ["+1.1", "−1.1", "0.0"]


def test_a_clause_is_named_by_its_measure_and_its_own_number(assessment: Assessment) -> None:
    catalog = assessment.catalog
    groups = {kind: words(f"pages.groups.{kind}") for kind in ("action", "guarantee")}
    names = [clause_name(assessment, catalog.clauses[code]) for code in ("A1", "A1.2", "G1.1")]
    assert names == [f"{groups['action']}一", f"{groups['action']}一·2", f"{groups['guarantee']}一·1"]


def test_all_leads_of_a_measure_are_named(assessment: Assessment) -> None:
    assert (leads(assessment, "A1"), leads(assessment, "G1")) == ("市教育局", "市科协、市财政局")


def test_freshness_counts_the_reports_and_dates_the_newest(assessment: Assessment) -> None:
    """Two of three reporters: the department reports too; the newest came on 28 March 2025."""
    assert freshness(assessment) == f"{words('pages.reported', came=2, all=3)}\N{IDEOGRAPHIC SPACE}" + words(
        "pages.updated", date="2025年3月28日"
    )


def test_late_reports_are_counted(rooms_city: SmallCity) -> None:
    assert words("pages.reported_late", late=1) in freshness(rooms_city.assessments.at("2024-03"))


CAME = Reporting("900101", Month("2025-03"), "on_time", datetime(2025, 3, 28, tzinfo=UTC), warnings=0, revision=1)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (None, "本月未报送"),
        (replace(CAME, state="missing", received_at=None), "本月未报送"),
        (CAME, "按时报送（3月28日）"),
        (replace(CAME, state="late", warnings=2, revision=3), "迟报（3月28日），校验提醒 2 条，第 3 版"),
    ],
)
def test_a_report_says_when_it_came_and_what_became_of_it(row: Reporting | None, text: str) -> None:
    assert report_text(row) == text
