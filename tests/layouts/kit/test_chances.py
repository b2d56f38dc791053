from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from layouts.kit.chances import chances_exhibit
from layouts.kit.exhibits import show
from speech.months import number_of, span, year_of
from speech.words import speaking
from tests.contexts import settled
from tests.documents import as_json, nodes, text
from tests.small import EAST, WEST, SmallCity


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCity]:
    """Ten activities a month in both counties from January 2024 to June 2025; West says nothing in May 2025."""
    folder: Path = tmp_path_factory.mktemp("chances")
    made = SmallCity(folder)
    for month in span("2024-01", "2025-06"):
        made.report(EAST, month, {"events": 10 + number_of(month) % 3 + year_of(month) - 2024})
        if month != "2025-05":
            made.report(WEST, month, {"events": 10})
    yield made
    made.store.close()


def panel(city: SmallCity, address: str) -> Any:
    context = settled(city, address)
    return as_json(show(context, chances_exhibit(context)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chance_has_its_dots_its_paces_and_its_record(two_years: SmallCity, language: str) -> None:
    with speaking(language):
        tree = panel(two_years, f"/indicators/events?place={EAST}")
    assert len(list(nodes(tree, "Graph"))) == 1
    assert len(list(nodes(tree, "Dd"))) == 3
    assert any(link["props"]["href"].endswith("#method-forecasts") for link in nodes(tree, "Link"))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (f"/indicators/events?place={WEST}", "缺报"),
        (f"/indicators/in_plan?place={EAST}", "里程碑"),
        ("/indicators/literacy_gap", "由其他指标算出"),
        (f"/indicators/events?place={EAST}&month=2024-06", "不足一年"),
    ],
)
def test_where_there_is_none_it_says_why_and_draws_nothing(two_years: SmallCity, address: str, why: str) -> None:
    tree = panel(two_years, address)
    assert not list(nodes(tree, "Graph"))
    assert why in text(tree)
    context = settled(two_years, address)
    ((_, _, said),) = chances_exhibit(context).table().rows
    assert why in str(said)


def test_the_table_has_every_outcome(two_years: SmallCity) -> None:
    table = chances_exhibit(settled(two_years, f"/indicators/events?place={EAST}")).table()
    assert len(table.rows) == 20
    assert {row[2] for row in table.rows} <= {"达标", "未达标"}
    assert [column.key for column in table.columns] == ["outcome", "value", "met"]


def test_the_note_says_that_a_part_is_not_forecast(two_years: SmallCity) -> None:
    whole, part = (
        chances_exhibit(settled(two_years, f"/indicators/events?place={EAST}{split}")).note
        for split in ("", "&split=rural")
    )
    assert "不分城乡" in part and "不分城乡" not in whole
