"""What the server does besides making pages: health, status codes, files, search, compression."""

import io
import json
from pathlib import Path

import brotli
from dash.fingerprint import check_fingerprint
from flask import Flask, Response, g, request, send_file

from data.catalog.catalog import Catalog
from data.reports.report import digest
from data.store.store import Store
from evaluation.findings.records import Records
from layouts.kit.view import read_view
from layouts.pages import Pages
from layouts.search import search_index
from speech.words import LANGUAGES, speaking, words

SUITES = "/_dash-component-suites/"
VENDOR = "/assets/vendor/"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
YEAR = 365 * 24 * 3600
ANSWERS = ("text/html", "application/json")
WORTH_IT, QUALITY = 2000, 4  # bytes from which compressing pays; brotli's quality from 0 to 11
TYPES = {".js": "text/javascript", ".css": "text/css"}


def serve_health(server: Flask, store: Store) -> None:
    """Answer /healthz (the process lives) and /readyz (the store answers and its tables are current)."""

    @server.get("/healthz")
    def _healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    @server.get("/readyz")
    def _readyz() -> Response:
        try:
            store.check()
        except Exception as error:  # noqa: BLE001 - whatever keeps the store from answering is the answer
            return Response(f"not ready: {error}", status=503, mimetype="text/plain")
        return Response("ready", mimetype="text/plain")


def serve_status(server: Flask) -> None:
    """Give a page that is missing or failed its HTTP status, though Dash answers all of them alike."""

    @server.after_request
    def _status(response: Response) -> Response:
        response.status_code = g.get("status", response.status_code)
        return response


def serve_downloads(server: Flask, pages: Pages) -> None:
    """Hand out the table behind a picture as a file: /download/<kind>/<name>, with the page's address as its query."""

    @server.get("/download/<kind>/<name>")
    def _download(kind: str, name: str) -> Response:
        view = read_view(request.args.get("path", "/"), request.query_string.decode())
        file = pages.download(view, name, kind)
        if file is None:
            return Response(words("desk.no_download"), status=404, mimetype="text/plain")
        stream = io.BytesIO(file.content)
        return send_file(stream, mimetype=file.type, as_attachment=True, download_name=file.name, max_age=0)


def serve_search(server: Flask, catalog: Catalog) -> None:
    """Answer /search.json with what the search box finds; a browser that has it asks only whether it is still so."""
    answers = {}
    for each in LANGUAGES:
        with speaking(each):
            answers[each] = json.dumps(search_index(catalog), ensure_ascii=False, separators=(",", ":"))

    @server.get("/search.json")
    def _search() -> Response:
        text = answers.get(request.args.get("lang", ""), answers[LANGUAGES[0]])
        response = Response(text, mimetype="application/json")
        response.cache_control.no_cache = True  # kept, but asked for again
        # Weak: the same words may leave compressed.
        response.set_etag(digest(text.encode())[:16], weak=True)
        response.make_conditional(request)
        return response


def serve_originals(server: Flask, records: Records) -> None:
    """Hand out a report's file as it came: /files/<sha256>."""

    @server.get("/files/<sha256>")
    def _original(sha256: str) -> Response:
        file = records.original(sha256)
        if file is None:
            return Response(words("data.original_missing"), status=404, mimetype="text/plain")
        return send_file(io.BytesIO(file.content), as_attachment=True, download_name=file.name, max_age=0)


def serve_compressed(server: Flask, vendor: Path) -> None:
    """Answer requests for scripts and styles with the compressed sibling that set-up made, where there is one."""
    # Listed once: a path that isn't among them reaches no file, whatever it holds.
    files = {str(path.relative_to(vendor)): path for path in vendor.rglob("*") if path.is_file()}

    @server.before_request
    def _compressed() -> Response | None:
        name = _asked_for(request.path)
        for encoding, ending in ENCODINGS:
            if request.accept_encodings[encoding] > 0 and name + ending in files:
                return _sent(files[name + ending], name, encoding)
        return None


def compress_answers(server: Flask) -> None:
    """Compress pages as they leave: a page's figures are long numbers, and shrink to a fifth in two milliseconds."""

    @server.after_request
    def _shrunk(response: Response) -> Response:
        plain = not response.direct_passthrough and "Content-Encoding" not in response.headers
        wanted = response.mimetype in ANSWERS and request.accept_encodings["br"] > 0
        if plain and wanted and len(response.get_data()) >= WORTH_IT:
            response.set_data(brotli.compress(response.get_data(), quality=QUALITY))
            response.headers["Content-Encoding"] = "br"
            response.headers["Vary"] = "Accept-Encoding"
        return response


def _asked_for(path: str) -> str:
    """Give the name in the vendor folder of the file that a path asks for; "" for all other paths."""
    if path.startswith(SUITES):
        return f"suites/{check_fingerprint(path.removeprefix(SUITES))[0]}"
    return path.removeprefix(VENDOR) if path.startswith(VENDOR) else ""


def _sent(path: Path, name: str, encoding: str) -> Response:
    response = send_file(path, mimetype=TYPES.get(Path(name).suffix), conditional=True, max_age=YEAR)
    response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    return response
