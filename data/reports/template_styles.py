"""The looks of a report's cells: what is to be filled is white and framed, what is given or unused is grey."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

TEXT, QUIET, RULE, GROUND, ACCENT, WORST = "#14202E", "#6B7A89", "#DFE5EA", "#F1F4F6", "#18607C", "#C0392B"
NUMBERS = {"count": "#,##0", "amount": "#,##0.00", "rate": "0.0#"}
BASE = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": TEXT, "valign": "vcenter"}
FRAME = {"border": 1, "border_color": RULE}
GIVEN = BASE | FRAME | {"bg_color": GROUND}
FILLED = BASE | {"border": 1, "border_color": ACCENT, "locked": False}
STRIPES = 14


@dataclass(frozen=True)
class Styles:
    """A workbook's formats; `last` and `given` by the kind of number."""

    title: Format
    warning: Format
    label: Format
    value: Format
    choice: Format
    how_to: Format
    heading: Format
    code: Format
    text: Format
    note: Format
    unused: Format
    mismatch: Format
    last: Mapping[str, Format]
    given: Mapping[str, Format]


def make_styles(book: Workbook) -> Styles:
    """Add the formats to a workbook."""
    add = book.add_format
    last = GIVEN | {"font_color": QUIET, "align": "right"}
    return Styles(
        title=add(BASE | {"bold": True, "font_size": 14, "font_color": ACCENT}),
        warning=add(BASE | {"bold": True, "font_size": 12, "font_color": WORST}),
        label=add(BASE | {"font_color": QUIET}),
        value=add(GIVEN | {"num_format": "@", "align": "left"}),
        choice=add(FILLED | {"num_format": "@", "align": "left"}),
        how_to=add(BASE | {"text_wrap": True}),
        heading=add(BASE | FRAME | {"bold": True, "bg_color": ACCENT, "font_color": "#FFFFFF", "align": "center"}),
        code=add(GIVEN | {"font_color": QUIET, "font_size": 8, "text_wrap": True}),
        text=add(GIVEN | {"text_wrap": True}),
        note=add(FILLED | {"text_wrap": True}),
        unused=add(GIVEN | {"pattern": STRIPES, "fg_color": RULE}),
        mismatch=add({"font_color": WORST, "bold": True}),
        last={number: add(last | {"num_format": text}) for number, text in NUMBERS.items()},
        given={number: add(FILLED | {"num_format": text, "align": "right"}) for number, text in NUMBERS.items()},
    )
