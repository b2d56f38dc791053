"""The frame around every page: navigation, demonstration mark, freshness of the data, filters."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from data.wording import words
from evaluation.assessment import Assessment
from layouts import ids
from layouts.components import choice, demonstration_mark, link, named
from layouts.text import date_name, month_name
from layouts.view import View


def shell(view: View, content: list[Component]) -> Component:
    """Put a page into the frame; the address is written into the location, so that nothing is asked for again."""
    location: Any = dcc.Location(id=ids.LOCATION, refresh=False, pathname=view.path, search=view.search, hash="")
    return html.Div(
        [
            location,
            html.A(words("pages.skip"), href="#main", className="skip visually-hidden-focusable"),
            html.Div(content, id=ids.PAGE),
        ]
    )


def header(view: View, assessment: Assessment, pages: Sequence[tuple[str, str]]) -> Component:
    """Show the navigation: (path, title) pairs; the month stays as it is."""
    items = [
        html.Li(
            link(
                title,
                View(path=path, month=view.month).href,
                className="navigation-link" + (" current" if path == view.path else ""),
            )
        )
        for path, title in pages
    ]
    return html.Header(
        [
            link(words("pages.brand"), View(path="/", month=view.month).href, className="brand"),
            named(html.Nav(html.Ul(items), id=ids.NAVIGATION), words("pages.navigation")),
            html.Div([demonstration_mark()] if assessment.kind == "demonstration" else [], className="header-end"),
        ],
        className="header",
    )


def filters(view: View, assessment: Assessment, *controls: Component) -> Component:
    """Show the month picker, the page's own controls, and how fresh and complete the data are."""
    months = [(month, month_name(month)) for month in reversed(assessment.months)]
    parts = html.Div(
        [
            choice("month", words("pages.month"), months, view.month),
            *controls,
            html.Span(freshness(assessment), className="freshness"),
        ],
        className="filters",
        role="group",
    )
    return named(parts, words("pages.filters"))


def freshness(assessment: Assessment) -> str:
    """Say how many reports of the month have come, and when the newest report came."""
    came = [row for row in assessment.reporting if row.state != "missing"]
    late = sum(row.state == "late" for row in came)
    parts = [words("pages.reported", came=len(came), all=len(assessment.reporting))]
    if late:
        parts.append(words("pages.reported_late", late=late))
    if assessment.updated_at is not None:
        parts.append("\N{IDEOGRAPHIC SPACE}" + words("pages.updated", date=date_name(assessment.updated_at)))
    return "".join(parts)


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


def message(title: str, text: str) -> Component:
    """Show a page that says what went wrong, with a way back."""
    return html.Div(
        [html.H1(title), html.P(text), link(words("pages.back"), "/", className="btn btn-primary")],
        className="message",
        role="alert",
    )
