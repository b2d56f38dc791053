"""Reports: the workbook that is filled, the files that come back, and what corrections changed."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.listings import changes_table, falls_table
from commands.office import Department, MonthText, Office, Place, month_asked, open_office, reporter_of
from commands.outcomes import report, say_outcomes
from commands.printing import console, progress_bar, say
from data.intake import Outcome, find_passed_over, find_reports, import_files, last_month_figures
from data.reports.form import variables_of
from data.reports.template import template_name, write_template
from data.reports.workbook import legible
from data.store.database import UnavailableError, telling
from evaluation.engine.evaluate import refresh
from evaluation.findings.falls import Fall
from evaluation.findings.records import Records
from speech.mistakes import Mistake
from speech.months import Month
from speech.words import words

STANDARD_OUTPUT = Path("-")


def template(
    month: MonthText,
    place: Place = "",
    department: Department = "",
    out: Annotated[Path | None, typer.Option(help=words("manage.template.out"))] = None,
) -> None:
    """Write the workbook that a reporter fills."""
    with open_office() as office:
        reporter, asked = reporter_of(office.catalog, place, department), month_asked(month)
        content = write_template(
            office.catalog,
            reporter,
            asked,
            last_month_figures(office.store, reporter, asked),
            demonstration=office.store.kind == "demonstration",
        )
        path = out or Path(template_name(office.catalog, reporter, asked))
    if path == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
    else:
        path.write_bytes(content)
        say("template.done", path=path)


def import_(
    paths: Annotated[list[Path], typer.Argument(help=words("manage.import.paths"))],
    confirm: Annotated[bool, typer.Option("--confirm", help=words("manage.import.confirm"))] = False,
) -> None:
    """Bring reports in and evaluate what they touch."""
    files, passed_over = find_reports(paths), find_passed_over(paths)
    if not files:
        say_outcomes((), (), passed_over)
        raise Mistake(words("manage.import.none", paths=legible(" ".join(map(str, paths)))))
    with open_office() as office:
        outcomes = _bring_in(files, office, confirmed=confirm)
        unevaluated = _evaluate(office)
    if unevaluated:
        say_outcomes(outcomes, outcomes, passed_over)
        raise Mistake(words("manage.import.not_evaluated", reason=unevaluated))
    report(outcomes, outcomes, passed_over)


def _bring_in(files: Sequence[Path], office: Office, *, confirmed: bool) -> tuple[Outcome, ...]:
    now = datetime.now(UTC)
    with progress_bar() as bar:
        task = bar.add_task(words("manage.import.progress"), total=len(files))
        return import_files(
            files,
            office.catalog,
            office.store,
            lambda _: now,
            confirmed=confirmed,
            progress=lambda _: bar.advance(task),
        )


def _evaluate(office: Office) -> str:
    """Evaluate what the reports touch, and say what stands in the way; what came in has to be told all the same."""
    try:
        with telling():
            refresh(office.store, office.catalog)
    except UnavailableError as error:
        return str(error)
    return ""


def changes(month: MonthText, place: Place = "", department: Department = "") -> None:
    """List what corrections changed, and the running totals that disagree with other months now."""
    with open_office() as office:
        reporter, asked = reporter_of(office.catalog, place, department), month_asked(month)
        names = {"reporter": reporter, "month": asked}
        if not office.store.has_report(reporter, asked):
            raise Mistake(words("manage.changes.missing", **names))
        found = office.store.changes(reporter, asked)
        fallen = _falls(office, reporter, asked)
        if found:
            console().print(changes_table(found, office.catalog, words("manage.changes.title", **names)))
        else:
            say("changes.none", **names)
        if fallen:
            console().print(falls_table(fallen, office.catalog, words("manage.changes.falls", **names)))


def _falls(office: Office, reporter: str, month: Month) -> tuple[Fall, ...]:
    """List the running totals of a report that disagree with others of its reporter."""
    own = variables_of(office.catalog, reporter)
    place = reporter if reporter in office.catalog.places else office.catalog.plan.city
    found = Records(office.store, office.catalog).falls(month)
    return tuple(each for each in found if each.place == place and each.variable in own)
