"""What the scores would be with other weights or other targets: computed anew by the engine, and kept nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pandas as pd

from data.catalog.catalog import SPLITS, Catalog, Indicator, Target
from data.catalog.terms import MOVING, STATES
from evaluation.assessment import Assessment, kept
from evaluation.engine.amounts import Grid
from evaluation.engine.bands import plain_totals, ranks
from evaluation.engine.first_targets import with_first_targets
from evaluation.engine.judged import Judgement, judge
from evaluation.engine.scores import gather
from evaluation.engine.targets import expect
from evaluation.engine.values import Values
from speech.months import ordinal

Totals: TypeAlias = Mapping[str, float | None]


UNTRIED = ("milestone", *MOVING)  # rules without a figure that can be moved


@dataclass(frozen=True)
class Moved:
    """A place's score and rank as they are and as they would be; None where there is none (the city has no rank)."""

    place: str
    score: float | None
    new_score: float | None
    rank: int | None
    new_rank: int | None


def reweighted(catalog: Catalog, weights: Mapping[str, float]) -> Catalog:
    """Give the same plan with other weights of some measures."""
    measures = {
        code: replace(measure, weight=weights.get(code, measure.weight)) for code, measure in catalog.measures.items()
    }
    return replace(catalog, measures=measures)


def retargeted(catalog: Catalog, indicator: str, factor: float) -> Catalog:
    """Give the same plan with an indicator's targets, of all places and periods, multiplied by a factor."""
    return replace(catalog, targets=tuple(_scaled(target, indicator, factor) for target in catalog.targets))


def _scaled(target: Target, indicator: str, factor: float) -> Target:
    if target.indicator != indicator or target.value is None or factor == 1:
        return target
    return replace(target, value=target.value * factor)


def adjustable(catalog: Catalog) -> tuple[Indicator, ...]:
    """List the scored indicators whose targets are figures: not steps, nor growing or narrowing."""
    valued = {target.indicator for target in catalog.targets if target.value is not None and target.rule not in UNTRIED}
    return tuple(each for each in catalog.indicators.values() if each.weight > 0 and each.indicator in valued)


def what_if(assessment: Assessment, other: Catalog) -> tuple[Moved, ...]:
    """Set each place's score and rank beside those that another plan would give; the city first, then the counties."""
    catalog = assessment.catalog
    new = totals(assessment, other)
    old = {place: row.score for (place, level, _), row in assessment.scores.items() if level == "total"}
    counties = [county.place for county in catalog.counties]
    old_ranks, new_ranks = _ranked(old, counties), _ranked(new, counties)
    return tuple(
        Moved(place, old.get(place), new.get(place), old_ranks.get(place), new_ranks.get(place))
        for place in (catalog.plan.city, *counties)
    )


def _ranked(scores: Totals, places: Iterable[str]) -> dict[str, int]:
    known = {place: score for place in places if (score := scores.get(place)) is not None}
    found = ranks(np.array([list(known.values())]))[0] if known else np.array([])
    return {place: int(rank) for place, rank in zip(known, found, strict=True)}


def totals(assessment: Assessment, other: Catalog) -> Totals:
    """Score the month with another plan's weights and targets; values stay what they are."""
    history = assessment.history
    rows = history.by_month[0].get(assessment.month)
    if rows is None:
        return {}
    month = history.judged_frame.iloc[rows]
    for name in moved_indicators(assessment.catalog, other):
        month = _rejudged(assessment, other, name, month)
    found = gather(other, month)
    scores = plain_totals(other, found).tolist()
    return {
        place: None if np.isnan(score) else score for place, score in zip(found.places.tolist(), scores, strict=True)
    }


@kept
def totals_of_versions(assessment: Assessment) -> tuple[Totals, Totals]:
    """Score the month with the targets in force, and with each target's first version."""
    whole = replace(assessment.catalog, targets=assessment.ledger)
    return _totals_by(assessment, whole), _totals_by(assessment, with_first_targets(whole))


def _totals_by(assessment: Assessment, plan: Catalog) -> Totals:
    """Score the month by a plan's targets; what it is judged against anyway is known already."""
    if plan.targets == assessment.catalog.targets:
        return {place: row.score for (place, level, _), row in assessment.scores.items() if level == "total"}
    return totals(assessment, plan)


def moved_indicators(catalog: Catalog, other: Catalog) -> tuple[str, ...]:
    """Name the indicators whose targets differ between two plans."""
    changed = {target.indicator for target in set(catalog.targets) ^ set(other.targets)}
    return tuple(name for name in catalog.indicators if name in changed)


def _rejudged(assessment: Assessment, other: Catalog, name: str, month: pd.DataFrame) -> pd.DataFrame:
    """Judge one indicator of the month against another plan's targets."""
    grid = Grid((*(county.place for county in other.counties), other.plan.city), assessment.months)
    frame = assessment.history.judged_frame
    values = {name: _values(frame[frame["indicator"] == name], grid)}
    judgement = judge(other, values, expect(other, values, grid), grid)[name]
    return _with_judgement(month, judgement, name, grid, grid.months.index(assessment.month))


def _with_judgement(frame: pd.DataFrame, judgement: Judgement, name: str, grid: Grid, month: int) -> pd.DataFrame:
    own = (frame["indicator"] == name).to_numpy()
    place = frame.loc[own, "place"].map({code: n for n, code in enumerate(grid.places)}).to_numpy(dtype=np.int64)
    split = frame.loc[own, "split"].map({code: n for n, code in enumerate(SPLITS)}).to_numpy(dtype=np.int64)
    columns = {name: frame[name].to_numpy(dtype=object).copy() for name in ("status", "attainment", "shortfall")}
    for column_name, column in columns.items():
        column[own] = getattr(judgement, column_name)[place, month, split]
    numbers = {name: columns[name].astype(float) for name in ("attainment", "shortfall")}
    return frame.assign(status=columns["status"], **numbers)


def _values(frame: pd.DataFrame, grid: Grid) -> Values:
    """Lay an indicator's judged rows out again as the arrays that they were made from."""
    places, months = ({code: n for n, code in enumerate(codes)} for codes in (grid.places, grid.months))
    splits = {code: n for n, code in enumerate(SPLITS)}
    known = frame[frame["place"].isin(grid.places) & frame["month"].isin(grid.months)]
    where = tuple(
        known[column].map(codes).to_numpy(dtype=np.int64)
        for column, codes in (("place", places), ("month", months), ("split", splits))
    )

    def spread(column: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        array = np.full(grid.shape, np.nan)
        array[where] = known[column].to_numpy(dtype=float)
        return array

    state = np.zeros(grid.shape, dtype=np.int64)
    state[where] = known["state"].map({text: n for n, text in enumerate(STATES)}).to_numpy(dtype=np.int64)
    none = np.zeros(grid.shape, dtype=np.int64)  # what gates a light has no part in its score
    floats = ("value", "numerator", "denominator", "months_reported", "months_expected", "fresh", "doubt")
    since = np.broadcast_to(grid.ordinals[None, :, None], grid.shape).copy()
    carried = (known["carried"] != "").to_numpy()
    since[tuple(axis[carried] for axis in where)] = [ordinal(month) for month in known["carried"][carried]]
    return Values(
        **{column: spread(column) for column in floats},
        state=state,
        places_reported=none,
        places_expected=none,
        late=none,
        warnings=none,
        unapproved=none,
        incomplete=none,
        since=since,
        places_carried=none,
        floor=np.zeros(grid.shape),  # how sure a score is isn't asked here
        ceiling=np.full(grid.shape, np.inf),
    )
