"""The plan by department: what each leads and supports, how many of its indicators are on track, what lags there."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Measure
from data.catalog.terms import STATUSES
from evaluation.assessment import Judged
from evaluation.findings.clauses import (
    DepartmentState,
    clause_state,
    department_state,
    department_states,
    heading_of,
    most_behind,
)
from evaluation.findings.lags import worst_first
from figures.kit.tables import Column, Entry, Table
from layouts.kit.components import explained, link
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.plan.parts import counted, indicator_items, sheet
from layouts.plan.tree import clause_view, plan_columns, plan_entries
from reading.text import expected_amount, listed, shown
from speech.words import called, words

SHOWN = STATUSES[:5]


def departments_exhibit(context: Context) -> Exhibit:
    """Departments against statuses."""
    states = department_states(context.assessment)
    table = departments_table(context, states)
    hrefs = [context.view.but(department=each.department, clause="", table="").href for each in states]
    chosen = ["chosen" if each.department == context.view.department else "" for each in states]
    title = words("plan.departments")
    return Exhibit(
        name="departments",
        title=title,
        reading=_most(context, states),
        table=lambda: table,
        body=sheet(title, table, hrefs, chosen),
        note=words("plan.departments_note"),
    )


def _most(context: Context, states: Sequence[DepartmentState]) -> str:
    """Name the department with the largest part of its indicators behind; the first of several."""
    worst = most_behind(states)
    if worst is None:
        return words("plan.departments_fine")
    name = called(context.catalog.departments[worst.department])
    return words("plan.departments_reading", name=name, behind=worst.counts["behind"], all=len(worst.rows))


def departments_table(context: Context, states: Sequence[DepartmentState]) -> Table:
    """Count the statuses of what each department leads."""
    numbers = ("leads", "supports", "indicators", *SHOWN)
    columns = (
        Column("department", words("plan.columns.department"), pinned=True),
        *(Column(name, words(f"plan.columns.{name}"), decimals=0) for name in numbers),
    )
    rows = tuple(_entries(context, each) for each in states)
    return Table(columns, rows, "department", tuple(each.department for each in states))


def _entries(context: Context, state: DepartmentState) -> tuple[Entry, ...]:
    counts = (len(state.leads), len(state.supports), len(state.rows), *(state.counts.get(each, 0) for each in SHOWN))
    return (called(context.catalog.departments[state.department]), *(number_cell(each) for each in counts))


def department_exhibit(context: Context) -> Exhibit:
    """One department: its measures, and what lags in them, the worst first."""
    code = context.view.department or next(iter(context.catalog.departments))
    state = department_state(context.assessment, code)
    return Exhibit(
        name="department",
        title=called(context.catalog.departments[code]),
        reading=_worst(context, state),
        table=lambda: department_table(context, state),
        body=html.Div(_body(context, state), className="department-body"),
        note=words("pages.city"),
    )


def _lags(state: DepartmentState) -> list[Judged]:
    """List what lags in what a department leads, the worst first."""
    return worst_first(state.rows)


def _worst(context: Context, state: DepartmentState) -> str:
    """Name what lags most."""
    lags = _lags(state)
    if not lags:
        return words("plan.no_lags")
    indicator = context.catalog.indicators[lags[0].indicator]
    return words(
        "plan.lags_reading",
        indicator=called(indicator),
        value=shown(lags[0], indicator),
        expected=expected_amount(lags[0].expected, indicator),
    )


def department_sentence(context: Context, state: DepartmentState) -> str:
    """Say what a department leads, and how its indicators stand."""
    return words(
        "plan.department_reading",
        name=called(context.catalog.departments[state.department]),
        leads=len(state.leads),
        supports=len(state.supports),
        indicators=len(state.rows),
        counts=counted(state.counts),
    )


def _body(context: Context, state: DepartmentState) -> list[Component]:
    """Link its measures; list what lags, then name what is on track."""
    lags = _lags(state)
    fine = [row for row in state.rows if row.status == "on_track"]
    indicators = context.catalog.indicators
    names = listed(called(indicators[row.indicator], "short") for row in fine)
    parts: list[Component] = [
        html.P([html.B(words("plan.leads_short")), *_measures(context, state.leads)], className="department-measures"),
        html.P([html.B(words("plan.supports_short")), *_measures(context, state.supports)],
               className="department-measures"),
    ]  # fmt: skip
    if fine:
        parts += [html.H3(words("plan.on_track_here", count=len(fine))), html.P(names)]
    parts.append(html.H3(words("plan.lags_here", count=len(lags))))
    body = indicator_items(context, lags, context.city) if lags else explained(words("plan.no_lags"))
    return [*parts, body]


def _measures(context: Context, measures: Sequence[Measure]) -> list[Component]:
    """Link each measure to its heading in the plan."""
    return [
        link(called(each, "short"), clause_view(context, heading_of(context.catalog, each.measure)).href)
        for each in measures
    ] or [html.Span(words("pages.none"))]


def department_table(context: Context, state: DepartmentState) -> Table:
    """List the indicators of all that the department leads."""
    catalog, assessment = context.catalog, context.assessment
    clauses = [catalog.clauses[catalog.indicators[row.indicator].clause] for row in state.rows]
    states = [clause_state(assessment, each, context.city) for each in clauses]
    rows = tuple(plan_entries(context, each, row) for each, row in zip(states, state.rows, strict=True))
    return Table(plan_columns(), rows, "clause", tuple(each.clause for each in clauses))
