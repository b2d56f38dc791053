"""The page changes with the address; choices.js changes the address with every choice and click."""

from collections.abc import Callable

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component

from layouts.kit import ids
from layouts.kit.view import View, read_address
from layouts.page import Rendered


def register(app: Dash, render: Callable[[View], Rendered], drawer: Callable[[View], list[Component]]) -> None:
    """Wire the address: it is the only state, so that reload, back and a pasted link give the same view."""
    # Opening a table changes the address, but not the page behind it.
    app.clientside_callback(
        ClientsideFunction("kesu", "follow"),
        Output(ids.SHOWN, "data"),
        Output(ids.OPEN, "data"),
        Input(ids.LOCATION, "pathname"),
        Input(ids.LOCATION, "search"),
        State(ids.SHOWN, "data"),
        State(ids.OPEN, "data"),
        prevent_initial_call=True,
    )

    @app.callback(Output(ids.PAGE, "children"), Input(ids.SHOWN, "data"), prevent_initial_call=True)
    def _show(address: str) -> list[Component]:
        return render(read_address(address)).content

    @app.callback(Output(ids.DRAWER, "children"), Input(ids.OPEN, "data"), prevent_initial_call=True)
    def _open(address: str) -> list[Component]:
        return drawer(read_address(address)) if address else []
