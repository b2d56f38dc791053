"""The demonstration: month reports written as real workbooks and brought in through the ordinary intake."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.catalog.catalog import Catalog
from data.demonstration.knobs import Knobs
from data.demonstration.reports import Desk, Receipt, open_desk, schedule
from data.intake import Outcome, import_file
from data.reports.apart import Reader
from data.reports.report import digest
from data.reports.template import write_template
from data.store.store import Store


@dataclass(frozen=True)
class Demonstration:
    """All reports of a plan's demonstration, in the order of receipt, and those that a store doesn't hold yet."""

    catalog: Catalog
    knobs: Knobs
    receipts: tuple[Receipt, ...]
    outstanding: tuple[Receipt, ...]

    def is_current(self, store: Store) -> bool:
        """Tell whether what the store holds was made from this catalog and these settings.

        Each reporter's newest report that it holds is written again and looked for.
        """
        held = {each.reporter: each for each in self.receipts if each not in set(self.outstanding)}
        desk = self._desks()
        return all(store.report_of_sha(digest(write_report(desk(name), each))) for name, each in held.items())

    def bring_in(self, store: Store, folder: Path) -> Iterator[Outcome]:
        """Write what is outstanding into a folder and import it, one report after the other.

        Raises:
            StoreError: the store isn't meant for a demonstration.
        """
        folder.mkdir(parents=True, exist_ok=True)
        desk = self._desks()
        with Reader() as reader:
            for receipt in self.outstanding:
                path = folder / receipt.file_name
                path.write_bytes(write_report(desk(receipt.reporter), receipt))
                yield import_file(path, self.catalog, store, receipt.received_at, reader=reader)

    def _desks(self) -> Callable[[str], Desk]:
        return cache(lambda reporter: open_desk(self.catalog, self.knobs, reporter, self.receipts))


def open_demonstration(store: Store, catalog: Catalog, knobs: Knobs) -> Demonstration:
    """Dedicate a store to the demonstration of a plan, and find out what it lacks.

    Raises:
        StoreError: it holds real reports, or belongs to another plan.
    """
    store.initialise("demonstration", catalog.plan.plan)
    receipts = schedule(catalog, knobs)
    newest = store.completeness()
    held = dict(zip(zip(newest["reporter"], newest["month"], strict=True), newest["revision"], strict=True))
    outstanding = tuple(each for each in receipts if each.revision > held.get((each.reporter, each.month), 0))
    return Demonstration(catalog, knobs, receipts, outstanding)


def write_report(desk: Desk, receipt: Receipt) -> bytes:
    """Write a report's workbook; the same report is the same bytes."""
    contents = desk.contents(receipt)
    return write_template(
        desk.catalog,
        receipt.reporter,
        receipt.month,
        contents.last,
        filled={**contents.filled, **{(name, "note"): note for name, note in contents.notes.items()}},
        kind="first" if receipt.revision == 1 else "correction",
        demonstration=True,
    )
