"""The style sheets and the pictures must show one design: the tokens are compared with the desk theme."""

import re
from pathlib import Path

import pytest

from figures.kit.theme import DESK, FONT, contrast

TOKENS = Path(__file__).resolve().parents[2] / "assets" / "tokens.css"


@pytest.fixture(scope="module")
def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", TOKENS.read_text(encoding="utf-8")))


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


@pytest.mark.parametrize("name", ["text", "second", "quiet", "accent", "behind", "worst"])
def test_words_can_be_read_on_a_card(name: str, tokens: dict[str, str]) -> None:
    assert contrast(tokens[name], tokens["card"]) >= 4.4


def test_the_demonstration_mark_can_be_read(tokens: dict[str, str]) -> None:
    assert contrast(tokens["demo-text"], tokens["demo"]) >= 4.5
