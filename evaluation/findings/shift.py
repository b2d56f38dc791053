"""What moved a city's total between two months, taken apart in the open: its reporters, and who and what else came in.

The same reporters are compared on the same targets and the same indicators; who reports, targets that moved and
indicators that became due or ended are told beside it. The four parts add up to the change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.catalog.catalog import Catalog, Indicator
from evaluation.assessment import Assessment, Judged, kept
from evaluation.engine.bands import plain_totals
from evaluation.engine.formulas import FORMULAS, Floats
from evaluation.engine.points import Yardstick, attainment, by_shortfall
from evaluation.engine.scores import JUDGED, gather
from speech.months import Month, month_of, ordinal


@dataclass(frozen=True)
class Shift:
    """A total then and now, in points; `same` is the change of those who reported both months, on equal terms."""

    month: Month
    before: float
    now: float
    same: float
    reporters: float
    targets: float
    due: float


@dataclass(frozen=True)
class _Month:
    """The city's and the counties' totals of one month, by indicator."""

    city: Mapping[str, Judged]
    counties: Mapping[str, tuple[Judged, ...]]


@kept
def shift_since(assessment: Assessment, months: int) -> Shift | None:
    """Take a city's change since some months ago apart; None where either month has no total."""
    catalog = assessment.catalog
    month = month_of(ordinal(assessment.month) - months)
    then, now = _read(assessment, month), _read(assessment, assessment.month)
    both = _reporters(assessment, month) & _reporters(assessment, assessment.month)
    before, after = _total(catalog, then.city.values()), _total(catalog, now.city.values())
    if before is None or after is None:
        return None
    rows_then, rows_now = _over(catalog, then, both), _over(catalog, now, both)
    due_then, due_now = _due(rows_then), _due(rows_now)
    old_targets = {name: _by_target_of(row, then.city.get(name), catalog) for name, row in rows_now.items()}
    steps = (
        _total(catalog, rows_then.values()),
        _total(catalog, _only(rows_then, due_now)),
        _total(catalog, _only(old_targets, due_then)),
        _total(catalog, _only(rows_now, due_then)),
        _total(catalog, rows_now.values()),
    )
    known = [step for step in steps if step is not None]
    if len(known) < len(steps):
        return None
    first, same_then, same_now, new_targets, last = known
    return Shift(
        month=month,
        before=before,
        now=after,
        same=same_now - same_then,
        reporters=(first - before) + (after - last),
        targets=new_targets - same_now,
        due=(same_then - first) + (last - new_targets),
    )


def _read(assessment: Assessment, month: Month) -> _Month:
    catalog, rows = assessment.catalog, assessment.history.totals_at(month)
    city = {
        name: rows[catalog.plan.city, name]
        for name, each in catalog.indicators.items()
        if each.weight > 0 and (catalog.plan.city, name) in rows
    }
    counties = {
        name: tuple(row for each in catalog.counties if (row := rows.get((each.place, name))) is not None)
        for name in city
        if catalog.indicators[name].rollup == "sum"
    }
    return _Month(city, counties)


def _reporters(assessment: Assessment, month: Month) -> set[str]:
    """Name the counties whose report of a month came."""
    return {row.reporter for row in assessment.history.reporting if row.month == month and row.state != "missing"}


def _due(rows: Mapping[str, Judged]) -> set[str]:
    return {name for name, row in rows.items() if row.status in JUDGED}


def _only(rows: Mapping[str, Judged], names: set[str]) -> list[Judged]:
    """Let nothing but some indicators be due."""
    return [row if name in names else replace(row, status="not_due") for name, row in rows.items()]


def _total(catalog: Catalog, rows: Iterable[Judged]) -> float | None:
    frame = pd.DataFrame([vars(row) for row in rows])
    if frame.empty:
        return None
    numbers = ["value", "attainment", "shortfall", "low", "high", "target", "expected", "baseline"]
    score = plain_totals(catalog, gather(catalog, frame.astype(dict.fromkeys(numbers, float))))
    return float(score[0]) if len(score) and np.isfinite(score[0]) else None


def _over(catalog: Catalog, month: _Month, places: set[str]) -> dict[str, Judged]:
    """Give the city's rows over some of its counties; what isn't their sum stays as it is."""
    return {
        name: _restricted(catalog, catalog.indicators[name], row, month.counties.get(name, ()), places)
        for name, row in month.city.items()
    }


def _restricted(
    catalog: Catalog, indicator: Indicator, row: Judged, counties: tuple[Judged, ...], places: set[str]
) -> Judged:
    chosen = [each for each in counties if each.place in places and each.numerator is not None]
    everyone = all(each.place in places or each.state == "not_applicable" for each in counties)
    if everyone or not chosen or row.value is None or row.rule in ("growing", "narrowing"):
        return row
    numerator = np.array([sum(each.numerator or 0.0 for each in chosen)])
    denominator = np.array([sum(each.denominator or 0.0 for each in chosen)]) if indicator.denominator else np.ones(1)
    value = float(FORMULAS[indicator.formula](numerator, denominator, indicator.factor)[0])
    if not np.isfinite(value):
        return row
    ways = {name: getattr(row, name) for name in ("expected", "baseline", "target")}
    if indicator.is_added:
        ways = {name: sum(getattr(each, name) or 0.0 for each in chosen) for name in ways}
    return _judged_anew(catalog, replace(row, value=value, **ways), indicator)


def _by_target_of(row: Judged, earlier: Judged | None, catalog: Catalog) -> Judged:
    """Judge a row by the target of an earlier month, where another version is in force now."""
    same = earlier is None or (earlier.version, earlier.target) == (row.version, row.target) or earlier.version == 0
    if same or earlier is None or not row.target or earlier.target is None or row.expected is None:
        return row
    if earlier.version == row.version:  # another period of the ledger, or other counties: no target moved
        return row
    expected = row.expected * earlier.target / row.target
    return _judged_anew(
        catalog, replace(row, expected=expected, target=earlier.target), catalog.indicators[row.indicator]
    )


def _judged_anew(catalog: Catalog, row: Judged, indicator: Indicator) -> Judged:
    """Score a row again from its value and expectation."""

    def array(value: float | None) -> Floats:
        return np.array([np.nan if value is None else value], dtype=float)

    no = np.array([False])
    stick = Yardstick(
        indicator=indicator,
        method=catalog.plan.method,
        expected=array(row.expected),
        baseline=array(row.baseline),
        target=array(row.target),
        falls=np.array([row.rule == "at_most"]),
        moving=no,
        asked=no,
    )
    value = array(row.value)
    return replace(
        row,
        attainment=float(attainment(stick, value)[0]),
        shortfall=float(by_shortfall(stick, value)[0]),
    )
