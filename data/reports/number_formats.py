"""Cells whose number format shows another number than they hold: a percentage, thousands of it, or nothing at all."""

import re
import zipfile
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from typing import Literal

import openpyxl

from data.reports.form import COLUMNS, FIRST_ROW

Disguise = Literal["percent", "disguised"]

_BUILT_IN_PERCENT = re.compile(rb"numFmtId=[\"'](?:9|10)[\"']")
_CODE = re.compile(r"formatCode=\"([^\"]*)\"|formatCode='([^']*)'")
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")


def disguises(content: bytes) -> Mapping[tuple[str, str], Disguise]:
    """Find the cells of a workbook, by sheet and address, that show another number than they hold."""
    if not _may_disguise(content):
        return {}
    found = {}
    for sheet in openpyxl.load_workbook(BytesIO(content), read_only=True).worksheets:
        sheet.reset_dimensions()  # or it makes up cells as far as the file claims to reach
        for cells in sheet.iter_rows(min_row=FIRST_ROW + 1, max_col=len(COLUMNS)):
            for cell in cells:
                if cell.value is not None and (disguise := disguise_of(cell.number_format)):
                    found[sheet.title, cell.coordinate] = disguise
    return found


def disguise_of(code: str) -> Disguise | None:
    """Tell what the code of a number format makes of a positive number, None where it shows it as it is."""
    shows = _LITERAL.sub("", code).partition(";")[0]
    if "%" in shows:
        return "percent"
    placeless = re.search(r"[0#?@]|general|[ymdhs]", shows, re.IGNORECASE) is None
    return "disguised" if placeless or _THOUSANDS.search(shows) else None


def _may_disguise(content: bytes) -> bool:
    """Look at the formats alone, which is quick and enough for nearly every workbook."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        styles = [archive.read(name) for name in archive.namelist() if name.endswith("styles.xml")]
    codes = [one or other for part in styles for one, other in _CODE.findall(part.decode("utf-8", "replace"))]
    return any(map(_BUILT_IN_PERCENT.search, styles)) or any(disguise_of(unescape(code)) for code in codes)
