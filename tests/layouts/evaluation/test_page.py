from collections.abc import Iterator
from typing import Any

import pytest

from evaluation.findings.explain import change_since, leaves, score_tree
from figures.kit.tables import Cell
from layouts.evaluation import page as evaluation
from layouts.kit.context import Context
from reading.text import written
from speech.words import words
from tests.contexts import context_of
from tests.documents import as_json, nodes, of_class, text
from tests.evaluation.frames import a_month
from tests.small import CITY, EAST, WEST, SmallCity

MONTH = "2025-03"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCity]:
    """Both counties in February and March 2025; East fell back in its events."""
    made = SmallCity(tmp_path_factory.mktemp("evaluation"))
    for month, events, spent in (("2025-02", 20, 20), (MONTH, 1, 40)):
        made.report(EAST, month, {**a_month(80, events, 200, spent), "plan_steps": 1})
        made.report(WEST, month, {**a_month(40, 4, 90, 12), "plan_steps": 1})
    yield made
    made.store.close()


def context(small: SmallCity, query: str = "") -> Context:
    return context_of(small, f"/evaluation?month={MONTH}{query}")


def page(small: SmallCity, query: str = "") -> Any:
    return as_json(evaluation.layout(context(small, query)))


def cells(row: tuple[Cell | str, ...]) -> list[float | None]:
    return [cell.value for cell in row if isinstance(cell, Cell)]


def test_the_heat_table_holds_every_score_and_leads_to_place_and_measure(small: SmallCity) -> None:
    (heat,) = of_class(page(small), "heat")
    rows = list(nodes(next(nodes(heat, "Tbody")), "Tr"))
    assert [text(next(nodes(row, "Th"))) for row in rows] == ["小城市", "东区", "西县"]
    links = [link["props"]["href"] for link in nodes(rows[1], "Link")]
    assert links[0] == f"/evaluation?month={MONTH}&place={EAST}"
    assert links[2] == f"/evaluation?month={MONTH}&place={EAST}&measure=A1"
    scores = context(small).assessment.scores
    score = scores[EAST, "measure", "A1"].score
    assert text(list(nodes(rows[1], "Td"))[1]).startswith(written(score, 1))


def test_choosing_a_chosen_cell_leads_back(small: SmallCity) -> None:
    (heat,) = of_class(page(small, f"&place={EAST}&measure=A1"), "heat")
    row = list(nodes(next(nodes(heat, "Tbody")), "Tr"))[1]
    assert list(nodes(row, "Link"))[2]["props"]["href"] == f"/evaluation?month={MONTH}"


def test_the_tree_goes_down_to_reported_figures_and_their_sources(small: SmallCity) -> None:
    (why,) = of_class(page(small, f"&place={EAST}"), "panel-why")
    tree = score_tree(context(small).assessment, EAST)
    assert tree is not None
    assert len(of_class(why, "why-indicator")) == len(list(leaves(tree)))
    facts = next(line for line in of_class(why, "why-facts") if "room_rate" in str(line))
    assert words("evaluation.why.fraction", numerator="80", denominator="100") in text(facts)
    assert next(nodes(facts, "Link"))["props"]["href"].startswith(f"/data?month={MONTH}&place={EAST}")


def test_the_tables_behind_the_pictures_add_up(small: SmallCity) -> None:
    seen = context(small, f"&place={EAST}")
    why = evaluation.EXHIBITS["why"](seen).table()
    total = cells(why.rows[0])
    indicators = [cells(row) for row in why.rows if row[0] == words("evaluation.why.levels.indicator")]
    assert sum(row[3] or 0 for row in indicators) == pytest.approx(total[3])
    change = change_since(seen.assessment, EAST, 1)
    parts = [cells(row)[0] or 0 for row in evaluation.EXHIBITS["changes"](seen).table().rows]
    assert change is not None
    assert sum(parts) == pytest.approx(change.now - change.before)


def test_what_fell_most_is_named_and_other_measures_are_left_out_on_demand(small: SmallCity) -> None:
    whole = evaluation.EXHIBITS["changes"](context(small, f"&place={EAST}"))
    assert "降得最多的是活动" in whole.reading
    assert whole.table().rows[0][0] == "科普活动"
    part = evaluation.EXHIBITS["changes"](context(small, f"&place={EAST}&measure=G1"))
    assert "活动" not in part.reading
    assert {row[1] for row in part.table().rows} == {"保障"}


def test_a_month_without_a_before_says_so(small: SmallCity) -> None:
    exhibit = evaluation.EXHIBITS["changes"](context(small, "&since=year"))
    assert exhibit.figure is None
    assert text(as_json(exhibit.body)) == words("evaluation.changes.none", month="2024年3月")


def test_the_moved_target_is_listed_with_what_both_versions_give(small: SmallCity) -> None:
    """East is asked for 180 events from 2025-03 on instead of 240."""
    in_force, first = (evaluation.EXHIBITS["moved"](context(small, query)) for query in ("", "&targets=first"))
    assert in_force.reading == first.reading
    (row,) = in_force.table().rows
    assert cells(row) == [240, 180]
    scores = [small.assessments.at(MONTH, each).scores[CITY, "total", "total"].score for each in (False, True)]
    assert all(written(score, 2) in in_force.reading for score in scores)


def test_ranks_are_told_with_their_bands(small: SmallCity) -> None:
    table = evaluation.EXHIBITS["ranks"](context(small)).table()
    assert table.codes == (EAST, WEST)
    assert [cells(row)[4] for row in table.rows] == [1, 2]
    assessment = small.assessments.at(MONTH)
    band, score = assessment.bands[WEST], assessment.scores[WEST, "total", "total"]
    assert cells(table.rows[1])[5:7] == [band.low, band.high]
    assert cells(table.rows[1])[1:4] == [score.low, score.high, score.fresh * 100]


def test_every_weight_has_a_slider_and_nothing_is_tried_yet(small: SmallCity) -> None:
    (panel,) = of_class(page(small), "panel-what-if")
    sliders = [node["props"] for node in nodes(panel, "Input")]
    assert [each["value"] for each in sliders] == [60, 40, 100]
    assert words("evaluation.what_if.same") in text(panel)


def test_only_a_target_that_can_be_tried_is_kept(small: SmallCity) -> None:
    for asked, kept in (("events", "events"), ("in_plan", "")):
        seen = context(small, f"&indicator={asked}&split=rural")
        settled = evaluation.settle(seen.view, seen.assessment)
        assert (settled.indicator, settled.split) == (kept, "")


def test_a_county_without_a_score_is_explained(city_without_west: Context) -> None:
    tree = as_json(evaluation.layout(city_without_west))
    (why,) = of_class(tree, "panel-why")
    assert words("evaluation.why.none") in text(why)
    assert words("evaluation.changes.none_now") in text(tree)


@pytest.fixture
def city_without_west(city: SmallCity) -> Context:
    city.report(EAST, MONTH, a_month())
    return context_of(city, f"/evaluation?month={MONTH}&place={WEST}")
