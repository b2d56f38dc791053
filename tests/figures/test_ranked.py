from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.ranked import RankedRow, RankedWords, ranked

WORDS = RankedWords(
    unit="%", urban="Urban", rural="Rural", expected="by now {value}", expected_each="by now",
    absent={"missing": "not reported", "not_applicable": "not applicable", "no_rate": "no rate"},
    hover_value="{value}{unit}", hover_expected="line {value}, off {difference}", hover_split="u {urban} r {rural}",
)  # fmt: skip
FINE = RankedRow("540102", "Chengguan", "reported", 100.0, 85.0, 100.0, 99.0, "on_track", "", False, "")
RISK = RankedRow("540104", "Dagze", "reported", 83.0, 85.0, 95.0, 79.0, "at_risk", "", True, "late")
POOR = RankedRow("540123", "Nyemo", "reported", 63.0, 85.0, 95.0, 62.0, "behind", "", False, "")
WORST = RankedRow("540122", "Damxung", "reported", 38.0, 85.0, 55.0, 36.0, "behind", "", False, "")
ABSENT = replace(WORST, place="540127", value=None, urban=None, rural=None, status="no_data", state="missing")


def draw(*rows: RankedRow, selected: str = "", limit: float = 100) -> dict[str, Any]:
    return ranked(rows, DESK, WORDS, limit=limit, selected=selected)


def texts(figure: dict[str, Any]) -> dict[str, Any]:
    return {part["text"]: part for part in figure["layout"]["annotations"]}


def circles(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [shape for shape in figure["layout"]["shapes"] if shape["type"] == "circle"]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(ranked([FINE, RISK, POOR, WORST, ABSENT], theme, WORDS, limit=100, selected="540122"))
    go.Figure(ranked([], theme, WORDS))


def test_grey_is_fine_orange_behind_and_red_the_worst_alone() -> None:
    figure = draw(FINE, RISK, POOR, WORST)
    assert figure["data"][0]["marker"]["color"] == [DESK.fine, DESK.rural, DESK.rural, DESK.worst]
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["", "/", "", ""]
    assert {text: texts(figure)[text]["font"]["color"] for text in ("+15", "−2", "−22", "−47")} == {
        "+15": DESK.quiet, "−2": DESK.behind, "−22": DESK.behind, "−47": DESK.worst,
    }  # fmt: skip


def test_nothing_is_red_where_no_place_is_far_behind() -> None:
    assert draw(FINE, RISK)["data"][0]["marker"]["color"] == [DESK.fine, DESK.rural]


def test_the_worst_is_the_farthest_off_its_own_line_not_the_largest_number() -> None:
    large = replace(WORST, place="a", value=12000.0, expected=15000.0)
    small = replace(WORST, place="b", value=600.0, expected=2500.0)
    assert draw(large, small)["data"][0]["marker"]["color"] == [DESK.rural, DESK.worst]


@pytest.mark.parametrize(
    ("state", "dashes"), [("missing", ["4px,3px"]), ("no_rate", ["solid"]), ("not_applicable", [])]
)
def test_each_absence_looks_and_reads_different(state: str, dashes: list[str]) -> None:
    figure = draw(replace(ABSENT, state=state))
    assert WORDS.absent[state] in texts(figure)
    assert [shape["line"]["dash"] for shape in figure["layout"]["shapes"] if shape["type"] == "rect"] == dashes
    assert figure["data"][0]["x"] == []


def test_zero_is_a_value() -> None:
    figure = draw(replace(WORST, value=0.0))
    assert figure["data"][0]["x"] == [0.0]
    assert "<b>0</b>" in texts(figure)


def test_dots_that_nearly_coincide_part_upwards_and_down() -> None:
    apart, together = circles(draw(RISK)), circles(draw(FINE))
    assert {dot["fillcolor"] for dot in together} == {DESK.urban, DESK.rural}
    assert len({(dot["y0"], dot["y1"]) for dot in apart}) == 1
    urban, rural = together
    assert urban["y0"] == pytest.approx(rural["y1"])


def test_without_a_split_the_dots_have_no_column() -> None:
    bare = replace(FINE, urban=None, rural=None)
    assert draw(bare)["layout"]["margin"]["r"] < draw(FINE)["layout"]["margin"]["r"]
    assert not circles(draw(bare)) and "Urban" not in str(draw(bare)["layout"]["annotations"])


def test_a_shared_line_is_named_with_its_value_and_different_ones_are_not() -> None:
    assert "by now 85" in texts(draw(FINE, RISK))
    assert not any("85" in text for text in texts(draw(FINE, replace(RISK, expected=70.0))))


def test_a_target_made_good_late_has_a_hollow_ring() -> None:
    rings = [shape for shape in circles(draw(replace(FINE, late_green="March"))) if "fillcolor" not in shape]
    assert [ring["line"]["color"] for ring in rings] == [DESK.grades["excellent"].colour]


def test_the_selected_row_is_lit_across_both_margins() -> None:
    lit = [
        shape
        for shape in draw(FINE, WORST, selected="540122")["layout"]["shapes"]
        if shape.get("fillcolor") == DESK.selected
    ]
    assert len(lit) == 3
    assert {(shape["y0"], shape["y1"]) for shape in lit} == {(1 - 0.46, 1 + 0.46)}


def test_hover_and_click_reach_the_whole_row_of_a_missing_place_too() -> None:
    figure = draw(RISK, ABSENT)
    hot = figure["data"][-1]
    assert hot["customdata"] == ["540104", "540127"]
    assert (hot["base"], hot["x"], hot["width"]) == (0, [100, 100], 1)
    assert hot["hovertext"] == [
        "<b>Dagze</b><br>83%<br>line 85, off −2<br>u 95 r 79<br>late",
        "<b>Damxung</b><br>not reported",
    ]
    assert texts(figure)["Dagze"]["name"] == "540104"


def test_the_scale_holds_negative_values_and_those_over_the_limit() -> None:
    figure = draw(replace(FINE, value=130.0), replace(WORST, value=-20.0))
    assert figure["layout"]["xaxis"]["range"] == [-20.0, 130.0]
