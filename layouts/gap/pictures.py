"""The gap desk's pictures of the gap itself: all indicators, one of them over time, one of them in the counties."""

from collections.abc import Sequence

from data.catalog.terms import SIDES
from evaluation.findings.gap_desk import RATE, IndicatorGap, county_gaps, gaps, indicator_gap
from figures.gap_rows import GapBar, GapRowsWords, gap_rows
from figures.kit.cells import hover_text
from figures.kit.theme import DESK
from figures.trend import trend
from layouts.gap.tables import counties_table, indicators_table, trend_table
from layouts.kit.components import explained
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit
from reading import indicators as reading
from reading.gap import absent_text, cause_text, decimals_of, gap_unit, moved_text, outlook_text, ratio_text, sentence
from reading.text import amount, spread, written
from speech.numbers import signed
from speech.words import called, words

ROW = 29
HUNDRED = 100.0


def indicators_exhibit(context: Context) -> Exhibit:
    """Every comparable indicator of the place."""
    found = gaps(context.assessment, context.place)
    rows = _grouped(found)
    return Exhibit(
        name="gaps",
        title=words("gap.indicators.title"),
        reading=words("gap.indicators.reading"),
        table=lambda: indicators_table(found),
        figure=lambda: gap_rows(rows, DESK, _words(), selected=context.view.indicator),
        key="indicator",
        note=words("gap.indicators.note"),
        height=ROW * len(rows) + 26,
    )


def _grouped(found: Sequence[IndicatorGap]) -> list[GapBar | str]:
    """Put percentages on one scale, and each rate on its own."""
    rows: list[GapBar | str] = []
    percents = [gap for gap in found if gap.indicator.formula != RATE]
    rates = [gap for gap in found if gap.indicator.formula == RATE]
    widest = max((abs(gap.difference or 0.0) for gap in percents), default=0.0)
    names = [called(gap.indicator, "short") for gap in (*percents, *rates)]
    for key, group in (("percent", percents), ("rate", rates)):
        if group:
            rows.append(words(f"gap.indicators.{key}"))
        for gap in group:
            scale = HUNDRED if key == "percent" else _own_scale(gap)
            lean = (gap.difference or 0.0) / widest if key == "percent" and widest else None
            rows.append(_bar(gap, gap.indicator.indicator, names.pop(0), scale, lean))
    return rows


def _own_scale(gap: IndicatorGap) -> float:
    return max((row.value or 0.0 for row in (gap.urban, gap.rural) if row is not None), default=0.0)


def _bar(gap: IndicatorGap, code: str, name: str, scale: float, lean: float | None) -> GapBar:
    indicator, decimals = gap.indicator, decimals_of(gap.indicator)
    absent = absent_text(gap)
    urban, rural = (None if row is None else row.value for row in (gap.urban, gap.rural))
    return GapBar(
        code=code,
        name=name,
        urban=None if urban is None else urban / scale if scale else 0.0,
        rural=None if rural is None else rural / scale if scale else 0.0,
        urban_text=written(urban, indicator.decimals),
        rural_text=written(rural, indicator.decimals),
        difference=written(gap.difference, decimals),
        change=words("pages.none") if gap.change is None else signed(gap.change, decimals),
        lean=lean,
        widens=gap.direction == "widening",
        absent=absent,
        hover=hover_text(name, [absent] if absent else _said(gap)),
    )


def _said(gap: IndicatorGap) -> list[str]:
    if gap.now is None:
        return []
    indicator = gap.indicator
    urban, rural = (amount(value, indicator) for value in (gap.now.urban, gap.now.rural))
    difference = spread(gap.now.difference, indicator)
    return [
        words("gap.indicators.hover_values", urban=urban, rural=rural),
        words("gap.indicators.hover_gap", difference=difference, ratio=ratio_text(gap)),
        moved_text(gap),
        cause_text(gap) if gap.cause else "",
        outlook_text(gap),
    ]


def _words() -> GapRowsWords:
    return GapRowsWords(
        urban=words("pages.splits.urban"),
        rural=words("pages.splits.rural"),
        difference=words("gap.indicators.difference"),
        change=words("gap.indicators.change"),
    )


def trend_exhibit(context: Context) -> Exhibit:
    """The chosen indicator's town and countryside over the months."""
    assessment, view = context.assessment, context.view
    indicator = context.catalog.indicators[view.indicator]
    gap, name = indicator_gap(assessment, context.place, indicator), called(context.catalog.places[context.place])
    lines = [line for line in reading.trend_lines(assessment, context.place, "", indicator) if line.role in SIDES]
    return Exhibit(
        name="trend",
        title=words("gap.trend.title", name=called(indicator, "short"), place=name),
        reading=sentence(gap, name),
        table=lambda: trend_table(context, gap),
        figure=lambda: trend(
            lines, DESK, reading.trend_words(indicator), selected=view.month, decimals=indicator.decimals
        ),
        key="month",
        note=words("gap.trend.note", unit=called(indicator, "unit")),
    )


def counties_exhibit(context: Context) -> Exhibit:
    """The chosen indicator in every county, the widest gap first."""
    indicator = context.catalog.indicators[context.view.indicator]
    found = county_gaps(context.assessment, indicator)
    title = words("gap.counties.title", name=called(indicator, "short"))
    known = [gap for gap in found if gap.now is not None]
    if not known and indicator.is_of_city:
        body = explained(words("gap.counties.none"))
        return Exhibit("counties", title, "", lambda: counties_table(context, found), body=body)
    return Exhibit(
        name="counties",
        title=title,
        reading=_counties_sentence(context, known),
        table=lambda: counties_table(context, found),
        figure=lambda: gap_rows(_counties(context, found), DESK, _words(), selected=context.view.place),
        key="place",
        note=words("gap.counties.note", unit=gap_unit(indicator)),
        height=ROW * len(found) + 26,
    )


def _counties(context: Context, found: Sequence[IndicatorGap]) -> list[GapBar | str]:
    widest = max((abs(gap.difference or 0.0) for gap in found), default=0.0)
    rate = any(gap.indicator.formula == RATE for gap in found)
    scale = max((_own_scale(gap) for gap in found), default=0.0) if rate else HUNDRED
    return [
        _bar(
            gap,
            gap.place,
            called(context.catalog.places[gap.place]),
            scale,
            (gap.difference or 0.0) / widest if widest else 0.0,
        )
        for gap in found
    ]


def _counties_sentence(context: Context, known: Sequence[IndicatorGap]) -> str:
    indicator = context.catalog.indicators[context.view.indicator]
    unit = gap_unit(indicator)
    if len(known) < 2:
        return words("gap.counties.reading", unit=unit)
    decimals = decimals_of(indicator)
    widest, least = known[0], known[-1]
    return words(
        "gap.counties.reading_widest",
        widest=called(context.catalog.places[widest.place]),
        widest_gap=written(widest.difference, decimals),
        least=called(context.catalog.places[least.place]),
        least_gap=written(least.difference, decimals),
        unit=unit,
    )
