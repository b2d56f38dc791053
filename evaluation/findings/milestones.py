"""The plan's milestones: which steps are reached, since when, by whom, and which are overdue."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.catalog.catalog import Milestone
from evaluation.assessment import Assessment, kept
from evaluation.findings.trace import shown_places
from speech.months import NO_MONTH, Month


@dataclass(frozen=True)
class Step:
    """A milestone at a place, or over the counties whose steps make up the city's.

    `reached` of `places` have reached it, of `silent` nothing is known. `month` is the one in which the last of
    them reached it, "" while one hasn't. `state`: reached, late (reached after it was due), missed (due, and known not
    to be reached), unknown (due, and not known), ahead (not due yet).
    """

    milestone: Milestone
    reached: int
    places: int
    silent: int
    month: Month
    state: str


def steps_of(assessment: Assessment, place: str, indicator: str) -> tuple[Step, ...]:
    """Say how each step of a milestone indicator stands; in the city, over the counties where they report it."""
    catalog = assessment.catalog
    entry = catalog.indicators[indicator]
    everywhere = [each.place for each in shown_places(catalog, entry)]
    places = [place] if place in everywhere[1:] else everywhere[1:] or everywhere
    known = [_reaching(assessment, each, indicator, len(catalog.milestones_of(indicator))) for each in places]
    return tuple(
        _step(milestone, known, number, assessment.month)
        for number, milestone in enumerate(catalog.milestones_of(indicator))
    )


@kept
def all_steps(assessment: Assessment, place: str) -> tuple[Step, ...]:
    """Say how every step of the plan stands at a place; what the city alone does, in the city."""
    names = dict.fromkeys(each.indicator for each in assessment.catalog.milestones)
    return tuple(step for name in names for step in steps_of(assessment, place, name))


def _reaching(assessment: Assessment, place: str, indicator: str, steps: int) -> tuple[tuple[Month, ...], bool]:
    """Give for each step the month in which a place first had it ("": not yet), and whether this month is known."""
    series = assessment.series(place, indicator)
    known = [(row.month, row.value) for row in series if row.value is not None]
    months = [next((month for month, value in known if value >= step), NO_MONTH) for step in range(1, steps + 1)]
    return tuple(months), bool(series) and series[-1].value is not None


def _step(milestone: Milestone, known: Sequence[tuple[tuple[Month, ...], bool]], number: int, month: Month) -> Step:
    months = [(reached[number], reported) for reached, reported in known]
    reached = [each for each, _ in months if each]
    silent = sum(not each and not reported for each, reported in months)
    last = max(reached, default=NO_MONTH) if len(reached) == len(months) else NO_MONTH
    due = milestone.due <= month
    if last:
        state = "late" if last > milestone.due else "reached"
    elif not due:
        state = "ahead"
    else:
        state = "missed" if len(reached) + silent < len(months) else "unknown"
    return Step(milestone, len(reached), len(months), silent, last, state)
