"""How sure a wall's figures are: the counts first, the score with its ends, open grades, what is old, the even line."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from data.catalog.catalog import Catalog, read_catalog
from data.store.store import Store, open_store
from evaluation.assessment import Assessment, Assessments, Score
from evaluation.findings.records import Records
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.kit.view import View
from layouts.wall.indicators import even_line
from layouts.wall.markup import as_html
from layouts.wall.pieces import came, came_unlike, grade, letters, most_came, scored
from layouts.wall.stage import Box
from settings import Settings
from tests import lhasa
from tests.layouts.samples import a_total
from tests.layouts.wall.walls import part, said, scene, show, shows_of
from tests.small import BOUNDARIES, SmallCity

CITY, SPENT = "540100", "funding_execution_rate"


@pytest.fixture(scope="module")
def plan(lhasa_settings: Settings) -> Catalog:
    return read_catalog(lhasa_settings.plan)


@pytest.fixture(scope="module")
def store(lhasa_settings: Settings) -> Iterator[Store]:
    opened = open_store(lhasa_settings.database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def real(store: Store, plan: Catalog) -> Assessment:
    """February 2024, in which 540122 says nothing."""
    return Assessments(store, plan).at()


@pytest.fixture(scope="module")
def context(real: Assessment, store: Store, plan: Catalog) -> Context:
    return Context(View(paths.WALL, month=real.month), real, Records(store, plan), BOUNDARIES, None)


@pytest.mark.parametrize(
    ("text", "box", "size"),
    [
        ("字" * 10, Box(0, 0, 1800, 92), 76),  # at the most
        ("字" * 30, Box(0, 0, 1800, 92), 60),  # 30 × 60 = 1800
        ("字" * 30, Box(0, 0, 960, 150), 60),  # of two lines: 2 × 60 × 1.2 = 144
        ("字" * 30, Box(0, 0, 200, 30), 32),  # never less
    ],
)
def test_a_sentence_is_written_as_large_as_its_box_allows(text: str, box: Box, size: int) -> None:
    assert letters(text, box) == size


def test_the_counts_stand_over_the_city_and_the_score_comes_second(rooms_city: SmallCity) -> None:
    """Of the small city's five indicators that are due, two counties' rooms are all that is known."""
    made = scene(rooms_city, "city")
    assert "项已到评判：" in said(part(made, "standing"))
    assert made["html"].index("part-standing") < made["html"].index("part-total")


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (replace(a_total(85.0), grade="fair", grade_to="good"), "▲◆中到良"),
        (a_total(85.0), "◆良"),
        (a_total(85.0, ""), "不评等级"),
    ],
)
def test_a_grade_is_open_closed_or_none(context: Context, score: Score, text: str) -> None:
    assert said(as_html(grade(context, score), [])) == text


def test_a_large_score_stands_with_its_ends_and_says_what_is_new_and_absent(context: Context) -> None:
    score = replace(a_total(85.04), low=77.06, high=86.0, fresh=0.9512, absent=0.31)
    text = said(as_html(scored(context, score), []))
    assert text == "85.077.1–86.0◆良当月新报占权重的95.1%31%的权重不适用或未到期，不由其他项目承接"
    even = said(as_html(scored(context, replace(score, low=85.04, high=85.01)), []))
    assert even.startswith("85.0◆良"), "ends that are written alike aren't written"


def test_of_many_figures_the_usual_is_said_once_and_the_others_each(real: Assessment) -> None:
    spent = real.judged[CITY, "total", SPENT]
    usual = "沿用2024年1月；8 县区中 7 个新报、1 个沿用、0 个缺报"
    whole = replace(spent, carried="", places_reported=8, places_carried=0)
    assert (came(spent), came(whole)) == (usual, "")
    assert most_came([spent, whole, spent]) == usual
    assert came_unlike(spent, usual) == ""
    assert came_unlike(whole, usual) == "新报 8、沿用 0、缺报 0"
    assert came_unlike(replace(spent, places_reported=6), usual) == "新报 6、沿用 1、缺报 1；沿用2024年1月"
    assert came_unlike(real.judged["540121", "total", SPENT], usual) == "", "no county is behind a county's figure"


def test_the_even_line_stands_beside_another_course(context: Context, plan: Catalog) -> None:
    """All of the budget is asked for by December: 100 / 12 a month, evenly."""
    indicator = plan.indicators[SPENT]
    series = context.assessment.series(CITY, SPENT)[-2:]
    (line,) = even_line(context, indicator, {row.month: row.expected for row in series})
    assert line.role == "even"
    assert line.values == pytest.approx({"2024-01": 100 / 12, "2024-02": 200 / 12})
    assert even_line(context, indicator, line.values) == [], "two lines in one place are one"
    coverage = plan.indicators["school_science_room_rate"]
    assert coverage.pace == "line" and even_line(context, coverage, line.values) == []


def test_what_is_carried_says_since_when(store: Store, plan: Catalog) -> None:
    shows = shows_of(Assessments(store, plan), Records(store, plan), (lhasa.SILENT,))
    funding, reports, county = show(shows, scenes="funding,reports,counties")["scenes"]
    assert "沿用2024年1月；8县区中7个新报、1个沿用、0个缺报" in said(part(funding, "fund-head"))
    assert "当雄县沿用2024年1月" in said(part(funding, "fund-ranked"))
    meaning = said(part(reports, "reports-meaning"))
    assert "缺报的县（区）目标照算：累计数只计报来的月份，时点数沿用上一次的，最多3个月。" in meaning
    assert "3月起评等级" in said(part(county, "county-head"))
