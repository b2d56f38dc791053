"""Theil's index of inequality between groups of people, split into within and between counties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from math import log

from data.catalog.catalog import Indicator, Role
from data.catalog.terms import SIDES, Split
from evaluation.assessment import Assessment, Judged
from speech.months import Month


class Weight(StrEnum):
    """What a group counts by: its residents, or the indicator's own denominator."""

    POPULATION = auto()
    DENOMINATOR = auto()


@dataclass(frozen=True)
class Group:
    """The people of one side (urban or rural) of one county, and what they have."""

    place: str
    weight: float
    value: float


@dataclass(frozen=True)
class Theil:
    """T = sum of s * (y / mean) * ln(y / mean) over the groups, s their share of the weight; it is within + between."""

    within: float
    between: float
    mean: float

    @property
    def total(self) -> float:
        """The whole inequality."""
        return self.within + self.between

    @property
    def within_share(self) -> float | None:
        """The part inside counties, 0 to 1; None where there is no inequality to take apart."""
        return self.within / self.total if self.total > 0 else None


@dataclass(frozen=True)
class TheilReading:
    """An indicator's index in a month: over groups of so much `weight`; `places` are the counties it rests on."""

    indicator: str
    month: Month
    theil: Theil | None
    weight: Weight
    places: int
    expected: int


def theil(groups: Sequence[Group]) -> Theil | None:
    """Take the inequality between groups apart into that inside places and that between places.

    Zero counts as 0, the limit of y ln y. None without two groups of people, or where nobody has anything.
    Source: Theil (1967); Shorrocks (1980), Econometrica 48(3).
    """
    peopled = [group for group in groups if group.weight > 0]
    whole = sum(group.weight for group in peopled)
    amount = sum(group.weight * group.value for group in peopled)
    if len(peopled) < 2 or amount <= 0:
        return None
    mean = amount / whole
    within = between = 0.0
    for place in dict.fromkeys(group.place for group in peopled):
        own = [group for group in peopled if group.place == place]
        people = sum(group.weight for group in own)
        level = sum(group.weight * group.value for group in own) / people
        part = people * level / amount
        within += part * _index(own, level)
        between += people / whole * _term(level / mean)
    return Theil(max(within, 0.0), max(between, 0.0), mean)


def _index(groups: Sequence[Group], mean: float) -> float:
    """Give T of the groups of one place."""
    people = sum(group.weight for group in groups)
    return sum(group.weight / people * _term(group.value / mean) for group in groups) if mean > 0 else 0.0


def _term(relative: float) -> float:
    return relative * log(relative) if relative > 0 else 0.0


def theil_readings(assessment: Assessment, indicators: Sequence[Indicator]) -> tuple[TheilReading, ...]:
    """Read the index of each indicator this month, the most unequal first; what has none comes last."""
    people = _people(assessment)
    found = [_reading(assessment, indicator, assessment.month, _now(assessment, indicator), people)
             for indicator in indicators]  # fmt: skip
    return tuple(
        sorted(found, key=lambda reading: (reading.theil is None, -(reading.theil.total if reading.theil else 0)))
    )


def _reading(
    assessment: Assessment,
    indicator: Indicator,
    month: Month,
    rows: Sequence[Judged],
    people: Mapping[tuple[str, str], float],
) -> TheilReading:
    """Weigh by residents where they are known of every group, else by the indicator's own denominator."""
    known = [(row, row.value) for row in rows if row.value is not None]
    peopled = all((row.place, row.split) in people for row, _ in known)
    weights = people if peopled else _denominators(rows)
    groups = [Group(row.place, weights.get((row.place, row.split), 0.0), value) for row, value in known]
    return TheilReading(
        indicator.indicator,
        month,
        theil(groups),
        Weight.POPULATION if peopled else Weight.DENOMINATOR,
        len({group.place for group in groups}),
        len(assessment.catalog.counties),
    )


def _now(assessment: Assessment, indicator: Indicator) -> list[Judged]:
    keys = [(place, split, indicator.indicator) for place, split in _groups(assessment)]
    return [assessment.judged[key] for key in keys if key in assessment.judged]


def _groups(assessment: Assessment) -> list[tuple[str, Split]]:
    return [(county.place, split) for county in assessment.catalog.counties for split in SIDES]


def _on_population(assessment: Assessment) -> list[Indicator]:
    """List the indicators that are worked out for each resident; their denominators tell how many there are."""
    residents = assessment.catalog.with_role(Role.RESIDENTS)
    return [
        each
        for each in assessment.catalog.indicators.values()
        if residents and each.denominator == residents and each.split == "urban_rural" and each.rollup == "sum"
    ]


def _people(assessment: Assessment) -> dict[tuple[str, str], float]:
    rows = [row for source in _on_population(assessment) for row in _now(assessment, source)]
    return _denominators(rows)


def _denominators(rows: Sequence[Judged]) -> dict[tuple[str, str], float]:
    return {(row.place, row.split): row.denominator for row in rows if row.denominator is not None}
