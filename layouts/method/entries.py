"""The entries of the method's lists: an indicator, a variable, a published figure."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import COUNTY, Catalog, Indicator, Population, SeriesPoint, Variable
from layouts.kit.components import link
from layouts.kit.context import Context
from layouts.kit.exhibits import indicator_view
from reading.text import clause_name, joined, written
from speech.months import month_word
from speech.numbers import number
from speech.words import called, words

PRECISE = 6  # decimals of a factor before its trailing zeros are cut


def indicator_entry(context: Context, indicator: Indicator) -> Component:
    """An indicator: its name, which leads to its page, its formula in words, and what it is set to."""
    name = link(called(indicator), indicator_view(context, indicator).href, className="entry-name")
    return html.Li(
        [
            html.Div([name, html.Code(indicator.indicator)], className="entry-head"),
            html.Div(formula_words(context.catalog, indicator), className="entry-formula"),
            html.Div(facts(context, indicator), className="entry-facts"),
        ],
        id=f"indicator-{indicator.indicator}",
        className="entry",
    )


def formula_words(catalog: Catalog, indicator: Indicator) -> str:
    """Write a formula with the names of what it is made of."""
    between = words("pages.comma") if indicator.formula == "parity" else words("method.plus")
    numerator, denominator = (
        between.join(name_of(catalog, code) for code in codes) for codes in (indicator.numerator, indicator.denominator)
    )
    key = "times" if indicator.formula == "count" and indicator.factor != 1 else indicator.formula
    return words(f"method.written.{key}", numerator=numerator, denominator=denominator, factor=plain(indicator.factor))


def name_of(catalog: Catalog, code: str) -> str:
    """Name a variable, or the indicator that another one is made of."""
    return called(catalog.variables.get(code) or catalog.indicators[code])


def plain(value: float) -> str:
    """Write a number with the decimals that it has."""
    text = number(value, PRECISE)
    return text.rstrip("0").rstrip(".") if "." in text else text


def facts(context: Context, indicator: Indicator) -> str:
    """Say unit, direction, clause, weight, split, roll-up, pace and goalposts."""
    clauses = (context.catalog.clauses[code] for code in (indicator.clause, *indicator.also))
    return joined(
        [
            words("method.fact.unit", unit=called(indicator, "unit")),
            words(f"method.direction.{indicator.direction}"),
            words("pages.comma").join(clause_name(context.assessment, clause) for clause in clauses),
            words("method.fact.weight", weight=plain(indicator.weight))
            if indicator.weight
            else words("method.fact.none"),
            words(f"method.kind.{indicator.kind}"),
            words(f"method.split.{indicator.split}"),
            words(f"method.rollup.{indicator.rollup}"),
            pace(indicator),
            goalposts(indicator),
        ]
    )


def pace(indicator: Indicator) -> str:
    """Say how what is expected grows, and from which month on it is judged."""
    if indicator.pace != "due":
        return words(f"method.paces.{indicator.pace}")
    return words("method.due_from", month=month_word(indicator.due_month))


def goalposts(indicator: Indicator) -> str:
    """Write the goalposts, where there are any."""
    if indicator.worst is None or indicator.best is None:
        return ""
    return words("method.fact.goalposts", worst=plain(indicator.worst), best=plain(indicator.best))


def variable_entry(context: Context, variable: Variable) -> Component:
    """A reported figure: name, definition in the plan's words, unit, kind, who reports it."""
    return html.Li(
        [
            html.Div(
                [html.Span(called(variable), className="entry-name"), html.Code(variable.variable)],
                className="entry-head",
            ),
            html.Div(variable.definition_zh, className="entry-formula", lang="zh"),
            html.Div(variable_facts(context, variable), className="entry-facts"),
        ],
        id=f"variable-{variable.variable}",
        className="entry",
    )


def variable_facts(context: Context, variable: Variable) -> str:
    """Say unit, kind, split, reporter, and how the figure is checked."""
    limit = variable.at_most
    return joined(
        [
            words("method.fact.unit", unit=called(variable, "unit")),
            words(f"method.kind.{variable.kind}"),
            words(f"method.split.{variable.split}"),
            reporter(context, variable),
            words("method.fact.at_most", name=called(context.catalog.variables[limit])) if limit else "",
            words("method.fact.jump", share=f"{number(variable.jump * 100)}%"),
        ]
    )


def reporter(context: Context, variable: Variable) -> str:
    """Name who reports a figure."""
    if variable.reporter == COUNTY:
        return words("method.by_county")
    return words("method.by", name=called(context.catalog.departments[variable.reporter]))


def series_entry(context: Context, point: SeriesPoint) -> Component:
    """A published figure with its source."""
    text = words(
        "method.point",
        name=series_name(context, point),
        place=called(point, "place"),
        split="" if point.split == "total" else words(f"pages.splits.{point.split}"),
        year=point.year,
        value=plain(point.value),
        unit=called(point, "unit"),
    )
    return html.Li([html.Span(text), html.Q(point.source_zh, lang="zh")], className="entry entry-source")


def series_name(context: Context, point: SeriesPoint) -> str:
    """Name a published series: as the indicator or variable of the same name, else by its own wording."""
    entry = context.catalog.indicators.get(point.series) or context.catalog.variables.get(point.series)
    return called(entry) if entry else words(f"method.series.{point.series}")


def population_entry(context: Context, row: Population) -> Component:
    """A place's residents in a year, with their source."""
    text = words(
        "method.people",
        place=called(context.catalog.places[row.place]),
        split="" if row.split == "total" else words(f"pages.splits.{row.split}"),
        year=row.year,
        persons=written(row.persons),
        basis=words(f"method.population_basis.{row.basis}"),
    )
    return html.Li([html.Span(text), html.Q(row.source_zh, lang="zh")], className="entry entry-source")
