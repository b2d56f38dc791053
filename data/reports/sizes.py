"""Figures of another size than what was last reported: ten or a hundred times it, or a part, as by a digit too many."""

from math import log10

from data.catalog.catalog import Variable
from data.reports.case import Case
from speech.months import number_of, year_of

POWER_TOLERANCE = 0.15
"""In decimal logarithms: how near to a power of ten a ratio has to be for the size to be told as wrong by it."""
SMALLEST = 10
"""Where a figure or what it is compared with is smaller, the ratio says nothing: one venue, or none."""


def power_of_ten(ratio: float) -> int:
    """Give the power of ten that a ratio is near to, 0 for none."""
    if ratio <= 0:
        return 0
    power = round(log10(ratio))
    return power if abs(log10(ratio) - power) <= POWER_TOLERANCE else 0


def size_changed(case: Case, variable: Variable, now: float, before: float) -> int:
    """Give the power of ten by which a figure differs from what was last reported, 0 where it doesn't or may.

    Counts of a month may; a running total does from January to December, at the pace that it has.
    """
    if min(now, before) < SMALLEST or not (variable.number == "rate" or variable.kind in ("stock", "to_date")):
        return 0
    power = power_of_ten(now / before)
    return 0 if power and variable.kind == "to_date" and _months_explain(case, now / before) else power


def _months_explain(case: Case, ratio: float) -> bool:
    """Tell whether a running total began anew, or has grown as the months that have passed since."""
    month, last = case.identity.month, case.history.last_month
    if not month or year_of(month) != year_of(last):
        return True
    return round(log10(ratio * number_of(last) / number_of(month))) == 0
