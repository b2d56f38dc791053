from collections.abc import Iterator
from pathlib import Path

import pytest

from figures.kit.tables import text_of
from layouts.actions.page import EXHIBITS, layout
from speech.words import words
from tests.contexts import settled
from tests.documents import as_json, nodes, of_class, text
from tests.services import EAST, WEST, ServicesCity, orders
from tests.small import SmallCity


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServicesCity]:
    """East places 100 orders and does 60, West 20 and 20; in March East is silent."""
    made = ServicesCity(tmp_path_factory.mktemp("actions"))
    made.report(EAST, "2025-02", orders(100, 90, 90, 80, 60)).report(WEST, "2025-02", orders(20, 20, 20, 20, 20))
    made.report(WEST, "2025-03", orders(10, 10, 10, 10, 10))
    yield made
    made.store.close()


def test_the_page_opens_with_the_orders_fulfilled(city: ServicesCity) -> None:
    context = settled(city, "/actions?month=2025-02")
    assert context.view.indicator == "order_fulfilment_rate"
    tree = as_json(layout(context))
    assert [len(of_class(tree, f"panel-{name}")) for name in EXHIBITS] == [1] * len(EXHIBITS)


def test_the_funnel_names_the_step_where_most_is_lost(city: ServicesCity) -> None:
    """120 placed; the city loses 10, 0, 10 and 20: the last step loses 20 of 100."""
    exhibit = EXHIBITS["funnel"](settled(city, "/actions?month=2025-02"))
    assert "120" in exhibit.reading
    assert (
        words("actions.funnel.lost", before="orders_taken", after="orders_done", count=20, share="20.0%")
        in exhibit.reading
    )
    table = exhibit.table()
    assert [text_of(line[1]) for line in table.rows] == ["120", "110", "110", "100", "80"]
    assert [text_of(line[2]) for line in table.rows] == [words("pages.none"), "10", "0", "10", "20"]


def test_a_silent_county_is_named_missing_and_never_zero(city: ServicesCity) -> None:
    context = settled(city, f"/actions?month=2025-03&place={EAST}")
    assert EXHIBITS["funnel"](context).reading == words("actions.funnel.missing", name="东区")
    east, west = EXHIBITS["retention"](context).table().rows
    assert [text_of(entry) for entry in east[1:6]] == [words("pages.states.missing")] * 5
    assert [text_of(entry) for entry in west[1:6]] == ["30"] * 5
    newest = EXHIBITS["months"](context).table().rows[0]
    assert [text_of(entry) for entry in newest[1:3]] == [words("pages.none")] * 2


def test_the_citys_month_says_that_a_county_is_missing(city: ServicesCity) -> None:
    exhibit = EXHIBITS["months"](settled(city, "/actions?month=2025-03"))
    assert words("actions.months.counties", reported=1, expected=2) in exhibit.reading
    assert [text_of(entry) for entry in exhibit.table().rows[0][1:]] == [
        "10", "10", words("pages.infrastructure.partial", reported=1, expected=2),
    ]  # fmt: skip


def test_the_lowest_share_is_named(city: ServicesCity) -> None:
    reading = EXHIBITS["retention"](settled(city, "/actions?month=2025-02")).reading
    assert reading == words("actions.retention.reading", name="东区", step="orders_done", share="75.0%")


def test_each_action_has_its_indicators(city: ServicesCity) -> None:
    """The small plan has one action, A1, with events, farm days, orders and counselors."""
    context = settled(city, "/actions?month=2025-02")
    (card,) = of_class(as_json(layout(context)), "audience")
    assert text(next(nodes(card, "H3"))) == "青少年"
    names = [text_of(line[1]) for line in EXHIBITS["audiences"](context).table().rows]
    assert {"order_fulfilment_rate", "counselor_school_rate"} <= set(names)


def test_a_plan_without_orders_has_a_page_without_them(rooms_city: SmallCity) -> None:
    context = settled(rooms_city, "/actions")
    assert context.view.indicator == "events"
    tree = as_json(layout(context))
    assert of_class(tree, "panel-funnel") == []
    assert EXHIBITS["funnel"](context).table().rows == ()


def test_steps_of_different_months_are_not_compared(tmp_path: Path) -> None:
    """East leaves out in February how many were placed: 18 in two months, 27 dispatched in three."""
    made = ServicesCity(tmp_path).report(EAST, "2025-01", orders(9, 9, 9, 9, 6))
    whole = orders(9, 9, 9, 9, 9)
    made.report(EAST, "2025-02", {name: count for name, count in whole.items() if "placed" not in name})
    made.report(EAST, "2025-03", whole)
    funnel = EXHIBITS["funnel"](settled(made, f"/actions?month=2025-03&place={EAST}"))
    known = words("actions.funnel.lost_known", before="orders_taken", after="orders_done", count=3, share="11.1%")
    assert known in funnel.reading
    figure = EXHIBITS["retention"](settled(made, "/actions?month=2025-03")).figure
    assert figure is not None
    texts = [part["text"] for part in figure()["layout"]["annotations"]]
    assert texts[:2] == [words("actions.retention.unlike"), "100.0%"]
    made.store.close()
