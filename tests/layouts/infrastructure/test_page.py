import pytest

from evaluation.assessment import Assessment
from figures.kit.tables import text_of
from layouts.infrastructure.page import layout, settle
from layouts.kit.context import Context
from layouts.kit.explorer import indicator_table, trend_exhibit
from layouts.kit.view import View
from speech.words import words
from tests.contexts import context_of
from tests.documents import as_json, nodes
from tests.small import EAST, WEST, SmallCity, rooms


@pytest.mark.parametrize(
    ("asked", "indicator", "split"),
    [
        (View("/infrastructure"), "room_rate", ""),
        (View("/infrastructure", indicator="visits_per_100", split="rural"), "visits_per_100", "rural"),
        (View("/infrastructure", indicator="spending_rate", split="urban"), "room_rate", "urban"),
    ],
)
def test_only_the_pages_own_indicators_are_shown(
    assessment: Assessment, asked: View, indicator: str, split: str
) -> None:
    view = settle(asked, assessment)
    assert (view.indicator, view.split) == (indicator, split)


def texts(context: Context) -> list[list[str]]:
    return [[text_of(entry) for entry in row] for row in indicator_table(context).rows]


def test_the_table_holds_what_a_value_is_made_of_the_best_county_first(rooms_city: SmallCity) -> None:
    """East's line runs from 70 % to 100 %, West's from 40 %: after 14 of 23 months 88.3 % and 76.5 %."""
    rows = texts(context_of(rooms_city, "/infrastructure?indicator=room_rate"))
    assert [row[1:7] for row in rows] == [
        ["85.0%", "34", "40", "82.4", "+2.6", "100.0"],
        ["95.0%", "19", "20", "88.3", "+6.7", "100.0"],
        ["75.0%", "15", "20", "76.5", "−1.5", "100.0"],
    ]
    assert [row[7:12] for row in rows] == [
        ["100.0", "100.0", "100", "2 · 0 · 0", ""],
        ["100.0", "100.0", "100", "", ""],
        ["98.0", "98.0", "100", "", ""],
    ]
    assert [row[12] for row in rows] == [
        words(f"pages.status.{status}") for status in ("on_track", "on_track", "at_risk")
    ]
    assert [row[0].split()[0] for row in rows] == ["小城市", "东区", "西县"]


def test_a_missing_county_comes_last_and_the_city_says_that_it_is_partial(city: SmallCity) -> None:
    city.report(EAST, "2024-03", rooms(0, 0))
    whole, east, west = texts(context_of(city, "/infrastructure?indicator=room_rate"))
    assert (east[1], west[1]) == ("0.0%", words("pages.states.missing"))
    assert west[2:7] == [*[words("pages.none")] * 4, "100.0"]
    assert whole[10] == "1 · 0 · 1"


def test_the_chosen_place_has_the_trend(rooms_city: SmallCity) -> None:
    exhibit = trend_exhibit(context_of(rooms_city, f"/infrastructure?indicator=room_rate&place={WEST}"))
    assert "西县" in exhibit.title
    assert exhibit.reading == words("pages.overview.since_year", change="+25.0\N{THIN SPACE}个百分点") + "。"


def test_a_pictures_menu_leads_to_table_files_and_reports(rooms_city: SmallCity) -> None:
    tree = as_json(layout(context_of(rooms_city, f"/infrastructure?indicator=room_rate&place={WEST}")))
    menu = next(nodes(tree, "Details"))
    links = [node["props"]["href"] for node in nodes(menu) if "href" in node["props"]]
    query = f"month=2025-03&place={WEST}&indicator=room_rate"
    assert links == [
        f"/infrastructure?{query}&table=map",
        f"/download/xlsx/map?{query}&path=/infrastructure",
        f"/download/csv/map?{query}&path=/infrastructure",
        f"/data?{query}",
    ]
