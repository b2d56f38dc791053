import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.parts import PartsRow, PartsWords, parts

WORDS = PartsWords("Within", "Between", "Index", "Share within")
ROWS = [
    PartsRow("rooms", "Rooms", 3.0, 1.0, "4", "75%", "", "rooms"),
    PartsRow("visits", "Visits", 0.5, 1.5, "2", "25%", "", "visits"),
    PartsRow("survey", "Survey", None, None, "", "", "none", "survey"),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(parts(ROWS, theme, WORDS, selected="visits"))
    go.Figure(parts([], theme, WORDS))
    go.Figure(parts([PartsRow("a", "A", 0.0, 0.0, "0", "—", "", "")], theme, WORDS))


def test_the_second_part_begins_where_the_first_ends() -> None:
    first, second, hot = parts(ROWS, DESK, WORDS)["data"]
    assert (first["base"], first["x"]) == ([0, 0], [3.0, 0.5])
    assert (second["base"], second["x"]) == ([3.0, 0.5], [1.0, 1.5])
    assert hot["customdata"] == ["rooms", "visits", "survey"]


def test_what_has_no_parts_says_why() -> None:
    texts = [part["text"] for part in parts(ROWS, DESK, WORDS)["layout"]["annotations"]]
    assert "none" in texts
    assert "<b>4</b>" in texts and "75%" in texts
