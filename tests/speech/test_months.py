import pytest

from speech.months import month_word
from speech.words import speaking

ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@pytest.mark.parametrize(
    ("language", "names"), [("zh", tuple(f"{number}月" for number in range(1, 13))), ("en", ENGLISH)]
)
def test_a_month_is_named_in_the_language_that_is_spoken(language: str, names: tuple[str, ...]) -> None:
    with speaking(language):
        assert tuple(month_word(number) for number in range(1, 13)) == names


@pytest.mark.parametrize("number", [0, 13])
def test_there_is_no_other_month(number: int) -> None:
    with pytest.raises(KeyError):
        month_word(number)
