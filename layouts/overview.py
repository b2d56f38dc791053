"""The overview: how the city stands, which county and which clause lags, whether the countryside catches up."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog import Catalog, Indicator
from data.wording import words
from evaluation.assessment import Assessment, Judged, Score
from evaluation.gap import GapReading, service_gap
from evaluation.lags import lags
from figures.bullets import bullets
from figures.gap import GapRow, GapWords, gap_line
from figures.map import county_map
from figures.numbers import number, signed
from figures.reporting import ReportingMonth, ReportingRow, ReportingWords, reporting_strip
from figures.theme import DESK
from geo.boundaries import Boundaries
from layouts.components import choice, explained, grade_badge, link, panel, picture
from layouts.maps import score_rows, source_line
from layouts.measures import bullet_rows, bullet_words
from layouts.place import place_panel
from layouts.shell import filters
from layouts.text import amount, change, clause_name, expected_amount, leads, month_name, month_words, short_date
from layouts.view import View

LAGS = 5
VISIBLE = 0.05  # a smaller difference is written as nothing
REPORTING_COLUMNS = 3


def layout(view: View, assessment: Assessment, boundaries: Boundaries, review: str | None) -> list[Component]:
    """Compose the page for a view with data."""
    gap = service_gap(assessment, assessment.catalog.plan.city)
    return [
        filters(view, assessment, _colour_choice(view, assessment)),
        html.Div(
            [
                html.H1(words("pages.overview.title", month=month_name(view.month))),
                html.P(sentence(assessment, gap), className="reading"),
            ],
            className="headline",
        ),
        html.Div(
            [
                html.Div([_total(assessment), _measures(assessment)], className="column"),
                html.Div([_map(view, assessment, boundaries, review), _reporting(assessment)], className="column"),
                html.Div(_aside(view, assessment, gap), className="column"),
            ],
            className="overview",
        ),
    ]


def _colour_choice(view: View, assessment: Assessment) -> Component:
    measures = [(measure.measure, measure.name_zh) for measure in assessment.catalog.measures.values()]
    return choice(
        "measure", words("pages.overview.colour"), [("", words("pages.overview.total")), *measures], view.measure
    )


def sentence(assessment: Assessment, gap: GapReading | None) -> str:
    """Say in one sentence what matters this month."""
    catalog = assessment.catalog
    city = catalog.plan.city
    total = assessment.scores.get((city, "total", "total"))
    if total is None or total.score is None:
        share = 0.0 if total is None else total.share
        return words("pages.overview.no_score", share=f"{number(share * 100)}%") + words("pages.overview.stop")
    grade = next(grade.name_zh for grade in catalog.grades if grade.grade == total.grade)
    parts = [words("pages.overview.sentence_score", score=number(total.score, 1), grade=grade)]
    measures = [name for name, measure in catalog.measures.items() if measure.kind != "overall"]
    rows = [assessment.scores.get((city, "measure", name)) for name in measures]
    scored = [row for row in rows if row is not None and row.score is not None]
    parts.append(words("pages.overview.sentence_grades", all=len(scored), grades=_grade_counts(catalog, scored)))
    worst = min(scored, key=lambda row: row.progress - row.line, default=None)
    if worst is not None and worst.line - worst.progress >= VISIBLE:
        name = catalog.measures[worst.code].short_zh
        parts.append(
            words("pages.overview.sentence_worst", name=name, difference=signed(worst.progress - worst.line, 1))
        )
    return "".join([*parts, _gap_sentence(gap), words("pages.overview.stop")])


def _grade_counts(catalog: Catalog, scores: Sequence[Score]) -> str:
    """Count the grades, the best first, those that occur."""
    counts = [(grade.name_zh, sum(row.grade == grade.grade for row in scores)) for grade in catalog.grades]
    return "、".join(words("pages.overview.grade_count", count=count, grade=name) for name, count in counts if count)


def _gap_sentence(gap: GapReading | None) -> str:
    if gap is None:
        return ""
    key = "sentence_gap" if gap.now.difference >= 0 else "sentence_gap_over"
    text = words(f"pages.overview.{key}", difference=number(abs(gap.now.difference), 1))
    if gap.change is None:
        return text
    return text + words(f"pages.overview.sentence_{gap.direction}", change=number(abs(gap.change), 1))


def _total(assessment: Assessment) -> Component:
    """The one figure: the city's score, its grade, the line, and the change."""
    catalog = assessment.catalog
    series = assessment.score_series(catalog.plan.city, "total", "total")
    total = series[-1] if series and series[-1].month == assessment.month else None
    if total is None or total.score is None:
        share = number(0 if total is None else total.share * 100)
        body: list[Component] = [explained(words("pages.overview.no_score", share=f"{share}%"))]
    else:
        grade = next(grade for grade in catalog.grades if grade.grade == total.grade)
        body = [
            html.Div(
                [
                    html.Span(number(total.score, 1), className="total-score"),
                    grade_badge(grade.grade, grade.mark, grade.name_zh),
                ],
                className="total-line",
            ),
            html.P(_facts(total, series), className="total-facts"),
        ]
    return panel(words("pages.overview.total"), *body, name="total", note=month_name(assessment.month))


def _facts(total: Score, series: tuple[Score, ...]) -> list[Component]:
    progress, line = number(total.progress, 1), number(total.line, 1)
    facts = [words("pages.overview.line", progress=progress, line=line)]
    for key, back in (("since_month", 1), ("since_year", 12)):
        before = series[-1 - back].score if len(series) > back else None
        if before is not None and total.score is not None:
            facts.append(words(f"pages.overview.{key}", change=change(total.score, before)))
    if total.share < 0.995:
        facts.append(words("pages.overview.share", share=f"{number(total.share * 100)}%"))
    return [html.Span(fact) for fact in facts]


