"""The wall's remote on the web: a phone pairs with a screen by the code that it shows, sees what it shows, and asks."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import Any

import segno
from cachetools import TTLCache
from flask import Flask, Response, request

from data.catalog.catalog import Catalog
from data.store.screens import Screen
from data.store.store import Store
from layouts.kit import paths
from layouts.wall.scenes import IN_TURN
from speech.words import called, speaking, words
from web.wall import answered, document, sentences, spoken_by

ACTIONS = ("next", "previous", "hold", "freeze", "resume", "go", "spotlight")
CODE = re.compile(r"\d{6}", re.ASCII)
WRONG_CODES, WITHIN = 10, 60.0  # tries of one address, seconds
NOBODY = 1000  # addresses that are remembered at most


class Tries:
    """Counts wrong codes by address, so that nobody finds one by trying all."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        # The moments of each address's latest wrong codes; it lapses together with the last of them.
        self._wrong: TTLCache[str, tuple[float, ...]] = TTLCache(NOBODY, WITHIN, clock)
        self._lock = Lock()

    def are_used_up(self, address: str) -> bool:
        """Tell whether an address has tried too often in the last minute."""
        with self._lock:
            wrong = self._wrong.get(address, ())
            return sum(self._clock() - moment < WITHIN for moment in wrong) >= WRONG_CODES

    def failed(self, address: str) -> None:
        """Note a wrong code."""
        with self._lock:
            wrong = (*self._wrong.get(address, ()), self._clock())
            self._wrong[address] = wrong[-WRONG_CODES:]


def serve_remote(server: Flask, store: Store, catalog: Catalog) -> None:
    """Answer /wall/remote, its questions, and the picture of its address."""
    tries = Tries()

    @server.get(paths.REMOTE)
    def _remote() -> Response:
        with speaking(spoken_by(request.args)):
            given = {"words": sentences("wall_remote.screen"), **_choices(catalog)}
            return document(words("wall_remote.title"), '<main id="remote"></main>', given, ("remote",), ("remote",))

    @server.get(f"{paths.REMOTE}.svg")
    def _picture() -> Response:
        code = request.args.get("code", "")
        if not CODE.fullmatch(code):
            return _refused(400, "wall_remote.malformed_code")
        picture = io.BytesIO()
        address = f"{request.host_url.rstrip('/')}{paths.REMOTE}?code={code}"
        segno.make(address, error="m").save(picture, kind="svg", scale=8, border=3, light="#FFFFFF")
        return Response(picture.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})

    @server.post(f"{paths.REMOTE}/<question>")
    def _asked(question: str) -> Response:
        with speaking(spoken_by(request.args)):
            said = request.get_json(silent=True) if request.is_json else None
            if not isinstance(said, dict):
                return _refused(415, "wall_remote.no_json")
            if question == "pair":
                return _pair(store, tries, str(said.get("code", "")))
            if question == "send":
                return _send(store, catalog, said)
            if question == "state":
                return _seen(store.screens.screen_of(str(said.get("secret", ""))))
            return _refused(404, "wall_remote.unknown_question")


def _choices(catalog: Catalog) -> dict[str, Any]:
    """List what a remote may open: counties, and indicators by measure."""
    groups: dict[str, list[list[str]]] = {code: [] for code in catalog.measures}
    for each in catalog.indicators.values():
        groups[catalog.clauses[each.clause].measure].append([each.indicator, called(each)])
    counties = [[place.place, called(place)] for place in catalog.counties]
    measures = [[called(catalog.measures[code]), found] for code, found in groups.items() if found]
    return {"counties": counties, "measures": measures}


def _pair(store: Store, tries: Tries, code: str) -> Response:
    address = request.remote_addr or ""
    if tries.are_used_up(address):
        return _refused(429, "wall_remote.too_many")
    secret = store.screens.pair(code.strip(), datetime.now(UTC)) if CODE.fullmatch(code.strip()) else None
    if secret is None:
        tries.failed(address)
        return _refused(404, "wall_remote.wrong_code")
    return answered({"secret": secret})


def _send(store: Store, catalog: Catalog, said: dict[str, Any]) -> Response:
    action, argument = str(said.get("action", "")), str(said.get("argument", ""))
    if action not in ACTIONS or not _fits(action, argument, catalog):
        return _refused(400, "wall_remote.unknown_action", action=action, argument=argument, actions=", ".join(ACTIONS))
    return _seen(store.screens.send(str(said.get("secret", "")), action, argument, datetime.now(UTC)))


def _fits(action: str, argument: str, catalog: Catalog) -> bool:
    """Tell whether an argument is one that its action can take."""
    if action == "spotlight":
        return argument in catalog.indicators
    if action != "go":
        return argument == ""
    scene, _, code = argument.partition(":")
    if scene == "county":
        return code in {place.place for place in catalog.counties}
    return not code and scene in IN_TURN


def _seen(screen: Screen | None) -> Response:
    if screen is None:
        return _refused(410, "wall_remote.gone")
    silence = (datetime.now(UTC) - screen.seen_at).total_seconds()
    return answered({"state": dict(screen.state), "silence": round(silence), "number": screen.number})


def _refused(status: int, key: str, **values: object) -> Response:
    return Response(words(key, **values), status=status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
