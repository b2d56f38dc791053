"""Any indicator: on the map, ranked, over time, with all its targets, its steps, and where it belongs."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Catalog
from evaluation.assessment import Assessment
from layouts.kit import explorer, paths
from layouts.kit.components import link
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show, where_from
from layouts.kit.filters import place_choice, split_choice
from layouts.kit.view import View
from layouts.plan.milestones import steps_exhibit
from layouts.plan.targets import ledger_exhibit
from reading import indicators as reading
from speech.words import called, words


def knows(code: str, catalog: Catalog) -> bool:
    """Tell whether there is an indicator of this code."""
    return code in catalog.indicators


def settle(view: View, assessment: Assessment) -> View:
    """Take the indicator from the path."""
    code = view.path.removeprefix(paths.INDICATORS)
    entry = assessment.catalog.indicators[code]
    split = view.split if view.split in reading.splits(entry) else ""
    return view.but(indicator=code, split=split, place="" if _city_only(assessment, code) else view.place)


def _city_only(assessment: Assessment, indicator: str) -> bool:
    entry = assessment.catalog.indicators[indicator]
    return entry.is_of_city


def controls(context: Context) -> list[Component]:
    """Choose place and split, where the indicator has them."""
    splits = reading.splits(context.catalog.indicators[context.view.indicator])
    places = [] if _city_only(context.assessment, context.view.indicator) else [place_choice(context)]
    return [*places, *([split_choice(context, splits)] if len(splits) > 1 else [])]


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    indicator = context.catalog.indicators[context.view.indicator]
    headline = html.Div(
        [
            html.H1(called(indicator)),
            html.P(explorer.sentence(context), className="reading"),
            html.P(_links(context), className="indicator-links"),
        ],
        className="headline",
    )
    steps = [show(context, steps_exhibit(context))] if indicator.kind == "milestone" else []
    more = html.Div([*steps, show(context, targets_exhibit(context))], className="indicator-more")
    return [headline, *explorer.explorer(context), more]


def _links(context: Context) -> list[Component]:
    """Lead to where the indicator belongs: its clause, its subject, its method, its reports."""
    view, indicator = context.view, context.catalog.indicators[context.view.indicator]
    base = View(paths.PLAN, view.month, view.place, lang=view.lang)
    clause = context.catalog.clauses[indicator.clause]
    links = [link(words("indicator.clause", clause=clause.clause), base.but(clause=clause.clause).href)]
    if indicator.page in paths.EXPLORED:
        theme = base.but(path=paths.EXPLORED[indicator.page], indicator=indicator.indicator, split=view.split)
        links.append(link(words("indicator.theme", page=words(f"pages.titles.{indicator.page}")), theme.href))
    if indicator.split == "urban_rural" or indicator.indicator.startswith("literacy"):
        links.append(link(words("indicator.gap"), base.but(path=paths.GAP, indicator=indicator.indicator).href))
    method = base.but(path=paths.METHOD, indicator=indicator.indicator, place="")
    links.append(link(words("indicator.method"), method.href))
    return [*links, link(words("desk.menu.where"), where_from(context).href)]


def targets_exhibit(context: Context) -> Exhibit:
    """Every version of the indicator's targets, in every place or in the one chosen."""
    return ledger_exhibit(context, [context.view.indicator])


EXHIBITS: Exhibits = {**explorer.EXHIBITS, "milestones": steps_exhibit, "targets": targets_exhibit}
