from dataclasses import replace

import pytest

from data.catalog.terms import Rule, Split
from evaluation.assessment import Assessment
from reading.indicators import (
    basis,
    change_asked,
    ranked_row,
    sentence,
    splits,
    target_text,
    trend_lines,
    trend_target,
    trend_versions,
)
from speech.words import words
from tests.small import CITY, EAST, WEST, SmallCity, rooms

THIN = "\N{THIN SPACE}"
POINTS = f"{THIN}{words('pages.percent_points')}"


def said(assessment: Assessment, split: Split = "total", place: str = CITY, indicator: str = "room_rate") -> str:
    return sentence(assessment, place, split, assessment.catalog.indicators[indicator])


def test_the_sentence_gives_value_line_worst_county_and_gap(assessment: Assessment) -> None:
    """The line runs from 55 % in 2024-01 to 100 % in 2025-12: after 14 of 23 months 82.4 %."""
    text = said(assessment)
    assert text.startswith("2025年3月")
    assert f"85.0%，高于序时应达 2.6{POINTS}" in text
    assert "西县" in text and "75.0%" in text
    assert f"乡村比城镇低 20.0{POINTS}，差距较上年扩大 5.0{POINTS}；2 县区中 2 个新报、0 个沿用、0 个缺报。" in text


def test_the_sentence_of_a_split_speaks_of_that_split_alone(assessment: Assessment) -> None:
    """The countryside's own line runs from 50 % to 100 %: after 14 of 23 months 80.4 %."""
    text = said(assessment, "rural")
    assert f"{words('pages.splits.rural')} 75.0%，低于序时应达 5.4{POINTS}" in text
    assert "60.0%" in text and "城镇" not in text


def test_the_sentence_of_a_county_names_no_other(assessment: Assessment) -> None:
    text = said(assessment, place=EAST)
    assert "东区" in text and "95.0%" in text and "西县" not in text


def test_without_a_year_before_the_gap_has_no_direction(rooms_city: SmallCity) -> None:
    text = said(rooms_city.assessments.at("2024-03"))
    assert f"乡村比城镇低 15.0{POINTS}；2 县区中 2 个新报、0 个沿用、0 个缺报。" in text


def test_who_has_not_reported_is_named(city: SmallCity) -> None:
    text = said(city.report(EAST, "2024-03", rooms(9, 6)).assessments.at())
    assert words("pages.infrastructure.missing", names="西县") in text


@pytest.mark.parametrize(("place", "state"), [(CITY, "missing"), (WEST, "missing")])
def test_without_a_value_the_sentence_says_why(rooms_city: SmallCity, place: str, state: str) -> None:
    text = said(rooms_city.assessments.at("2024-02"), place=place)
    assert words(f"pages.states.{state}") in text and "%" not in text


def test_the_lowest_is_the_worst_where_more_is_better_and_the_highest_where_less_is(assessment: Assessment) -> None:
    down = replace(assessment.catalog.indicators["room_rate"], direction="down")
    assert "西县" in said(assessment) and "东区" not in said(assessment)
    assert "东区" in sentence(assessment, CITY, "total", down)


def test_only_what_town_and_countryside_both_report_is_split(assessment: Assessment) -> None:
    indicators = assessment.catalog.indicators
    shown = {name: splits(indicators[name]) for name in ("room_rate", "farm_days", "spending_rate")}
    assert shown == {
        "room_rate": ("total", "urban", "rural"),
        "farm_days": ("total",),
        "spending_rate": ("total",),
    }


def test_a_ranked_row_has_dots_where_they_are_asked_for(assessment: Assessment) -> None:
    row = assessment.judged[WEST, "total", "room_rate"]
    dotted, plain = ranked_row(assessment, row, True), ranked_row(assessment, row, False)
    assert (dotted.value, dotted.urban, dotted.rural) == (75.0, 90.0, 60.0)
    assert (plain.value, plain.urban, plain.rural) == (75.0, None, None)


def test_a_missing_place_keeps_its_ranked_row(rooms_city: SmallCity) -> None:
    assessment = rooms_city.assessments.at("2024-02")
    row = ranked_row(assessment, assessment.judged[WEST, "total", "room_rate"], True)
    assert (row.name, row.state, row.value, row.urban) == ("西县", "missing", None, None)


def test_the_trend_draws_all_splits_or_the_chosen_one(assessment: Assessment) -> None:
    indicator = assessment.catalog.indicators["room_rate"]
    whole = trend_lines(assessment, CITY, "", indicator)
    assert [line.role for line in whole] == ["urban", "rural", "expected", "total"]
    values = {point.month: point.value for point in whole[-1].points}
    assert [values[month] for month in ("2024-01", "2024-02", "2024-03", "2025-03")] == pytest.approx(
        [55.0, None, 62.5, 85.0]
    )
    assert [line.role for line in trend_lines(assessment, CITY, "rural", indicator)] == ["expected", "total"]


