"""The floor of the pages: the application's server with a static page, `python -m benchmarks.floor_server FOLDER`.

The page was compressed beforehand; scripts and styles are the application's and are sent by the same code.
"""

import sys
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_file

from settings import ROOT, Settings, read_settings
from web.application import VENDOR
from web.compression import serve_compressed
from web.server import Server

PAGE = "page.html.br"


class FloorServer(Server):
    """The application's server: as many processes and threads, another application."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._folder = folder
        super().__init__(settings)

    def load(self) -> Any:
        """Make the application, once in each process."""
        return floor_app(self._folder)


def floor_app(folder: Path) -> Flask:
    """Serve a folder's page at the root, and the application's assets."""
    app = Flask(__name__, static_folder=ROOT / "assets", static_url_path="/assets")
    serve_compressed(app, VENDOR)

    @app.get("/")
    def _page() -> Response:
        response = send_file(folder / PAGE, mimetype="text/html", max_age=0)
        response.headers["Content-Encoding"] = "br"
        return response

    return app


if __name__ == "__main__":
    FloorServer(read_settings(), Path(sys.argv[1])).run()
