"""A clause opened: its own words, how it stands, its indicators with their targets, who leads it."""

from dash import html
from dash.development.base_component import Component

from evaluation.findings.clauses import ClauseState, ancestors, clause_state
from evaluation.findings.explain import score_before
from figures.kit.tables import Table
from layouts.kit.components import explained, link, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit
from layouts.plan.parts import counted, heading, indicator_items, score_badge, score_text
from layouts.plan.tree import clause_view, plan_columns, plan_entries
from reading.text import leads, listed
from speech.numbers import signed
from speech.words import called, words


def clause_exhibit(context: Context) -> Exhibit:
    """The chosen clause; the plan's first when none is chosen."""
    catalog = context.catalog
    code = context.view.clause or next(iter(catalog.clauses))
    state = clause_state(context.assessment, catalog.clauses[code], context.place)
    return Exhibit(
        name="clause",
        title=heading(state.clause),
        reading=_reading(context, state),
        table=lambda: clause_table(context, state),
        body=html.Div(_body(context, state), className="clause-body"),
        note=called(catalog.places[context.place]),
        where=clause_view(context, code).but(clause="", department=""),
    )


def clause_table(context: Context, state: ClauseState) -> Table:
    """List the clause's indicators, those of the clauses below it included."""
    rows = tuple(plan_entries(context, state, row) for row in state.rows)
    return Table(plan_columns(), rows, "clause", (state.clause.clause,) * len(rows))


def _reading(context: Context, state: ClauseState) -> str:
    if not state.rows:
        return words("plan.no_indicators")
    values = {"indicators": len(state.rows), "counts": counted(state.counts)}
    if state.score is None or state.score.score is None:
        return words("plan.clause_reading", **values)
    return words("plan.clause_scored", **values, score=score_text(state.score), since=_since(context, state))


def _since(context: Context, state: ClauseState) -> str:
    """Say how the score has changed in a year, where there was one."""
    if state.score is None or state.score.score is None:
        return ""
    before = score_before(context.assessment, state.score, 12)
    change = "" if before is None else signed(state.score.score - before, 1)
    return words("plan.since_year", change=change) if change else ""


def _body(context: Context, state: ClauseState) -> list[Component]:
    clause = state.clause
    words_of = html.Blockquote(clause.words_zh, lang="zh", className="clause-words")
    parts: list[Component] = [_way(context, clause.clause), words_of]
    if clause.measure:
        lead = words("plan.leads", names=leads(context.assessment, clause.measure))
        support = [called(context.catalog.departments[code]) for code in _supports(context, clause.measure)]
        names = words("plan.supports", names=listed(support)) if support else ""
        parts.append(html.P([html.Span(lead), html.Span(names)], className="clause-leads"))
    if state.score is not None:
        parts.append(score_badge(context, state.score))
    if state.rows:
        return [*parts, indicator_items(context, state.rows, context.place)]
    return [*parts, explained(words("plan.no_indicators_long"))]


def _supports(context: Context, measure: str) -> tuple[str, ...]:
    return context.catalog.measures[measure].supports


def _way(context: Context, clause: str) -> Component:
    """Lead back up to what the clause stands under, and to the whole plan."""
    steps = [link(words("plan.all"), clause_view(context, "").href)]
    steps += [
        link(heading(each), clause_view(context, each.clause).href) for each in ancestors(context.catalog, clause)
    ]
    return named(html.Nav(html.Ol([html.Li(step) for step in steps]), className="crumbs"), words("plan.way"))
