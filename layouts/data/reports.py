"""How complete and how timely the reports of all months are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.assessment import Reporting
from figures.completeness import completeness_grid
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from figures.reporting import ReportingMonth, ReportingRow, ReportingWords
from layouts.data.parts import columns, reporter_name
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.kit.view import View
from reading.text import month_name, month_words, short_date
from speech.words import words

MONTHS, BESIDE = 36, 18  # that the grid has room for, on the whole page and on half of it
ROW, HEAD = 22, 48  # pixels


def completeness_exhibit(context: Context) -> Exhibit:
    """Reporters against months: on time, late, missing, and each one's share on time."""
    rows = _rows(context)

    def figure() -> Mapping[str, Any]:
        drawn = [_grid_row(context, reporter, series) for reporter, series in rows.items()]
        return completeness_grid(
            drawn,
            [percent(series) for series in rows.values()],
            DESK,
            _grid_words(),
            share=words("data.completeness.share"),
            month=context.view.month,
        )

    return Exhibit(
        name="completeness",
        title=words("data.completeness.title"),
        reading=_reading(context, rows),
        table=lambda: completeness_table(context),
        figure=figure,
        key="month",
        note=words("data.completeness.note"),
        height=ROW * len(rows) + HEAD,
        where=View(paths.DATA, month=context.view.month, lang=context.view.lang),
    )


def _rows(context: Context) -> dict[str, list[Reporting]]:
    """Group the reports by reporter, over the months that the grid has room for; later months than this one too."""
    room = BESIDE if context.view.against or context.side else MONTHS
    shown = set(_window(context.assessment.months, context.view.month, room))
    rows: defaultdict[str, list[Reporting]] = defaultdict(list)
    for each in context.assessment.history.reporting:
        if each.month in shown:
            rows[each.reporter].append(each)
    return rows


def _window(months: Sequence[str], month: str, room: int) -> Sequence[str]:
    """Give the last months that there is room for; those up to the chosen month where that lies further back."""
    last = months[-room:]
    return last if month in last else months[: months.index(month) + 1][-room:]


def share_on_time(series: Sequence[Reporting]) -> float:
    """Give the share of a reporter's reports that came in time, in per cent."""
    return 100 * sum(each.state == "on_time" for each in series) / len(series)


def percent(series: Sequence[Reporting]) -> str:
    """Write a reporter's share on time; only what is wholly on time reads 100 %."""
    share = share_on_time(series)
    return f"{min(round(share), 99) if share < 100 else 100}%"


def _reading(context: Context, rows: Mapping[str, Sequence[Reporting]]) -> str:
    every = [each for series in rows.values() for each in series]
    if not every:
        return words("data.completeness.missing_all")
    worst = min(rows, key=lambda reporter: share_on_time(rows[reporter]))
    name = reporter_name(context.catalog, worst)
    months = sorted({each.month for each in every})
    return words(
        "data.completeness.reading",
        first=month_name(months[0]),
        last=month_name(months[-1]),
        all=len(every),
        on_time=percent(every),
        late=sum(each.state == "late" for each in every),
        missing=sum(each.state == "missing" for each in every),
        worst=""
        if share_on_time(rows[worst]) == 100
        else words("data.completeness.worst", name=name, share=percent(rows[worst])),
    )


def _grid_words() -> ReportingWords:
    states = {state: words(f"pages.states.{state}") for state in ("on_time", "late", "missing")}
    return ReportingWords(states, words("pages.figures.warnings", count="{count}"), month_words())


def _grid_row(context: Context, reporter: str, series: Sequence[Reporting]) -> ReportingRow:
    return ReportingRow(reporter, reporter_name(context.catalog, reporter), tuple(_month(each) for each in series))


def _month(each: Reporting) -> ReportingMonth:
    received = short_date(each.received_at) if each.received_at else ""
    return ReportingMonth(each.month, each.state, each.warnings, received)


def completeness_table(context: Context) -> Table:
    """Each reporter's counts and share on time, then the state of its report month by month."""
    rows = _rows(context)
    months = sorted({each.month for series in rows.values() for each in series}, reverse=True)
    decimals = {"share": 1, "on_time": 0, "late": 0, "absent": 0}
    heads = columns("reporter", "share", "on_time", "late", "absent", decimals=decimals)
    heads = (heads[0], Column("share", heads[1].title, "%", 1), *heads[2:])
    return Table(
        (*heads, *(Column(month, month_name(month)) for month in months)),
        tuple(_table_row(context, reporter, series) for reporter, series in rows.items()),
        "place",
        tuple(reporter if reporter in context.catalog.places else "" for reporter in rows),
    )


def _table_row(context: Context, reporter: str, series: Sequence[Reporting]) -> tuple[Entry, ...]:
    states = [each.state for each in series]
    return (
        reporter_name(context.catalog, reporter),
        number_cell(share_on_time(series), 1),
        *(number_cell(states.count(state)) for state in ("on_time", "late", "missing")),
        *(words(f"pages.states.{each.state}") for each in sorted(series, key=lambda each: each.month, reverse=True)),
    )
