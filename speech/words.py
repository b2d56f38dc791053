"""The sentences that people read, kept by language in speech/wording/<language>/*.yaml."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "wording"
LANGUAGES = ("zh", "en")  # the first is the plan's own
TAGS = {"zh": "zh-CN", "en": "en"}  # as documents and browsers name them

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


@dataclass(frozen=True)
class Wording:
    """Hold a language's sentences; a key is the file's stem and the sentence's name, joined by a dot."""

    folder: Path
    sentences: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """Give a sentence with its placeholders filled in.

        Raises:
            KeyError: the key isn't in its file, or the sentence has a placeholder without a value.
        """
        if key not in self.sentences:
            raise KeyError(f"{key}: not in {self.folder / key.partition('.')[0]}.yaml")
        try:
            return self.sentences[key].format(**values)
        except KeyError as missing:
            raise KeyError(f"{key}: no value given for {missing}") from None


@lru_cache
def wording(language: str = "zh") -> Wording:
    """Read a language's sentences, once."""
    return read_wording(FOLDER / language)


def words(key: str, /, **values: object) -> str:
    """Give a sentence in the language that is spoken, such as `words("checks.no_number", value="x")`."""
    return wording(_language.get()).say(key, **values)


def language() -> str:
    """Name the language that is spoken: zh, unless `speaking` says otherwise."""
    return _language.get()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak a language as long as the block lasts, in this thread alone."""
    token = _language.set(chosen)
    try:
        yield
    finally:
        _language.reset(token)


def called(entity: object, form: str = "name") -> str:
    """Give a name of the plan's (`name`, `short`, `title`, `unit`) in the language that is spoken; else in Chinese."""
    spoken = getattr(entity, f"{form}_{_language.get()}", "")
    return str(spoken or getattr(entity, f"{form}_{LANGUAGES[0]}"))


def read_wording(folder: Path) -> Wording:
    """Merge the folder's files; nested keys are joined by dots.

    Raises:
        FileNotFoundError: the folder has no file.
        TypeError: a value isn't text.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise FileNotFoundError(f"{folder}: expected wording files (*.yaml)")
    pairs = (pair for file in files for pair in _flat(file, file.stem, yaml.safe_load(file.read_text("utf-8")) or {}))
    return Wording(folder, dict(pairs))


def _flat(file: Path, key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(file, f"{key}.{name}", inner)
    elif isinstance(value, str):
        yield key, value
    else:
        raise TypeError(f"{file}: {key} is {value!r}; expected text (put it in quotes)")
