"""From values and expectations to judgements: attainment, status, memory of misses, gates, projection."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.catalog.catalog import SPLITS, Catalog, Indicator, Plan
from data.catalog.terms import STATES
from data.store.tables import JUDGED_DTYPES
from evaluation.engine.amounts import NOT_APPLICABLE, REPORTED, Bools, Grid
from evaluation.engine.formulas import Floats, enough, quotient
from evaluation.engine.targets import NO_TARGET, Expectation
from evaluation.engine.values import Values

Texts: TypeAlias = NDArray[np.str_]

ROUNDING = 1e-9  # what a quotient may lose to binary fractions
TREND_MONTHS = 12  # a stock's pace is that of the last year


@dataclass(frozen=True)
class Judgement:
    """Hold the judgements of one indicator; every array is places x months x splits.

    `attainment` is in per cent of what is expected by now, not capped; `distance` is value minus target;
    `projected` the value at the year's end at the present pace; `late_green` counts the months of this year
    that were missed before the month made good; `gate` says why a light isn't in full colour.
    """

    attainment: Floats
    distance: Floats
    projected: Floats
    status: Texts
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
    rules = ledger_rules[expectation.row]
    attainment = _attainment(indicator, values, expectation.expected, rules)
    met = _met(indicator, values, expectation.expected, rules, attainment, catalog.plan)
    status = _status(values, expectation, met, attainment, catalog.plan)
    missed = status == "behind"
    earlier = _earlier_this_year(missed, grid)
    return Judgement(
        attainment=np.where(expectation.due, attainment, np.nan),
        distance=values.value - expectation.target,
        projected=_projected(indicator, values, grid),
        status=status,
        missed=missed,
        late_green=(status == "on_track") & earlier,
        gate=_gate(values, catalog.plan),
    )


def _attainment(indicator: Indicator, values: Values, expected: Floats, rules: Texts) -> Floats:
    """Per cent of the expectation; where less is better, of the value. Where nothing is expected yet, 100.

    Of a growth rate, what has grown is compared: with 3 % where 5 % are expected, 103 of 105.
    """
    base = 100.0 if indicator.formula == "growth" else 0.0
    value, expected, falls = values.value + base, expected + base, _falls(indicator, rules)
    above, below = np.where(falls, expected, value), np.where(falls, value, expected)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        attainment = np.where(below <= 0, 100.0, above / below * 100)
    return np.where(np.isfinite(above) & np.isfinite(below), np.maximum(attainment, 0), np.nan)


def _falls(indicator: Indicator, rules: Texts) -> Bools:
    down = indicator.direction == "down"
    return np.isin(rules, ["at_most", "narrowing"] if down else ["at_most"])


def _met(indicator: Indicator, values: Values, expected: Floats, rules: Texts, attainment: Floats, plan: Plan) -> Bools:
    """Standing still is neither growing nor narrowing; for the other rules attainment decides."""
    moving = (rules == "growing") | (rules == "narrowing")
    better = np.where(_falls(indicator, rules), values.value < expected, values.value > expected)
    return np.asarray(np.where(moving, better, attainment >= plan.on_track - ROUNDING))


def _status(values: Values, expectation: Expectation, met: Bools, attainment: Floats, plan: Plan) -> Texts:
    unknown = ~np.isfinite(attainment) | (values.state != REPORTED)
    return np.select(
        [
            values.state == NOT_APPLICABLE,
            ~expectation.due & (expectation.row == NO_TARGET),
            ~expectation.due,
            unknown,
            met,
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


def _projected(indicator: Indicator, values: Values, grid: Grid) -> Floats:
    """Project to December: a flow by its months so far, a stock along its last year; others have no pace."""
    if indicator.kind in ("annual", "milestone") or indicator.pace == "due":
        return np.full(grid.shape, np.nan)
    if indicator.pace == "year":
        projected = quotient(values.value * 12, values.months_reported)
    else:
        back = np.minimum(np.arange(len(grid.months)), TREND_MONTHS)
        before = values.value[:, np.arange(len(grid.months)) - back]
        slope = quotient(values.value - before, back[None, :, None].astype(float))
        projected = values.value + np.where(np.isfinite(slope), slope, np.nan) * (12 - grid.numbers)[None, :, None]
    return np.clip(projected, 0, 100 if indicator.formula == "share" else None)


def _gate(values: Values, plan: Plan) -> Texts:
    """Name what keeps a light from full colour.

    A county's light is gated by its own report; the city's, when the counties concerned are more than the
    share that may be missing from a score.
    """
    expected = np.maximum(values.places_expected, 1)
    single = values.places_expected <= 1
    absent = np.where(single, 0, values.places_expected - values.places_reported)
    reasons = {
        "late": values.late,
        "warnings": values.warnings,
        "unapproved": values.unapproved,
        "incomplete": values.incomplete + absent,
    }
    gate = np.zeros(values.state.shape, dtype="<U40")
    shown = (values.state != 0) & (values.state != NOT_APPLICABLE)
    for reason, counts in reasons.items():
        gated = shown & np.where(single, counts > 0, ~enough(1 - counts / expected, plan.scoring.minimum_share))
        gate = np.where(gated, np.char.strip(np.char.add(np.char.add(gate, " "), reason)), gate)
    return gate


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
        "late_green": _missed_months(judgement, grid)[shown],
    }
    for source, names in ((values, _OF_VALUES), (expectation, ("target", "expected")), (judgement, _OF_JUDGEMENT)):
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
    "late",
    "warnings",
)
_OF_JUDGEMENT = ("attainment", "distance", "projected", "status", "gate")


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


def _missed_months(judgement: Judgement, grid: Grid) -> Texts:
    """List, where a light is late green, the months of its year that were missed."""
    text = np.zeros(judgement.status.shape, dtype=f"<U{8 * 11}")
    for p, m, s in np.argwhere(judgement.late_green):
        january = m - grid.numbers[m] + 1
        months = [grid.months[k] for k in range(max(january, 0), m) if judgement.missed[p, k, s]]
        text[p, m, s] = " ".join(months)
    return text
