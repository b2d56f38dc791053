"""What is taken from the folders that are named, and what is passed over for which reason."""

import os
from pathlib import Path

import pytest

from data.reports.inbox import find_passed_over, find_reports
from data.reports.template import template_name
from speech.months import Month
from tests.data.workbooks import CATALOG


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(inbox: Path, content: bytes, name: str) -> Path:
    path = inbox / name
    path.write_bytes(content)
    return path


def test_files_named_twice_are_taken_once_and_unknown_ones_only_when_named(inbox: Path) -> None:
    path = put(inbox, b"x", template_name(CATALOG, "900101", Month("2025-06")))
    old, notes = put(inbox, b"x", "a.xls"), put(inbox, b"x", "notes.txt")
    assert find_reports([inbox, path, path]) == (path, old)
    assert find_reports([notes]) == (notes,)


def test_what_a_folder_holds_besides_reports_is_named_with_the_reason(inbox: Path) -> None:
    report = put(inbox, b"x", "a.xlsx")
    for name in ("a.ods", "b.zip", "~$a.xlsx", ".hidden.xlsx"):
        put(inbox, b"x", name)
    (inbox / "sub").mkdir()
    (inbox / "sub" / "notes.txt").write_bytes(b"x")
    (inbox / "to").symlink_to(inbox / "sub")
    os.mkfifo(inbox / "pipe.xlsx")
    assert find_reports([inbox]) == (report,)
    assert {each.path.name: each.reason for each in find_passed_over([inbox])} == {
        "a.ods": "kind", "b.zip": "kind", "notes.txt": "kind", "~$a.xlsx": "lock", ".hidden.xlsx": "hidden",
        "pipe.xlsx": "special", "to": "special",
    }  # fmt: skip
    assert find_passed_over([report]) == ()
    assert "a.ods" not in {each.path.name for each in find_passed_over([inbox, inbox / "a.ods"])}
