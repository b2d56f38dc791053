"""The real plan with fourteen months of seeded figures, saved report by report as the intake saves them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np

from data.catalog.catalog import Catalog, Variable, read_catalog
from data.reports.report import Figure, Problem, Report, digest
from data.store.store import open_store
from settings import ROOT
from speech.months import Month, month_of, number_of, ordinal, span

PLAN = ROOT / "data" / "plans" / "lhasa"
FIRST, LAST = "2023-01", "2024-02"
LATE, WARNED, SILENT = "540104", "540124", "540122"  # how the last month's report came, or didn't
LEVELS = dict(
    zip(
        ("540102", "540103", "540104", "540121", "540122", "540123", "540124", "540127"),
        (0.98, 0.9, 0.85, 0.75, 0.5, 0.62, 0.83, 0.7),
        strict=True,
    )
)
SPLITS = {"urban_rural": ("urban", "rural", "total"), "rural": ("rural",), "total": ("total",)}


def fill(url: str) -> None:
    """Fill a new demonstration database: eight counties of different levels, the last month with gaps.

    In the last month 540104 is late, 540124 has a warning, 540122 says nothing; 540123 has no venues (not
    applicable) and 540127 has none either (zero, so that their shares have no rate).
    """
    catalog = read_catalog(PLAN)
    store = open_store(url)
    store.initialise("demonstration", "lhasa")
    draws = np.random.default_rng(540100)
    for month in span(FIRST, LAST):
        for reporter in catalog.reporters:
            if (reporter, month) != (SILENT, LAST):
                report = _report(catalog, reporter, month, draws)
                late = (reporter, month) == (LATE, LAST)
                store.save(report, _received(month, 15 if late else 8), late, touches=[catalog.plan.city])
    store.close()


def _received(month: str, day: int) -> datetime:
    following = month_of(ordinal(month) + 1)
    return datetime(int(following[:4]), int(following[5:]), day, 4, tzinfo=UTC)


def _report(catalog: Catalog, reporter: str, month: str, draws: np.random.Generator) -> Report:
    county = reporter in catalog.places
    own = [variable for variable in catalog.variables.values() if variable.reporter in ("county", reporter)]
    wanted = [variable for variable in own if (variable.reporter == "county") == county]
    figures = tuple(figure for variable in wanted for figure in _figures(variable, reporter, month, draws))
    content = f"{reporter} {month}".encode()
    name = f"{reporter}-{month}.xlsx"
    warned = (reporter, month) == (WARNED, LAST)
    return Report(
        reporter=reporter,
        place=reporter if county else catalog.plan.city,
        month=Month(month),
        kind="first",
        template_version=catalog.plan.template_version,
        demonstration=True,
        file_name=name,
        content=content,
        sha256=digest(content),
        figures=figures,
        problems=(Problem("warning", "jump", name, "-", figures[0].cell, "9", "-", "-"),) if warned else (),
    )


def _figures(variable: Variable, reporter: str, month: str, draws: np.random.Generator) -> Iterator[Figure]:
    amounts = _amounts(variable, LEVELS.get(reporter, 0.9), ordinal(month) - ordinal(FIRST), number_of(month), draws)
    for split in SPLITS[variable.split]:
        absent = variable.variable in ("venues", "venues_free") and reporter == "540123"
        none = variable.variable in ("venues", "venues_free") and reporter == "540127"
        value = None if absent else 0.0 if none else amounts[split]
        state = "not_applicable" if absent else "reported"
        yield Figure(variable.variable, split, state, value, "-", f"F{variable.variable}{split}")  # type: ignore[arg-type]


def _amounts(variable: Variable, level: float, age: int, number: int, draws: np.random.Generator) -> dict[str, float]:
    """Give a denominator 200 and 300, a numerator the level's share of it, growing faster in the countryside."""
    if variable.kind == "milestone":
        return {"total": 1.0 if level > 0.7 else 0.0}
    share = level * draws.uniform(0.92, 1.0) if variable.at_most else 1.0
    if variable.kind == "to_date":
        share *= number / 12
    urban = round(200 * share * (1 + 0.001 * age))
    rural = round(300 * share * (level if variable.at_most else 1.0) * (0.8 + 0.01 * age))
    return {"urban": urban, "rural": rural, "total": urban + rural}
