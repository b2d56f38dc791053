"""What a page's document holds, read without a browser."""

import json
import re
from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

INLINED = re.compile(r'<script type="application/json" id="([a-z-]+)">(.*?)</script>', re.DOTALL)


def inlined(document: str) -> dict[str, Any]:
    """The JSON that stands in a document, by the id of its element."""
    return {name: json.loads(text) for name, text in INLINED.findall(document)}


def as_json(component: Any) -> Any:
    """A component tree (or a list of them) as the browser gets it."""
    return json.loads(to_json_plotly(component))


def marked_with(component: Any, attribute: str) -> Iterator[Any]:
    """Every component of a tree that has an attribute, without writing the whole of it as JSON."""
    if isinstance(component, list | tuple):
        for each in component:
            yield from marked_with(each, attribute)
    elif isinstance(component, Component):
        if hasattr(component, attribute):
            yield component
        yield from marked_with(getattr(component, "children", None), attribute)


def nodes(tree: Any, kind: str = "") -> Iterator[dict[str, Any]]:
    """Every component of a tree in JSON, or those of one type, parents before children."""
    if isinstance(tree, list):
        for branch in tree:
            yield from nodes(branch, kind)
    elif isinstance(tree, dict) and "props" in tree:
        if kind in ("", tree["type"]):
            yield tree
        yield from nodes(tree["props"].get("children"), kind)


def text(tree: Any) -> str:
    """Every word of a tree, in reading order."""
    if isinstance(tree, list):
        return "".join(text(branch) for branch in tree)
    if isinstance(tree, dict):
        return text(tree["props"].get("children"))
    return "" if tree is None else str(tree)


def of_class(tree: Any, name: str) -> list[dict[str, Any]]:
    """The components that have a CSS class."""
    return [node for node in nodes(tree) if name in str(node["props"].get("className", "")).split()]
