"""The brief's own settings in a plan's folder: its code, the day it is due, its languages and pages."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from speech.mistakes import Mistake
from speech.words import LANGUAGES, words

FILE = "brief.yaml"
PREFIX = re.compile(r"[A-Z]{2,4}", re.ASCII)
LAST_DAY = 28  # every month has it


class BriefError(Mistake):
    """The plan's brief.yaml can't be used; the message says what was found and what is expected."""


@dataclass(frozen=True)
class BriefPlan:
    """The first letters of codes, the day of the next month from which a brief is due, languages, pages (paths)."""

    prefix: str = "KE"
    day: int = 15
    languages: tuple[str, ...] = LANGUAGES[:1]
    pages: tuple[str, ...] = ("/",)


def read_brief_plan(folder: Path) -> BriefPlan:
    """Read a plan's brief.yaml; what it leaves out has defaults.

    Raises:
        BriefError: a key or value can't be used.
    """
    path = folder / FILE
    try:
        read: Any = (yaml.safe_load(path.read_text("utf-8")) if path.is_file() else None) or {}
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise _wrong(path, "", str(error), "YAML") from None
    known = BriefPlan.__dataclass_fields__
    if not isinstance(read, dict) or (read.keys() - known.keys()):
        raise _wrong(path, "", read, ", ".join(known))
    for key, fits, expected in (
        ("prefix", lambda found: isinstance(found, str) and PREFIX.fullmatch(found), "AB"),
        ("day", lambda found: type(found) is int and 1 <= found <= LAST_DAY, f"1-{LAST_DAY}"),
        ("languages", lambda found: _listed(found) and set(found) <= set(LANGUAGES), ", ".join(LANGUAGES)),
        ("pages", lambda found: _listed(found) and all(each.startswith("/") for each in found), "/, /gap"),
    ):
        if key in read and not fits(read[key]):
            raise _wrong(path, key, read[key], expected)
    values: dict[str, Any] = {
        key: tuple(dict.fromkeys(found)) if isinstance(found, list) else found for key, found in read.items()
    }
    return BriefPlan(**values)


def _listed(found: Any) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(each, str) for each in found)


def _wrong(path: Path, key: str, found: object, expected: str) -> BriefError:
    return BriefError(words("catalog.brief_wrong", path=path, key=key, found=found, expected=expected))
