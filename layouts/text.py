"""How months, dates, figures and reasons are written on the pages."""

from datetime import datetime, timedelta, timezone

from data.catalog import Clause, Indicator
from data.wording import words
from evaluation.assessment import Assessment, Judged
from figures.numbers import number, signed
from figures.timeline import MonthWords

SMALL = 10  # below this, rounding to a whole would hide what is expected
BEIJING = timezone(timedelta(hours=8))


def month_name(month: str) -> str:
    """Write a month in full."""
    return words("pages.month_name", year=month[:4], month=int(month[5:]))


def month_words() -> MonthWords:
    """Give the pictures their month names."""
    return MonthWords(
        names=tuple(words("pages.month_short", month=month) for month in range(1, 13)),
        year=words("pages.year_name", year="{year}"),
        full=words("pages.year_name", year="{year}") + "{month}",
    )


def date_name(moment: datetime) -> str:
    """Write the day of a moment, in the city's time."""
    day = moment.astimezone(BEIJING)
    return words("pages.date", year=day.year, month=day.month, day=day.day)


def short_date(moment: datetime) -> str:
    """Write the day of a moment without its year."""
    day = moment.astimezone(BEIJING)
    return words("pages.figures.received", month=day.month, day=day.day)


def amount(value: float | None, indicator: Indicator) -> str:
    """Write a value with its indicator's decimals and unit."""
    if value is None:
        return words("pages.none")
    text = number(value, indicator.decimals)
    return text + unit(indicator)


def expected_amount(value: float | None, indicator: Indicator) -> str:
    """Write what is expected by now: of a small count, with the part of a whole that the month asks for."""
    if value is None or indicator.decimals or abs(value) >= SMALL or value == round(value):
        return amount(value, indicator)
    return number(value, 1) + unit(indicator)


def unit(indicator: Indicator) -> str:
    """Give the unit as it stands behind a figure: a per cent sign closely, words after a thin space."""
    return indicator.unit_zh if indicator.unit_zh in ("%", "") else f"\N{THIN SPACE}{indicator.unit_zh}"


def spread(difference: float, indicator: Indicator) -> str:
    """Write a difference without its sign; between percentages, in percentage points."""
    text = number(abs(difference), max(indicator.decimals, 1) if indicator.unit_zh == "%" else indicator.decimals)
    return (
        f"{text}\N{THIN SPACE}{words('pages.percent_points')}" if indicator.unit_zh == "%" else text + unit(indicator)
    )


def change(now: float, before: float, decimals: int = 1) -> str:
    """Write a change with its sign."""
    return signed(now - before, decimals)


def shown(row: Judged, indicator: Indicator) -> str:
    """Write a judged value, or why there is none."""
    return amount(row.value, indicator) if row.value is not None else words(f"pages.states.{row.state}")


def shown_bare(row: Judged, indicator: Indicator) -> str:
    """Write a judged value where the unit stands elsewhere, and only a per cent sign behind it."""
    if row.value is None or indicator.unit_zh == "%":
        return shown(row, indicator)
    return number(row.value, indicator.decimals)


def notes(row: Judged) -> str:
    """Write what keeps a light from full colour, and its memory of misses."""
    parts = [words(f"pages.gates.{reason}") for reason in row.gate.split()]
    if row.late_green:
        months = "、".join(words("pages.month_short", month=int(month[5:])) for month in row.late_green.split())
        parts.append(words("pages.late_green", months=months))
    return "；".join(parts)


def clause_name(assessment: Assessment, clause: Clause) -> str:
    """Write a clause's number as the plan counts it: measure, then clause."""
    measure = assessment.catalog.measures[clause.measure]
    number_zh = measure.number_zh.strip("（）、")
    part = clause.number_zh.strip("（）、.") if clause.parent == measure.measure else ""
    return words(f"pages.groups.{measure.kind}") + "·".join(text for text in (number_zh, part) if text)


def leads(assessment: Assessment, measure: str) -> str:
    """Name a measure's lead departments."""
    catalog = assessment.catalog
    return "、".join(catalog.departments[code].name_zh for code in catalog.measures[measure].leads)
