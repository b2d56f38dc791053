"""Figures that need no past to be doubted: against the census, the other counties, the published rates, and sense."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from data.catalog.catalog import Population
from data.catalog.roles import Role
from data.reports.case import History
from data.reports.report import Report
from data.reports.template import write_template
from speech.months import Month
from tests.data.workbooks import CATALOG, NO_HISTORY, checked, only, sound_figures

RESIDENTS = replace(CATALOG.variables["population"], role=Role.RESIDENTS)
COUNTED = replace(CATALOG, variables={**CATALOG.variables, "population": RESIDENTS})  # East had 2000 in 2020
SISTERS = ("900102", "900103", "900104")
PEOPLED = replace(
    CATALOG, population=tuple(Population(place, 2020, "total", 1000, "census", "-") for place in ("900101", *SISTERS))
)


def reported(
    filled: Mapping[tuple[str, str], Any], catalog: Any = CATALOG, history: History = NO_HISTORY, who: str = "900101"
) -> Report:
    content = write_template(catalog, who, Month("2025-06"), filled=filled)
    return checked(content, history, catalog=catalog)


def rules(report: Report) -> list[str]:
    return [problem.rule for problem in report.problems]


def test_a_whole_report_of_zeros_or_of_nothing_applicable_is_doubted() -> None:
    sound = sound_figures(CATALOG, "900101")  # 19 figures
    zeros, nothing = dict.fromkeys(sound, 0), dict.fromkeys(sound, None)
    assert rules(reported(zeros)) == ["all_zero"]
    assert "19 个数" in only(reported(zeros)).message
    assert rules(reported(nothing)) == ["all_not_applicable"]
    assert rules(reported(zeros | {("plan_steps", "total"): 1})) == []
    assert rules(reported({("events", "total"): 0, ("budget", "total"): 0})) == []  # few may be zero


@pytest.mark.parametrize(
    ("people", "rule"),
    [
        (2000, []),
        (1334, []),  # two thirds are 1333.3
        (3000, []),
        (1333, ["residents_implausible"]),
        (3001, ["residents_implausible"]),
        (0, ["residents_implausible"]),
        (20000, ["residents_size"]),
        (200, ["residents_size"]),
        (28000, ["residents_size"]),  # log10 14 = 1.146, within 0.15 of 1
        (29000, ["residents_implausible"]),  # log10 14.5 = 1.161
    ],
)
def test_residents_are_about_as_many_as_the_census_counted(people: int, rule: list[str]) -> None:
    assert rules(reported({("population", "total"): people}, COUNTED)) == rule


def test_a_wrong_size_says_what_was_published_and_how_far_off_it_is() -> None:
    problem = only(reported({("population", "total"): 20}, COUNTED))
    assert (problem.severity, problem.cell) == ("warning", "J3")
    assert problem.message == "“常住人口”是 20，已公布的是 2000（2020 年，人口普查），相差约 100 倍。"


def test_a_plan_that_names_no_residents_compares_none() -> None:
    assert rules(reported({("population", "total"): 20}, CATALOG)) == []


@pytest.mark.parametrize(
    ("budget", "warned"), [(400, False), (401, True), (2, False), (1.9, True), (0, False), (None, False)]
)
def test_a_figure_per_head_is_within_ten_times_the_other_counties(budget: float | None, warned: bool) -> None:
    latest = {place: {("budget", "total"): value} for place, value in zip(SISTERS, (20.0, 30.0, 40.0), strict=True)}
    report = reported({("budget", "total"): budget}, PEOPLED, History(sisters=latest))  # a thousand heads each
    assert rules(report) == (["per_head_implausible"] if warned else [])


def test_few_sisters_and_small_numbers_say_nothing_per_head() -> None:
    two = {place: {("budget", "total"): 20.0} for place in SISTERS[:2]}
    assert rules(reported({("budget", "total"): 900}, PEOPLED, History(sisters=two))) == []
    small = {place: {("budget", "total"): 0.5} for place in SISTERS}
    assert rules(reported({("budget", "total"): 9.9}, PEOPLED, History(sisters=small))) == []
    assert rules(reported({("budget", "total"): 10}, PEOPLED, History(sisters=small))) == ["per_head_implausible"]


@pytest.mark.parametrize(("events", "warned"), [(200, False), (201, True), (2, False), (1, True), (0, False)])
def test_a_months_count_is_compared_with_the_others_latest(events: int, warned: bool) -> None:
    latest = {place: {("events", "total"): 20.0} for place in SISTERS}
    report = reported({("events", "total"): events}, PEOPLED, History(sisters=latest))
    assert rules(report) == (["per_head_implausible"] if warned else [])


RAN = dict(zip(SISTERS, (Month("2024-12"), Month("2025-06"), Month("2025-03")), strict=True))
SPENT = {
    place: {("spent", "total"): value} for place, value in zip(SISTERS, (120.0, 60.0, 30.0), strict=True)
}  # 10 a month and thousand heads each; six months of it are 60


@pytest.mark.parametrize(("spent", "warned"), [(600, False), (601, True), (6, False), (5.9, True)])
def test_a_running_total_is_compared_by_the_months_that_it_has_run(spent: float, warned: bool) -> None:
    report = reported({("spent", "total"): spent}, PEOPLED, History(sisters=SPENT, sister_months=RAN))
    assert rules(report) == (["per_head_implausible"] if warned else [])


def test_a_running_total_of_unknown_months_is_compared_with_nothing() -> None:
    assert rules(reported({("spent", "total"): 601}, PEOPLED, History(sisters=SPENT))) == []


def test_town_and_country_are_compared_where_their_residents_are_published() -> None:
    latest = {place: {("events", "urban"): 20.0, ("events", "rural"): 20.0} for place in SISTERS}
    filled = {("events", "urban"): 300, ("events", "rural"): 300}
    towns = tuple(replace(each, split="urban", persons=500) for each in PEOPLED.population)
    published = replace(PEOPLED, population=PEOPLED.population + towns)
    report = reported({**filled, ("events", "total"): 600}, published, History(sisters=latest))
    (problem,) = report.problems
    assert (problem.rule, problem.cell) == ("per_head_implausible", "H4")


def west(**people: float | None) -> History:
    """The other county's latest residents; the city had 3000 in 2020."""
    return History(sisters={"900102": {("population", split): value for split, value in people.items()}})


