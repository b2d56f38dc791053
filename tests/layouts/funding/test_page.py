import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from figures.kit.tables import Cell, Table, text_of
from layouts.funding.page import EXHIBITS, controls, layout
from layouts.kit import explorer
from layouts.kit.context import Context
from speech.words import words
from tests.contexts import settled
from tests.documents import as_json, nodes, of_class, text
from tests.money import MoneyCity, money
from tests.small import EAST, WEST, SmallCity


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MoneyCity]:
    """June 2025: East spends 30 of 120 (budget 100 in January), West's budget is zero; the city spends 50 of 200."""
    made = MoneyCity(tmp_path_factory.mktemp("money"))
    made.report(EAST, "2024-06", money(100, 80, 40)).report(WEST, "2024-06", money(50, 40, 10))
    made.report(EAST, "2025-01", money(100, 40, 5)).report(WEST, "2025-01", money(0, 0, 0))
    made.report(EAST, "2025-06", money(120, 90, 30)).report(WEST, "2025-06", money(0, 0, 0))
    made.report("science", "2025-06", {"city_budget": 200, "city_spent": 50})
    yield made
    made.store.close()


def texts(table: Table) -> dict[str, list[str]]:
    return {text_of(row[0]).split()[0]: [text_of(entry) for entry in row[1:]] for row in table.rows}


def drawn(context: Context, name: str) -> str:
    """Every word of a picture."""
    figure = EXHIBITS[name](context).figure
    assert figure is not None
    return json.dumps(figure(), ensure_ascii=False)


def test_the_page_opens_on_the_execution_rate(city: MoneyCity) -> None:
    context = settled(city, "/funding?indicator=room_rate")
    assert context.view.indicator == "funding_execution_rate"
    assert len(controls(context)) == 2


def test_the_headline_states_budget_arrived_spent_rate_and_the_line(city: MoneyCity) -> None:
    """30 of 120 are 25.0 %, half the line of 50 %."""
    tree = as_json(layout(settled(city, f"/funding?place={EAST}")))
    sentence = text(of_class(tree, "headline"))
    for part in ("120.0 万元", "90.0 万元", "30.0 万元", "25.0%"):
        assert part in sentence
    assert words("funding.below", difference="25.0\N{THIN SPACE}个百分点") in sentence


def test_the_bridge_holds_the_first_budget_the_adjustment_and_the_shares(city: MoneyCity) -> None:
    rows = texts(EXHIBITS["bridge"](settled(city, f"/funding?place={EAST}")).table())
    stops = {key: words(f"funding.bridge.steps.{key}") for key in ("initial", "adjustment", "arrived", "spent")}
    assert rows[stops["initial"]] == ["100.0", "—"]
    assert rows[stops["adjustment"]] == ["+20.0", "—"]
    assert rows[stops["arrived"]] == ["90.0", "75.0%"]
    assert rows[stops["spent"]] == ["30.0", "25.0%"]


def test_a_zero_budget_reads_no_rate_everywhere(city: MoneyCity) -> None:
    no_rate = words("pages.states.no_rate")
    context = settled(city, f"/funding?place={WEST}")
    assert no_rate in text(of_class(as_json(layout(context)), "headline"))
    assert words("funding.bridge.zero") in EXHIBITS["bridge"](context).reading
    assert no_rate in EXHIBITS["pace"](context).reading
    for name in ("bridge", "ranked", "map", "things"):
        assert no_rate in drawn(context, name), name
    for name in ("bridge", "pace", "ranked", "map", "trend", "things", "matrix"):
        cells = [entry for row in EXHIBITS[name](context).table().rows for entry in row]
        assert any(isinstance(each, Cell) and each.value is None and each.text == no_rate for each in cells), name


