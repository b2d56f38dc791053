"""Will it be met? An exhibit of twenty equally likely outcomes, with the paces and the forecasts' record."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from evaluation.findings.forecasts import Forecast, forecast_of
from figures.chances import chances
from figures.kit.tables import Column, Table
from figures.kit.theme import DESK
from layouts.kit import paths
from layouts.kit.components import link
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.kit.view import View
from reading import forecasts as reading
from speech.words import called, words

HEIGHT = 158
ANCHOR = "#method-forecasts"


def chances_exhibit(context: Context) -> Exhibit:
    """The outcomes of the year of the place and the indicator that are looked at, or why there are none."""
    indicator = context.catalog.indicators[context.view.indicator]
    found = forecast_of(context.assessment, context.place, indicator.indicator)
    title = words("forecast.title", name=called(context.catalog.places[context.place]))
    if not isinstance(found, Forecast):
        why = reading.why_none(found)
        return Exhibit("chances", title, "", lambda: _reason(indicator, why), body=html.P(why, className="no-forecast"))
    return Exhibit(
        name="chances",
        title=title,
        reading=reading.sentence(context.assessment, found, indicator),
        table=lambda: _table(indicator, found),
        figure=lambda: chances(
            reading.outcomes_of(found),
            found.bar,
            DESK,
            reading.chance_words(found, indicator),
            at_most=found.at_most,
            decimals=indicator.decimals,
            height=HEIGHT,
        ),
        note=reading.note(context.assessment, part=bool(context.view.split)),
        foot=_foot(context, found, indicator),
        height=HEIGHT,
    )


def _foot(context: Context, forecast: Forecast, indicator: Indicator) -> Component:
    """The paces side by side, and how such forecasts did."""
    pairs = reading.paces(context.assessment, forecast, indicator)
    paces = html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in pairs], className="chance-paces")
    method = View(paths.METHOD, month=context.view.month, lang=context.view.lang).href + ANCHOR
    proof = html.P([reading.record_note(forecast), " ", link(words("forecast.record"), method)], className="foot")
    return html.Div([paces, proof], className="chances-foot")


def _columns(indicator: Indicator) -> tuple[Column, ...]:
    return (
        Column("outcome", words("forecast.columns.outcome"), decimals=0, pinned=True),
        Column("value", words("forecast.columns.value"), called(indicator, "unit"), indicator.decimals),
        Column("met", words("forecast.columns.met")),
    )


def _table(indicator: Indicator, forecast: Forecast) -> Table:
    """Each outcome, the least first, and whether it meets the bar."""
    rows = (
        (
            number_cell(n),
            number_cell(each.value, indicator.decimals),
            words(f"forecast.{'meets_it' if each.meets else 'falls_under'}"),
        )
        for n, each in enumerate(reading.outcomes_of(forecast), start=1)
    )
    return Table(_columns(indicator), tuple(rows))


def _reason(indicator: Indicator, why: str) -> Table:
    """Why there are no outcomes, as the only row."""
    return Table(_columns(indicator), ((number_cell(None), number_cell(None), why),))
