"""The method: definitions, formulas, bands and sources, written out from the catalog, so that they can't drift."""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from data.catalog.files import INDICATORS, POPULATION, SERIES, VARIABLES
from layouts.kit import paths
from layouts.kit.components import grade_badge, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show
from layouts.kit.groups import grouped
from layouts.kit.view import View
from layouts.method.entries import indicator_entry, population_entry, series_entry, series_name, variable_entry
from layouts.method.forecasts import calibration_exhibit, forecasts_exhibit
from layouts.method.rules import (
    department_rows,
    formula_rows,
    grade_rows,
    pace_rows,
    reading_rows,
    scoring_rows,
    status_rows,
    target_rows,
)
from layouts.method.tables import grades_table, indicators_table, population_table, series_table, variables_table
from reading.maps import source_line
from reading.text import listed
from speech.words import called, words

Rows = list[tuple[str, str]]
RULES: tuple[tuple[str, Callable[[Context], Rows]], ...] = (
    ("scoring", scoring_rows),
    ("status", status_rows),
    ("paces", pace_rows),
    ("targets", target_rows),
    ("formulas", formula_rows),
    ("reading", reading_rows),
)
RECORD = ("forecasts", "calibration")
LISTS = tuple(table.name for table in (INDICATORS, VARIABLES, SERIES, POPULATION))


def layout(context: Context) -> list[Component]:
    """Compose the page: where to find what, the rules, then every indicator, variable and source."""
    headline = html.Div(
        [html.H1(words("method.title")), html.P(sentence(context), className="reading")], className="headline"
    )
    parts = [_anchored("grades", show(context, grades_exhibit(context)))]
    parts += [_rules(key, rows(context)) for key, rows in RULES]
    parts += [_anchored(name, show(context, EXHIBITS[name](context))) for name in (*RECORD, *LISTS)]
    parts += [_rules("boundaries", _boundaries(context)), _rules("departments", department_rows(context))]
    body = html.Div([_contents(context), html.Div(parts, className="method-parts")], className="method")
    return [headline, body]


def sentence(context: Context) -> str:
    """Say how much is written out here, and from which state of the plan."""
    catalog = context.catalog
    return words(
        "method.sentence",
        plan=called(catalog.plan, "title"),
        measures=len(catalog.measures),
        indicators=len(catalog.indicators),
        variables=len(catalog.variables),
        targets=len(catalog.targets),
        fingerprint=catalog.fingerprint[:8],
    )


def _contents(context: Context) -> Component:
    """Lead to each part, and within the indicators to each measure."""
    keys = ["grades", *(key for key, _ in RULES), *RECORD, *LISTS, "boundaries", "departments"]
    items = []
    for key in keys:
        below = html.Ul(_measures(context)) if key == "indicators" else None
        items.append(html.Li([html.A(words(f"method.parts.{key}"), href=f"#method-{key}"), below]))
    return named(html.Nav(html.Ul(items), className="method-contents"), words("method.contents"))


def _measures(context: Context) -> list[Component]:
    with_indicators = {_measure(context, name) for name in context.catalog.indicators}
    return [
        html.Li(html.A(called(each, "short"), href=f"#measure-{each.measure}"))
        for each in context.catalog.measures.values()
        if each.measure in with_indicators
    ]


def _measure(context: Context, indicator: str) -> str:
    return context.catalog.clauses[context.catalog.indicators[indicator].clause].measure


def _anchored(key: str, part: Component) -> Component:
    return html.Div(part, id=f"method-{key}", className="anchored")


def _rules(key: str, rows: Rows) -> Component:
    """A part that is a list of names and what they mean."""
    facts = [item for name, text in rows for item in (html.Dt(name), html.Dd(text))]
    title = html.H2(words(f"method.parts.{key}"), className="panel-title")
    return _anchored(key, html.Section([title, html.Dl(facts, className="rules")], className="panel"))


