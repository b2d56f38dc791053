"""Reading reports in a process of its own: what hangs, swells or aborts there is one file's problem and no more.

`python -m data.reports.apart` is that process. It is handed a file's name and content over a pipe and hands back what
it read; the content itself never comes back. It imports neither the database nor the program that started it.
"""

import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from data.reports.container import MEGABYTE
from data.reports.form import Reading
from data.reports.report import digest
from data.reports.rules import Rule, Spot, problem
from data.reports.workbook import read_content, refused, take
from speech.mistakes import Mistake
from speech.words import words

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
"""How long a busy machine may take to start the process; no file is to blame for that."""
READY = b"ready"

_STATM = Path("/proc/self/statm")

Job = tuple[str, bytes, float]
"""A file's name, its content and the limit of its size in megabytes."""


class ReaderError(Mistake):
    """The process that reads can't be started."""


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: time, memory, and the size of what is handed back."""

    seconds: float = 5
    memory_mb: int = 500
    reply_mb: int = 16


LIMITS = Limits()


class Reader:
    """Reads files one after the other in a process that is kept warm, and replaced when it has died.

    For one thread at a time; a context manager that ends the process.
    """

    def __init__(self, limits: Limits = LIMITS, program: str = __name__) -> None:
        self._limits = limits
        self._program = program
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next file would start another."""
        if self._child:
            self._child.end()
        self._child = None

    def read(self, source: Path | tuple[str, bytes], limit_mb: float) -> Reading:
        """Read a filled report from its path, or from its name and content; what is wrong with it is its refusal.

        Raises:
            ReaderError: the process can't be started.
        """
        taken = source if isinstance(source, tuple) else take(source, limit_mb)
        return taken if isinstance(taken, Reading) else self._read(*taken, limit_mb)

    def _read(self, name: str, content: bytes, limit_mb: float) -> Reading:
        used = self._child is not None
        found = self._ask((name, content, limit_mb))
        if found == "file_breaks_reader" and used:  # earlier files may have left their mark
            found = self._ask((name, content, limit_mb))
        if isinstance(found, Reading):
            return replace(found, content=content, sha256=digest(content))
        details = {"seconds": self._limits.seconds, "memory": self._limits.memory_mb}
        return refused(name, content, problem(found, Spot(name), details=details))

    def _ask(self, job: Job) -> Reading | Rule:
        self._child = self._child or self._start()
        try:
            reply = self._child.ask(job, self._limits)
        except TimeoutError:
            self.close()
            return "file_takes_too_long"
        except (EOFError, OSError):
            self.close()
            return "file_breaks_reader"
        found: Reading | None = pickle.loads(reply)  # noqa: S301  from a process that runs this very program
        return found or "file_breaks_reader"

    def _start(self) -> "_Child":
        try:
            return _Child(self._program, self._limits)
        except OSError as error:
            raise ReaderError(words("checks.reader_missing", reason=error)) from error


class _Child:
    """The process and the pipe to it.

    Raises:
        OSError: it doesn't start.
    """

    def __init__(self, program: str, limits: Limits) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-m", program, str(number), str(limits.memory_mb), str(limits.reply_mb)],
                cwd=ROOT,
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # a native reader that aborts writes its own farewell
            )
        if not self._has_started():
            self.end()
            raise ChildProcessError(program)

    def _has_started(self) -> bool:
        try:
            return self._pipe.poll(START_SECONDS) and self._pipe.recv_bytes(len(READY)) == READY
        except (EOFError, OSError):
            return False

    def ask(self, job: Job, limits: Limits) -> bytes:
        """Hand a job over and wait for the answer.

        Raises:
            TimeoutError: it takes too long.
            EOFError | OSError: the process has died, or answers too much.
        """
        self._pipe.send_bytes(pickle.dumps(job))
        if not self._pipe.poll(limits.seconds):
            raise TimeoutError
        return self._pipe.recv_bytes(limits.reply_mb * MEGABYTE)

    def end(self) -> None:
        """Kill the process, which keeps nothing."""
        self._pipe.close()
        self._process.kill()
        self._process.wait()


def answer(pipe: Connection, reply_mb: int, read: Callable[[str, bytes, float], Reading]) -> None:
    """Read what comes through a pipe until it closes; None stands for what can't be read or is too much to tell."""
    pipe.send_bytes(READY)
    while True:
        try:
            job: Job = pickle.loads(pipe.recv_bytes())  # noqa: S301  from the process that started this one
        except EOFError:
            return
        pipe.send_bytes(_reply(job, reply_mb, read))


def _reply(job: Job, reply_mb: int, read: Callable[[str, bytes, float], Reading]) -> bytes:
    try:
        reply = pickle.dumps(replace(read(*job), content=b""))
    except BaseException:  # noqa: BLE001  a native reader's panic is no Exception
        return pickle.dumps(None)
    return reply if len(reply) <= reply_mb * MEGABYTE else pickle.dumps(None)


def limit_memory(megabytes: int) -> None:
    """Let this process grow to so much; what is only mapped already, as libraries are, doesn't count."""
    if _STATM.exists():
        mapped, resident = (int(text) * os.sysconf("SC_PAGE_SIZE") for text in _STATM.read_text().split()[:2])
        most = mapped - resident + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(number: str, memory_mb: str, reply_mb: str) -> None:
    """Answer within limits on the pipe that was passed on under a number."""
    limit_memory(int(memory_mb))
    answer(Connection(int(number)), int(reply_mb), read_content)


if __name__ == "__main__":
    main(*sys.argv[1:])
