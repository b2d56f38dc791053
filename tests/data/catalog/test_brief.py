from pathlib import Path

import pytest

from data.catalog.brief import FILE, BriefError, BriefPlan, read_brief_plan
from tests import lhasa


def write(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_a_plan_without_the_file_has_defaults(tmp_path: Path) -> None:
    assert read_brief_plan(tmp_path) == BriefPlan("KE", 15, ("zh",), ("/",))


def test_what_is_left_out_has_defaults(tmp_path: Path) -> None:
    assert read_brief_plan(write(tmp_path, "day: 28\n")) == BriefPlan("KE", 28, ("zh",), ("/",))


def test_everything_can_be_said(tmp_path: Path) -> None:
    text = "prefix: ABCD\nday: 1\nlanguages: [en, zh]\npages: [/gap, /]\n"
    assert read_brief_plan(write(tmp_path, text)) == BriefPlan("ABCD", 1, ("en", "zh"), ("/gap", "/"))


def test_lhasas_own_file_is_read() -> None:
    plan = read_brief_plan(lhasa.PLAN)
    assert (plan.prefix, plan.day, plan.languages) == ("LS", 15, ("zh",))
    assert plan.pages[0] == "/" and "/gap" in plan.pages
    assert len(plan.pages) == len(set(plan.pages)) == 9


@pytest.mark.parametrize(
    ("key", "value", "found", "expected"),
    [
        ("prefix", "ls", "ls", "AB"),
        ("prefix", "L", "L", "AB"),
        ("prefix", "LHASA", "LHASA", "AB"),
        ("prefix", "拉萨", "拉萨", "AB"),
        ("prefix", "12", "12", "AB"),
        ("prefix", "[LS]", "['LS']", "AB"),
        ("day", "0", "0", "1-28"),
        ("day", "29", "29", "1-28"),
        ("day", "1.5", "1.5", "1-28"),
        ("day", "true", "True", "1-28"),
        ("day", "'15'", "15", "1-28"),
        ("languages", "zh", "zh", "zh, en"),
        ("languages", "[]", "[]", "zh, en"),
        ("languages", "[zh, bo]", "['zh', 'bo']", "zh, en"),
        ("languages", "[1]", "[1]", "zh, en"),
        ("pages", "/gap", "/gap", "/, /gap"),
        ("pages", "[]", "[]", "/, /gap"),
        ("pages", "[/, gap]", "['/', 'gap']", "/, /gap"),
        ("pages", "[/, 3]", "['/', 3]", "/, /gap"),
        ("day", "", "None", "1-28"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_expected(
    tmp_path: Path, key: str, value: str, found: str, expected: str
) -> None:
    with pytest.raises(BriefError) as caught:
        read_brief_plan(write(tmp_path, f"{key}: {value}\n"))
    assert str(caught.value) == f"{tmp_path / FILE}：{key} 的值“{found}”不能用；应为 {expected}"


def test_a_key_that_is_unknown_is_named_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(BriefError) as caught:
        read_brief_plan(write(tmp_path, "day: 15\ncolour: red\n"))
    message = str(caught.value)
    assert str(tmp_path / FILE) in message and "colour" in message
    assert message.endswith("prefix, day, languages, pages")


@pytest.mark.parametrize("content", [b"day: [15\n", "# 月报\nday: 15\n".encode("gbk")])
def test_what_is_no_yaml_is_a_mistake(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(BriefError, match="应为 YAML"):
        read_brief_plan(tmp_path)


def test_a_list_is_no_settings(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="prefix, day, languages, pages"):
        read_brief_plan(write(tmp_path, "- LS\n"))
