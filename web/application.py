"""The web application: `create_app(settings)` makes it."""

import json
import logging
import uuid
from html import escape
from pathlib import Path
from typing import Any

from dash import Dash
from dash.development.base_component import Component
from flask import g, request
from plotly.io.json import to_json_plotly

from callbacks import evaluation as evaluation_callbacks
from callbacks import pages as page_callbacks
from data.catalog.catalog import read_catalog
from data.catalog.wall import read_wall
from data.store.store import open_store
from editions.opened import FOLDER, Editions
from evaluation.assessment import Assessments, Clock, now
from evaluation.findings.records import Records
from layouts.kit import paths
from layouts.kit.grids import LIBRARY as GRIDS
from layouts.kit.grids import failed_drawer
from layouts.kit.shell import shell
from layouts.kit.view import View, read_view
from layouts.page import Rendered
from layouts.pages import Pages, failure
from layouts.wall.scenes import IN_TURN
from layouts.wall.show import Shows, Sources
from reading.boundaries import boundaries_of
from settings import ROOT, Settings
from speech.words import TAGS, words
from web.compression import compress_answers, serve_compressed
from web.dash_seams import GRAPH_SCRIPT, dependencies, script_of, serve_status, set_up, without
from web.downloads import serve_downloads, serve_originals
from web.editions import serve_briefs
from web.health import serve_health
from web.remote import serve_remote
from web.search import serve_search
from web.wall import serve_wall

VENDOR = ROOT / "assets" / "vendor"

GRAPH = '"type":"Graph"'  # as a layout says it

# What draws pictures is asked for before Dash asks for it, where there is one: a browser complains of what isn't used.
PRELOAD = f'<link rel="preload" href="{GRAPH_SCRIPT}" as="script">'
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
<body data-grid-script="{grid_script}">
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
        super().__init__(__name__, assets_folder=str(ROOT / "assets"), **options)
        self._pages = pages
        self.layout = shell(View(path=paths.OVERVIEW), [], [])
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
        # The grid's script is larger than everything else together: it comes with the first table (kesu.js).
        grid_script = script_of(self, GRIDS)
        return DOCUMENT.format(
            **{
                **parts,
                "language": TAGS[rendered.view.language],
                "title": escape(rendered.title),
                "scripts": parts["scripts"] if drawer else without(parts["scripts"], grid_script),
                "preload": PRELOAD if GRAPH in layout else "",
                "grid_script": grid_script,
                "description": escape(words("pages.description")),
                "href": _inline(json.dumps(rendered.view.href)),
                "layout": _inline(layout),
                "dependencies": _inline(dependencies(self)),
            }
        )


def _inline(text: str) -> str:
    """Keep JSON from ending the script element that holds it."""
    return text.replace("<", "\\u003c")


def create_app(settings: Settings, clock: Clock = now) -> Application:
    """Make the application: plan, store and boundaries are read once, and the default month is ready to be shown.

    Raises:
        Mistake: with every problem of the plan, the boundaries, or the database.
    """
    catalog = read_catalog(settings.plan)
    wall_plan = read_wall(settings.plan, IN_TURN, tuple(place.place for place in catalog.counties))
    store = open_store(settings.database_url)
    assessments = Assessments(store, catalog, clock)
    boundaries = boundaries_of(catalog, settings.var, settings.boundaries)
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
    set_up(app)
    return app


def _age(file: Path) -> int:
    """Tell one build of a file from the next, so that browsers may keep each for long."""
    return int(file.stat().st_mtime)
