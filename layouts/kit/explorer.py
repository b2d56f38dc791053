"""One indicator, looked into: on the map, ranked against its target, over time, with what it rests on.

The pages of the plan's subjects are explorers of their own indicators, under what they say in particular.
"""

from collections.abc import Callable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator, Role
from evaluation.assessment import Assessment, Judged
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from figures.map import county_map
from figures.ranked import ranked
from figures.trend import trend
from layouts.kit.chances import chances_exhibit
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell, show, value_cell
from layouts.kit.filters import both_names, indicator_choice, place_choice, split_choice
from layouts.kit.tables import DOUBT, DOUBT_DECIMALS, columns, doubt_cells
from layouts.kit.view import View
from reading import indicators as reading
from reading.doubt import freshness_short
from reading.maps import indicator_rows, source_line
from reading.text import SPACE, month_name, notes, unit_note
from speech.words import called, words


def own(assessment: Assessment, page: str) -> list[Indicator]:
    """List the indicators of a page."""
    return [entry for entry in assessment.catalog.indicators.values() if entry.page == page]


def settle_on(view: View, assessment: Assessment, page: str, role: Role) -> View:
    """Settle which of a page's indicators and which split are shown; the one in the role opens the page."""
    catalog, first = assessment.catalog, assessment.catalog.one_with_role(role)
    names = [entry.indicator for entry in own(assessment, page)]
    if not names:  # a plan may have nothing to say on a page's subject
        return view.but(indicator="", split="")
    indicator = view.indicator if view.indicator in names else first if first in names else names[0]
    split = view.split if view.split in reading.splits(catalog.indicators[indicator]) else ""
    entry = catalog.indicators[indicator]
    city_only = entry.is_of_city
    return view.but(indicator=indicator, split=split, place="" if city_only else view.place)


def controls_of(context: Context, page: str) -> list[Component]:
    """Choose place, indicator and split."""
    if not context.view.indicator:
        return [place_choice(context)]
    splits = reading.splits(_indicator(context))
    return [
        place_choice(context),
        indicator_choice(context, own(context.assessment, page)),
        *([split_choice(context, splits)] if len(splits) > 1 else []),
    ]


def _indicator(context: Context) -> Indicator:
    return context.catalog.indicators[context.view.indicator]


def sentence(context: Context) -> str:
    """Say in one sentence how the indicator stands."""
    return reading.sentence(context.assessment, context.place, context.split, _indicator(context))


def explorer(context: Context) -> list[Component]:
    """Set map and bars beside the trend; what only the city has is a trend alone."""
    if not _rows(context):
        only = html.P(words("pages.infrastructure.city_only"), className="reading")
        parts = html.Div([only, show(context, trend_exhibit(context))], className="theme-page city-only")
        return [parts, _chances(context), _basis(context)]
    columns = [
        html.Div([show(context, map_exhibit(context))], className="column"),
        html.Div([show(context, compare_exhibit(context)), show(context, trend_exhibit(context))], className="column"),
    ]
    return [html.Div(columns, className="theme-page"), _chances(context), _basis(context)]


def _chances(context: Context) -> Component:
    return html.Div(show(context, chances_exhibit(context)), className="theme-more")


def _rows(context: Context) -> list[Judged]:
    """The counties' judged values, the best first; what has no value comes last."""
    indicator = _indicator(context)
    found = [
        context.judged(indicator.indicator, place=place.place, split=context.split)
        for place in context.catalog.counties
    ]
    sign = -1 if indicator.direction == "up" else 1
    rows = [row for row in found if row is not None]
    return sorted(rows, key=lambda row: (row.value is None, 0 if row.value is None else sign * row.value))


def map_exhibit(context: Context) -> Exhibit:
    """The indicator on the map."""
    rows = indicator_rows(context.assessment, context.split, context.view.indicator)
    hatched = words("pages.overview.hatched_note") if any(row.gated for row in rows) else ""
    foot = html.P([html.Span(source_line(context.boundaries, context.review)), html.Span(hatched)], className="foot")
    return Exhibit(
        name="map",
        title=words("pages.infrastructure.map"),
        reading=reading.spread_sentence(context.assessment, context.split, _indicator(context)),
        table=lambda: indicator_table(context),
        figure=lambda: county_map(context.boundaries.shapes, rows, DESK, selected=context.view.place),
        key="place",
        note=f"{unit_note(_indicator(context))}{SPACE}{words('pages.infrastructure.map_note')}",
        foot=foot,
    )


