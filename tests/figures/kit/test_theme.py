import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme, base_layout, blend, contrast

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@pytest.mark.parametrize(("share", "colour"), [(-1, "#000000"), (0.25, "#804000"), (0.5, "#FF8000"), (2, "#FFFFFF")])
def test_a_colour_lies_between_its_neighbours(share: float, colour: str) -> None:
    assert blend(("#000000", "#FF8000", "#FFFFFF"), share) == colour


def test_contrast_is_that_of_the_accessibility_guideline() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEME
def test_words_are_legible_on_the_ground(theme: Theme) -> None:
    for ground in (theme.ground, theme.card):
        assert contrast(theme.text, ground) > 7
        assert contrast(theme.quiet, ground) > 4


@THEME
def test_the_layout_is_valid_and_new_each_time(theme: Theme) -> None:
    layout = base_layout(theme)
    go.Figure(layout=layout)
    layout["xaxis"]["visible"] = False
    assert "visible" not in base_layout(theme)["xaxis"]


def test_grades_differ_in_shape() -> None:
    assert len({style.mark for style in DESK.grades.values()}) == len({s.symbol for s in DESK.grades.values()}) == 4
