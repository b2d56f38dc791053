"""The reports behind the figures: where each stands, what came with warnings, what was corrected."""

from collections import defaultdict
from dataclasses import dataclass
from threading import Lock

import pandas as pd
from cachetools import LRUCache

from data.catalog.catalog import Catalog
from data.catalog.terms import Split
from data.store.store import Change, Source, Store, StoreError, Warned
from evaluation.findings.falls import Fall, falls
from evaluation.findings.outliers import Unusual, Values, jumps, months_before, outliers, outstanding
from evaluation.findings.trace import Traced, counted, trace
from speech.months import Month, month_of, ordinal, span, year_of

KEPT = 120  # months whose conspicuous figures are kept; those of an earlier version of the store fall out first


@dataclass(frozen=True)
class Corrected:
    """What a revision of a reporter's month report made of a figure, and the digest of the revision's file."""

    reporter: str
    change: Change
    sha256: str


@dataclass(frozen=True)
class Conspicuous:
    """A figure that stands out, and where it stands."""

    unusual: Unusual
    source: Source | None


@dataclass(frozen=True)
class Original:
    """A report's file as it came."""

    name: str
    content: bytes


class Records:
    """The door to what the reports say beyond their figures."""

    def __init__(self, store: Store, catalog: Catalog) -> None:
        self.catalog = catalog
        self._store = store
        self._found: LRUCache[tuple[int, str], tuple[Conspicuous, ...]] = LRUCache(KEPT)
        self._lock = Lock()

    def trace(self, place: str, month: Month, indicator: str, *, split: Split = "total") -> tuple[Traced, ...]:
        """List the reported figures behind an indicator's value."""
        return trace(self._store, self.catalog, place, month, indicator, split=split)

    def counted(self, figures: tuple[Traced, ...]) -> tuple[bool, ...]:
        """Say of each figure behind a value whether it went into it."""
        return counted(self.catalog, figures)

    def warnings(self, month: Month) -> tuple[Warned, ...]:
        """List the warnings that a month's reports came in with."""
        return self._store.warnings(month)

    def corrections(self, month: Month) -> tuple[Corrected, ...]:
        """List what corrections of a month's reports changed, reporter by reporter."""
        came = self._store.completeness([month])
        revised = came.loc[came["revision"] > 1, "reporter"].tolist()
        files = {reporter: self._store.revision_files(reporter, month) for reporter in revised}
        return tuple(
            Corrected(reporter, change, files[reporter][change.revision])
            for reporter in revised
            for change in self._store.changes(reporter, month)
        )

    def falls(self, month: Month) -> tuple[Fall, ...]:
        """List the running totals of a month that disagree with an earlier or later month of its year."""
        totals = [name for name, variable in self.catalog.variables.items() if variable.kind == "to_date"]
        year = year_of(month)
        months = span(Month(f"{year}-01"), Month(f"{year}-12"))
        return falls(self.catalog, _values(self._store.reported(months=months, variables=totals)), month)

    def conspicuous(self, month: Month) -> tuple[Conspicuous, ...]:
        """List the jumps, outliers and falls of a month with their cells, the furthest beyond its limit first."""
        key = self._store.version, month
        with self._lock:
            if key not in self._found:
                self._found[key] = self._conspicuous(month)
            return self._found[key]

    def _conspicuous(self, month: Month) -> tuple[Conspicuous, ...]:
        flows = [name for name, variable in self.catalog.variables.items() if variable.kind == "flow"]
        near = _values(self._store.reported(months=[month_of(ordinal(month) - 1), month]))
        year = _values(self._store.reported(months=months_before(month), variables=flows))
        fallen = (_as_unusual(fall) for fall in self.falls(month) if fall.month == month)
        found = outstanding((*jumps(self.catalog, near, month), *outliers(self.catalog, year, month), *fallen))
        sources = self._store.sources({each.place for each in found}, {month}, {each.variable for each in found})
        return tuple(
            Conspicuous(each, sources.get((each.place, each.month, each.variable, each.split))) for each in found
        )

    def original(self, sha256: str) -> Original | None:
        """Give a report's file, None where there is no such report."""
        report = self._store.report_of_sha(sha256)
        try:
            return Original(report.file_name, self._store.original(sha256)) if report else None
        except StoreError:
            return None


def _as_unusual(fall: Fall) -> Unusual:
    size = fall.value / fall.before - 1
    return Unusual("fall", fall.place, fall.month, fall.variable, fall.split, fall.value, fall.before, size, 0)


def _values(reported: pd.DataFrame) -> Values:
    """Arrange the figures that have a value by place, variable and split, then by month."""
    values: defaultdict[tuple[str, str, Split], dict[str, float]] = defaultdict(dict)
    given = reported[reported["value"].notna()]
    columns = (given[name].tolist() for name in ("place", "variable", "split", "month", "value"))
    for place, variable, split, month, value in zip(*columns, strict=True):
        values[place, variable, split][month] = value
    return values
