"""From values and expectations to judgements: attainment, status, how sure both are, memory of misses, gates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import SPLITS, Catalog, Indicator, Plan
from data.catalog.terms import STATES
from data.store.tables import JUDGED_DTYPES
from evaluation.engine.amounts import MISSING, NOT_APPLICABLE, REPORTED, Bools, Grid, Ints
from evaluation.engine.formulas import Floats, enough
from evaluation.engine.interval import county_weights, interval, weighed
from evaluation.engine.points import Yardstick, attainment, by_shortfall, undetectable, yardstick
from evaluation.engine.targets import NO_TARGET, Expectation
from evaluation.engine.values import Values

Texts: TypeAlias = NDArray[np.str_]

ROUNDING = 1e-9  # what a quotient may lose to binary fractions


@dataclass(frozen=True)
class Judgement:
    """Hold the judgements of one indicator; every array is places x months x splits.

    `attainment` is in per cent of what is expected by now, not capped; `distance` is value minus target; `shortfall`
    the points (0-100) that the way from the baseline gives; `low` and `high` the plan's points if all that is missing
    were nothing or as expected; `floor` the status at the low end; `fresh` the share that came. `late_green` counts
    the months of this year that were missed before the month made good; `gate` says why a light isn't in full colour.
    """

    attainment: Floats
    distance: Floats
    shortfall: Floats
    low: Floats
    high: Floats
    fresh: Floats
    status: Texts
    floor: Texts
    missed: Bools
    late_green: Bools
    gate: Texts


def judge(
    catalog: Catalog, values: Mapping[str, Values], expectations: Mapping[str, Expectation], grid: Grid
) -> dict[str, Judgement]:
    """Judge every indicator against what is expected of it by now."""
    rules = _ledger(catalog)["rule"]
    return {
        name: _judgement(catalog, catalog.indicators[name], each, expectations[name], rules, grid)
        for name, each in values.items()
    }


def _judgement(
    catalog: Catalog, indicator: Indicator, values: Values, expectation: Expectation, ledger_rules: Texts, grid: Grid
) -> Judgement:
    plan = catalog.plan
    stick = yardstick(indicator, plan.method, expectation, ledger_rules[expectation.row])
    value = undetectable(stick, values.value, values.doubt)
    found = attainment(stick, value)
    unknown = ~np.isfinite(found) | (values.state != REPORTED)
    status = _status(values, expectation, stick, value, found, unknown, plan)
    bounds = interval(
        indicator, indicator.normalise or plan.scoring.normalise, replace(values, value=value), expectation, stick
    )
    least = attainment(stick, bounds.least)
    unsure = ~np.isfinite(least) | (unknown & (bounds.fresh >= 1))
    floor = _status(values, expectation, stick, bounds.least, least, unsure, plan)
    missed = status == "behind"
    earlier = _earlier_this_year(missed, grid)
    due = expectation.due & (values.state != NOT_APPLICABLE)
    return Judgement(
        attainment=np.where(expectation.due, found, np.nan),
        distance=values.value - expectation.target,
        shortfall=np.where(expectation.due & ~unknown, by_shortfall(stick, value), np.nan),
        low=np.where(due, np.nan_to_num(bounds.low), np.nan),
        high=np.where(due, np.where(np.isfinite(bounds.high), bounds.high, 100.0), np.nan),
        fresh=bounds.fresh,
        status=status,
        floor=floor,
        missed=missed,
        late_green=(status == "on_track") & earlier,
        gate=_gate(indicator, values, expectation, plan),
    )


def _met(stick: Yardstick, value: Floats, attainment: Floats, plan: Plan) -> Bools:
    """Standing still is neither growing nor narrowing; for the other rules attainment decides."""
    better = np.where(stick.falls, value < stick.expected, value > stick.expected)
    met = attainment >= plan.on_track - ROUNDING
    return np.asarray(np.where(stick.moving & ~stick.asked, better, met))


def _status(
    values: Values,
    expectation: Expectation,
    stick: Yardstick,
    value: Floats,
    attainment: Floats,
    unknown: Bools,
    plan: Plan,
) -> Texts:
    return np.select(
        [
            values.state == NOT_APPLICABLE,
            ~expectation.due & (expectation.row == NO_TARGET),
            ~expectation.due,
            unknown,
            _met(stick, value, attainment, plan),
            attainment >= plan.at_risk - ROUNDING,
        ],
        ["not_due", "no_target", "not_due", "no_data", "on_track", "at_risk"],
        "behind",
    )


def _earlier_this_year(missed: Bools, grid: Grid) -> Bools:
    earlier = np.zeros_like(missed)
    for m in range(1, len(grid.months)):
        if grid.numbers[m] > 1:
            earlier[:, m] = earlier[:, m - 1] | missed[:, m - 1]
    return earlier


def _gate(indicator: Indicator, values: Values, expectation: Expectation, plan: Plan) -> Texts:
    """Name what keeps a light from full colour.

    A county's light is gated by its own report. The city's is gated when the counties concerned are more than the
    share that may be missing from a score; or, where silence is counted, when they hold more than the plan's share of
    the denominators, or of what is expected.
    """
    single = values.places_expected <= 1
    reasons = {"late": values.late, "warnings": values.warnings, "unapproved": values.unapproved}
    if plan.method.counts_silence:
        reasons |= {"carried": values.places_carried, "incomplete": values.incomplete}
    else:
        absent = np.where(single, 0, values.places_expected - values.places_reported)
        reasons |= {"incomplete": values.incomplete + absent}
    weights = county_weights(indicator, values, expectation) if plan.method.counts_silence else None
    found = np.zeros(values.state.shape, dtype=np.int64)
    shown = (values.state != MISSING) & (values.state != NOT_APPLICABLE)
    for bit, (reason, counts) in enumerate(reasons.items()):
        many = _too_many(indicator, values, plan, reason, counts, weights)
        found += (shown & np.where(single, counts > 0, many)) * 2**bit
    texts = [
        " ".join(reason for bit, reason in enumerate(reasons) if mask & 2**bit) for mask in range(2 ** len(reasons))
    ]
    return np.array(texts)[found]


def _too_many(
    indicator: Indicator, values: Values, plan: Plan, reason: str, counts: Ints, weights: Floats | None
) -> Bools:
    """Tell where the counties that a reason concerns are too many for the city's light."""
    if weights is None or indicator.rollup != "sum":
        return ~enough(1 - counts / np.maximum(values.places_expected, 1), plan.scoring.minimum_share)
    concerned = counts[:-1] > 0
    if reason == "incomplete":
        concerned = concerned | (values.state[:-1] == MISSING)
    many = np.zeros(values.state.shape, dtype=bool)
    share = weighed(concerned, weights, concerned.mean(axis=0))
    many[-1] = share > plan.method.gate_share + ROUNDING
    return many


