"""Every seam between Kesu and Dash that no documented way of Dash covers, each with the promise of Dash that it needs.

After an upgrade of Dash, what fails here is what has to be looked at; what holds elsewhere rests on documented ways.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import dash
import dash_ag_grid
import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from settings import ROOMS, ROOT, Settings
from tests.documents import inlined
from web.application import Application, create_app
from web.dash_seams import GRAPH_SCRIPT, SUITES, component_file, script_of, serve_status, set_up, without

SEAMS = ROOT / "web" / "dash_seams.py"
# A proof reads any page, the wall's too, whose documents have no seams.
SEAMS_OF_BROWSERS = {"assets/dash_seams.js", "assets/dash_seams.css", "briefing/proof.js"}
DOCUMENTED = {"dash", "dash.dependencies", "dash.development.base_component", "dash_ag_grid"}
PRIVATE_IN_BROWSERS = re.compile(
    r"_dashprivate|\b_dash(?!-component-suites)|_dash-component-suites|__dash|dash_component_api"
)


@pytest.fixture(scope="module")
def application(lhasa_settings: Settings) -> Application:
    return create_app(lhasa_settings)


@pytest.fixture(scope="module")
def client(application: Application) -> FlaskClient:
    return application.server.test_client()


# The seams


def test_set_up_needs_dash_to_set_itself_up_before_a_request_and_only_once() -> None:
    """`set_up`: what Dash does before its first request is done by then, such as looking through our scripts."""
    app = dash.Dash("sample", assets_folder=str(ROOT / "assets"), assets_path_ignore=["vendor", "wall"])
    app.layout = dash.html.Div()

    def scripts() -> list[str]:
        return [each["asset_path"] for each in app.scripts.get_all_scripts() if "asset_path" in each]

    assert scripts() == []
    for _ in range(2):
        set_up(app)
        assert scripts().count("kesu.js") == 1


def test_the_documents_callbacks_need_dash_to_answer_them_from_a_method(client: FlaskClient) -> None:
    """`dependencies`: they are what Dash answers to its own page under the name that dash_seams.js knows."""
    assert inlined(client.get("/").text)["first-dependencies"] == client.get("/_dash-dependencies").get_json()


def test_the_documents_layout_needs_dash_to_ask_for_one_that_is_written_the_same_way(client: FlaskClient) -> None:
    """dash_seams.js: a layout is one component written as JSON, in the document as in Dash's own answer."""
    ours, own = inlined(client.get("/").text)["first-layout"], client.get("/_dash-layout").get_json()
    assert ours.keys() == own.keys() == {"type", "namespace", "props"}
    assert ours["props"]["children"][0]["props"]["id"] == own["props"]["children"][0]["props"]["id"] == "location"


def test_the_late_script_needs_dash_to_write_script_elements_plainly(client: FlaskClient) -> None:
    """`without`: the grid's script is left out of a page without a table, stands once in one with a table."""
    plain, opened = client.get("/").text, client.get("/?table=measures").text
    (address,) = re.findall(r'data-grid-script="([^"]+)"', plain)
    scripts = [re.findall(r'<script src="([^"]+)"', document) for document in (plain, opened)]
    assert [each for each in scripts[0] if "dash_ag_grid" in each] == []
    assert [each for each in scripts[1] if "dash_ag_grid" in each] == [address]


def test_a_script_is_taken_out_and_its_neighbours_stay() -> None:
    assert (
        without('<script src="/a.js"></script><script src="/b.js"></script>', "/a.js")
        == '<script src="/b.js"></script>'
    )


def test_the_late_script_needs_dash_to_say_and_serve_a_librarys_address(
    application: Application, client: FlaskClient
) -> None:
    """`script_of`: the address has a fingerprint, so that browsers may keep what it leads to."""
    address = script_of(application, "dash_ag_grid")
    assert re.fullmatch(rf"{SUITES}dash_ag_grid/dash_ag_grid\.v\w+m\w+\.min\.js", address)
    with client.get(address) as answer:
        assert answer.status_code == 200 and "javascript" in str(answer.mimetype)


def test_compression_needs_dash_to_name_a_fingerprint_in_one_way(application: Application) -> None:
    """`component_file`: Dash's own addresses lead to the names under which set-up has compressed the files."""
    assert component_file(script_of(application, "dash_ag_grid")) == "dash_ag_grid/dash_ag_grid.min.js"
    assert component_file(f"{SUITES}dash/dcc/async-graph.js") == "dash/dcc/async-graph.js"
    assert component_file("/assets/vendor/dash/dcc/async-graph.js") == ""


