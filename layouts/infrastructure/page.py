"""Infrastructure: one coverage indicator on the map, ranked against its target, over time, and as a table."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Role
from evaluation.assessment import Assessment
from layouts.kit import explorer
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.view import View
from speech.words import called, words

PAGE = "infrastructure"
FIRST = Role.HEADLINE_COVERAGE  # opens the page
EXHIBITS = explorer.EXHIBITS


def settle(view: View, assessment: Assessment) -> View:
    """Settle which indicator and which split are shown."""
    return explorer.settle_on(view, assessment, PAGE, FIRST)


def controls(context: Context) -> list[Component]:
    """Choose place, indicator and split."""
    return explorer.controls_of(context, PAGE)


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    if not context.view.indicator:
        head = html.Div(html.H1(words("pages.titles.infrastructure")), className="headline")
        return [head, explained(words("pages.infrastructure.none"))]
    title = called(context.catalog.indicators[context.view.indicator])
    headline = html.Div([html.H1(title), html.P(explorer.sentence(context), className="reading")], className="headline")
    return [headline, *explorer.explorer(context)]
