"""What a report is compared with when it comes in: its reporter's months around it, what it replaces, other places."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from data.store.reading import FigureKey, LastFigures, entries, last_figures
from data.store.tables import figures, reports
from speech.months import NO_MONTH, Month

Numbers = Mapping[FigureKey, float | None]


@dataclass(frozen=True)
class Surroundings:
    """The figures around a reporter's month, None where not applicable; a missing figure has no entry.

    `before` and `after` are those of the nearest months that were reported, "" and nothing where there are none;
    `replaced` those of the newest revision of the month itself; `others` those of other reporters' latest months, which
    are in `others_months`.
    """

    month_before: Month
    before: Numbers
    month_after: Month
    after: Numbers
    replaced: Numbers
    others: Mapping[str, Numbers]
    others_months: Mapping[str, Month] = field(default_factory=dict)


def surroundings(connection: Connection, reporter: str, month: Month, others: Collection[str]) -> Surroundings:
    """Read what is known around a reporter's month."""
    before, after = last_figures(connection, reporter, month), _next_figures(connection, reporter, month)
    return Surroundings(
        before.month,
        _numbers(before),
        after.month,
        _numbers(after),
        _numbers(_figures_of(connection, reporter, month)),
        *_latest(connection, others),
    )


def _next_figures(connection: Connection, reporter: str, month: Month) -> LastFigures:
    later = (reports.c.reporter == reporter, reports.c.month > month, reports.c.newest)
    query = select(reports.c.id, reports.c.month).where(*later).order_by(reports.c.month).limit(1)
    found = connection.execute(query).one_or_none()
    return LastFigures(found.month, entries(connection, found.id)) if found else LastFigures(NO_MONTH, {})


def _figures_of(connection: Connection, reporter: str, month: Month) -> LastFigures:
    newest = (reports.c.reporter == reporter, reports.c.month == month, reports.c.newest)
    found = connection.scalar(select(reports.c.id).where(*newest))
    return LastFigures(month, entries(connection, found) if found else {})


def _latest(connection: Connection, reporters: Collection[str]) -> tuple[dict[str, Numbers], dict[str, Month]]:
    """Read the figures of each reporter's latest month, and which month that is."""
    mine = (reports.c.reporter.in_(reporters), reports.c.newest)
    last = select(reports.c.reporter, func.max(reports.c.month).label("month")).where(*mine)
    latest = last.group_by(reports.c.reporter).subquery()
    query = select(reports.c.reporter, reports.c.month, figures.c.variable, figures.c.split, figures.c.value)
    query = query.join_from(reports, figures).join(
        latest, (latest.c.reporter == reports.c.reporter) & (latest.c.month == reports.c.month)
    )
    found: dict[str, dict[FigureKey, float | None]] = {}
    months: dict[str, Month] = {}
    for reporter, month, variable, split, value in connection.execute(query.where(*mine)):
        found.setdefault(reporter, {})[variable, split] = value
        months[reporter] = month
    return dict(found), months


def _numbers(known: LastFigures) -> dict[FigureKey, float | None]:
    return {key: value for key, (_, value) in known.figures.items()}
