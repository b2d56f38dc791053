"""The command line: demonstration, templates, import, proof, changes, and the way from a figure to its cell."""

import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from typer.core import TyperGroup

from commands.listings import changes_table, kiosks_table, problems_table, trace_table
from data.catalog.catalog import Catalog, CatalogError, read_catalog
from data.demonstration.demonstration import open_demonstration
from data.demonstration.knobs import read_knobs
from data.intake import Outcome, find_reports, import_files, last_month_figures
from data.reports.template import template_name, write_template
from data.store.database import StoreError
from data.store.store import Store, open_store
from editions.kept import Edition, edition_of, read_edition
from editions.opened import faults_of
from evaluation.engine.evaluate import refresh
from evaluation.engine.evaluate import verify as differing_tables
from evaluation.findings.trace import shown_places, shown_splits
from evaluation.findings.trace import trace as trace_value
from publishing import making
from publishing.order import Order
from reading.text import BEIJING
from settings import Settings, read_settings
from speech.words import words
from web.server import serving

REFUSED, FAILED = 1, 2
STANDARD_OUTPUT = Path("-")
PIPE_WIDTH = 220
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


class Commands(TyperGroup):
    """A group of commands that says in a sentence what is wrong."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it can't do ends with exit code 2, without a traceback."""
        try:
            return super().invoke(ctx)
        except (CatalogError, StoreError, *making.FAILURES, ValueError, OSError) as error:
            _fail(str(error))
            raise typer.Exit(FAILED) from None


@dataclass(frozen=True)
class Office:
    """What a command works with."""

    settings: Settings
    catalog: Catalog
    store: Store


app = typer.Typer(cls=Commands, help=words("manage.help"), no_args_is_help=True, add_completion=False)
Place = Annotated[str, typer.Option(help=words("manage.template.place"))]
Department = Annotated[str, typer.Option(help=words("manage.template.department"))]
Month = Annotated[str, typer.Option(help=words("manage.template.month"))]


@app.command(help=words("manage.demo.help"))
def demo() -> None:
    """Write the demonstration's reports and import them; nothing when they are in."""
    started = time.monotonic()
    with _office() as office:
        try:
            demonstration = open_demonstration(office.store, office.catalog, read_knobs(office.settings.plan))
        except StoreError as error:
            _fail(str(error))
            raise typer.Exit(REFUSED) from None
        if not demonstration.is_current(office.store):
            outcome = "outdated"
        elif demonstration.outstanding:
            outcomes = demonstration.bring_in(office.store, office.settings.var / "demonstration")
            came = _watched(outcomes, "demo.progress", len(demonstration.outstanding))
            _report(came, [each for each in came if each.status == "rejected"])
            outcome = "done"
        else:
            outcome = "already"
        refresh(office.store, office.catalog)
        counts = {"reports": len(demonstration.receipts), "months": len(office.store.months())}
        _say(f"demo.{outcome}", seconds=_since(started), **counts)


@app.command(help=words("manage.init.help"))
def init() -> None:
    """Dedicate an empty database to an office's real reports."""
    with _office() as office:
        office.store.initialise("office", office.catalog.plan.plan)
        _say("init.done", plan=office.catalog.plan.plan)


@app.command(help=words("manage.template.help"))
def template(
    month: Month,
    place: Place = "",
    department: Department = "",
    out: Annotated[Path | None, typer.Option(help=words("manage.template.out"))] = None,
) -> None:
    """Write the workbook that a reporter fills."""
    with _office() as office:
        reporter = _reporter(office.catalog, place, department)
        content = write_template(
            office.catalog,
            reporter,
            _month(month),
            last_month_figures(office.store, reporter, month),
            demonstration=office.store.kind == "demonstration",
        )
        path = out or Path(template_name(office.catalog, reporter, month))
    if path == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
    else:
        path.write_bytes(content)
        _say("template.done", path=path)


@app.command(name="import", help=words("manage.import.help"))
def import_(paths: Annotated[list[Path], typer.Argument(help=words("manage.import.paths"))]) -> None:
    """Bring reports in and evaluate what they touch."""
    files = find_reports(paths)
    if not files:
        raise ValueError(words("manage.import.none", paths=" ".join(map(str, paths))))
    with _office() as office:
        now = datetime.now(UTC)
        with _progress() as bar:
            task = bar.add_task(words("manage.import.progress"), total=len(files))
            outcomes = import_files(
                files, office.catalog, office.store, lambda _: now, progress=lambda _: bar.advance(task)
            )
        refresh(office.store, office.catalog)
    _report(outcomes, outcomes)


