from dataclasses import replace

import pytest

from evaluation.assessment import Assessment
from evaluation.findings.gap import GapPoint, GapReading
from figures.kit.tables import text_of
from layouts.overview.page import layout, measures_exhibit, sentence
from speech.months import Month
from speech.words import words
from tests.contexts import context_of
from tests.documents import as_json, nodes, of_class, text
from tests.layouts.samples import A_SCORE, a_total, with_scores
from tests.small import EAST, SmallCity, rooms

AHEAD = replace(A_SCORE, code="A1", progress=60.0, line=50.0)
BEHIND = replace(A_SCORE, code="G1", progress=31.2, line=50.0, grade="poor")


def a_gap(urban: float, rural: float, change: float | None = None, direction: str = "unknown") -> GapReading:
    return GapReading(("room_rate",), (GapPoint(Month("2025-03"), urban, rural),), change, direction, "")


def test_the_sentence_leads_with_what_is_on_track_and_names_what_lags_most(assessment: Assessment) -> None:
    scored = with_scores(assessment, [a_total(82.34), AHEAD, BEHIND])
    assert sentence(scored, None) == (
        "5 项已到评判：1 项达到，0 项明显落后，4 项缺数据；高于序时 5.0；综合得分 82.3，等级“良”"
        "；举措中保障落后最多（−18.8）。"
    )


def test_where_all_keep_up_nothing_lags(assessment: Assessment) -> None:
    even = replace(BEHIND, progress=49.96, grade="good")  # as near as the figure is written
    scored = with_scores(assessment, [a_total(95.0, "excellent"), AHEAD, even])
    assert sentence(scored, None).endswith("；综合得分 95.0，等级“优”。")


def test_a_measure_without_a_score_lags_behind_none(assessment: Assessment) -> None:
    scored = with_scores(assessment, [a_total(82.34), AHEAD, replace(BEHIND, score=None)])
    assert sentence(scored, None).endswith("；综合得分 82.3，等级“良”。")


@pytest.mark.parametrize("share", [0.0, 0.45])
def test_without_a_score_the_sentence_says_how_little_could_be_scored(assessment: Assessment, share: float) -> None:
    scored = with_scores(assessment, [a_total(None, "", share)])
    assert sentence(scored, None).startswith(words("pages.overview.no_score", share=f"{share * 100:.0f}%"))
    assert sentence(with_scores(assessment, []), None).startswith(words("pages.overview.no_score", share="0%"))


@pytest.mark.parametrize(
    ("gap", "ending"),
    [
        (a_gap(80.0, 71.2), "；科普服务覆盖率乡村比城镇低 8.8 个百分点。"),
        (a_gap(80.0, 71.2, -1.5, "narrowing"), "低 8.8 个百分点，一年缩小 1.5。"),
        (a_gap(80.0, 71.2, 1.5, "widening"), "低 8.8 个百分点，一年扩大 1.5。"),
        (a_gap(80.0, 71.2, 0.04, "steady"), "低 8.8 个百分点，与上年持平。"),
        (a_gap(70.0, 72.0), "；科普服务覆盖率乡村比城镇高 2.0 个百分点。"),
    ],
)
def test_the_sentence_ends_with_the_gap(assessment: Assessment, gap: GapReading, ending: str) -> None:
    assert sentence(with_scores(assessment, [a_total(82.34)]), gap).endswith(ending)


def test_the_page_stands_though_nothing_can_be_scored(rooms_city: SmallCity) -> None:
    tree = as_json(layout(context_of(rooms_city, "/?month=2025-03")))
    assert [node["props"]["id"]["name"] for node in nodes(tree, "Graph")] == ["measures", "map", "reporting"]
    assert words("pages.overview.gap_none") in text(tree)


def test_a_place_takes_the_side_of_gap_and_lags(rooms_city: SmallCity) -> None:
    tree = as_json(layout(context_of(rooms_city, f"/?month=2025-03&place={EAST}")))
    assert len(of_class(tree, "panel-place")) == 1
    assert not of_class(tree, "panel-gap") and not of_class(tree, "panel-lags")


def test_what_lags_most_comes_first_with_its_clause_and_lead(city: SmallCity) -> None:
    for month, events in (("2024-01", 3), ("2024-02", 3), ("2024-03", 4)):
        city.report(EAST, month, {"events": events})
    tree = as_json(layout(context_of(city, "/?month=2024-03")))
    (lag,) = of_class(tree, "lag")  # of 120 events a year, 30 are expected by March
    assert "东区 · 活动" in text(lag)
    assert words("pages.overview.lag_value", value="10", expected="30\N{THIN SPACE}场") in text(lag)
    assert words("pages.overview.lag_lead", leads="市教育局") in text(lag)
    assert "lag-behind" in lag["props"]["className"]


def test_a_lag_links_to_the_page_that_looks_into_it(city: SmallCity) -> None:
    for month in ("2024-01", "2024-02", "2024-03"):
        city.report(EAST, month, {**rooms(8, 6), "events": 3})
    tree = as_json(layout(context_of(city, "/?month=2024-03")))
    links = [link["props"]["href"] for lag in of_class(tree, "lag") for link in nodes(lag, "Link")]
    assert sorted(links) == [
        f"/actions?month=2024-03&place={EAST}&indicator=events",
        f"/infrastructure?month=2024-03&place={EAST}&indicator=room_rate",
    ]


def test_what_the_city_alone_lags_in_leads_to_no_county(city: SmallCity) -> None:
    """In December 2025 the survey should give 10 %; it gives 5 %."""
    city.report("science", "2025-12", {"literacy": 5})
    tree = as_json(layout(context_of(city, "/?month=2025-12")))
    (lag,) = (each for each in of_class(tree, "lag") if "素质" in text(each))
    assert [link["props"]["href"] for link in nodes(lag, "Link")] == ["/indicators/literacy_rate?month=2025-12"]


def test_how_complete_the_reports_are_is_counted(rooms_city: SmallCity) -> None:
    tree = as_json(layout(context_of(rooms_city, "/?month=2025-03")))
    (reporting,) = of_class(tree, "panel-reporting")
    assert "2/3 已报，未报 1" in text(reporting)


def test_an_open_grade_stands_large_with_its_interval_and_in_the_tables(city: SmallCity) -> None:
    context = context_of(city.report(EAST, "2025-03", rooms(8, 6)), "/?month=2025-03")
    unsure = replace(a_total(82.34), low=76.96, high=84.04, fresh=0.875, grade="fair", grade_to="good")
    measure = replace(unsure, level="measure", code="A1")
    context = replace(context, assessment=with_scores(context.assessment, [unsure, measure]))
    (total,) = of_class(as_json(layout(context)), "panel-total")
    assert [text(part) for part in of_class(total, "score-interval")] == ["77.0–84.0"]
    assert [text(part) for part in of_class(total, "grade")] == ["▲中到良"]
    assert "87% 的权重为当月新报" in text(total)
    table = measures_exhibit(context).table()
    row = dict(zip((column.key for column in table.columns), map(text_of, table.rows[0]), strict=True))
    assert (row["low"], row["high"], row["fresh"], row["grade"]) == ("77.0", "84.0", "88", "中到良")


def test_what_leads_the_headline_is_how_many_are_on_track(assessment: Assessment, rooms_city: SmallCity) -> None:
    context = replace(context_of(rooms_city, "/?month=2025-03"), assessment=with_scores(assessment, [a_total(82.34)]))
    (lead,) = of_class(as_json(layout(context)), "standing")
    assert text(lead) == "5 项已到评判：1 项达到，0 项明显落后，4 项缺数据；高于序时 5.0"
