"""Where everything is measured: a temporary folder with a database of the demonstration, and servers on free ports."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from settings import ROOT, read_settings

START_SECONDS = 60
STOP_SECONDS = 10


@contextmanager
def demonstration() -> Iterator[Path]:
    """Give a VAR folder that may be spoilt: a copy of the installed demonstration, or one made for the occasion."""
    with TemporaryDirectory(prefix="kesu-benchmarks-") as folder:
        var = Path(folder)
        installed = read_settings({}).var / "kesu.db"
        if _is_demonstration(installed):
            copy_database(installed, var / "kesu.db")
        command = [sys.executable, "manage.py", "demo"]
        subprocess.run(command, cwd=ROOT, env=_environment({"VAR": folder}), stdout=sys.stderr, check=True)
        yield var


def copy_database(source: Path, target: Path) -> None:
    """Copy an SQLite file that may be in use."""
    with closing(sqlite3.connect(source)) as opened, closing(sqlite3.connect(target)) as copy:
        opened.backup(copy)


def read_only(path: Path) -> str:
    """Give the URI under which an SQLite file can be looked at and not be changed."""
    return f"{path.resolve().as_uri()}?mode=ro"


def _is_demonstration(path: Path) -> bool:
    if not path.is_file():
        return False
    with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone()
        except sqlite3.OperationalError:
            return False
    return row is not None and "demonstration" in row[0]


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment without the settings of an installation, and with our own."""
    ours = {"HOST", "PORT", "DATABASE_URL", "PLAN", "VAR", "BOUNDARIES", "MAP_REVIEW_NUMBER"}
    return {name: value for name, value in os.environ.items() if name not in ours} | dict(settings)


@contextmanager
def serving(command: Sequence[str], var: Path) -> Iterator[str]:
    """Run a server, whose port is in the environment, and give its address once it answers.

    Raises:
        RuntimeError: it ended or stayed silent.
    """
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = _environment({"PORT": str(port), "VAR": str(var)})
    with (var / f"server-{port}.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            if not _answers(address, process):
                log.seek(0)
                raise RuntimeError(f"{' '.join(command)} didn't start:\n{log.read()}")
            yield address
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}/") as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            time.sleep(0.1)
    return False
