import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.kit.timeline import MonthWords
from figures.month_bars import MonthBar, MonthBarWords, month_bars
from speech.months import ordinal

WORDS = MonthBarWords("placed", "done", MonthWords(tuple("JFMAMJJASOND"), "{year}", "{month}{year}"))
ROWS = [
    MonthBar("2025-01", 20, 15, partial=False, hover=("20 15",)),
    MonthBar("2025-02", None, None, partial=True, hover=("none",)),
    MonthBar("2025-03", 30, 30, partial=True, hover=("30 30", "1 of 2")),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(month_bars(ROWS, theme, WORDS, selected="2025-03"))
    go.Figure(month_bars([], theme, WORDS))


def test_a_missing_month_has_a_cross_and_no_bar() -> None:
    whole, part, crosses, hot = month_bars(ROWS, DESK, WORDS)["data"]
    assert (whole["y"], part["y"]) == ([20, 30], [15, 30])
    assert crosses["x"] == [ordinal("2025-02")]
    assert hot["customdata"] == ["2025-01", "2025-02", "2025-03"]


def test_a_month_that_lacks_a_place_is_hatched() -> None:
    assert month_bars(ROWS, DESK, WORDS)["data"][0]["marker"]["pattern"]["shape"] == ["", "/"]
