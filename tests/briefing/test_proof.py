"""The proofs that need no browser."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from briefing.proof import (
    LISTED,
    Fault,
    Printed,
    Unproven,
    is_blank,
    prove,
    prove_figures,
    prove_fonts,
    prove_letters,
    prove_picture,
    prove_required,
    shipped_glyphs,
    size_of,
)
from speech.words import speaking, wording

KEY = "stations|540100|2025-06|total"
SHIPPED = (("Noto Sans SC", "loaded"), ("Noto Sans SC", "unloaded"))


def png(width: int, height: int, pixels: bytes, kind: str = "PNG") -> bytes:
    stream = BytesIO()
    Image.frombytes("RGB", (width, height), pixels).save(stream, kind)
    return stream.getvalue()


def drawn(width: int, height: int, kind: str = "PNG") -> bytes:
    """Rows of one grey each."""
    return png(width, height, b"".join(bytes((row * 7 % 256,)) * width * 3 for row in range(height)), kind)


def upright(width: int, height: int) -> bytes:
    """Columns of one grey each: a row is as every other."""
    return png(width, height, b"".join(bytes((column * 7 % 256,)) * 3 for column in range(width)) * height)


def figure_rules(text: str, admissible: Mapping[str, frozenset[str]]) -> list[str]:
    return [fault.rule for fault in prove_figures("gap", [(KEY, text, "差距")], admissible)]


def test_the_shipped_fonts_have_chinese_latin_and_tibetan_but_no_smiley() -> None:
    assert {ord(letter) for letter in "拉萨A5%་"} <= shipped_glyphs()
    assert ord("😀") not in shipped_glyphs()


def test_letters_without_a_glyph_are_named_by_panel_and_spaces_need_none() -> None:
    letters = [("拉", "a"), (" ", "a"), ("\u2009", "a"), ("\n", "a"), ("😀", "b"), ("𠀀", "b")]
    assert prove_letters("gap", letters) == [Fault("gap", "b", "glyph", "😀 (U+1F600) 𠀀 (U+20000)")]


@pytest.mark.parametrize(
    "fonts", [[], [("Noto Sans SC", "unloaded")], [*SHIPPED, ("Noto Sans SC", "error")], [("Arial", "loaded")]]
)
def test_a_font_that_did_not_come_is_a_fault(fonts: list[tuple[str, str]]) -> None:
    assert [fault.rule for fault in prove_fonts("gap", fonts)] == ["font"]
    assert prove_fonts("gap", SHIPPED) == []


@pytest.mark.parametrize("text", ["25.0%", "实际 25.0%，序时应达 85.0%", "实际\u200925.0%"])
def test_a_figure_holds_its_stored_text(text: str) -> None:
    assert figure_rules(text, {KEY: frozenset({"25.0%", "25.0"})}) == []


@pytest.mark.parametrize(
    ("text", "stored"), [("26.0%", "25.0%"), ("125.0%", "25.0%"), ("−25.0%", "25.0%"), ("5.3", "5"), ("", "5")]
)
def test_another_figure_is_a_fault_and_so_is_a_part_of_one(text: str, stored: str) -> None:
    assert figure_rules(text, {KEY: frozenset({stored})}) == ["figure"]


def test_a_figure_that_is_not_stored_is_a_fault() -> None:
    assert figure_rules("25.0%", {}) == ["unknown_figure"]


def test_what_must_be_said_is_found_whatever_the_spaces() -> None:
    assert prove_required("gap", "演示数据 2025年6月\u2009目标依据", ["演示数据", "2025年6月 目标依据"]) == []
    assert prove_required("gap", "2025年6月", ["演示数据"]) == [Fault("gap", "", "required", "演示数据")]


def test_a_picture_has_the_ordered_size() -> None:
    picture = drawn(30, 40)
    assert size_of(picture) == (30, 40)
    assert prove_picture("gap", picture, 30, 40) == []
    assert prove_picture("gap", picture, 30, 20, taller=True) == []
    assert [fault.rule for fault in prove_picture("gap", picture, 30, 20)] == ["size"]
    assert [fault.rule for fault in prove_picture("gap", picture, 31, 40, taller=True)] == ["size"]
    assert [fault.rule for fault in prove_picture("gap", picture, 30, 41, taller=True)] == ["size"]


def test_a_picture_of_one_colour_is_blank_and_so_is_what_is_no_picture() -> None:
    blank = png(100, 300, b"\xff" * 100 * 300 * 3)
    assert is_blank(blank)
    assert not is_blank(drawn(100, 300))
    assert [fault.rule for fault in prove_picture("gap", blank, 100, 300)] == ["blank"]
    for no_picture in (b"", b"<html>", drawn(100, 300, "BMP")):
        assert [fault.rule for fault in prove_picture("gap", no_picture, 100, 300)] == ["blank"]


@pytest.mark.parametrize(("greys", "blank"), [(16, True), (17, False)])
def test_a_picture_of_sixteen_colours_is_blank(greys: int, blank: bool) -> None:
    assert is_blank(png(10, 170, b"".join(bytes((row % greys,)) * 30 for row in range(170)))) == blank


def test_a_picture_whose_rows_are_alike_is_blank() -> None:
    assert is_blank(upright(100, 300))
    assert not is_blank(upright(100, 99))  # one row of 99 is more than a hundredth


def test_a_picture_that_is_damaged_is_blank() -> None:
    picture = drawn(100, 300)
    assert is_blank(picture[: len(picture) // 2])
    at = picture.index(b"IDAT") + 20
    assert is_blank(picture[:at] + bytes(8) + picture[at + 8 :])
    assert is_blank(picture.replace(b"IDAT", b"iDAT"))


def test_all_proofs_of_a_page_come_together() -> None:
    printed = Printed((("差距", "empty", ""),), (("😀", "差距"),), (), ((KEY, "1", "差距"),), "")
    assert [fault.rule for fault in prove("gap", printed, {}, ["演示数据"])] == [
        "empty",
        "font",
        "glyph",
        "unknown_figure",
        "required",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_has_its_finding_and_its_remedy(language: str) -> None:
    stems = {key.rpartition(".")[0] for key in wording(language).sentences if key.startswith("brief_capture.")}
    assert {"brief_capture.found", "brief_capture.do"} <= stems
    rules = {part: {key.rpartition(".")[2] for key in wording(language).sentences if f"capture.{part}." in key}
             for part in ("found", "do")}  # fmt: skip
    assert rules["found"] == rules["do"]


def test_the_message_names_page_and_panel_what_was_found_and_what_to_do() -> None:
    faults = [Fault("gap", "城乡差距", "cut", "很长的文字")] * (LISTED + 2)
    message = str(Unproven(faults))
    assert "gap，“城乡差距”：文字被截断：“很长的文字”。请缩短文字" in message
    assert message.splitlines()[0] == "截图没有通过核验，发现 22 处问题，没有出刊："
    assert message.splitlines()[-1] == "……另有 2 处。"
    with speaking("en"):
        assert "gap: the font “Noto Sans SC” wasn't loaded. Check" in str(Fault("gap", "", "font", "Noto Sans SC"))
