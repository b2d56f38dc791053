"""The target ledger's precedence: which of its rows a place is measured against in a month."""

from data.catalog.entries import Indicator, Target
from data.catalog.files import EVERYWHERE
from data.catalog.terms import SPLITS, Split
from speech.months import Month, ordinal

FOREVER = ordinal("9999-12")


def precedence(target: Target) -> tuple[bool, bool, bool, int, int]:
    """Order rows that cover the same place, month and split: the greatest is in force.

    A place's own row goes before "*", a split's own row before that of the total, a period of its own before "*", the
    nearest period before a later one, and of one row's versions the newest.
    """
    return (
        target.place != EVERYWHERE,
        target.split != "total",
        target.period != EVERYWHERE,
        -period_end(target),
        target.version,
    )


def period_end(target: Target) -> int:
    """Give the ordinal of the month in which a row's period ends."""
    if target.period == EVERYWHERE:
        return FOREVER
    return ordinal(target.period if "-" in target.period else f"{target.period}-12")


def months_covered(indicator: Indicator, target: Target) -> tuple[int, int]:
    """Give the first and the last month, as ordinals, in which a row can be in force.

    It begins with the month in which its version came into force, but a year's own target not before its year.
    """
    start, end = target.in_force_from.year * 12 + target.in_force_from.month - 1, period_end(target)
    own_year = indicator.pace == "year" and target.period != EVERYWHERE
    return max(start, end // 12 * 12) if own_year else start, end


def splits_covered(indicator: Indicator, target: Target) -> tuple[Split, ...]:
    """List the splits that a row covers.

    Shares and rates have the same target for town and countryside unless the ledger gives one; counts haven't.
    """
    shared = target.split == "total" and (not indicator.is_added or indicator.split == "rural")
    return SPLITS if shared else (target.split,)


def covers_place(indicator: Indicator, target: Target, place: str, city: str) -> bool:
    """Tell whether a row covers a place; a count that is asked of every county isn't asked of their sum."""
    if target.place == EVERYWHERE:
        return place != city or not (indicator.is_added and indicator.rollup == "sum")
    return target.place == place


def row_in_force(
    ledger: tuple[Target, ...], place: str, month: Month, split: Split, indicator: Indicator, city: str
) -> Target | None:
    """Find the row of an indicator's ledger that its value is measured against; None where there is none."""
    rows = [
        target
        for target in ledger
        if covers_place(indicator, target, place, city)
        and split in splits_covered(indicator, target)
        and is_between(ordinal(month), months_covered(indicator, target))
    ]
    return max(rows, key=precedence, default=None)


def is_between(month: int, span: tuple[int, int]) -> bool:
    """Tell whether a month lies in a span, both as ordinals."""
    return span[0] <= month <= span[1]
