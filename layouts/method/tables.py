"""The tables behind the method's lists."""

from figures.kit.tables import Cell, Column, Table
from layouts.kit.context import Context
from layouts.kit.exhibits import number_cell
from layouts.method.entries import formula_words, goalposts, name_of, pace, reporter, series_name
from reading.text import clause_name
from speech.words import called, words


def _columns(*names: str, **decimals: int) -> tuple[Column, ...]:
    return tuple(
        Column(name, words(f"method.columns.{name}"), decimals=decimals.get(name), pinned=position == 0)
        for position, name in enumerate(names)
    )


def grades_table(context: Context) -> Table:
    """The grades, the points that each begins at, and its conditions."""
    rows = tuple(
        (
            called(each),
            each.mark,
            number_cell(each.at_least),
            _percent(each.on_track_at_least),
            _percent(each.behind_at_most),
        )
        for each in context.catalog.grades
    )
    decimals = {"at_least": 0, "on_track_at_least": 0, "behind_at_most": 0}
    return Table(_columns("grade", "mark", *decimals, **decimals), rows)


def _percent(share: float | None) -> Cell:
    return number_cell(None if share is None else share * 100)


def indicators_table(context: Context) -> Table:
    """Every indicator with what it is made of and set to."""
    catalog = context.catalog
    names = ("indicator", "code", "formula", "unit", "direction", "measure", "clause", "weight", "kind", "split")
    columns = _columns(*names, "rollup", "pace", "goalposts", weight=1)
    rows = []
    for each in catalog.indicators.values():
        clause = catalog.clauses[each.clause]
        rows.append(
            (
                called(each),
                each.indicator,
                formula_words(catalog, each),
                called(each, "unit"),
                words(f"method.direction.{each.direction}"),
                called(catalog.measures[clause.measure], "short"),
                clause_name(context.assessment, clause),
                number_cell(each.weight, 1),
                words(f"method.kind.{each.kind}"),
                words(f"method.split.{each.split}"),
                words(f"method.rollup.{each.rollup}"),
                pace(each),
                goalposts(each),
            )
        )
    return Table(columns, tuple(rows))


def variables_table(context: Context) -> Table:
    """Every reported figure with its definition and its checks."""
    catalog = context.catalog
    names = ("variable", "code", "theme", "definition", "unit", "kind", "split", "reporter", "limit", "jump")
    rows = tuple(
        (
            called(each),
            each.variable,
            called(catalog.themes[each.theme]),
            each.definition_zh,
            called(each, "unit"),
            words(f"method.kind.{each.kind}"),
            words(f"method.split.{each.split}"),
            reporter(context, each),
            name_of(catalog, each.at_most) if each.at_most else "",
            number_cell(each.jump * 100),
        )
        for each in catalog.variables.values()
    )
    return Table(_columns(*names, jump=0), rows)


def series_table(context: Context) -> Table:
    """Published figures with their sources."""
    rows = tuple(
        (
            series_name(context, each),
            called(each, "place"),
            words(f"pages.splits.{each.split}"),
            str(each.year),
            number_cell(each.value, 2),
            called(each, "unit"),
            each.source_zh,
        )
        for each in context.catalog.series
    )
    return Table(_columns("series", "place", "split", "year", "value", "unit", "source", value=2), rows)


def population_table(context: Context) -> Table:
    """Residents with their sources."""
    rows = tuple(
        (
            called(context.catalog.places[each.place]),
            words(f"pages.splits.{each.split}"),
            str(each.year),
            number_cell(each.persons),
            words(f"method.population_basis.{each.basis}"),
            each.source_zh,
        )
        for each in context.catalog.population
    )
    return Table(_columns("place", "split", "year", "persons", "basis", "source", persons=0), rows)
