"""Where each browser session looks: told by its map frame to the route ``/maps/views/{viewer}``.

A download takes it from here, so that panning the map need not run the page again.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from mapapp.mapping.view import View

MOST_VIEWERS: Final = 1000
"""The views of those that have not moved for longest go first."""
_VIEWER: Final = "viewer"


class ViewShelf:
    """The last view of each viewer; viewers are known by names that can't be guessed."""

    def __init__(self) -> None:
        self._views: OrderedDict[str, View | None] = OrderedDict()
        self._lock = threading.Lock()

    def welcome(self, viewer: str) -> None:
        """Take views of this viewer from now on."""
        with self._lock:
            self._views.setdefault(viewer, None)
            while len(self._views) > MOST_VIEWERS:
                self._views.popitem(last=False)

    def put(self, viewer: str, view: View) -> bool:
        """Keep a view; False for a viewer that never was welcomed."""
        with self._lock:
            if viewer not in self._views:
                return False
            self._views[viewer] = view
            self._views.move_to_end(viewer)
            return True

    def get(self, viewer: str) -> View | None:
        """The last view, or None where none was told."""
        with self._lock:
            return self._views.get(viewer)


@st.cache_resource(show_spinner=False)
def view_shelf() -> ViewShelf:
    """The one shelf of this process; Streamlit keeps it, for the script and for the route."""
    return ViewShelf()


def this_viewer() -> str:
    """The name of this browser session."""
    if _VIEWER not in st.session_state:
        st.session_state[_VIEWER] = secrets.token_hex(20)
    viewer: str = st.session_state[_VIEWER]
    view_shelf().welcome(viewer)
    return viewer
