import pytest

from evaluation.assessment import Assessment
from evaluation.keys import ScoreKey, ValueKey, read_key, score_key, value_key
from speech.months import Month
from tests.small import CITY


def test_keys_are_written_as_editions_have_sealed_them_and_read_again() -> None:
    value = ValueKey(CITY, Month("2025-03"), "rural", "room_rate")
    score = ScoreKey(CITY, Month("2025-03"), "measure", "A1")
    assert (value.text, score.text) == (f"room_rate|{CITY}|2025-03|rural", f"{CITY}|2025-03|measure|A1")
    assert (read_key(value.text), read_key(score.text)) == (value, score)


def test_every_figures_key_leads_back_to_it(assessment: Assessment) -> None:
    for row in assessment.judged.values():
        key = read_key(value_key(row))
        assert isinstance(key, ValueKey)
        assert assessment.judged[key.place, key.split, key.indicator] is row
    for total in assessment.scores.values():
        found = read_key(score_key(total))
        assert isinstance(found, ScoreKey)
        assert assessment.scores[found.place, found.level, found.code] is total


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        read_key("room_rate")
