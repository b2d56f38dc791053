"""The demonstration, and the database of an office that has none."""

import time

import typer

from commands.office import REFUSED, open_office
from commands.outcomes import report, watched
from commands.printing import say, say_error, since
from data.demonstration.demonstration import open_demonstration
from data.demonstration.knobs import read_knobs
from data.store.database import StoreError
from evaluation.engine.evaluate import refresh


def demo() -> None:
    """Write the demonstration's reports and import them; nothing when they are in."""
    started = time.monotonic()
    with open_office() as office:
        try:
            demonstration = open_demonstration(office.store, office.catalog, read_knobs(office.settings.plan))
        except StoreError as error:
            say_error(str(error))
            raise typer.Exit(REFUSED) from None
        if not demonstration.is_current(office.store):
            outcome = "outdated"
        elif demonstration.outstanding:
            outcomes = demonstration.bring_in(office.store, office.settings.var / "demonstration")
            came = watched(outcomes, "demo.progress", len(demonstration.outstanding))
            report(came, [each for each in came if each.status == "rejected"])
            outcome = "done"
        else:
            outcome = "already"
        refresh(office.store, office.catalog)
        counts = {"reports": len(demonstration.receipts), "months": len(office.store.months())}
        say(f"demo.{outcome}", seconds=since(started), **counts)


def init() -> None:
    """Dedicate an empty database to an office's real reports."""
    with open_office() as office:
        office.store.initialise("office", office.catalog.plan.plan)
        say("init.done", plan=office.catalog.plan.plan)
