from dataclasses import replace
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest
import shapely

from figures.kit.theme import DESK, THEMES, WALL, Theme, blend
from figures.map import MapRow, colour_domain, county_map
from geo.shapes import Shape


def shape(code: str, west: float, south: float, east: float, north: float) -> Shape:
    ring = ((west, south), (west, north), (east, north), (east, south), (west, south))
    return Shape(code, (ring,), ((west + east) / 2, (south + north) / 2), (east - west) * (north - south))


# Two counties 100 km wide, and between them three towns too small for a label.
SHAPES = (
    shape("1", 0, 0, 100, 100),
    shape("2", 100, 0, 110, 33),
    shape("3", 100, 33, 110, 66),
    shape("4", 100, 66, 110, 100),
    shape("5", 110, 0, 210, 100),
)
ROW = MapRow("1", "Upper Town", 50.0, "50%", "", "reported", False, "50% of ten")
ROWS = [replace(ROW, place=place.code, name=f"Upper Town {place.code}", value=float(index * 25))
        for index, place in enumerate(SHAPES)]  # fmt: skip


def areas(figure: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {trace["customdata"][0]: trace for trace in figure["data"] if trace.get("fill") == "toself"}


def texts(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["mode"] == "text"]


def led(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in texts(figure) if trace["textposition"] != "middle center"]


def box(text: dict[str, Any], figure: dict[str, Any], width: float, size: tuple[float, float]) -> shapely.Geometry:
    """The box of a label in kilometres; `size` is its width and height in pixels."""
    west, east = figure["layout"]["xaxis"]["range"]
    pixel = (east - west) / width
    share = {"middle right": 0.0, "middle center": 0.5, "middle left": 1.0}[text["textposition"]]
    left, low = text["x"][0] - share * size[0] * pixel, text["y"][0] - size[1] / 2 * pixel
    return shapely.box(left, low, left + size[0] * pixel, low + size[1] * pixel)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    states = ["reported", "missing", "not_applicable", "no_rate", "reported"]
    rows = [replace(row, state=state, gated=True) for row, state in zip(ROWS, states, strict=True)]
    panel = (900.0, 600.0)
    go.Figure(county_map(SHAPES, rows, theme, selected="2", scale_labels=("0", "100"), panel=panel))
    go.Figure(county_map(SHAPES[:1], ROWS[:1], theme, panel=panel))


def test_a_place_is_one_trace_that_names_it_for_clicks_and_says_name_and_value() -> None:
    figure = county_map(SHAPES, ROWS, DESK)
    assert list(areas(figure)) == ["1", "2", "3", "4", "5"]
    area = areas(figure)["1"]
    assert (area["hoveron"], area["text"]) == ("fills", "<b>Upper Town 1</b><br>50% of ten")
    others = [trace for trace in figure["data"] if trace.get("fill") != "toself"]
    assert {trace["hoverinfo"] for trace in others} == {"skip"}


def test_a_shape_without_a_row_is_not_drawn() -> None:
    assert list(areas(county_map(SHAPES, ROWS[:2], DESK))) == ["1", "2"]


def test_colour_is_amount_between_the_ends_of_the_domain() -> None:
    found = [area["fillcolor"] for area in areas(county_map(SHAPES, ROWS, DESK, domain=(0, 200))).values()]
    assert found == [blend(DESK.sequence, share) for share in (0, 0.125, 0.25, 0.375, 0.5)]


@pytest.mark.parametrize(
    ("values", "ends"),
    [([58.6, 91.4], (50, 100)), ([71.0, 74.0], (70, 80)), ([0.0, 0.0], (0, 1)), ([None], (0, 100)),
     ([-12.0, 30.0], (-20, 30)), ([1200.0, 8800.0], (1000, 9000))],
)  # fmt: skip
def test_the_domain_is_round_and_encloses_the_values(values: list[float | None], ends: tuple[float, float]) -> None:
    assert colour_domain([replace(ROW, value=value) for value in values]) == pytest.approx(ends)


def test_zero_missing_not_applicable_and_no_rate_look_different() -> None:
    states = ["reported", "missing", "not_applicable", "no_rate"]
    rows = [replace(row, state=state, value=0.0 if state == "reported" else None)
            for row, state in zip(ROWS, states, strict=False)]  # fmt: skip
    figure = county_map(SHAPES, rows, DESK)
    looks = {(area["fillcolor"], area.get("fillpattern", {}).get("shape")) for area in areas(figure).values()}
    assert len(looks) == 4
    (dotted,) = [trace for trace in figure["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert dotted["x"] == areas(figure)["2"]["x"]


@pytest.mark.parametrize("theme", [DESK, WALL])
@pytest.mark.parametrize("value", [0.0, 100.0])
def test_a_gated_place_keeps_its_colour_and_is_hatched_in_another(value: float, theme: Theme) -> None:
    rows = [replace(ROW, value=value), replace(ROW, place="5", value=value, gated=True)]
    plain, gated = areas(county_map(SHAPES, rows, theme, domain=(0, 100))).values()
    assert "fillpattern" not in plain
    assert gated["fillpattern"]["bgcolor"] == plain["fillcolor"] != gated["fillpattern"]["fgcolor"]


def test_the_selected_place_is_outlined_above_all_shapes() -> None:
    figure = county_map(SHAPES, ROWS, DESK, selected="3")
    outlines = [index for index, trace in enumerate(figure["data"]) if trace.get("line", {}).get("color") == DESK.text]
    assert outlines == [5]
    assert figure["data"][5]["x"] == areas(figure)["3"]["x"]


def test_a_label_stands_on_a_large_shape_and_beside_a_small_one() -> None:
    figure = county_map(SHAPES, ROWS, DESK, panel=(600, 400))
    on_shape = [
        text for text in texts(figure) if "Upper Town 1" in text["text"][0] or "Upper Town 5" in text["text"][0]
    ]
    assert [0 < text["x"][0] < 100 or 110 < text["x"][0] < 210 for text in on_shape] == [True, True]
    (dots,) = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    assert list(zip(dots["x"], dots["y"], strict=True)) == [(105, 16.5), (105, 49.5), (105, 83)]


@pytest.mark.parametrize("panel", [(420.0, 400.0), (600.0, 400.0), (1100.0, 800.0)])
def test_labels_meet_neither_each_other_nor_the_shapes_nor_the_edge(panel: tuple[float, float]) -> None:
    figure = county_map(SHAPES, ROWS, DESK, panel=panel)
    boxes = {text["text"][0]: box(text, figure, panel[0], (70, 30)) for text in texts(figure)}
    assert not [pair for pair in combinations(boxes, 2) if boxes[pair[0]].intersects(boxes[pair[1]])]
    city = shapely.box(0, 0, 210, 100)
    assert [name[11] for name, label in boxes.items() if not label.intersects(city)] == ["2", "3", "4"]
    x, y = figure["layout"]["xaxis"]["range"], figure["layout"]["yaxis"]["range"]
    assert shapely.box(x[0], y[0], x[1], y[1]).contains(shapely.union_all([city, *boxes.values()]))


def test_the_map_fills_the_panel_and_keeps_its_form() -> None:
    figure = county_map(SHAPES[:1], ROWS[:1], DESK, panel=(516, 1000))
    x, y = figure["layout"]["xaxis"]["range"], figure["layout"]["yaxis"]["range"]
    # 100 km on 516 pixels less a margin of 8 on each side: 0.2 km a pixel.
    assert x == pytest.approx([-1.6, 101.6])
    assert y[1] - y[0] == pytest.approx(200)
    assert figure["layout"]["yaxis"]["scaleanchor"] == "x"


def test_labels_stay_where_they_are_when_the_figures_change() -> None:
    before, after = (
        [(text["x"], text["y"]) for text in texts(county_map(SHAPES, rows, DESK))]
        for rows in (ROWS, [replace(row, text="100%", value=100.0) for row in ROWS])
    )
    assert before == after


def test_without_room_for_all_labels_those_on_their_shapes_are_left() -> None:
    figure = county_map(SHAPES[:2], ROWS[:2], DESK, panel=(150, 110))
    assert ["Upper Town 1" in text["text"][0] for text in texts(figure)] == [True]
    assert list(areas(figure)) == ["1", "2"]


def test_the_scale_is_drawn_only_when_asked_for_and_clear_of_the_shapes() -> None:
    plain = county_map(SHAPES, ROWS, DESK)["layout"]
    assert ("shapes" in plain, "annotations" in plain) == (False, False)
    layout = county_map(SHAPES, ROWS, DESK, scale_labels=("0", "50", "100"))["layout"]
    assert [part["text"] for part in layout["annotations"]] == ["0", "50", "100"]
    assert [bar["fillcolor"] for bar in layout["shapes"]] == [blend(DESK.sequence, n / 4) for n in range(5)]
    assert all(bar["y1"] < 0 or bar["y0"] > 100 for bar in layout["shapes"])
