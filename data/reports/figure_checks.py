"""Checks of figures against each other: parts and total, numerator and denominator, this month and the last."""

from collections.abc import Callable, Iterator
from math import isclose

from data.catalog.catalog import Variable
from data.catalog.terms import SIDES
from data.reports.case import Case
from data.reports.form import ROUNDING, adds_up
from data.reports.report import Figure, Problem
from data.reports.rules import Spot, figure_text, problem, shown
from data.reports.sizes import power_of_ten, size_changed
from speech.months import year_of
from speech.words import words

SMALLEST_JUMP = 3
"""A smaller change says nothing as a share: from one station to two is 100 %."""
EXACT = 0.01
"""How near a total has to be to ten times its parts, as a share, for a digit to be at fault and nothing else."""


def sums(case: Case) -> Iterator[Problem]:
    """A total is the sum of its parts; a part that is not applicable adds nothing."""
    for variable, total in _totals(case):
        parts = _parts(case, variable)
        numbers = [part.value for part in parts if part.value is not None]
        if not adds_up(variable) or len(parts) < len(SIDES):
            continue
        if (total.value is None) != (not numbers) or abs(sum(numbers) - (total.value or 0)) > _tolerance(variable):
            expected = figure_text(sum(numbers) if numbers else None)
            hint = _size_hint(total.value or 0, sum(numbers))
            details = {"name": variable.name_zh, "expected": expected, "hint": hint}
            yield problem("sum_differs", case.spot_of(total), figure_text(total.value), details)


def parts_above(case: Case) -> Iterator[Problem]:
    """A part isn't larger than the total, where the other part is missing."""
    for variable, total in _totals(case):
        parts = _parts(case, variable)
        if not adds_up(variable) or len(parts) == len(SIDES) or total.value is None:
            continue
        for part in parts:
            if part.value is not None and part.value > total.value + _tolerance(variable):
                details = {"name": variable.name_zh, "total": total.value}
                yield problem("part_above_total", case.spot_of(part), part.value, details)


def rates_between(case: Case) -> Iterator[Problem]:
    """A total rate lies between those of its parts, which it is an average of."""
    for variable, total in _totals(case):
        numbers = [part.value for part in _parts(case, variable) if part.value is not None]
        if adds_up(variable) or len(numbers) < len(SIDES) or total.value is None:
            continue
        if not min(numbers) <= total.value <= max(numbers):
            details = {"name": variable.name_zh, "low": min(numbers), "high": max(numbers)}
            yield problem("total_outside_parts", case.spot_of(total), total.value, details)


def totals_missing(case: Case) -> Iterator[Problem]:
    """Where both parts are given, so is the total: it isn't added up silently, as it is the check of the two."""
    for row in (row for sheet in case.sheets for row in sheet.rows):
        variable = case.catalog.variables.get(row.code)
        if variable and len(_parts(case, variable)) == len(SIDES) and "total" not in row.figures:
            sheet = case.figures[row.code, "urban"].sheet
            spot = Spot(case.reading.file, sheet, row.total, row.code)
            yield problem("total_missing", spot, details={"name": variable.name_zh})


def limits(case: Case) -> Iterator[Problem]:
    """A figure isn't above its limit: a numerator above its denominator, money spent above money arrived."""
    for (name, split), figure in case.figures.items():
        variable = case.catalog.variables[name]
        limit = case.figures.get((variable.at_most, split))
        if limit is None or figure.value is None:
            continue
        details = {"name": variable.name_zh, "limit": case.catalog.variables[variable.at_most].name_zh}
        if limit.value is None:
            details |= {"cell": f"{limit.sheet}!{limit.cell}"}
            yield problem("limit_not_applicable", case.spot_of(figure), figure.value, details)
        elif figure.value > limit.value:
            details |= {"cell": f"{limit.sheet}!{limit.cell}", "most": shown(limit.value)}
            yield problem("above_limit", case.spot_of(figure), figure.value, details)


def jumps(case: Case) -> Iterator[Problem]:
    """A stock doesn't change by more than its share since it was last reported."""
    for variable, figure, now, before in since_last(case, "stock"):
        share = jump_share(case, variable, before, now)
        if share and not size_changed(case, variable, now, before):
            details = {**_earlier(case, variable, before), "share": share}
            yield problem("stock_jumps", case.spot_of(figure), now, details)


def sizes(case: Case) -> Iterator[Problem]:
    """A figure isn't ten or a hundred times what was last reported, or that part of it."""
    for variable, figure, now, before in since_last(case, None):
        if power := size_changed(case, variable, now, before):
            hint = words(f"checks.digits_{'more' if power > 0 else 'less'}")
            details = {**_earlier(case, variable, before), "times": _times(power), "hint": hint}
            yield problem("size_differs", case.spot_of(figure), now, details)


def falls(case: Case) -> Iterator[Problem]:
    """A running total doesn't fall within the year."""
    if case.identity.month and year_of(case.identity.month) == year_of(case.history.last_month or "0000"):
        for variable, figure, now, before in since_last(case, "to_date"):
            if now < before:
                yield problem("running_total_falls", case.spot_of(figure), now, _earlier(case, variable, before))


FIGURE_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    sums, parts_above, rates_between, totals_missing, limits, jumps, sizes, falls,
)  # fmt: skip


def jump_share(case: Case, variable: Variable, before: float, now: float) -> str:
    """Give the share that a stock changed by, "" where it isn't more than the variable's."""
    change = abs(now - before)
    limit = (variable.jump or case.catalog.plan.stock_jump) * before
    return f"{change / before:.0%}" if before and change >= SMALLEST_JUMP and change > limit else ""


def _totals(case: Case) -> Iterator[tuple[Variable, Figure]]:
    for variable in case.catalog.variables.values():
        total = case.figures.get((variable.variable, "total"))
        if variable.split == "urban_rural" and total:
            yield variable, total


def _parts(case: Case, variable: Variable) -> list[Figure]:
    found = (case.figures.get((variable.variable, split)) for split in SIDES)
    return [figure for figure in found if figure]


def _tolerance(variable: Variable) -> float:
    return ROUNDING if variable.number == "amount" else 0


def _size_hint(total: float, parts: float) -> str:
    """Say that a total is ten or a hundred times its parts, or that part of them; "" where it isn't just that."""
    power = power_of_ten(total / parts) if parts else 0
    exact = power and isclose(total, parts * 10.0**power, rel_tol=EXACT)
    return words("checks.sum_size", times=_times(power)) if exact else ""


def _times(power: int) -> str:
    return words(f"checks.size_{'more' if power > 0 else 'less'}", times=10 ** abs(power))


def since_last(case: Case, kind: str | None) -> Iterator[tuple[Variable, Figure, float, float]]:
    """Give the figures of a kind of variable, None for all, with their value now and when it was last reported."""
    for key, figure in case.figures.items():
        variable = case.catalog.variables[figure.variable]
        before = case.history.last.get(key)
        if kind in (None, variable.kind) and figure.value is not None and before is not None:
            yield variable, figure, figure.value, before


def _earlier(case: Case, variable: Variable, before: float) -> dict[str, object]:
    return {"name": variable.name_zh, "before": before, "month": case.history.last_month}
