"""Compressed answers: scripts and styles that set-up has compressed, and pages as they leave."""

from pathlib import Path

import brotli
from flask import Flask, Response, request, send_file

from web.dash_seams import component_file

VENDOR = "/assets/vendor/"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
YEAR = 365 * 24 * 3600
ANSWERS = ("text/html", "application/json")
WORTH_IT, QUALITY = 2000, 4  # bytes from which compressing pays; brotli's quality from 0 to 11
TYPES = {".js": "text/javascript", ".css": "text/css"}


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
    if component := component_file(path):
        return f"suites/{component}"
    return path.removeprefix(VENDOR) if path.startswith(VENDOR) else ""


def _sent(path: Path, name: str, encoding: str) -> Response:
    response = send_file(path, mimetype=TYPES.get(Path(name).suffix), conditional=True, max_age=YEAR)
    response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    return response
