"""The drawer that holds the table behind a picture, as a grid that sorts, filters and pins."""

from typing import Any

import dash_ag_grid
from dash import html
from dash.development.base_component import Component

from evaluation.keys import ValueKey, read_key
from figures.kit.tables import Cell, Column, Entry, Table
from layouts.kit import ids, paths
from layouts.kit.components import link, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, download_href
from layouts.kit.view import View
from speech.words import speaking, words

LIBRARY = "dash_ag_grid"
THEME = "{fontFamily: 'inherit', fontSize: 13, rowHeight: 32, headerHeight: 34, accentColor: '#18607C'}"
GRID_WORDS = (
    *("noRowsToShow", "filterOoo", "contains", "notContains", "equals", "notEqual", "startsWith", "endsWith"),
    *("blank", "notBlank", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"),
    *("inRange", "inRangeStart", "inRangeEnd", "andCondition", "orCondition"),
    *("pinColumn", "pinLeft", "pinRight", "noPin"),
)


def drawer(page: Context, shown: Context, exhibit: Exhibit) -> Component:
    """Lay out an exhibit's table: closing it leads back to `page`, its figures are those of `shown`."""
    close = link("×", page.view.but(table="").href, className="close", title=words("desk.close_table"))
    files = [
        html.A(words(f"desk.menu.{kind}"), href=download_href(shown.view, exhibit.name, kind), download="")
        for kind in ("xlsx", "csv")
    ]
    head = html.Div(
        [html.H2(exhibit.title), html.Span(files, className="drawer-files"), close], className="drawer-head"
    )
    body = [head, html.P(exhibit.reading, className="panel-reading"), grid(shown, exhibit.table())]
    return named(html.Section(body, className="drawer", role="dialog", id="drawer", tabIndex="-1"), exhibit.title)


def failed_drawer(view: View, number: str) -> Component:
    """Say that a table couldn't be made, with the number under which the log says why."""
    with speaking(view.language):
        close = link("×", view.but(table="").href, className="close", title=words("desk.close_table"))
        head = html.Div([html.H2(words("pages.titles.failed")), close], className="drawer-head")
        text = html.P(words("pages.failed.text", number=number), role="alert")
        return html.Section([head, text], className="drawer", role="dialog", id="drawer", tabIndex="-1")


def grid(context: Context, table: Table) -> Component:
    """Show a table as a grid; figures lead to their reports, and the first column chooses its row's code."""
    component: Component = dash_ag_grid.AgGrid(
        id=ids.GRID,
        className="grid",
        columnDefs=[_definition(column, first=position == 0) for position, column in enumerate(table.columns)],
        rowData=[_row(context, table, position) for position in range(len(table.rows))],
        defaultColDef={"sortable": True, "filter": True, "resizable": True, "cellRenderer": "KesuCell"},
        dashGridOptions={
            "localeText": grid_words(),
            "ensureDomOrder": True,
            "suppressColumnVirtualisation": True,
            "animateRows": False,
            "theme": {"function": f"themeQuartz.withParams({THEME})"},
            "enableCellTextSelection": True,
        },
        columnSize="autoSize",
        style={"height": "100%"},
    )
    return component


def grid_words() -> dict[str, str]:
    """Give the grid its words."""
    return {key: words(f"desk.grid.{key}") for key in GRID_WORDS}


def _definition(column: Column, first: bool) -> dict[str, Any]:
    heading = f"{column.title} ({column.unit})" if column.unit else column.title
    numeric: dict[str, Any] = {"filter": "agNumberColumnFilter", "type": "rightAligned"}
    return {
        "field": column.key,
        "headerName": heading,
        **({"pinned": "left"} if column.pinned or first else {}),
        **(numeric if column.decimals is not None else {}),
    }


def _row(context: Context, table: Table, position: int) -> dict[str, Any]:
    """Give a row's values, and beside each its text and where it leads."""
    row: dict[str, Any] = {}
    for number, (column, entry) in enumerate(zip(table.columns, table.rows[position], strict=True)):
        row[column.key], row[f"{column.key}_text"] = _value_and_text(entry)
        code = table.codes[position] if table.chooses and number == 0 else ""
        row[f"{column.key}_href"] = _chosen(context, table.chooses, code) if code else _source(context, entry)
    return row


def _value_and_text(entry: Entry) -> tuple[float | str | None, str]:
    return (entry.value, entry.text) if isinstance(entry, Cell) else (entry, entry)


def _chosen(context: Context, key: str, code: str) -> str:
    return context.view.but(table="", **{key: code}).href


def _source(context: Context, entry: Entry) -> str:
    """Lead a judged value to the reports that it is made of."""
    if not isinstance(entry, Cell) or not entry.figure or entry.value is None:
        return ""
    key = read_key(entry.figure)
    if not isinstance(key, ValueKey):
        return ""
    place, split = "" if key.place == context.city else key.place, "" if key.split == "total" else key.split
    return View(paths.DATA, key.month, place, key.indicator, split, lang=context.view.lang).href
