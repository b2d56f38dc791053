import pytest

from speech.pinyin import pinyin_keys


@pytest.mark.parametrize(
    ("name", "initials", "full"),
    [
        ("林周县", "lzx", "linzhouxian"),
        ("曲水县", "qsx", "qushuixian"),
        ("科普e站", "kpez", "kepuezhan"),
        ("绿色（A）", "lsa", "lvsea"),
    ],
)
def test_a_name_is_spelt_by_initials_and_in_full(name: str, initials: str, full: str) -> None:
    assert pinyin_keys(name) == (initials, full)
