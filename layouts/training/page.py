"""Training: schools with a science counselor, courses, people trained, certificates; then all that is taught."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator, Role
from evaluation.assessment import Assessment
from layouts.kit import explorer
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show
from layouts.kit.matrix import matrix_exhibit
from layouts.kit.view import View
from layouts.training.cards import cards_exhibit
from layouts.training.teachers import teachers_exhibit
from reading.text import amount, month_name
from speech.words import called, words

PAGE = "training"
HEADLINES = (
    Role.COUNSELOR_COVERAGE,
    Role.COUNSELOR_COURSES,
    Role.COUNSELORS_TAUGHT,
    Role.COUNSELOR_TRAINING,
    Role.COUNSELOR_CERTIFICATES,
)
FIRST = HEADLINES[0]  # opens the page: the plan asks for it in so many words


def settle(view: View, assessment: Assessment) -> View:
    """Settle which indicator and which split are shown."""
    return explorer.settle_on(view, assessment, PAGE, FIRST)


def controls(context: Context) -> list[Component]:
    """Choose place, indicator and split."""
    return explorer.controls_of(context, PAGE)


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    title = html.H1(words("training.title", month=month_name(context.view.month)))
    if not context.view.indicator:
        return [html.Div(title, className="headline"), explained(words("training.none"))]
    head = html.Div([title, html.P(sentence(context), className="reading")], className="headline")
    parts = [show(context, cards(context))] if headlines(context) else []
    return [
        head,
        *parts,
        explored(context),
        *explorer.explorer(context),
        show(context, teachers_exhibit(context)),
        show(context, matrix(context)),
    ]


def explored(context: Context) -> Component:
    """Head what is looked into, with its own sentence."""
    name = called(context.catalog.indicators[context.view.indicator])
    parts = [html.H2(name), html.P(explorer.sentence(context), className="reading")]
    return html.Div(parts, className="explored")


def sentence(context: Context) -> str:
    """Say how far the plan's own demand is met, and where courses have been held."""
    row = context.judged(context.catalog.one_with_role(FIRST))
    if row is None or row.value is None or row.target is None:
        return explorer.sentence(context)
    indicator = context.catalog.indicators[row.indicator]
    place, value, target = called(context.catalog.places[context.place]), amount(row.value, indicator), row.target
    text = words("training.sentence", place=place, value=value, target=amount(target, indicator))
    return text + _held(context) + words("pages.overview.stop")


def _held(context: Context) -> str:
    courses = context.catalog.one_with_role(Role.COUNSELOR_COURSES)
    rows = [context.judged(courses, place=place.place) for place in context.catalog.counties]
    known = [row for row in rows if row is not None and row.value is not None and row.target is not None]
    if not known:
        return ""
    without = [row for row in known if (row.value or 0.0) < (row.target or 0.0)]
    if not without:
        return words("training.held_all", count=len(known))
    if len(without) == len(known):
        return words("training.held_none", count=len(known))
    names = words("pages.comma").join(called(context.catalog.places[row.place]) for row in without)
    return words("training.held", count=len(known) - len(without), known=len(known), names=names)


def headlines(context: Context) -> list[Indicator]:
    """List the headline measures that the plan has."""
    return [context.catalog.indicators[name] for role in HEADLINES for name in context.catalog.with_role(role)]


def cards(context: Context) -> Exhibit:
    """The five headline measures."""
    return cards_exhibit(context, headlines(context))


def matrix(context: Context) -> Exhibit:
    """Everything that is taught, in every county."""
    return matrix_exhibit(context, explorer.own(context.assessment, PAGE))


EXHIBITS: Exhibits = {**explorer.EXHIBITS, "cards": cards, "teachers": teachers_exhibit, "matrix": matrix}