def compare_exhibit(context: Context) -> Exhibit:
    """The counties against their lines."""
    indicator = _indicator(context)
    pairs = [reading.ranked_row(context.assessment, row, not context.view.split) for row in _rows(context)]

    def figure() -> Mapping[str, Any]:
        limit = 100.0 if indicator.unit_zh == "%" else None
        words_of = reading.ranked_words(indicator)
        chosen = context.view.place
        return ranked(pairs, DESK, words_of, decimals=indicator.decimals, limit=limit, selected=chosen)

    return Exhibit(
        name="ranked",
        title=words("pages.infrastructure.compare"),
        reading=reading.counts_sentence(pairs),
        table=lambda: indicator_table(context),
        figure=figure,
        key="place",
        note=words("pages.infrastructure.late_green_note") if any(row.late_green for row in pairs) else "",
        height=36 * len(pairs) + 28,
    )


def trend_exhibit(context: Context) -> Exhibit:
    """The indicator of one place over time, with its line, its target, and the target's versions."""
    indicator, view, assessment = _indicator(context), context.view, context.assessment
    row = assessment.judged[context.place, context.split, indicator.indicator]

    def figure() -> Mapping[str, Any]:
        return trend(
            reading.trend_lines(assessment, context.place, context.split if view.split else "", indicator),
            DESK,
            reading.trend_words(indicator),
            selected=view.month,
            decimals=indicator.decimals,
            target=reading.trend_target(assessment, row, indicator),
            versions=reading.trend_versions(assessment, row),
        )

    name = called(context.catalog.places[context.place])
    return Exhibit(
        name="trend",
        title=words("pages.infrastructure.trend_of", name=name),
        reading=reading.change_sentence(assessment, context.place, context.split, indicator),
        table=lambda: trend_table(context),
        figure=figure,
        key="month",
        note=reading.target_text(assessment, row, indicator),
    )


EXHIBITS: Mapping[str, Callable[[Context], Exhibit]] = {
    "map": map_exhibit,
    "ranked": compare_exhibit,
    "trend": trend_exhibit,
    "chances": chances_exhibit,
}

COLUMNS = ("value", "numerator", "denominator", "expected", "difference", "target")
DOUBTS = ("counties", "carried", "status", "note")


def indicator_table(context: Context) -> Table:
    """The city and the counties: value, what it is made of, what was expected, how it is judged."""
    city = context.judged(context.view.indicator, place=context.city, split=context.split)
    rows = [*([city] if city else []), *_rows(context)]
    return Table(
        (_text_column("place"), *_number_columns(context), *map(_text_column, DOUBTS)),
        tuple((both_names(context.catalog.places[row.place]), *_entries(context, row)) for row in rows),
        "place",
        tuple("" if row.place == context.city else row.place for row in rows),
    )


def trend_table(context: Context) -> Table:
    """The months of one place, the newest first."""
    series = context.assessment.series(context.place, context.view.indicator, split=context.split)
    return Table(
        (
            Column("month", words("pages.month"), pinned=True),
            *_number_columns(context),
            *map(_text_column, DOUBTS),
        ),
        tuple((month_name(row.month), *_entries(context, row)) for row in reversed(series)),
        "month",
        tuple(row.month for row in reversed(series)),
    )


def _text_column(key: str) -> Column:
    return Column(key, words(f"pages.infrastructure.columns.{key}"), pinned=key == "place")


def _number_columns(context: Context) -> tuple[Column, ...]:
    indicator = _indicator(context)
    return tuple(
        Column(
            key,
            words(f"pages.infrastructure.columns.{key}"),
            "" if key in ("numerator", "denominator") else called(indicator, "unit"),
            0 if key in ("numerator", "denominator") else indicator.decimals,
        )
        for key in COLUMNS
    ) + columns(*DOUBT, decimals=DOUBT_DECIMALS, pinned=False)


def _entries(context: Context, row: Judged) -> tuple[Entry, ...]:
    indicator = _indicator(context)
    difference = None if row.value is None or row.expected is None else row.value - row.expected
    return (
        value_cell(row, indicator),
        number_cell(row.numerator),
        number_cell(row.denominator if indicator.denominator else None),
        number_cell(row.expected, indicator.decimals),
        number_cell(difference, indicator.decimals, with_sign=True),
        number_cell(row.target, indicator.decimals),
        *doubt_cells(row),
        freshness_short(row),
        row.carried,
        words(f"pages.status.{row.status}"),
        notes(row),
    )


def _basis(context: Context) -> Component:
    """Say what the indicator rests on: the clause's own words, who leads, how it is defined."""
    facts = reading.basis(context.assessment, _indicator(context))
    return html.Dl(
        [part for name, text in facts for part in (html.Dt(name), html.Dd(text))],
        className="basis",
    )
