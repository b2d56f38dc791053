"""Sealed editions as they are kept: one ZIP each, with its manifest, never overwritten."""

import json
import os
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from speech.mistakes import Mistake
from speech.months import Month
from speech.words import words

MANIFEST, SNAPSHOT, BOUNDARIES, PLAN = "manifest.json", "snapshot.db.gz", "boundaries.json", "plan/"
CODE = re.compile(r"[A-Z]{2,4}-\d{4}-[0-9A-Z]{4,8}", re.ASCII)
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like something else
EPOCH = (1980, 1, 1, 0, 0, 0)
DIGITS = 4


class EditionError(Mistake):
    """An edition can't be read or kept; the message says which, why and what to do."""


@dataclass(frozen=True)
class Edition:
    """An edition's ZIP and what its manifest says; `made_at` has a time zone."""

    path: Path
    code: str
    month: Month
    place: str
    lang: str
    revision: int
    made_at: datetime
    version: int
    previous: str
    manifest: Mapping[str, Any] = field(repr=False)

    @property
    def files(self) -> Mapping[str, str]:
        """The SHA-256 of each file, by name."""
        return dict(self.manifest["files"])

    def member(self, name: str) -> bytes:
        """Give a file of the edition.

        Raises:
            EditionError: it has no such file.
        """
        with zipfile.ZipFile(self.path) as packed:
            try:
                return packed.read(name)
            except KeyError:
                raise EditionError(words("editions.no_file", code=self.code, name=name)) from None

    def unpack(self, folder: Path) -> None:
        """Unpack what the figures rest on: snapshot, plan, boundaries."""
        with zipfile.ZipFile(self.path) as packed:
            packed.extractall(folder, [name for name in packed.namelist() if _is_basis(name)])


def read_edition(path: Path) -> Edition:
    """Read an edition's manifest.

    Raises:
        EditionError: the file is no edition.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = json.loads(packed.read(MANIFEST))
        names = ("code", "month", "place", "lang", "revision", "version", "previous")
        known = {name: manifest[name] for name in names}
        return Edition(path, made_at=datetime.fromisoformat(manifest["made_at"]), manifest=manifest, **known)
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError) as error:
        raise EditionError(words("editions.no_edition", path=path, reason=error)) from None


def editions_in(folder: Path) -> tuple[Edition, ...]:
    """List the editions of a folder, the newest month first, then the newest made."""
    paths = [path for path in folder.glob("*.zip") if CODE.fullmatch(path.stem)]
    found = (read_edition(path) for path in paths)
    return tuple(sorted(found, key=lambda each: (each.month, each.made_at), reverse=True))


def edition_of(folder: Path, code: str) -> Edition | None:
    """Find an edition by its code."""
    path = folder / f"{code}.zip"
    return read_edition(path) if CODE.fullmatch(code) and path.is_file() else None


def code_of(prefix: str, month: Month, digest: bytes) -> str:
    """Make a code of a plan's prefix, the month and what is sealed, such as LS-2506-7KQ4."""
    number = int.from_bytes(digest, "big")
    letters = ""
    for _ in range(DIGITS):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    return f"{prefix}-{month[2:4]}{month[5:]}-{letters}"


def pack(files: Mapping[str, bytes], target: Path) -> None:
    """Pack files into a ZIP whose bytes depend on nothing but theirs; written whole, and never over another one.

    Raises:
        EditionError: there is an edition of this name.
    """
    part = target.with_suffix(".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in files.items():
                packed.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
        os.link(part, target)
    except FileExistsError:
        raise EditionError(words("editions.exists", path=target)) from None
    finally:
        part.unlink(missing_ok=True)


def _is_basis(name: str) -> bool:
    return name in (SNAPSHOT, BOUNDARIES) or (name.startswith(PLAN) and ".." not in name)
