"""The command line's door: its verbs, in the order of its help; `commands/` has what each of them does."""

from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperGroup

from commands import briefs, demonstration, evaluation, reports, screens
from commands.office import FAILED
from commands.printing import say_error
from speech.mistakes import Mistake
from speech.words import words
from web.server import serving

VERBS: Mapping[str, tuple[str, Callable[..., None]]] = {  # the key of a verb's help, and what does it
    "demo": ("manage.demo.help", demonstration.demo),
    "init": ("manage.init.help", demonstration.init),
    "template": ("manage.template.help", reports.template),
    "import": ("manage.import.help", reports.import_),
    "verify": ("manage.verify.help", evaluation.verify),
    "changes": ("manage.changes.help", reports.changes),
    "trace": ("manage.trace.help", evaluation.trace),
    "kiosk-token": ("manage.kiosk.help", screens.kiosk_token),
    "brief": ("manage.brief.help", briefs.brief_by(serving)),
    "verify-edition": ("manage.verify_edition.help", briefs.verify_edition),
}


class Commands(TyperGroup):
    """A group of commands that says in a sentence what is wrong."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a mistake ends with exit code 2 and a sentence, a fault of the program with its traceback."""
        try:
            return super().invoke(ctx)
        except (Mistake, OSError) as error:
            say_error(str(error))
            raise typer.Exit(FAILED) from None


app = typer.Typer(cls=Commands, help=words("manage.help"), no_args_is_help=True, add_completion=False)
for name, (told, verb) in VERBS.items():
    app.command(name=name, help=words(told))(verb)


if __name__ == "__main__":
    app()
