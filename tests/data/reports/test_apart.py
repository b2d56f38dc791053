"""What hangs, aborts, swells or tells too much is one file's problem; the next file is read as ever."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.reports.apart import Limits, Reader, ReaderError
from data.reports.workbook import read_report
from tests.data.workbooks import CATALOG, as_csv, edited, sound_workbook

SOUND = sound_workbook(CATALOG, "900101", "2025-06")


@pytest.fixture
def breaking() -> Iterator[Reader]:
    with Reader(Limits(seconds=2, memory_mb=500, reply_mb=1), "tests.data.breaking") as reader:
        yield reader


def rule(reader: Reader, content: bytes) -> str:
    refusal = reader.read(("东区.xlsx", content), 5).refusal
    assert refusal is None or (refusal.file, refusal.severity) == ("东区.xlsx", "error")
    return refusal.rule if refusal else ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"hang", "file_takes_too_long"),
        (b"abort", "file_breaks_reader"),
        (b"swell", "file_breaks_reader"),
        (b"panic", "file_breaks_reader"),
        (b"much", "file_breaks_reader"),
    ],
)
def test_what_breaks_is_said_of_that_file_and_the_next_one_is_read(
    breaking: Reader, content: bytes, expected: str
) -> None:
    assert [rule(breaking, each) for each in (b"sound", content, b"sound")] == ["", expected, ""]


def test_the_limits_stand_in_the_message(breaking: Reader) -> None:
    refusal = breaking.read(("东区.xlsx", b"abort"), 5).refusal
    assert refusal and "500 MB" in refusal.message


def test_the_process_is_kept_and_replaced_when_it_has_died(breaking: Reader) -> None:
    first, again = (breaking.read(("a", b"who"), 5).file for _ in range(2))
    assert first == again != str(os.getpid())
    rule(breaking, b"abort")
    assert breaking.read(("a", b"who"), 5).file != first


def test_no_file_is_blamed_for_what_earlier_ones_left_behind(breaking: Reader) -> None:
    assert [rule(breaking, each) for each in (b"sound", b"only fresh")] == ["", ""]


def test_a_process_that_cannot_start_is_no_files_fault() -> None:
    with Reader(program="tests.data.none") as reader, pytest.raises(ReaderError):
        reader.read(("a.xlsx", b"x"), 5)


def test_apart_is_read_what_is_read_here(tmp_path: Path) -> None:
    book = edited(SOUND, {("基本情况", "H3"): "=20+20", ("基本情况", "I3"): "#DIV/0!"})
    table = as_csv(read_report(("东区.xlsx", SOUND), CATALOG))
    path = tmp_path / "东区.xlsx"
    path.write_bytes(SOUND)
    with Reader() as reader:
        for source in (("东区.xlsx", book), ("东区.csv", table), ("a.xlsx", b"hello"), path, tmp_path / "none.xlsx"):
            assert reader.read(source, CATALOG.plan.file_limit_mb) == read_report(source, CATALOG)


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    refusal = read_report(tmp_path / "a.xlsx", CATALOG).refusal
    assert refusal and refusal.rule == "file_empty"


@pytest.mark.parametrize(
    ("raw", "name"),
    [("东区.csv".encode(), "东区.csv"), ("东区.csv".encode("gb18030"), "东区.csv"), (b"\xff\x1b.csv", "��.csv")],
)
def test_a_files_name_can_be_told_whatever_its_bytes(raw: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(raw)
    path.write_bytes(b"")
    assert read_report(path, CATALOG).file == name
