"""Which files of a folder are reports, and which are passed over and why."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SUFFIXES = (".xlsx", ".csv", ".xlsm", ".xls", ".xlsb", ".et")
"""What is picked up from a folder; those that can't be read too, so that their senders hear of it."""

Reason = Literal["kind", "lock", "hidden", "special", "unreadable"]


@dataclass(frozen=True)
class PassedOver:
    """What lies in a folder and isn't read: no kind of report, a lock of an open workbook, hidden, no file, barred."""

    path: Path
    reason: Reason


def find_reports(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List the files, and the reports below folders in order, without the lock files of open workbooks."""
    found = (path for given in paths for path in (sorted(_files(given)) if given.is_dir() else (given,)))
    return tuple(dict.fromkeys(path for path in found if path in paths or _reason(path) is None))


def find_passed_over(paths: Sequence[Path]) -> tuple[PassedOver, ...]:
    """List what lies below folders and isn't read, in order."""
    found = {
        path: PassedOver(path, reason)
        for given in paths
        if given.is_dir()
        for path in (*_files(given), *_barred(given))
        if path not in paths and (reason := _reason(path))
    }
    return tuple(found[path] for path in sorted(found))


def _files(folder: Path) -> Iterator[Path]:
    """List what lies below a folder but for folders; a link to one isn't followed."""
    for place, folders, names in os.walk(folder):
        links = (name for name in folders if Path(place, name).is_symlink())
        yield from (Path(place, name) for name in (*names, *links))


def _barred(folder: Path) -> list[Path]:
    """List the folders that can't be looked into."""
    errors: list[OSError] = []
    for _ in os.walk(folder, onerror=errors.append):
        pass
    return [Path(error.filename) for error in errors]


def _reason(path: Path) -> Reason | None:
    if path.name.startswith("~$"):
        return "lock"
    if path.name.startswith("."):
        return "hidden"
    if path.is_dir() and not path.is_symlink():
        return "unreadable"
    if not path.is_file():
        return "special"
    return None if path.suffix.lower() in SUFFIXES else "kind"
