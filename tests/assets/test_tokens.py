"""The style sheets and the pictures must show one design: the tokens are compared with the desk theme."""

import re
from pathlib import Path

import pytest

from figures.kit.theme import DESK, FONT, WALL, contrast

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def tokens_of(sheet: Path) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", sheet.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def tokens() -> dict[str, str]:
    return tokens_of(ASSETS / "tokens.css")


@pytest.fixture(scope="module")
def wall() -> dict[str, str]:
    return tokens_of(ASSETS / "wall" / "wall.css")


@pytest.mark.parametrize(
    "name",
    ["ground", "card", "rule", "track", "selected", "text", "second", "quiet", "accent", "behind", "worst", "fine",
     "urban", "rural"],
)  # fmt: skip
def test_a_colour_is_the_themes(name: str, tokens: dict[str, str]) -> None:
    assert tokens[name] == getattr(DESK, name)


def test_scales_grades_and_type_are_the_themes(tokens: dict[str, str]) -> None:
    assert tuple(tokens[f"sequence-{end}"] for end in ("low", "middle", "high")) == DESK.sequence
    assert {grade: tokens[f"grade-{grade}"] for grade in DESK.grades} == {
        grade: style.colour for grade, style in DESK.grades.items()
    }
    assert tokens["font"] == FONT
    assert [tokens[key] for key in ("size", "size-small", "size-value")] == ["13px", "12px", "15px"]


@pytest.mark.parametrize(
    "name",
    ["ground", "rule", "track", "text", "second", "quiet", "accent", "behind", "worst", "fine", "urban", "rural"],
)
def test_a_colour_of_the_wall_is_its_themes(name: str, wall: dict[str, str]) -> None:
    assert wall[name] == getattr(WALL, name)


def test_grades_and_type_of_the_wall_are_its_themes(wall: dict[str, str]) -> None:
    grades = {name.removeprefix("grade-"): colour for name, colour in wall.items() if name.startswith("grade-")}
    assert grades == {grade: style.colour for grade, style in WALL.grades.items()}
    assert (wall["font"], wall["size"], wall["small"]) == (FONT, f"{WALL.size}px", f"{WALL.size_small}px")


@pytest.mark.parametrize("name", ["text", "second", "quiet", "accent", "behind", "worst"])
def test_words_can_be_read_on_a_card(name: str, tokens: dict[str, str]) -> None:
    assert contrast(tokens[name], tokens["card"]) >= 4.4


def test_the_demonstration_mark_can_be_read(tokens: dict[str, str]) -> None:
    assert contrast(tokens["demo-text"], tokens["demo"]) >= 4.5
