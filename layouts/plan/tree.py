"""The plan's text as a tree: every heading and clause, with a light for each indicator and the score."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Clause
from evaluation.assessment import Judged
from evaluation.findings.clauses import ClauseState, ancestors, below, children, clause_state, clause_states
from evaluation.findings.ledger import ledger_row
from figures.kit.tables import Cell, Column, Entry, Table
from layouts.kit import paths
from layouts.kit.components import link, marked
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell, value_cell
from layouts.kit.tables import DOUBT, DOUBT_DECIMALS, doubt_cells
from layouts.kit.view import View
from layouts.plan.parts import heading, lights, period_name, row_notes, rule_text, score_mark
from reading.doubt import grade_counts
from reading.text import day_name, listed
from speech.words import called, words

COLUMNS = ("clause", "title", "measure", "indicator", "place", "value", "expected", "target", "unit", "period")
BASIS = ("basis", "version", "in_force", "status", *DOUBT, "carried", "score", "note")


def tree_exhibit(context: Context) -> Exhibit:
    """The plan from its first heading to its last clause."""
    return Exhibit(
        name="tree",
        title=words("plan.tree"),
        reading=_reading(context),
        table=lambda: tree_table(context),
        body=lambda: html.Div(_branches(context, ""), className="plan-tree"),
        note=words("plan.tree_note"),
        foot=html.P([html.Span(word) for word in _key()], className="foot plan-key"),
    )


def _key() -> list[Component]:
    """Explain the lights."""
    names = ("on_track", "at_risk", "behind", "no_data", "not_due")
    return [html.Span(words(f"pages.status.{name}"), className=f"status status-{name}") for name in names]


def _reading(context: Context) -> str:
    """Count the grades of the scored clauses."""
    states = [
        each
        for each in clause_states(context.assessment, context.place)
        if each.clause.weight and _wanted(context, each.clause)
    ]
    scores = [each.score for each in states if each.score is not None and each.score.score is not None]
    parts = grade_counts(context.catalog, scores)
    if len(scores) < len(states):
        parts.append(words("plan.unscored", count=len(states) - len(scores)))
    return words("plan.tree_reading", clauses=len(states), counts=listed(parts))


def _branches(context: Context, parent: str) -> list[Component]:
    """List what stands right below a heading, its own words in the list, its clauses in lists of their own."""
    shown = [each for each in children(context.catalog, parent) if _wanted(context, each)]
    return [html.Ul([_branch(context, each) for each in shown], className="branches")] if shown else []


def _wanted(context: Context, clause: Clause) -> bool:
    """Tell whether a clause is one of the chosen department's, or leads to one."""
    if not context.view.department:
        return True
    leads = [name for name, each in context.catalog.measures.items() if context.view.department in each.leads]
    return any(each.measure in leads for each in below(context.catalog, clause.clause))


def _branch(context: Context, clause: Clause) -> Component:
    state = clause_state(context.assessment, clause, context.place)
    inner = _branches(context, clause.clause)
    if not inner:
        return html.Li(_line(context, state), className=f"branch depth-{state.depth}")
    if not clause.measure or not clause.parent:
        return html.Li([_line(context, state), *inner], className=f"branch heading depth-{state.depth}")
    summary = html.Summary(_cells(context, state, html.Span(heading(clause), className="clause-name")))
    whole = html.Ul([html.Li(_line(context, state, words("plan.whole")), className="branch")], className="branches")
    folded = html.Details([summary, whole, *inner], open=_open(context, clause))
    return html.Li(folded, className=f"branch folded depth-{state.depth}")


def _open(context: Context, clause: Clause) -> bool:
    """Open the way to the chosen clause, and all that a chosen department leads when it isn't half of the plan."""
    chosen = context.view.clause
    if chosen:
        way = [each.clause for each in (*ancestors(context.catalog, chosen), context.catalog.clauses[chosen])]
        return clause.clause in way
    led = [each for each in context.catalog.measures.values() if context.view.department in each.leads]
    return bool(context.view.department) and len(led) * 2 < len(context.catalog.measures)