def _folded(title: str, entries: list[Component], anchor: str) -> Component:
    """Fold a group of entries under its title; a link to the group or into it unfolds it (assets/anchors.js)."""
    count = html.Span(words("method.folded", count=len(entries)), className="fold-count")
    summary = html.Summary([html.H3(title), count])
    return html.Details([summary, html.Ul(entries, className="entries")], id=anchor, className="fold")


def _boundaries(context: Context) -> Rows:
    return [(words("method.boundaries"), source_line(context.boundaries, context.review))]


def _where(context: Context) -> View:
    return View(paths.DATA, month=context.view.month, lang=context.view.lang)


def grades_exhibit(context: Context) -> Exhibit:
    """The grades and where each begins."""
    rows = [
        html.Tr([html.Th(grade_badge(grade.grade, grade.mark, called(grade)), scope="row"), html.Td(text)])
        for grade, (_, text) in zip(context.catalog.grades, grade_rows(context), strict=True)
    ]
    return Exhibit(
        name="grades",
        title=words("method.parts.grades"),
        reading=words("method.grades_reading"),
        table=lambda: grades_table(context),
        body=html.Table(html.Tbody(rows), className="figures grades-table"),
        where=_where(context),
    )


def indicators_exhibit(context: Context) -> Exhibit:
    """Every indicator with its formula in words."""
    catalog = context.catalog
    groups = grouped(catalog.indicators.values(), lambda each: _measure(context, each.indicator), catalog.measures)

    def body() -> Component:
        parts: list[Component] = []
        for code, indicators in groups.items():
            entries = [indicator_entry(context, each) for each in indicators]
            parts.append(_folded(called(catalog.measures[code]), entries, f"measure-{code}"))
        return html.Div(parts)

    scored = sum(each.weight > 0 for each in catalog.indicators.values())
    return Exhibit(
        name="indicators",
        title=words("method.parts.indicators"),
        reading=words("method.indicators_reading", count=len(catalog.indicators), scored=scored),
        table=lambda: indicators_table(context),
        body=body,
        where=_where(context),
    )


def variables_exhibit(context: Context) -> Exhibit:
    """Every figure that a report carries, with its definition and who reports it."""
    catalog = context.catalog
    groups = grouped(catalog.variables.values(), lambda each: each.theme, catalog.themes)

    def body() -> Component:
        parts: list[Component] = []
        for theme, variables in groups.items():
            entries = [variable_entry(context, each) for each in variables]
            parts.append(_folded(called(catalog.themes[theme]), entries, f"theme-{theme}"))
        return html.Div(parts)

    county = sum(each.reporter == "county" for each in catalog.variables.values())
    return Exhibit(
        name="variables",
        title=words("method.parts.variables"),
        reading=words("method.variables_reading", county=county, city=len(catalog.variables) - county),
        table=lambda: variables_table(context),
        body=body,
        where=_where(context),
    )


def series_exhibit(context: Context) -> Exhibit:
    """Published figures that serve as a reference, with their sources."""
    points = context.catalog.series
    groups = grouped(points, lambda point: point.series)
    parts = [
        _folded(series_name(context, found[0]), [series_entry(context, point) for point in found], f"series-{code}")
        for code, found in groups.items()
    ]
    sources = listed(dict.fromkeys(str(point.year) for point in points))
    return Exhibit(
        name="series",
        title=words("method.parts.series"),
        reading=words("method.series_reading", count=len(points), years=sources),
        table=lambda: series_table(context),
        body=html.Div(parts),
        where=_where(context),
    )


def population_exhibit(context: Context) -> Exhibit:
    """The residents of each place, with their sources."""
    rows = context.catalog.population
    return Exhibit(
        name=POPULATION.name,
        title=words("method.parts.population"),
        reading=words("method.population_reading", count=len(rows)),
        table=lambda: population_table(context),
        body=html.Ul([population_entry(context, row) for row in rows], className="entries"),
        where=_where(context),
    )


EXHIBITS: Exhibits = {
    "grades": grades_exhibit,
    "forecasts": forecasts_exhibit,
    "calibration": calibration_exhibit,
    "indicators": indicators_exhibit,
    "variables": variables_exhibit,
    "series": series_exhibit,
    POPULATION.name: population_exhibit,
}
