"""The bar under the navigation: where one is, what is chosen, what is set beside it, how fresh the data are."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import SPLITS, Indicator, Place
from layouts.kit import paths
from layouts.kit.components import choice, link, marked, named
from layouts.kit.context import Context
from layouts.kit.view import View
from reading.text import begun_name, freshness, month_name
from speech.months import month_of, ordinal
from speech.words import called, words


def month_choice(context: Context) -> Component:
    """Choose the month."""
    months = [(month, month_name(month)) for month in reversed(context.assessment.months)]
    return choice("month", words("pages.month"), months, context.view.month)


def newer_months(context: Context) -> list[Component]:
    """Announce the months that have begun to come in, each with the way to it."""
    return [
        link(begun_name(each), context.view.but(month=each.month, table="").href, className="newer-month")
        for each in reversed(context.newer)
    ]


def place_choice(context: Context) -> Component:
    """Choose the city or a county."""
    places = [("", words("pages.city")), *((place.place, both_names(place)) for place in context.catalog.counties)]
    return choice("place", words("pages.place_label"), places, context.view.place)


def split_choice(context: Context, splits: Sequence[str] = SPLITS) -> Component:
    """Choose total, town or countryside."""
    options = [("" if split == "total" else split, words(f"pages.splits.{split}")) for split in splits]
    return choice("split", words("pages.split"), options, context.view.split)


def indicator_choice(context: Context, indicators: Sequence[Indicator]) -> Component:
    """Choose one of a page's indicators."""
    options = [(each.indicator, called(each)) for each in indicators]
    return choice("indicator", words("pages.indicator"), options, context.view.indicator)


def measure_choice(context: Context, label: str, none: str) -> Component:
    """Choose one of the plan's measures; `none` says what is shown without one."""
    options = [("", none), *((each.measure, called(each)) for each in context.catalog.measures.values())]
    return choice("measure", label, options, context.view.measure)


def both_names(place: Place) -> str:
    """Write a place's name with its Tibetan one."""
    return f"{called(place)} {place.name_bo}".strip()


def filter_bar(context: Context, title: str, controls: Sequence[Component]) -> Component:
    """Compose the bar: the way here, month and the page's controls, and how fresh the data are."""
    copy = html.Button(words("desk.copy_link"), className="copy-link", type="button")
    end = html.Div(
        [
            html.Span(freshness(context.assessment), className="freshness"),
            marked(copy, "data-done", words("desk.copied")),
        ],
        className="bar-end",
    )
    parts = html.Div([month_choice(context), *newer_months(context), *controls], className="filters", role="group")
    top = html.Div([_crumbs(context, title), end], className="bar-top")
    return html.Div([top, named(parts, words("pages.filters"))], className="bar")


def against_choice(context: Context) -> Component:
    """Choose another month or another county to be set beside what is looked at."""
    view, months = context.view, set(context.assessment.months)
    backs = (("month", 1), ("year", 12))
    near = [(words(f"desk.against.{key}"), month_of(ordinal(view.month) - back)) for key, back in backs]
    options = [("", words("desk.against.none"))]
    options += [(month, f"{label} {month_name(month)}") for label, month in near if month in months]
    options += [(place.place, called(place)) for place in context.catalog.counties if place.place != view.place]
    known = {code for code, _ in options} | {view.month}
    options += [(month, month_name(month)) for month in reversed(context.assessment.months) if month not in known]
    return choice("against", words("desk.against.label"), options, view.against)


def _crumbs(context: Context, title: str) -> Component:
    """Lead back: to the overview, to the page as it opens, and from the indicator to the whole."""
    view, catalog = context.view, context.catalog
    base = View(view.path, month=view.month, lang=view.lang)
    steps = [(words("pages.titles.overview"), View(paths.OVERVIEW, month=view.month, lang=view.lang)), (title, base)]
    if view.path == paths.OVERVIEW:
        steps = steps[:1]
    if view.place and not view.path.startswith(paths.PLACES):
        steps.append((called(catalog.places[view.place]), base.but(place=view.place)))
    for key, entries in (("measure", catalog.measures), ("indicator", catalog.indicators)):
        code = getattr(view, key)
        if code:
            steps.append((called(entries[code], "short"), base.but(place=view.place, **{key: code})))
    items = [html.Li(link(text, step.href)) for text, step in steps[:-1]]
    last = html.Li(marked(html.Span(steps[-1][0]), "aria-current", "page"))
    return named(html.Nav(html.Ol([*items, last]), className="crumbs"), words("desk.crumbs"))
