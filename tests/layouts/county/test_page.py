from collections.abc import Iterator

import pytest

from figures.kit.tables import Cell, text_of
from layouts.county.lists import spans
from layouts.county.page import EXHIBITS, controls, knows, layout, sentence
from layouts.kit.view import View
from speech.words import speaking, words
from tests.contexts import settled
from tests.documents import as_json, nodes, of_class, text
from tests.small import CITY, EAST, WEST, SmallCity, rooms


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCity]:
    """East reports January to March 2024, West not in March; events of East: 5, 5, 30 of 10 a month."""
    made = SmallCity(tmp_path_factory.mktemp("county"))
    for month, events in (("2024-01", 5), ("2024-02", 5), ("2024-03", 30)):
        made.report(EAST, month, {**rooms(8, 6), "events": events})
    made.report(WEST, "2024-01", rooms(4, 4)).report(WEST, "2024-02", rooms(4, 4), late=True)
    yield made
    made.store.close()


def test_the_path_says_which_county_and_a_choice_comes_before_it(city: SmallCity) -> None:
    assert settled(city, f"/places/{EAST}").view == View(f"/places/{EAST}", month="2024-03", place=EAST)
    assert settled(city, f"/places/{EAST}?place={WEST}").view.path == f"/places/{WEST}"
    assert settled(city, f"/places/{CITY}").view.place == ""


def test_only_the_citys_own_places_have_a_page(city: SmallCity) -> None:
    assert [knows(code, city.catalog) for code in (CITY, EAST, WEST, "900199", "")] == [True] * 3 + [False] * 2


def test_the_page_has_every_exhibit_once(city: SmallCity) -> None:
    tree = as_json(layout(settled(city, f"/places/{EAST}")))
    assert {name: len(of_class(tree, f"panel-{name}")) for name in EXHIBITS} == dict.fromkeys(EXHIBITS, 1)
    (heading,) = nodes(tree, "H1")
    assert text(heading) == "东区ཤར།East"


def test_in_english_the_chinese_name_stands_beside(city: SmallCity) -> None:
    with speaking("en"):
        (heading,) = nodes(as_json(layout(settled(city, f"/places/{EAST}"))), "H1")
    assert text(heading) == "Eastཤར།东区"


def test_the_sentence_counts_what_stands_where(city: SmallCity) -> None:
    said = sentence(settled(city, f"/places/{WEST}?month=2024-03"))
    assert said.startswith(words("county.no_report", month="2024年3月"))
    assert words("county.counts.no_data", count=4) in said  # rooms, events, visits, spending


def test_what_was_missed_is_remembered_though_it_is_made_good(city: SmallCity) -> None:
    (memory,) = of_class(as_json(layout(settled(city, f"/places/{EAST}"))), "memory")
    assert text(memory).startswith("活动")
    assert words("county.memory_months", months="1月–2月", count=2) in text(memory)


@pytest.mark.parametrize(
    ("months", "said"),
    [(["2024-01"], "1月"), (["2024-01", "2024-02", "2024-04"], "1月–2月、4月"), (["2024-09", "2024-11"], "9月、11月")],
)
def test_months_that_follow_each_other_are_written_as_a_span(months: list[str], said: str) -> None:
    assert spans(months) == said


def test_without_a_report_nothing_is_said_to_be_fine(city: SmallCity) -> None:
    tree = as_json(layout(settled(city, f"/places/{WEST}?month=2024-03")))
    for name in ("lags", "strengths", "memory"):
        (panel,) = of_class(tree, f"panel-{name}")
        assert words("county.unknown") in text(panel)


def test_each_month_leads_to_its_report(city: SmallCity) -> None:
    (strip,) = of_class(as_json(layout(settled(city, f"/places/{WEST}"))), "report-strip")
    links = list(nodes(strip, "Link"))
    assert [link["props"]["href"] for link in links] == [
        f"/data?month=2024-0{month}&place={WEST}" for month in (1, 2, 3)
    ]
    assert [link["props"]["children"][0]["props"]["className"] for link in links] == [
        "report-mark report-on_time",
        "report-mark report-late",
        "report-mark report-missing",
    ]


def test_neighbours_and_those_of_its_size_stand_beside_it(city: SmallCity) -> None:
    table = EXHIBITS["peers"](settled(city, f"/places/{EAST}?month=2024-02")).table()
    assert [text_of(row[1]) for row in table.rows] == [words("county.beside.own"), words("county.beside.both")]
    rates = [row[5] for row in table.rows]
    assert [rate.text for rate in rates if isinstance(rate, Cell)] == ["70.0%", "40.0%"]
    assert [text_of(row[2]) for row in table.rows] == ["2,000", "1,000"]


def test_every_indicator_has_a_row_that_says_since_when(city: SmallCity) -> None:
    table = EXHIBITS["indicators"](settled(city, f"/places/{EAST}")).table()
    rows = {text_of(row[1]): row for row in table.rows}
    assert list(rows) == ["有活动室的学校占比", "科普活动", "每百人参观人次", "农技服务天数", "经费执行率", "纳入规划"]
    assert text_of(rows["科普活动"][7]) == words("county.since_short", month="2024年3月", count=1)


def test_a_measure_narrows_the_indicators(city: SmallCity) -> None:
    exhibit = EXHIBITS["indicators"](settled(city, f"/places/{EAST}?measure=G1"))
    assert [text_of(row[1]) for row in exhibit.table().rows] == ["经费执行率", "纳入规划"]
    assert exhibit.title == words("county.indicators_of", name="工作保障")


def test_the_other_counties_are_links(city: SmallCity) -> None:
    tree = as_json(controls(settled(city, f"/places/{EAST}")))
    links = {text(link): link["props"]["href"] for link in nodes(tree, "Link")}
    assert links == {"小城市": f"/places/{CITY}?month=2024-03", "西县": f"/places/{WEST}?month=2024-03"}


def test_the_city_has_a_page_of_its_own(city: SmallCity) -> None:
    tree = as_json(layout(settled(city, f"/places/{CITY}")))
    assert words("county.reports_city") in text(tree)
    table = EXHIBITS["peers"](settled(city, f"/places/{CITY}")).table()
    assert len(table.rows) == 3
