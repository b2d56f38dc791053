"""Sealed editions opened again: the same figures, what has changed since, and the proof that nothing was altered."""

import shutil
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from cachetools import LRUCache

from data.catalog.catalog import read_catalog
from data.reports.report import digest
from data.store.snapshot import unpack_snapshot
from data.store.store import Store, open_store
from editions.kept import BOUNDARIES, MANIFEST, PLAN, SNAPSHOT, Edition, edition_of, editions_in
from evaluation.assessment import Assessment, Assessments
from evaluation.engine.evaluate import verify
from evaluation.findings.records import Records
from evaluation.keys import score_key, value_key
from geo.shapes import Boundaries, from_json
from speech.words import words

FOLDER = "editions"  # in VAR
OPENED = "opened"  # in that folder: editions unpacked to be looked at
KEPT = 3  # editions that stay open
FORGOTTEN = 30 * 24 * 3600.0  # seconds after an edition was last opened, when it is unpacked no more


@dataclass(frozen=True)
class Opened:
    """An edition with the doors to what it has sealed."""

    edition: Edition
    assessments: Assessments
    records: Records
    boundaries: Boundaries
    store: Store

    @property
    def assessment(self) -> Assessment:
        """Everything known at its month."""
        return self.assessments.at(self.edition.month)


@dataclass(frozen=True)
class Difference:
    """A figure that isn't what was sealed; None where there was or is no value. `key` as in the manifest."""

    key: str
    before: float | None
    now: float | None


class Open(LRUCache[str, Opened]):
    """The editions that stay open, by code; the store of the one that falls out is closed."""

    def popitem(self) -> tuple[str, Opened]:
        """Take out the edition that was asked for the longest ago."""
        code, opened = super().popitem()
        opened.store.close()
        return code, opened


class Editions:
    """The door to the editions of a folder. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened = Open(KEPT)
        self._lock = Lock()

    def listed(self) -> tuple[Edition, ...]:
        """List the editions, the newest month first."""
        return editions_in(self.folder) if self.folder.is_dir() else ()

    def open(self, code: str) -> Opened | None:
        """Open an edition; None where there is none of this code."""
        with self._lock:
            if code not in self._opened:
                edition = edition_of(self.folder, code)
                if edition is None:
                    return None
                self._opened[code] = open_unpacked(edition, self._unpacked(edition))
            return self._opened[code]

    def _unpacked(self, edition: Edition) -> Path:
        """Unpack an edition once for all processes, and let go of those that nobody opened for long."""
        cache = self.folder / OPENED
        target = cache / edition.code
        if not target.is_dir():
            cache.mkdir(exist_ok=True)
            part = Path(tempfile.mkdtemp(dir=cache))
            edition.unpack(part)
            unpack_snapshot(part / SNAPSHOT, part)
            try:
                part.rename(target)
            except OSError:  # another process was faster
                shutil.rmtree(part)
        target.touch()
        for old in cache.iterdir():
            if time.time() - old.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(old, ignore_errors=True)
        return target


def open_edition(edition: Edition, folder: Path) -> Opened:
    """Unpack what an edition has sealed into a folder, and open it."""
    edition.unpack(folder)
    return open_unpacked(edition, folder)


def open_unpacked(edition: Edition, folder: Path) -> Opened:
    """Open what an edition has sealed, where it has been unpacked."""
    catalog = read_catalog(folder / PLAN)
    store = open_store(unpack_snapshot(folder / SNAPSHOT, folder))
    boundaries = from_json((folder / BOUNDARIES).read_text("utf-8"))
    return Opened(edition, Assessments(store, catalog), Records(store, catalog), boundaries, store)


def figures_of(assessment: Assessment) -> dict[str, float | None]:
    """List every judged value and score of a month by its key."""
    values = {value_key(row): row.value for row in assessment.judged.values()}
    scores = {score_key(row): row.score for row in assessment.scores.values()}
    return values | scores


def differences(before: Mapping[str, float | None], now: Mapping[str, float | None]) -> tuple[Difference, ...]:
    """List the figures that differ, in their order; what one side doesn't know counts as no value."""
    keys = dict.fromkeys((*before, *now))
    return tuple(Difference(key, before.get(key), now.get(key)) for key in keys if before.get(key) != now.get(key))


def faults_of(edition: Edition) -> Iterator[str]:
    """Prove an edition: files against their digests, tables against a rebuild, printed figures against the tables."""
    with zipfile.ZipFile(edition.path) as packed:
        names = set(packed.namelist()) - {MANIFEST}
        for name, expected in edition.files.items():
            if name not in names:
                yield words("editions.fault_missing", name=name)
            elif not _is_whole(packed, name, expected):
                yield words("editions.fault_changed", name=name)
        yield from (words("editions.fault_added", name=name) for name in sorted(names - edition.files.keys()))
    try:
        yield from _wrong_figures(edition)
    except Exception as error:  # noqa: BLE001 - whatever keeps the figures from being read is a fault
        yield words("editions.fault_unreadable", reason=f"{type(error).__name__}: {error}")


def _is_whole(packed: zipfile.ZipFile, name: str, expected: str) -> bool:
    try:
        return digest(packed.read(name)) == expected
    except (zipfile.BadZipFile, zlib.error, OSError):
        return False


def _wrong_figures(edition: Edition) -> Iterator[str]:
    """Evaluate what is sealed anew, and compare tables and printed figures with it."""
    with TemporaryDirectory(prefix="kesu-verify-") as folder:
        opened = open_edition(edition, Path(folder))
        try:
            yield from (
                words("editions.fault_table", name=name) for name in verify(opened.store, opened.assessments.catalog)
            )
            known = figures_of(opened.assessment)
            for key, value in edition.manifest["figures"].items():
                if key not in known or known[key] != value:
                    yield words("editions.fault_figure", key=key, printed=value, stored=known.get(key))
        finally:
            opened.store.close()
