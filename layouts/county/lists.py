"""The lists on a county's page: score, lags, strengths, reports of the year, what was missed and made good."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from evaluation.assessment import Assessment, Judged, Reporting
from evaluation.findings.county import made_good, population_of, rows_of, standing, strengths_of
from evaluation.findings.lags import lags_of
from figures.kit.tables import Column, Table
from layouts.kit import paths
from layouts.kit.components import explained, link, panel
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, indicator_view, number_cell, stated
from layouts.kit.scores import score_parts
from layouts.kit.view import View
from reading.doubt import absent_words, fresh_words
from reading.maps import rank_text
from reading.shift import SINCE, since_words
from reading.text import (
    SPACE,
    amount,
    date_name,
    expected_amount,
    listed,
    month_name,
    notes,
    report_text,
    shown_bare,
    written,
)
from speech.months import month_word, number_of
from speech.numbers import number
from speech.words import called, words

SHOWN = 5
MEMORIES = 5
YEAR = 12
JUDGED = ("on_track", "at_risk", "behind")


def score_panel(context: Context) -> Component:
    """The place in the city: score, grade, rank with its band, ties, change, population with its source."""
    assessment = context.assessment
    total = assessment.scores.get((context.place, "total", "total"))
    if total is None or total.score is None:
        share = number(0 if total is None else total.share * 100)
        body: Component = explained(words("pages.overview.no_score", share=f"{share}%"))
    else:
        parts = score_parts(context.catalog, total, "total-score")
        body = html.Div(
            [
                html.Div([*parts, html.Span(_rank(context), className="county-rank")], className="total-line"),
                html.P([html.Span(fact) for fact in _facts(context)], className="total-facts"),
            ]
        )
    people = html.P(_population(context), className="county-population")
    why = html.P(link(words("county.why"), _evaluation(context).href), className="county-why")
    return panel(words("county.standing"), body, people, why, name="standing", note=month_name(context.view.month))


def _evaluation(context: Context) -> View:
    return View(paths.EVALUATION, month=context.view.month, place=context.view.place, lang=context.view.lang)


def _rank(context: Context) -> str:
    return rank_text(context.assessment, context.place)


def _facts(context: Context) -> list[str]:
    """Ties, the way to the target, and what has changed."""
    assessment, catalog = context.assessment, context.catalog
    total = assessment.scores[context.place, "total", "total"]
    band = assessment.bands.get(context.place)
    facts = []
    if band is not None and band.ties:
        facts.append(words("pages.place.ties", names=listed(called(catalog.places[code]) for code in band.ties)))
    progress, line = written(total.progress, 1), written(total.line, 1)
    facts.append(words("pages.overview.line", progress=progress, line=line))
    facts += [said for back in SINCE if (said := since_words(assessment, total, back))]
    return [*facts, *(fact for fact in (fresh_words(total), absent_words(catalog, total)) if fact)]


def _population(context: Context) -> list[Component | str]:
    row = population_of(context.catalog, context.place)
    if row is None:
        return [words("county.no_population")]
    text = words("county.population", persons=number(row.persons), year=row.year)
    return [text, SPACE, html.Q(row.source_zh, lang="zh")]


def lags_panel(context: Context) -> Component:
    """What lags most, in sentences."""
    rows = lags_of(context.assessment, context.place, SHOWN)
    return panel(words("county.lags"), _items(context, rows, "lags_none"), name="lags")


def strengths_panel(context: Context) -> Component:
    """Where the place is furthest above its line, in sentences."""
    rows = strengths_of(context.assessment, context.place, SHOWN)
    return panel(words("county.strengths"), _items(context, rows, "strengths_none"), name="strengths")


def _items(context: Context, rows: Sequence[Judged], none: str) -> Component:
    items = [_item(context, row) for row in rows]
    return html.Ol(items, className="lags") if items else explained(nothing(context, none))


def nothing(context: Context, none: str) -> str:
    """Say why a list is empty: there is nothing to name, or nothing was reported that it could be told from."""
    known = any(row.status in JUDGED for row in rows_of(context.assessment, context.place))
    return words(f"county.{none if known else 'unknown'}")


def _item(context: Context, row: Judged) -> Component:
    indicator = context.catalog.indicators[row.indicator]
    expected = expected_amount(row.expected, indicator)
    text = words("pages.overview.lag_value", value=shown_bare(row, indicator), expected=expected)
    facts = html.Div([stated(row, text), html.Span(since_text(context.assessment, row))], className="lag-facts")
    name = link(called(indicator, "short"), indicator_view(context, indicator, row.place).href)
    head = html.Div([name, html.Span(notes(row), className="item-note")], className="lag-name")
    return html.Li([head, facts], className=f"lag lag-{row.status}{' lag-gated' if row.gate else ''}")


def since_text(assessment: Assessment, row: Judged) -> str:
    """Say since when the status has held."""
    found = standing(assessment.series(row.place, row.indicator, split=row.split))
    return "" if found is None else words("county.since", month=month_name(found.since), count=found.months)


def memory_panel(context: Context) -> Component:
    """What was missed this year and is made good: a rush in December doesn't erase the year."""
    rows = made_good(context.assessment, context.place)
    items = [html.Li(_memory(context, row), className="memory") for row in rows[:MEMORIES]]
    note = words("county.memory_count", count=len(rows)) if rows else ""
    more = html.P(words("county.memory_more", count=len(rows) - MEMORIES)) if len(rows) > MEMORIES else None
    body = html.Ul(items, className="memories") if items else explained(nothing(context, "memory_none"))
    return panel(words("county.memory"), body, more, name="memory", note=note)


