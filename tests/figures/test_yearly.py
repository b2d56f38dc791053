import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.yearly import YearAim, YearLine, yearly

LINES = [
    YearLine("urban", "Town", ((2018, 11.55), (2020, 13.75))),
    YearLine("rural", "Country", ((2018, 4.93), (2020, 6.45))),
    YearLine("own", "City", ((2022, 7.1),)),
]
AIM = YearAim(2025, 10, "Aim 10")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(yearly(LINES, theme, unit="%", widths={2018: "6.62"}, aim=AIM))
    go.Figure(yearly([], theme, unit="%"))


def test_the_aim_widens_the_years() -> None:
    figure = yearly(LINES, DESK, unit="%", aim=AIM)
    assert figure["layout"]["xaxis"]["range"] == [2017.5, 2025.5]
    assert figure["data"][0]["x"] == [2025]


def test_a_width_stands_on_its_upright_between_town_and_country() -> None:
    layout = yearly(LINES, DESK, unit="%", widths={2018: "6.62", 2022: "?"})["layout"]
    (upright,) = layout["shapes"]
    assert (upright["x0"], upright["y0"], upright["y1"]) == (2018, 4.93, 11.55)
    (width,) = [part for part in layout["annotations"] if part["text"] == "6.62"]
    assert width["x"] == 2018
    assert 4.93 < width["y"] < (4.93 + 11.55) / 2


def test_lines_are_labelled_with_their_last_value_and_its_year() -> None:
    texts = [part["text"] for part in yearly(LINES, DESK, unit="%", decimals=2)["layout"]["annotations"]]
    assert any(text.startswith("City <b>7.10</b>") and "2022" in text for text in texts)
