"""The rules' words."""

from datetime import date, datetime
from string import Formatter
from typing import get_args

import pytest

from data.reports.rules import WARNINGS, Rule, shown
from speech.words import wording


def test_every_rule_has_its_two_sentences_and_no_other_stands_in_the_file() -> None:
    keys = {key for key in wording().sentences if key.startswith("checks.") and key.count(".") == 2}
    assert keys == {f"checks.{rule}.{part}" for rule in get_args(Rule) for part in ("message", "action")}
    assert set(get_args(Rule)) >= WARNINGS
    assert all(list(Formatter().parse(wording().sentences[key])) for key in keys)


@pytest.mark.parametrize(
    ("value", "text"),
    [(12.0, "12"), (0.5, "0.5"), (1234567890.0, "1234567890"), (1e10, "10000000000"),
     (12345678901.0, "12345678901"), (0.1 + 0.2, "0.3"), (True, "TRUE"),
     (datetime(2025, 6, 1, 8, 30), "2025-06-01 08:30:00"), (date(2025, 6, 1), "2025-06-01")],
)  # fmt: skip
def test_a_value_is_shown_as_its_reader_sees_it(value: object, text: str) -> None:
    assert shown(value) == text
