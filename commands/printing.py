"""How a command speaks: a sentence, a table, an error, a progress bar."""

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from speech.words import words

PIPE_WIDTH = 220


def console() -> Console:
    """Print as wide as the terminal, or wide enough for tables that go to a file."""
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)


def say(key: str, **values: object) -> None:
    """Print a sentence of the command line's own wording."""
    console().print(words(f"manage.{key}", **values), markup=False, highlight=False, soft_wrap=True)


def say_error(message: str) -> None:
    """Print what went wrong where errors belong."""
    text = words("manage.error") + message
    Console(stderr=True).print(text, style="red", markup=False, highlight=False, soft_wrap=True)


def progress_bar() -> Progress:
    """Show how far a long work is, beside what it prints."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


def since(started: float) -> str:
    """Give the seconds since a moment of the monotonic clock."""
    return f"{time.monotonic() - started:.1f}"
