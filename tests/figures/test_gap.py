from typing import Any

import plotly.graph_objects as go
import pytest

from figures.gap import GapRow, GapWords, gap_line
from figures.kit.theme import DESK, THEMES, Theme
from figures.kit.timeline import MonthWords
from speech.months import ordinal

WORDS = GapWords(
    "Urban", "Rural", "15", "points", "ratio 1.23", "u {urban} r {rural}",
    MonthWords(tuple("JFMAMJJASOND"), "{year}", "{month}{year}"),
)  # fmt: skip
JANUARY = ordinal("2025-01")
ROWS = [
    GapRow("2025-01", 70.0, 50.0),
    GapRow("2025-02", 72.0, 54.0),
    GapRow("2025-03", None, 56.0),
    GapRow("2025-04", 80.0, 65.0),
]


def texts(figure: dict[str, Any]) -> dict[str, Any]:
    return {part["text"]: part for part in figure["layout"]["annotations"]}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(gap_line(ROWS, theme, WORDS))
    go.Figure(gap_line([], theme, WORDS))


def test_the_band_covers_only_months_in_which_both_are_known() -> None:
    bands = [trace for trace in gap_line(ROWS, DESK, WORDS)["data"] if trace.get("fill")]
    assert [(band["x"], band["y"]) for band in bands] == [
        ([JANUARY, JANUARY + 1, JANUARY + 1, JANUARY], [70.0, 72.0, 54.0, 50.0]),
        ([JANUARY + 3, JANUARY + 3], [80.0, 65.0]),
    ]


def test_a_lone_month_is_a_pair_of_dots() -> None:
    lines = [trace for trace in gap_line(ROWS[:1], DESK, WORDS)["data"] if trace.get("mode") == "markers"]
    assert [line["y"] for line in lines] == [[70.0], [50.0]]


def test_a_month_left_out_parts_the_band() -> None:
    figure = gap_line([ROWS[0], ROWS[3]], DESK, WORDS)
    assert sum("fill" in trace for trace in figure["data"]) == 2


def test_the_lines_are_labelled_at_their_ends_and_never_joined_over_a_gap() -> None:
    figure = gap_line(ROWS, DESK, WORDS)
    assert {"Urban <b>80</b>", "Rural <b>65</b>", "<b>15</b>", "points", "ratio 1.23"} <= set(texts(figure))
    lines = {trace["line"]["color"]: trace["y"] for trace in figure["data"] if "connectgaps" in trace}
    assert lines == {DESK.urban: [70.0, 72.0, None, 80.0], DESK.rural: [50.0, 54.0, 56.0, 65.0]}


def test_equal_ends_have_labels_apart() -> None:
    words = texts(gap_line([GapRow("2025-01", 60.0, 40.0), GapRow("2025-02", 50.0, 50.0)], DESK, WORDS))
    assert words["Urban <b>50</b>"]["y"] != words["Rural <b>50</b>"]["y"]


def test_each_month_has_its_hover_text_and_code() -> None:
    hot = gap_line(ROWS, DESK, WORDS)["data"][-1]
    assert hot["customdata"][2] == "2025-03"
    assert hot["hovertext"][2] == "<b>M2025</b><br>u – r 56"
