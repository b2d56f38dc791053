from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from figures.bullets import BulletRow, BulletWords, bullets
from figures.kit.theme import DESK, THEMES, Theme

WORDS = BulletWords(
    "Score",
    "Line",
    "Off",
    "only {value}%",
    "not due",
    "score {value}",
    "{progress} of {value}: {difference}",
    "{value}% scored",
)
AHEAD = BulletRow("A1", "action", "1", "Young people", 92.0, 61.0, 50.0, "excellent", "●", 1.0, False, "")
BEHIND = BulletRow("A2", "action", "2", "Farmers", 58.0, 29.0, 50.0, "poor", "■", 0.9, True, "two reports late")
UNSCORED = BulletRow("P1", "project", "1", "Resources", None, None, 50.0, "", "", 0.52, False, "")


def texts(figure: dict[str, Any]) -> dict[str, Any]:
    return {part["text"]: part for part in figure["layout"]["annotations"]}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(bullets([AHEAD, BEHIND, UNSCORED], theme, WORDS))
    go.Figure(bullets([], theme, WORDS))


def test_a_bar_is_the_progress_and_ends_at_the_target() -> None:
    bars = bullets([AHEAD, replace(BEHIND, progress=140.0)], DESK, WORDS)["data"][0]
    assert bars["x"] == [61.0, 100.0]


def test_only_what_needs_action_has_a_colour_and_only_the_furthest_behind_is_red() -> None:
    rows = [replace(AHEAD, progress=49.0), BEHIND, replace(BEHIND, progress=40.0)]
    assert bullets(rows, DESK, WORDS)["data"][0]["marker"]["color"] == [DESK.fine, DESK.worst, DESK.rural]


def test_only_a_gated_bar_is_hatched() -> None:
    bars = bullets([AHEAD, BEHIND], DESK, WORDS)["data"][0]
    assert bars["marker"]["pattern"]["shape"] == ["", "/"]


def test_the_difference_is_orange_when_behind_and_quiet_when_ahead() -> None:
    words = texts(bullets([AHEAD, BEHIND], DESK, WORDS))
    assert words["+11.0"]["font"]["color"] == DESK.quiet
    assert words["−21.0"]["font"]["color"] == DESK.behind
    assert {"<b>92.0</b>", "<b>58.0</b>", "●", "■"} <= set(words)


def test_a_row_without_score_says_so_and_has_an_empty_outline() -> None:
    figure = bullets([UNSCORED], DESK, WORDS)
    assert "only 52%" in texts(figure)
    assert figure["data"][0]["x"] == []
    assert [shape["line"]["color"] for shape in figure["layout"]["shapes"]] == [DESK.quiet]


def test_a_row_of_which_nothing_is_due_says_so() -> None:
    assert "not due" in texts(bullets([replace(UNSCORED, share=None)], DESK, WORDS))


def test_the_tick_stands_at_the_line() -> None:
    ticks = [shape for shape in bullets([AHEAD], DESK, WORDS)["layout"]["shapes"] if shape["type"] == "line"]
    assert [(tick["x0"], tick["xref"]) for tick in ticks] == [(0.5, "paper")]


def test_a_rule_parts_the_groups_once() -> None:
    def rules(*rows: BulletRow) -> int:
        shapes = bullets(rows, DESK, WORDS)["layout"]["shapes"]
        return sum(shape["line"].get("color") == DESK.rule for shape in shapes)

    assert rules(AHEAD, BEHIND) == 0
    # The bar area and both margins: three pieces make one rule.
    assert rules(AHEAD, BEHIND, UNSCORED) == 3


def test_hover_and_click_reach_the_whole_row() -> None:
    figure = bullets([AHEAD, BEHIND], DESK, WORDS)
    hot = figure["data"][-1]
    assert (hot["customdata"], hot["x"], hot["width"]) == (["A1", "A2"], [100, 100], 1)
    assert (
        hot["hovertext"][1] == "<b>Farmers</b><br>score 58.0 ■<br>29.0 of 50.0: −21.0<br>90% scored<br>two reports late"
    )
    name = texts(figure)["Farmers"]
    assert (name["name"], name["hovertext"]) == ("A2", hot["hovertext"][1])


def test_a_score_without_a_grade_has_no_mark_and_stays_in_the_picture() -> None:
    early = replace(AHEAD, grade="", mark="")
    figure = bullets([early], DESK, WORDS)
    assert figure["data"][0]["x"] == [61.0]
    assert "<b>92.0</b>" in texts(figure) and "●" not in texts(figure)
