"""What became of reports that were brought in: their problems, and how many were new, unchanged or sent back."""

from collections.abc import Iterable, Sequence

import typer

from commands.listings import problems_table
from commands.office import REFUSED
from commands.printing import console, progress_bar, say
from data.intake import Outcome
from speech.words import words


def watched(outcomes: Iterable[Outcome], key: str, total: int) -> tuple[Outcome, ...]:
    """Let reports come in one by one under a progress bar."""
    with progress_bar() as bar:
        return tuple(bar.track(outcomes, total, description=words(f"manage.{key}")))


def report(outcomes: Sequence[Outcome], listed: Sequence[Outcome]) -> None:
    """Print the problems of some files and what became of all; ends with exit code 1 when one was rejected."""
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if shown := [problem for outcome in listed for problem in outcome.problems]:
        console().print(problems_table(shown))
    states = ("new", "revision", "unchanged", "rejected")
    counts = {state: sum(outcome.status == state for outcome in outcomes) for state in states}
    severities = {f"{name}s": sum(each.severity == name for each in problems) for name in ("error", "warning")}
    say("import.summary", files=len(outcomes), **counts, **severities)
    if counts["rejected"]:
        raise typer.Exit(REFUSED)
