"""Checks that need no past of the reporter: figures against the plan's own, the other counties', and sense."""

from collections.abc import Callable, Iterator

from data.catalog.catalog import SPLITS, Catalog, Population, Variable
from data.catalog.roles import Role
from data.reports.case import Case
from data.reports.figure_checks import since_last
from data.reports.form import FigureKey
from data.reports.report import Figure, Problem
from data.reports.rules import Rule, Spot, figure_text, problem, shown
from data.reports.sizes import SMALLEST, power_of_ten, size_changed
from speech.months import NO_MONTH, number_of
from speech.words import words

FEWEST = 10
"""Of fewer figures, as a department reports, all may well be zero or not applicable."""
CITY_FACTOR = 1.15
"""How far the counties' residents together may be from the city's: some years' growth, and no county's wrong digit."""
RESIDENTS_FACTOR = 1.5
"""How many times the published residents a county may report, or the other way round: it may have grown since."""
SISTERS_FACTOR = 10
"""How far beyond the highest and lowest of the other counties' figures per head: a digit too many or too few."""
FEWEST_SISTERS = 3
PER_HEAD = ("stock", "flow", "to_date")
SERIES_FACTOR = 3
"""How far a rate may lie beyond the highest and lowest that the plan quotes of it."""
LARGEST_STEP = 1
"""In percentage points: a smaller change of a rate says nothing as a share."""


def all_zero(case: Case) -> Iterator[Problem]:
    """A report of many figures isn't zero throughout."""
    if len(case.figures) >= FEWEST and all(not figure.value for figure in case.figures.values()):
        numbers = [figure for figure in case.figures.values() if figure.value is not None]
        rule: Rule = "all_zero" if numbers else "all_not_applicable"
        spot = Spot(case.reading.file, next(iter(case.figures.values())).sheet)
        yield problem(rule, spot, details={"count": len(case.figures)})


def residents(case: Case) -> Iterator[Problem]:
    """A county has about as many residents as were published."""
    name = case.catalog.one_with_role(Role.RESIDENTS)
    for (variable, split), figure in case.figures.items():
        known = _published(case.catalog, case.identity.place, split)
        if variable != name or known is None or figure.value is None:
            continue
        if not known.persons / RESIDENTS_FACTOR <= figure.value <= known.persons * RESIDENTS_FACTOR:
            power = power_of_ten(figure.value / known.persons)
            details = {
                "name": case.catalog.variables[name].name_zh,
                "expected": known.persons,
                "year": known.year,
                "source": known.source_zh,
                "times": f"{10.0 ** abs(power):.0f}",
            }
            rule: Rule = "residents_size" if power else "residents_implausible"
            yield problem(rule, case.spot_of(figure), figure.value, details)


def city_residents(case: Case) -> Iterator[Problem]:
    """All counties together have about as many residents as were published for the city, in town and country too."""
    name = case.catalog.one_with_role(Role.RESIDENTS)
    for split in SPLITS:
        figure, known = case.figures.get((name, split)), _published(case.catalog, case.catalog.plan.city, split)
        total = _sum_of_counties(case, (name, split)) if figure and known else None
        if figure is None or known is None or total is None:
            continue
        if not known.persons / CITY_FACTOR <= total <= known.persons * CITY_FACTOR:
            details = {
                "name": case.catalog.variables[name].name_zh,
                "split": words(f"workbook.heading.{split}"),
                "total": total,
                "expected": known.persons,
                "year": known.year,
                "source": known.source_zh,
            }
            yield problem("city_residents_differ", case.spot_of(figure), figure_text(figure.value), details)


def per_head(case: Case) -> Iterator[Problem]:
    """A county's figure per head isn't far beyond those of all other counties; a running total, per head and month."""
    for (name, split), figure in case.figures.items():
        variable = case.catalog.variables[name]
        own = _head_months(case.catalog, variable, split, case.identity.place, case.identity.month)
        rates = _rates(case, variable, split) if own and figure.value else []
        if own is None or figure.value is None or len(rates) < FEWEST_SISTERS:
            continue
        low, high = min(rates) * own, max(rates) * own
        if _beyond(figure.value, low, high):
            details = {"name": variable.name_zh, "low": _rounded(low), "high": _rounded(high), "times": SISTERS_FACTOR}
            yield problem("per_head_implausible", case.spot_of(figure), figure.value, details)


