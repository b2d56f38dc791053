import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.wall.stage import SHORT, Stage, read_stage


@pytest.mark.parametrize(
    ("size", "name", "shape"),
    [
        ("1920x1080", "1920x1080", "screen"),
        ("3840x2160", "1920x1080", "screen"),
        ("1440x900", "1728x1080", "screen"),
        ("7680x2160", "3840x1080", "wide"),
        ("5760x1080", "5760x1080", "band"),
        ("1080x1920", "1080x1920", "tower"),
        ("2160x3840", "1080x1920", "tower"),
        ("", "1920x1080", "screen"),
        ("0x9", "1920x1080", "screen"),
        ("wide", "1920x1080", "screen"),
    ],
)
def test_a_screens_size_gives_its_stage(size: str, name: str, shape: str) -> None:
    stage = read_stage(size)
    assert (stage.name, stage.shape) == (name, shape)


def test_seams_cut_where_screens_meet() -> None:
    stage = read_stage("5760x1080", "3x2")
    assert (stage.cuts_x, stage.cuts_y) == ((1920, 3840), (540,))
    assert read_stage("1920x1080", "many").cuts_x == ()


@given(st.text(max_size=12), st.text(max_size=6))
def test_an_address_of_nonsense_gives_a_stage(size: str, seams: str) -> None:
    stage = read_stage(size, seams)
    assert isinstance(stage, Stage) and min(stage.width, stage.height) == SHORT


@given(st.integers(300, 9000), st.integers(300, 9000), st.integers(1, 4))
def test_sizes_of_one_ratio_have_one_stage(width: int, height: int, times: int) -> None:
    assert read_stage(f"{width}x{height}") == read_stage(f"{width * times}x{height * times}")


def test_the_script_knows_the_same_numbers() -> None:
    script = (Path(__file__).resolve().parents[3] / "assets" / "wall" / "stage.js").read_text("utf-8")
    assert f"SHORT = {SHORT};" in script
    assert re.search(r"Math\.max\(width / height, 1 / 3\), 8\)", script)
