"""The monthly briefs: those that have been sealed, and a button that makes another."""

from dash import html
from dash.development.base_component import Component

from editions.kept import Edition
from layouts.editions.page import files
from layouts.kit import paths
from layouts.kit.components import explained, link, marked, panel
from layouts.kit.context import Context
from layouts.kit.filters import place_choice
from layouts.kit.view import View
from reading.text import month_name
from speech.clock import minute_of
from speech.words import called, words


def controls(context: Context) -> list[Component]:
    """Choose a county: the next brief is its own."""
    return [place_choice(context)]


def layout(context: Context) -> list[Component]:
    """Offer to make the brief of the month that is looked at, and list all that are sealed."""
    found = context.editions
    rows = [_row(context, each) for each in found]
    body = _table(rows) if rows else explained(words("briefs.none"))
    head = html.Div(
        [html.H1(words("briefs.title")), html.P(words("briefs.reading", count=len(found)), className="reading")],
        className="headline",
    )
    return [head, _maker(context), panel(words("briefs.listed"), body, name="editions")]


def _maker(context: Context) -> Component:
    """A button whose work goes on in the background; briefs.js shows how far it is."""
    month = context.view.month
    key = "make_place" if context.view.place else "make"
    text = words(f"briefs.{key}", month=month_name(month), place=called(context.catalog.places[context.place]))
    button: Component = html.Button(text, type="button", className="btn btn-primary")
    button = marked(marked(button, "data-month", month), "data-place", context.view.place)
    state = marked(html.P(className="brief-state", role="status"), "data-words", words("briefs.progress"))
    how = html.P(words("briefs.how"), className="brief-how")
    return panel(words("briefs.new"), how, html.Div([button, state], className="brief-maker"), name="maker")


def _table(rows: list[Component]) -> Component:
    names = ("code", "month", "place", "revision", "made", "files")
    head = html.Thead(html.Tr([html.Th(words(f"briefs.columns.{name}")) for name in names]))
    return html.Table([head, html.Tbody(rows)], className="edition-table")


def _row(context: Context, edition: Edition) -> Component:
    place = context.catalog.places.get(edition.place)
    cells: list[Component | str] = [
        link(edition.code, View(paths.EDITIONS + edition.code, lang=context.view.lang).href),
        month_name(edition.month),
        called(place) if place else edition.place,
        str(edition.revision),
        minute_of(edition.made_at),
        files(edition),
    ]
    return html.Tr([html.Td(cell) for cell in cells])
