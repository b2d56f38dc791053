"""Whether a target will be met, in words: the sentence, the paces, the record, and why there is no forecast."""

from collections.abc import Sequence

from data.catalog.catalog import Indicator
from evaluation.assessment import Assessment
from evaluation.engine.forecast import OUTCOMES, YEAR
from evaluation.findings.forecasts import Forecast, Reason
from figures.chances import ChanceWords, Outcome
from reading.text import amount, month_name, unit
from speech.months import month_word, year_of
from speech.numbers import number
from speech.words import words

MIDDLE = (OUTCOMES // 4, OUTCOMES - OUTCOMES // 4 - 1)  # of the outcomes in order, the ends of the middle half
SMALL = 100  # an amount a month below this is written with a decimal
RECORDED = 3  # decimals of a Brier score


def sentence(assessment: Assessment, forecast: Forecast, indicator: Indicator) -> str:
    """Say how many of the outcomes meet the bar, and between which values the middle half lies."""
    low, high = (amount(forecast.outcomes[n], indicator) for n in MIDDLE)
    middle = words("forecast.middle_one" if low == high else "forecast.middle", low=low, high=high)
    head = words("forecast.sentence", all=OUTCOMES, met=forecast.met)
    return (
        head
        + words(f"forecast.bar_{side(forecast)}", bar=amount(forecast.bar, indicator), **_year(assessment))
        + middle
    )


def side(forecast: Forecast) -> str:
    """Name the side from which the bar is met."""
    return "at_most" if forecast.at_most else "at_least"


def _year(assessment: Assessment) -> dict[str, str]:
    year = year_of(assessment.month)
    return {"december": month_name(f"{year}-12")}


def note(assessment: Assessment, *, part: bool) -> str:
    """Say what the forecast is made from; `part` says that the page shows town or countryside alone."""
    return words("forecast.note_total" if part else "forecast.note", month=month_name(assessment.month))


def why_none(reason: Reason) -> str:
    """Say why there is no forecast."""
    return words(f"forecast.none.{reason}")


def paces(assessment: Assessment, forecast: Forecast, indicator: Indicator) -> Sequence[tuple[str, str]]:
    """Name and write what is still needed a month, this year's pace, and last year's in the months to come."""
    first, last = month_word(forecast.month + 1), month_word(YEAR)
    year = year_of(assessment.month)
    span = words("forecast.span", first=first, last=last) if forecast.month + 1 < YEAR else last
    return (
        (words(f"forecast.{_still(forecast)}", span=span), _still_written(forecast, indicator)),
        (words("forecast.pace", year=year), _monthly(forecast.pace, indicator)),
        (words("forecast.pace_before", year=year - 1, span=span), _monthly(forecast.pace_before, indicator)),
    )


def _still(forecast: Forecast) -> str:
    return "room" if forecast.at_most else "needed"


def _still_written(forecast: Forecast, indicator: Indicator) -> str:
    if not forecast.at_most and forecast.needed <= 0:
        return words("forecast.reached")
    if forecast.at_most and forecast.needed < 0:
        return words("forecast.beyond")
    return _monthly(forecast.needed, indicator)


def _monthly(value: float | None, indicator: Indicator) -> str:
    """Write an amount a month; between percentages, in percentage points."""
    if value is None:
        return words("pages.none")
    decimals = max(indicator.decimals, 1) if abs(value) < SMALL else indicator.decimals
    behind = f"\N{THIN SPACE}{words('pages.percent_points')}" if indicator.unit_zh == "%" else unit(indicator)
    return number(value, decimals) + behind


def record_note(forecast: Forecast) -> str:
    """Say how such forecasts did in past years."""
    if forecast.skill is None:
        return words("forecast.unproven")
    skill = forecast.skill
    brier, climatology = (number(each, RECORDED) for each in (skill.brier, skill.climatology))
    return words("forecast.proven", month=month_word(skill.months), count=skill.count, brier=brier, usual=climatology)


def outcomes_of(forecast: Forecast) -> tuple[Outcome, ...]:
    """Give the outcomes, the least first, each with whether it meets the bar."""
    first = 0 if forecast.at_most else OUTCOMES - forecast.met
    meeting = range(first, first + forecast.met)
    return tuple(Outcome(value, n in meeting) for n, value in enumerate(forecast.outcomes))


def _line(forecast: Forecast) -> str:
    return "on_the_way" if forecast.on_the_way else side(forecast)


def chance_words(forecast: Forecast, indicator: Indicator) -> ChanceWords:
    """Give the dots their words."""
    value = "{value}" + unit(indicator)
    return ChanceWords(
        bar=words(f"forecast.line_{_line(forecast)}", bar=amount(forecast.bar, indicator)),
        meets=words("forecast.meets", count=forecast.met),
        falls_short=words("forecast.falls_short", count=OUTCOMES - forecast.met),
        hover_meets=words("forecast.hover_meets", value=value),
        hover_falls_short=words("forecast.hover_falls_short", value=value),
    )
