"""Infrastructure: one coverage indicator on the map, ranked against its target, over time, and as a table."""

from dash import html
from dash.development.base_component import Component

from data.catalog import Indicator
from data.wording import words
from evaluation.assessment import Assessment, Judged
from figures.map import county_map
from figures.numbers import number, signed
from figures.ranked import ranked
from figures.theme import DESK
from figures.trend import trend
from geo.boundaries import Boundaries
from layouts import indicators as reading
from layouts.components import choice, panel, picture, table
from layouts.maps import indicator_rows, source_line
from layouts.shell import filters
from layouts.text import month_name, notes, shown
from layouts.view import View

PAGE = "infrastructure"
FIRST = "township_station_rate"  # opens the page: the coverage that the plan's own words ask for


def chosen(view: View, assessment: Assessment) -> View:
    """Settle which of the page's indicators and which split are shown."""
    catalog = assessment.catalog
    own = [name for name, entry in catalog.indicators.items() if entry.page == PAGE]
    indicator = view.indicator if view.indicator in own else FIRST if FIRST in own else own[0]
    split = view.split if view.split in reading.splits(catalog.indicators[indicator]) else ""
    entry = catalog.indicators[indicator]
    city_only = entry.split == "city" or entry.rollup == "city"
    return view.but(indicator=indicator, split=split, place="" if city_only else view.place)


def layout(view: View, assessment: Assessment, boundaries: Boundaries, review: str | None) -> list[Component]:
    """Compose the page for a view with data."""
    view = chosen(view, assessment)
    indicator = assessment.catalog.indicators[view.indicator]
    place = view.place or assessment.catalog.plan.city
    return [
        filters(view, assessment, *_controls(view, assessment, indicator)),
        html.Div(
            [
                html.H1(indicator.name_zh),
                html.P(reading.sentence(assessment, indicator, view.split or "total", place), className="reading"),
            ],
            className="headline",
        ),
        _pictures(view, assessment, indicator, boundaries, review),
        _table(view, assessment, indicator),
        _basis(view, assessment, indicator),
    ]


def _pictures(
    view: View, assessment: Assessment, indicator: Indicator, boundaries: Boundaries, review: str | None
) -> Component:
    """Set map and bars beside the trend; what only the city has is a trend alone."""
    trend_panel = _trend(view, assessment, indicator)
    if not _rows(view, assessment, indicator):
        only = html.P(words("pages.infrastructure.city_only"), className="reading")
        return html.Div([only, trend_panel], className="theme-page city-only")
    return html.Div(
        [
            html.Div([_map(view, assessment, indicator, boundaries, review)], className="column"),
            html.Div([_compare(view, assessment, indicator), trend_panel], className="column"),
        ],
        className="theme-page",
    )


def _controls(view: View, assessment: Assessment, indicator: Indicator) -> list[Component]:
    catalog = assessment.catalog
    places = [("", words("pages.infrastructure.city")), *((place.place, place.name_zh) for place in catalog.counties)]
    own = [(name, entry.name_zh) for name, entry in catalog.indicators.items() if entry.page == PAGE]
    options = [
        (split if split != "total" else "", words(f"pages.splits.{split}")) for split in reading.splits(indicator)
    ]
    return [
        choice("place", words("pages.infrastructure.columns.place"), places, view.place),
        choice("indicator", words("pages.infrastructure.indicator"), own, view.indicator),
        choice("split", words("pages.infrastructure.split"), options, view.split),
    ]


def _rows(view: View, assessment: Assessment, indicator: Indicator) -> list[Judged]:
    """The counties' judged values, the best first; what has no value comes last."""
    keys = [(indicator.indicator, place.place, view.split or "total") for place in assessment.catalog.counties]
    rows = [assessment.judged[key] for key in keys if key in assessment.judged]
    sign = -1 if indicator.direction == "up" else 1
    return sorted(rows, key=lambda row: (row.value is None, 0 if row.value is None else sign * row.value))


def _map(
    view: View, assessment: Assessment, indicator: Indicator, boundaries: Boundaries, review: str | None
) -> Component:
    title = words("pages.infrastructure.map")
    rows = indicator_rows(assessment, indicator.indicator, view.split or "total")
    hatched = words("pages.overview.hatched_note") if any(row.gated for row in rows) else ""
    foot = html.P([html.Span(source_line(boundaries, review)), html.Span(hatched)], className="foot")
    figure = county_map(boundaries.shapes, rows, DESK, selected=view.place)
    unit = words("pages.unit_of", unit=indicator.unit_zh)
    note = f"{unit}\N{IDEOGRAPHIC SPACE}{words('pages.infrastructure.map_note')}"
    return panel(title, picture("map", "place", figure, title), foot, name="map", note=note)


