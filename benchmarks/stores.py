"""Import, rebuild and rank bands, each against the least that any program would have to do."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.table import Row, compared
from data.catalog.catalog import Catalog
from data.intake import import_file
from data.reports.apart import Reader
from data.reports.template import write_template
from data.store.store import Store, open_store
from evaluation.engine.bands import plain_totals, rank_bands
from evaluation.engine.evaluate import evaluate, refresh
from evaluation.engine.scores import gather
from speech.months import Month, month_of, ordinal

RUNS = 7
RECEIVED = datetime(2026, 2, 5, tzinfo=UTC)
KEY = ["place", "month", "variable"]
Cell = tuple[str, int, int, str]


def store_rows(catalog: Catalog, database: Path) -> Iterator[Row]:
    """Measure on a demonstration database that may be spoilt."""
    store = open_store(f"sqlite:///{database}")
    try:
        refresh(store, catalog)
        month = max(store.months())
        yield _import(catalog, store, month)
        yield _rebuild(catalog, store)
        yield _bands(catalog, store, month)
    finally:
        store.close()


def _import(catalog: Catalog, store: Store, month: Month) -> Row:
    """Import a correction of one county's newest report: read, check, save, evaluate what it touches."""
    with (
        TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "floor.db")) as connection,
        Reader() as reader,
    ):
        connection.execute("CREATE TABLE cells (sheet TEXT, row INTEGER, place INTEGER, value TEXT)")
        # Each run needs a workbook of its own: one that was imported before is not imported again.
        waiting = workbooks(catalog, store, month, Path(folder), 2 * (RUNS + 1))

        def floor() -> None:
            cells = _cells(next(waiting))
            with connection:
                connection.executemany("INSERT INTO cells VALUES (?, ?, ?, ?)", cells)

        def ours() -> None:
            outcome = import_file(next(waiting), catalog, store, RECEIVED, reader=reader)
            refresh(store, catalog)
            if outcome.status != "revision":
                raise RuntimeError(f"the benchmark's report was {outcome.status}: {outcome.problems}")

        what = "import of one workbook: read, check, save, evaluate"
        return compared(what, "calamine reads its cells, sqlite3 inserts them", RUNS, ours=ours, floor_run=floor)


def workbooks(catalog: Catalog, store: Store, month: Month, folder: Path, count: int) -> Iterator[Path]:
    """Write workbooks that differ in the name of the office alone."""
    county = catalog.counties[0].place
    figures = store.last_figures(county, month_of(ordinal(month) + 1)).figures
    filled = {key: value for key, (_, value) in figures.items()}
    paths = [folder / f"{number}.xlsx" for number in range(count)]
    for path in paths:
        path.write_bytes(
            write_template(
                catalog, county, month, filled=filled, office=path.stem, kind="correction", demonstration=True
            )
        )
    return iter(paths)


def _cells(path: Path) -> Sequence[Cell]:
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    return [
        (sheet, row, column, str(value))
        for sheet in book.sheet_names
        for row, values in enumerate(book.get_sheet_by_name(sheet).to_python())
        for column, value in enumerate(values)
    ]


def _rebuild(catalog: Catalog, store: Store) -> Row:
    """Evaluate and write every place and month; the floor writes the same rows, and only sums the figures."""
    spans = dict.fromkeys([*(place.place for place in catalog.counties), catalog.plan.city], catalog.plan.first_month)
    done = evaluate(catalog, store.reported())
    with closing(sqlite3.connect(":memory:")) as connection:

        def floor() -> None:
            store.reported().groupby(KEY)["value"].sum()
            with connection:
                for name, frame in (("judged", done.judged), ("scores", done.scores)):
                    _insert(connection, name, frame)

        def ours() -> None:
            again = evaluate(catalog, store.reported())
            written = store.replace_evaluation(again.judged, again.scores, spans, catalog.fingerprint, store.stale())
            if not written:
                raise RuntimeError("the rebuild wasn't written")

        rows = f"{len(done.judged) + len(done.scores):,}"
        floor_name = "pandas sums the figures by place, month, variable; sqlite3 inserts as many rows in memory"
        return compared(f"full rebuild: {rows} rows", floor_name, RUNS, ours=ours, floor_run=floor)


def _insert(connection: sqlite3.Connection, name: str, frame: pd.DataFrame) -> None:
    connection.execute(f"DROP TABLE IF EXISTS {name}")
    connection.execute(f"CREATE TABLE {name} ({', '.join(frame.columns)})")
    rows = zip(*(frame[column].tolist() for column in frame.columns), strict=True)
    connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(frame.columns))})", rows)


def _bands(catalog: Catalog, store: Store, month: Month) -> Row:
    judged = store.judged(month=month)
    counties = judged[judged["place"] != catalog.plan.city]
    return compared(
        f"rank bands over {catalog.plan.bands.draws:,} draws", "one scoring of the counties", RUNS,
        ours=lambda: rank_bands(catalog, judged), floor_run=lambda: plain_totals(catalog, gather(catalog, counties)),
    )  # fmt: skip
