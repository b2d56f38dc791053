"""How far the making of an edition is: a small file beside the editions, which outlives the process that asks."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from speech.months import Month
from speech.words import words

FILE = "making.json"


@dataclass(frozen=True)
class Progress:
    """What is being made by which process; `code` is set when it's done, `error` when it failed."""

    month: Month
    place: str
    process: int
    step: str = ""
    done: int = 0
    total: int = 0
    code: str = ""
    error: str = ""

    @property
    def running(self) -> bool:
        """Tell whether its process still works on it."""
        return not self.code and not self.error and is_alive(self.process)

    def told(self) -> dict[str, Any]:
        """Give what the page shows; a process that died without a word is told as a failure."""
        lost = not self.code and not self.error and not self.running
        error = words("briefs.lost") if lost else self.error
        return asdict(self) | {"running": self.running, "error": error, "said": self._said()}

    def _said(self) -> str:
        text = words(f"briefs.steps.{self.step or 'begin'}")
        return f"{text} {self.done}/{self.total}" if self.total > 1 else text


def write_progress(folder: Path, progress: Progress) -> None:
    """Write it whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.{os.getpid()}"
    part.write_text(json.dumps(asdict(progress), ensure_ascii=False), encoding="utf-8")
    part.replace(folder / FILE)


def read_progress(folder: Path) -> Progress | None:
    """Read it; None when nothing has been made here."""
    try:
        return Progress(**json.loads((folder / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_alive(process: int) -> bool:
    """Tell whether a process works; one that has ended and waits to be noticed doesn't."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:  # gone meanwhile, or a system without /proc
        return not Path("/proc/self").exists()
    return state != "Z"