def _measures(assessment: Assessment) -> Component:
    rows = bullet_rows(assessment, assessment.catalog.plan.city)
    figure = bullets(rows, DESK, bullet_words())
    title = words("pages.overview.measures")
    return panel(title, picture("measures", "measure", figure, title), name="measures")


def _map(view: View, assessment: Assessment, boundaries: Boundaries, review: str | None) -> Component:
    measure = assessment.catalog.measures.get(view.measure)
    name = words("pages.overview.map_of", name=measure.name_zh) if measure else words("pages.overview.total")
    title = words("pages.overview.map", name=name)
    rows = score_rows(assessment, view.measure)
    figure = county_map(boundaries.shapes, rows, DESK, selected=view.place)
    foot = html.P(
        [
            html.Span(words("pages.overview.rank_note")),
            html.Span(words("pages.overview.hatched_note")),
            html.Span(source_line(boundaries, review)),
        ],
        className="foot",
    )
    return panel(title, picture("map", "place", figure, title), foot, name="map", note=words("pages.overview.map_note"))


def _aside(view: View, assessment: Assessment, gap: GapReading | None) -> list[Component]:
    if view.place:
        return [place_panel(view, assessment)]
    return [_gap(gap), _lags(view, assessment)]


def _gap(gap: GapReading | None) -> Component:
    title = words("pages.overview.gap")
    if gap is None:
        return panel(title, explained(words("pages.overview.gap_none")), name="gap")
    rows = [GapRow(point.month, point.urban, point.rural) for point in gap.series]
    figure = gap_line(rows, DESK, _gap_words(gap), decimals=1)
    note = words("pages.overview.gap_of", count=len(gap.indicators))
    return panel(title, picture("gap", "month", figure, title), name="gap", note=note)


def _gap_words(gap: GapReading) -> GapWords:
    moved = "" if gap.change is None else number(abs(gap.change), 1)
    return GapWords(
        urban=words("pages.splits.urban"),
        rural=words("pages.splits.rural"),
        difference=number(gap.now.difference, 1),
        unit=words("pages.overview.gap_unit"),
        detail=words(
            "pages.overview.gap_detail",
            ratio=words("pages.none") if gap.now.ratio is None else number(gap.now.ratio, 2),
            change=words(f"pages.overview.gap_change_{gap.direction}", change=moved),
            cause=words(f"pages.causes.{gap.cause or 'none'}"),
        ),
        hover=words("pages.figures.hover_gap", urban="{urban}", rural="{rural}"),
        months=month_words(),
    )


def _lags(view: View, assessment: Assessment) -> Component:
    catalog = assessment.catalog
    items = []
    for row in lags(assessment, LAGS):
        indicator = catalog.indicators[row.indicator]
        clause = catalog.clauses[indicator.clause]
        name = f"{catalog.places[row.place].name_zh} · {indicator.short_zh}"
        values = words(
            "pages.overview.lag_value",
            value=amount(row.value, indicator),
            expected=expected_amount(row.expected, indicator),
        )
        lead = words("pages.overview.lag_lead", leads=leads(assessment, clause.measure))
        items.append(
            html.Li(
                [
                    html.Div(_lag_name(view, name, row, indicator), className="lag-name"),
                    html.Div(values, className="lag-facts"),
                    html.Div(f"{clause_name(assessment, clause)}\N{IDEOGRAPHIC SPACE}{lead}", className="lag-facts"),
                ],
                className=f"lag lag-{row.status}",
            )
        )
    body = html.Ol(items, className="lags") if items else explained(words("pages.overview.lags_none"))
    return panel(words("pages.overview.lags"), body, name="lags")


def _lag_name(view: View, name: str, row: Judged, indicator: Indicator) -> Component:
    """Link to the indicator's own page, where it has one, else to the county; what the city alone does has neither."""
    place = "" if indicator.split == "city" or indicator.rollup == "city" else row.place
    if indicator.page == "infrastructure":
        return link(name, View("/infrastructure", month=view.month, place=place, indicator=row.indicator).href)
    return link(name, view.but(place=place).href) if place else html.Span(name)


def _reporting(assessment: Assessment) -> Component:
    catalog = assessment.catalog
    names = {code: place.name_zh for code, place in catalog.places.items()}
    names |= {code: department.name_zh for code, department in catalog.departments.items()}
    rows = [
        ReportingRow(
            row.reporter,
            names[row.reporter],
            (
                ReportingMonth(
                    row.month,
                    row.state,
                    row.warnings,
                    short_date(row.received_at) if row.received_at else "",
                ),
            ),
        )
        for row in assessment.reporting
    ]
    states = {state: words(f"pages.states.{state}") for state in ("on_time", "late", "missing")}
    figure = reporting_strip(
        rows,
        DESK,
        ReportingWords(states, words("pages.figures.warnings", count="{count}"), month_words()),
        columns=REPORTING_COLUMNS,
    )
    title = words("pages.overview.reporting")
    height = 22 * -(-len(rows) // REPORTING_COLUMNS)
    return panel(title, picture("reporting", "", figure, title, height), name="reporting", note=_reported(assessment))


def _reported(assessment: Assessment) -> str:
    states = [row.state for row in assessment.reporting]
    text = words("pages.overview.reporting_note", came=len(states) - states.count("missing"), all=len(states))
    for key in ("late", "missing"):
        if states.count(key):
            text += words(f"pages.overview.reporting_{key}", **{key: states.count(key)})
    return text
