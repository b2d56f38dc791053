"""The monthly brief: making sealed editions, and proving them."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.office import REFUSED, month_asked
from commands.printing import progress_bar, say, say_error, since
from editions.kept import Edition, edition_of, read_edition
from editions.opened import faults_of
from publishing import making
from publishing.order import Order, Serving
from settings import Settings, read_settings
from speech.clock import at_office
from speech.mistakes import Mistake
from speech.words import words


def brief_by(serving: Serving) -> Callable[..., None]:
    """Give the command that makes sealed editions, once it's known who serves their pages."""

    def brief(
        month: Annotated[str, typer.Option(help=words("manage.brief.month"))] = "",
        place: Annotated[str, typer.Option(help=words("manage.brief.place"))] = "",
        each_place: Annotated[bool, typer.Option("--each-place", help=words("manage.brief.each_place"))] = False,
        lang: Annotated[str, typer.Option(help=words("manage.brief.lang"))] = "",
        due: Annotated[bool, typer.Option("--due", help=words("manage.brief.due"))] = False,
    ) -> None:
        """Make sealed editions of the monthly brief."""
        if bool(month) == due:
            raise Mistake(words("manage.brief.one_of"))
        settings = read_settings()
        if due:
            orders = making.due(settings, at_office(datetime.now(UTC)))
            if not orders:
                say("brief.nothing_due")
        else:
            orders = making.orders(settings, month_asked(month), place, lang, each_place=each_place)
        for order in orders:
            started = time.monotonic()
            edition = _made(settings, order, serving)
            say("brief.done", code=edition.code, path=edition.path, revision=edition.revision, seconds=since(started))

    return brief


def _made(settings: Settings, order: Order, serving: Serving) -> Edition:
    """Make an edition under a progress bar."""
    with progress_bar() as bar:
        task = bar.add_task(words("manage.brief.steps.freeze"), total=None)

        def progress(step: str, done: int, total: int) -> None:
            bar.update(task, description=words(f"manage.brief.steps.{step}"), completed=done, total=total)

        return making.make(settings, order, serving, progress)


def verify_edition(what: Annotated[str, typer.Argument(help=words("manage.verify_edition.what"))]) -> None:
    """Prove files and figures of an edition, here or on another machine."""
    started = time.monotonic()
    edition = edition_of(making.folder_of(read_settings()), what) or read_edition(Path(what))
    faults = list(faults_of(edition))
    if faults:
        say_error(words("manage.verify_edition.differs", code=edition.code, faults="\n".join(faults)))
        raise typer.Exit(REFUSED)
    counts = {"files": len(edition.files), "figures": len(edition.manifest["figures"])}
    say("verify_edition.same", code=edition.code, seconds=since(started), **counts)
