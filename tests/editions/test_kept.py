"""Editions as files: codes, packing, reading again."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.reports.report import digest
from editions.kept import (
    ALPHABET,
    BOUNDARIES,
    CODE,
    MANIFEST,
    SNAPSHOT,
    EditionError,
    code_of,
    edition_of,
    editions_in,
    pack,
    read_edition,
)
from speech.months import Month
from speech.words import words

KEY = "KE-2506-ABCD"
SAYS: dict[str, Any] = {
    "code": KEY,
    "month": "2025-06",
    "place": "900100",
    "lang": "zh",
    "revision": 2,
    "made_at": "2025-07-15T04:00:00+00:00",
    "version": 7,
    "previous": "KE-2506-EFGH",
    "files": {"a.txt": digest(b"a")},
}


def files(**says: object) -> dict[str, bytes]:
    return {MANIFEST: json.dumps(SAYS | says).encode(), "a.txt": b"a"}


def packed(folder: Path, **says: object) -> Path:
    path = folder / f"{says.get('code', KEY)}.zip"
    pack(files(**says), path)
    return path


@pytest.mark.parametrize(
    ("digest", "letters"),
    [(0, "2222"), (1, "3222"), (31, "Z222"), (33, "3322"), (32**4 - 1, "ZZZZ"), (32**4, "2222")],
)
def test_a_code_counts_in_its_alphabet(digest: int, letters: str) -> None:
    assert code_of("LS", Month("2025-06"), digest.to_bytes(32, "big")) == f"LS-2506-{letters}"


def test_codes_are_stable_and_never_misread() -> None:
    digests = [hashlib.sha256(bytes([number])).digest() for number in range(200)]
    codes = [code_of("LS", Month("2025-12"), digest) for digest in digests]
    assert codes == [code_of("LS", Month("2025-12"), digest) for digest in digests]
    assert all(CODE.fullmatch(code) for code in codes)
    assert {letter for code in codes for letter in code.removeprefix("LS-2512-")} == set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 32 and not set("01IO") & set(ALPHABET)


@pytest.mark.parametrize(
    "text",
    [
        "ls-2506-ABCD",
        "L-2506-ABCD",
        "LS-256-ABCD",
        "LS-2506-ABC",
        "LS-2506-ABCD\n",
        "LS-２５０６-ABCD",
        "../LS-2506-ABCD",
    ],
)
def test_what_is_no_code_doesnt_pass_for_one(text: str, tmp_path: Path) -> None:
    assert not CODE.fullmatch(text)
    assert edition_of(tmp_path, text) is None


def test_what_was_packed_is_read_again(tmp_path: Path) -> None:
    path = packed(tmp_path)
    edition = read_edition(path)
    assert (edition.path, edition.code, edition.month, edition.place) == (path, KEY, "2025-06", "900100")
    assert (edition.lang, edition.revision, edition.version, edition.previous) == ("zh", 2, 7, "KE-2506-EFGH")
    assert edition.made_at == datetime(2025, 7, 15, 4, tzinfo=UTC)
    assert edition.files == {"a.txt": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}
    assert edition.manifest == SAYS
    assert edition.member("a.txt") == b"a"


def test_an_edition_is_never_overwritten(tmp_path: Path) -> None:
    path = packed(tmp_path)
    before = path.read_bytes()
    with pytest.raises(EditionError) as caught:
        packed(tmp_path, revision=3)
    assert str(caught.value) == words("editions.exists", path=path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_packing_that_fails_leaves_nothing(tmp_path: Path) -> None:
    wrong: Any = {MANIFEST: b"{}", "a.txt": None}
    with pytest.raises(TypeError):
        pack(wrong, tmp_path / f"{KEY}.zip")
    assert list(tmp_path.iterdir()) == []


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two, other = (tmp_path / name for name in ("one.zip", "two.zip", "other.zip"))
    pack(files(), one)
    pack(files(), two)
    pack(files(revision=3), other)
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()
    with zipfile.ZipFile(one) as opened:
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def write_no_zip(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7")


def write_nothing(path: Path) -> None:
    path.write_bytes(b"")


def write_cut(path: Path) -> None:
    pack(files(), path)
    path.write_bytes(path.read_bytes()[:-30])


def write_without_manifest(path: Path) -> None:
    pack({"a.txt": b"a"}, path)


def write_no_json(path: Path) -> None:
    pack({MANIFEST: b"{"}, path)


def write_list(path: Path) -> None:
    pack({MANIFEST: b"[]"}, path)


def write_without_month(path: Path) -> None:
    pack({MANIFEST: json.dumps({key: value for key, value in SAYS.items() if key != "month"}).encode()}, path)


def write_no_moment(path: Path) -> None:
    pack(files(made_at="yesterday"), path)


@pytest.mark.parametrize(
    "write",
    [
        write_no_zip,
        write_nothing,
        write_cut,
        write_without_manifest,
        write_no_json,
        write_list,
        write_without_month,
        write_no_moment,
    ],
)
def test_what_is_no_edition_is_named(tmp_path: Path, write: Any) -> None:
    path = tmp_path / f"{KEY}.zip"
    write(path)
    with pytest.raises(EditionError) as caught:
        read_edition(path)
    assert str(caught.value).startswith(words("editions.no_edition", path=path, reason=""))


def test_a_file_that_isnt_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="none.zip"):
        read_edition(tmp_path / "none.zip")


def test_a_member_that_isnt_there_is_named(tmp_path: Path) -> None:
    edition = read_edition(packed(tmp_path))
    with pytest.raises(EditionError) as caught:
        edition.member("b.txt")
    assert str(caught.value) == words("editions.no_file", code=KEY, name="b.txt")


def test_only_what_figures_rest_on_is_unpacked_and_nothing_beside_the_folder(tmp_path: Path) -> None:
    basis = {SNAPSHOT: b"s", BOUNDARIES: b"b", "plan/plan.yaml": b"p"}
    outside = {"plan/../../evil.txt": b"x", "plan/../evil.txt": b"x", "../evil.txt": b"x", "/evil.txt": b"x"}
    path = tmp_path / f"{KEY}.zip"
    pack({**files(), **basis, **outside}, path)
    folder = tmp_path / "in" / "here"
    read_edition(path).unpack(folder)
    found = {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    assert found == basis
    assert list(tmp_path.rglob("evil*")) == []


def test_editions_are_listed_by_month_then_by_moment_the_newest_first(tmp_path: Path) -> None:
    packed(tmp_path, code="KE-2505-AAAA", month="2025-05", made_at="2025-09-01T00:00:00+00:00")
    packed(tmp_path, code="KE-2506-AAAA", made_at="2025-07-15T04:00:00+00:00")
    packed(tmp_path, code="KE-2506-BBBB", made_at="2025-07-15T11:00:00+08:00")  # an hour before
    pack({"a.txt": b"a"}, tmp_path / "backup.zip")
    (tmp_path / "making.json").write_text("{}", encoding="utf-8")
    assert [each.code for each in editions_in(tmp_path)] == ["KE-2506-AAAA", "KE-2506-BBBB", "KE-2505-AAAA"]
    assert editions_in(tmp_path / "none") == ()


def test_an_edition_is_found_by_its_code(tmp_path: Path) -> None:
    packed(tmp_path)
    found = edition_of(tmp_path, KEY)
    assert found is not None and found.code == KEY
    assert edition_of(tmp_path, "KE-2506-ABCE") is None
