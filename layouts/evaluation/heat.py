"""Counties against measures: each score with its grade, what needs action in colour."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Grade, Place
from data.catalog.terms import Level
from evaluation.assessment import Score
from figures.kit.tables import Column, Entry, Table
from layouts.kit import paths
from layouts.kit.components import link, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.kit.tables import DOUBT, DOUBT_DECIMALS, columns, doubt_cells
from layouts.kit.view import View
from reading.doubt import grade_words, grading_words, interval_words
from reading.measures import is_hatched, why_hatched
from reading.text import joined, written
from speech.words import called, language, words

TOTAL = ""  # the code of the first column
FULL = 99.95  # what is written as a round hundred takes no decimals


def heat_exhibit(context: Context) -> Exhibit:
    """The counties' scores, measure by measure."""
    return Exhibit(
        name="heat",
        title=words("evaluation.heat.title"),
        reading=_reading(context),
        table=lambda: heat_table(context),
        body=lambda: _body(context),
        note=words("evaluation.heat.note"),
        foot=html.P(_key(context), className="foot"),
        where=View(paths.DATA, month=context.view.month, lang=context.view.lang),
    )


def _columns(context: Context) -> tuple[str, ...]:
    return (TOTAL, *context.catalog.measures)


def _places(context: Context) -> tuple[Place, ...]:
    return (context.catalog.city, *context.catalog.counties)


def _score(context: Context, place: str, measure: str) -> Score | None:
    level: Level = "measure" if measure else "total"
    return context.assessment.scores.get((place, level, measure or "total"))


def _title(context: Context, measure: str) -> str:
    return called(context.catalog.measures[measure], "short") if measure else words("evaluation.heat.total")


def _reading(context: Context) -> str:
    catalog = context.catalog
    rows = [_score(context, place.place, measure) for place in catalog.counties for measure in catalog.measures]
    known = [(row.score, row) for row in rows if row is not None and row.score is not None]
    if not known:
        return words("evaluation.heat.reading_none")
    score, worst = min(known, key=lambda pair: pair[0])
    rest = _low_grades(context, [row for _, row in known])
    return words(
        f"evaluation.heat.{'reading' if rest else 'reading_ungraded'}",
        count=len({row.place for _, row in known}),
        cells=len(known),
        **rest,
        place=called(catalog.places[worst.place]),
        measure=_title(context, worst.code),
        score=written(score, 1),
    )


def _low_grades(context: Context, rows: Sequence[Score]) -> dict[str, object]:
    """Count the two lowest grades, those that are still open at their low end; nothing where none is given."""
    if not any(row.grade for row in rows):
        return {}
    pairs = list(zip(("fair", "poor"), context.catalog.grades[-2:], strict=True))
    counts = {key: sum(row.grade == grade.grade for row in rows) for key, grade in pairs}
    return {**counts, **{f"{key}_name": called(grade) for key, grade in pairs}}


def _key(context: Context) -> list[Component]:
    """Explain the marks: each grade with where it begins, the lowest with where it ends, or all in a sentence."""
    grades, items = context.catalog.grades, []
    rule = grading_words(context.catalog)
    for number, grade in enumerate(grades):
        key, bound = (
            ("key_least", grade.at_least) if grade is not grades[-1] else ("key_below", grades[number - 1].at_least)
        )
        text = words(f"evaluation.heat.{key}", name=called(grade), bound=written(bound))
        text = called(grade) if rule else text
        mark = html.Span(grade.mark, className="grade-mark")
        items.append(html.Span([mark, text], className=f"grade-{grade.grade}"))
    items += [html.Span(words(f"evaluation.heat.{key}")) for key in ("not_due_key", "hatched")]
    return [*items, *(html.Span(text, className="foot-line") for text in (rule, words("doubt.interval_long")) if rule)]


