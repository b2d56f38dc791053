from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.kit.timeline import MonthWords
from figures.trend import TrendLine, TrendPoint, TrendTarget, TrendVersion, TrendWords, trend
from speech.months import ordinal

MONTHS = MonthWords(tuple("JFMAMJJASOND"), "{year}", "{month}{year}")
WORDS = TrendWords("%", "missing", "hollow: late", MONTHS)


def line(role: str, *values: float | None, hollow: int = -1) -> TrendLine:
    points = [TrendPoint(f"2025-{month:02d}", value, month - 1 == hollow) for month, value in enumerate(values, 1)]
    return TrendLine(role, role.title(), tuple(points))


TOTAL = line("total", 40.0, 44.0, None, 50.0, None, 52.0, hollow=1)
EXPECTED = line("expected", 45.0, 48.0, 51.0, 54.0, 57.0, 60.0)
TARGET = TrendTarget("2025-12", 78.0, "Target 78", "working")


def draw(*lines: TrendLine, **options: Any) -> dict[str, Any]:
    return trend(lines, DESK, WORDS, selected="2025-06", **options)


def texts(figure: dict[str, Any]) -> list[str]:
    return [part["text"] for part in figure["layout"]["annotations"]]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    versions = [TrendVersion("2025-01", 90.0), TrendVersion("2025-04", 78.0)]
    lines = [TOTAL, EXPECTED, line("urban", 60.0), line("rural", None, 30.0)]
    go.Figure(trend(lines, theme, WORDS, selected="2025-06", target=TARGET, versions=versions))
    go.Figure(trend([], theme, WORDS, selected="2025-06"))


def test_a_missing_month_breaks_the_line() -> None:
    drawn = draw(TOTAL)["data"][0]
    assert drawn["y"] == [40.0, 44.0, None, 50.0, None, 52.0]
    assert drawn["connectgaps"] is False


def test_a_month_without_a_point_breaks_the_line_too() -> None:
    sparse = TrendLine("total", "Total", (TrendPoint("2025-01", 40.0), TrendPoint("2025-03", 42.0)))
    assert draw(sparse)["data"][0]["y"] == [40.0, None, 42.0]


def test_hollow_lone_and_last_points_are_marked() -> None:
    marker = draw(TOTAL)["data"][0]["marker"]
    assert [size > 0 for size in marker["size"]] == [False, True, False, True, False, True]
    assert marker["color"][1] == DESK.card and marker["color"][3] == DESK.accent


def test_the_dashed_line_leads_on_to_the_target() -> None:
    figure = draw(TOTAL, EXPECTED, target=TARGET)
    dashed = next(trace for trace in figure["data"] if "dash" in trace.get("line", {}))
    assert (dashed["x"][-1], dashed["y"][-1]) == (ordinal("2025-12"), 78.0)
    assert figure["layout"]["xaxis"]["range"][1] == ordinal("2025-12") + 0.5
    assert any("Target 78" in text and "working" in text for text in texts(figure))


def test_labels_name_the_lines_at_their_ends_and_the_line_at_the_selected_month() -> None:
    said = texts(draw(TOTAL, EXPECTED, target=TARGET))
    assert "Total <b>52</b>" in said
    assert "J2025\N{EM SPACE}Expected 60" in said
    assert "Expected <b>60</b>" in texts(draw(TOTAL, EXPECTED))


def test_end_labels_keep_apart_at_the_least_height() -> None:
    figure = draw(line("total", 50.0, 50.0), line("urban", 50.0, 50.4), line("rural", 50.0, 49.8), height=120)
    low, high = figure["layout"]["yaxis"]["range"]
    margin = figure["layout"]["margin"]
    pixels = (120 - margin["t"] - margin["b"]) / (high - low)
    ends = sorted(part["y"] * pixels for part in figure["layout"]["annotations"] if "<b>" in part["text"])
    assert len(ends) == 3
    assert all(after - before >= DESK.size for before, after in pairwise(ends))


def test_versions_of_the_target_make_a_step() -> None:
    step = draw(TOTAL, versions=[TrendVersion("2024-01", 90.0), TrendVersion("2025-04", 78.0)])["data"][0]
    first, april, june = (ordinal(month) for month in ("2025-01", "2025-04", "2025-06"))
    assert (step["x"], step["y"], step["line"]["shape"]) == ([first, april, june], [90.0, 78.0, 78.0], "hv")


def test_each_month_has_its_hover_text_and_code() -> None:
    hot = draw(TOTAL, EXPECTED)["data"][-1]
    assert hot["customdata"] == [f"2025-{month:02d}" for month in range(1, 7)]
    assert hot["hovertext"][1] == "<b>F2025</b><br>Total 44%<br>Expected 48%<br>hollow: late"
    assert hot["hovertext"][2] == "<b>M2025</b><br>Total missing<br>Expected 51%"


def test_a_line_that_ends_before_the_selected_month_says_of_which_month_its_last_value_is() -> None:
    assert f'Total <b>44</b><br><span style="font-size:{DESK.size_small}px">F2025</span>' in texts(
        draw(line("total", 40, 44))
    )
    assert "Total <b>52</b>" in texts(draw(TOTAL))


def test_the_even_line_is_thin_dotted_unmarked_named_and_leads_on_to_the_target() -> None:
    even = line("even", 6.5, 13.0, 19.5)
    figure = draw(TOTAL, EXPECTED, even, target=TARGET)
    dashed, dotted = (figure["data"][n] for n in (0, 1))
    assert dotted["line"]["width"] < dashed["line"]["width"] and dotted["line"]["dash"] == "1px,2px"
    assert dotted["mode"] == "lines" and dotted["y"] == [6.5, 13.0, 19.5, 78.0]
    assert any(text.startswith("Even <b>20</b>") for text in texts(figure))  # 19.5, of March
