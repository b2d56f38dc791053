from typing import Any

import pytest

from layouts.indicators.page import EXHIBITS, controls, knows, layout
from speech.words import speaking
from tests.contexts import settled
from tests.documents import as_json, nodes, of_class
from tests.small import EAST, SmallCity


def page(city: SmallCity, address: str) -> Any:
    return as_json(layout(settled(city, address)))


def panels(tree: Any) -> list[str]:
    return [node["props"]["className"].rpartition("panel-")[2] for node in nodes(tree, "Section")]


def test_an_indicator_is_known_by_its_code(rooms_city: SmallCity) -> None:
    assert knows("events", rooms_city.catalog)
    assert not knows("nothing", rooms_city.catalog)


def test_the_path_says_which_indicator(rooms_city: SmallCity) -> None:
    view = settled(rooms_city, f"/indicators/events?place={EAST}&split=urban").view
    assert (view.indicator, view.place, view.split) == ("events", EAST, "urban")
    view = settled(rooms_city, f"/indicators/literacy_gap?place={EAST}&split=urban").view
    assert (view.indicator, view.place, view.split) == ("literacy_gap", "", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_indicator_has_a_page(rooms_city: SmallCity, language: str) -> None:
    for code in rooms_city.catalog.indicators:
        with speaking(language):
            found = panels(page(rooms_city, f"/indicators/{code}"))
            for make in EXHIBITS.values():
                make(settled(rooms_city, f"/indicators/{code}")).table()
        assert found[-1] == "targets"
        assert "trend" in found


def test_what_only_the_city_has_is_a_trend_alone(rooms_city: SmallCity) -> None:
    assert panels(page(rooms_city, "/indicators/literacy_gap")) == ["trend", "chances", "targets"]
    assert controls(settled(rooms_city, "/indicators/literacy_gap")) == []


def test_a_milestones_steps_are_shown(rooms_city: SmallCity) -> None:
    assert "milestones" in panels(page(rooms_city, "/indicators/in_plan"))
    assert "milestones" not in panels(page(rooms_city, "/indicators/room_rate"))


def test_it_leads_to_clause_subject_gap_method_and_reports(rooms_city: SmallCity) -> None:
    (line,) = of_class(page(rooms_city, f"/indicators/room_rate?place={EAST}&month=2025-03"), "indicator-links")
    links = [node["props"]["href"] for node in nodes(line, "Link")]
    assert links == [
        f"/plan?month=2025-03&place={EAST}&clause=A1.1",
        f"/infrastructure?month=2025-03&place={EAST}&indicator=room_rate",
        f"/gap?month=2025-03&place={EAST}&indicator=room_rate",
        "/method?month=2025-03&indicator=room_rate",
        f"/data?month=2025-03&place={EAST}&indicator=room_rate",
    ]
