"""This month's reports: who has reported, who hasn't, who was late, and what that means for the figures."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from evaluation.assessment import Reporting
from evaluation.findings.arrivals import arrivals
from layouts.kit.components import named
from layouts.kit.context import Context
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.pieces import came, explained, fact, headline, legend, titled
from layouts.wall.stage import Box, Stage
from reading.measures import is_hatched
from reading.text import listed, month_name, short_date
from speech.words import called, language, words

MONTHS = 12
LEAST = 40  # pixels of a month's column
NAMES = 240  # pixels of the longest reporter's name
NAMED = 4
SENTENCE = {"zh": 64_000, "en": 67_000}  # square pixels that a sentence takes
STATES = ("on_time", "late", "warned", "missing")


def arrangement(stage: Stage) -> Node:
    """Begin with how many have come; the calendar of reporters is the picture."""
    head, who = Part("reports-head", _head), Part("reports-who", _who)
    calendar, meaning = Part("reports-calendar", _calendar), Part("reports-meaning", _meaning)
    if stage.shape == "tower":
        return rows((0.5, head), (1.25, calendar), (0.8, columns((1, who), (1, meaning))))
    if stage.shape == "screen":
        return columns((1, rows((0.7, head), (1, who))), (1.7, calendar), (1, meaning))
    if stage.shape == "wide":
        return columns((0.9, rows((0.7, head), (1, who))), (1.8, calendar), (1, meaning))
    return columns((1, columns((0.8, head), (1, who))), (1, calendar), (1, meaning))


def _names(context: Context) -> dict[str, str]:
    return {
        code: called(each) for code, each in (*context.catalog.places.items(), *context.catalog.departments.items())
    }


def _head(context: Context, _: Box) -> Component:
    """How many of this month's reports have come, and when the newest did."""
    reports = arrivals(context.assessment)
    came, late, missing = reports.came, len(reports.late), len(reports.missing)
    newest = max((row.received_at for row in came if row.received_at is not None), default=None)
    facts = [
        fact(words("wall_reports.missing", count=missing), "worst") if missing else fact(words("wall_reports.whole")),
        fact(words("wall_reports.late", count=late), "behind") if late else None,
        fact(words("wall_reports.newest", date=short_date(newest))) if newest else None,
    ]
    return titled(words("wall_reports.title"), headline(str(len(came)), f"/ {len(reports.due)}", *facts,
                                                        month=context.view.month))  # fmt: skip


def _who(context: Context, _: Box) -> Component:
    """Who hasn't reported, who was late, whose report was warned about or corrected, by name."""
    names, found = _names(context), context.assessment.reporting
    groups = (
        ("missing", [names[row.reporter] for row in found if row.state == "missing"]),
        ("late", [_dated(names, row) for row in found if row.state == "late"]),
        ("warned", [_counted(names, row) for row in found if row.warnings and row.state != "missing"]),
        ("corrected", [names[row.reporter] for row in found if row.revision > 1]),
    )
    parts = [
        html.Div([html.H3(words(f"wall_reports.who_{kind}")), html.P(listed(who))], className=f"who {kind}")
        for kind, who in groups
        if who
    ]
    body = html.Div(parts, className="whos") if parts else explained(words("wall_reports.who_none"))
    return titled(words("wall_reports.who"), body)


def _dated(names: dict[str, str], row: Reporting) -> str:
    if row.received_at is None:
        return names[row.reporter]
    return words("wall_reports.dated", name=names[row.reporter], date=short_date(row.received_at))


def _counted(names: dict[str, str], row: Reporting) -> str:
    return words("wall_reports.counted", name=names[row.reporter], count=row.warnings)


