"""Components written as HTML: a wall is drawn without Dash's renderer, from a text and its figures."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

VOID = frozenset({"br", "hr", "img"})
WRITTEN = re.compile(r"(aria|data)-|^(id|lang|role|title|src|alt|width|height)$")


def as_html(component: Any, figures: list[Mapping[str, Any]]) -> str:
    """Write a component tree; a graph becomes an empty place with its number, its figure is added to `figures`."""
    if component is None:
        return ""
    if isinstance(component, (list, tuple)):
        return "".join(as_html(each, figures) for each in component)
    if not isinstance(component, Component):
        return escape(str(component))
    if isinstance(component, dcc.Graph):
        figures.append(component.to_plotly_json()["props"]["figure"])
        return f'<div class="drawn" data-figure="{len(figures) - 1}"></div>'
    tag = type(component).__name__.lower()
    opened = f"<{tag}{_attributes(component)}>"
    if tag in VOID:
        return opened
    return f"{opened}{as_html(getattr(component, 'children', None), figures)}</{tag}>"


def _attributes(component: Component) -> str:
    properties = component.to_plotly_json()["props"]
    written = {name: value for name, value in properties.items() if WRITTEN.search(name) and value is not None}
    if properties.get("className"):
        written["class"] = properties["className"]
    if properties.get("style"):
        written["style"] = ";".join(f"{_kebab(name)}:{value}" for name, value in properties["style"].items())
    return "".join(f' {name}="{escape(str(value))}"' for name, value in written.items())


def _kebab(name: str) -> str:
    """Write a style's name as style sheets do; a variable's (--name) stays."""
    return re.sub("[A-Z]", lambda match: f"-{match[0].lower()}", name)
