"""How months, dates, figures and reasons are written on the pages."""

from collections.abc import Iterable
from datetime import date, datetime

from data.catalog.catalog import Clause, Indicator
from evaluation.assessment import Assessment, Band, Judged, Reporting
from evaluation.findings.arrivals import arrivals
from evaluation.month_shown import Begun
from figures.kit.timeline import MonthWords
from speech.clock import at_office
from speech.months import month_word, number_of
from speech.numbers import number, signed
from speech.words import called, language, words

SPACE = "\N{IDEOGRAPHIC SPACE}"
TIMES = "\N{MULTIPLICATION SIGN}\N{THIN SPACE}"  # a unit such as 10 000 yuan begins with a figure of its own
SMALL = 10  # below this, rounding to a whole would hide what is expected


def month_name(month: str) -> str:
    """Write a month in full."""
    return words("pages.month_name", year=month[:4], month=month_word(number_of(month)))


def begun_name(begun: Begun) -> str:
    """Say how many reports have come of a month that isn't shown yet."""
    return words("pages.begun", month=month_name(begun.month), came=begun.came, due=begun.due)


def month_words() -> MonthWords:
    """Give the pictures their month names."""
    return MonthWords(
        names=tuple(month_word(month) for month in range(1, 13)),
        year=words("pages.year_name", year="{year}"),
        full=words("pages.month_name", year="{year}", month="{month}"),
    )


def date_name(moment: datetime) -> str:
    """Write the day of a moment, in the city's time."""
    return day_name(at_office(moment))


def day_name(day: date) -> str:
    """Write a day."""
    return words("pages.date", year=day.year, month=month_word(day.month), day=day.day)


def short_date(moment: datetime) -> str:
    """Write the day of a moment without its year."""
    day = at_office(moment)
    return words("pages.figures.received", month=month_word(day.month), day=day.day)


def freshness(assessment: Assessment) -> str:
    """Say how many reports of the month have come, and when the newest report came."""
    reports = arrivals(assessment)
    parts = [words("pages.reported", came=len(reports.came), all=len(reports.due))]
    if reports.late:
        parts.append(words("pages.reported_late", late=len(reports.late)))
    if assessment.updated_at is not None:
        parts.append(SPACE + words("pages.updated", date=date_name(assessment.updated_at)))
    return "".join(parts)


def listed(texts: Iterable[str]) -> str:
    """Join the items of a list."""
    return words("pages.comma").join(texts)


def joined(texts: Iterable[str]) -> str:
    """Join half-sentences; empty ones are left out."""
    return words("pages.semicolon").join(text for text in texts if text)


def written(value: float | None, decimals: int = 0) -> str:
    """Write a figure, or a dash where there is none."""
    return words("pages.none") if value is None else number(value, decimals)


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
    """Give the unit as it stands behind a figure: a per cent sign closely, words after a thin space, figures times."""
    text = called(indicator, "unit")
    if text in ("%", ""):
        return text
    return f"\N{THIN SPACE}{TIMES}{text}" if text[0].isdigit() else f"\N{THIN SPACE}{text}"


def unit_note(indicator: Indicator) -> str:
    """Name the unit beside a picture."""
    return words("pages.unit_of", unit=called(indicator, "unit"))


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


def carried_words(row: Judged) -> str:
    """Name the month of the oldest figure behind a value that stands for a later month."""
    return words("doubt.carried", month=month_name(row.carried)) if row.carried else ""


def notes(row: Judged) -> str:
    """Write of when a carried value is, what keeps a light from full colour, and its memory of misses."""
    parts = [
        carried_words(row),
        *(words(f"pages.gates.{reason}") for reason in row.gate.split() if reason != "carried"),
    ]
    if row.late_green:
        months = listed(month_word(number_of(month)) for month in row.late_green.split())
        parts.append(words("pages.late_green", months=months))
    return joined(parts)


def report_text(row: Reporting | None) -> str:
    """Write how a report came: when, whether late, with how many warnings, which revision."""
    if row is None or row.received_at is None:
        return words("pages.place.report_missing")
    parts = [words(f"pages.place.report_{row.state}", date=short_date(row.received_at))]
    if row.warnings:
        parts.append(words("pages.place.warnings", count=row.warnings))
    if row.revision > 1:
        parts.append(words("pages.place.revision", revision=row.revision))
    return "".join(parts)


def clause_name(assessment: Assessment, clause: Clause) -> str:
    """Write a clause's number as the plan counts it: measure, then clause."""
    if language() != "zh":
        return words("pages.clause_code", clause=clause.clause)
    measure = assessment.catalog.measures[clause.measure]
    number_zh = measure.number_zh.strip("（）、")
    part = clause.number_zh.strip("（）、.") if clause.parent == measure.measure else ""
    return words(f"pages.groups.{measure.kind}") + "·".join(text for text in (number_zh, part) if text)


def leads(assessment: Assessment, measure: str) -> str:
    """Name a measure's lead departments."""
    catalog = assessment.catalog
    return listed(called(catalog.departments[code]) for code in catalog.measures[measure].leads)


def rank_text(band: Band) -> str:
    """Write a rank with its band."""
    key = "rank" if band.low == band.high == band.rank else "rank_band"
    return words(f"pages.overview.{key}", rank=band.rank, low=band.low, high=band.high)