def test_the_city_is_the_sum_and_its_own_money_stands_beside(city: MoneyCity) -> None:
    """The city's rate is 30 of 120 + 0; its own money 50 of 200."""
    context = settled(city, "/funding")
    rows = texts(EXHIBITS["bridge"](context).table())
    assert rows[words("funding.bridge.steps.spent")] == ["30.0", "25.0%"]
    foot = EXHIBITS["pace"](context).foot
    assert words("funding.pace.city", rate="25.0%", line="50.0%") in text(as_json(foot))
    assert words("funding.pace.note_even") in text(as_json(foot))


def test_the_pace_sets_this_year_beside_last(city: MoneyCity) -> None:
    rows = texts(EXHIBITS["pace"](settled(city, f"/funding?place={EAST}")).table())
    june = next(row for name, row in rows.items() if "6月" in name)
    assert june == ["25.0%", "50.0", "50.0", "40.0%"]
    assert rows[next(name for name in rows if "3月" in name)] == [
        words("pages.states.missing"),
        words("pages.none"),
        "25.0",
        words("pages.states.missing"),
    ]


def test_per_head_stands_beside_the_nations_figure_and_last_years(city: MoneyCity) -> None:
    """90 x 10 000 yuan for 1,000 residents; 80 a year before."""
    tree = as_json(layout(settled(city, f"/funding?place={EAST}")))
    (fact,) = [part for part in of_class(tree, "fact") if "人均" in text(part)]
    assert "900.00" in text(fact)
    assert words("funding.facts.reference_year", year=2023, value="5.76") in text(fact)
    assert "800.00" in text(fact)


def test_money_and_things_that_part_are_named(city: MoneyCity) -> None:
    """East has 18 of 20 rooms, the 90 % that it began with are beyond its line; it spends 50 % of its line."""
    context = settled(city, "/funding")
    flag = next(flag for flag in city.catalog.flags if flag.flag == "done_not_spent")
    exhibit = EXHIBITS["things"](context)
    assert flag.name_zh in text(as_json(exhibit.foot))
    assert texts(exhibit.table())["东区"][-1] == flag.name_zh
    assert words("funding.things.silent", names="西县") in exhibit.reading
    assert words("funding.flags_raised", count=1, names="东区") in text(of_class(as_json(layout(context)), "headline"))


def test_every_picture_is_an_exhibit_with_a_reading_and_a_table(city: MoneyCity) -> None:
    context = settled(city, "/funding")
    for name, exhibit in EXHIBITS.items():
        made = exhibit(context)
        assert made.name == name
        assert made.title
        assert made.reading or name in explorer.EXHIBITS  # where one county alone has a value, none is the best
        assert all(len(row) == len(made.table().columns) for row in made.table().rows)
    shown = [node["props"]["className"] for node in nodes(as_json(layout(context)), "Section")]
    assert {f"panel panel-{name}" for name in EXHIBITS} == set(shown)


def test_a_missing_county_says_so_and_what_was_known_last(tmp_path: Path) -> None:
    made = MoneyCity(tmp_path)
    made.report(WEST, "2025-01", money(50, 20, 5)).report(EAST, "2025-02", money(100, 40, 5))
    tree = as_json(layout(settled(made, f"/funding?place={WEST}")))
    (panel,) = of_class(tree, "panel-bridge")
    assert words("pages.states.missing") in text(panel)
    assert words("funding.bridge.last", month="2025年1月", rate="10.0%") in text(panel)
    whole = text(of_class(as_json(layout(settled(made, "/funding"))), "headline"))
    assert "（2 县区中 1 个新报、0 个沿用、1 个缺报" in whole
    made.store.close()


def test_a_plan_with_other_indicators_of_money_has_an_explorer(rooms_city: SmallCity) -> None:
    context = settled(rooms_city, "/funding")
    assert context.view.indicator == "spending_rate"
    assert of_class(as_json(layout(context)), "panel-map")
    assert EXHIBITS["bridge"](context).body is not None
    assert EXHIBITS["pace"](context).table().rows == ()