def _memory(context: Context, row: Judged) -> list[Component]:
    indicator = context.catalog.indicators[row.indicator]
    months = row.late_green.split()
    now = words("county.memory_now", value=amount(row.value, indicator))
    return [
        link(called(indicator, "short"), indicator_view(context, indicator, row.place).href),
        html.Span(words("county.memory_months", months=spans(months), count=len(months)), className="lag-facts"),
        stated(row, now),
    ]


def spans(months: Sequence[str]) -> str:
    """Write months, those that follow each other as a span."""
    runs: list[list[int]] = []
    for month in (int(each[5:]) for each in months):
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return listed(_span(month_word(run[0]), month_word(run[-1])) for run in runs)


def _span(first: str, last: str) -> str:
    return first if first == last else words("county.span", first=first, last=last)


def reports_exhibit(context: Context) -> Exhibit:
    """How the place's reports of the last twelve months came; each month leads to its report."""
    rows = _reports(context)
    return Exhibit(
        name="reports",
        title=words("county.reports"),
        reading=_reading(rows),
        table=lambda: _reports_table(rows),
        body=_strip(context, rows) if rows else explained(words("county.reports_city")),
        note=words("county.reports_note"),
        where=View(paths.DATA, month=context.view.month, place=context.view.place, lang=context.view.lang),
    )


def _reports(context: Context) -> list[Reporting]:
    series = [row for row in context.assessment.reporting_series() if row.reporter == context.place]
    return series[-YEAR:]


def _reading(rows: Sequence[Reporting]) -> str:
    if not rows:
        return ""
    counts = {state: sum(row.state == state for row in rows) for state in ("on_time", "late", "missing")}
    counted = words("county.reports_counts", all=len(rows), **counts)
    return report_text(rows[-1]) + counted + words("pages.overview.stop")


def _strip(context: Context, rows: Sequence[Reporting]) -> Component:
    return html.Ol([html.Li(_month(context, row)) for row in rows], className="report-strip")


def _month(context: Context, row: Reporting) -> Component:
    """A month with its mark: full for on time, half for late, a ring for missing; it leads to the report."""
    view = View(paths.DATA, month=row.month, place=context.view.place, lang=context.view.lang)
    state = words(f"pages.states.{row.state}")
    warned = words("pages.figures.warnings", count=row.warnings) if row.warnings else ""
    received = date_name(row.received_at) if row.received_at else ""
    title = SPACE.join(part for part in (month_name(row.month), state, received, warned) if part)
    mark = html.Span(className=f"report-mark report-{row.state}{' report-warned' if row.warnings else ''}")
    month = html.Span(month_word(number_of(row.month)), className="report-month")
    said = html.Span(title, className="visually-hidden")
    return dcc.Link([mark, month, said], href=view.href, title=title)


def _reports_table(rows: Sequence[Reporting]) -> Table:
    names = (("month", None), ("state", None), ("received", None), ("warnings", 0), ("revision", 0))
    columns = tuple(Column(key, words(f"desk.columns.{key}"), decimals=decimals) for key, decimals in names)
    return Table(
        columns,
        tuple(
            (
                month_name(row.month),
                words(f"pages.states.{row.state}"),
                date_name(row.received_at) if row.received_at else "",
                number_cell(row.warnings if row.received_at else None),
                number_cell(row.revision if row.received_at else None),
            )
            for row in reversed(rows)
        ),
        "month",
        tuple(row.month for row in reversed(rows)),
    )
