"""What the search box finds, for the browser to look through."""

import json

from flask import Flask, Response, request

from data.catalog.catalog import Catalog
from data.reports.report import digest
from layouts.search import search_index
from speech.words import LANGUAGES, speaking


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
