import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.retention import RetentionRow, retention

ROWS = [
    RetentionRow("e", "East", (100.0, 50.0), ("", ""), ("5 of 5", "5 of 10")),
    RetentionRow("w", "West", (None, 90.0), ("none", ""), ("", "")),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(retention(ROWS, ["A", "B"], theme))
    go.Figure(retention([], [], theme))


def test_the_colour_is_the_share_lost_of_the_most_that_is_lost() -> None:
    (heat,) = retention(ROWS, ["A", "B"], DESK)["data"]
    assert heat["z"] == [[0, 1], [None, pytest.approx(0.2)]]
    assert heat["customdata"] == [["e", "e"], ["w", "w"]]
    assert heat["hovertext"][0][1] == "<b>East B</b><br>5 of 10"


def test_small_losses_stay_pale() -> None:
    (heat,) = retention([RetentionRow("e", "East", (98.0,), ("",), ("",))], ["A"], DESK)["data"]
    assert heat["z"] == [[0.1]]


def test_a_share_that_cant_be_told_is_no_zero() -> None:
    texts = [part["text"] for part in retention(ROWS, ["A", "B"], DESK)["layout"]["annotations"]]
    assert texts == ["100.0%", "50.0%", "none", "90.0%"]


def test_the_chosen_place_stands_out() -> None:
    names = retention(ROWS, ["A", "B"], DESK, selected="w")["layout"]["yaxis"]["ticktext"]
    assert names == ["East", "<b>West</b>"]
