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


def what_if_view(side: str | Wildcard) -> dict[str, Any]:
    """The address that a trial of other weights starts from; `side` is "" or that of a page set beside another."""
    return {"type": "what-if-view", "side": side}


def what_if_weight(side: str | Wildcard, measure: str | Wildcard) -> dict[str, Any]:
    """The slider of a measure's weight."""
    return {"type": "what-if-weight", "side": side, "measure": measure}


def what_if_target(side: str | Wildcard, indicator: str | Wildcard) -> dict[str, Any]:
    """The slider of an indicator's target, in per cent of the target as it is."""
    return {"type": "what-if-target", "side": side, "indicator": indicator}


def what_if_shown(side: str | Wildcard, name: str | Wildcard) -> dict[str, Any]:
    """What a slider stands at, in words."""
    return {"type": "what-if-shown", "side": side, "name": name}


def what_if_result(side: str | Wildcard) -> dict[str, Any]:
    """What comes of a trial."""
    return {"type": "what-if-result", "side": side}


def what_if_reset(side: str | Wildcard) -> dict[str, Any]:
    """The button that ends a trial."""
    return {"type": "what-if-reset", "side": side}
