"""What leans on Dash beyond its documented ways; tests/web/test_dash_seams.py names the promise that each needs."""

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import Flask, Response, g

SUITES = "/_dash-component-suites/"
GRAPH_SCRIPT = f"{SUITES}dash/dcc/async-graph.js"


def set_up(app: Dash) -> None:
    """Let Dash set itself up now: it would at the first request, and a second one meanwhile would find it half done."""
    with app.server.test_request_context():
        app.server.preprocess_request()


def serve_status(server: Flask) -> None:
    """Give a page that is missing or failed its HTTP status, though Dash answers all of them alike."""

    @server.after_request
    def _status(response: Response) -> Response:
        response.status_code = g.get("status", response.status_code)
        return response


def dependencies(app: Dash) -> str:
    """Give the list of callbacks as Dash's own page asks for it."""
    response: Response = app.dependencies()
    return response.get_data(as_text=True)


def script_of(app: Dash, library: str) -> str:
    """Give the address of a component library's script."""
    found: list[dict[str, str]] = app.get_dist([library])
    return next(each["url"] for each in found if each["url"].endswith(".js"))


def without(scripts: str, address: str) -> str:
    """Take one script out of those that Dash loads with each page."""
    return scripts.replace(f'<script src="{address}"></script>', "")


def component_file(path: str) -> str:
    """Give the name of a component's file that a path asks for, without its fingerprint; "" for all other paths."""
    if not path.startswith(SUITES):
        return ""
    name: str = check_fingerprint(path.removeprefix(SUITES))[0]
    return name
