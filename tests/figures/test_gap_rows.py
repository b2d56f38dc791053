from dataclasses import replace

import plotly.graph_objects as go
import pytest

from figures.gap_rows import GapBar, GapRowsWords, gap_rows
from figures.kit.theme import DESK, THEMES, Theme

WORDS = GapRowsWords("Urban", "Rural", "Gap", "In a year")
WIDE = GapBar("rooms", "Rooms", 0.9, 0.5, "90", "50", "40", "+2", 1.0, True, "", "rooms: 40")
AHEAD = GapBar("demo", "Demo", 0.2, 0.3, "20", "30", "−10", "−1", -0.25, False, "", "demo")
GREY = replace(WIDE, code="visits", name="Visits", change="+3", lean=None, widens=False)
ALONE = GapBar("towns", "Towns", None, 0.3, "—", "30", "—", "—", None, False, "no town", "towns")
SILENT = replace(ALONE, code="west", rural=None)
ROWS: list[GapBar | str] = ["Per cent", WIDE, AHEAD, "Rates", GREY, ALONE, SILENT]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(gap_rows(ROWS, theme, WORDS, selected="rooms"))
    go.Figure(gap_rows([], theme, WORDS))


def test_bars_join_the_dots_in_the_colour_of_the_gap() -> None:
    joins = gap_rows(ROWS, DESK, WORDS)["data"][0]
    assert joins["base"] == [0.5, 0.2, 0.5]
    assert joins["x"] == pytest.approx([0.4, 0.1, 0.4])
    widest, ahead, grey = joins["marker"]["color"]
    assert (widest, grey) == (DESK.diverging[0], DESK.fine)
    assert int(ahead[5:], 16) > int(ahead[1:3], 16)  # the countryside ahead: bluish


def test_values_stand_outside_their_dots() -> None:
    urban, rural = gap_rows(ROWS, DESK, WORDS)["data"][1:3]
    assert urban["text"] == ["90", "20", "90"]
    assert urban["textposition"][:2] == ["middle right", "middle left"]
    assert rural["x"] == [0.5, 0.3, 0.5, 0.3]
    assert rural["textposition"][-1] == "middle right"


def test_only_a_gap_that_widens_stands_out() -> None:
    words = {part["text"]: part for part in gap_rows(ROWS, DESK, WORDS)["layout"]["annotations"]}
    assert words["+2"]["font"]["color"] == DESK.behind
    assert words["−1"]["font"]["color"] == words["+3"]["font"]["color"] == DESK.quiet
    assert {"Per cent", "Rates", "no town"} <= set(words)


def test_each_row_but_a_heading_is_chosen_by_its_code() -> None:
    hot = gap_rows(ROWS, DESK, WORDS)["data"][-1]
    assert hot["customdata"] == ["rooms", "demo", "visits", "towns", "west"]
    assert hot["y"] == [1, 2, 4, 5, 6]
