"""The pieces that pages are made of."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from layouts.kit import ids
from speech.words import TAGS, language, words

DEFAULT = "default"  # a list can't select an empty value; kesu.js leaves this one out of the address
CONFIG: Any = {"displayModeBar": False, "responsive": True, "showSendToCloud": False, "displaylogo": False}


def picture(name: str, key: str, figure: Mapping[str, Any], label: str, height: int | None = None) -> Component:
    """Show a figure; a click puts the mark's code into the URL under `key`. Without a height it fills its panel."""
    graph = dcc.Graph(
        id=ids.picture(name, key),
        figure=dict(figure),
        config=CONFIG | {"locale": TAGS[language()]},
        className="picture-graph",
        style={"height": f"{height}px"} if height else {"height": "100%"},
    )
    kind = name.rpartition("b-")[2]
    return named(html.Div(graph, role="group", tabIndex="0", className=f"picture picture-{kind}"), label)


def named(component: Component, label: str) -> Component:
    """Name a part of the page for those who hear it."""
    return marked(component, "aria-label", label)


def marked(component: Component, attribute: str, value: str) -> Component:
    """Give a component an attribute whose name Python can't write."""
    setattr(component, attribute, value)
    return component


def panel(
    title: str, *children: Component | str | None, note: str = "", name: str = "", heading: str = "h2"
) -> Component:
    """Frame a part of a page under a heading."""
    head = html.Div(
        [getattr(html, heading.upper())(title, className="panel-title"), html.Span(note, className="panel-note")],
        className="panel-head",
    )
    return html.Section([head, *(child for child in children if child is not None)], className=f"panel panel-{name}")


def choice(key: str, label: str, options: Sequence[tuple[str, str]], value: str) -> Component:
    """Offer a choice that stands in the URL: (value, text) pairs in a native list; "" is the page's own default."""
    return html.Label(
        [
            html.Span(label, className="choice-label"),
            dbc.Select(
                id=ids.choice(key),
                options=[{"value": code or DEFAULT, "label": text} for code, text in options],
                value=value or DEFAULT,
                size="sm",
            ),
        ],
        className="choice",
    )


def grade_badge(grade: str, mark: str, name: str) -> Component:
    """Show a grade by colour, shape and word."""
    return html.Span([html.Span(mark, className="grade-mark"), name], className=f"grade grade-{grade}")


def explained(text: str) -> Component:
    """Say why a panel is empty."""
    return html.P(text, className="explained")


def demonstration_mark() -> Component:
    """Mark what rests on demonstration data."""
    return html.Span(
        words("pages.demonstration"), className="demonstration", title=words("pages.demonstration_long"), role="note"
    )


def link(text: str, href: str, **properties: Any) -> Component:
    """Link inside the application, without a reload."""
    return dcc.Link(text, href=href, **properties)
