from html import unescape
from typing import Any

import pytest

from layouts.kit.view import View
from layouts.plan.page import EXHIBITS, controls, layout
from speech.words import speaking, words
from tests.contexts import settled
from tests.documents import as_json, nodes, of_class, text
from tests.small import EAST, SmallCity


def page(city: SmallCity, address: str) -> Any:
    return as_json(layout(settled(city, address)))


@pytest.mark.parametrize(
    ("address", "clause"),
    [
        ("/plan", ""),
        ("/plan?clause=A1.2", "A1.2"),
        ("/plan?measure=G1", "G1"),
        ("/plan?indicator=literacy_rate", "G1.2"),
        ("/plan?clause=A1.1&measure=G1", "A1.1"),
        ("/plan?clause=nowhere", ""),
    ],
)
def test_a_measure_or_an_indicator_opens_its_clause(rooms_city: SmallCity, address: str, clause: str) -> None:
    view = settled(rooms_city, address).view
    assert (view.clause, view.measure, view.indicator) == (clause, "", "")


def test_the_tree_holds_every_clause_once_with_the_way_to_it(rooms_city: SmallCity) -> None:
    tree = of_class(page(rooms_city, "/plan"), "plan-tree")[0]
    links = [node["props"]["href"].partition("clause=")[2] for node in nodes(tree, "Link")]
    assert sorted(links) == sorted(rooms_city.catalog.clauses)


def test_a_clause_is_quoted_word_for_word_in_both_languages(rooms_city: SmallCity) -> None:
    for code, clause in rooms_city.catalog.clauses.items():
        for language in ("zh", "en"):
            with speaking(language):
                (quote,) = nodes(page(rooms_city, f"/plan?clause={code}"), "Blockquote")
            assert quote["props"]["lang"] == "zh"
            assert unescape(text(quote)) == clause.words_zh


def test_a_chosen_clause_is_marked_and_its_way_is_open(rooms_city: SmallCity) -> None:
    tree = of_class(page(rooms_city, "/plan?clause=A1.2"), "plan-tree")[0]
    (chosen,) = of_class(tree, "chosen")
    assert text(of_class(chosen, "clause-name")[0]) == "2.活动"
    assert [node["props"]["open"] for node in nodes(tree, "Details")] == [True, False]


def test_a_clause_shows_value_expectation_target_and_basis(rooms_city: SmallCity) -> None:
    """In March 2025 East has 95 %, expected were 88.3 %; the plan asks for 100 % by 2025."""
    items = of_class(page(rooms_city, f"/plan?clause=A1.1&place={EAST}"), "plan-indicator")
    rest = words("plan.rests", basis=words("pages.basis.plan"), version=1, since="2024年1月1日")
    assert "95.0%" in text(items[0])
    assert words("plan.expected", value="88.3%") in text(items[0])
    assert "100.0%" in text(items[0])
    assert rest in text(items[0])


def test_a_department_sees_what_it_leads(rooms_city: SmallCity) -> None:
    tree = page(rooms_city, "/plan?department=education")
    assert [node["props"]["href"].partition("clause=")[2].partition("&")[0] for node in nodes(
        of_class(tree, "plan-tree")[0], "Link")] == ["I", "A1", "A1.1", "A1.2"]  # fmt: skip
    assert of_class(tree, "panel-department")


def test_departments_stand_against_statuses(rooms_city: SmallCity) -> None:
    """Education leads A1: rooms on track (85.0 against 82.4), nothing else of it reported."""
    table = EXHIBITS["departments"](settled(rooms_city, "/plan")).table()
    keys = [column.key for column in table.columns]
    row = dict(zip(keys, table.rows[table.codes.index("education")], strict=True))
    counts = {key: getattr(entry, "value", entry) for key, entry in row.items() if key != "department"}
    assert (counts["leads"], counts["supports"], counts["indicators"], counts["on_track"]) == (1, 0, 4, 1)


def test_without_a_clause_only_targets_that_moved_are_listed(rooms_city: SmallCity) -> None:
    whole, clause = (EXHIBITS["targets"](settled(rooms_city, f"/plan{query}")) for query in ("", "?clause=A1.2"))
    assert len(whole.table().rows) == 1
    assert len(clause.table().rows) == 5 + 1 + 1
    assert "240" in whole.reading
    assert "180" in whole.reading


@pytest.mark.parametrize("name", EXHIBITS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("query", ["", "?clause=G1.1", "?department=science", f"?place={EAST}"])
def test_every_exhibit_has_a_reading_and_a_table_of_even_rows(
    rooms_city: SmallCity, name: str, language: str, query: str
) -> None:
    with speaking(language):
        exhibit = EXHIBITS[name](settled(rooms_city, f"/plan{query}"))
        table = exhibit.table()
    assert exhibit.reading
    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert len(table.codes) == len(table.rows)


def test_place_and_department_can_be_chosen(rooms_city: SmallCity) -> None:
    chosen = as_json(controls(settled(rooms_city, "/plan")))
    assert [node["props"]["id"]["key"] for node in nodes(chosen) if "id" in node["props"]] == ["place", "department"]


def test_a_view_passed_on_keeps_month_and_language(rooms_city: SmallCity) -> None:
    view = settled(rooms_city, "/plan?month=2024-03&lang=en&measure=A1").view
    assert view == View("/plan", month="2024-03", clause="A1", lang="en")


def test_a_gap_of_a_survey_says_that_it_knows_no_county(rooms_city: SmallCity) -> None:
    for code, said in (("literacy_gap", True), ("room_rate", False)):
        clause = rooms_city.catalog.indicators[code].clause
        assert (words("plan.survey_of_city") in text(page(rooms_city, f"/plan?clause={clause}"))) == said
