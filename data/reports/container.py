"""What a file is before it's opened: too large, encrypted, with macros, a bomb, or a workbook that may be read."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from data.reports.other_kinds import kind_of, kind_of_archive
from data.reports.parts import Disguises, Hidden, disguises, hidden_values, scan
from data.reports.report import Problem
from data.reports.rules import Rule, Spot, problem

MEGABYTE = 1024 * 1024
UNPACKED_TIMES = 20
"""How many times the limit of a file its contents may take up: XML of a table shrinks ten- to fifteenfold."""
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Unseen:
    """The cells of a workbook of which the quick reader says nothing, or another number than they show."""

    hidden: Hidden
    disguised: Disguises


def inspect(name: str, content: bytes, limit_mb: float) -> Problem | Unseen:
    """Say why a file can't be read as a workbook, or which of its cells the quick reader doesn't see as they are."""
    if excess := size_refusal(name, content, limit_mb):
        return excess
    if content.startswith(_COMPOUND):
        return problem("file_encrypted" if _ENCRYPTED in content else "file_old_format", Spot(name))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _inspect_archive(name, archive, limit_mb)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError):
        return _no_workbook(name, kind_of(content))


def size_refusal(name: str, content: bytes, limit_mb: float) -> Problem | None:
    """Say that a file is empty or too large, None when it is neither."""
    if not content:
        return problem("file_empty", Spot(name))
    if len(content) > limit_mb * MEGABYTE:
        return problem("file_too_large", Spot(name), details={"limit": limit_mb})
    return None


def is_packed(content: bytes) -> bool:
    """Tell whether the content is a zip archive or a compound document, whatever the file's name says."""
    return content.startswith((b"PK", _COMPOUND))


def _inspect_archive(name: str, archive: zipfile.ZipFile, limit_mb: float) -> Problem | Unseen:
    members = archive.infolist()
    if sum(member.file_size for member in members) > UNPACKED_TIMES * limit_mb * MEGABYTE:
        return problem("file_unpacks_too_large", Spot(name), details={"limit": UNPACKED_TIMES * limit_mb})
    if any(member.flag_bits & 1 for member in members):
        return problem("file_encrypted", Spot(name))
    if rule := _kind_refusal(name, archive):
        return (
            _no_workbook(name, kind_of_archive(archive)) if rule == "file_not_workbook" else problem(rule, Spot(name))
        )
    parts = scan(archive)
    if any(part.goes_far for part in parts.values()):
        return problem("file_far_cells", Spot(name))
    return Unseen(hidden_values(archive, parts), disguises(archive, parts))


def _no_workbook(name: str, kind: str) -> Problem:
    return problem("file_other_kind" if kind else "file_not_workbook", Spot(name), details={"kind": kind})


def _kind_refusal(name: str, archive: zipfile.ZipFile) -> Rule | None:
    members = archive.namelist()
    if name.lower().endswith(".xlsm") or any(member.endswith("vbaProject.bin") for member in members):
        return "file_macros"
    if "xl/workbook.bin" in members:
        return "file_old_format"
    return None if "xl/workbook.xml" in members else "file_not_workbook"
