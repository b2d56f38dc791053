"""The tables behind the gap desk's pictures."""

from collections.abc import Mapping, Sequence

from data.catalog.terms import SIDES
from evaluation.assessment import Judged
from evaluation.findings.gap_desk import IndicatorGap
from evaluation.findings.literacy import Published
from evaluation.findings.theil import TheilReading
from figures.kit.tables import Cell, Column, Entry, Table
from layouts.kit.context import Context
from layouts.kit.exhibits import number_cell, value_cell
from layouts.kit.filters import both_names
from reading.gap import absent_text, cause_text, decimals_of, gap_unit, outlook_text, same_counties, undetectable
from reading.text import month_name
from speech.words import called, words

GAP = ("urban", "rural", "difference", "ratio", "change", "years", "cause", "note")
THEIL_DECIMALS = 4


def _columns(names: Sequence[str], decimals: Mapping[str, int], units: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(name, words(f"gap.columns.{name}"), units.get(name, ""), decimals.get(name), pinned=number == 0)
        for number, name in enumerate(names)
    )


def _gap_decimals(decimals: int) -> dict[str, int]:
    return {**dict.fromkeys(("urban", "rural", "difference", "change"), decimals), "ratio": 2, "years": 1}


def indicators_table(gaps: Sequence[IndicatorGap]) -> Table:
    """Every comparable indicator of a place."""
    return Table(
        _columns(("indicator", "unit", *GAP), _gap_decimals(1), {}),
        tuple((called(gap.indicator), called(gap.indicator, "unit"), *_entries(gap)) for gap in gaps),
        "indicator",
        tuple(gap.indicator.indicator for gap in gaps),
    )


def counties_table(context: Context, gaps: Sequence[IndicatorGap]) -> Table:
    """One indicator in every county."""
    indicator = gaps[0].indicator
    unit, points = called(indicator, "unit"), gap_unit(indicator)
    units = {"urban": unit, "rural": unit, "difference": points, "change": points}
    return Table(
        _columns(("place", *GAP), _gap_decimals(decimals_of(indicator)), units),
        tuple((both_names(context.catalog.places[gap.place]), *_entries(gap)) for gap in gaps),
        "place",
        tuple(gap.place for gap in gaps),
    )


def _entries(gap: IndicatorGap) -> tuple[Entry, ...]:
    decimals = decimals_of(gap.indicator)
    urban, rural = (
        number_cell(None) if row is None else value_cell(row, gap.indicator) for row in (gap.urban, gap.rural)
    )
    return (
        urban,
        rural,
        number_cell(gap.difference, decimals),
        number_cell(None if gap.now is None else gap.now.ratio, 2),
        number_cell(gap.change, decimals, with_sign=True),
        Cell(gap.years, outlook_text(gap, "short_")),
        cause_text(gap),
        absent_text(gap) or same_counties(gap) + undetectable(gap),
    )


def trend_table(context: Context, gap: IndicatorGap) -> Table:
    """One indicator's town and countryside month by month, the newest first."""
    indicator, decimals = gap.indicator, decimals_of(gap.indicator)
    urban, rural = (context.assessment.series(gap.place, indicator.indicator, split=split) for split in SIDES)
    points = {point.month: point for point in gap.series}
    pairs = list(reversed([(one, two) for one in urban for two in rural if one.month == two.month]))
    unit = called(indicator, "unit")
    return Table(
        _columns(
            ("month", "urban", "rural", "difference", "ratio"),
            _gap_decimals(decimals),
            {"urban": unit, "rural": unit, "difference": gap_unit(indicator)},
        ),
        tuple(
            (
                month_name(one.month),
                value_cell(one, indicator),
                value_cell(two, indicator),
                number_cell(points[one.month].difference if one.month in points else None, decimals),
                number_cell(points[one.month].ratio if one.month in points else None, 2),
            )
            for one, two in pairs
        ),
        "month",
        tuple(one.month for one, _ in pairs),
    )


def theil_table(context: Context, readings: Sequence[TheilReading]) -> Table:
    """Each indicator's index and its two parts."""
    numbers = {**dict.fromkeys(("total", "within", "between"), THEIL_DECIMALS), "share": 0, "counties": 0}
    return Table(
        _columns(("indicator", "total", "within", "between", "share", "weight", "counties"), numbers, {"share": "%"}),
        tuple(_theil_row(context, reading) for reading in readings),
        "indicator",
        tuple(reading.indicator for reading in readings),
    )


def _theil_row(context: Context, reading: TheilReading) -> tuple[Entry, ...]:
    found = reading.theil
    parts = (None, None, None) if found is None else (found.total, found.within, found.between)
    share = None if found is None or found.within_share is None else found.within_share * 100
    return (
        called(context.catalog.indicators[reading.indicator]),
        *(number_cell(part, THEIL_DECIMALS) for part in parts),
        number_cell(share),
        "" if found is None else words(f"gap.theil.weight_{reading.weight}"),
        number_cell(reading.places),
    )


def parity_table(context: Context, series: Sequence[Judged]) -> Table:
    """The parity index month by month, the newest first."""
    rows = list(reversed(series))
    indicator = context.catalog.indicators[rows[0].indicator] if rows else None
    unit, decimals = (called(indicator, "unit"), indicator.decimals) if indicator else ("", 0)
    return Table(
        _columns(("month", "value"), {"value": decimals}, {"value": unit}),
        tuple((month_name(row.month), value_cell(row, indicator)) for row in rows if indicator),
        "month",
        tuple(row.month for row in rows),
    )


def literacy_table(lines: Sequence[Published], names: Mapping[str, str]) -> Table:
    """The published surveys, each with its source in its own words."""
    return Table(
        _columns(("area", "split", "year", "value", "source"), {"value": 2}, {"value": "%"}),
        tuple(
            (
                names[line.area],
                words(f"pages.splits.{line.split}"),
                str(point.year),
                number_cell(point.value, 2),
                point.source_zh,
            )
            for line in lines
            for point in line.points
        ),
    )
