"""How complete the reports of all months are: reporters against months, with each reporter's share on time."""

from collections.abc import Sequence

from figures.kit.cells import Part, caption, cell, text_width
from figures.kit.theme import Theme
from figures.reporting import ReportingRow, ReportingWords, reporting_grid

CLOSE = 24  # months that have room for a number each


def completeness_grid(
    rows: Sequence[ReportingRow],
    shares: Sequence[str],
    theme: Theme,
    words: ReportingWords,
    *,
    share: str,
    month: str = "",
) -> Part:
    """Draw the grid with a column of shares at its right, headed by `share`, and the chosen month's column marked.

    About 22 px a row and 14 px a month read well. A click gives the month in `customdata`.
    """
    figure = reporting_grid(rows, theme, words)
    months = [each.month for each in rows[0].months] if rows else []
    layout, tiles = figure["layout"], figure["data"][0]
    right = round(max(text_width(share, theme.size_small), text_width("100%", theme.size)) + theme.size)
    marks = [_chosen(months.index(month), len(rows), theme)] if month in months else []
    column = [cell(text, theme, 1, right, y) for y, text in enumerate(shares)]
    names = [_still(each) for each in layout["annotations"] if len(months) <= CLOSE or _quarterly(each)]
    return {
        "data": [tiles | {"customdata": [code for _, code in tiles["customdata"]]}],
        "layout": layout
        | {
            "annotations": [*names, *column, caption(share, theme, 1, right)],
            "shapes": [*marks, *layout["shapes"]],
            "margin": layout["margin"] | {"r": right},
        },
    }


def _quarterly(annotation: Part) -> bool:
    """Tell the names and the first month of each quarter from the other months' numbers."""
    return "name" in annotation or annotation["text"].rpartition("<br>")[2] in ("1", "4", "7", "10")


def _still(annotation: Part) -> Part:
    """Keep a name from being clicked: only months are chosen here."""
    return {key: value for key, value in annotation.items() if key not in ("name", "captureevents")}


def _chosen(x: int, rows: int, theme: Theme) -> Part:
    box = {"x0": x - 0.5, "x1": x + 0.5, "y0": -0.5, "y1": rows - 0.5}
    return {"type": "rect", "xref": "x", "yref": "y", **box, "fillcolor": theme.selected, "layer": "below"} | {
        "line": {"color": theme.accent, "width": 1}
    }
