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


def test_few_sisters_small_numbers_and_monthly_counts_say_nothing_per_head() -> None:
    two = {place: {("budget", "total"): 20.0} for place in SISTERS[:2]}
    assert rules(reported({("budget", "total"): 900}, PEOPLED, History(sisters=two))) == []
    small = {place: {("budget", "total"): 0.5} for place in SISTERS}
    assert rules(reported({("budget", "total"): 9.9}, PEOPLED, History(sisters=small))) == []
    assert rules(reported({("budget", "total"): 10}, PEOPLED, History(sisters=small))) == ["per_head_implausible"]
    events = {place: {("events", "total"): 20.0} for place in SISTERS}
    assert rules(reported({("events", "total"): 900}, PEOPLED, History(sisters=events))) == []


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


def test_less_than_a_point_is_no_jump() -> None:
    history = History(last_month="2025-05", last={("literacy", "total"): 1.6})
    assert rules(reported({("literacy", "total"): 2.5}, history=history, who="science")) == []
    assert rules(reported({("literacy", "total"): 2.6}, history=history, who="science")) == ["rate_jumps"]