def rates(case: Case) -> Iterator[Problem]:
    """A rate lies near those that the plan quotes of it; that it's no fraction is a rule of its cell."""
    for variable, figure, now in _rates_given(case):
        quoted = _quoted(case.catalog, variable)
        low, high = (min(quoted) / SERIES_FACTOR, max(quoted) * SERIES_FACTOR) if quoted else (0, 100)
        if not 0 < now < 1 and not low <= now <= high:
            details = {"name": variable.name_zh, "low": _rounded(low), "high": _rounded(min(high, 100))}
            yield problem("rate_implausible", case.spot_of(figure), now, details)


def rates_jump(case: Case) -> Iterator[Problem]:
    """A rate doesn't change by more than its share since it was last reported."""
    for variable, figure, now, before in since_last(case, None):
        change, limit = abs(now - before), (variable.jump or case.catalog.plan.stock_jump) * before
        told = size_changed(case, variable, now, before)
        if variable.number == "rate" and change >= LARGEST_STEP and change > limit and not told:
            details = {"name": variable.name_zh, "before": before, "month": case.history.last_month}
            yield problem("rate_jumps", case.spot_of(figure), now, {**details, "change": _rounded(change)})


PLAUSIBILITY_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    all_zero, residents, city_residents, per_head, rates, rates_jump,
)  # fmt: skip


def _published(catalog: Catalog, place: str, split: str) -> Population | None:
    rows = (row for row in catalog.population if (row.place, row.split) == (place, split))
    return max(rows, key=lambda row: row.year, default=None)


def _sum_of_counties(case: Case, key: FigureKey) -> float | None:
    """Add up this report's figure and the others' latest; None where one is missing. Not applicable adds nothing."""
    known = {place: latest[key] for place, latest in case.history.sisters.items() if key in latest}
    known[case.identity.place] = case.figures[key].value
    counties = {place.place for place in case.catalog.counties}
    return sum(value or 0 for value in known.values()) if known.keys() == counties else None


def _head_months(catalog: Catalog, variable: Variable, split: str, place: str, month: str) -> float | None:
    """Give what a figure grows with, None for one that grows with no heads, or where none were published.

    The residents, and for a running total the months that it has run.
    """
    known = _published(catalog, place, split)
    if known is None or variable.number == "rate" or variable.kind not in PER_HEAD:
        return None
    if variable.kind != "to_date":
        return known.persons
    return known.persons * number_of(month) if month else None


def _rates(case: Case, variable: Variable, split: str) -> list[float]:
    """Give the other counties' latest figures per head, of those that have any."""
    history = case.history
    found = (
        (
            _head_months(case.catalog, variable, split, place, history.sister_months.get(place, NO_MONTH)),
            latest.get((variable.variable, split)),
        )
        for place, latest in history.sisters.items()
    )
    return [value / heads for heads, value in found if heads and value]


def _beyond(value: float, low: float, high: float) -> bool:
    above = value > high * SISTERS_FACTOR and value >= SMALLEST
    return above or (value < low / SISTERS_FACTOR and low >= SMALLEST)


def _rates_given(case: Case) -> Iterator[tuple[Variable, Figure, float]]:
    for (name, _), figure in case.figures.items():
        variable = case.catalog.variables[name]
        if variable.number == "rate" and figure.value is not None:
            yield variable, figure, figure.value


def _quoted(catalog: Catalog, variable: Variable) -> list[float]:
    """Give the published values of the indicators that are this variable itself."""
    same = {name for name, each in catalog.indicators.items() if each.numerator == (variable.variable,)}
    return [point.value for point in catalog.series if point.series in same]


def _rounded(value: float) -> str:
    return shown(float(f"{value:.3g}"))
