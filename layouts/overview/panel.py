"""A place's panel: its names, score, rank, measures, lags and this month's report."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Place
from evaluation.assessment import Assessment
from evaluation.findings.lags import lags_of
from figures.bullets import bullets
from figures.kit.theme import DESK
from layouts.kit import paths
from layouts.kit.components import explained, link, picture
from layouts.kit.context import Context
from layouts.kit.exhibits import stated
from layouts.kit.scores import score_parts
from layouts.kit.view import View
from reading.maps import rank_text
from reading.measures import bullet_rows, bullet_words
from reading.text import expected_amount, listed, report_text, shown_bare
from speech.numbers import number
from speech.words import called, language, words

LAGS = 3


def place_panel(context: Context) -> Component:
    """Show one place beside the map, with a way to its own page and back to the city."""
    view, assessment = context.view, context.assessment
    place = assessment.catalog.places[view.place]
    known = is_known(assessment, view.place)
    page = View(paths.PLACES + view.place, month=view.month, lang=view.lang)
    close = link("×", view.but(place="").href, className="close", title=words("pages.close"))
    return html.Section(
        [
            html.Div([html.H2(_names(place)), close], className="panel-head"),
            *(_body(context, place) if known else [explained(words("pages.place.report_missing"))]),
            html.P(
                [html.Span(_report(assessment, place)), link(words("pages.place.page"), page.href)], className="foot"
            ),
        ],
        className="panel panel-place" if known else "panel panel-place unknown",
    )


def is_known(assessment: Assessment, place: str) -> bool:
    """Tell whether anything of a place's score rests on reports: without them nothing is said to be fine."""
    total = assessment.scores.get((place, "total", "total"))
    return total is not None and total.share > 0


def _body(context: Context, place: Place) -> list[Component]:
    return [
        _score(context.assessment, place),
        html.H3(words("pages.place.measures")),
        _measures(context, place),
        html.H3(words("pages.place.lags")),
        _lags(context.view, context.assessment),
    ]


def _names(place: Place) -> list[Component | str]:
    other, lang = (place.name_zh, "zh") if language() == "en" else (place.name_en, "en")
    doubt = "" if place.bo_confirmed else words("pages.place.bo_unconfirmed")
    return [
        called(place),
        html.Span(place.name_bo, lang="bo", className="name-bo", title=doubt),
        html.Span(other, lang=lang, className="name-en"),
    ]


def _score(assessment: Assessment, place: Place) -> Component:
    catalog = assessment.catalog
    total = assessment.scores.get((place.place, "total", "total"))
    if total is None or total.score is None:
        share = number(0 if total is None else total.share * 100)
        return explained(words("pages.overview.no_score", share=f"{share}%"))
    ties = [called(catalog.places[code]) for code in assessment.bands[place.place].ties]
    facts = [rank_text(assessment, place.place)]
    if ties:
        facts.append(words("pages.place.ties", names=listed(ties)))
    return html.Div(
        [
            *score_parts(catalog, total, "place-score"),
            html.Span([html.Span(fact) for fact in facts], className="total-facts"),
        ],
        className="total-line",
    )


def _measures(context: Context, place: Place) -> Component:
    rows = bullet_rows(context.assessment, place.place)
    title = f"{called(place)} {words('pages.place.measures')}"
    return picture(
        f"{context.side}place-measures", "measure", bullets(rows, DESK, bullet_words()), title, 20 * len(rows) + 50
    )


def _lags(view: View, assessment: Assessment) -> Component:
    items = []
    for row in lags_of(assessment, view.place, LAGS):
        indicator = assessment.catalog.indicators[row.indicator]
        value, expected = shown_bare(row, indicator), expected_amount(row.expected, indicator)
        facts = words("pages.overview.lag_value", value=value, expected=expected)
        name = html.Div(called(indicator, "short"), className="lag-name")
        items.append(
            html.Li([name, html.Div(stated(row, facts), className="lag-facts")], className=f"lag lag-{row.status}")
        )
    return html.Ol(items, className="lags") if items else explained(words("pages.overview.lags_none"))


def _report(assessment: Assessment, place: Place) -> str:
    return report_text(next(row for row in assessment.reporting if row.reporter == place.place))