@pytest.mark.parametrize(
    ("people", "warned"),
    [(2449, False), (2451, True), (1609, False), (1608, True)],  # 3000 × 1.15 = 3450, 3000 / 1.15 = 2608.7
)
def test_all_counties_together_have_about_the_citys_residents(people: int, warned: bool) -> None:
    report = reported({("population", "total"): people}, COUNTED, west(total=1000))
    assert rules(report) == (["city_residents_differ"] if warned else [])


def test_the_sum_is_told_with_what_was_published() -> None:
    problem = only(reported({("population", "total"): 2500}, COUNTED, west(total=1000)))
    assert (problem.severity, problem.cell, problem.value) == ("warning", "J3", "2500")
    assert problem.message == (
        "各县（区）“常住人口”（合计）相加是 3500，其中本县（区）是 2500；已公布的全市数是 3000（2020 年，人口普查）。"
    )


def test_a_split_is_compared_with_the_citys_of_the_newest_year() -> None:
    rows = (Population("900100", 2024, "rural", 600, "bulletin", "公报"),)
    catalog = replace(COUNTED, population=(*COUNTED.population, *rows))
    people = {("population", "total"): 2000, ("population", "urban"): 1900, ("population", "rural"): 100}
    assert rules(reported(people, catalog, west(total=1000, rural=500))) == []
    (problem,) = reported(people, catalog, west(total=1000, rural=None)).problems  # 100 and no countryside
    assert (problem.rule, problem.cell) == ("city_residents_differ", "I3")


@pytest.mark.parametrize("history", [NO_HISTORY, west(), west(urban=1000)])
def test_of_a_county_that_is_unknown_nothing_is_added_up(history: History) -> None:
    assert rules(reported({("population", "total"): 2900}, COUNTED, history)) == []


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        (2.4, []),
        (2.3, ["rate_implausible"]),
        (38.7, []),
        (38.8, ["rate_implausible"]),
        (0.182, ["rate_below_1"]),
        (None, []),
    ],
)
def test_a_rate_lies_near_those_that_the_plan_quotes(rate: float | None, told: list[str]) -> None:
    report = reported({("literacy", "total"): rate}, who="science")  # 7 / 3 = 2.33, 12.93 × 3 = 38.79
    assert rules(report) == told


@pytest.mark.parametrize(
    ("before", "warned"), [(8.0, False), (7.9, True), (24.0, False), (24.1, True), (0.0, True), (None, False)]
)
def test_a_rate_that_jumps_is_marked(before: float | None, warned: bool) -> None:
    history = History(last_month="2025-05", last={("literacy", "total"): before})  # may change by half, now 12
    report = reported({("literacy", "total"): 12}, history=history, who="science")
    assert rules(report) == (["rate_jumps"] if warned else [])


@pytest.mark.parametrize(("now", "rule"), [(95, "size_differs"), (70, "rate_jumps")])  # 0.15 around 10: 7.08 to 14.1
def test_a_rate_of_another_size_is_told_as_that_alone(now: float, rule: str) -> None:
    history = History(last_month="2025-05", last={("literacy", "total"): 10.0})
    unquoted = replace(CATALOG, series=())
    assert rules(reported({("literacy", "total"): now}, unquoted, history, "science")) == [rule]


def test_less_than_a_point_is_no_jump() -> None:
    history = History(last_month="2025-05", last={("literacy", "total"): 1.6})
    assert rules(reported({("literacy", "total"): 2.5}, history=history, who="science")) == []
    assert rules(reported({("literacy", "total"): 2.6}, history=history, who="science")) == ["rate_jumps"]
