"""Every character that a page can show has a glyph in the fonts that are shipped."""

import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.subset_fonts import ALWAYS, FONTS, STYLE_SHEET, TIBETAN, ranges, shown_characters
from settings import ROOT

LARGEST_BYTES = {
    "noto-sans-sc.woff2": 600_000,
    "noto-sans-sc-rest.woff2": 1_100_000,
    "noto-serif-tibetan.woff2": 200_000,
}


@cache
def glyphs(file: str) -> frozenset[int]:
    return frozenset(TTFont(FONTS / file).getBestCmap())


def test_every_chinese_and_latin_character_has_a_glyph() -> None:
    shown = {code for code in shown_characters(ROOT) if code not in TIBETAN} | set(map(ord, ALWAYS))
    missing = shown - glyphs("noto-sans-sc.woff2") - glyphs("noto-sans-sc-rest.woff2")
    assert "".join(map(chr, sorted(missing))) == "", "run `make fonts`, then commit what it wrote"


def test_every_tibetan_character_has_a_glyph() -> None:
    shown = {code for code in shown_characters(ROOT) if code in TIBETAN}
    assert shown
    missing = shown - glyphs("noto-serif-tibetan.woff2")
    assert "".join(map(chr, sorted(missing))) == "", "run `make fonts`, then commit what it wrote"


def test_digits_are_equally_wide_at_both_ends_of_the_weights() -> None:
    font = TTFont(FONTS / "noto-sans-sc.woff2")
    names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    assert len({font["hmtx"][name][0] for name in names}) == 1
    # The last four points move a glyph's margins; the second of them its advance width, as the weight grows.
    wider = [[move.coordinates[-3] for move in font["gvar"].variations[name]] for name in names]
    assert wider == [wider[0]] * 10


@pytest.mark.parametrize(("file", "most"), LARGEST_BYTES.items())
def test_the_fonts_are_small(file: str, most: int) -> None:
    assert (FONTS / file).stat().st_size <= most


def test_the_style_sheet_names_the_shipped_files_and_offers_what_they_hold() -> None:
    faces = re.findall(r'url\("fonts/(.*?)"\).*?unicode-range: (.*?);', STYLE_SHEET.read_text("utf-8"), re.DOTALL)
    assert {file for file, _ in faces} == {path.name for path in FONTS.glob("*.woff2")} == set(LARGEST_BYTES)
    assert set(_offered(dict(faces)["noto-sans-sc.woff2"])) == glyphs("noto-sans-sc.woff2")


def test_ranges_join_neighbours() -> None:
    assert ranges([0x32, 0x30, 0x31, 0x4E00]) == "U+30-32, U+4E00"


def test_characters_are_found_in_every_room_however_deep(tmp_path: Path) -> None:
    files = ("reading/kit/deep/x.py", "speech/wording/zh/x.yaml", "data/plans/x/x.csv", "assets/wall/x.js")
    for name, character in zip(files, "一二三四", strict=True):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(character, encoding="utf-8")
    assert shown_characters(tmp_path) == set(map(ord, "一二三四"))


def test_shown_characters_leave_out_line_ends_and_spaces(tmp_path: Path) -> None:
    sheet = tmp_path / "data" / "plans" / "x" / "places.csv"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("拉 萨\n", encoding="utf-8")
    assert shown_characters(tmp_path) == {ord("拉"), ord("萨")}


def _offered(unicode_range: str) -> list[int]:
    bounds = [[int(end, 16) for end in part.removeprefix("U+").split("-")] for part in unicode_range.split(", ")]
    return [code for bound in bounds for code in range(bound[0], bound[-1] + 1)]