def _calendar(context: Context, box: Box) -> Component:
    """Reporters under each other, the latest months side by side: a sign for each report, by shape and by colour."""
    months = [month for month in context.assessment.months if month <= context.view.month]
    months = months[-min(MONTHS, max(3, int((box.width - NAMES) / LEAST))) :]
    known = {(row.reporter, row.month): row for row in context.assessment.reporting_series()}
    names = _names(context)
    ticks = [html.Span(str(int(month[5:])), className="tick-name") for month in months]
    lines = [
        part
        for reporter in context.catalog.reporters
        for part in (
            html.Span(names[reporter], className="name"),
            *(_sign(names[reporter], month, known.get((reporter, month))) for month in months),
        )
    ]
    style = {"gridTemplateColumns": f"max-content repeat({len(months)}, minmax(0, 1fr))"}
    grid = html.Div([html.Span(), *ticks, *lines], className="calendar", style=style)
    title = words("wall_reports.calendar", first=month_name(months[0]), last=month_name(months[-1]))
    signs = legend(*((f"sign-{state}", words(f"wall_reports.sign_{state}")) for state in STATES))
    return titled(title, grid, signs)


def _sign(name: str, month: str, row: Reporting | None) -> Component:
    state = "missing" if row is None else "warned" if row.state == "on_time" and row.warnings else row.state
    said = f"{name} {month_name(month)} {words(f'wall_reports.sign_{state}')}"
    return html.Span(named(html.Span(className=f"swatch sign-{state}"), said), className="cell")


def _meaning(context: Context, box: Box) -> Component:
    """What stands behind the city's figures this month, and what is hatched."""
    catalog, found = context.catalog, {row.reporter: row for row in context.assessment.reporting}
    counties = [found[place.place] for place in catalog.counties if place.place in found]
    reported = len(arrivals(context.assessment, [place.place for place in catalog.counties]).came)
    gated = sum(bool(row.gate) for row in context.assessment.judged.values() if row.split == "total")
    judged = sum(row.value is not None for row in context.assessment.judged.values() if row.split == "total")
    sentences = [
        words("wall_reports.meaning_counties", came=reported, all=len(counties)),
        _missing(context) if reported < len(counties) else "",
        _carried(context),
        words("wall_reports.meaning_gated", count=gated, all=judged) if gated else "",
        _hatched(context),
        _without(context),
        _silent_for_long(context, counties),
    ]
    return titled(
        words("wall_reports.meaning"),
        html.Div(
            [html.P(text) for text in sentences if text][: int(box.height * box.width / SENTENCE[language()])],
            className="meanings",
        ),
    )


def _missing(context: Context) -> str:
    """Say what a missing report does to the city's figures."""
    method = context.catalog.plan.method
    return words(f"wall_reports.meaning_missing_{method.silence}", months=method.carry_months)


def _carried(context: Context) -> str:
    """Say how many of the city's values hold something that didn't come this month."""
    rows = [row for row in context.assessment.judged.values() if (row.place, row.split) == (context.city, "total")]
    known = [row for row in rows if row.value is not None]
    count = sum(bool(came(row)) for row in known)
    return words("wall_reports.meaning_carried", count=count, all=len(known)) if count else ""


def _hatched(context: Context) -> str:
    """Name the counties whose score is hatched."""
    scores = context.assessment.scores
    names = [
        called(place) for place in context.catalog.counties if is_hatched(scores.get((place.place, "total", "total")))
    ]
    return words("wall_reports.meaning_hatched", names=listed(names)) if names else ""


def _without(context: Context) -> str:
    """Name the indicators of which the city has no value, because nobody who reports them has."""
    rows = context.assessment.judged.values()
    missing = [row for row in rows if (row.place, row.split, row.state) == (context.city, "total", "missing")]
    names = [called(context.catalog.indicators[row.indicator], "short") for row in missing]
    if not names:
        return ""
    key = "meaning_without" if len(names) <= NAMED else "meaning_without_many"
    return words(f"wall_reports.{key}", names=listed(names[:NAMED]), count=len(names))


def _silent_for_long(context: Context, counties: Sequence[Reporting]) -> str:
    """Name the counties whose reports of the year came late or not at all more than once."""
    year, names = context.view.month[:4], _names(context)
    series = [row for row in context.assessment.reporting_series() if row.month.startswith(year)]
    missed = [row.reporter for row in series if row.state != "on_time"]
    counts = {row.reporter: missed.count(row.reporter) for row in counties}
    often = sorted((code for code, count in counts.items() if count > 1), key=lambda code: -counts[code])
    if not often:
        return ""
    parts = listed(words("wall_reports.times", name=names[code], count=counts[code]) for code in often)
    return words("wall_reports.meaning_often", names=parts)
