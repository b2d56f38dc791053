"""How Chinese names are typed on a Latin keyboard."""

from pypinyin import Style, lazy_pinyin


def pinyin_keys(name: str) -> tuple[str, str]:
    """Spell a name by its syllables' first letters and in full: 林周县 gives lzx and linzhouxian."""
    initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return _letters(initials), _letters(lazy_pinyin(name))


def _letters(syllables: list[str]) -> str:
    return "".join(sign for syllable in syllables for sign in syllable.lower() if sign.isalnum())
