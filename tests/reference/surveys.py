"""Section 3, surveys: how far an estimate may be from what it estimates."""

from fractions import Fraction
from math import sqrt

from data.catalog.catalog import Indicator, Role
from tests.reference.known import Known
from tests.reference.values import value

CONFIDENCE = Fraction("1.96")


def half_width(known: Known, indicator: Indicator, month: int) -> Fraction | None:
    """Give half of the 95 % interval of a survey's estimate, or of a gap between two."""
    if indicator.formula == "survey":
        return of_survey(known, indicator, "total", month)
    if indicator.formula != "gap":
        return None
    source = known.catalog.indicators[indicator.numerator[0]]
    halves = [of_survey(known, source, split, month) for split in ("urban", "rural")]
    if source.formula != "survey" or None in halves:
        return None
    return Fraction(sqrt(sum(float(each or 0) ** 2 for each in halves)))


def of_survey(known: Known, source: Indicator, split: str, month: int) -> Fraction | None:
    names = [each.variable for each in known.catalog.variables.values() if each.role == Role.SURVEY_SAMPLE]
    own = value(known, source, known.city, split, month)
    if not names or own.value is None:
        return None
    asked = known.figures.get((known.city, names[0], split), {}).get(own.of or month)
    if not asked:
        return None
    return CONFIDENCE * Fraction(sqrt(own.value * (100 - own.value) / asked))
