"""The routes beside the Streamlit script, and the server that runs both.

Documents can hold unpublished incidents: they go to this machine only, under ids that can't be guessed, may
be framed by the app alone, and are never kept by a cache.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from mapapp.app.settings import Settings

SCRIPT: Final = Path(__file__).with_name("main.py")
"""The Streamlit script."""
LOCAL_HOSTS: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""Clients that are served, and names under which: another name that leads here is a rebinding attack."""
HEADERS: Final = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent with every document; its own policy against connections stands inside it."""


def map_document(request: Request) -> Response:
    """Answer ``/maps/{document_id}``."""
    from mapapp.app.shelf import document_shelf

    client = request.client.host if request.client else ""
    if client not in LOCAL_HOSTS or (request.url.hostname or "") not in LOCAL_HOSTS:
        return PlainTextResponse("maps are served to this machine only", 403, HEADERS)
    document = document_shelf().get(request.path_params["document_id"])
    if document is None:
        return PlainTextResponse("no such map: reload the page to make it again", 404, HEADERS)
    return HTMLResponse(document, headers=HEADERS)


def map_routes() -> list[Route]:
    """The routes that ``st.App`` takes."""
    return [Route("/maps/{document_id}", map_document)]


def serve(port: int, settings: Settings) -> None:
    """Run the app on this machine until it is stopped.

    Args:
        port: of ``http://localhost``.
        settings: what it is to show and to use.
    """
    import streamlit as st

    settings.to_environment()
    app = st.App(SCRIPT, routes=map_routes())
    app.run(
        config={
            "server.address": "localhost",
            "server.port": port,
            "server.headless": True,
            "server.maxUploadSize": 200,
            "server.enableXsrfProtection": True,
            "browser.gatherUsageStats": False,
        }
    )
