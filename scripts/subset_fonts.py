"""Cut the interface fonts down to the characters that Kesu shows: `make fonts` runs it, its results are committed.

Three files come out, all variable in weight from 400 to 700, and the style sheet that joins them to one family:
the characters that plan, wording and code hold; the rest of GB 2312 level 1, fetched only by a page that shows one
of them (a name that an office wrote in a note); and the Tibetan of place names.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from settings import ROOMS, ROOT

SOURCES = Path(__file__).resolve().parent / "fonts" / "node_modules" / "@fontsource-variable"
FONTS = ROOT / "assets" / "fonts"
STYLE_SHEET = ROOT / "assets" / "fonts.css"
SHOWN_FROM = (
    *(f"{room}/**/*.{suffix}" for room in ROOMS for suffix in ("py", "csv", "yaml")),
    "assets/*.css",
    "assets/*.js",
    "assets/wall/*",
)
ALWAYS = "‹›●○◆◇▲△▼▽■□▶◀→←↑↓≥≤≈≠±×÷−–—·•…‰%°²³‘’“”、。，；：？！（）《》〈〉「」【】～￥①②③④⑤⑥⑦⑧⑨⑩│"
TIBETAN_ALWAYS = "་།༌"
TIBETAN = range(0x0F00, 0x1000)
WEIGHTS = (400, 700)
FAMILY = "Noto Sans SC"


@dataclass(frozen=True)
class Cut:
    """Name one font file, the characters in it and the ranges for which a browser fetches it."""

    file: str
    slices: str
    characters: frozenset[int]
    unicode_range: str
    layout_features: tuple[str, ...]


def shown_characters(root: Path) -> frozenset[int]:
    """Collect the code points of every character that plan data, wording and interface code hold."""
    text = {character for pattern in SHOWN_FROM for path in root.glob(pattern) for character in path.read_text("utf-8")}
    printable = {character for character in text if unicodedata.category(character)[0] not in "CZ"}
    return frozenset(map(ord, printable))


def common_characters() -> frozenset[int]:
    """Return the 3755 characters of GB 2312's level 1, by which most Chinese text is set."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset(ord(character) for pair in pairs for character in pair.decode("gb2312", "ignore"))


def cuts(shown: frozenset[int]) -> tuple[Cut, ...]:
    """Divide the characters among the font files; the file that comes later wins where ranges overlap."""
    latin = frozenset(range(0x20, 0x7F)) | frozenset(range(0xA0, 0x100)) | frozenset(map(ord, ALWAYS))
    tibetan = frozenset(code for code in shown if code in TIBETAN) | frozenset(map(ord, TIBETAN_ALWAYS))
    core = (shown | latin) - frozenset(TIBETAN)
    rest = common_characters() - core
    return (
        Cut("noto-sans-sc-rest.woff2", "noto-sans-sc", rest, "U+4E00-9FFF", ()),
        Cut("noto-sans-sc.woff2", "noto-sans-sc", core, ranges(core), ("kern", "ccmp", "locl")),
        Cut("noto-serif-tibetan.woff2", "noto-serif-tibetan", tibetan, "U+0F00-0FFF", ("*",)),
    )


def ranges(codes: Iterable[int]) -> str:
    """Write code points as CSS does: `U+30-39, U+4E00`."""
    runs = groupby(enumerate(sorted(codes)), key=lambda pair: pair[1] - pair[0])
    bounds = [[code for _, code in run] for _, run in runs]
    return ", ".join(f"U+{run[0]:X}" if len(run) == 1 else f"U+{run[0]:X}-{run[-1]:X}" for run in bounds)


def make_font(cut: Cut) -> TTFont:
    """Build one font from those slices of its family that hold its characters.

    Raises:
        ValueError: a character is in none of the slices.
    """
    files = sorted((SOURCES / cut.slices / "files").glob(f"{cut.slices}-*-wght-normal.woff2"), key=_latin_first)
    left = set(cut.characters)
    parts = []
    for file in files:
        part = TTFont(file, recalcTimestamp=False)
        found = left & set(part.getBestCmap())
        left -= found
        if found:
            parts.append(_narrowed(part, found, cut.layout_features))
    # Spaces of other widths and the like have no slice; only what leaves a mark must have a glyph.
    if left := {code for code in left if unicodedata.category(chr(code))[0] not in "CZ"}:
        raise ValueError(f"{cut.file}: no glyph for {' '.join(map(chr, sorted(left)))}; reword, or add a font for them")
    return _joined(parts)


def _latin_first(file: Path) -> bool:
    return "-latin-wght-" not in file.name


def _narrowed(font: TTFont, codes: set[int], features: tuple[str, ...]) -> TTFont:
    options = subset.Options(layout_features=list(features), hinting=False, name_IDs=[0, 1, 2, 13, 14])
    options.drop_tables += ["HVAR", "VVAR", "vhea", "vmtx", "BASE", "STAT", "DSIG", "MVAR"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": WEIGHTS})


def _joined(parts: list[TTFont]) -> TTFont:
    """Add the glyphs of all slices to the first, whose layout rules are kept: slices share axes, units and metrics."""
    whole = parts[0]
    cmap = dict(whole.getBestCmap())
    added = []
    for part in parts[1:]:
        for code, glyph in part.getBestCmap().items():
            if code in cmap:
                continue
            name = cmap[code] = f"slice.{code:04X}"
            added.append(name)
            whole["glyf"].glyphs[name] = part["glyf"][glyph]
            whole["hmtx"].metrics[name] = part["hmtx"].metrics[glyph]
            whole["gvar"].variations[name] = part["gvar"].variations.get(glyph, [])
    order = [*whole.getGlyphOrder(), *added]
    whole.setGlyphOrder(order)
    whole["glyf"].setGlyphOrder(order)
    for table in whole["cmap"].tables:
        table.cmap = {code: name for code, name in cmap.items() if table.format == 12 or code < 0x10000}
    return whole


def style_sheet(made: Iterable[Cut]) -> str:
    """Write the style sheet that names the files as one family."""
    face = (
        '@font-face {{\n  font-family: "{family}";\n  font-weight: {light} {bold};\n  font-display: block;\n'
        '  src: url("fonts/{file}") format("woff2");\n  unicode-range: {ranges};\n}}\n'
    )
    light, bold = WEIGHTS
    faces = [
        face.format(family=FAMILY, light=light, bold=bold, file=cut.file, ranges=cut.unicode_range) for cut in made
    ]
    return "/* Written by scripts/subset_fonts.py. */\n" + "\n".join(faces)


def main() -> None:
    """Write the font files and their style sheet, and print their sizes."""
    FONTS.mkdir(parents=True, exist_ok=True)
    made = cuts(shown_characters(ROOT))
    for cut in made:
        font = make_font(cut)
        font.flavor = "woff2"
        font.save(FONTS / cut.file)
        print(f"{cut.file}: {len(cut.characters)} characters, {(FONTS / cut.file).stat().st_size // 1000} kB")
    STYLE_SHEET.write_text(style_sheet(made), encoding="utf-8")


if __name__ == "__main__":
    main()