def test_a_late_point_is_hollow_in_the_trend(assessment: Assessment) -> None:
    line = trend_lines(assessment, WEST, "", assessment.catalog.indicators["room_rate"])[-1]
    assert [point.month for point in line.points if point.value is not None and point.hollow] == ["2024-03"]


def test_a_point_of_the_city_is_hollow_where_a_county_is_missing(city: SmallCity) -> None:
    city.report(EAST, "2024-01", rooms(8, 6)).report(EAST, "2024-02", rooms(8, 6)).report(WEST, "2024-02", rooms(4, 4))
    assessment = city.assessments.at()
    line = trend_lines(assessment, CITY, "", assessment.catalog.indicators["room_rate"])[-1]
    assert [point.hollow for point in line.points] == [True, False]


def test_a_target_has_its_period_basis_and_version(assessment: Assessment) -> None:
    indicators = assessment.catalog.indicators
    plan = target_text(assessment, assessment.judged[EAST, "total", "room_rate"], indicators["room_rate"])
    assert (
        plan
        == words(
            "pages.infrastructure.target",
            period="2025年",
            value="100.0%",
            basis=words("pages.basis.plan"),
            version=1,
        )
        + "；基期 70.0%（首次上报）"
    )
    working = target_text(assessment, assessment.judged[EAST, "total", "events"], indicators["events"])
    assert words("pages.basis.working") in working and words("pages.basis.plan") not in working
    assert f"180{THIN}场" in working  # the second version, in force from March 2025


def test_a_target_that_was_changed_is_drawn_with_both_its_values(assessment: Assessment) -> None:
    versions = trend_versions(assessment, assessment.judged[EAST, "total", "events"])
    assert [(version.month, version.value) for version in versions] == [("2024-01", 240.0), ("2025-03", 180.0)]
    assert trend_versions(assessment, assessment.judged[EAST, "total", "room_rate"]) == []


def test_the_trend_ends_at_the_targets_year(assessment: Assessment) -> None:
    row = assessment.judged[EAST, "total", "room_rate"]
    target = trend_target(assessment, row, assessment.catalog.indicators["room_rate"])
    assert target is not None
    assert (target.month, target.value) == ("2025-12", 100.0)


def test_the_basis_quotes_the_clause_and_names_who_leads(assessment: Assessment) -> None:
    facts = dict(basis(assessment, assessment.catalog.indicators["room_rate"]))
    assert "各校建有活动室。" in facts[words("pages.infrastructure.clause")]
    assert facts[words("pages.infrastructure.leads")] == "市教育局"
    assert facts[words("pages.infrastructure.definition")] == "有活动室学校 ÷ 中小学校数"


def earlier(assessment: Assessment) -> Assessment:
    """The same, where earlier years' course is expected of flows."""
    plan = assessment.catalog.plan
    method = replace(plan.method, course="earlier", silence="counted")
    return replace(assessment, catalog=replace(assessment.catalog, plan=replace(plan, method=method)))


def test_the_even_line_of_a_flow_is_a_twelfth_of_its_target_a_month(assessment: Assessment) -> None:
    """Of 120 events in 2024 a quarter is 30 by March; of the 180 of 2025, as moved in March, 45."""
    indicator = assessment.catalog.indicators["events"]
    (even,) = (line for line in trend_lines(earlier(assessment), EAST, "", indicator) if line.role == "even")
    values = {point.month: point.value for point in even.points}
    assert (values["2024-03"], values["2025-03"]) == (30.0, 45.0)
    assert "even" not in {line.role for line in trend_lines(assessment, EAST, "", indicator)}
    rooms_of = assessment.catalog.indicators["room_rate"]
    assert "even" not in {line.role for line in trend_lines(earlier(assessment), EAST, "", rooms_of)}


@pytest.mark.parametrize(
    ("rule", "formula", "said"),
    [
        ("growing", "share", " 5%以上"),
        ("narrowing", "gap", " 5%以上"),
        ("growing", "growth", " 5个百分点以上"),
        ("at_least", "share", ""),
    ],
)
def test_a_target_that_asks_for_a_change_says_by_how_much(
    assessment: Assessment, rule: Rule, formula: str, said: str
) -> None:
    target = replace(assessment.catalog.targets[0], rule=rule, value=5.0)
    indicator = replace(assessment.catalog.indicators["room_rate"], formula=formula)
    assert change_asked(target, indicator) == said
    assert change_asked(replace(target, value=None), indicator) == ""
