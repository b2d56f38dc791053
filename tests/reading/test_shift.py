"""A change in words: like for like first, and what else moved the total."""

from evaluation.findings.shift import Shift
from reading.shift import parts_words
from speech.months import Month
from speech.words import speaking

SHIFT = Shift(Month("2025-05"), before=80.0, now=81.1, same=-0.35, reporters=1.42, targets=0.03, due=0.0)


def test_what_else_moved_a_total_stands_in_brackets() -> None:
    assert parts_words(SHIFT) == "（另有报送单位变化 +1.4、合计 +1.1）"
    with speaking("en"):
        assert parts_words(SHIFT) == " (besides +1.4 by who reports, +1.1 in all)"


def test_where_nothing_else_moved_it_nothing_is_said() -> None:
    same = Shift(Month("2025-05"), before=80.0, now=81.0, same=1.0, reporters=0.0, targets=0.04, due=0.0)
    assert parts_words(same) == ""
