"""How forecasts of the year's end are made, and their record in the database at hand."""

from itertools import product

from dash import html
from dash.development.base_component import Component

from evaluation.findings.courses import KINDS, Kind
from evaluation.findings.forecast_record import BINS, TOLD, Calibration, Record, Skill, record
from figures.kit.tables import Cell, Column, Entry, Table, text_of
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.kit.view import View
from speech.months import month_word
from speech.numbers import number
from speech.words import words

DECIMALS = 3
METHODS = ("outcomes", "flow", "stock", "none", "brier")


def forecasts_exhibit(context: Context) -> Exhibit:
    """The method in words, and the Brier scores of past forecasts beside those of knowing nothing."""
    rules = [part for key in METHODS for part in (html.Dt(_word("name", key)), html.Dd(_word("rule", key)))]
    table = _skills(record(context.assessment))
    return _exhibit(context, "forecasts", table, html.Div([html.Dl(rules, className="rules"), _shown(table)]))


def calibration_exhibit(context: Context) -> Exhibit:
    """How often came what was said to have some chance."""
    table = _calibrations(record(context.assessment))
    return _exhibit(context, "calibration", table, _shown(table))


def _exhibit(context: Context, name: str, table: Table, body: Component) -> Exhibit:
    return Exhibit(
        name=name,
        title=words(f"method.parts.{name}"),
        reading=words(f"forecast.method.reading.{name}") + _unproven(context),
        table=lambda: table,
        body=body,
        where=View(paths.DATA, month=context.view.month, lang=context.view.lang),
    )


def _unproven(context: Context) -> str:
    return "" if record(context.assessment).skills else words("forecast.unproven")


def _word(part: str, key: str) -> str:
    return words(f"forecast.method.{part}.{key}")


def _kind(kind: Kind) -> str:
    return words(f"forecast.kinds.{kind}")


def _columns(*names: str, **decimals: int) -> tuple[Column, ...]:
    return tuple(
        Column(name, words(f"forecast.columns.{name}"), decimals=decimals.get(name), pinned=not position)
        for position, name in enumerate(names)
    )


def _skills(found: Record) -> Table:
    """A row for each kind and each of the told months; one that was never checked says so."""
    names = ("kind", "known", "count", "brier", "climatology", "verdict")
    rows = tuple(
        (
            _kind(kind),
            words("forecast.known", first=month_word(1), month=month_word(months)),
            *_skill(found.skill(kind, months)),
        )
        for kind, months in product(KINDS, TOLD)
    )
    return Table(_columns(*names, count=0, brier=DECIMALS, climatology=DECIMALS), rows)


def _skill(skill: Skill | None) -> tuple[Entry, ...]:
    if skill is None:
        return (number_cell(0), number_cell(None), number_cell(None), words("forecast.unchecked"))
    return (
        number_cell(skill.count),
        number_cell(skill.brier, DECIMALS),
        number_cell(skill.climatology, DECIMALS),
        words(f"forecast.{'not_shown' if skill.worse else 'shown'}"),
    )


def _calibrations(found: Record) -> Table:
    """A row for each kind and each fifth of the chances."""
    known = {(each.kind, each.bin): each for each in found.calibrations}
    rows = tuple((_kind(kind), _bin(n), *_calibration(known.get((kind, n)))) for kind, n in product(KINDS, range(BINS)))
    return Table(_columns("kind", "bin", "count", "chance", "share", count=0, chance=0, share=0), rows)


def _bin(n: int) -> str:
    low, high = (number(each * 100 / BINS) for each in (n, n + 1))
    return words("forecast.bin", low=low, high=high)


def _calibration(row: Calibration | None) -> tuple[Entry, ...]:
    if row is None:
        return (number_cell(0), number_cell(None), number_cell(None))
    return (number_cell(row.count), _percent(row.chance), _percent(row.share))


def _percent(share: float) -> Cell:
    return Cell(share * 100, f"{number(share * 100)}%")


def _shown(table: Table) -> Component:
    """Show a table on the page itself."""
    heads = [html.Th(column.title, scope="col", className=_look(column)) for column in table.columns]
    body = [
        html.Tr([_cell(column, entry) for column, entry in zip(table.columns, row, strict=True)]) for row in table.rows
    ]
    shown = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="figures")
    return html.Div(shown, className="table-scroll", tabIndex="0")


def _look(column: Column) -> str:
    return "" if column.decimals is None else "numeric"


def _cell(column: Column, entry: Entry) -> Component:
    if column.pinned:
        return html.Th(text_of(entry), scope="row")
    return html.Td(text_of(entry), className=_look(column))
