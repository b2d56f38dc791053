"""The wall on the web: its document, its shows, and the beat by which each screen hears from the server."""

import json
import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

from data.store.store import Store
from layouts.kit import paths
from layouts.wall.show import Shows
from reading.text import short_date
from settings import ROOMS, ROOT
from speech.clock import at_office
from speech.words import LANGUAGES, TAGS, language, speaking, wording, words

BUILT_OF = ("*.py", *(f"{room}/**/*" for room in ROOMS), "assets/**/*")
SCREEN = re.compile(r"[0-9a-f]{32}", re.ASCII)
REMOTE_ACTIVE = 600  # seconds after a remote's last word, in which the screen asks every second
SCRIPTS = ("/assets/vendor/plotly.min.js", "stage", "beat", "wall")
SHEETS = {path.stem for path in (ROOT / "assets" / "wall").glob("*.css")}
STYLES = ("wall", *sorted(SHEETS - {"wall", "remote"}))  # the wall's own, then those of its scenes

log = logging.getLogger("kesu.wall")

DOCUMENT = """<!DOCTYPE html>
<html lang="{language}" style="background:#0D1522">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="preload" href="/assets/fonts/noto-sans-sc.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/fonts.css">
{styles}
<link rel="icon" href="data:,">
</head>
<body>
{body}
<script type="application/json" id="given">{given}</script>
{scripts}
</body>
</html>
"""


def serve_wall(server: Flask, shows: Shows, store: Store) -> None:
    """Answer /wall, its shows and its beats; a screen with a revoked link gets no figures."""
    build = fingerprint()

    @server.get(paths.WALL)
    def _wall() -> Response:
        query = request.args.to_dict()
        with speaking(spoken_by(query)):
            if not _admitted(store, query):
                return _refused()
            given = {
                "build": build,
                "screen": secrets.token_hex(16),
                "show": json.loads(shows.show(query)),
                "words": sentences("wall.screen"),
            }
            return document(words("wall.title"), '<div id="wall"></div>', given, STYLES, SCRIPTS)

    @server.get(f"{paths.WALL}/show")
    def _show() -> Response:
        query = request.args.to_dict()
        with speaking(spoken_by(query)):
            if not _admitted(store, query):
                return _refused()
            return Response(shows.show(query), mimetype="application/json", headers={"Cache-Control": "no-store"})

    @server.post(f"{paths.WALL}/beat")
    def _beat() -> Response:
        query = request.args.to_dict()
        with speaking(spoken_by(query)):
            if not _admitted(store, query):
                return _refused()
            return answered(_beat_of(store, build, shows))


def fingerprint() -> str:
    """Tell one build of the application from the next by what it is made of."""
    digest = sha256()
    for path in built_of(ROOT):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def built_of(root: Path) -> tuple[Path, ...]:
    """List the files of the application below a folder: programs, rooms with their data, and what a browser gets."""
    found = {path for pattern in BUILT_OF for path in root.glob(pattern) if path.is_file()}
    return tuple(sorted(path for path in found if "__pycache__" not in path.parts))


def _beat_of(store: Store, build: str, shows: Shows) -> dict[str, Any]:
    """Answer a screen: what is newest, what time it is here, and what its remotes have asked of it since."""
    said: Any = request.get_json(silent=True)
    now, version = datetime.now(UTC), store.version
    answer: dict[str, Any] = {
        "build": build,
        "version": version,
        "month": shows.month_at(version),
        "day": short_date(now),
        "time": at_office(now).strftime("%H:%M"),
    }
    if not isinstance(said, dict) or not SCREEN.fullmatch(str(said.get("screen"))):
        return answer
    state, since = said.get("state"), said.get("since")
    state, since = state if isinstance(state, dict) else {}, since if isinstance(since, int) else 0
    try:
        found, commands = store.screens.beat(said["screen"], state, since, now)
    except Exception:
        log.exception("screen %s could not be noted", said["screen"])
        return answer
    return answer | {
        "code": found.code,
        "number": found.number,
        "remote": found.remote_at is not None and (now - found.remote_at).total_seconds() < REMOTE_ACTIVE,
        "commands": [{"number": each.number, "action": each.action, "argument": each.argument} for each in commands],
    }


def spoken_by(query: Mapping[str, str]) -> str:
    """Give the language that an address asks for; the plan's own when it names none that is known."""
    return query.get("lang", "") if query.get("lang", "") in LANGUAGES else LANGUAGES[0]


def _admitted(store: Store, query: Mapping[str, str]) -> bool:
    """Let in who comes without a kiosk's link, as every page does, and with one as long as it isn't revoked."""
    return "kiosk" not in query or store.screens.admit(query["kiosk"], datetime.now(UTC)) is not None


def _refused() -> Response:
    return Response(words("wall.revoked"), status=403, mimetype="text/plain")


def answered(answer: Mapping[str, Any]) -> Response:
    """Answer with JSON that nobody keeps."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(text, mimetype="application/json", headers={"Cache-Control": "no-store"})


def sentences(prefix: str) -> dict[str, str]:
    """Give a script its sentences, by the last part of their keys, in the language that is spoken."""
    found = wording(language()).sentences
    return {key.removeprefix(f"{prefix}."): text for key, text in found.items() if key.startswith(f"{prefix}.")}


def document(
    title: str, body: str, given: Mapping[str, Any], styles: Sequence[str], scripts: Sequence[str]
) -> Response:
    """Write a document with what its scripts are given; styles and scripts are names of assets/wall, or paths."""
    sheets = (f"/assets/wall/{name}.css" for name in styles)
    sources = (name if name.startswith("/") else f"/assets/wall/{name}.js" for name in scripts)
    text = DOCUMENT.format(
        language=TAGS[language()],
        title=escape(title),
        styles="\n".join(f'<link rel="stylesheet" href="{_aged(sheet)}">' for sheet in sheets),
        body=body,
        given=json.dumps(given, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        scripts="\n".join(f'<script src="{_aged(source)}"></script>' for source in sources),
    )
    return Response(text, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _aged(path: str) -> str:
    """Tell one build of a file from the next, so that browsers never mix the two."""
    return f"{path}?m={int((ROOT / path.lstrip('/')).stat().st_mtime)}"
