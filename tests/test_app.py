"""The application's door: what keeps it from starting is a sentence, a fault of the program a traceback."""

from pathlib import Path

import pytest

import app
from settings import Settings
from speech.mistakes import Mistake
from tests.small import EAST, WEST, small_settings, write_squares


def failing(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare_once(_: Settings) -> None:
        raise error

    monkeypatch.setattr(app, "prepare_once", prepare_once)


@pytest.mark.parametrize("error", [Mistake("请检查"), OSError("请检查")])
def test_what_stands_in_the_way_is_told_in_a_sentence(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(error, monkeypatch)
    with pytest.raises(SystemExit, match=r"^请检查$"):
        app.main()


def test_a_fault_of_the_program_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(ValueError("shapes (3,) and (2,) not aligned"), monkeypatch)
    with pytest.raises(ValueError, match="not aligned"):
        app.main()


def test_boundaries_that_lack_a_county_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = small_settings(tmp_path)
    assert settings.boundaries is not None
    write_squares(settings.boundaries, {WEST: (91.0, 30.0), "900199": (91.1, 30.0)})
    monkeypatch.setattr(app, "read_settings", lambda: settings)
    with pytest.raises(SystemExit, match=rf"没有代码 {EAST}"):
        app.main()
