"""Number formats that show another number than a cell holds: a percentage, thousands of it, or nothing at all."""

import re
from collections.abc import Mapping
from typing import Literal
from xml.parsers import expat

Disguise = Literal["percent", "disguised"]
Disguising = Mapping[int, Disguise]
"""The styles of a workbook that disguise a number, by the index that cells name them with."""

_BUILT_IN = {9: "0%", 10: "0.00%"}
"""The formats that a file needn't spell out and that disguise (ECMA-376, part 1, 18.8.30)."""
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")


def disguising_styles(part: bytes) -> Disguising:
    """Find the styles of a workbook that disguise a number; none in a damaged part, whose formats nothing shows."""
    styles = _Styles()
    try:
        styles.parser.Parse(part, True)
    except expat.ExpatError:
        return {}
    codes = _BUILT_IN | styles.codes
    disguising = {number: disguise for number, code in codes.items() if (disguise := disguise_of(code))}
    return {style: disguising[number] for style, number in enumerate(styles.numbers) if number in disguising}


def disguise_of(code: str) -> Disguise | None:
    """Tell what the code of a number format makes of a positive number, None where it shows it as it is."""
    shows = _LITERAL.sub("", code).partition(";")[0]
    if "%" in shows:
        return "percent"
    placeless = re.search(r"[0#?@]|general|[ymdhs]", shows, re.IGNORECASE) is None
    return "disguised" if placeless or _THOUSANDS.search(shows) else None


class _Styles:
    """Follows the number formats that the cells' styles have; those of named and conditional ones aren't theirs."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.numbers: list[int] = []
        self._list = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        number = attributes.get("numFmtId", "")
        if local in ("numFmts", "cellXfs"):
            self._list = local
        elif (self._list, local) == ("cellXfs", "xf"):
            self.numbers.append(int(number) if number.isdecimal() else 0)
        elif (self._list, local) == ("numFmts", "numFmt") and number.isdecimal():
            self.codes[int(number)] = attributes.get("formatCode", "General")

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == self._list:
            self._list = ""