@app.command(help=words("manage.verify.help"))
def verify() -> None:
    """Prove that the tables are what a rebuild gives."""
    started = time.monotonic()
    with _office() as office:
        different = differing_tables(office.store, office.catalog)
        counts = {"reported": len(office.store.reported()), "judged": len(office.store.judged())}
        counts["scores"] = len(office.store.scores())
    if different:
        tables = words("manage.comma").join(different)
        _fail(words("manage.verify.differs", tables=tables, seconds=_since(started), **counts))
        raise typer.Exit(REFUSED)
    _say("verify.same", seconds=_since(started), **counts)


@app.command(help=words("manage.changes.help"))
def changes(month: Month, place: Place = "", department: Department = "") -> None:
    """List what corrections changed."""
    with _office() as office:
        reporter = _reporter(office.catalog, place, department)
        names = {"reporter": reporter, "month": _month(month)}
        if not office.store.has_report(reporter, month):
            raise ValueError(words("manage.changes.missing", **names))
        found = office.store.changes(reporter, month)
        if found:
            _console().print(changes_table(found, office.catalog, words("manage.changes.title", **names)))
        else:
            _say("changes.none", **names)


@app.command(help=words("manage.trace.help"))
def trace(
    place: Annotated[str, typer.Option(help=words("manage.trace.place"))],
    month: Month,
    indicator: Annotated[str, typer.Option(help=words("manage.trace.indicator"))],
    split: Annotated[str, typer.Option(help=words("manage.trace.split"))] = "total",
) -> None:
    """List the cells that a value is made of."""
    with _office() as office:
        catalog = office.catalog
        _known("indicator", indicator, {code: each.name_zh for code, each in catalog.indicators.items()})
        asked = catalog.indicators[indicator]
        _known("place", place, {each.place: each.name_zh for each in shown_places(catalog, asked)})
        _known("split", split, {name: words(f"manage.split.{name}") for name in shown_splits(asked)})
        figures = trace_value(office.store, catalog, place, _month(month), indicator, split)
        title = _title(office, place, month, indicator, split)
        _console().print(trace_table(figures, catalog, title))


@app.command(name="kiosk-token", help=words("manage.kiosk.help"))
def kiosk_token(
    name: Annotated[str, typer.Option(help=words("manage.kiosk.name"))] = "",
    revoke: Annotated[str, typer.Option(help=words("manage.kiosk.revoke"))] = "",
    list_: Annotated[bool, typer.Option("--list", help=words("manage.kiosk.list"))] = False,
    base_url: Annotated[str, typer.Option(help=words("manage.kiosk.base_url"))] = "",
) -> None:
    """Make, revoke or list the links of wall screens."""
    if [bool(name), bool(revoke), list_].count(True) != 1:
        raise ValueError(words("manage.kiosk.one_of"))
    now = datetime.now(UTC)
    with _office() as office:
        if list_:
            found = office.store.screens.kiosks()
            _console().print(kiosks_table(found)) if found else _say("kiosk.none")
        elif revoke:
            office.store.screens.revoke(revoke, now)
            _say("kiosk.revoked", name=revoke)
        else:
            token = office.store.screens.issue(name, now)
            address = base_url.rstrip("/") or f"http://{office.settings.host}:{office.settings.port}"
            _say("kiosk.issued", name=name, link=f"{address}/wall?kiosk={token}")


@app.command(help=words("manage.brief.help"))
def brief(
    month: Annotated[str, typer.Option(help=words("manage.brief.month"))] = "",
    place: Annotated[str, typer.Option(help=words("manage.brief.place"))] = "",
    each_place: Annotated[bool, typer.Option("--each-place", help=words("manage.brief.each_place"))] = False,
    lang: Annotated[str, typer.Option(help=words("manage.brief.lang"))] = "",
    due: Annotated[bool, typer.Option("--due", help=words("manage.brief.due"))] = False,
) -> None:
    """Make sealed editions of the monthly brief."""
    if bool(month) == due:
        raise ValueError(words("manage.brief.one_of"))
    settings = read_settings()
    if due:
        orders = making.due(settings, datetime.now(UTC).astimezone(BEIJING))
        if not orders:
            _say("brief.nothing_due")
    else:
        orders = making.orders(settings, _month(month), place, lang, each_place=each_place)
    for order in orders:
        started = time.monotonic()
        edition = _made(settings, order)
        _say("brief.done", code=edition.code, path=edition.path, revision=edition.revision, seconds=_since(started))


