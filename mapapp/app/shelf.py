"""Map documents of the running app: put there by the script, taken from there by the route ``/maps/{id}``."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import Final

import streamlit as st

MAX_SHELF_BYTES: Final = 500_000_000
"""The oldest documents go when all together are larger; a page that still shows one keeps its copy."""


class DocumentShelf:
    """HTML documents by an id that is the hash of their content, so that it can't be guessed."""

    def __init__(self, max_bytes: int = MAX_SHELF_BYTES) -> None:
        self._max_bytes = max_bytes
        self._documents: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, html: str) -> str:
        """Keep a document and return its id; the same document has the same id."""
        document = html.encode()
        document_id = hashlib.blake2b(document, digest_size=20).hexdigest()
        with self._lock:
            self._documents[document_id] = document
            self._documents.move_to_end(document_id)
            while len(self._documents) > 1 and self._bytes() > self._max_bytes:
                self._documents.popitem(last=False)
        return document_id

    def get(self, document_id: str) -> bytes | None:
        """The document as UTF-8, or None where there is none of that id."""
        with self._lock:
            return self._documents.get(document_id)

    def _bytes(self) -> int:
        return sum(map(len, self._documents.values()))


@st.cache_resource(show_spinner=False)
def document_shelf() -> DocumentShelf:
    """The one shelf of this process; Streamlit keeps it, for the script and for the route."""
    return DocumentShelf()
