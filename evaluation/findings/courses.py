"""The months of each indicator that can be forecast: years by places, with what December asks as each month knew it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from data.catalog.catalog import Catalog, Indicator
from data.catalog.ledger import FOREVER, period_end
from data.catalog.terms import SPLITS
from evaluation.assessment import Assessment, kept
from evaluation.engine.amounts import Bools, Grid, Ints
from evaluation.engine.formulas import Floats
from evaluation.engine.targets import NO_TARGET, in_force
from speech.months import months_of, year_of

Kind: TypeAlias = Literal["flow", "stock"]
Unfit: TypeAlias = Literal["milestone", "yearly", "derived", "ratio"]

KINDS: tuple[Kind, ...] = ("flow", "stock")
READ = ("value", "numerator", "denominator", "target", "expected", "months_reported", "months_expected")
SIDE = {"at_least": 1.0, "at_most": -1.0}  # other rules compare with the year before
TOTAL = SPLITS.index("total")


@dataclass(frozen=True)
class Course:
    """An indicator's months; arrays are places x months, from a January to a December, NaN where nothing is known.

    `reported` counts the year's months behind a value; `complete` says that none of them, and no county, is missing.
    `bar` is what the value must meet in December, as each month knew it; `at_most` says that it must not be more.
    """

    indicator: Indicator
    kind: Kind
    value: Floats
    numerator: Floats
    denominator: Floats
    reported: Floats
    complete: Bools
    bar: Floats
    at_most: Bools


def kind_of(catalog: Catalog, indicator: Indicator) -> Kind | Unfit:
    """Say how an indicator can be forecast: as a running total over what stands, as a level, or why not at all."""
    if indicator.kind == "milestone":
        return "milestone"
    if indicator.rollup == "derived":
        return "derived"
    if indicator.kind == "annual" or indicator.formula not in ("count", "share", "rate"):
        return "yearly"
    above = {catalog.variables[name].kind for name in indicator.numerator}
    below = {catalog.variables[name].kind for name in indicator.denominator}
    if below <= {"stock"} and above <= {"flow", "to_date"}:
        return "flow"
    return "stock" if above | below == {"stock"} else "ratio"


@kept
def courses(assessment: Assessment) -> Mapping[str, Course]:
    """Give the months of every indicator that can be forecast, up to the assessment's own, by the indicator's code."""
    catalog = assessment.catalog
    if not assessment.months:
        return {}
    kinds = {code: kind_of(catalog, each) for code, each in catalog.indicators.items()}
    fit = {code: kind for code, found in kinds.items() for kind in KINDS if kind == found}
    grid = grid_of(assessment)
    columns = _columns(assessment, tuple(fit), grid)
    return {
        code: _course(catalog, catalog.indicators[code], kind, {name: each[n] for name, each in columns.items()}, grid)
        for n, (code, kind) in enumerate(fit.items())
    }


def grid_of(assessment: Assessment) -> Grid:
    """Span whole years, so that a month is found by its year and number; the city comes last."""
    catalog = assessment.catalog
    years = range(year_of(assessment.months[0]), year_of(assessment.month) + 1)
    places = (*(county.place for county in catalog.counties), catalog.plan.city)
    return Grid(places, tuple(month for year in years for month in months_of(year)))


def _columns(assessment: Assessment, codes: tuple[str, ...], grid: Grid) -> dict[str, Floats]:
    """Arrange what was judged of totals as indicators x places x months."""
    frame = assessment.history.judged_frame
    frame = frame[(frame["split"] == "total") & (frame["month"] <= assessment.month)]
    keys = (("indicator", codes), ("place", grid.places), ("month", grid.months))
    index = np.array([pd.Index(known).get_indexer(pd.Index(frame[name])) for name, known in keys])
    wanted = np.flatnonzero((index >= 0).all(axis=0))
    index, frame = index[:, wanted], frame.iloc[wanted]
    read = {name: frame[name].to_numpy(dtype=float) for name in READ}
    read["whole"] = (frame["places_reported"] == frame["places_expected"]).to_numpy(dtype=float)
    read["side"] = frame["rule"].map(SIDE).to_numpy(dtype=float)
    return {name: _placed(each, index, (len(codes), *grid.shape[:2])) for name, each in read.items()}


def _placed(column: Floats, index: Ints, shape: tuple[int, int, int]) -> Floats:
    array = np.full(shape, np.nan)
    array[tuple(index)] = column
    return array


def _course(catalog: Catalog, indicator: Indicator, kind: Kind, read: Mapping[str, Floats], grid: Grid) -> Course:
    whole = read["whole"] == 1
    return Course(
        indicator=indicator,
        kind=kind,
        value=read["value"],
        numerator=read["numerator"],
        denominator=read["denominator"],
        reported=np.where(whole, read["months_reported"], np.nan),
        complete=np.isfinite(read["value"]) & whole & (read["months_reported"] == read["months_expected"]),
        bar=np.where(np.isfinite(read["side"]), _bar(catalog, indicator, read, grid), np.nan),
        at_most=read["side"] < 0,
    )


def _bar(catalog: Catalog, indicator: Indicator, read: Mapping[str, Floats], grid: Grid) -> Floats:
    """Give what December asks: the target of the year, or where the straight line to a later one will have come.

    None where the period ends in another month of the year, or what isn't on a line in a later year.
    """
    months = grid.ordinals.astype(float)
    december, end = months - months % 12 + 11, _ends(catalog, indicator, grid)
    target, expected = read["target"], read["expected"]
    with np.errstate(invalid="ignore", divide="ignore"):
        line = expected + (target - expected) * (december - months) / (end - months)
    later = line if indicator.pace == "line" else np.full_like(line, np.nan)
    return np.select([(end == december) | (end == FOREVER), end > december], [target, later], np.nan)


def _ends(catalog: Catalog, indicator: Indicator, grid: Grid) -> Floats:
    """Give the month in which each place's target ends; of a city's sum without its own, that of the counties'."""
    rows = [(n, target) for n, target in enumerate(catalog.targets) if target.indicator == indicator.indicator]
    row = in_force(indicator, rows, grid)[..., TOTAL]
    ends = np.array([period_end(target) for target in catalog.targets] + [0], dtype=float)[row]
    ends[-1] = np.where(row[-1] == NO_TARGET, ends.max(axis=0), ends[-1])
    return np.asarray(ends)