def test_the_early_script_needs_dash_to_load_graphs_from_one_file(client: FlaskClient) -> None:
    """`GRAPH_SCRIPT`: what the document loads ahead is served; test_first_paint.py watches that it is used."""
    assert f'<link rel="preload" href="{GRAPH_SCRIPT}"' in client.get("/").text
    with client.get(GRAPH_SCRIPT) as answer:
        assert answer.status_code == 200


def test_a_missing_pages_status_needs_flask_alone(client: FlaskClient) -> None:
    """`serve_status`: Dash answers 200 to every path."""
    assert [client.get(path).status_code for path in ("/", "/nowhere")] == [200, 404]


def test_a_page_may_choose_its_status_and_the_next_one_is_not_touched() -> None:
    server = Flask("server")
    serve_status(server)

    @server.get("/gone")
    def _gone() -> str:
        g.status = 404
        return "gone"

    @server.get("/here")
    def _here() -> str:
        return "here"

    client = server.test_client()
    assert [client.get(path).status_code for path in ("/gone", "/here", "/nothing")] == [404, 200, 404]


# What browsers run: the names that dash_seams.js and dash_seams.css know


@pytest.mark.parametrize("name", ["_dash-layout", "_dash-dependencies", "_dash-update-component", "_dash-loading"])
def test_a_name_that_our_scripts_know_is_one_of_dashs(name: str) -> None:
    """dash_seams.js answers or watches three requests by name, and knows the class of what stands there before."""
    assert name in (ROOT / "assets" / "dash_seams.js").read_text(encoding="utf-8")
    renderer = Path(dash.__file__).parent / "dash-renderer" / "build" / "dash_renderer.min.js"
    assert name in renderer.read_text(encoding="utf-8")


# No other file knows Dash from within


def private_names() -> set[str]:
    """What an application and a component library keep to themselves."""
    every = {*dir(dash.Dash("sample")), *dir(dash_ag_grid), *dir(dash_ag_grid.AgGrid)}
    return {name for name in every if name.startswith("_") and not name.startswith("__")}


def dash_from_within(source: str, private: set[str]) -> list[str]:
    """List the private attributes and the undocumented modules of Dash that a program uses."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in private:
            found.append(node.attr)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("dash", "dash_ag_grid"):
            hidden = [each.name for each in node.names if each.name.startswith("_")]
            found += [node.module] if node.module not in DOCUMENTED else hidden
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
            found += [
                name for name in names if name.split(".")[0] in ("dash", "dash_ag_grid") and name not in DOCUMENTED
            ]
    return found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("app._callback_list", ["_callback_list"]),
        ("self._setup_server()", ["_setup_server"]),
        ("dash_ag_grid._js_dist[0]", ["_js_dist"]),
        ("from dash.fingerprint import check_fingerprint", ["dash.fingerprint"]),
        ("from dash import Dash, _callback", ["_callback"]),
        ("import dash._utils", ["dash._utils"]),
        ("from dash import Dash, html\napp.server.test_client()\nself._pages", []),
    ],
)
def test_a_use_of_dash_from_within_is_found(source: str, found: list[str]) -> None:
    assert dash_from_within(source, private_names()) == found


def programs() -> Iterator[Path]:
    yield from (ROOT / "app.py", ROOT / "manage.py")
    yield from (path for room in (*ROOMS, "benchmarks", "scripts") for path in (ROOT / room).rglob("*.py"))


def test_no_other_program_uses_dash_from_within() -> None:
    private, own = private_names(), {"evaluation/assessment.py": {"_version"}}  # of its own, that Dash has as well
    found = {}
    for path in programs():
        name = str(path.relative_to(ROOT))
        if path != SEAMS and (used := {*dash_from_within(path.read_text("utf-8"), private)} - own.get(name, set())):
            found[name] = used
    assert found == {}


def test_no_other_script_or_style_sheet_uses_dash_from_within() -> None:
    ours = [path for path in (ROOT / "assets").rglob("*.*") if "vendor" not in path.parts and "fonts" not in path.parts]
    ours += [path for room in ROOMS for path in (ROOT / room).rglob("*.js")]
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in ours if path.suffix in (".js", ".css")}
    assert {name for name, text in texts.items() if PRIVATE_IN_BROWSERS.search(text)} == SEAMS_OF_BROWSERS


def test_only_the_seams_stand_between_a_page_and_its_requests() -> None:
    scripts = (ROOT / "assets").glob("*.js")
    assert [path.name for path in scripts if "window.fetch" in path.read_text("utf-8")] == ["dash_seams.js"]


def test_the_seams_come_before_the_scripts_that_lean_on_them(client: FlaskClient) -> None:
    scripts = re.findall(r'<script src="/assets/(\w+)\.js', client.get("/").text)
    assert scripts.index("dash_seams") < min(scripts.index(name) for name in ("kesu", "ready"))
