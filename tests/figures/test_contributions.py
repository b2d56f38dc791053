import plotly.graph_objects as go
import pytest

from figures.contributions import ContributionRow, contributions
from figures.kit.theme import DESK, THEMES, Theme

ROWS = [
    ContributionRow("A1", "Events", -1.5, "80 → 50", ("by score −1.4",)),
    ContributionRow("G1", "Money", 0.5, "50 → 60", ()),
    ContributionRow("A1", "Visits", -0.25, "new", ()),
    ContributionRow("", "2 others", -0.75, "", ()),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(contributions(ROWS, theme, "Score", "points"))
    go.Figure(contributions([], theme, "Score", "points"))


def test_what_pulled_down_stands_out_and_the_worst_most() -> None:
    bars, hot = contributions(ROWS, DESK, "Score", "points")["data"]
    assert bars["x"] == [-1.5, 0.5, -0.25, -0.75]
    assert bars["marker"]["color"] == [DESK.worst, DESK.fine, DESK.rural, DESK.fine]
    assert hot["customdata"] == ["A1", "G1", "A1", ""]
    assert hot["hovertext"][0] == "<b>Events</b><br>−1.50 points<br>by score −1.4"


def test_each_row_says_its_points_and_what_is_behind_them() -> None:
    texts = [part["text"] for part in contributions(ROWS, DESK, "Score", "points")["layout"]["annotations"]]
    assert {"<b>−1.50</b>", "<b>+0.50</b>", "80 → 50", "2 others", "Score", "points"} <= set(texts)
