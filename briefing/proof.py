"""The proofs that a captured page is whole: nothing empty, cut, without glyph, other than stored, or blank."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, UnidentifiedImageError
from playwright.async_api import Page

from speech.mistakes import Mistake
from speech.words import words

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"
FAMILY = "Noto Sans SC"
READING = Path(__file__).with_suffix(".js").read_text("utf-8")
LISTED = 20  # faults that a message tells one by one
DISTINCT_ROWS, DISTINCT_COLOURS = 0.01, 16  # a picture with no more than this is blank


@dataclass(frozen=True)
class Fault:
    """What is wrong: `rule` names the sentence that says it, `found` is what that sentence quotes."""

    page: str
    panel: str
    rule: str
    found: str

    def __str__(self) -> str:
        found = words(f"brief_capture.found.{self.rule}", found=self.found)
        place = words("brief_capture.place", page=self.page, panel=self.panel) if self.panel else self.page
        return words("brief_capture.fault", place=place, found=found, do=words(f"brief_capture.do.{self.rule}"))


class Unproven(Mistake):
    """Pages didn't pass the proofs; the message names page and panel, what was found, and what to do."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [words("brief_capture.unproven", count=len(faults)), *map(str, faults[:LISTED])]
        if len(faults) > LISTED:
            lines.append(words("brief_capture.more", count=len(faults) - LISTED))
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class Printed:
    """What stands on an open page, with the panel in which it stands.

    `faults` are (panel, rule, found), `letters` (character, panel), `fonts` (family, state), `figures` (key, text,
    panel); `text` is all that can be read.
    """

    faults: tuple[tuple[str, str, str], ...]
    letters: tuple[tuple[str, str], ...]
    fonts: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, str], ...]
    text: str


async def read_page(page: Page) -> Printed:
    """Read what stands on an open page."""
    found = await page.evaluate(READING)
    faults, letters, fonts, figures = (
        tuple(map(tuple, found[name])) for name in ("faults", "letters", "fonts", "figures")
    )
    return Printed(faults, letters, fonts, figures, found["text"])


def prove(
    name: str, printed: Printed, admissible: Mapping[str, frozenset[str]], required: Iterable[str] = ()
) -> list[Fault]:
    """Give all that is wrong with a page: its panels and letters, its fonts, its figures, what must be said on it."""
    return [
        *(Fault(name, *found) for found in printed.faults),
        *prove_fonts(name, printed.fonts),
        *prove_letters(name, printed.letters),
        *prove_figures(name, printed.figures, admissible),
        *prove_required(name, printed.text, required),
    ]


# Fonts


@cache
def shipped_glyphs() -> frozenset[int]:
    """Give every character that the fonts of this application have a glyph for."""
    return frozenset(code for file in sorted(FONTS.glob("*.woff2")) for code in TTFont(file).getBestCmap())


def prove_fonts(name: str, fonts: Iterable[tuple[str, str]]) -> list[Fault]:
    """Fault a font that couldn't be fetched, or that nothing was written in."""
    states = {state for family, state in fonts if family == FAMILY}
    return [Fault(name, "", "font", FAMILY)] if "error" in states or "loaded" not in states else []


def prove_letters(name: str, letters: Iterable[tuple[str, str]]) -> list[Fault]:
    """Fault each panel that holds characters without a glyph."""
    missing: dict[str, list[str]] = {}
    for letter, panel in letters:
        if ord(letter) not in shipped_glyphs() and unicodedata.category(letter)[0] not in "ZC":
            missing.setdefault(panel, []).append(letter)
    return [
        Fault(name, panel, "glyph", " ".join(f"{letter} (U+{ord(letter):04X})" for letter in found))
        for panel, found in missing.items()
    ]


# Figures and texts


def prove_figures(
    name: str, figures: Iterable[tuple[str, str, str]], admissible: Mapping[str, frozenset[str]]
) -> list[Fault]:
    """Fault every figure that isn't stored, or whose text holds none of the texts that the stored one may have."""
    faults = []
    for key, text, panel in figures:
        texts = admissible.get(key)
        if texts is None:
            faults.append(Fault(name, panel, "unknown_figure", f"{key}: {text}"))
        elif not any(_holds(text, each) for each in texts):
            faults.append(Fault(name, panel, "figure", f"{key}: {text} ≠ {' / '.join(sorted(texts))}"))
    return faults


def _holds(text: str, figure: str) -> bool:
    """Find a figure in a text, and not as a part of a longer figure."""
    pattern = rf"(?<![\d.,−-]){re.escape(_even(figure))}(?!\d|[.,]\d)"
    return re.search(pattern, _even(text)) is not None


def _even(text: str) -> str:
    """Write all spaces alike."""
    return " ".join(text.split())


def prove_required(name: str, text: str, required: Iterable[str]) -> list[Fault]:
    """Fault every text that must be on the page and isn't."""
    seen = _even(text)
    return [Fault(name, "", "required", each) for each in required if _even(each) not in seen]


# The picture


def size_of(png: bytes) -> tuple[int, int]:
    """Read a picture's width and height.

    Raises:
        UnidentifiedImageError: it is no PNG.
    """
    with _opened(png) as picture:
        return picture.size


def prove_picture(name: str, png: bytes, width: int, height: int, *, taller: bool = False) -> list[Fault]:
    """Fault a picture of another size than was ordered (`taller` lets it be taller), or with nothing on it."""
    try:
        wide, high = size_of(png)
    except UnidentifiedImageError:
        return [Fault(name, "", "blank", "")]
    faults = []
    if wide != width or high < height or (high > height and not taller):
        faults.append(Fault(name, "", "size", f"{wide}×{high} ≠ {width}×{height}"))
    return faults + ([Fault(name, "", "blank", "")] if is_blank(png) else [])


def is_blank(png: bytes) -> bool:
    """Tell a picture whose rows are all alike, that has next to no colours, or whose pixels can't be read."""
    try:
        with _opened(png) as picture:
            pixels = picture.convert("RGB")
    except (OSError, SyntaxError):  # Pillow calls a broken PNG a syntax error
        return True
    if pixels.getcolors(DISTINCT_COLOURS) is not None:
        return True
    row, content = 3 * pixels.width, pixels.tobytes()
    rows = {hash(content[start : start + row]) for start in range(0, len(content), row)}
    return len(rows) <= pixels.height * DISTINCT_ROWS


def _opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png), formats=("PNG",))
