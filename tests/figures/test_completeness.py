import plotly.graph_objects as go
import pytest

from figures.completeness import completeness_grid
from figures.kit.theme import DESK, THEMES, Theme
from figures.kit.timeline import MonthWords
from figures.reporting import ReportingMonth, ReportingRow, ReportingWords

STATES = {"on_time": "on time", "late": "late", "missing": "missing"}
WORDS = ReportingWords(STATES, "{count} warnings", MonthWords(tuple("JFMAMJJASOND"), "{year}", "{month}{year}"))
MONTHS = [f"2025-{number:02d}" for number in range(1, 4)]
ROWS = [
    ReportingRow("a", "East", tuple(ReportingMonth(month, "on_time") for month in MONTHS)),
    ReportingRow("b", "West", tuple(ReportingMonth(month, "missing") for month in MONTHS)),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(completeness_grid(ROWS, ["100%", "0%"], theme, WORDS, share="On time", month="2025-02"))
    go.Figure(completeness_grid([], [], theme, WORDS, share="On time"))


def test_a_click_gives_the_month_and_names_are_still() -> None:
    figure = completeness_grid(ROWS, ["100%", "0%"], DESK, WORDS, share="On time")
    assert figure["data"][0]["customdata"] == MONTHS * 2
    assert not any("captureevents" in each for each in figure["layout"]["annotations"])


def test_the_chosen_month_is_marked_and_shares_stand_at_the_right() -> None:
    layout = completeness_grid(ROWS, ["100%", "0%"], DESK, WORDS, share="On time", month="2025-02")["layout"]
    assert (layout["shapes"][0]["x0"], layout["shapes"][0]["x1"]) == (0.5, 1.5)
    shares = {each["text"]: each["y"] for each in layout["annotations"] if each["text"].endswith("%")}
    assert shares == {"100%": 0, "0%": 1}


def test_of_many_months_only_quarters_are_numbered() -> None:
    months = [f"{year}-{number:02d}" for year in (2023, 2024, 2025) for number in range(1, 13)]
    row = ReportingRow("a", "East", tuple(ReportingMonth(month, "on_time") for month in months))
    texts = [each["text"] for each in completeness_grid([row], [""], DESK, WORDS, share="")["layout"]["annotations"]]
    assert [text.rpartition("<br>")[2] for text in texts if "<br>" in text] == ["1", "4", "7", "10"] * 3
