"""What the plan's panels share: a clause's heading, its lights, an indicator with its target, a table in the page."""

from collections.abc import Iterable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import EVERYWHERE, Clause, Indicator, Target
from data.catalog.terms import MOVING
from evaluation.assessment import Judged, Score
from evaluation.findings.lags import worst_county
from evaluation.findings.ledger import ledger_row
from figures.kit.tables import Cell, Column, Table, text_of
from layouts.kit.components import link, marked, named
from layouts.kit.context import Context
from layouts.kit.exhibits import indicator_view, stated
from layouts.kit.scores import score_parts
from reading.doubt import freshness_words, grade_words, undetectable_words
from reading.indicators import change_asked
from reading.text import SPACE, amount, day_name, expected_amount, joined, listed, month_name, notes, shown
from speech.numbers import number
from speech.words import called, language, words


def heading(clause: Clause) -> str:
    """Write a clause's number and heading: as the plan counts it, or by its code in another language."""
    if language() == "zh":
        return clause.number_zh + clause.heading_zh
    if not clause.number_zh and not clause.parent:  # the plan's own title
        return called(clause, "title")
    return words("plan.heading", clause=clause.clause, title=called(clause, "title"))


def counted(counts: Mapping[str, int]) -> str:
    """Write how many indicators have each status."""
    return listed(words(f"plan.count.{status}", count=number) for status, number in counts.items())


def lights(rows: Sequence[Judged], counts: Mapping[str, int]) -> Component:
    """Show a small light for each indicator; those who don't see them hear the counts."""
    marks = [html.Span(className=f"status status-{row.status}") for row in rows]
    return named(html.Span(marks, className="lights", role="img", title=counted(counts)), counted(counts))


def score_text(score: Score | None) -> str:
    """Write a score, or a dash."""
    return words("pages.none") if score is None or score.score is None else number(score.score, 1)


def score_mark(context: Context, score: Score | None) -> Component:
    """Show a score with the shape of its grade."""
    if score is None or score.score is None:
        return html.Span(words("pages.none"), className="clause-score")
    marks: dict[str, str] = {grade.grade: grade.mark for grade in context.catalog.grades}
    mark = html.Span(marks.get(score.grade, ""), className="grade-mark", title=grade_words(context.catalog, score))
    return html.Span([number(score.score, 1), mark], className=f"clause-score grade-{score.grade or 'none'}")


def score_badge(context: Context, score: Score | None) -> Component:
    """Show a score with its grade in words."""
    if score is None or score.score is None:
        return html.Span(words("plan.no_score"), className="clause-unscored")
    return html.Span(score_parts(context.catalog, score, "place-score"), className="total-line")


def indicator_items(context: Context, rows: Iterable[Judged], place: str) -> Component:
    """List indicators, each with its value, what is expected by now, its target and what that rests on."""
    return html.Ul([_item(context, row, place) for row in rows], className="plan-indicators")


def _item(context: Context, row: Judged, place: str) -> Component:
    indicator = context.catalog.indicators[row.indicator]
    name = link(called(indicator), indicator_view(context, indicator, place).href)
    status = html.Span(words(f"pages.status.{row.status}"), className=f"status status-{row.status}")
    lines = [
        html.Div([name, status], className="plan-indicator-head"),
        html.Div(_values(context, row, indicator), className="plan-indicator-values"),
        html.Div(html.Span(target_phrase(context, row, indicator)), className="plan-indicator-target"),
        *(
            [html.Div(words("plan.survey_of_city"), className="plan-indicator-target")]
            if _of_survey(context, row)
            else []
        ),
    ]
    return html.Li(lines, className=f"plan-indicator plan-indicator-{row.status}")


def _of_survey(context: Context, row: Judged) -> bool:
    """Tell a gap between the sides of a survey, which has no county's figure."""
    indicators = context.catalog.indicators
    sources = (indicators.get(name) for name in indicators[row.indicator].numerator)
    return indicators[row.indicator].formula == "gap" and any(each and each.formula == "survey" for each in sources)


