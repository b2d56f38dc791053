from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.catalog.catalog import FORMULAS, Catalog, read_catalog
from figures.kit.tables import text_of
from layouts.kit.context import Context
from layouts.method.entries import formula_words, goalposts
from layouts.method.page import EXHIBITS, RULES, layout
from layouts.method.rules import scoring_rows, status_rows
from speech.words import called, speaking, words
from tests import lhasa
from tests.contexts import context_of
from tests.documents import as_json, nodes, text
from tests.small import EAST, SmallCity, rooms


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The page of a small city that has reported."""
    made = SmallCity(tmp_path_factory.mktemp("method"))
    made.report(EAST, "2024-01", rooms(8, 6))
    yield context_of(made, "/method")
    made.store.close()


@pytest.fixture(scope="module")
def whole() -> Catalog:
    return read_catalog(lhasa.PLAN)


def of(context: Context, catalog: Catalog) -> Context:
    """The same page, written out from another plan."""
    return replace(context, assessment=replace(context.assessment, catalog=catalog))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_indicator_variable_and_grade_of_the_plan_is_there(
    context: Context, whole: Catalog, language: str
) -> None:
    with speaking(language):
        tree = as_json(layout(of(context, whole)))
        said = text(tree)
        ids = {node["props"]["id"] for node in nodes(tree) if isinstance(node["props"].get("id"), str)}
        assert {f"indicator-{name}" for name in whole.indicators} <= ids
        assert {f"variable-{name}" for name in whole.variables} <= ids
        entries = (*whole.indicators.values(), *whole.variables.values(), *whole.grades, *whole.departments.values())
        assert [called(entry) for entry in entries if called(entry) not in said] == []
        assert [each.definition_zh for each in whole.variables.values() if each.definition_zh not in said] == []
        sources = {point.source_zh for point in whole.series} | {row.source_zh for row in whole.population}
        assert {source for source in sources if source not in said} == set()


def test_every_link_within_the_page_leads_somewhere(context: Context, whole: Catalog) -> None:
    tree = as_json(layout(of(context, whole)))
    ids = {node["props"].get("id") for node in nodes(tree) if isinstance(node["props"].get("id"), str)}
    asked = [link["props"]["href"] for link in nodes(tree, "A") if link["props"]["href"].startswith("#")]
    assert asked and [href for href in asked if href[1:] not in ids] == []


def test_the_tables_have_a_row_for_each(context: Context, whole: Catalog) -> None:
    rows = {name: len(make(of(context, whole)).table().rows) for name, make in EXHIBITS.items()}
    assert rows == {
        "grades": len(whole.grades),
        "forecasts": 6,  # two kinds, each with three, six and nine months known
        "calibration": 10,  # two kinds, five bins
        "indicators": len(whole.indicators),
        "variables": len(whole.variables),
        "series": len(whole.series),
        "population": len(whole.population),
    }


def test_formulas_are_written_with_the_names_of_what_they_are_made_of(context: Context) -> None:
    catalog = context.catalog
    written = {name: formula_words(catalog, entry) for name, entry in catalog.indicators.items()}
    assert written["room_rate"] == "有活动室学校 ÷ 中小学校数 × 100%"
    assert written["visits_per_100"] == "参观人次 ÷ 常住人口 × 100"
    assert written["literacy_gap"] == "科学素质比例：城镇 － 乡村"


def test_goalposts_are_written_where_there_are_any(context: Context) -> None:
    indicators = context.catalog.indicators
    assert "0" in goalposts(indicators["room_rate"]) and "100" in goalposts(indicators["room_rate"])
    assert goalposts(indicators["events"]) == ""


def test_the_rules_carry_the_plans_own_numbers(context: Context) -> None:
    plan = context.catalog.plan
    changed = replace(plan, on_track=98, at_risk=71, bands=replace(plan.bands, draws=1234, seed=77))
    other = of(context, replace(context.catalog, plan=changed))
    said = "".join(value for _, value in (*scoring_rows(other), *status_rows(other)))
    assert all(number in said for number in ("98%", "71%", "1,234", "77", "200") if number != "200")
    assert "200 次" not in said


def test_every_formula_is_explained() -> None:
    for name in FORMULAS:
        assert words(f"method.formulas.{name}") and words(f"method.formulas_long.{name}")
        assert words(f"method.written.{name}", numerator="1", denominator="2", factor="3")


def test_the_page_needs_no_county(tmp_path: Path) -> None:
    city = SmallCity(tmp_path)
    city.report("science", "2025-12", {"literacy": 5})
    assert layout(context_of(city, "/method"))
    city.store.close()


def test_every_entry_is_folded_under_a_group(context: Context, whole: Catalog) -> None:
    """As many entries within the folds as there are indicators, variables and published figures."""
    tree = as_json(layout(of(context, whole)))
    folds = [node for node in nodes(tree, "Details") if node["props"].get("className") == "fold"]
    ids = {node["props"].get("id") for fold in folds for node in nodes(fold)}
    assert {f"indicator-{name}" for name in whole.indicators} | {f"variable-{name}" for name in whole.variables} <= ids
    assert len({fold["props"]["id"] for fold in folds}) == len(folds)


def test_what_silence_does_is_written_as_the_plan_wants_it(context: Context, whole: Catalog) -> None:
    said = {name: "".join(text for _, text in rows(of(context, whole))) for name, rows in RULES}
    assert words("method.absent.left") in said["scoring"] and "不足 90% 的" in said["scoring"]
    assert words("method.paces_long.silence.counted") in said["paces"]
    assert words("method.reading_long.undetectable") in said["reading"]
    small = {name: "".join(text for _, text in rows(context)) for name, rows in RULES}
    assert words("method.absent.inherited") in small["scoring"] and words("method.interval") not in small["scoring"]
    assert words("method.paces_long.silence.skipped") in small["paces"]
    assert words("method.reading_long.undetectable") not in small["reading"]


def test_a_grade_is_listed_with_its_conditions(context: Context, whole: Catalog) -> None:
    table = EXHIBITS["grades"](of(context, whole)).table()
    rows = [[text_of(entry) for entry in row[2:]] for row in table.rows]
    assert rows == [["90", "70", "—"], ["80", "—", "33"], ["60", "—", "50"], ["0", "—", "—"]]
