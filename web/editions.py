"""The briefs on the web: their files, and making one in the background while the page shows how far it is."""

import io
import json
import os
import subprocess
import sys
from typing import Any

from flask import Flask, Response, request, send_file

from briefing.progress import Progress, read_progress, write_progress
from data.catalog.catalog import Catalog
from editions.kept import EditionError, edition_of
from editions.opened import FOLDER, Editions
from layouts.kit import paths
from settings import ROOT, Settings
from speech.months import Month, month_named
from speech.words import LANGUAGES, speaking, words

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def serve_briefs(server: Flask, editions: Editions, settings: Settings, catalog: Catalog) -> None:
    """Answer /editions/<file>, and /briefs/make with its progress."""
    _serve_files(server, editions)
    _serve_making(server, editions, settings, catalog)


def _serve_files(server: Flask, editions: Editions) -> None:
    @server.get(f"{paths.EDITION_FILES}<code>.zip")
    def _zip(code: str) -> Response:
        edition = edition_of(editions.folder, code)
        if edition is None:
            return _refused(404, "briefs.unknown")
        return send_file(edition.path, as_attachment=True, download_name=edition.path.name, max_age=0)

    @server.get(f"{paths.EDITION_FILES}<code>/<path:name>")
    def _file(code: str, name: str) -> Response:
        edition = edition_of(editions.folder, code)
        if edition is None:
            return _refused(404, "briefs.unknown")
        try:
            content = io.BytesIO(edition.member(name))
        except EditionError:
            return _refused(404, "briefs.unknown")
        kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        download = f"{code}-{name.rpartition('/')[2]}"
        return send_file(content, mimetype=kind, as_attachment=True, download_name=download, max_age=0)


def _serve_making(server: Flask, editions: Editions, settings: Settings, catalog: Catalog) -> None:
    @server.get(f"{paths.BRIEFS}/progress.json")
    def _progress() -> Response:
        return _answered(read_progress(editions.folder))

    @server.post(f"{paths.BRIEFS}/make")
    def _make() -> Response:
        said: Any = request.get_json(silent=True) if request.is_json else None
        lang = request.args.get("lang", "")
        with speaking(lang if lang in LANGUAGES else LANGUAGES[0]):
            if not isinstance(said, dict) or (month := month_named(str(said.get("month")))) is None:
                return _refused(400, "briefs.no_month")
            place = str(said.get("place") or "")
            if place and place not in {each.place for each in catalog.counties}:
                return _refused(400, "briefs.no_place")
            found = read_progress(editions.folder)
            if found is None or not found.running:
                _start(settings, month, place)
            return _answered(read_progress(editions.folder))


def _start(settings: Settings, month: Month, place: str) -> None:
    """Make an edition in a process of its own, which goes on when this one is stopped."""
    command = [sys.executable, str(ROOT / "manage.py"), "brief", "--month", month]
    command += ["--place", place] if place else []
    ours = {"VAR": str(settings.var.resolve()), "PLAN": str(settings.plan.resolve())}
    ours["DATABASE_URL"] = settings.database_url
    ours |= {"BOUNDARIES": str(settings.boundaries or ""), "MAP_REVIEW_NUMBER": settings.map_review_number or ""}
    log = settings.var / "brief.log"
    with log.open("w") as opened:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **ours}, stdout=opened, stderr=opened, start_new_session=True
        )
    write_progress(settings.var / FOLDER, Progress(month, place, process.pid))


def _answered(progress: Progress | None) -> Response:
    text = "{}" if progress is None else json.dumps(progress.told(), ensure_ascii=False)
    return Response(text, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _refused(status: int, key: str) -> Response:
    return Response(words(key), status=status, mimetype="text/plain")
