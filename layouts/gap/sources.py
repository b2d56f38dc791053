"""The gap desk's wider pictures: where inequality lies, the parity index, and the published surveys of literacy."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from evaluation.findings.gap_desk import comparable
from evaluation.findings.ledger import ledger_row
from evaluation.findings.literacy import Published, Width, published, surveyed, widths, yearly_values
from evaluation.findings.theil import TheilReading, theil_readings
from figures.kit.cells import hover_text
from figures.kit.theme import DESK
from figures.parts import PartsRow, PartsWords, parts
from figures.trend import trend
from figures.yearly import YearAim, YearLine, yearly
from layouts.gap.tables import THEIL_DECIMALS, literacy_table, parity_table, theil_table
from layouts.kit import paths
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit
from layouts.kit.view import View
from reading import indicators as reading
from reading.text import amount, change, month_name, unit, written
from speech.numbers import number
from speech.words import called, words

ROW = 27
SINCE = 2018  # the year from which the plan's own outline reads the gap


def theil_exhibit(context: Context) -> Exhibit:
    """How unequal each indicator is, within counties and between them."""
    found = theil_readings(context.assessment, comparable(context.catalog))
    own = next(each for each in found if each.indicator == context.view.indicator)
    foot = words(f"gap.theil.foot_{own.weight}", places=own.places, expected=own.expected)
    return Exhibit(
        name="theil",
        title=words("gap.theil.title"),
        reading=_theil_sentence(context, own, found[0]),
        table=lambda: theil_table(context, found),
        figure=lambda: parts(
            [_parts_row(context, each) for each in found], DESK, _parts_words(), selected=context.view.indicator
        ),
        key="indicator",
        note=words("gap.theil.note"),
        foot=html.P(html.Span(foot), className="foot") if own.places else None,
        height=ROW * len(found) + 46,
    )


def _theil_sentence(context: Context, own: TheilReading, worst: TheilReading) -> str:
    name = called(context.catalog.indicators[own.indicator], "short")
    if own.theil is None or worst.theil is None:
        return words("gap.theil.reading_none", name=name)
    return words(
        "gap.theil.reading",
        name=name,
        total=number(own.theil.total, THEIL_DECIMALS),
        share=_share(own),
        worst=called(context.catalog.indicators[worst.indicator], "short"),
        worst_total=number(worst.theil.total, THEIL_DECIMALS),
    )


def _share(found: TheilReading) -> str:
    share = None if found.theil is None else found.theil.within_share
    return words("pages.none") if share is None else f"{number(share * 100)}%"


def _parts_row(context: Context, found: TheilReading) -> PartsRow:
    name = called(context.catalog.indicators[found.indicator], "short")
    if found.theil is None:
        none = words("gap.theil.none")
        return PartsRow(found.indicator, name, None, None, "", "", none, hover_text(name, [none]))
    within, between = (number(part, THEIL_DECIMALS) for part in (found.theil.within, found.theil.between))
    return PartsRow(
        code=found.indicator,
        name=name,
        first=found.theil.within,
        second=found.theil.between,
        total=number(found.theil.total, THEIL_DECIMALS),
        share=_share(found),
        absent="",
        hover=hover_text(name, [words("gap.theil.hover", within=within, between=between)]),
    )


def _parts_words() -> PartsWords:
    return PartsWords(
        first=words("gap.theil.within"),
        second=words("gap.theil.between"),
        total=words("gap.theil.total"),
        share=words("gap.theil.share"),
    )


def parity_exhibit(context: Context) -> Exhibit:
    """The plan's parity index over the months."""
    catalog, view = context.catalog, context.view
    indicator = next((each for each in catalog.indicators.values() if each.formula == "parity"), None)
    name = called(catalog.places[context.place])
    series = () if indicator is None else context.assessment.series(context.place, indicator.indicator)
    if indicator is None or not any(row.value is not None for row in series):
        title = words("pages.titles.gap") if indicator is None else called(indicator, "short")
        body = explained(words("gap.parity.none"))
        return Exhibit("parity", title, "", lambda: parity_table(context, ()), body=body)
    row, before = series[-1], series[-13].value if len(series) > 12 else None
    text = words(
        "gap.parity.reading",
        month=month_name(view.month),
        name=called(indicator, "short"),
        value=amount(row.value, indicator) if row.value is not None else words(f"pages.states.{row.state}"),
    )
    if row.value is not None and before is not None:
        text += words("gap.parity.reading_year", change=change(row.value, before, indicator.decimals))
    lines = [
        line for line in reading.trend_lines(context.assessment, context.place, "", indicator) if line.role == "total"
    ]
    return Exhibit(
        name="parity",
        title=words("gap.parity.title", name=called(indicator, "short"), place=name),
        reading=text + words("pages.overview.stop"),
        table=lambda: parity_table(context, series),
        figure=lambda: trend(
            lines, DESK, reading.trend_words(indicator), selected=view.month, decimals=indicator.decimals
        ),
        key="month",
        note=words("gap.parity.note"),
        where=View(paths.DATA, view.month, view.place, indicator.indicator, lang=view.lang),
    )


