"""Evaluation: grades by county and measure, ranks with their bands, why a score is what it is, and what if."""

from dash import html
from dash.development.base_component import Component

from evaluation.assessment import Assessment, Score
from evaluation.findings.explain import score_tree
from evaluation.findings.what_if import adjustable
from layouts.evaluation.changes import changes_exhibit, moved_exhibit
from layouts.evaluation.heat import heat_exhibit
from layouts.evaluation.ranks import group_names, ordered, ranks_exhibit, tie_groups
from layouts.evaluation.what_if import what_if_panel
from layouts.evaluation.why import node_name, why_exhibit, why_panel
from layouts.kit.components import choice, explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibits, show
from layouts.kit.filters import measure_choice, place_choice
from layouts.kit.scores import score_parts
from layouts.kit.view import View
from reading.doubt import absent_words, fresh_words
from reading.maps import rank_text
from reading.text import joined, listed, month_name, written
from speech.words import called, words

EXHIBITS: Exhibits = {
    "heat": heat_exhibit,
    "ranks": ranks_exhibit,
    "why": why_exhibit,
    "changes": changes_exhibit,
    "moved": moved_exhibit,
}


def settle(view: View, assessment: Assessment) -> View:
    """Leave out what the page can't show: a split, and an indicator whose target can't be tried."""
    names = {each.indicator for each in adjustable(assessment.catalog)}
    return view.but(split="", indicator=view.indicator if view.indicator in names else "")


def controls(context: Context) -> list[Component]:
    """Choose a place, a measure, how far back changes are counted, and the targets' version."""
    view = context.view
    since = [("", words("evaluation.since.month")), ("year", words("evaluation.since.year"))]
    targets = [("", words("evaluation.targets.in_force")), ("first", words("evaluation.targets.first"))]
    return [
        place_choice(context),
        measure_choice(context, words("desk.columns.measure"), words("evaluation.measure_all")),
        choice("since", words("evaluation.since.label"), since, view.since),
        choice("targets", words("evaluation.targets.label"), targets, view.targets),
    ]


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    parts = [
        show(context, heat_exhibit(context)),
        show(context, ranks_exhibit(context)),
        why_panel(context),
        html.Div([show(context, changes_exhibit(context)), show(context, moved_exhibit(context))], className="column"),
        what_if_panel(context),
    ]
    return [_headline(context), html.Div(parts, className="evaluation")]


def _headline(context: Context) -> Component:
    assessment, place = context.assessment, context.catalog.places[context.place]
    total = assessment.scores.get((context.place, "total", "total"))
    title = words("evaluation.title", month=month_name(assessment.month), place=called(place))
    return html.Div(
        [
            html.H1(title),
            _score(context, total),
            html.P(_sentence(context), className="reading"),
        ],
        className="headline evaluation-headline",
    )


def _score(context: Context, total: Score | None) -> Component:
    if total is None or total.score is None:
        share = written(0 if total is None else total.share * 100)
        return explained(words("pages.overview.no_score", share=f"{share}%"))
    parts = score_parts(context.catalog, total, "place-score")
    if context.view.targets:
        parts.append(html.Span(words("evaluation.headline.first"), className="total-facts"))
    return html.Div(parts, className="total-line")


def _sentence(context: Context) -> str:
    text = _county_sentence(context) if context.view.place else _city_sentence(context.assessment)
    return joined((text + _lost(context), *_doubts(context))) + words("pages.overview.stop")


def _doubts(context: Context) -> tuple[str, ...]:
    """Say what of the total isn't fresh, and what isn't due."""
    total = context.assessment.scores.get((context.place, "total", "total"))
    return () if total is None else (fresh_words(total), absent_words(context.catalog, total))


def _county_sentence(context: Context) -> str:
    assessment, places = context.assessment, context.catalog.places
    band = assessment.bands.get(context.place)
    if band is None:
        return words("evaluation.headline.too_little")
    text = words("evaluation.headline.rank", rank=rank_text(assessment, context.place))
    if band.ties:
        return text + words("evaluation.headline.tied", names=listed(called(places[code]) for code in band.ties))
    return text + words("evaluation.headline.alone")


def _city_sentence(assessment: Assessment) -> str:
    bands, places = ordered(assessment), assessment.catalog.places
    if not bands:
        return words("evaluation.heat.reading_none")
    text = words(
        "evaluation.headline.ranked",
        count=len(bands),
        best=called(places[bands[0].place]),
        best_score=written(bands[0].score, 1),
        worst=called(places[bands[-1].place]),
        worst_score=written(bands[-1].score, 1),
    )
    groups = tie_groups(assessment)
    if groups and len(groups[0]) == len(bands):
        text += words("evaluation.headline.ties_all")
    else:
        key = "ties" if groups else "no_ties"
        text += words(f"evaluation.headline.{key}", groups=group_names(assessment))
    absent = [called(place) for place in assessment.catalog.counties if place.place not in assessment.bands]
    return text + (words("evaluation.headline.unscored", names=listed(absent)) if absent else "")


def _lost(context: Context) -> str:
    tree = score_tree(context.assessment, context.place)
    if tree is None or tree.score is None or not tree.children or tree.children[0].lost < 0.05:
        return ""
    most = tree.children[0]
    name = node_name(context.catalog, most)
    return words("evaluation.headline.lost", name=name, points=written(most.lost, 1))
