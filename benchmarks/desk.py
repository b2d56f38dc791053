"""How long the server takes to lay out the desk's pages, beside writing layouts that are ready."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from plotly.io.json import to_json_plotly

from benchmarks.table import Row, compared
from data.catalog.catalog import Role, read_catalog
from layouts.kit import paths
from layouts.kit.view import View
from layouts.pages import PAGES
from settings import read_settings
from web.application import create_app

RUNS = 7


def desk_rows(var: Path) -> Iterator[Row]:
    """Lay out every page of the newest month on a database in a VAR folder, one after another."""
    settings = replace(read_settings({}), var=var, database_url=f"sqlite:///{var / 'kesu.db'}")
    application, catalog = create_app(settings), read_catalog(settings.plan)
    codes = {paths.PLACES: catalog.counties[0].place, paths.INDICATORS: catalog.one_with_role(Role.HEADLINE_COVERAGE)}
    views = [View(page.path + codes.get(page.path, "")) for page in PAGES]
    ready = [application.render(view).content for view in views]

    def ours() -> None:
        for view in views:
            to_json_plotly(application.render(view).content)

    def floor() -> None:
        for content in ready:
            to_json_plotly(content)

    what = f"the desk's {len(views)} pages, laid out and written by the server"
    yield compared(what, "the same layouts ready, written", RUNS, ours=ours, floor_run=floor)
