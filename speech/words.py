"""The sentences that people read, kept by language in speech/wording/<language>/*.yaml."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml
from babel import Locale

FOLDER = Path(__file__).resolve().parent / "wording"
LANGUAGES = ("zh", "en")  # the first is the plan's own
TAGS = {"zh": "zh-CN", "en": "en"}  # as documents and browsers name them

CATEGORIES = ("zero", "one", "two", "few", "many", "other")  # of numbers; a language tells some of them apart
WITH_FORMS = re.compile(r"\{\w+:")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


class Forms(Formatter):
    """Fills in sentences; of `{count:indicator|indicators}` it takes the form that goes with the count."""

    def __init__(self, language: str) -> None:
        self._rule = Locale.parse(language).plural_form
        self.names = tuple(name for name in CATEGORIES if name in self._rule.tags or name == "other")

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write a value, or the form for a number or for a text that holds one, such as "1,001" or "1.0"."""
        if not format_spec:
            return str(value)
        forms = format_spec.split("|")
        if len(forms) != len(self.names):
            raise ValueError(f"{format_spec!r}: expected a form for each of {'|'.join(self.names)}")
        found = NUMBER.search(str(value))
        name = self._rule(Decimal(found[0].replace(",", ""))) if found else "other"
        return forms[self.names.index(name)]


@lru_cache
def forms_of(language: str) -> Forms:
    """Give a language's forms, read once."""
    return Forms(language)


@dataclass(frozen=True)
class Wording:
    """Hold a language's sentences; a key is the file's stem and the sentence's name, joined by a dot."""

    folder: Path
    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """Give a sentence with its placeholders filled in.

        Raises:
            KeyError: the key isn't in its file, or the sentence has a placeholder without a value.
            ValueError: a placeholder has other forms than the language has.
        """
        if key not in self.sentences:
            raise KeyError(f"{key}: not in {self.folder / key.partition('.')[0]}.yaml")
        try:
            return self._filled(self.sentences[key], values)
        except KeyError as missing:
            raise KeyError(f"{key}: no value given for {missing}") from None
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from None

    def _filled(self, sentence: str, values: Mapping[str, object]) -> str:
        if WITH_FORMS.search(sentence):
            return forms_of(self.language).vformat(sentence, (), values)
        return sentence.format(**values)  # four times faster, and most sentences have no forms


@lru_cache
def wording(language: str = "zh") -> Wording:
    """Read a language's sentences, once."""
    return read_wording(FOLDER / language, language)


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


def read_wording(folder: Path, language: str = LANGUAGES[0]) -> Wording:
    """Merge the folder's files, which speak a language; nested keys are joined by dots.

    Raises:
        FileNotFoundError: the folder has no file.
        TypeError: a value isn't text.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise FileNotFoundError(f"{folder}: expected wording files (*.yaml)")
    pairs = (pair for file in files for pair in _flat(file, file.stem, yaml.safe_load(file.read_text("utf-8")) or {}))
    return Wording(folder, language, dict(pairs))


def _flat(file: Path, key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(file, f"{key}.{name}", inner)
    elif isinstance(value, str):
        yield key, value
    else:
        raise TypeError(f"{file}: {key} is {value!r}; expected text (put it in quotes)")
