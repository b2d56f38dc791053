"""An exhibit: a picture with its reading, the table behind it, its files, and the way to its sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from evaluation.assessment import Judged
from evaluation.keys import value_key
from figures.kit.tables import Cell, Table
from layouts.kit import paths
from layouts.kit.components import link, marked, named, picture
from layouts.kit.context import Context
from layouts.kit.view import View
from reading.text import shown_bare, written
from speech.numbers import signed
from speech.words import words


@dataclass(frozen=True)
class Exhibit:
    """A picture and everything that belongs to it.

    `name` names it on its page and in links, `reading` says in one sentence what it shows. `figure` draws it, or
    `body` where it isn't drawn by plotly; a large one is made when it is shown, since a table and a file need none.
    A click writes into the URL under `key`. `where` leads to the reports behind it; without one, to those of the view.
    """

    name: str
    title: str
    reading: str
    table: Callable[[], Table]
    figure: Callable[[], Mapping[str, Any]] | None = None
    body: Component | Callable[[], Component] | None = None
    key: str = ""
    note: str = ""
    foot: Component | None = None
    height: int | None = None
    where: View | None = None


Exhibits: TypeAlias = Mapping[str, Callable[[Context], Exhibit]]


def show(context: Context, exhibit: Exhibit) -> Component:
    """Frame an exhibit under its heading, with its menu."""
    body = exhibit.body() if callable(exhibit.body) else exhibit.body
    drawn: Component | None = None if body is None else html.Div(body, className="exhibit-body")
    if exhibit.figure is not None:
        drawn = picture(
            context.side + exhibit.name, exhibit.key, exhibit.figure(), exhibit.reading or exhibit.title, exhibit.height
        )
    head = html.Div(
        [
            html.H2(exhibit.title, className="panel-title"),
            html.Span(exhibit.note, className="panel-note"),
            _menu(context, exhibit),
        ],
        className="panel-head",
    )
    reading = html.P(exhibit.reading, className="panel-reading") if exhibit.reading else None
    parts = [head, reading, drawn, exhibit.foot]
    return html.Section([part for part in parts if part is not None], className=f"panel panel-{exhibit.name}")


def _menu(context: Context, exhibit: Exhibit) -> Component:
    """Offer the table, the files, the picture and the sources, in a disclosure that needs no script."""
    view, name = context.view, context.side + exhibit.name
    where = exhibit.where or where_from(context)
    items: list[Component] = [
        link(words("desk.menu.table"), view.but(table=name).href),
        *(
            html.A(words(f"desk.menu.{kind}"), href=download_href(view, exhibit.name, kind), download="")
            for kind in ("xlsx", "csv")
        ),
    ]
    items.append(html.Button(words("desk.menu.png"), className="menu-png", type="button"))
    items.append(link(words("desk.menu.where"), where.href))
    summary = named(html.Summary(words("desk.menu.open")), words("desk.menu.of", title=exhibit.title))
    return html.Details([summary, html.Ul([html.Li(item) for item in items])], className="menu")


def download_href(view: View, name: str, kind: str) -> str:
    """Give the address of an exhibit's file."""
    search = view.but(table="").search
    return f"{paths.DOWNLOADS}{kind}/{name}{search or '?'}{'&' if search else ''}path={view.path}"


def where_from(context: Context, row: Judged | None = None) -> View:
    """Lead to the reports behind what is looked at, or behind one judged value."""
    view = context.view
    asked = View(paths.DATA, view.month, view.place, view.indicator, view.split, lang=view.lang)
    if row is None:
        return asked
    place, split = row.place if row.place != context.city else "", row.split if row.split != "total" else ""
    return asked.but(month=row.month, place=place, indicator=row.indicator, split=split)


def indicator_view(context: Context, indicator: Indicator, place: str = "") -> View:
    """Lead to the page that looks into an indicator, at a place where it has a value of its own."""
    page = paths.EXPLORED.get(indicator.page, paths.INDICATORS + indicator.indicator)
    city_only = indicator.is_of_city or place == context.city
    view = View(page, month=context.view.month, place="" if city_only else place, lang=context.view.lang)
    return view.but(indicator=indicator.indicator) if indicator.page in paths.EXPLORED else view


def figure_key(row: Judged) -> str:
    """Name a judged value: the same wherever it is shown."""
    return value_key(row)


def value_cell(row: Judged, indicator: Indicator) -> Cell:
    """Put a judged value into a table whose column names the unit, or why there is none."""
    return Cell(row.value, shown_bare(row, indicator), figure_key(row))


def number_cell(value: float | None, decimals: int = 0, with_sign: bool = False) -> Cell:
    """Put a figure that isn't a judged value into a table; what is missing is a dash, never zero."""
    return Cell(value, signed(value, decimals) if with_sign and value is not None else written(value, decimals))


def stated(row: Judged, text: str) -> Component:
    """State a judged value in words, marked so that it can be told which one it is."""
    return marked(html.Span(text), "data-figure", figure_key(row))
