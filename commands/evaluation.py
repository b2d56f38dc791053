"""The evaluation: its proof, and the way from a value to its cells."""

import time
from typing import Annotated

import typer

from commands.listings import trace_table
from commands.office import REFUSED, MonthText, Office, known, month_asked, open_office
from commands.printing import console, say, say_error, since
from data.catalog.terms import split_named
from evaluation.engine.evaluate import is_of_another_plan
from evaluation.engine.evaluate import verify as differing_tables
from evaluation.findings.trace import shown_places
from evaluation.findings.trace import trace as trace_value
from speech.mistakes import Mistake
from speech.months import Month
from speech.words import words


def verify() -> None:
    """Prove that the tables are what a rebuild gives."""
    started = time.monotonic()
    with open_office() as office:
        _refuse_unevaluated(office)
        version = office.store.version
        different = differing_tables(office.store, office.catalog)
        counts = {"reported": len(office.store.reported()), "judged": len(office.store.judged())}
        counts["scores"] = len(office.store.scores())
        if different and office.store.version != version:
            raise Mistake(words("manage.verify.changing"))
    if different:
        tables = words("manage.comma").join(different)
        say_error(words("manage.verify.differs", tables=tables, seconds=since(started), **counts))
        raise typer.Exit(REFUSED)
    say("verify.same", seconds=since(started), **counts)


def _refuse_unevaluated(office: Office) -> None:
    """Tables that wait for their evaluation prove nothing against anybody.

    Raises:
        Mistake: reports came in, or the plan has changed, since the last evaluation.
    """
    if places := office.store.stale().spans:
        names = (office.catalog.places[place].name_zh if place in office.catalog.places else place for place in places)
        raise Mistake(words("manage.verify.stale", places=words("manage.comma").join(names)))
    if office.store.fingerprint is not None and is_of_another_plan(office.store, office.catalog):
        raise Mistake(words("manage.verify.other_plan"))


def trace(
    place: Annotated[str, typer.Option(help=words("manage.trace.place"))],
    month: MonthText,
    indicator: Annotated[str, typer.Option(help=words("manage.trace.indicator"))],
    split: Annotated[str, typer.Option(help=words("manage.trace.split"))] = "total",
) -> None:
    """List the cells that a value is made of."""
    with open_office() as office:
        catalog = office.catalog
        known("indicator", indicator, {code: each.name_zh for code, each in catalog.indicators.items()})
        asked, when = catalog.indicators[indicator], month_asked(month)
        known("place", place, {each.place: each.name_zh for each in shown_places(catalog, asked)})
        known("split", split, {name: words(f"manage.split.{name}") for name in asked.shown_splits})
        figures = trace_value(office.store, catalog, place, when, indicator, split=split_named(split))
        title = _title(office, place, when, split, indicator)
        console().print(trace_table(figures, catalog, title))


def _title(office: Office, place: str, month: Month, split: str, indicator: str) -> str:
    """Say whose value it is, and the value as it is stored."""
    rows = office.store.judged(month, [place])
    rows = rows[(rows["indicator"] == indicator) & (rows["split"] == split)]
    known = rows["value"].dropna()
    each = office.catalog.indicators[indicator]
    value = f"{known.iloc[0]:.{each.decimals}f} {each.unit_zh}" if len(known) else words("manage.trace.no_value")
    if carried := "".join(rows["carried"]):
        value += words("manage.trace.carried", month=carried)
    names = {"name": each.name_zh, "place": office.catalog.places[place].name_zh, "value": value}
    return words("manage.trace.title", month=month, split=words(f"manage.split.{split}"), **names)
