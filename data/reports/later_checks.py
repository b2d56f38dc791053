"""Checks of figures against the month that was reported after theirs, when a report comes late or is corrected.

The later report isn't changed; the one that comes in says what disagrees with it now.
"""

from collections.abc import Callable, Iterator

from data.catalog.catalog import Variable
from data.reports.case import Case
from data.reports.figure_checks import jump_share
from data.reports.report import Figure, Problem
from data.reports.rules import problem
from speech.months import year_of


def falls_later(case: Case) -> Iterator[Problem]:
    """A running total isn't above that of a later month of its year."""
    if case.identity.month and year_of(case.identity.month) == year_of(case.history.later_month or "0000"):
        for variable, figure, now, later in _until_next(case, "to_date"):
            if now > later:
                yield problem("running_total_falls_later", case.spot_of(figure), now, _details(case, variable, later))


def jumps_later(case: Case) -> Iterator[Problem]:
    """A stock doesn't change by more than its share until it is reported again."""
    for variable, figure, now, later in _until_next(case, "stock"):
        if share := jump_share(case, variable, now, later):
            details = {**_details(case, variable, later), "share": share}
            yield problem("stock_jumps_later", case.spot_of(figure), now, details)


LATER_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (falls_later, jumps_later)


def _until_next(case: Case, kind: str) -> Iterator[tuple[Variable, Figure, float, float]]:
    """Give the figures of a kind of variable with their value now and in the later month."""
    for key, figure in case.figures.items():
        variable = case.catalog.variables[figure.variable]
        later = case.history.later.get(key)
        if variable.kind == kind and figure.value is not None and later is not None:
            yield variable, figure, figure.value, later


def _details(case: Case, variable: Variable, later: float) -> dict[str, object]:
    return {"name": variable.name_zh, "later": later, "month": case.history.later_month}
