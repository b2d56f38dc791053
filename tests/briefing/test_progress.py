"""How far an edition is, as a file that outlives its maker."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.progress import FILE, Progress, is_alive, read_progress, write_progress
from speech.months import Month
from speech.words import words

BEGUN = Progress(Month("2025-06"), "900101", os.getpid(), "capture", 3, 9)


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize(
    "progress",
    [BEGUN, replace(BEGUN, code="KE-2506-ABCD"), replace(BEGUN, error="没有浏览器"), Progress(Month("2025-06"), "", 1)],
)
def test_what_is_written_is_read(tmp_path: Path, progress: Progress) -> None:
    folder = tmp_path / "not" / "yet"
    write_progress(folder, progress)
    assert read_progress(folder) == progress
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_the_latest_is_read(tmp_path: Path) -> None:
    write_progress(tmp_path, BEGUN)
    write_progress(tmp_path, replace(BEGUN, done=4))
    assert read_progress(tmp_path) == replace(BEGUN, done=4)


def test_nothing_made_is_nothing_read(tmp_path: Path) -> None:
    assert read_progress(tmp_path) is None
    assert read_progress(tmp_path / "none") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"3",
        b"\xff\xfe",
        b'{"month": "2025-06", "place": ""}',
        b'{"month": "2025-06", "place": "", "process": 1, "colour": "red"}',
    ],
)
def test_what_cant_be_read_counts_as_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert read_progress(tmp_path) is None


def test_a_process_that_works_is_running() -> None:
    assert BEGUN.running
    told = BEGUN.told()
    assert (told["running"], told["error"], told["code"]) == (True, "", "")
    assert (told["month"], told["place"], told["done"], told["total"]) == ("2025-06", "900101", 3, 9)


def test_a_process_that_ended_without_a_word_is_told_as_lost(ended: int) -> None:
    assert not is_alive(ended)
    lost = replace(BEGUN, process=ended)
    assert not lost.running
    told = lost.told()
    assert (told["running"], told["error"]) == (False, words("briefs.lost"))


def test_a_process_that_ended_and_waits_to_be_noticed_doesnt_run() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        os.kill(process.pid, 0)  # it is still known
        assert not is_alive(process.pid)


@pytest.mark.parametrize(("code", "error"), [("KE-2506-ABCD", ""), ("", "没有浏览器")])
def test_done_and_failed_are_told_as_they_are(ended: int, code: str, error: str) -> None:
    for process in (os.getpid(), ended):
        told = replace(BEGUN, process=process, code=code, error=error).told()
        assert (told["running"], told["code"], told["error"]) == (False, code, error)


@pytest.mark.parametrize(
    ("step", "done", "total", "said"),
    [("", 0, 0, "开始"), ("write", 0, 1, "撰写文字"), ("capture", 3, 9, "截取并核对图片 3/9"), ("pack", 0, 1, "打包")],
)
def test_the_step_is_said_in_words(step: str, done: int, total: int, said: str) -> None:
    assert replace(BEGUN, step=step, done=done, total=total).told()["said"] == said
