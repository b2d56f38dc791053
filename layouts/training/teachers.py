"""The three kinds of people who teach science at schools, side by side and never added up."""

from dash import html
from dash.development.base_component import Component

from figures.kit.tables import Column, Entry, Table
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.kit.view import View
from reading.text import listed, written
from speech.words import words

KINDS = ("vice_principal", "counselor", "teacher")
REPORTED = "counselor"  # the kind that the plan asks for and the month report carries
PERSONS, SCHOOLS, CERTIFIED = "counselor_training_rate", "counselor_school_rate", "counselor_certified_rate"


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
        where=View(paths.DATA, view.month, view.place, PERSONS, lang=view.lang),
    )


def _figures(context: Context) -> dict[str, float | None]:
    """The counselors, their schools, and those certified: what the page's shares are made of."""
    persons, schools, certified = (context.judged(name) for name in (PERSONS, SCHOOLS, CERTIFIED))
    return {
        "persons": None if persons is None else persons.denominator,
        "schools": None if schools is None else schools.numerator,
        "certified": None if certified is None else certified.numerator,
    }


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
    facts = listed(words(f"training.teachers.{key}", count=written(figures[key])) for key in ("schools", "certified"))
    return html.Div([name, value, html.P([facts, words("pages.overview.stop")]), about], className="kind kind-asked")


def _table(context: Context) -> Table:
    keys = ("persons", "schools", "certified")
    columns = (
        Column("kind", words("training.columns.kind"), pinned=True),
        *(Column(key, words(f"training.columns.{key}"), words(f"training.columns.{key}_unit"), 0) for key in keys),
        Column("about", words("training.columns.about")),
    )
    figures = _figures(context)
    rows: list[tuple[Entry, ...]] = []
    for kind in KINDS:
        silent = words("training.teachers.not_collected")
        entries = [number_cell(figures[key]) if kind == REPORTED else silent for key in keys]
        rows.append((words(f"training.teachers.{kind}.name"), *entries, words(f"training.teachers.{kind}.about")))
    return Table(columns, tuple(rows))
