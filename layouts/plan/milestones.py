"""The plan's milestones over the months: due, reached, overdue; for one indicator, its steps one by one."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Milestone
from evaluation.findings.clauses import answering, below
from evaluation.findings.milestones import Step, all_steps, steps_of
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from figures.milestones import MilestoneMark, MilestoneRow, milestones
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from reading.text import listed, month_name, month_words
from speech.words import called, words

COLUMNS = ("indicator", "step", "milestone", "due", "reached", "places", "state")
ROW = 38
NAMED = 2  # overdue steps that the sentence names


def milestones_exhibit(context: Context) -> Exhibit:
    """All of the plan's milestones, a row an indicator; of a chosen clause, its own and those below it."""
    clause = context.view.clause
    names = answering(context.catalog, below(context.catalog, clause)) if clause else None
    steps = [step for step in all_steps(context.assessment, context.place) if _listed(step, names)]
    rows = dict.fromkeys(step.milestone.indicator for step in steps)
    drawn = [_indicator_row(context, name, [each for each in steps if each.milestone.indicator == name])
             for name in rows]  # fmt: skip
    return _exhibit(context, steps, drawn, key="clause")


def _listed(step: Step, names: Sequence[str] | None) -> bool:
    return names is None or step.milestone.indicator in names


def steps_exhibit(context: Context) -> Exhibit:
    """The steps of the indicator that is looked at, a row each."""
    steps = steps_of(context.assessment, context.place, context.view.indicator)
    drawn = [
        MilestoneRow("", step_name(step.milestone), (_mark(step),), _state(step), step.state == "missed")
        for step in steps
    ]
    return _exhibit(context, steps, drawn, key="")


def _exhibit(context: Context, steps: Sequence[Step], rows: Sequence[MilestoneRow], key: str) -> Exhibit:
    def figure() -> Mapping[str, Any]:
        return milestones(rows, DESK, month_words(), now=context.view.month)

    return Exhibit(
        name="milestones",
        title=words("plan.milestones"),
        reading=sentence(context, steps),
        table=lambda: milestones_table(context, steps),
        figure=figure if steps else None,
        body=None if steps else explained(words("plan.no_milestones")),
        key=key,
        note="" if not steps else called(context.catalog.places[context.place]),
        foot=html.P(_key(), className="foot") if steps else None,
        height=ROW * len(rows) + 54,
    )


def _key() -> list[Component]:
    marks = ("due", "reached", "late", "missed", "ahead")
    return [html.Span(words(f"plan.marks.{mark}"), className=f"step-mark step-{mark}") for mark in marks]


def _indicator_row(context: Context, name: str, steps: Sequence[Step]) -> MilestoneRow:
    indicator = context.catalog.indicators[name]
    done = sum(step.state in ("reached", "late") for step in steps)
    note = words("plan.steps", done=done, all=len(steps))
    urgent = any(step.state == "missed" for step in steps)
    return MilestoneRow(indicator.clause, called(indicator, "short"), tuple(map(_mark, steps)), note, urgent)


def _mark(step: Step) -> MilestoneMark:
    due = words("plan.due", month=month_name(step.milestone.due))
    lines = (due, _state(step))
    return MilestoneMark(step.milestone.due, step.month, step.state, step_name(step.milestone), lines)


def step_name(milestone: Milestone) -> str:
    """Write a step with its number."""
    return words("plan.step", step=milestone.step, name=called(milestone))


def _state(step: Step) -> str:
    """Say whether a step is reached, since when, and by how many of the counties."""
    if step.month:
        return words(f"plan.step_states.{step.state}", month=month_name(step.month))
    text = words(f"plan.step_states.{step.state}")
    return text if step.places == 1 else text + words("plan.by_places", places=_places(step))


def _places(step: Step) -> str:
    """Write how many places have reached a step; who hasn't reported isn't one that has not."""
    if step.silent == step.places:
        return words("pages.none")
    silent = words("plan.silent", count=step.silent) if step.silent else ""
    return words("plan.reached_of", reached=step.reached, places=step.places) + silent


def sentence(context: Context, steps: Sequence[Step]) -> str:
    """Count the steps that are due and reached, and name those overdue longest."""
    due = [step for step in steps if step.milestone.due <= context.view.month]
    done = [step for step in due if step.state in ("reached", "late")]
    if not steps:
        return ""
    text = words("plan.milestones_reading", all=len(steps), due=len(due), done=len(done))
    unknown = sum(step.state == "unknown" for step in due)
    if unknown:
        text += words("plan.steps_unknown", count=unknown)
    overdue = sorted((step for step in due if step.state == "missed"), key=lambda step: step.milestone.due)
    if not overdue:
        return text + words("pages.overview.stop")
    names = listed(_overdue(context, step) for step in overdue[:NAMED])
    key = "overdue" if len(overdue) <= NAMED else "overdue_most"
    return text + words(f"plan.{key}", count=len(overdue), names=names) + words("pages.overview.stop")


def _overdue(context: Context, step: Step) -> str:
    name = called(context.catalog.indicators[step.milestone.indicator], "short")
    return words("plan.overdue_step", indicator=name, name=called(step.milestone), due=month_name(step.milestone.due))


def milestones_table(context: Context, steps: Sequence[Step]) -> Table:
    """List the steps: due, reached, by how many places, and how that is judged."""
    decimals = {"step": 0}
    columns = tuple(
        Column(name, words(f"plan.columns.{name}"), decimals=decimals.get(name), pinned=name == "indicator")
        for name in COLUMNS
    )
    codes = tuple(context.catalog.indicators[step.milestone.indicator].clause for step in steps)
    return Table(columns, tuple(_entries(context, step) for step in steps), "clause", codes)


def _entries(context: Context, step: Step) -> tuple[Entry, ...]:
    return (
        called(context.catalog.indicators[step.milestone.indicator], "short"),
        number_cell(step.milestone.step),
        called(step.milestone),
        month_name(step.milestone.due),
        month_name(step.month) if step.month else words("pages.none"),
        _places(step),
        words(f"plan.step_names.{step.state}"),
    )