def _compare(view: View, assessment: Assessment, indicator: Indicator) -> Component:
    title = words("pages.infrastructure.compare")
    rows = _rows(view, assessment, indicator)
    pairs = [reading.ranked_row(assessment, row, not view.split) for row in rows]
    note = words("pages.infrastructure.late_green_note") if any(row.late_green for row in pairs) else ""
    limit = 100.0 if indicator.unit_zh == "%" else None
    figure = ranked(
        pairs, DESK, reading.ranked_words(indicator), decimals=indicator.decimals, limit=limit, selected=view.place
    )
    return panel(title, picture("ranked", "place", figure, title, 36 * len(pairs) + 28), name="compare", note=note)


def _trend(view: View, assessment: Assessment, indicator: Indicator) -> Component:
    place = view.place or assessment.catalog.plan.city
    name = assessment.catalog.places[place].name_zh
    lines = reading.trend_lines(assessment, indicator, place, view.split)
    row = assessment.judged[indicator.indicator, place, view.split or "total"]
    target = reading.trend_target(assessment, row, indicator)
    figure = trend(
        lines,
        DESK,
        reading.trend_words(indicator),
        selected=view.month,
        decimals=indicator.decimals,
        target=target,
        versions=reading.trend_versions(assessment, row),
    )
    title = words("pages.infrastructure.trend")
    note = f"{name}\N{IDEOGRAPHIC SPACE}{reading.target_text(assessment, row, indicator)}"
    return panel(title, picture("trend", "month", figure, f"{name} {title}"), name="trend", note=note)


def _table(view: View, assessment: Assessment, indicator: Indicator) -> Component:
    split = view.split or "total"
    city = assessment.judged.get((indicator.indicator, assessment.catalog.plan.city, split))
    rows = [*([city] if city else []), *_rows(view, assessment, indicator)]
    columns = ("place", "value", "numerator", "denominator", "expected", "difference", "target", "status", "note")
    header = [words(f"pages.infrastructure.columns.{column}") for column in columns]
    title = words("pages.infrastructure.table")
    body = table(header, [_cells(assessment, row, indicator) for row in rows], title, set(range(1, 7)))
    note = words("pages.unit_of", unit=indicator.unit_zh) + f"\N{IDEOGRAPHIC SPACE}{month_name(view.month)}"
    return panel(title, body, name="table", note=note)


def _cells(assessment: Assessment, row: Judged, indicator: Indicator) -> list[Component | str]:
    difference = None if row.value is None or row.expected is None else row.value - row.expected
    city = row.place == assessment.catalog.plan.city
    partial = city and row.places_reported < row.places_expected
    counted = words("pages.infrastructure.partial", reported=row.places_reported, expected=row.places_expected)
    return [
        assessment.catalog.places[row.place].name_zh,
        shown(row, indicator),
        _plain(row.numerator, 0),
        _plain(row.denominator, 0) if indicator.denominator else words("pages.none"),
        _plain(row.expected, indicator.decimals),
        words("pages.none") if difference is None else signed(difference, indicator.decimals),
        _plain(row.target, indicator.decimals),
        html.Span(words(f"pages.status.{row.status}"), className=f"status status-{row.status}"),
        "；".join(part for part in (counted if partial else "", notes(row)) if part),
    ]


def _plain(value: float | None, decimals: int) -> str:
    return words("pages.none") if value is None else number(value, decimals)


def _basis(view: View, assessment: Assessment, indicator: Indicator) -> Component:
    """Say what the indicator rests on: the clause's own words, who leads, how it is defined, where figures stand."""
    facts = reading.basis(assessment, indicator)
    trace = words(
        "pages.infrastructure.trace",
        place=view.place or assessment.catalog.plan.city,
        month=view.month,
        indicator=indicator.indicator,
    )
    return html.Dl(
        [part for name, text in facts for part in (html.Dt(name), html.Dd(text))] + [html.Dd(html.Code(trace))],
        className="basis",
    )
