"""Files that are handed out: the table behind a picture, and a report as it came."""

import io

from flask import Flask, Response, request, send_file

from evaluation.findings.records import Records
from layouts.kit import paths
from layouts.kit.view import read_view
from layouts.pages import Pages
from speech.words import words


def serve_downloads(server: Flask, pages: Pages) -> None:
    """Hand out the table behind a picture as a file: /download/<kind>/<name>, with the page's address as its query."""

    @server.get(f"{paths.DOWNLOADS}<kind>/<name>")
    def _download(kind: str, name: str) -> Response:
        view = read_view(request.args.get("path", paths.OVERVIEW), request.query_string.decode())
        file = pages.download(view, name, kind)
        if file is None:
            return Response(words("desk.no_download"), status=404, mimetype="text/plain")
        stream = io.BytesIO(file.content)
        return send_file(stream, mimetype=file.type, as_attachment=True, download_name=file.name, max_age=0)


def serve_originals(server: Flask, records: Records) -> None:
    """Hand out a report's file as it came: /files/<sha256>."""

    @server.get(f"{paths.ORIGINALS}<sha256>")
    def _original(sha256: str) -> Response:
        file = records.original(sha256)
        if file is None:
            return Response(words("data.original_missing"), status=404, mimetype="text/plain")
        return send_file(io.BytesIO(file.content), as_attachment=True, download_name=file.name, max_age=0)
