"""Whether the server lives, and whether it can work."""

from flask import Flask, Response

from data.store.store import Store


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
