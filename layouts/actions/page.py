"""Actions and services: what was done for each of the six audiences, and what became of the service orders."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Role
from evaluation.assessment import Assessment
from layouts.actions.audiences import audiences_exhibit
from layouts.actions.months import months_exhibit
from layouts.actions.orders import funnel_exhibit, retention_exhibit
from layouts.kit import explorer
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show
from layouts.kit.matrix import matrix_exhibit
from layouts.kit.view import View
from reading.text import month_name
from speech.words import called, words

PAGE = "actions"
FIRST = Role.ORDER_FULFILMENT  # opens the page


def settle(view: View, assessment: Assessment) -> View:
    """Settle which indicator and which split are shown."""
    return explorer.settle_on(view, assessment, PAGE, FIRST)


def controls(context: Context) -> list[Component]:
    """Choose place, indicator and split."""
    return explorer.controls_of(context, PAGE)


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    place = called(context.catalog.places[context.place])
    title = html.H1(words("actions.title", month=month_name(context.view.month), place=place))
    if not context.view.indicator:
        return [html.Div(title, className="headline"), explained(words("actions.none"))]
    audiences = audiences_exhibit(context)
    head = html.Div([title, html.P(audiences.reading, className="reading")], className="headline")
    name = called(context.catalog.indicators[context.view.indicator])
    explored = html.Div([html.H2(name), html.P(explorer.sentence(context), className="reading")], className="explored")
    return [
        head,
        show(context, _without_reading(audiences)),
        *_orders(context),
        explored,
        *explorer.explorer(context),
        show(context, matrix(context)),
    ]


def _without_reading(exhibit: Exhibit) -> Exhibit:
    """Leave out what the page's headline says already."""
    return Exhibit(**{**vars(exhibit), "reading": ""})


def _orders(context: Context) -> list[Component]:
    """Set the way of the orders beside the counties' shares, over the months; nothing where the plan has no orders."""
    if not context.catalog.with_role(Role.ORDER_STEP):
        return []
    pair = [show(context, funnel_exhibit(context)), show(context, retention_exhibit(context))]
    return [html.Div(pair, className="orders"), show(context, months_exhibit(context))]


def matrix(context: Context) -> Exhibit:
    """The page's indicators in every county."""
    return matrix_exhibit(context, explorer.own(context.assessment, PAGE))


EXHIBITS: Exhibits = {
    **explorer.EXHIBITS,
    "audiences": audiences_exhibit,
    "funnel": funnel_exhibit,
    "retention": retention_exhibit,
    "months": months_exhibit,
    "matrix": matrix,
}
