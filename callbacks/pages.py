"""The page changes with the address, and the address with every choice and click."""

from collections.abc import Callable

from dash import ALL, ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component

from layouts import ids
from layouts.pages import Rendered
from layouts.view import View, read_view


def register(app: Dash, render: Callable[[View], Rendered]) -> None:
    """Wire the address: it is the only state, so that reload, back and a pasted link give the same view."""

    @app.callback(
        Output(ids.PAGE, "children"),
        Input(ids.LOCATION, "pathname"),
        Input(ids.LOCATION, "search"),
        prevent_initial_call=True,
    )
    def _show(path: str, search: str) -> list[Component]:
        return render(read_view(path, search)).content

    app.clientside_callback(
        ClientsideFunction("kesu", "choose"),
        Output(ids.LOCATION, "search", allow_duplicate=True),
        Input(ids.choice(ALL), "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("kesu", "pick"),
        Output(ids.LOCATION, "search", allow_duplicate=True),
        Input(ids.picture(ALL, ALL), "clickData"),
        Input(ids.picture(ALL, ALL), "clickAnnotationData"),
        prevent_initial_call=True,
    )
