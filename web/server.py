"""The servers: gunicorn for people, told by the settings, and one for this machine alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from gunicorn.app.base import BaseApplication
from werkzeug.serving import WSGIRequestHandler, make_server

from data.catalog.catalog import read_catalog
from data.store.store import open_store
from evaluation.engine.evaluate import refresh
from reading.boundaries import boundaries_of
from settings import Settings
from web.application import create_app

WORKERS, THREADS = 2, 4


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told by the settings instead of by its command line."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Serve from two processes with a few threads each; the page is small, the work is short."""
        self.cfg.set("bind", f"{self._settings.host}:{self._settings.port}")
        self.cfg.set("workers", WORKERS)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", THREADS)
        self.cfg.set("control_socket_disable", True)

    def load(self) -> Any:
        """Make the application, once in each process."""
        return create_app(self._settings).server


def prepare_once(settings: Settings) -> None:
    """Do what all processes need before the first of them starts: check the plan, migrate, evaluate, prepare the map.

    Raises:
        Mistake: with every problem of the plan, the boundaries, or the database.
    """
    catalog = read_catalog(settings.plan)
    boundaries_of(catalog, settings.var, settings.boundaries)
    store = open_store(settings.database_url)
    try:
        refresh(store, catalog)
    finally:
        store.close()


class Quiet(WSGIRequestHandler):
    """Answers without a line in the log for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve to this machine alone, as long as the block lasts, and give the address."""
    server = make_server("127.0.0.1", 0, create_app(settings).server, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
