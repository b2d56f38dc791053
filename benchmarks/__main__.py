"""`python -m benchmarks` prints the table of README's performance section."""

from benchmarks.briefs import brief_rows
from benchmarks.desk import desk_rows
from benchmarks.pages import page_rows
from benchmarks.scene import copy_database, demonstration
from benchmarks.stores import store_rows
from benchmarks.table import table
from benchmarks.wall import wall_rows
from data.catalog.catalog import read_catalog
from settings import read_settings


def main() -> None:
    """Measure on a database with the demonstration; what is written goes into a second copy of it."""
    with demonstration() as var:
        rows = [*page_rows(var), *desk_rows(var), *wall_rows(var), *brief_rows(var)]
        copy_database(var / "kesu.db", var / "scratch.db")
        rows += store_rows(read_catalog(read_settings({}).plan), var / "scratch.db")
    print(table(rows))


if __name__ == "__main__":
    main()