def _made(settings: Settings, order: Order) -> Edition:
    """Make an edition under a progress bar."""
    with _progress() as bar:
        task = bar.add_task(words("manage.brief.steps.freeze"), total=None)

        def progress(step: str, done: int, total: int) -> None:
            bar.update(task, description=words(f"manage.brief.steps.{step}"), completed=done, total=total)

        return making.make(settings, order, serving, progress)


@app.command(name="verify-edition", help=words("manage.verify_edition.help"))
def verify_edition(what: Annotated[str, typer.Argument(help=words("manage.verify_edition.what"))]) -> None:
    """Prove files and figures of an edition, here or on another machine."""
    started = time.monotonic()
    edition = edition_of(making.folder_of(read_settings()), what) or read_edition(Path(what))
    faults = list(faults_of(edition))
    if faults:
        _fail(words("manage.verify_edition.differs", code=edition.code, faults="\n".join(faults)))
        raise typer.Exit(REFUSED)
    counts = {"files": len(edition.files), "figures": len(edition.manifest["figures"])}
    _say("verify_edition.same", code=edition.code, seconds=_since(started), **counts)


@contextmanager
def _office() -> Iterator[Office]:
    """Read settings and plan, and open the database."""
    settings = read_settings()
    catalog = read_catalog(settings.plan)
    settings.var.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    try:
        yield Office(settings, catalog, store)
    finally:
        store.close()


def _reporter(catalog: Catalog, place: str, department: str) -> str:
    """Give the code of the one reporter that was named."""
    if bool(place) == bool(department):
        raise ValueError(words("manage.template.one_of"))
    if place:
        return _known("place", place, {county.place: county.name_zh for county in catalog.counties})
    departments = (catalog.departments[name] for name in catalog.reporters if name in catalog.departments)
    return _known("department", department, {each.department: each.name_zh for each in departments})


def _known(kind: str, found: str, named: Mapping[str, str]) -> str:
    """Give back a code that is known, or say which ones are."""
    if found not in named:
        expected = words("manage.comma").join(f"{code} {name}" for code, name in named.items())
        raise ValueError(words(f"manage.unknown.{kind}", found=found, expected=expected))
    return found


def _month(text: str) -> str:
    if not MONTH.fullmatch(text):
        raise ValueError(words("manage.unknown.month", found=text))
    return text


def _title(office: Office, place: str, month: str, indicator: str, split: str) -> str:
    """Say whose value it is, and the value as it is stored."""
    rows = office.store.judged(month, [place])
    rows = rows[(rows["indicator"] == indicator) & (rows["split"] == split)]
    known = rows["value"].dropna()
    each = office.catalog.indicators[indicator]
    value = f"{known.iloc[0]:.{each.decimals}f} {each.unit_zh}" if len(known) else words("manage.trace.no_value")
    names = {"name": each.name_zh, "place": office.catalog.places[place].name_zh, "value": value}
    return words("manage.trace.title", month=month, split=words(f"manage.split.{split}"), **names)


def _report(outcomes: Sequence[Outcome], listed: Sequence[Outcome]) -> None:
    """Print the problems of some files and what became of all; ends with exit code 1 when one was rejected."""
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if shown := [problem for outcome in listed for problem in outcome.problems]:
        _console().print(problems_table(shown))
    states = ("new", "revision", "unchanged", "rejected")
    counts = {state: sum(outcome.status == state for outcome in outcomes) for state in states}
    severities = {f"{name}s": sum(each.severity == name for each in problems) for name in ("error", "warning")}
    _say("import.summary", files=len(outcomes), **counts, **severities)
    if counts["rejected"]:
        raise typer.Exit(REFUSED)


def _watched(outcomes: Iterator[Outcome], key: str, total: int) -> tuple[Outcome, ...]:
    with _progress() as bar:
        return tuple(bar.track(outcomes, total, description=words(f"manage.{key}")))


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


def _console() -> Console:
    """Print as wide as the terminal, or wide enough for tables that go to a file."""
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)


def _say(key: str, **values: object) -> None:
    _console().print(words(f"manage.{key}", **values), markup=False, highlight=False, soft_wrap=True)


def _fail(message: str) -> None:
    Console(stderr=True).print(
        words("manage.error") + message, style="red", markup=False, highlight=False, soft_wrap=True
    )


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.1f}"


if __name__ == "__main__":
    app()
