"""What the engine's tables say against what the twin works out, cell by cell."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import product
from math import isclose, isnan
from typing import Any, TypeAlias

import pandas as pd

from data.catalog.catalog import Catalog, Indicator
from tests.reference.ends import ends, fresh
from tests.reference.expected import expectation
from tests.reference.judged import judgement
from tests.reference.known import Known, know, month_text, ordinal
from tests.reference.scores import LEVELS, children, node
from tests.reference.values import value

Cell: TypeAlias = str | float | None
Row: TypeAlias = dict[str, Cell]
Key: TypeAlias = tuple[str, ...]
OF_SILENCE = ("fresh", "carried", "low", "high", "floor", "on_track", "behind")
"""What a plan that skips silence isn't asked for."""
TIES = (Fraction(0), Fraction(1, 10**9), Fraction(-1, 10**9))
SPLITS = {"urban_rural": ("total", "urban", "rural"), "rural": ("total", "rural")}


def differences(catalog: Catalog, reported: pd.DataFrame, judged: pd.DataFrame, scores: pd.DataFrame) -> list[str]:
    """List the cells that differ, for the months of the engine's tables.

    The twin is exact and the engine is binary: where a number lies on a tie, such as 63.75, the engine may round it
    either way. So the twin rounds ties up, and down, too, and the engine's cell may be one of these or lie between.
    """
    columns = ["place", "month", "variable", "split", "state", "value"]
    figures = [
        (place, month, variable, split, None if state == "not_applicable" else amount)
        for place, month, variable, split, state, amount in reported[columns].itertuples(index=False)
    ]
    months = sorted(set(judged["month"]))
    left_out = () if catalog.plan.method.counts_silence else OF_SILENCE
    engine = {**by_key(judged, ("indicator", "split")), **by_key(scores, ("level", "code"))}
    twins: list[dict[Key, Row]] = []
    found: list[str] = []
    for tie in TIES:
        known = know(catalog, figures, tie)
        twins.append({**judged_rows(known, months), **score_rows(known, months)})
        found = list(compared(engine, twins, left_out))
        if not found:
            break
    return found


def by_key(table: pd.DataFrame, names: tuple[str, str]) -> dict[Key, Row]:
    rows: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    return {tuple(row[name] for name in ("place", "month", *names)): row for row in rows}


def compared(engine: dict[Key, Row], twins: list[dict[Key, Row]], left_out: Collection[str]) -> Iterator[str]:
    """Give every cell that isn't the same, and every row that only one of the two has."""
    first = twins[0]
    for name in dict.fromkeys((*engine, *first)):
        if name not in engine or name not in first:
            yield f"{' '.join(name)}: only {'the engine' if name in engine else 'the twin'} has it"
            continue
        for column in first[name]:
            mine, theirs = [twin[name][column] for twin in twins], engine[name][column]
            if column not in left_out and not is_among(mine, theirs):
                yield f"{' '.join(name)}: {column} is {theirs}, and {mine[0]} by the twin"


def is_among(mine: list[Cell], theirs: Cell) -> bool:
    """Tell whether a cell is one of the twin's, or a number between them."""
    if any(is_same(each, theirs) for each in mine):
        return True
    numbers = [each for each in mine if isinstance(each, float)]
    return isinstance(theirs, float) and len(numbers) > 1 and min(numbers) <= theirs <= max(numbers)


def is_same(mine: Cell, theirs: Cell) -> bool:
    if isinstance(mine, str) or isinstance(theirs, str):
        return mine == theirs
    if mine is None or theirs is None or isnan(theirs):
        return mine is None and (theirs is None or isnan(theirs))
    return isclose(mine, theirs, rel_tol=1e-6, abs_tol=1e-6)


# The twin's rows


def judged_rows(known: Known, months: Collection[str]) -> dict[Key, Row]:
    rows: dict[Key, Row] = {}
    for indicator, place, month in product(known.catalog.indicators.values(), (*known.counties, known.city), months):
        if place == known.city or not (indicator.rollup == "city" or indicator.split == "city"):
            for split in ("total",) if indicator.rollup == "derived" else SPLITS.get(indicator.split, ("total",)):
                key = (place, month, indicator.indicator, split)
                rows[key] = judged_row(known, indicator, place, split, ordinal(month))
    return rows


def judged_row(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Row:
    own = value(known, indicator, place, split, month)
    asked = expectation(known, indicator, place, split, month)
    judged, told = judgement(known, indicator, place, split, month), ends(known, indicator, place, split, month)
    return {
        "state": own.state,
        "value": number(own.value),
        "fresh": number(fresh(known, indicator, place, split, month)),
        "carried": "" if own.carried is None or own.value is None else month_text(own.carried),
        "expected": number(asked.expected) if asked else None,
        "status": judged.status,
        "attainment": number(judged.attainment),
        "shortfall": number(judged.shortfall),
        "low": number(told.low),
        "high": number(told.high),
        "floor": told.floor,
    }


def score_rows(known: Known, months: Collection[str]) -> dict[Key, Row]:
    rows: dict[Key, Row] = {}
    for month, place in product(months, (*known.counties, known.city)):
        for level, code in tree(known, "total", "total"):
            found = node(known, level, code, place, ordinal(month))
            if found:
                columns = {name: each if isinstance(each, str) else number(each) for name, each in vars(found).items()}
                rows[place, month, level, code] = columns
    return rows


def tree(known: Known, level: str, code: str) -> Iterator[tuple[str, str]]:
    """Give a node and all that is below it."""
    yield level, code
    if level != "indicator":
        for name, _ in children(known, level, code):
            yield from tree(known, LEVELS[LEVELS.index(level) - 1], name)


def number(amount: Fraction | None) -> float | None:
    return None if amount is None else float(amount)
