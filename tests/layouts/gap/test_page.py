import plotly.graph_objects as go
import pytest

from evaluation.assessment import Assessment
from evaluation.findings.gap_desk import gaps
from evaluation.findings.literacy import published
from figures.kit.tables import Table, text_of
from layouts.gap.page import EXHIBITS, layout, left_out, sentence, settle
from layouts.gap.sources import area_name
from layouts.kit.context import Context
from layouts.kit.view import View
from speech.words import speaking, words
from tests.contexts import settled
from tests.documents import as_json, nodes, of_class, text
from tests.small import EAST, SmallCity, rooms


@pytest.mark.parametrize(
    ("asked", "indicator", "place"),
    [
        (View("/gap"), "room_rate", ""),
        (View("/gap", indicator="visits_per_100", place=EAST), "visits_per_100", EAST),
        (View("/gap", indicator="events", split="urban"), "room_rate", ""),
        (View("/gap", indicator="literacy_rate", place=EAST), "literacy_rate", ""),
    ],
)
def test_only_what_can_be_compared_is_shown(assessment: Assessment, asked: View, indicator: str, place: str) -> None:
    view = settle(asked, assessment)
    assert (view.indicator, view.split, view.place) == (indicator, "", place)


def desk(city: SmallCity, address: str = "/gap") -> Context:
    return settled(city, address)


def texts(table: Table) -> list[list[str]]:
    return [[text_of(entry) for entry in row] for row in table.rows]


def test_the_chosen_gap_is_stated_whole(rooms_city: SmallCity) -> None:
    """Of 20 schools a side the town had 14 rooms and has 19, the country had 11 and has 15: 15 points are 20."""
    tree = as_json(layout(desk(rooms_city)))
    (facts,) = of_class(tree, "gap-facts")
    pairs = {text(name): text(value) for name, value in zip(nodes(facts, "Dt"), nodes(facts, "Dd"), strict=True)}
    assert pairs == {
        "城镇": "95.0%",
        "乡村": "75.0%",
        "差距": "20.0\N{THIN SPACE}个百分点",
        "比值": "1.27",
        "一年变化": "+5.0，扩大",
        "按此速度": "没有缩小",
        "原因": "城镇上升更快",
    }
    keys = [node["props"]["data-figure"] for node in nodes(facts, "Span")]
    assert keys == [f"room_rate|900100|2025-03|{split}" for split in ("urban", "rural")]


def test_the_headline_counts_and_names_the_widest(rooms_city: SmallCity) -> None:
    said = sentence(gaps(desk(rooms_city).assessment, "900100"))
    assert said.startswith("1 项可比指标中，1 项乡村低于城镇；一年来 0 项缩小，1 项扩大")
    assert "活动室" in said and "20.0" in said


def test_a_month_without_both_sides_says_so(city: SmallCity) -> None:
    city.report(EAST, "2024-03", {"schools": 20, "schools_with_room": 10})
    context = desk(city)
    assert sentence(gaps(context.assessment, "900100")) == words("gap.sentence_none") + "。"
    as_json(layout(context))


def test_counts_are_named_as_left_out(rooms_city: SmallCity) -> None:
    assert "1 项计数类指标（活动等）" in text(as_json(left_out(desk(rooms_city))))


def test_the_counties_table_has_both_sides_change_and_cause(rooms_city: SmallCity) -> None:
    """East had 9 and 6 of 10, has 10 and 9; West had 5 and 5, has 9 and 6."""
    table = EXHIBITS["counties"](desk(rooms_city)).table()
    rows = [[row[0].split()[0], *row[1:8]] for row in texts(table)]
    assert rows == [
        ["西县", "90.0%", "60.0%", "30.0", "1.50", "+30.0", "没有缩小", "城镇上升更快"],
        ["东区", "100.0%", "90.0%", "10.0", "1.11", "−20.0", "0.5\N{SPACE}年", "乡村上升"],
    ]
    assert table.codes == ("900102", "900101")


def test_a_lagging_county_is_missing_and_never_zero(city: SmallCity) -> None:
    city.report(EAST, "2024-03", rooms(8, 6))
    last = texts(EXHIBITS["counties"](desk(city)).table())[-1]
    assert last[1:4] == [words("pages.states.missing")] * 2 + [words("pages.none")]
    assert last[-1] == words("gap.absent.missing")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "address", ["/gap", f"/gap?place={EAST}", "/gap?indicator=literacy_rate", "/gap?month=2024-01"]
)
@pytest.mark.parametrize("name", EXHIBITS)
def test_every_exhibit_has_a_picture_and_a_table_of_its_width(
    rooms_city: SmallCity, name: str, address: str, language: str
) -> None:
    with speaking(language):
        exhibit = EXHIBITS[name](desk(rooms_city, address))
        table = exhibit.table()
        assert exhibit.title
        assert (exhibit.figure is None) == (exhibit.body is not None)
        if exhibit.figure is not None:
            go.Figure(exhibit.figure())
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(table.codes) in (0, len(table.rows))


def test_the_coloured_measure_is_named(rooms_city: SmallCity) -> None:
    context = desk(rooms_city)
    assert all("城镇减乡村" in EXHIBITS[name](context).reading for name in ("gaps", "counties"))


def test_areas_are_named_in_the_language_spoken(rooms_city: SmallCity) -> None:
    lines = published(rooms_city.catalog, "literacy_rate")
    with speaking("en"):
        assert [area_name(line) for line in lines] == ["China", "Small City"]
