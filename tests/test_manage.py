"""The command line's door: what it lists, and how it says that something is wrong."""

import re
import traceback
from pathlib import Path

import pytest

from commands import evaluation
from manage import VERBS
from speech.mistakes import Mistake
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


def planted(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the proof of the tables fail."""

    def broken(*_: object) -> tuple[str, ...]:
        raise error

    monkeypatch.setattr(evaluation, "differing_tables", broken)


@pytest.mark.parametrize("error", [Mistake("请先导入"), OSError("请先导入")])
def test_a_mistake_inside_a_command_is_told_in_a_sentence(
    office: Office, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(error, monkeypatch)
    result = office.run("verify")
    assert result.exit_code == 2
    assert result.stderr == f"{words('manage.error')}请先导入\n"


def test_a_fault_of_the_program_is_a_traceback_and_nobodys_mistake(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(ValueError("shapes (3,) and (2,) not aligned"), monkeypatch)
    result = office.run("verify")
    assert result.exit_code == 1
    assert isinstance(result.exception, ValueError) and result.exc_info
    assert "broken" in [frame.name for frame in traceback.extract_tb(result.exc_info[2])]
    assert "not aligned" not in result.stderr
