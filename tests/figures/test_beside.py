import plotly.graph_objects as go
import pytest

from figures.beside import CAP, BesideCell, BesideColumn, BesideRow, beside
from figures.kit.theme import DESK, THEMES, Theme

COLUMNS = [BesideColumn("Spent", True), BesideColumn("Stations", False)]
ROWS = [
    BesideRow("900101", "East", (BesideCell(95.0, "", True, False, "e"), BesideCell(30.0, "", True, True, "f"))),
    BesideRow(
        "900102", "West", (BesideCell(None, "no rate", False, False, "g"), BesideCell(240, "", False, False, "h"))
    ),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(beside(ROWS, COLUMNS, theme, selected="900102"))
    go.Figure(beside([], [], theme))


def test_each_column_has_bars_of_its_own_scale_and_a_flag_is_red() -> None:
    spent, _, stations, _ = beside(ROWS, COLUMNS, DESK)["data"]
    assert (spent["xaxis"], spent["x"], spent["marker"]["color"]) == ("x", [95.0], [DESK.worst])
    assert (stations["xaxis"], stations["x"]) == ("x2", [30.0, CAP])
    assert stations["marker"]["color"] == [DESK.worst, DESK.fine]
    assert stations["marker"]["pattern"]["shape"] == ["/", ""]


def test_figures_are_whole_even_where_a_bar_is_cut_and_what_is_missing_is_said() -> None:
    texts = [part["text"] for part in beside(ROWS, COLUMNS, DESK)["layout"]["annotations"]]
    assert {"<b>95</b>", "<b>30</b>", "240", "no rate"} <= set(texts)


def test_a_click_gives_the_place() -> None:
    assert beside(ROWS, COLUMNS, DESK)["data"][1]["customdata"] == ["900101", "900102"]
