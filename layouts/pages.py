"""The application's pages: one list, in the order of the navigation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from data.wording import words
from evaluation.assessment import Assessment, Assessments
from geo.boundaries import Boundaries
from layouts import infrastructure, overview
from layouts.components import named
from layouts.shell import empty, header, message
from layouts.view import View, settle


@dataclass(frozen=True)
class Page:
    """A page: its path, the key of its title, and the function that lays it out."""

    path: str
    title: str
    layout: Callable[[View, Assessment, Boundaries, str | None], list[Component]]


@dataclass(frozen=True)
class Rendered:
    """A page ready to be shown: the view as it was settled, its title, its content, the HTTP status."""

    view: View
    title: str
    content: list[Component]
    status: int = 200


PAGES = (
    Page("/", "overview", overview.layout),
    Page("/infrastructure", "infrastructure", infrastructure.layout),
)
BY_PATH: Mapping[str, Page] = {page.path: page for page in PAGES}


class Pages:
    """Lay out any view, from what all pages need: assessments, boundaries, the map's review number."""

    def __init__(self, assessments: Assessments, boundaries: Boundaries, review: str | None) -> None:
        self._assessments = assessments
        self._boundaries = boundaries
        self._review = review

    def render(self, asked: View) -> Rendered:
        """Lay out a view; an unknown path and an empty database have pages of their own."""
        view, assessment = settle(asked, self._assessments)
        page = BY_PATH.get(view.path)
        if page is None:
            text = words("pages.missing.text", path=view.path)
            return self._framed(view, assessment, "missing", [message(words("pages.titles.missing"), text)], 404)
        if not assessment.months:
            return self._framed(view, assessment, page.title, [empty()])
        content = page.layout(view, assessment, self._boundaries, self._review)
        return self._framed(view, assessment, page.title, content)

    def _framed(
        self, view: View, assessment: Assessment, title: str, content: list[Component], status: int = 200
    ) -> Rendered:
        navigation = [(page.path, words(f"pages.titles.{page.title}")) for page in PAGES]
        name = f"{words(f'pages.titles.{title}')} · {words('pages.brand')}"
        # The browser's title follows the name of what is shown (kesu.js).
        main = named(html.Main(content, id="main", className=f"page page-{title}", tabIndex="-1"), name)
        return Rendered(view, name, [header(view, assessment, navigation), main], status)


def failure(view: View, number: str) -> Rendered:
    """Give the page that is shown when another one couldn't be made."""
    text = words("pages.failed.text", number=number)
    title = words("pages.titles.failed")
    content = [named(html.Main(message(title, text), id="main", className="page"), title)]
    return Rendered(view, title, content, 500)
