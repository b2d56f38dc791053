"""The plan: its text as a tree, each clause opened with what it rests on, and the same by department."""

from dash import html
from dash.development.base_component import Component

from evaluation.assessment import Assessment
from evaluation.findings.clauses import (
    answering,
    below,
    clause_states,
    count,
    department_state,
    heading_of,
    row_of,
    weakest,
)
from layouts.kit.components import choice
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibits, show
from layouts.kit.filters import place_choice
from layouts.kit.view import View
from layouts.plan.clause import clause_exhibit
from layouts.plan.departments import department_exhibit, department_sentence, departments_exhibit
from layouts.plan.milestones import milestones_exhibit
from layouts.plan.parts import counted, heading, score_text
from layouts.plan.targets import changes_exhibit
from layouts.plan.tree import tree_exhibit
from reading.text import month_name
from speech.words import called, words

EXHIBITS: Exhibits = {
    "tree": tree_exhibit,
    "clause": clause_exhibit,
    "department": department_exhibit,
    "departments": departments_exhibit,
    "milestones": milestones_exhibit,
    "targets": changes_exhibit,
}


def settle(view: View, assessment: Assessment) -> View:
    """Open the clause that is asked for; a measure or an indicator asks for its own."""
    catalog, clause = assessment.catalog, view.clause
    if not clause and view.indicator:
        clause = catalog.indicators[view.indicator].clause
    if not clause and view.measure:
        clause = heading_of(catalog, view.measure)
    return view.but(clause=clause, measure="", indicator="", split="")


def controls(context: Context) -> list[Component]:
    """Choose a place and a department."""
    departments = [("", words("plan.all_departments"))]
    departments += [(code, called(each)) for code, each in context.catalog.departments.items()]
    return [place_choice(context), choice("department", words("plan.department"), departments, context.view.department)]


def layout(context: Context) -> list[Component]:
    """Set the tree beside the clause, the department, or both; without a choice, beside the whole plan's panels.

    The tree of one department is short: the list of departments stands below it.
    """
    view = context.view
    title = html.H1(words("plan.title", month=month_name(view.month)))
    headline = html.Div([title, html.P(sentence(context), className="reading")], className="headline")
    departments = [] if view.clause else [show(context, departments_exhibit(context))]
    under_tree = departments if view.department else []
    detail = [
        *([show(context, clause_exhibit(context))] if view.clause else []),
        *([show(context, department_exhibit(context))] if view.department and not view.clause else []),
        *([show(context, milestones_exhibit(context))] if _has_steps(context) else []),
        *([] if view.department else departments),
        *([show(context, changes_exhibit(context))] if view.clause else []),
    ]
    chosen = " chosen" if view.clause or view.department else ""
    columns = [
        html.Div([show(context, tree_exhibit(context)), *under_tree], className="column column-tree"),
        html.Div(detail, className="column column-detail"),
        *([] if view.clause else [html.Div(show(context, changes_exhibit(context)), className="column column-whole")]),
    ]
    return [headline, html.Div(columns, className=f"plan-columns{chosen}")]


def _has_steps(context: Context) -> bool:
    """Tell whether there are milestones to be shown: a clause or a department may have none."""
    if context.view.clause:
        names = answering(context.catalog, below(context.catalog, context.view.clause))
        return any(context.catalog.indicators[name].kind == "milestone" for name in names)
    return not context.view.department


def sentence(context: Context) -> str:
    """Count the indicators by status and name the weakest clause; of a department, what it leads."""
    assessment, catalog = context.assessment, context.catalog
    if context.view.department and not context.view.clause:
        return department_sentence(context, department_state(assessment, context.view.department))
    found = [row_of(assessment, context.place, name) for name in catalog.indicators]
    rows = [row for row in found if row is not None]
    states = clause_states(assessment, context.place)
    others = sum(row.place != context.place for row in rows)
    text = words(
        "plan.sentence",
        place=called(catalog.places[context.place]),
        clauses=sum(bool(each.clause.weight) for each in states),
        indicators=len(rows),
        city=words("plan.of_city_count", count=others) if others else "",
        counts=counted(count(rows)),
    )
    worst = weakest(states)
    if worst is not None:
        text += words("plan.weakest", clause=heading(worst.clause), score=score_text(worst.score))
    return text + words("pages.overview.stop")
