"""The whole street from reported figures to judged and scored tables, and keeping those tables fresh."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.catalog.catalog import Catalog
from data.store.evaluated import exact_judged, exact_scores
from data.store.store import Stale, Store
from data.store.tables import JUDGED_DTYPES, SCORES_DTYPES
from evaluation.engine.amounts import Grid
from evaluation.engine.judged import frame, judge
from evaluation.engine.scores import compute_scores
from evaluation.engine.targets import expect
from evaluation.engine.values import compute_values
from speech.months import ordinal, span

BEGINNING = "0000-01"  # before any month


@dataclass(frozen=True)
class Evaluation:
    """Hold the judged and the scores frame of the same places and months."""

    judged: pd.DataFrame
    scores: pd.DataFrame


def grid_of(catalog: Catalog, reported: pd.DataFrame) -> Grid:
    """Span the plan's counties and city over the months from the plan's first to the newest reported."""
    first = catalog.plan.first_month
    last = str(reported["month"].max()) if len(reported) else ""
    places = tuple(place.place for place in catalog.counties)
    return Grid((*places, catalog.plan.city), span(first, last) if last >= first else ())


def evaluate(catalog: Catalog, reported: pd.DataFrame, spans: Mapping[str, str] | None = None) -> Evaluation:
    """Evaluate reported figures.

    `spans` limits the rows to some places, each from a month on; without it, every place and month has rows.
    """
    grid = grid_of(catalog, reported)
    if not grid.months:
        return Evaluation(_empty(JUDGED_DTYPES), _empty(SCORES_DTYPES))
    values = compute_values(catalog, reported, grid)
    expectations = expect(catalog, values, grid)
    judgements = judge(catalog, values, expectations, grid)
    judged = frame(catalog, values, expectations, judgements, grid, _wanted(grid, spans))
    return Evaluation(judged, compute_scores(catalog, judged))


def _empty(dtypes: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in dtypes.items()})


def _wanted(grid: Grid, spans: Mapping[str, str] | None) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    if spans is None:
        return np.ones(grid.shape[:2], dtype=bool)
    beyond = np.iinfo(np.int64).max
    starts = np.array([ordinal(spans[place]) if place in spans else beyond for place in grid.places])
    return np.asarray(grid.ordinals[None, :] >= starts[:, None])


def is_of_another_plan(store: Store, catalog: Catalog) -> bool:
    """Tell whether the tables were made when the plan's data were others than they are now."""
    return store.fingerprint != catalog.fingerprint


def refresh(store: Store, catalog: Catalog) -> Mapping[str, str]:
    """Evaluate again what imports have touched since the last time, and say what that was.

    When the plan's data have changed, everything is evaluated, and what the plan no longer has is dropped; a
    newly begun month is evaluated for every place.
    """
    stale = store.stale()
    renewed = is_of_another_plan(store, catalog)
    if not stale.spans and not renewed:
        return {}
    reported = store.reported()
    grid = grid_of(catalog, reported)
    if not grid.months:
        return {}
    spans = _everything(store, grid) if renewed else _touched(catalog, store, grid, stale)
    evaluation = evaluate(catalog, reported, spans)
    store.replace_evaluation(evaluation.judged, evaluation.scores, spans, catalog.fingerprint, stale)
    return spans


def _everything(store: Store, grid: Grid) -> dict[str, str]:
    return dict.fromkeys([*grid.places, *store.judged()["place"].unique()], BEGINNING)


def _touched(catalog: Catalog, store: Store, grid: Grid, stale: Stale) -> dict[str, str]:
    """Add, for every place, the first month that hasn't been evaluated yet to what is stale.

    Where a year's course is that of earlier years, what is stale of a year is in the course of all years after it.
    """
    spans, known = dict(stale.spans), set(store.months())
    begun = [month for month in grid.months if month not in known][:1]
    if catalog.plan.method.course == "earlier" and spans:
        january = f"{int(min(spans.values())[:4]) + 1:04d}-01"
        begun += [month for month in grid.months if month >= january][:1]
    for place in grid.places if begun else ():
        spans[place] = min(spans.get(place, min(begun)), *begun)
    return spans


def verify(store: Store, catalog: Catalog) -> tuple[str, ...]:
    """Evaluate everything again in memory and name the tables that differ from what is stored, bit for bit."""
    evaluation = evaluate(catalog, store.reported())
    pairs = {
        "judged": (store.judged(), exact_judged(evaluation.judged)),
        "scores": (store.scores(), exact_scores(evaluation.scores)),
    }
    return tuple(name for name, (stored, computed) in pairs.items() if not stored.equals(computed))
