"""The routes beside the Streamlit script, and the server that runs both.

Documents can hold unpublished incidents: they go to this machine only, under ids that can't be guessed, may
be framed by the app alone, and are never kept by a cache.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from mapapp.errors import SnapshotError

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
"""Sent with every answer; its own policy against connections stands inside it."""


MOST_VIEW_BYTES: Final = 1000
"""A view takes some hundred."""


def map_document(request: Request) -> Response:
    """Answer ``/maps/{document_id}``."""
    from mapapp.app.shelf import document_shelf

    if not _is_local(request):
        return PlainTextResponse("maps are served to this machine only", 403, HEADERS)
    document = document_shelf().get(request.path_params["document_id"])
    if document is None:
        return PlainTextResponse("no such map: reload the page to make it again", 404, HEADERS)
    return HTMLResponse(document, headers=HEADERS)


async def keep_view(request: Request) -> Response:
    """Take what ``PUT /maps/views/{viewer}`` tells: where that viewer looks."""
    from mapapp.app.views import view_shelf
    from mapapp.mapping.view import View

    # A page of another origin can't send this type without being asked first, and is then refused.
    if not _is_local(request) or request.headers.get("content-type") != "application/json":
        return PlainTextResponse("views are taken from this machine only", 403, HEADERS)
    body = await request.body()
    try:
        view = View.from_message(json.loads(body[:MOST_VIEW_BYTES]))
    except (ValueError, TypeError, SnapshotError):
        return PlainTextResponse("no view", 400, HEADERS)
    known = view_shelf().put(request.path_params["viewer"], view)
    return PlainTextResponse("" if known else "no such viewer", 204 if known else 404, HEADERS)


def _is_local(request: Request) -> bool:
    client = request.client.host if request.client else ""
    return client in LOCAL_HOSTS and (request.url.hostname or "") in LOCAL_HOSTS


def map_routes() -> list[Route]:
    """The routes that ``st.App`` takes."""
    return [
        Route("/maps/views/{viewer}", keep_view, methods=["PUT"]),
        Route("/maps/{document_id}", map_document),
    ]


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
