"""A page: what it is made by, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from dash.development.base_component import Component

from data.catalog.catalog import Catalog
from evaluation.assessment import Assessment
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibits
from layouts.kit.view import View


def as_asked(view: View, assessment: Assessment) -> View:  # noqa: ARG001
    """Leave a view as it is."""
    return view


def no_controls(context: Context) -> list[Component]:  # noqa: ARG001
    """Offer nothing but the month."""
    return []


def any_code(code: str, catalog: Catalog) -> bool:  # noqa: ARG001
    """Take every code for one that has a page."""
    return True


@dataclass(frozen=True)
class Page:
    """A page: its path, the key of its title, and the functions that settle its view and lay it out.

    A path that ends in "/" is that of a family: what follows is a code, which `settle` puts into the view; of a code
    that it doesn't `know` there is no page. `listed` says that it stands in the navigation.
    """

    path: str
    title: str
    layout: Callable[[Context], list[Component]]
    controls: Callable[[Context], list[Component]] = no_controls
    settle: Callable[[View, Assessment], View] = as_asked
    exhibits: Exhibits = field(default_factory=dict)
    listed: bool = True
    compares: bool = True
    knows: Callable[[str, Catalog], bool] = any_code


@dataclass(frozen=True)
class Rendered:
    """A page ready to be shown: the view as it was settled, its title, its content, the HTTP status."""

    view: View
    title: str
    content: list[Component]
    status: int = 200


@dataclass(frozen=True)
class Download:
    """A file to be handed out."""

    name: str
    type: str
    content: bytes
