"""Changes to the database behind the app: under whose name, told when done, seen by the map at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from mapapp.app.plain_text import as_markdown
from mapapp.app.session import open_store, reload_work
from mapapp.errors import MapAppError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapapp.storage import IncidentStore


def write(url: str, act: Callable[[IncidentStore], object], told: str) -> None:
    """Change the database and run the page again, with ``told`` above it; a refusal is shown instead."""
    try:
        with open_store(url) as store:
            act(store)
    except MapAppError as error:
        st.error(as_markdown(str(error)))
        return
    show_changed(told)


def show_changed(told: str) -> None:
    """Run the page again on what the database holds now, with ``told`` above it."""
    reload_work()
    st.session_state["told"] = as_markdown(told)
    st.rerun()
