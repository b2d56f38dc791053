"""The overview: how the city stands, which county and which clause lags, whether the countryside catches up."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from evaluation.assessment import Assessment, Judged, Reporting, Score
from evaluation.findings.arrivals import arrivals
from evaluation.findings.gap import GapReading, service_gap
from evaluation.findings.lags import lags, worst_measure
from figures.bullets import bullets
from figures.gap import GapRow, GapWords, gap_line
from figures.kit.cells import widest
from figures.kit.theme import DESK
from figures.map import county_map
from figures.reporting import ReportingMonth, ReportingRow, ReportingWords, reporting_strip
from layouts.kit import paths
from layouts.kit.components import explained, link, panel
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, indicator_view, show, stated
from layouts.kit.filters import measure_choice, place_choice
from layouts.kit.scores import score_parts
from layouts.kit.tables import measures_table, score_table
from layouts.kit.view import View
from layouts.overview.panel import is_known, place_panel
from layouts.overview.tables import gap_table, reporting_table
from reading.doubt import absent_words, fresh_words, score_words, standing_words
from reading.maps import score_rows, source_line
from reading.measures import bullet_rows, bullet_words
from reading.shift import SINCE, since_words
from reading.text import (
    SPACE,
    clause_name,
    expected_amount,
    leads,
    month_name,
    month_words,
    short_date,
    shown_bare,
    written,
)
from speech.numbers import least_written, number, signed
from speech.words import called, words

LAGS = 5
VISIBLE = least_written(1)
NARROW = 100  # pixels of a name, up to which reporters stand in three columns


def controls(context: Context) -> list[Component]:
    """Choose a county, and what colours the map."""
    total = words("pages.overview.total")
    return [place_choice(context), measure_choice(context, words("pages.overview.colour"), total)]


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    assessment, gap = context.assessment, _gap_reading(context)
    return [
        html.Div(
            [
                html.H1(words("pages.overview.title", month=month_name(assessment.month))),
                html.P(_told(assessment, gap), className="reading"),
            ],
            className="headline",
        ),
        html.Div(
            [
                html.Div([_total(assessment), show(context, measures_exhibit(context))], className="column"),
                html.Div(
                    [show(context, map_exhibit(context)), show(context, reporting_exhibit(context))], className="column"
                ),
                html.Div(_aside(context), className="column"),
            ],
            className="overview",
        ),
    ]


def _gap_reading(context: Context) -> GapReading | None:
    return service_gap(context.assessment, context.city)


def _told(assessment: Assessment, gap: GapReading | None) -> list[Component | str]:
    """Set the sentence with what leads it, the standing, in large type."""
    text, standing = sentence(assessment, gap), standing_words(assessment, assessment.catalog.plan.city)
    if not text.startswith(standing):
        return [text]
    rest = text.removeprefix(standing + words("pages.semicolon"))
    return [html.Strong(standing, className="standing"), " ", rest[:1].upper() + rest[1:]]


def sentence(assessment: Assessment, gap: GapReading | None) -> str:
    """Say in one sentence what matters this month."""
    catalog = assessment.catalog
    city = catalog.plan.city
    total = assessment.scores.get((city, "total", "total"))
    if total is None or total.score is None:
        share = 0.0 if total is None else total.share
        return words("pages.overview.no_score", share=f"{number(share * 100)}%") + words("pages.overview.stop")
    parts = [standing_words(assessment, city), words("pages.semicolon"), score_words(catalog, total)]
    measures = [name for name, measure in catalog.measures.items() if measure.kind != "overall"]
    rows = [assessment.scores.get((city, "measure", name)) for name in measures]
    scored = [row for row in rows if row is not None and row.score is not None]
    worst = worst_measure(scored)
    if worst is not None and -worst.distance >= VISIBLE:
        name = called(catalog.measures[worst.code], "short")
        parts.append(words("pages.overview.sentence_worst", name=name, difference=signed(worst.distance, 1)))
    return "".join([*parts, _gap_sentence(gap), words("pages.overview.stop")])


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
    total = assessment.scores.get((catalog.plan.city, "total", "total"))
    if total is None or total.score is None:
        share = number(0 if total is None else total.share * 100)
        body: list[Component] = [explained(words("pages.overview.no_score", share=f"{share}%"))]
    else:
        body = [
            html.Div(score_parts(catalog, total, "total-score"), className="total-line"),
            html.P(_facts(assessment, total), className="total-facts"),
        ]
    return panel(words("pages.overview.total"), *body, name="total", note=month_name(assessment.month))


def _facts(assessment: Assessment, total: Score) -> list[Component]:
    progress, line = written(total.progress, 1), written(total.line, 1)
    facts = [words("pages.overview.line", progress=progress, line=line)]
    facts += [said for back in SINCE if (said := since_words(assessment, total, back))]
    if total.share < 0.995:
        facts.append(words("pages.overview.share", share=f"{number(total.share * 100)}%"))
    facts += [fact for fact in (fresh_words(total), absent_words(assessment.catalog, total)) if fact]
    return [html.Span(fact) for fact in facts]


def measures_exhibit(context: Context) -> Exhibit:
    """The plan's measures, each with its way to the target."""
    assessment = context.assessment
    rows = bullet_rows(assessment, context.city)
    return Exhibit(
        name="measures",
        title=words("pages.overview.measures"),
        reading="",
        table=lambda: measures_table(assessment, context.city, rows),
        figure=lambda: bullets(rows, DESK, bullet_words()),
        key="measure",
        where=View(paths.PLAN, month=context.view.month, lang=context.view.lang),
    )


