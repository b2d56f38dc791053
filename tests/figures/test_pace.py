from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.kit.timeline import MonthWords
from figures.pace import PaceRow, PaceWords, pace
from speech.months import ordinal

WORDS = PaceWords("Now", "Line", "Before", "%", MonthWords(tuple("JFMAMJJASOND"), "{year}", "{month}{year}"))
VALUES = [5.0, None, 20.0] + [None] * 9
ROWS = [
    PaceRow(f"2025-{month:02d}", VALUES[month - 1], month * 100 / 12, month * 8.0, month == 3, "")
    for month in range(1, 13)
]


def texts(figure: dict[str, Any]) -> dict[str, Any]:
    return {part["text"]: part for part in figure["layout"]["annotations"]}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(pace(ROWS, theme, WORDS, selected="2025-03"))
    go.Figure(pace([], theme, WORDS))


def test_a_month_without_a_value_is_a_gap_and_a_partial_one_hollow() -> None:
    now = pace(ROWS, DESK, WORDS)["data"][2]
    assert now["y"][:4] == [5.0, None, 20.0, None]
    assert now["connectgaps"] is False
    assert now["marker"]["color"][2] == DESK.card


def test_each_line_has_its_name_where_it_ends() -> None:
    words = texts(pace(ROWS, DESK, WORDS))
    assert words["Now <b>20.0</b>"]["x"] == ordinal("2025-03")
    assert words["Line <b>100.0</b>"]["y"] > words["Before <b>96.0</b>"]["y"]


def test_a_month_has_its_hover_and_code() -> None:
    hot = pace(ROWS, DESK, WORDS)["data"][-1]
    assert hot["customdata"][2] == "2025-03"
    assert hot["hovertext"][2] == "<b>M2025</b><br>Now 20.0<br>Line 25.0<br>Before 24.0"


def test_an_even_line_is_thin_dotted_and_named_beside_the_expected_one() -> None:
    rows = [replace(row, even=month * 100 / 12) for month, row in enumerate(ROWS, start=1)]
    figure = pace(rows, DESK, replace(WORDS, even="Even"))
    even, expected = figure["data"][3], figure["data"][0]
    assert even["line"]["dash"] == "1px,2px" and even["line"]["width"] < expected["line"]["width"]
    assert even["y"][5] == 50.0
    assert "Even <b>100.0</b>" in texts(figure)
    assert len(pace(ROWS, DESK, WORDS)["data"]) == len(figure["data"]) - 1


def test_two_lines_that_end_before_the_year_have_their_names_under_and_over() -> None:
    """In March now is at 20 and the expected line at 25."""
    rows = [replace(row, line=row.line if n < 3 else None) for n, row in enumerate(ROWS)]
    words = texts(pace(rows, DESK, WORDS))
    assert (words["Now <b>20.0</b>"]["yanchor"], words["Line <b>25.0</b>"]["yanchor"]) == ("top", "bottom")