def _values(context: Context, row: Judged, indicator: Indicator) -> list[Component]:
    """State the value, what was expected, and where it lags most."""
    catalog, city = context.catalog, context.city
    values: list[Component] = [stated(row, shown(row, indicator))]
    if row.place != context.place:
        values.append(html.Span(words("plan.of_city")))
    if row.expected is not None:
        values.append(html.Span(words("plan.expected", value=expected_amount(row.expected, indicator))))
    values += [html.Span(text) for text in (freshness_words(row), notes(row), _unsure(context, row)) if text]
    worst = worst_county(context.assessment, indicator) if row.place == city else None
    if worst is not None:
        name = called(catalog.places[worst.place])
        values.append(stated(worst, words("plan.worst", name=name, value=shown(worst, indicator))))
    return values


def target_phrase(context: Context, row: Judged, indicator: Indicator) -> str:
    """Write the target in force with its period, basis, version and the day from which it is in force."""
    entry = ledger_row(context.assessment, row)
    if entry is None or not row.basis:
        return words("pages.infrastructure.no_target")
    rests = words(
        "plan.rests",
        basis=words(f"pages.basis.{row.basis}"),
        version=row.version,
        since=day_name(entry.in_force_from),
    )
    return words("plan.target", target=target_amount(entry, row.target, indicator), rests=rests)


def target_amount(entry: Target, value: float | None, indicator: Indicator) -> str:
    """Write a target's value with its period, or its rule where it has no value."""
    if value is None:
        return rule_text(entry, indicator)
    return f"{period_name(entry.period)}{SPACE}{amount(value, indicator)}"


def rule_text(target: Target, indicator: Indicator) -> str:
    """Write the rule of a target without a value; a gap narrows when an index of equality grows."""
    rule = "growing" if target.rule in MOVING and indicator.direction == "up" else target.rule
    return words(f"plan.rules.{rule}") + change_asked(target, indicator)


def period_name(period: str) -> str:
    """Write the period of a ledger's row: a year, a month, or every year."""
    if period == EVERYWHERE:
        return words("plan.every_year")
    return month_name(period) if "-" in period else words("pages.year_name", year=period)


def row_notes(context: Context, row: Judged) -> str:
    """Write what a value lacks, and that it is the city's where a county is looked at."""
    return joined(
        (
            words("plan.of_city") if row.place != context.place else "",
            freshness_words(row),
            notes(row),
            _unsure(context, row),
        )
    )


def _unsure(context: Context, row: Judged) -> str:
    """Say that what should change hasn't detectably, of a survey."""
    return undetectable_words(context.assessment, row) if row.rule in MOVING else ""


def sheet(title: str, table: Table, hrefs: Sequence[str] = (), classes: Sequence[str] = ()) -> Component:
    """Set a table into the page; the first column links to `hrefs`, `classes` are those of the rows."""
    head = html.Thead(html.Tr([_heading(column) for column in table.columns]))
    body = [
        html.Tr(
            [
                html.Th(link(text_of(row[0]), hrefs[n]) if hrefs else text_of(row[0]), scope="row"),
                *(_entry(entry, column.key) for entry, column in zip(row[1:], table.columns[1:], strict=True)),
            ],
            className=classes[n] if classes else "",
        )
        for n, row in enumerate(table.rows)
    ]
    rows = html.Table([head, html.Tbody(body)], className="plan-sheet")
    return named(html.Div([rows], className="table-scroll", role="region", tabIndex="0"), title)


def _heading(column: Column) -> Component:
    kind = "" if column.decimals is None else " numeric"
    return html.Th(column.title, scope="col", className=f"col-{column.key}{kind}")


def _entry(entry: str | Cell, key: str) -> Component:
    if not isinstance(entry, Cell):
        return html.Td(entry, className=f"col-{key}")
    cell = html.Td(entry.text, className=f"col-{key} numeric")
    return marked(cell, "data-figure", entry.figure) if entry.figure else cell
