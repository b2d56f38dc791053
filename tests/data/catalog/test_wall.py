from pathlib import Path

import pytest

from data.catalog.wall import FILE, WallError, WallPlan, read_wall

SCENES = ("city", "gap", "counties")
COUNTIES = ("900101", "900102")


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / FILE).write_text(text, encoding=encoding)
    return folder


def test_a_plan_without_the_file_shows_everything_in_turn(tmp_path: Path) -> None:
    assert read_wall(tmp_path, SCENES, COUNTIES) == WallPlan(SCENES, 20.0, COUNTIES)


def test_scenes_counties_and_seconds_can_be_chosen(tmp_path: Path) -> None:
    text = "scenes: [gap, city]\ndwell: 7\ncounties: ['900102']\n"
    assert read_wall(write(tmp_path, text), SCENES, COUNTIES) == WallPlan(("gap", "city"), 7.0, ("900102",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour: red\n", "不认识 colour"),
        ("scenes: [moon]\n", "scenes 中的 moon 不认识"),
        ("counties: ['1']\n", "counties 中的 1 不认识"),
        ("dwell: 0\n", "dwell 为 0"),
        ("dwell: true\n", "dwell 为 True"),
        ("- city\n", "应为“名称: 值”的列表"),
        ("scenes: [city\n", "应为“名称: 值”的列表"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WallError, match=said) as caught:
        read_wall(write(tmp_path, text), SCENES, COUNTIES)
    assert str(caught.value).startswith(str(tmp_path / FILE))


def test_a_file_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(WallError, match="应为"):
        read_wall(write(tmp_path, "# 大屏\ndwell: 7\n", "gbk"), SCENES, COUNTIES)
