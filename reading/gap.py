"""A gap in words: how wide, how it moved, why, and when it would close."""

from data.catalog.catalog import Indicator
from evaluation.findings.gap_desk import RATE, IndicatorGap
from reading.doubt import beside
from reading.text import amount, month_name, spread, written
from speech.numbers import number, signed
from speech.words import called, words

FAR = 50  # years; beyond this a figure would only pretend to know
RATIO = 2


def decimals_of(indicator: Indicator) -> int:
    """Give the decimals of a difference: at least one between percentages."""
    return indicator.decimals if indicator.formula == RATE else max(indicator.decimals, 1)


def gap_unit(indicator: Indicator) -> str:
    """Name the unit of a difference."""
    return called(indicator, "unit") if indicator.formula == RATE else words("pages.percent_points")


def absent_text(gap: IndicatorGap) -> str:
    """Say why a place has no gap; "" where it has one."""
    if gap.now is not None:
        return ""
    nowhere = all(row is None or row.state == "not_applicable" for row in (gap.urban, gap.rural))
    city_only = nowhere and gap.indicator.is_of_city
    return words(f"gap.absent.{'city_only' if city_only else gap.absent}")


def moved_text(gap: IndicatorGap) -> str:
    """Write by how much the gap changed over the year, and which way that is."""
    change = "" if gap.change is None else signed(gap.change, decimals_of(gap.indicator))
    return words(f"gap.narrow.{gap.direction}", change=change) + undetectable(gap)


def undetectable(gap: IndicatorGap) -> str:
    """Say that a change between two surveys can't be told from none."""
    return beside(words("doubt.undetectable")) if gap.undetectable else ""


def outlook_text(gap: IndicatorGap, short: str = "") -> str:
    """Write in how many years the gap closes, or that it doesn't; `short_` for a column."""
    if gap.years is None:
        return words(f"gap.outlook.{gap.outlook}")
    if gap.years > FAR:
        return words(f"gap.outlook.{short}far", years=FAR)
    return words(f"gap.outlook.{short}closing", years=number(gap.years, 1))


def cause_text(gap: IndicatorGap) -> str:
    """Name what moved."""
    return words(f"gap.causes.{gap.cause or 'none'}")


def ratio_text(gap: IndicatorGap) -> str:
    """Write urban over rural."""
    return written(None if gap.now is None else gap.now.ratio, RATIO)


def sentence(gap: IndicatorGap, place: str) -> str:
    """Say in one sentence how a gap stands, how it moved, and what follows."""
    indicator, now = gap.indicator, gap.now
    if now is None:
        return words("gap.trend.none", place=place, state=absent_text(gap))
    text = words(
        "gap.trend.reading",
        month=month_name(now.month),
        urban=amount(now.urban, indicator),
        rural=amount(now.rural, indicator),
        side=words(f"gap.trend.{'below' if now.difference >= 0 else 'above'}"),
        difference=spread(now.difference, indicator),
    )
    if now.ratio is not None:
        text += words("gap.trend.ratio", ratio=number(now.ratio, RATIO))
    return text + _moved(gap) + words("pages.overview.stop")


def same_counties(gap: IndicatorGap) -> str:
    """Say that a year's change is that of some counties alone; "" where it is that of all."""
    return words("gap.trend.same", count=gap.counties) if gap.counties else ""


def _moved(gap: IndicatorGap) -> str:
    if gap.moved is None or gap.change is None:
        return ""
    text = words(f"gap.trend.moved_{gap.direction}", change=spread(gap.change, gap.indicator))
    urban, rural = (signed(side, decimals_of(gap.indicator)) for side in gap.moved)
    return text + undetectable(gap) + words("gap.trend.because", urban=urban, rural=rural)
