import plotly.graph_objects as go
import pytest

from figures.bridge import BridgeRow, BridgeWords, bridge
from figures.kit.theme import DESK, THEMES, Theme

WORDS = BridgeWords("10 000 yuan", "of budget", "not reported", "expected 50.0")
ROWS = [
    BridgeRow("Budget", "total", 0.0, 100.0),
    BridgeRow("Waiting", "step", 100.0, 60.0, lags=True),
    BridgeRow("Arrived", "total", 0.0, 60.0, "60.0%"),
    BridgeRow("Unspent", "step", 60.0, None),
    BridgeRow("Spent", "last", 0.0, None),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(bridge(ROWS, theme, WORDS, expected=50.0))
    go.Figure(bridge([], theme, WORDS))


def test_a_step_hangs_between_two_amounts() -> None:
    bars = bridge(ROWS, DESK, WORDS)["data"][0]
    assert (bars["base"], bars["x"], bars["y"]) == ([0.0, 100.0, 0.0], [100.0, -40.0, 60.0], [0, 1, 2])
    assert bars["marker"]["color"] == [DESK.fine, DESK.rural, DESK.fine]


def test_what_is_missing_is_said_and_outlined_and_never_zero() -> None:
    layout = bridge(ROWS, DESK, WORDS)["layout"]
    texts = [part["text"] for part in layout["annotations"]]
    assert texts.count("not reported") == 2
    assert "0.0" not in texts
    assert sum(shape["line"].get("dash") == "4px,3px" for shape in layout["shapes"]) == 2


def test_amounts_steps_and_shares_are_written() -> None:
    texts = {part["text"] for part in bridge(ROWS, DESK, WORDS, expected=50.0)["layout"]["annotations"]}
    assert {"<b>100.0</b>", "−40.0", "60.0%", "expected 50.0"} <= texts


def test_the_tick_stands_at_its_share_of_the_scale() -> None:
    (tick,) = [
        shape
        for shape in bridge(ROWS, DESK, WORDS, expected=50.0)["layout"]["shapes"]
        if shape["type"] == "line" and shape["xref"] == "paper"
    ]
    assert tick["x0"] == 0.5
