"""The command line's door: what it lists, and how it says that something is wrong."""

import re
from pathlib import Path

import pytest

from manage import VERBS
from speech.words import words
from tests.offices import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_wrong_setting_is_said_in_a_sentence(office: Office) -> None:
    result = office.run("verify", PORT="http")
    assert result.exit_code == 2
    assert "PORT=http" in result.stderr


def test_help_tells_what_each_command_does(office: Office) -> None:
    output = office.run("--help").output
    for command in ("demo", "init", "template", "import", "verify", "changes", "trace"):
        assert command in output


def test_each_verb_of_the_help_is_told_by_a_sentence(office: Office) -> None:
    output = office.run("--help").output
    assert {name for name in VERBS if not re.search(rf"^\W*{name}\s+\S", output, re.MULTILINE)} == set()


def test_what_a_command_cannot_do_ends_without_a_traceback(office: Office) -> None:
    result = office.run("brief")
    assert result.exit_code == 2
    assert words("manage.brief.one_of") in result.stderr and "Traceback" not in result.stderr