def _body(context: Context) -> Component:
    head = html.Tr([html.Td(""), *(_heading(context, measure) for measure in _columns(context))])
    grades: dict[str, Grade] = {grade.grade: grade for grade in context.catalog.grades}
    rows = [_row(context, place, grades) for place in _places(context)]
    table = html.Table([html.Thead(head), html.Tbody(rows)], className=f"heat heat-{language()}")
    return named(
        html.Div(table, className="table-scroll", tabIndex="0", role="region"), words("evaluation.heat.caption")
    )


def _heading(context: Context, measure: str) -> Component:
    view = context.view
    chosen = view.measure == measure
    text = _title(context, measure)
    entry: Component = html.Span(text)
    if measure:
        name = called(context.catalog.measures[measure])
        entry = link(text, view.but(measure="" if chosen else measure).href, title=name)
    classes = ["heat-total"] if not measure else ["heat-chosen"] if chosen else []
    if measure and _begins_group(context, measure):
        classes.append("heat-begins")
    return html.Th(entry, scope="col", className=" ".join(classes))


def _begins_group(context: Context, measure: str) -> bool:
    """Tell whether a measure is the first of its kind."""
    measures = context.catalog.measures
    return next(code for code, each in measures.items() if each.kind == measures[measure].kind) == measure


def _row(context: Context, place: Place, grades: dict[str, Grade]) -> Component:
    view = context.view
    code = "" if place.place == context.city else place.place
    head = html.Th(link(called(place), view.but(place="" if view.place == code else code).href), scope="row")
    cells = [_cell(context, place, measure, grades) for measure in _columns(context)]
    classes = ["heat-city"] if not code else ["heat-chosen"] if view.place == code else []
    return html.Tr([head, *cells], className=" ".join(classes))


def _cell(context: Context, place: Place, measure: str, grades: dict[str, Grade]) -> Component:
    view, row = context.view, _score(context, place.place, measure)
    code = "" if place.place == context.city else place.place
    classes = ["heat-begins"] if measure and _begins_group(context, measure) else ["heat-total"] if not measure else []
    if row is None or row.score is None:
        state = words("evaluation.heat.not_due" if row is None else "evaluation.heat.no_data")
        return html.Td(html.Span(words("pages.none"), title=state), className=" ".join([*classes, "heat-none"]))
    score = words("evaluation.heat.cell_grade", score=written(row.score, 1), grade=grade_words(context.catalog, row))
    said = words("evaluation.heat.cell", place=called(place), measure=_title(context, measure), score=score)
    chosen = (view.place, view.measure) == (code, measure)
    target = view.but(place="", measure="") if chosen and (code or measure) else view.but(place=code, measure=measure)
    mark = html.Span(grades[row.grade].mark if row.grade else "", className="grade-mark")
    entry = link("", target.href, title=joined((said, _between(row), why_hatched(row))))
    entry.children = [written(row.score, 0 if row.score >= FULL else 1), mark]
    classes += [f"grade-{row.grade or 'none'}", *(["heat-hatched"] if is_hatched(row) else [])]
    return html.Td(entry, className=" ".join(classes))


def _between(row: Score) -> str:
    interval = interval_words(row)
    return words("evaluation.heat.between", interval=interval) if interval else ""


def heat_table(context: Context) -> Table:
    """The same scores with the grade beside each."""
    heads = (
        Column("place", words("desk.columns.place"), pinned=True),
        *(Column(measure or "total", _title(context, measure), decimals=1) for measure in _columns(context)),
        *columns(*DOUBT, decimals=DOUBT_DECIMALS, pinned=False),
    )
    rows: list[tuple[Entry, ...]] = []
    for place in _places(context):
        scores = [_score(context, place.place, measure) for measure in _columns(context)]
        cells = (number_cell(None if row is None else row.score, 1) for row in scores)
        rows.append((called(place), *cells, *doubt_cells(scores[0])))
    codes = tuple("" if place.place == context.city else place.place for place in _places(context))
    return Table(heads, tuple(rows), "place", codes)
