"""Every id of the application, once."""

from typing import Any

from dash.dependencies import Wildcard

LOCATION = "location"
PAGE = "page"
NAVIGATION = "navigation"
DRAWER = "drawer-place"
SHOWN = "shown"  # the address of the page that is shown, without the table that is open
OPEN = "open"  # the address with the table that is open
GRID = "grid"


def choice(key: str | Wildcard) -> dict[str, Any]:
    """A control whose value stands in the URL under this key."""
    return {"type": "choice", "key": key}


def picture(name: str | Wildcard, key: str | Wildcard) -> dict[str, Any]:
    """A picture; clicking a mark in it puts the mark's code into the URL under this key ("" for none)."""
    return {"type": "picture", "name": name, "key": key}
