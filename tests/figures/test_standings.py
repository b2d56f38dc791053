import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.standings import StandingRow, StandingWords, standings

WORDS = StandingWords(score="Score", rank="No. {rank}", standing="Rank")
ROWS = [
    StandingRow("a", "Aa", 90.0, 1, 1, 2, "1 (1–2)", True, "median 1"),
    StandingRow("b", "Bb", 88.0, 2, 1, 2, "2 (1–2)", False, ""),
    StandingRow("c", "Cc", None, None, 0, 0, "no score", False, ""),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(standings(ROWS, theme, WORDS, selected="b"))
    go.Figure(standings([], theme, WORDS))


def test_dots_stand_at_the_ranks_and_lines_over_the_bands() -> None:
    figure = standings(ROWS, DESK, WORDS)
    dots, hot = figure["data"]
    assert (dots["x"], dots["y"]) == ([1, 2], [0, 1])
    assert hot["customdata"] == ["a", "b", "c"]
    bands = [(line["x0"], line["x1"], line["y0"]) for line in figure["layout"]["shapes"] if line.get("xref") == "x"]
    assert bands == [(1, 2, 0), (1, 2, 1)]


def test_ties_are_joined_and_a_place_without_a_score_says_so() -> None:
    figure = standings(ROWS, DESK, WORDS)
    brackets = [line for line in figure["layout"]["shapes"] if line.get("xref") == "paper"]
    assert {(line["y0"], line["y1"]) for line in brackets} == {(0, 1), (0, 0), (1, 1)}
    texts = [part["text"] for part in figure["layout"]["annotations"]]
    assert {"No. 1", "No. 2", "<b>90.0</b>", "1 (1–2)", "no score"} <= set(texts)
