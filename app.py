"""Kesu's web application: `create_app(settings)` makes it, `python app.py` serves it."""

import json
import logging
import sys
import uuid
from html import escape
from pathlib import Path
from typing import Any

from dash import Dash
from dash.development.base_component import Component
from flask import g, request
from gunicorn.app.base import BaseApplication
from plotly.io.json import to_json_plotly

from briefs import serve_briefs
from callbacks import evaluation as evaluation_callbacks
from callbacks import pages as page_callbacks
from data.catalog import CatalogError, read_catalog
from data.database import StoreError
from data.store import open_store
from data.wall import read_wall
from data.wording import words
from evaluation.assessment import Assessments
from evaluation.editions import FOLDER, Editions
from evaluation.evaluate import refresh
from evaluation.records import Records
from geo.boundaries import prepare
from geo.problems import BoundaryError
from layouts.grids import SCRIPT as GRID_SCRIPT
from layouts.grids import failed_drawer
from layouts.pages import Pages, Rendered, failure
from layouts.shell import shell
from layouts.view import View, read_view
from layouts.wall.show import Shows, Sources
from serving import (
    compress_answers,
    serve_compressed,
    serve_downloads,
    serve_health,
    serve_originals,
    serve_search,
    serve_status,
)
from settings import Settings, read_settings
from wall import serve_wall
from wall_remote import serve_remote

VENDOR = Path(__file__).resolve().parent / "assets" / "vendor"
GRAPH = '"type":"Graph"'  # as a layout says it
WORKERS, THREADS = 2, 4
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}

# What draws pictures is asked for before Dash asks for it, where there is one: a browser complains of what isn't used.
PRELOAD = '<link rel="preload" href="/_dash-component-suites/dash/dcc/async-graph.js" as="script">'
DOCUMENT = """<!DOCTYPE html>
<html lang="{language}">
<head>
{metas}
<title>{title}</title>
<meta name="description" content="{description}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>history.replaceState(null, "", {href} + location.hash)</script>
<link rel="preload" href="/assets/fonts/noto-sans-sc.woff2" as="font" type="font/woff2" crossorigin>
{preload}
{css}
{favicon}
</head>
<body>
{app_entry}
<footer>{config}
<script type="application/json" id="first-layout">{layout}</script>
<script type="application/json" id="first-dependencies">{dependencies}</script>
{scripts}
{renderer}</footer>
</body>
</html>
"""

log = logging.getLogger("kesu")


class Application(Dash):
    """A Dash application whose first answer holds the whole first page: its pictures need no second request."""

    def __init__(self, pages: Pages, **options: Any) -> None:
        super().__init__(__name__, **options)
        self._pages = pages
        self.layout = shell(View(path="/"), [], [])
        page_callbacks.register(self, self.render, self.drawer)

    def render(self, view: View) -> Rendered:
        """Lay out a view; what goes wrong is logged under a number that the page shows."""
        try:
            return self._pages.render(view)
        except Exception:
            number = uuid.uuid4().hex[:8]
            log.exception("page %s failed, number %s", view.href, number)
            return failure(view, number)

    def drawer(self, view: View) -> list[Component]:
        """Lay out the table that is open; what goes wrong is said in its place."""
        try:
            return self._pages.drawer(view)
        except Exception:
            number = uuid.uuid4().hex[:8]
            log.exception("table of %s failed, number %s", view.href, number)
            return [failed_drawer(view, number)]

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """Write the document with the page's layout in it."""
        query = request.query_string.decode()
        rendered = self.render(read_view(request.path, query))
        g.status = rendered.status
        drawer = self.drawer(rendered.view) if rendered.view.table and rendered.status == 200 else []
        layout = to_json_plotly(shell(rendered.view, rendered.content, drawer))
        return DOCUMENT.format(
            **{
                **parts,
                "language": LANGUAGE_TAGS[rendered.view.lang or "zh"],
                "title": escape(rendered.title),
                "preload": PRELOAD if GRAPH in layout else "",
                "scripts": parts["scripts"] + (f'\n<script src="{GRID_SCRIPT}"></script>' if drawer else ""),
                "description": escape(words("pages.description")),
                "href": _inline(json.dumps(rendered.view.href)),
                "layout": _inline(layout),
                "dependencies": _inline(to_json_plotly(self._callback_list)),
            }
        )


def _inline(text: str) -> str:
    """Keep JSON from ending the script element that holds it."""
    return text.replace("<", "\\u003c")


def create_app(settings: Settings) -> Application:
    """Make the application: plan, store and boundaries are read once, and the newest month is ready to be shown.

    Raises:
        CatalogError, BoundaryError, StoreError: with every problem of the plan, the boundaries, or the database.
    """
    catalog = read_catalog(settings.plan)
    wall_plan = read_wall(settings.plan, tuple(place.place for place in catalog.counties))
    store = open_store(settings.database_url)
    assessments = Assessments(store, catalog)
    boundaries = prepare([place.place for place in catalog.counties], settings.var, settings.boundaries)
    records = Records(store, catalog)
    editions = Editions(settings.var / FOLDER)
    pages = Pages(assessments, records, boundaries, settings.map_review_number, editions)
    app = Application(
        pages,
        title=words("pages.brand"),
        update_title=None,
        suppress_callback_exceptions=True,
        external_scripts=[f"/assets/vendor/plotly.min.js?m={_age(VENDOR / 'plotly.min.js')}"],
        external_stylesheets=[f"/assets/vendor/bootstrap.min.css?m={_age(VENDOR / 'bootstrap.min.css')}"],
        assets_path_ignore=["vendor", "wall"],
    )
    evaluation_callbacks.register(app, assessments)
    shows = Shows(Sources(assessments, records, boundaries, settings.map_review_number), wall_plan)
    serve_wall(app.server, shows, store)
    serve_remote(app.server, store, catalog)
    serve_briefs(app.server, editions, settings, catalog)
    serve_health(app.server, store)
    serve_status(app.server)
    serve_downloads(app.server, pages)
    serve_originals(app.server, records)
    serve_search(app.server, catalog)
    serve_compressed(app.server, VENDOR)
    compress_answers(app.server)
    assessments.at()
    # Dash sets itself up at the first request, and two at once would find it half done.
    app._setup_server()  # type: ignore[no-untyped-call]  # noqa: SLF001 - it offers no other way
    return app


def _age(file: Path) -> int:
    """Tell one build of a file from the next, so that browsers may keep each for long."""
    return int(file.stat().st_mtime)


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
        CatalogError, BoundaryError, StoreError: with every problem of the plan, the boundaries, or the database.
    """
    catalog = read_catalog(settings.plan)
    prepare([place.place for place in catalog.counties], settings.var, settings.boundaries)
    store = open_store(settings.database_url)
    try:
        refresh(store, catalog)
    finally:
        store.close()


def main() -> None:
    """Serve as the settings say; what keeps the application from starting is told without a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        settings = read_settings()
        prepare_once(settings)
    except BoundaryError as error:
        sys.exit("\n".join(words(f"geo.{problem.rule}", **problem.fields()) for problem in error.problems))
    except (CatalogError, StoreError, ValueError, OSError) as error:
        sys.exit(str(error))
    Server(settings).run()


if __name__ == "__main__":
    main()
