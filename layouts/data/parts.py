"""The lists of the data page: rows of a table with links to files and pages, and what is common to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Catalog, Variable
from data.store.reading import Source
from evaluation.findings.arrivals import Arrivals, arrivals
from figures.kit.tables import Cell, Column, Table, text_of
from layouts.kit import paths
from layouts.kit.components import link, marked, named
from layouts.kit.context import Context
from speech.numbers import number, signed
from speech.words import called, words

MOST_DECIMALS = 4
SHOWN = 40  # rows of a list on the page; the whole of it is in its table


@dataclass(frozen=True)
class Sheet:
    """A table to be shown on the page itself.

    `links` gives a column's addresses row by row ("" for none), `quoted` the columns that are Chinese in every
    language.
    """

    table: Table
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()


def columns(*names: str, decimals: Mapping[str, int] | None = None) -> tuple[Column, ...]:
    """Make columns under their names; those with decimals hold numbers."""
    return tuple(
        Column(name, words(f"data.columns.{name}"), decimals=(decimals or {}).get(name), pinned=position == 0)
        for position, name in enumerate(names)
    )


def listing(context: Context, sheet: Sheet, title: str, name: str, most: int = SHOWN) -> list[Component]:
    """Show a table's first rows, and lead to the rest."""
    head = html.Tr([html.Th(each.title, scope="col", className=_look(each)) for each in sheet.table.columns])
    rows = [html.Tr(_cells(sheet, position)) for position in range(min(len(sheet.table.rows), most))]
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="listing")
    box = html.Div(table, className="table-scroll", role="group", tabIndex="0")
    return [named(box, words("data.scroll", title=title)), *_rest(context, len(sheet.table.rows) - most, name)]


def _rest(context: Context, count: int, name: str) -> list[Component]:
    if count <= 0:
        return []
    href = context.view.but(table=context.side + name).href
    text = words("data.and_more", count=count)
    return [html.P([text, link(words("data.all_rows"), href)], className="listing-rest")]


def _cells(sheet: Sheet, position: int) -> list[Component]:
    cells: list[Component] = []
    for column, entry in zip(sheet.table.columns, sheet.table.rows[position], strict=True):
        text = text_of(entry)
        href = sheet.links[column.key][position] if column.key in sheet.links else ""
        content: Component | str = _linked(text, href) if href else text
        if column.key in sheet.quoted and text:
            content = html.Span(content, lang="zh")
        cell: Component = marked(html.Td(content, className=_look(column)), "data-label", column.title)
        if isinstance(entry, Cell) and entry.figure:
            cell = marked(cell, "data-figure", entry.figure)
        cells.append(cell)
    return cells


def _linked(text: str, href: str) -> Component:
    if href.startswith(paths.ORIGINALS):
        return html.A(text, href=href, download="", title=words("data.original"))
    return link(text, href)


def _look(column: Column) -> str:
    look = f"cell-{column.key}"
    return f"{look} numeric" if column.decimals is not None else look


def file_of(source: Source | None) -> str:
    """Give the address of the file that a figure stands in."""
    return f"{paths.ORIGINALS}{source.report.sha256}" if source else ""


def exact(value: float | None) -> str:
    """Write a reported figure with as many decimals as it has."""
    if value is None:
        return words("pages.none")
    return number(value, next((each for each in range(MOST_DECIMALS) if _whole(value, each)), MOST_DECIMALS))


def exact_change(value: float) -> str:
    """Write a share of change in per cent, with its sign."""
    return f"{signed(value * 100, 0)}%"


def _whole(value: float, decimals: int) -> bool:
    return abs(round(value, decimals) - value) < 1e-9 * max(1.0, abs(value))


def exact_cell(value: float | None, state: str = "reported") -> Cell:
    """Put a reported figure into a table, or why there is none."""
    return Cell(value, exact(value) if value is not None else words(f"pages.states.{state}"))


def reporter_name(catalog: Catalog, reporter: str) -> str:
    """Name a reporter: a county or a department."""
    return called(catalog.places[reporter] if reporter in catalog.places else catalog.departments[reporter])


def variable_name(variable: Variable) -> str:
    """Name a data item with its unit."""
    return f"{called(variable)} ({called(variable, 'unit')})"


def own_arrivals(context: Context) -> Arrivals:
    """Say how the reports of those who are looked at came."""
    reporters = [each.reporter for each in context.assessment.reporting]
    return arrivals(context.assessment, [each for each in reporters if mine(context, each)])


def mine(context: Context, reporter: str) -> bool:
    """Tell whether a reporter is looked at: all are, unless a county is chosen."""
    return not context.view.place or reporter == context.view.place
