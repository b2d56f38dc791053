"""Data: how the reports came, what to look at in them, and where any figure comes from."""

from dash import html
from dash.development.base_component import Component

from evaluation.assessment import Assessment
from evaluation.findings.trace import shown_places
from layouts.data.lists import (
    corrections_exhibit,
    corrections_of,
    unusual_exhibit,
    unusual_of,
    warnings_exhibit,
    warnings_of,
)
from layouts.data.parts import own_arrivals, reporter_name
from layouts.data.reports import completeness_exhibit
from layouts.data.trace import trace_exhibit
from layouts.kit.components import choice
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show
from layouts.kit.filters import place_choice, split_choice
from layouts.kit.view import View
from reading.text import listed, month_name
from speech.words import called, words


def settle(view: View, assessment: Assessment) -> View:
    """Settle place and split to those that the indicator has values for."""
    indicator = assessment.catalog.indicators.get(view.indicator)
    if indicator is None:
        return view.but(split="")
    places = {each.place for each in shown_places(assessment.catalog, indicator)}
    return view.but(
        place=view.place if view.place in places else "",
        split=view.split if view.split in indicator.shown_splits else "",
    )


def controls(context: Context) -> list[Component]:
    """Choose place, indicator, and the split where the indicator has more than one."""
    view, catalog = context.view, context.catalog
    options = [("", words("data.choose")), *((each.indicator, called(each)) for each in catalog.indicators.values())]
    indicator = choice("indicator", words("pages.indicator"), options, view.indicator)
    if not view.indicator:
        return [place_choice(context), indicator]
    entry = catalog.indicators[view.indicator]
    places, splits = shown_places(catalog, entry), entry.shown_splits
    return [
        *([place_choice(context)] if len(places) > 1 else []),
        indicator,
        *([split_choice(context, splits)] if len(splits) > 1 else []),
    ]


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data: the chosen figure first, then the reports."""
    indicator = context.catalog.indicators.get(context.view.indicator)
    title = words("data.title_of", name=called(indicator)) if indicator else words("data.title")
    below = [] if indicator else [html.P(words("data.how"), className="how-to-trace")]
    head = html.Div(
        [html.H1(title), html.P(lead(context), className="reading"), *below], className="headline data-headline"
    )
    traced = [html.Div(show(context, trace_exhibit(context)), id=f"{context.side}trace")] if indicator else []
    panels = [show(context, make(context)) for name, make in EXHIBITS.items() if name != "trace"]
    return [head, html.Div([*traced, *panels], className="data-page")]


def lead(context: Context) -> str:
    """Say how the month's reports stand: all of them, or the chosen county's."""
    reports = own_arrivals(context)
    missing = [reporter_name(context.catalog, each.reporter) for each in reports.missing]
    if not reports.came:
        place = called(context.catalog.places[context.place])
        return words("data.nothing_came", month=month_name(context.view.month), place=place)
    return words(
        "data.lead",
        month=month_name(context.view.month),
        place=words("data.lead_place", place=called(context.catalog.places[context.place]))
        if context.view.place
        else "",
        all=len(reports.due),
        came=len(reports.came),
        late=words("data.lead_late", count=len(reports.late)) if reports.late else "",
        missing=words("data.lead_missing", names=listed(missing)) if missing else "",
        warnings=len(warnings_of(context)),
        changes=len(corrections_of(context)),
        unusual=len(unusual_of(context)),
    )


def trace_or_none(context: Context) -> Exhibit:
    """Give the trace of the chosen indicator, or of the first where none is chosen."""
    first = next(iter(context.catalog.indicators))
    return trace_exhibit(context if context.view.indicator else _with(context, first))


def _with(context: Context, indicator: str) -> Context:
    view = context.view.but(indicator=indicator)
    return Context(view, context.assessment, context.records, context.boundaries, context.review, context.side)


EXHIBITS: Exhibits = {
    "trace": trace_or_none,
    "completeness": completeness_exhibit,
    "corrections": corrections_exhibit,
    "warnings": warnings_exhibit,
    "unusual": unusual_exhibit,
}