def map_exhibit(context: Context) -> Exhibit:
    """The counties' scores on the map."""
    assessment, view = context.assessment, context.view
    measure = context.catalog.measures.get(view.measure)
    name = words("pages.overview.map_of", name=called(measure)) if measure else words("pages.overview.total")
    rows = score_rows(assessment, view.measure)
    foot = html.P(
        [
            html.Span(words("pages.overview.rank_note")),
            html.Span(words("pages.overview.hatched_note")),
            html.Span(source_line(context.boundaries, context.review)),
        ],
        className="foot",
    )
    return Exhibit(
        name="map",
        title=words("pages.overview.map", name=name),
        reading="",
        table=lambda: score_table(assessment, view.measure),
        figure=lambda: county_map(context.boundaries.shapes, rows, DESK, selected=view.place),
        key="place",
        note=words("pages.overview.map_note"),
        foot=foot,
        where=View(paths.EVALUATION, month=view.month, place=view.place, lang=view.lang),
    )


def _aside(context: Context) -> list[Component]:
    city = [show(context, gap_exhibit(context)), _lags(context)]
    if not context.view.place:
        return city
    place = place_panel(context)
    return [place] if is_known(context.assessment, context.view.place) else [place, *city]


def gap_exhibit(context: Context) -> Exhibit:
    """Town and countryside over the months."""
    gap, title = _gap_reading(context), words("pages.overview.gap")
    where = View(paths.GAP, month=context.view.month, lang=context.view.lang)
    if gap is None:
        body = explained(words("pages.overview.gap_none"))
        return Exhibit("gap", title, "", lambda: gap_table(()), body=body, where=where)
    rows = [GapRow(point.month, point.urban, point.rural) for point in gap.series]
    return Exhibit(
        name="gap",
        title=title,
        reading="",
        table=lambda: gap_table(gap.series),
        figure=lambda: gap_line(rows, DESK, _gap_words(gap), decimals=1),
        key="month",
        note=words("pages.overview.gap_of", count=len(gap.indicators)),
        where=where,
    )


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


def _lags(context: Context) -> Component:
    assessment, catalog = context.assessment, context.catalog
    items = []
    for row in lags(assessment, LAGS):
        indicator = catalog.indicators[row.indicator]
        clause = catalog.clauses[indicator.clause]
        values = words(
            "pages.overview.lag_value",
            value=shown_bare(row, indicator),
            expected=expected_amount(row.expected, indicator),
        )
        lead = words("pages.overview.lag_lead", leads=leads(assessment, clause.measure))
        items.append(
            html.Li(
                [
                    html.Div(_lag_name(context, row, indicator), className="lag-name"),
                    html.Div(stated(row, values), className="lag-facts"),
                    html.Div(f"{clause_name(assessment, clause)}{SPACE}{lead}", className="lag-facts"),
                ],
                className=f"lag lag-{row.status}",
            )
        )
    body = html.Ol(items, className="lags") if items else explained(words("pages.overview.lags_none"))
    return panel(words("pages.overview.lags"), body, name="lags")


def _lag_name(context: Context, row: Judged, indicator: Indicator) -> Component:
    """Link to the indicator's own page; what the city alone does isn't a county's."""
    name = f"{called(context.catalog.places[row.place])} · {called(indicator, 'short')}"
    return link(name, indicator_view(context, indicator, row.place).href)


def reporting_exhibit(context: Context) -> Exhibit:
    """Who has reported this month."""
    assessment, catalog = context.assessment, context.catalog
    names = {code: called(entry) for code, entry in (*catalog.places.items(), *catalog.departments.items())}
    rows = [_reporting_row(row, names[row.reporter]) for row in assessment.reporting]
    states = {state: words(f"pages.states.{state}") for state in ("on_time", "late", "missing")}
    columns = 3 if widest([row.name for row in rows], DESK.size) <= NARROW else 2
    strip = ReportingWords(states, words("pages.figures.warnings", count="{count}"), month_words())
    return Exhibit(
        name="reporting",
        title=words("pages.overview.reporting"),
        reading="",
        table=lambda: reporting_table(assessment, names),
        figure=lambda: reporting_strip(rows, DESK, strip, columns=columns),
        note=_reported(assessment),
        height=22 * -(-len(rows) // columns),
        where=View(paths.DATA, month=context.view.month, lang=context.view.lang),
    )


def _reporting_row(row: Reporting, name: str) -> ReportingRow:
    received = short_date(row.received_at) if row.received_at else ""
    return ReportingRow(row.reporter, name, (ReportingMonth(row.month, row.state, row.warnings, received),))


EXHIBITS: Exhibits = {
    "measures": measures_exhibit,
    "map": map_exhibit,
    "gap": gap_exhibit,
    "reporting": reporting_exhibit,
}


def _reported(assessment: Assessment) -> str:
    reports = arrivals(assessment)
    text = words("pages.overview.reporting_note", came=len(reports.came), all=len(reports.due))
    for key, found in (("late", reports.late), ("missing", reports.missing)):
        if found:
            text += words(f"pages.overview.reporting_{key}", **{key: len(found)})
    return text
