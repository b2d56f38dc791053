import pytest

from data.wording import words
from evaluation.assessment import Assessment
from layouts.infrastructure import chosen, layout
from layouts.view import View
from tests.documents import as_json, nodes, of_class, text
from tests.small import BOUNDARIES, EAST, WEST, SmallCity, rooms


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
    view = chosen(asked, assessment)
    assert (view.indicator, view.split) == (indicator, split)


def table_of(assessment: Assessment, **view: str) -> list[list[str]]:
    tree = as_json(layout(View("/infrastructure", month=assessment.month, **view), assessment, BOUNDARIES, None))
    body = next(nodes(next(nodes(tree, "Table")), "Tbody"))
    return [[text(cell) for cell in row["props"]["children"]] for row in nodes(body, "Tr")]


def test_the_table_holds_what_a_value_is_made_of_the_best_county_first(assessment: Assessment) -> None:
    """East's line runs from 70 % to 100 %, West's from 40 %: after 14 of 23 months 88.3 % and 76.5 %."""
    rows = table_of(assessment)
    assert [row[1:7] for row in rows] == [
        ["85.0%", "34", "40", "82.4", "+2.6", "100.0"],
        ["95.0%", "19", "20", "88.3", "+6.7", "100.0"],
        ["75.0%", "15", "20", "76.5", "−1.5", "100.0"],
    ]
    assert [row[7] for row in rows] == [
        words(f"pages.status.{status}") for status in ("on_track", "on_track", "at_risk")
    ]
    assert [row[0] for row in rows][1:] == ["东区", "西县"]


def test_a_missing_county_comes_last_and_the_city_says_that_it_is_partial(city: SmallCity) -> None:
    whole, east, west = table_of(city.report(EAST, "2024-03", rooms(0, 0)).assessments.at())
    assert (east[1], west[1]) == ("0.0%", words("pages.states.missing"))
    assert west[2:7] == [*[words("pages.none")] * 4, "100.0"]
    assert words("pages.infrastructure.partial", reported=1, expected=2) in whole[-1]


def test_the_chosen_place_has_the_trend(assessment: Assessment) -> None:
    view = View("/infrastructure", month="2025-03", place=WEST)
    tree = as_json(layout(view, assessment, BOUNDARIES, None))
    (trend,) = of_class(tree, "panel-trend")
    assert "西县" in text(of_class(trend, "panel-note")[0])
    assert "西县" in of_class(trend, "picture")[0]["props"]["aria-label"]


def test_a_figures_way_to_its_cell_stands_under_the_table(assessment: Assessment) -> None:
    view = View("/infrastructure", month="2025-03", place=WEST)
    assert "python manage.py trace 900102 2025-03 room_rate" in text(
        as_json(layout(view, assessment, BOUNDARIES, None))
    )
