import plotly.graph_objects as go
import pytest

from figures.funnel import FunnelRow, FunnelWords, funnel
from figures.kit.theme import DESK, THEMES, Theme

WORDS = FunnelWords("n", "lost", "kept", "none", "{value} {share}", "{lost} {kept}")
ROWS = [
    FunnelRow("a", "Placed", 200, 100.0, None, None),
    FunnelRow("b", "Taken", 190, 95.0, 10, 95.0),
    FunnelRow("c", "Done", 140, 70.0, 50, 73.7, worst=True, note="7 of 8"),
    FunnelRow("d", "Silent", None, None, None, None),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(funnel(ROWS, theme, WORDS))
    go.Figure(funnel([], theme, WORDS))


def test_what_was_lost_stands_at_the_end_of_what_came_through() -> None:
    whole, lost, hot = funnel(ROWS, DESK, WORDS)["data"]
    assert whole["x"] == [200, 190, 140]
    assert list(zip(lost["base"], lost["x"], strict=True)) == [(190, 10), (140, 50)]
    assert lost["marker"]["color"] == [DESK.rural, DESK.worst]
    assert hot["customdata"] == ["a", "b", "c", "d"]


def test_a_sliver_can_be_seen() -> None:
    rows = [FunnelRow("a", "A", 10000, 100, None, None), FunnelRow("b", "B", 9999, 99.99, 1, 99.99)]
    assert funnel(rows, DESK, WORDS)["data"][1]["x"] == [40]


def test_the_words_tell_values_losses_and_what_is_absent() -> None:
    texts = {part["text"] for part in funnel(ROWS, DESK, WORDS)["layout"]["annotations"]}
    assert {"<b>200</b>", "−10", "<b>−50</b>", "73.7%", "none"} <= texts


def test_the_hover_text_says_why() -> None:
    assert funnel(ROWS, DESK, WORDS)["data"][-1]["hovertext"][2] == "<b>Done</b><br>140 70.0%<br>50 73.7%<br>7 of 8"
