"""The route that serves map documents, and the escaping of text of files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as st_
from starlette.requests import Request

from mapapp.app.plain_text import as_html, as_markdown, marked_passages
from mapapp.app.server import keep_view, map_document
from mapapp.app.shelf import document_shelf
from mapapp.app.views import MOST_VIEWERS, ViewShelf, view_shelf
from mapapp.mapping.view import View

if TYPE_CHECKING:
    from starlette.responses import Response


@pytest.fixture(autouse=True)
def _clean_shelf() -> Iterator[None]:
    yield
    st.cache_resource.clear()


def ask(document_id: str, *, client: str = "127.0.0.1", host: str = "localhost:8501") -> Response:
    scope = {
        "type": "http", "method": "GET", "path": f"/maps/{document_id}", "query_string": b"",
        "scheme": "http",
        "headers": [(b"host", host.encode())], "client": (client, 50000), "server": ("localhost", 8501),
        "path_params": {"document_id": document_id},
    }  # fmt: skip
    return map_document(Request(scope))


def test_a_document_is_served_with_its_headers() -> None:
    response = ask(document_shelf().put("<p>map</p>"))
    assert response.status_code == 200
    assert bytes(response.body) == b"<p>map</p>"
    assert "frame-ancestors 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"


def test_an_unknown_id_is_not_found() -> None:
    assert ask("0" * 40).status_code == 404


@pytest.mark.parametrize("client", ["192.168.1.7", "10.0.0.1", "2001:db8::1"])
def test_another_machine_is_refused(client: str) -> None:
    document = document_shelf().put("<p>map</p>")
    assert ask(document, client=client).status_code == 403
    assert ask(document, client="::1").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "localhost.evil.example"])
def test_another_name_for_this_machine_is_refused(host: str) -> None:
    assert ask(document_shelf().put("<p>map</p>"), host=host).status_code == 403


def test_markdown_of_a_file_is_shown_as_it_is() -> None:
    assert as_markdown("![x](http://a.b)\n# h") == r"\!\[x\]\(http\:\/\/a\.b\) \# h"


def test_html_of_a_report_is_shown_as_it_is() -> None:
    assert "<script" not in as_html("<script>alert(1)</script>")
    assert "<img" not in marked_passages("a <img src=x onerror=alert(1)> b", [(0, 5)])


def test_spans_are_marked_and_overlaps_joined() -> None:
    marked = marked_passages("abcdef", [(1, 3), (2, 4), (4, 4)])
    assert "a<mark>bc</mark><mark>d</mark>ef" in marked


@settings(deadline=None)
@given(st_.text(), st_.lists(st_.tuples(st_.integers(0, 40), st_.integers(0, 40))))
def test_marking_loses_no_letter(text: str, spans: list[tuple[int, int]]) -> None:
    import html
    import re

    inside = [(start, end) for start, end in spans if end <= len(text)]
    assert html.unescape(re.sub(r"<[^>]*>", "", marked_passages(text, inside))) == text


HERE = {"latitude": 35.4, "longitude": 44.4, "zoom": 9, "layer": "heat", "measure": "killed"}


def tell(content: object, *, client: str = "127.0.0.1", kind: str = "application/json") -> int:
    """The status of a view that viewer ``me`` tells."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    scope = {
        "type": "http", "method": "PUT", "path": "/maps/views/me", "query_string": b"", "scheme": "http",
        "headers": [(b"host", b"localhost:8501"), (b"content-type", kind.encode())],
        "client": (client, 50000), "server": ("localhost", 8501), "path_params": {"viewer": "me"},
    }  # fmt: skip

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    # In a thread of its own: a browser test of the same session keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, keep_view(Request(scope, receive))).result().status_code


def test_a_view_is_kept_for_a_known_viewer_only() -> None:
    assert tell(HERE) == 404
    view_shelf().welcome("me")
    assert tell(HERE) == 204
    assert view_shelf().get("me") == View(**HERE)


@pytest.mark.parametrize(
    "content",
    [
        b"{", b"[]", b'"x"', {}, {**HERE, "zoom": "9"}, {**HERE, "latitude": 91}, {**HERE, "layer": "<b>"},
        b'{"latitude": NaN, "longitude": 44, "zoom": 9}', b" " * 2000 + json.dumps(HERE).encode(),
    ],
)  # fmt: skip
def test_what_is_no_view_is_refused(content: object) -> None:
    view_shelf().welcome("me")
    assert tell(content) == 400
    assert view_shelf().get("me") is None


def test_a_view_from_another_machine_or_a_plain_form_is_refused() -> None:
    view_shelf().welcome("me")
    assert tell(HERE, client="10.0.0.1") == 403
    assert tell(HERE, kind="text/plain") == 403


def test_the_views_of_too_many_viewers_make_place_for_new_ones() -> None:
    shelf = ViewShelf()
    for viewer in range(MOST_VIEWERS + 1):
        shelf.welcome(str(viewer))

    assert not shelf.put("0", View(**HERE))
    assert shelf.put(str(MOST_VIEWERS), View(**HERE))
