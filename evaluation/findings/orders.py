"""The way of a service order: how many were placed, how many came through each step, and where they were lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.catalog.catalog import Role
from data.catalog.terms import Split
from evaluation.assessment import Assessment, Judged, kept
from speech.months import Month


@dataclass(frozen=True)
class Step:
    """A step of the way, of orders since January.

    `row` is the judged value. `before` and `after` are the orders that reached the step before this one and this
    one, over the `places` counties that reported both for the same months: like is set against like. They are None at
    the first step, and where no county did.
    """

    indicator: str
    row: Judged
    before: float | None
    after: float | None
    places: int

    @property
    def lost(self) -> float | None:
        """The orders that didn't come through."""
        return None if self.before is None or self.after is None else self.before - self.after

    @property
    def kept(self) -> float | None:
        """The share of orders that came through, in per cent; None where none had reached the step before."""
        return None if self.after is None or not self.before else self.after / self.before * 100


@dataclass(frozen=True)
class MonthFlow:
    """What one month alone added, over the `reported` of `expected` counties whose figure can be told."""

    month: Month
    value: float | None
    reported: int
    expected: int


@kept
def funnel(assessment: Assessment, place: str, split: Split = "total") -> tuple[Step, ...]:
    """Follow the orders of a place from step to step; empty where the catalog has no orders."""
    names = assessment.catalog.with_role(Role.ORDER_STEP)
    rows = [assessment.judged.get((place, split, name)) for name in names]
    first = [Step(name, row, None, None, 0) for name, row in zip(names[:1], rows, strict=False) if row is not None]
    later = (
        _step(assessment, place, split, before, name, row)
        for before, name, row in zip(names, names[1:], rows[1:], strict=False)
        if row is not None
    )
    return (*first, *later)


def _step(assessment: Assessment, place: str, split: Split, before: str, name: str, row: Judged) -> Step:
    places = _counties(assessment, place)
    pairs = [
        (assessment.judged.get((each, split, before)), assessment.judged.get((each, split, name))) for each in places
    ]
    known = [
        (one.value, two.value)
        for one, two in pairs
        if one is not None and two is not None and one.value is not None and two.value is not None
        if one.months_reported == two.months_reported
    ]
    if not known:
        return Step(name, row, None, None, 0)
    return Step(name, row, sum(one for one, _ in known), sum(two for _, two in known), len(known))


def _counties(assessment: Assessment, place: str) -> list[str]:
    city = place == assessment.catalog.plan.city
    return [county.place for county in assessment.catalog.counties] if city else [place]


def largest_loss(steps: Sequence[Step]) -> Step | None:
    """Find the step that loses most orders; the earlier one of two that lose as many, None where none is lost."""
    losing = [step for step in steps if step.lost is not None and step.lost > 0]
    return max(losing, key=lambda step: step.lost or 0.0, default=None)


@kept
def monthly(assessment: Assessment, place: str, indicator: str, *, split: Split = "total") -> tuple[MonthFlow, ...]:
    """Take a flow, which is judged since January, apart into its months, the oldest first.

    A missing month has no value, and what came after it isn't reckoned to it. The city's month is the sum over the
    counties whose month is known: the difference of its own totals would mix different counties.
    """
    counties = _counties(assessment, place)
    flows = [_increments(assessment.series(county, indicator, split=split)) for county in counties]
    flows = [flow for flow in flows if flow]
    return tuple(
        _month_flow(month, [flow[month] for flow in flows if month in flow])
        for month in assessment.months
        if month <= assessment.month and flows
    )


def _month_flow(month: Month, values: Sequence[float | None]) -> MonthFlow:
    known = [value for value in values if value is not None]
    return MonthFlow(month, sum(known) if known else None, len(known), len(values))


def _increments(series: Sequence[Judged]) -> dict[str, float | None]:
    """Give each month's own amount; None where the months behind two totals differ by more than this one month.

    A month to which the flow doesn't apply is left out.
    """
    found: dict[str, float | None] = {}
    year, total, months = "", 0.0, 0.0
    for row in series:
        if row.state == "not_applicable":
            continue
        if row.month[:4] != year:
            year, total, months = row.month[:4], 0.0, 0.0
        if row.value is None or row.months_reported is None:
            found[row.month] = None
            continue
        found[row.month] = row.value - total if row.months_reported - months == 1 else None
        total, months = row.value, row.months_reported
    return found