def frame(
    catalog: Catalog,
    values: Mapping[str, Values],
    expectations: Mapping[str, Expectation],
    judgements: Mapping[str, Judgement],
    grid: Grid,
    wanted: Bools,
) -> pd.DataFrame:
    """Lay the judgements out as the judged frame, a row for each wanted place and month, split and indicator.

    `wanted` is places x months.
    """
    ledger = _ledger(catalog)
    parts = [
        _rows(catalog.indicators[name], values[name], expectations[name], judgements[name], grid, wanted)
        | {
            column: array[expectations[name].row[_rowed(catalog.indicators[name], grid, wanted)]]
            for column, array in ledger.items()
        }
        for name in values
    ]
    whole = pd.DataFrame({column: np.concatenate([part[column] for part in parts]) for column in JUDGED_DTYPES})
    return whole.astype(dict(JUDGED_DTYPES))


def _rows(
    indicator: Indicator,
    values: Values,
    expectation: Expectation,
    judgement: Judgement,
    grid: Grid,
    wanted: Bools,
) -> dict[str, NDArray[Any]]:
    shown = _rowed(indicator, grid, wanted)
    place, month, split = np.nonzero(shown)
    columns: dict[str, NDArray[Any]] = {
        "place": np.array(grid.places)[place],
        "month": np.array(grid.months)[month],
        "split": np.array(SPLITS)[split],
        "indicator": np.full(len(place), indicator.indicator),
        "state": np.array(STATES)[values.state[shown]],
        "approved": values.unapproved[shown] == 0,
        "carried": _carried_months(values, grid)[shown],
        "late_green": _missed_months(judgement, grid)[shown],
    }
    for source, names in (
        (values, _OF_VALUES),
        (expectation, ("target", "expected", "baseline")),
        (judgement, _OF_JUDGEMENT),
    ):
        columns |= {name: getattr(source, name)[shown] for name in names}
    return columns


_OF_VALUES = (
    "value",
    "numerator",
    "denominator",
    "months_reported",
    "months_expected",
    "places_reported",
    "places_expected",
    "places_carried",
    "late",
    "warnings",
    "doubt",
)
_OF_JUDGEMENT = ("attainment", "distance", "shortfall", "low", "high", "fresh", "status", "floor", "gate")


def _shown(indicator: Indicator, grid: Grid) -> Bools:
    """Mark the cells that have a row: city indicators have them for the city alone."""
    shown = np.zeros(grid.shape, dtype=bool)
    splits = [SPLITS.index(split) for split in indicator.shown_splits]
    shown[-1 if indicator.is_of_city else slice(None)][..., splits] = True
    return shown


def _rowed(indicator: Indicator, grid: Grid, wanted: Bools) -> Bools:
    return _shown(indicator, grid) & wanted[:, :, None]


def _ledger(catalog: Catalog) -> dict[str, NDArray[Any]]:
    """Give the ledger's columns as arrays to be taken from by row; NO_TARGET takes the blank at the end."""
    texts = {
        name: np.array([getattr(target, name) for target in catalog.targets] + [""])
        for name in ("rule", "basis", "clause")
    }
    return texts | {"version": np.array([target.version for target in catalog.targets] + [0])}


def _carried_months(values: Values, grid: Grid) -> Texts:
    """Name the month that the oldest figure behind a value is of, where that is an earlier one."""
    earlier = (values.state == REPORTED) & (values.since < grid.ordinals[None, :, None])
    first = grid.ordinals[0]
    known = np.array([*grid.months, ""])
    place = np.clip(values.since - first, 0, len(grid.months) - 1)
    return np.asarray(known[np.where(earlier & (values.since >= first), place, len(grid.months))])


def _missed_months(judgement: Judgement, grid: Grid) -> Texts:
    """List, where a light is late green, the months of its year that were missed."""
    text = np.zeros(judgement.status.shape, dtype=f"<U{8 * 11}")
    for p, m, s in np.argwhere(judgement.late_green):
        january = m - grid.numbers[m] + 1
        months = [grid.months[k] for k in range(max(january, 0), m) if judgement.missed[p, k, s]]
        text[p, m, s] = " ".join(months)
    return text
