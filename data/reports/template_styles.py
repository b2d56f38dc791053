"""The looks of a report's cells: what is to be filled is white and framed, what is given or unused is grey."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from speech.words import words

TEXT, QUIET, RULE, GROUND, ACCENT, WORST = "#14202E", "#6B7A89", "#DFE5EA", "#F1F4F6", "#18607C", "#C0392B"
NUMBERS = {"count": "#,##0", "amount": "#,##0.00", "rate": "0.0#"}
BASE = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": TEXT, "valign": "vcenter"}
FRAME = {"border": 1, "border_color": RULE}
GIVEN = BASE | FRAME | {"bg_color": GROUND}
FILLED = BASE | {"border": 1, "border_color": ACCENT, "locked": False}
STRIPES = 14
CARRIED = "#FBE9C6"
ADDED = "#E8F1F5"
SMALL = 0.8
"""How large definitions are beside other texts."""


@dataclass(frozen=True)
class Styles:
    """A workbook's formats; `last`, `given` and `total` by the kind of number."""

    title: Format
    warning: Format
    label: Format
    value: Format
    choice: Format
    how_to: Format
    heading: Format
    heading_left: Format
    issued: Format
    missing: Format
    ask: Format
    confirmation: Format
    sign: Format
    code: Format
    name: Format
    text: Format
    definition: Format
    note: Format
    unused: Format
    mismatch: Format
    carried: Format
    last: Mapping[str, Format]
    given: Mapping[str, Format]
    total: Mapping[str, Format]


def make_styles(book: Workbook) -> Styles:
    """Add the formats to a workbook."""
    add = book.add_format
    last = GIVEN | {"font_color": QUIET, "align": "right", "font_size": 9}
    heading = BASE | {"bold": True, "font_color": ACCENT}
    counted = BASE | {"bold": True, "font_color": QUIET, "align": "center"}
    filled = {number: FILLED | {"num_format": text, "align": "right"} for number, text in NUMBERS.items()}
    return Styles(
        title=add(BASE | {"bold": True, "font_size": 14, "font_color": ACCENT}),
        warning=add(BASE | {"bold": True, "font_size": 12, "font_color": WORST}),
        label=add(BASE | {"font_color": QUIET}),
        value=add(GIVEN | {"num_format": "@", "align": "left"}),
        choice=add(FILLED | {"num_format": "@", "align": "left"}),
        how_to=add(BASE | {"text_wrap": True}),
        heading=add(
            BASE
            | FRAME
            | {"bold": True, "bg_color": ACCENT, "font_color": "#FFFFFF", "align": "center", "text_wrap": True}
        ),
        heading_left=add(heading),
        issued=add(BASE | {"font_size": 7, "align": "right", "text_wrap": True}),
        missing=add(counted | {"num_format": words("workbook.count.missing")}),
        ask=add(BASE | {"font_size": 7, "align": "right", "text_wrap": True}),
        confirmation=add(FILLED | {"bold": True, "align": "center", "num_format": "@"}),
        sign=add(BASE | {"locked": False, "num_format": "@", "valign": "bottom"}),
        code=add(BASE | {"font_color": QUIET, "font_size": 6, "text_wrap": True}),
        name=add(GIVEN | {"text_wrap": True, "bold": True}),
        text=add(GIVEN | {"text_wrap": True, "font_size": 9}),
        definition=add(GIVEN | {"text_wrap": True, "font_size": 10 * SMALL}),
        note=add(FILLED | {"text_wrap": True}),
        unused=add(GIVEN | {"pattern": STRIPES, "fg_color": RULE}),
        mismatch=add({"font_color": WORST, "bold": True}),
        carried=add({"bg_color": CARRIED}),
        last={number: add(last | {"num_format": text}) for number, text in NUMBERS.items()},
        given={number: add(look) for number, look in filled.items()},
        total={number: add(look | {"bg_color": ADDED}) for number, look in filled.items()},
    )