def literacy_exhibit(context: Context) -> Exhibit:
    """Published literacy: a gap that widens in points while its ratio narrows, and what the city aims at."""
    indicator = surveyed(context.catalog)
    lines = () if indicator is None else published(context.catalog, indicator.indicator)
    title = words("gap.literacy.title")
    names = {line.area: area_name(line) for line in lines}
    if indicator is None or not lines:
        body = explained(words("gap.literacy.none"))
        return Exhibit("literacy", title, "", lambda: literacy_table((), {}), body=body)
    found = [width for width in widths(lines) if width.year >= SINCE]
    aim = _aim(context)
    return Exhibit(
        name="literacy",
        title=title,
        reading=_literacy_sentence(context, found, aim),
        table=lambda: literacy_table(lines, names),
        figure=lambda: yearly(
            _year_lines(context, lines),
            DESK,
            unit=called(indicator, "unit"),
            decimals=indicator.decimals,
            widths={width.year: number(width.difference, 2) for width in found},
            aim=aim,
        ),
        note=words("gap.literacy.note"),
        foot=_widths_table(found) if found else None,
        where=View(paths.DATA, context.view.month, indicator=indicator.indicator, lang=context.view.lang),
    )


def area_name(line: Published) -> str:
    """Give a published area's name in the language that is spoken."""
    return called(line.points[0], "place")


def _year_lines(context: Context, lines: Sequence[Published]) -> list[YearLine]:
    """Draw the areas' totals, one area's town and countryside, and what the city's own surveys reported."""
    city = context.catalog.city
    drawn = []
    for line in lines:
        own = city.name_zh.startswith(line.area)
        role = "own" if own else line.split
        name = words(f"gap.literacy.line_{line.split}", area=area_name(line))
        drawn.append(YearLine(role, name, tuple((point.year, point.value) for point in line.points)))
    indicator = surveyed(context.catalog)
    rows = () if indicator is None else yearly_values(context.assessment, indicator)
    if rows:
        values = tuple((int(row.month[:4]), row.value) for row in rows if row.value is not None)
        drawn.append(YearLine("own", words("gap.literacy.reported", place=called(city)), values))
    return drawn


def _aim(context: Context) -> YearAim | None:
    """Put the city's target in force at the year that it is for."""
    indicator = surveyed(context.catalog)
    row = None if indicator is None else context.judged(indicator.indicator, place=context.city)
    entry = None if row is None else ledger_row(context.assessment, row)
    if indicator is None or row is None or row.target is None or entry is None:
        return None
    year = int((entry.period if entry.period != "*" else row.month)[:4])
    city = called(context.catalog.city)
    label = words("gap.literacy.aim_label", place=city, year=year, value=_whole(row.target, indicator))
    return YearAim(year, row.target, label)


def _whole(value: float, indicator: Indicator) -> str:
    """Write an aim as it was set: without decimals where it has none."""
    return number(value, 0 if value == round(value) else indicator.decimals) + unit(indicator)


def _literacy_sentence(context: Context, found: Sequence[Width], aim: YearAim | None) -> str:
    parts_of = []
    if len(found) > 1:
        first, last = found[0], found[-1]
        key = "wider" if last.difference > first.difference and (last.ratio or 0) < (first.ratio or 0) else "narrower"
        parts_of.append(
            words(
                f"gap.literacy.{key}",
                first=first.year,
                last=last.year,
                from_points=number(first.difference, 2),
                to_points=number(last.difference, 2),
                from_ratio=written(first.ratio, 2),
                to_ratio=written(last.ratio, 2),
            )
        )
    if aim is not None and parts_of:
        indicator = surveyed(context.catalog)
        value = _whole(aim.value, indicator) if indicator else number(aim.value)
        parts_of.append(words("gap.literacy.aim", place=called(context.catalog.city), year=aim.year, value=value))
    return "".join([*parts_of, words("pages.overview.stop")]) if parts_of else ""


def _widths_table(found: Sequence[Width]) -> Component:
    """Set the widths side by side: points and ratio tell different stories."""
    rows = [
        (words("gap.literacy.year"), [str(width.year) for width in found]),
        (words("gap.literacy.points"), [number(width.difference, 2) for width in found]),
        (words("gap.literacy.ratio"), [written(width.ratio, 2) for width in found]),
    ]
    head, *body = [
        html.Tr([html.Th(name, scope="row" if n else "col"), *((html.Td if n else html.Th)(text) for text in texts)])
        for n, (name, texts) in enumerate(rows)
    ]
    caption = html.Caption(words("gap.literacy.caption"))
    return html.Div(
        html.Table([caption, html.Thead(head), html.Tbody(body)], className="widths"), className="table-scroll"
    )
