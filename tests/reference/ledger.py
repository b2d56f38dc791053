"""Section 2, the ledger: which row a value is measured against in a month, and what falls due."""

from data.catalog.catalog import Indicator, Target
from tests.reference.known import Known, ordinal

EVERY = "*"


def row(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Target | None:
    """The first in the ledger's order: own place, own split, own period, nearest period, newest version."""
    fitting = [
        target
        for target in known.catalog.ledger_of(indicator.indicator)
        if fits_place(known, indicator, target, place)
        and fits_split(indicator, target, split)
        and fits_month(indicator, target, month)
    ]
    fitting.sort(
        key=lambda target: (
            target.place == EVERY,
            target.split == "total",
            target.period == EVERY,
            period_end(target),
            -target.version,
        )
    )
    return fitting[0] if fitting else None


def fits_place(known: Known, indicator: Indicator, target: Target, place: str) -> bool:
    """A count that is asked of every county isn't asked of the city as well."""
    if target.place == EVERY:
        return place != known.city or not (is_added(indicator) and indicator.rollup == "sum")
    return target.place == place


def fits_split(indicator: Indicator, target: Target, split: str) -> bool:
    """A share of the whole is asked of town and country too, a count isn't unless it is the countryside's alone."""
    if target.split == split:
        return True
    return target.split == "total" and (not is_added(indicator) or indicator.split == "rural")


def fits_month(indicator: Indicator, target: Target, month: int) -> bool:
    started = target.in_force_from.year * 12 + target.in_force_from.month - 1 <= month
    ended = month > period_end(target)
    own_year = indicator.pace == "year" and target.period != EVERY
    return started and not ended and (not own_year or month // 12 == int(target.period[:4]))


def is_added(indicator: Indicator) -> bool:
    return indicator.formula in ("count", "steps")


def period_end(target: Target) -> int:
    if target.period == EVERY:
        return ordinal("9999-12")
    return ordinal(target.period if "-" in target.period else f"{target.period}-12")


def has_fallen_due(indicator: Indicator, target: Target, month: int) -> bool:
    """From the due month on, of the period's year, or at the period's end."""
    if target.period != EVERY and month // 12 < int(target.period[:4]):
        return False
    if "-" in target.period:
        return month >= period_end(target)
    return month % 12 + 1 >= indicator.due_month
