from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import pytest

from figures.chances import ChanceWords, Outcome, chances
from figures.kit.theme import DESK, THEMES, Theme

WORDS = ChanceWords("Target 10", "12 meet it", "8 fall short", "{value} meets it", "{value} falls short")
VALUES = [float(value) for value in (2, 2, 4, 5, 6, 8, 9, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22)]


def outcomes(values: Sequence[float], bar: float, at_most: bool = False) -> list[Outcome]:
    return [Outcome(value, value <= bar if at_most else value >= bar) for value in values]


def drawn(values: Sequence[float], bar: float, at_most: bool = False, **options: Any) -> Any:
    return chances(outcomes(values, bar, at_most), bar, DESK, WORDS, at_most=at_most, **options)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(chances(outcomes(VALUES, 10), 10, theme, WORDS))
    go.Figure(chances(outcomes([5] * 20, 5), 5, theme, WORDS))
    go.Figure(chances(outcomes([0] * 20, 0), 0, theme, WORDS))


@pytest.mark.parametrize("at_most", [False, True])
def test_every_dot_stands_on_the_side_of_the_bar_where_it_counts(at_most: bool) -> None:
    (dots,) = drawn(VALUES, 10, at_most)["data"]
    filled = [colour == DESK.accent for colour in dots["marker"]["color"]]
    assert filled == [value <= 10 if at_most else value >= 10 for value in VALUES]
    assert [x < 10 if at_most else x > 10 for x in dots["x"]] == filled


def test_alike_outcomes_stand_on_one_another() -> None:
    # From 2 to 22 in twenty bins of one, which begin at 10: 2, 2 and 4 stand in 2 to 3 and in 4 to 5.
    (dots,) = drawn(VALUES, 10)["data"]
    assert list(zip(dots["x"], dots["y"], strict=True))[:3] == [(2.5, 0.5), (2.5, 1.5), (4.5, 0.5)]


def test_all_dots_fit_under_the_labels_however_high_they_stand() -> None:
    figure = drawn([5.0] * 20, 80.0, height=158)
    (dots,), layout = figure["data"], figure["layout"]
    room = 158 - layout["margin"]["t"] - layout["margin"]["b"]
    assert max(dots["y"]) < layout["yaxis"]["range"][1] == 20
    assert dots["marker"]["size"] <= room / 20


def test_the_side_that_meets_the_bar_has_a_ground_and_its_count() -> None:
    for at_most, ends in ((False, (10, True)), (True, (10, False))):
        layout = drawn(VALUES, 10, at_most)["layout"]
        ground = layout["shapes"][0]
        assert (ground["x0"] == ends[0]) == ends[1] and (ground["x1"] == ends[0]) != ends[1]
        texts = [each["text"] for each in layout["annotations"]]
        assert texts[0] == "<b>Target 10</b>"
        assert texts[1:] == ([WORDS.meets, WORDS.falls_short] if at_most else [WORDS.falls_short, WORDS.meets])


def test_a_dot_says_its_own_value() -> None:
    (dots,) = drawn([9.96, 10.04], 10, decimals=1)["data"]
    assert dots["hovertext"] == ["10.0 falls short", "10.0 meets it"]


@pytest.mark.parametrize(("bar", "anchor"), [(2.0, "left"), (12.0, "center"), (22.0, "right")])
def test_the_bar_s_label_keeps_inside(bar: float, anchor: str) -> None:
    assert drawn(VALUES, bar)["layout"]["annotations"][0]["xanchor"] == anchor


def test_no_colour_of_a_status_or_a_grade_is_used() -> None:
    (dots,) = drawn(VALUES, 10)["data"]
    assert set(dots["marker"]["color"]) == {DESK.accent, DESK.card}
    taken = {DESK.behind, DESK.worst, DESK.rural, *(grade.colour for grade in DESK.grades.values())}
    assert not taken & {DESK.accent, DESK.card}
