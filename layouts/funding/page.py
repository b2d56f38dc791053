"""Funding: the year's money from budget to spending, month by month, by county, and beside what was done with it."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Role
from evaluation.assessment import Assessment, Judged
from evaluation.findings.flags import pairs
from evaluation.findings.funding import Stop, bridge
from layouts.funding.facts import facts_exhibit, others
from layouts.funding.flags import things_exhibit
from layouts.funding.money import bridge_exhibit, has_money, money, pace_exhibit
from layouts.kit import explorer
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show
from layouts.kit.matrix import matrix_exhibit
from layouts.kit.view import View
from reading.doubt import beside, freshness_words
from reading.text import amount, listed, month_name, spread
from speech.words import called, words

PAGE = "funding"
FIRST = Role.MONEY_SPENT  # opens the page: whether the year's money is spent in step with the year
NAMED = 3  # more counties are counted rather than named in the headline


def all_exhibit(context: Context) -> Exhibit:
    """Every indicator of funds in every county."""
    return matrix_exhibit(context, explorer.own(context.assessment, PAGE))


EXHIBITS: Exhibits = {
    "bridge": bridge_exhibit,
    "pace": pace_exhibit,
    "facts": facts_exhibit,
    **explorer.EXHIBITS,
    "things": things_exhibit,
    "matrix": all_exhibit,
}


def settle(view: View, assessment: Assessment) -> View:
    """Settle which indicator is looked into."""
    return explorer.settle_on(view, assessment, PAGE, FIRST)


def controls(context: Context) -> list[Component]:
    """Choose place and indicator."""
    return explorer.controls_of(context, PAGE)


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    name = called(context.catalog.places[context.place])
    title = html.H1(words("funding.title", month=month_name(context.view.month), place=name))
    if not context.view.indicator:
        return [html.Div(title, className="headline"), explained(words("funding.none"))]
    sentence = _sentence(context) if has_money(context) else explorer.sentence(context)
    parts: list[Component] = [html.Div([title, html.P(sentence, className="reading")], className="headline")]
    if has_money(context):
        top = [show(context, bridge_exhibit(context)), show(context, pace_exhibit(context))]
        parts.append(html.Div(top, className="funding-top"))
    if others(context):
        parts.append(show(context, facts_exhibit(context)))
    parts += _explored(context)
    if context.catalog.flags:
        parts.append(show(context, things_exhibit(context)))
    return [*parts, show(context, all_exhibit(context))]


def _explored(context: Context) -> list[Component]:
    """Look into the chosen indicator under its name."""
    name = called(context.catalog.indicators[context.view.indicator])
    head = html.Div([html.H2(name), html.P(explorer.sentence(context), className="reading")], className="explored")
    return [head, *explorer.explorer(context)]


def _sentence(context: Context) -> str:
    """Say how much of the year's money is spent, against the line, and where money and things part."""
    way = bridge(context.assessment, context.place)
    row = context.judged(context.catalog.one_with_role(Role.MONEY_SPENT))
    if way is None or row is None:
        return ""
    if row.value is None:
        key = "no_rate" if row.state == "no_rate" else "missing"
        text = words(f"funding.sentence_{key}", state=words(f"pages.states.{row.state}"))
    else:
        indicator = context.catalog.indicators[row.indicator]
        amounts = {stop: money(context, getattr(way, stop)) for stop in (Stop.BUDGET, Stop.ARRIVED, Stop.SPENT)}
        text = words("funding.sentence", rate=amount(row.value, indicator), **amounts) + _against_line(context, row)
    counties = beside(freshness_words(row)) if context.place == context.city else ""
    return text + counties + _flagged(context) + words("pages.overview.stop")


def _against_line(context: Context, row: Judged) -> str:
    indicator = context.catalog.indicators[row.indicator]
    if row.value is None or row.expected is None:
        return ""
    difference = row.value - row.expected
    if abs(difference) < 0.5 * 10**-indicator.decimals:
        return words("funding.even")
    return words(f"funding.{'above' if difference > 0 else 'below'}", difference=spread(difference, indicator))


def _flagged(context: Context) -> str:
    """Count the flags that are raised, of the whole city or of the place that is looked at."""
    found = [each for each in pairs(context.assessment) if each.raised and context.place in (context.city, each.place)]
    if not found:
        return ""
    count = sum(len(each.raised) for each in found)
    if len(found) > NAMED:
        return words("funding.flags_many", count=count, places=len(found))
    names = listed(called(context.catalog.places[each.place]) for each in found)
    return words("funding.flags_raised", count=count, names=names)