def _line(context: Context, state: ClauseState, name: str = "") -> Component:
    """Show a clause in a line that leads to it."""
    code = state.clause.clause
    anchor = link(name or heading(state.clause), clause_view(context, code).href, className="clause-name")
    if context.view.clause == code:
        marked(anchor, "aria-current", "true")
    chosen = " chosen" if context.view.clause == code else ""
    return html.Div(_cells(context, state, anchor), className=f"clause-line{chosen}")


def _cells(context: Context, state: ClauseState, name: Component) -> list[Component]:
    scored = bool(state.clause.weight) or state.score is not None
    parts = [name, lights(state.rows, state.counts) if state.clause.measure else html.Span(className="lights")]
    return [*parts, score_mark(context, state.score) if scored else html.Span(className="clause-score")]


def clause_view(context: Context, clause: str) -> View:
    """Lead to a clause on the plan's page."""
    view = context.view
    return View(paths.PLAN, view.month, view.place, clause=clause, department=view.department, targets=view.targets,
                lang=view.lang)  # fmt: skip


def tree_table(context: Context) -> Table:
    """List every clause with its indicators; a clause without one has a row of its own."""
    states = clause_states(context.assessment, context.place)
    pairs = [(state, row) for state in states for row in _own(context, state) or [None]]
    return Table(
        plan_columns(),
        tuple(plan_entries(context, state, row) for state, row in pairs),
        "clause",
        tuple(state.clause.clause for state, _ in pairs),
    )


def _own(context: Context, state: ClauseState) -> list[Judged | None]:
    """List the values of the indicators that answer the clause itself, not those below it."""
    names = {each.indicator for each in context.catalog.indicators_of(state.clause.clause)}
    return [row for row in state.rows if row.indicator in names]


def plan_columns() -> tuple[Column, ...]:
    """Name the columns of a table of clauses and indicators; the unit stands in each row."""
    decimals = {"value": 2, "expected": 2, "target": 2, "version": 0, "score": 1, **DOUBT_DECIMALS}
    return tuple(
        Column(name, words(f"plan.columns.{name}"), decimals=decimals.get(name), pinned=name == "clause")
        for name in (*COLUMNS, *BASIS)
    )


def plan_entries(context: Context, state: ClauseState, row: Judged | None) -> tuple[Entry, ...]:
    """Give a clause's row: an indicator of it, or none."""
    clause, catalog = state.clause, context.catalog
    measure = called(catalog.measures[clause.measure], "short") if clause.measure else ""
    first: tuple[Entry, ...] = (clause.clause, heading(clause), measure)
    score = number_cell(state.score.score, 1) if state.score is not None else ""
    if row is None:
        return (*first, *("" for _ in range(len(COLUMNS) + len(BASIS) - 5)), score, "")
    return (*first, *_indicator_entries(context, row), score, row_notes(context, row))


def _indicator_entries(context: Context, row: Judged) -> tuple[Entry, ...]:
    indicator = context.catalog.indicators[row.indicator]
    entry = ledger_row(context.assessment, row)
    target: Entry = number_cell(row.target, indicator.decimals)
    if entry is not None and row.target is None:
        target = Cell(None, rule_text(entry, indicator))
    return (
        called(indicator),
        called(context.catalog.places[row.place]),
        value_cell(row, indicator),
        number_cell(row.expected, indicator.decimals),
        target,
        called(indicator, "unit"),
        period_name(entry.period) if entry is not None else "",
        words(f"pages.basis.{row.basis}") if row.basis else "",
        number_cell(row.version) if row.basis else "",
        day_name(entry.in_force_from) if entry is not None else "",
        words(f"pages.status.{row.status}"),
        *doubt_cells(row),
        row.carried,
    )
