"""The links of wall screens."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from commands.listings import kiosks_table
from commands.office import open_office
from commands.printing import console, say
from layouts.kit import paths
from speech.mistakes import Mistake
from speech.words import words


def kiosk_token(
    name: Annotated[str, typer.Option(help=words("manage.kiosk.name"))] = "",
    revoke: Annotated[str, typer.Option(help=words("manage.kiosk.revoke"))] = "",
    list_: Annotated[bool, typer.Option("--list", help=words("manage.kiosk.list"))] = False,
    base_url: Annotated[str, typer.Option(help=words("manage.kiosk.base_url"))] = "",
) -> None:
    """Make, revoke or list the links of wall screens."""
    if [bool(name), bool(revoke), list_].count(True) != 1:
        raise Mistake(words("manage.kiosk.one_of"))
    now = datetime.now(UTC)
    with open_office() as office:
        if list_:
            found = office.store.screens.kiosks()
            console().print(kiosks_table(found)) if found else say("kiosk.none")
        elif revoke:
            office.store.screens.revoke(revoke, now)
            say("kiosk.revoked", name=revoke)
        else:
            token = office.store.screens.issue(name, now)
            address = base_url.rstrip("/") or f"http://{office.settings.host}:{office.settings.port}"
            say("kiosk.issued", name=name, link=f"{address}{paths.WALL}?kiosk={token}")
