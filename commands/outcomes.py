"""What became of reports that were brought in: their problems, and how many were new, unchanged or sent back."""

from collections.abc import Iterable, Sequence

import typer

from commands.listings import files_table, problems_table
from commands.office import REFUSED
from commands.printing import console, progress_bar, say
from data.intake import Outcome, PassedOver
from speech.mistakes import Mistake
from speech.words import words

STATES = ("new", "revision", "unchanged", "rejected", "untried")
STORED = ("new", "revision", "unchanged")


def watched(outcomes: Iterable[Outcome], key: str, total: int) -> tuple[Outcome, ...]:
    """Let reports come in one by one under a progress bar."""
    with progress_bar() as bar:
        return tuple(bar.track(outcomes, total, description=words(f"manage.{key}")))


def report(outcomes: Sequence[Outcome], listed: Sequence[Outcome], passed_over: Sequence[PassedOver] = ()) -> None:
    """Print what became of some files and of all; ends with exit code 1 when one was rejected.

    Raises:
        Mistake: the database stood in the way of some.
    """
    say_outcomes(outcomes, listed, passed_over)
    untried = [outcome for outcome in outcomes if outcome.status == "untried"]
    if untried:
        stored = sum(outcome.status in STORED for outcome in outcomes)
        counts = {"stored": stored, "untried": len(untried)}
        raise Mistake(words("manage.import.stopped", reason=untried[0].reason, **counts))
    if any(outcome.status == "rejected" for outcome in outcomes):
        raise typer.Exit(REFUSED)


def say_outcomes(outcomes: Sequence[Outcome], listed: Sequence[Outcome], passed_over: Sequence[PassedOver]) -> None:
    """Print the problems of some files, what became of each and what wasn't read, and how many there were of all."""
    if shown := [problem for outcome in listed for problem in outcome.problems]:
        console().print(problems_table(shown))
    if listed or passed_over:
        console().print(files_table(listed, passed_over))
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    counts = {state: sum(outcome.status == state for outcome in outcomes) for state in STATES}
    severities = {f"{name}s": sum(each.severity == name for each in problems) for name in ("error", "warning")}
    say("import.summary", files=len(outcomes), passed=len(passed_over), **counts, **severities)
