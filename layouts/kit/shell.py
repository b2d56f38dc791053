"""The frame around every page: navigation, search, language, demonstration mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from evaluation.assessment import Assessment
from layouts.kit import ids, paths
from layouts.kit.components import demonstration_mark, link, marked, named
from layouts.kit.view import View
from speech.words import words


@dataclass(frozen=True)
class Frame:
    """What the header needs: the view, its assessment, and (path, title) pairs of the pages."""

    view: View
    assessment: Assessment
    pages: Sequence[tuple[str, str]]


def shell(view: View, content: list[Component], drawer: list[Component]) -> Component:
    """Put a page into the frame; the address is written into the location, so that nothing is asked for again."""
    location: Any = dcc.Location(id=ids.LOCATION, refresh=False, pathname=view.path, search=view.search, hash="")
    shown = view.but(table="").href
    return html.Div(
        [
            location,
            dcc.Store(id=ids.SHOWN, data=shown),
            dcc.Store(id=ids.OPEN, data=view.href if view.table else ""),
            html.Div(words("desk.no_connection"), id="connection", className="connection", role="alert", hidden=True),
            html.Div(content, id=ids.PAGE),
            html.Div(drawer, id=ids.DRAWER),
        ]
    )


def header(frame: Frame) -> Component:
    """Show the navigation; month and language stay as they are."""
    view = frame.view
    home = View(paths.OVERVIEW, month=view.month, lang=view.lang)
    items = [html.Li(_entry(view, path, title)) for path, title in frame.pages]
    end = [_search(), _languages(view)]
    if frame.assessment.kind == "demonstration":
        end.append(demonstration_mark())
    return html.Header(
        [
            html.A(words("pages.skip"), href="#main", className="skip visually-hidden-focusable"),
            link(words("pages.brand"), home.href, className="brand"),
            named(html.Nav(html.Ul(items), id=ids.NAVIGATION), words("pages.navigation")),
            html.Div(end, className="header-end"),
        ],
        className="header",
    )


def _entry(view: View, path: str, title: str) -> Component:
    current = path == view.path
    entry = link(title, View(path, month=view.month, lang=view.lang).href, className="navigation-link")
    if not current:
        return entry
    return marked(html.Span(entry, className="current"), "aria-current", "page")


def _search() -> Component:
    """Open the search; search.js answers the click and Ctrl-K, and says so when the server doesn't answer."""
    button = html.Button(
        [words("desk.search.open"), html.Kbd(words("desk.search.keys"))], type="button", className="search-open"
    )
    return marked(button, "data-failed", words("search.failed"))


def _languages(view: View) -> Component:
    """Switch the language and keep the view."""
    other = "" if view.lang else "en"
    return link(words("desk.other_language"), view.but(lang=other).href, className="language")


def empty() -> Component:
    """Explain a database without reports, and what to do."""
    return html.Div(
        [
            html.H1(words("pages.empty.title")),
            html.P(words("pages.empty.text")),
            html.P(words("pages.empty.template")),
        ],
        className="message",
    )


def message(title: str, text: str, view: View) -> Component:
    """Show a page that says what went wrong, with a way back."""
    back = View(paths.OVERVIEW, month=view.month, lang=view.lang)
    return html.Div(
        [html.H1(title), html.P(text), link(words("pages.back"), back.href, className="btn btn-primary")],
        className="message",
        role="alert",
    )
