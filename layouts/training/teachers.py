"""The three kinds of people who teach science at schools, side by side and never added up."""

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Role
from figures.kit.tables import Column, Entry, Table
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.kit.view import View
from reading.text import listed, written
from speech.words import words

KINDS = ("vice_principal", "counselor", "teacher")
REPORTED = "counselor"  # the kind that the plan asks for and the month report carries
FIGURES = {
    "persons": Role.COUNSELOR_TRAINING,
    "at_schools": Role.COUNSELOR_COVERAGE,
    "certified": Role.COUNSELOR_CERTIFICATES,
}


def teachers_exhibit(context: Context) -> Exhibit:
    """What each kind is, and which of them is reported."""
    view = context.view
    return Exhibit(
        name="teachers",
        title=words("training.teachers.title"),
        reading=words("training.teachers.reading"),
        table=lambda: _table(context),
        body=html.Div([_kind(context, kind) for kind in KINDS], className="kinds"),
        note=words("training.teachers.note"),
        where=View(
            paths.DATA, view.month, view.place, context.catalog.one_with_role(FIGURES["persons"]), lang=view.lang
        ),
    )


def _figures(context: Context) -> dict[str, float | None]:
    """The counselors, their schools, and those certified: what the page's shares are made of."""
    rows = {key: context.judged(context.catalog.one_with_role(role)) for key, role in FIGURES.items()}
    amounts = {key: None if row is None else row.numerator for key, row in rows.items()}
    return amounts | {"persons": None if rows["persons"] is None else rows["persons"].denominator}


def _kind(context: Context, kind: str) -> Component:
    name = html.H3(words(f"training.teachers.{kind}.name"))
    about = html.P(words(f"training.teachers.{kind}.about"))
    if kind != REPORTED:
        silent = html.P(words("training.teachers.not_collected"), className="kind-value absent")
        return html.Div([name, silent, about], className="kind")
    figures = _figures(context)
    if figures["persons"] is None:
        silent = html.P(words("pages.states.missing"), className="kind-value absent")
        return html.Div([name, silent, about], className="kind kind-asked")
    value = html.P(words("training.teachers.persons", count=written(figures["persons"])), className="kind-value")
    facts = listed(
        words(f"training.teachers.{key}", count=written(figures[key])) for key in ("at_schools", "certified")
    )
    return html.Div([name, value, html.P([facts, words("pages.overview.stop")]), about], className="kind kind-asked")


def _table(context: Context) -> Table:
    columns = (
        Column("kind", words("training.columns.kind"), pinned=True),
        *(Column(key, words(f"training.columns.{key}"), words(f"training.columns.{key}_unit"), 0) for key in FIGURES),
        Column("about", words("training.columns.about")),
    )
    figures = _figures(context)
    rows: list[tuple[Entry, ...]] = []
    for kind in KINDS:
        silent = words("training.teachers.not_collected")
        entries = [number_cell(figures[key]) if kind == REPORTED else silent for key in FIGURES]
        rows.append((words(f"training.teachers.{kind}.name"), *entries, words(f"training.teachers.{kind}.about")))
    return Table(columns, tuple(rows))
