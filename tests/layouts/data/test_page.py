from pathlib import Path

import pytest

from layouts.data.page import EXHIBITS, controls, layout, lead, settle
from layouts.kit.view import read_address
from speech.words import speaking
from tests.contexts import context_of
from tests.documents import as_json, nodes, of_class, text
from tests.small import EAST, WEST, SmallCity, rooms


@pytest.mark.parametrize(
    ("asked", "settled"),
    [
        (f"/data?place={EAST}&split=rural", ("", EAST, "")),
        (f"/data?indicator=room_rate&place={EAST}&split=rural", ("room_rate", EAST, "rural")),
        (f"/data?indicator=literacy_gap&place={EAST}&split=rural", ("literacy_gap", "", "")),
    ],
)
def test_place_and_split_are_those_that_the_indicator_has(
    rooms_city: SmallCity, asked: str, settled: tuple[str, str, str]
) -> None:
    view = settle(read_address(asked), rooms_city.assessments.at())
    assert (view.indicator, view.place, view.split) == settled


def test_without_an_indicator_the_reports_come_first_and_tracing_is_explained(rooms_city: SmallCity) -> None:
    tree = as_json(layout(context_of(rooms_city, "/data")))
    assert "“指标”" in text(of_class(tree, "how-to-trace"))
    panels = [node["props"]["className"] for node in nodes(tree, "Section")]
    assert panels == [f"panel panel-{name}" for name in ("completeness", "corrections", "warnings", "unusual")]


def test_with_an_indicator_the_trace_comes_first(rooms_city: SmallCity) -> None:
    tree = as_json(layout(context_of(rooms_city, "/data?indicator=room_rate")))
    assert of_class(tree, "how-to-trace") == []
    assert nodes_with_id(tree) == ["trace"]
    assert next(nodes(tree, "Section"))["props"]["className"] == "panel panel-trace"


def nodes_with_id(tree: object) -> list[object]:
    ids = [node["props"].get("id") for node in nodes(tree)]
    return [each for each in ids if isinstance(each, str)]


def test_the_lead_counts_the_reports_of_the_city_or_of_a_county(rooms_city: SmallCity) -> None:
    """East and West came in March 2024, West late; the department didn't."""
    whole = lead(context_of(rooms_city, "/data?month=2024-03"))
    assert whole.startswith("2024年3月：应报 3 份，已报 2 份，其中迟报 1 份；未报：市科协；")
    assert lead(context_of(rooms_city, f"/data?month=2024-03&place={EAST}")).startswith(
        "2024年3月东区：应报 1 份，已报 1 份；"
    )


def test_the_city_alone_offers_no_place_and_no_split(rooms_city: SmallCity) -> None:
    def keys(address: str) -> list[str]:
        found = as_json(controls(context_of(rooms_city, address)))
        return [node["props"]["id"]["key"] for node in nodes(found, "Select")]

    assert keys("/data") == ["place", "indicator"]
    assert keys("/data?indicator=room_rate") == ["place", "indicator", "split"]
    assert keys("/data?indicator=literacy_gap") == ["indicator"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", EXHIBITS)
def test_every_exhibit_has_a_table_of_even_rows(rooms_city: SmallCity, name: str, language: str) -> None:
    with speaking(language):
        table = EXHIBITS[name](context_of(rooms_city, "/data")).table()
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_every_indicator_can_be_traced_at_every_place(rooms_city: SmallCity) -> None:
    for place, split, indicator in rooms_city.assessments.at().judged:
        tree = as_json(layout(context_of(rooms_city, f"/data?indicator={indicator}&place={place}&split={split}")))
        assert of_class(tree, "panel-trace")


def test_without_a_report_nothing_is_said_to_be_in_order(tmp_path: Path) -> None:
    """West reported nothing for March: there are no warnings because there is nothing to check."""
    city = SmallCity(tmp_path)
    city.report(EAST, "2025-03", rooms(6, 4)).report(WEST, "2025-02", rooms(5, 5))
    said = text(as_json(layout(context_of(city, f"/data?month=2025-03&place={WEST}"))))
    assert said.count("2025年3月西县没有报送月报，无从核对") == 4
    city.store.close()
