"""The gap desk: every indicator by town and countryside, how the gap moves and why, and where inequality lies."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Role
from evaluation.assessment import Assessment
from evaluation.findings.gap_desk import RATE, IndicatorGap, comparable, counted, gaps, indicator_gap
from layouts.gap import pictures as gap_pictures
from layouts.gap import sources as gap_sources
from layouts.kit.components import explained, link, panel
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibits, indicator_view, show, stated
from layouts.kit.filters import indicator_choice, place_choice
from layouts.kit.view import View
from reading.gap import absent_text, cause_text, decimals_of, moved_text, outlook_text, ratio_text, same_counties
from reading.text import listed, month_name, shown, spread
from speech.words import called, words

FIRST = Role.HEADLINE_COVERAGE  # opens the page
NAMED = 3

EXHIBITS: Exhibits = {
    "gaps": gap_pictures.indicators_exhibit,
    "trend": gap_pictures.trend_exhibit,
    "counties": gap_pictures.counties_exhibit,
    "theil": gap_sources.theil_exhibit,
    "parity": gap_sources.parity_exhibit,
    "literacy": gap_sources.literacy_exhibit,
}


def settle(view: View, assessment: Assessment) -> View:
    """Settle which indicator is shown; what only the city has is shown for the city."""
    names = {each.indicator: each for each in comparable(assessment.catalog)}
    first = assessment.catalog.one_with_role(FIRST)
    asked = next((name for name in (view.indicator, first, *names) if name in names), "")
    city_only = asked != "" and names[asked].is_of_city
    return view.but(indicator=asked, split="", measure="", place="" if city_only else view.place)


def controls(context: Context) -> list[Component]:
    """Choose place and indicator."""
    return [place_choice(context), indicator_choice(context, comparable(context.catalog))]


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    place = called(context.catalog.places[context.place])
    title = words("gap.title", month=month_name(context.view.month), place=place)
    if not context.view.indicator:
        return [html.Div([html.H1(title)], className="headline"), explained(words("gap.sentence_none"))]
    found = gaps(context.assessment, context.place)
    shown = {name: show(context, make(context)) for name, make in EXHIBITS.items()}
    columns = [
        html.Div([shown["gaps"], left_out(context), shown["theil"]], className="column"),
        html.Div([_facts(context), shown["trend"], shown["counties"], shown["parity"]], className="column"),
    ]
    return [
        html.Div([html.H1(title), html.P(sentence(found), className="reading")], className="headline"),
        html.Div([*columns, shown["literacy"]], className="gap-desk"),
    ]


def sentence(found: Sequence[IndicatorGap]) -> str:
    """Say in one sentence where the countryside stands."""
    known = [gap for gap in found if gap.now is not None]
    if not known:
        return words("gap.sentence_none") + words("pages.overview.stop")
    behind = sum(gap.outlook not in ("level", "ahead") for gap in known)
    parts = [words("gap.sentence", all=len(known), behind=behind)]
    for direction in ("narrowing", "widening"):
        count = sum(gap.direction == direction for gap in known)
        if any(gap.change is not None for gap in known):
            parts.append(words(f"gap.sentence_{direction}", count=count))
    widest = max(
        (gap for gap in known if gap.indicator.formula != RATE), key=lambda gap: gap.difference or 0, default=None
    )
    if widest is not None and (widest.difference or 0) > 0:
        difference = spread(widest.difference or 0.0, widest.indicator)
        parts.append(words("gap.sentence_worst", name=called(widest.indicator, "short"), difference=difference))
    return "".join([*parts, words("pages.overview.stop")])


def left_out(context: Context) -> Component:
    """Say which indicators with a split aren't compared, and why."""
    counts = counted(context.catalog)
    if not counts:
        return html.P(words("gap.left_out_none"), className="left-out")
    names = listed(called(each, "short") for each in counts[:NAMED])
    return html.P(words("gap.left_out", count=len(counts), names=names), className="left-out")


def _facts(context: Context) -> Component:
    """State the chosen gap: both sides, difference, ratio, change, years to close, cause."""
    indicator = context.catalog.indicators[context.view.indicator]
    gap = indicator_gap(context.assessment, context.place, indicator)
    name = called(context.catalog.places[context.place])
    look = link(words("gap.facts.look"), indicator_view(context, indicator, context.place).href)
    body = html.Dl(_stated(gap), className="gap-facts")
    note = words("gap.facts.note", place=name, month=month_name(context.view.month))
    unlike = html.P(same_counties(gap), className="left-out") if gap.counties else None
    return panel(called(indicator), body, unlike, look, name="gap-facts", note=note)


def _stated(gap: IndicatorGap) -> list[Component]:
    facts: list[tuple[str, Component | str]] = []
    for side, row in (("urban", gap.urban), ("rural", gap.rural)):
        if row is not None:
            facts.append((side, stated(row, shown(row, gap.indicator))))
    if gap.now is None:
        return _pairs([*facts, ("difference", absent_text(gap))], gap)
    difference = 0.0 if gap.difference is None else gap.difference
    sign = "" if difference >= -0.5 * 10 ** -decimals_of(gap.indicator) else "\N{MINUS SIGN}"
    facts += [
        ("difference", sign + spread(difference, gap.indicator)),
        ("ratio", ratio_text(gap)),
        ("change", moved_text(gap)),
        ("years", outlook_text(gap)),
        ("cause", cause_text(gap)),
    ]
    return _pairs(facts, gap)


def _pairs(facts: Sequence[tuple[str, Component | str]], gap: IndicatorGap) -> list[Component]:
    return [
        html.Div([html.Dt(words(f"gap.facts.{key}")), html.Dd(text)], className=f"gap-fact fact-{key} {gap.direction}")
        for key, text in facts
    ]
