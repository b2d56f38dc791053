from typing import Any

import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.kit.timeline import MonthWords
from figures.reporting import ReportingMonth, ReportingRow, ReportingWords, reporting_grid, reporting_strip

MONTHS = MonthWords(tuple("JFMAMJJASOND"), "{year}", "{month}{year}")
STATES = {"on_time": "on time", "late": "late", "missing": "missing", "not_due": "not due"}
WORDS = ReportingWords(STATES, "{count} warnings", MONTHS)


def row(reporter: str, *months: ReportingMonth) -> ReportingRow:
    return ReportingRow(reporter, f"County {reporter}", months)


ON_TIME = ReportingMonth("2025-06", "on_time", received="8 July")
LATE = ReportingMonth("2025-06", "late", warnings=2, received="12 July", note="revised")
MISSING = ReportingMonth("2025-06", "missing")
ROWS = [row("a", ON_TIME), row("b", LATE), row("c", MISSING)]


def kinds(figure: dict[str, Any]) -> list[str]:
    return [shape["type"] for shape in figure["layout"]["shapes"]]


def texts(figure: dict[str, Any]) -> dict[str, Any]:
    return {part["text"]: part for part in figure["layout"]["annotations"]}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_both_are_valid_figures(theme: Theme) -> None:
    go.Figure(reporting_strip(ROWS, theme, WORDS))
    go.Figure(reporting_grid(ROWS, theme, WORDS))
    go.Figure(reporting_strip([], theme, WORDS))
    go.Figure(reporting_grid([], theme, WORDS))


def test_a_full_disc_is_on_time_a_half_one_late_a_ring_missing() -> None:
    figure = reporting_strip(ROWS, DESK, WORDS, columns=1)
    assert kinds(figure) == ["circle", "circle", "path", "circle"]
    full, late, half, ring = figure["layout"]["shapes"]
    assert full["fillcolor"] == DESK.quiet and half["fillcolor"] == DESK.rural
    assert late["fillcolor"] == ring["fillcolor"] == "rgba(0,0,0,0)"


def test_the_strip_says_the_date_or_what_is_wrong() -> None:
    words = texts(reporting_strip(ROWS, DESK, WORDS))
    colours = {text: words[text]["font"]["color"] for text in ("8 July", "2 warnings", "missing")}
    assert colours == {"8 July": DESK.quiet, "2 warnings": DESK.behind, "missing": DESK.behind}


def test_the_strip_fills_its_columns_from_the_left() -> None:
    words = texts(reporting_strip(ROWS, DESK, WORDS, columns=2))
    assert [(words[f"County {name}"]["x"], words[f"County {name}"]["y"]) for name in "abc"] == [
        (0, 0),
        (0, 1),
        (0.5, 0),
    ]


def test_a_click_on_the_strip_gives_the_reporter() -> None:
    hots = reporting_strip(ROWS, DESK, WORDS, columns=2)["data"]
    assert [hot["customdata"] for hot in hots] == [["a", "b"], ["c"]]
    assert hots[0]["hovertext"][1] == "<b>County b</b><br>J2025<br>late 12 July<br>2 warnings<br>revised"


def test_a_tile_of_the_grid_gives_reporter_and_month() -> None:
    not_due = ReportingMonth("2025-05", "not_due")
    figure = reporting_grid([row("a", not_due, ON_TIME), row("b", not_due, LATE)], DESK, WORDS)
    assert figure["data"][0]["customdata"][3] == ["b", "2025-06"]
    # Nothing for months not due; a dot for the warnings of the late one.
    assert kinds(figure) == ["circle", "circle", "path", "circle"]


def test_the_grid_numbers_its_months_under_their_year() -> None:
    months = [ReportingMonth(month, "on_time") for month in ("2024-11", "2024-12", "2025-01")]
    words = texts(reporting_grid([row("a", *months)], DESK, WORDS))
    assert {"<br>11", "<br>12", "2025<br>1"} <= set(words)
