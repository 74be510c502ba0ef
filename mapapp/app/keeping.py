"""The database behind the app: opening one, what was imported and edited by whom, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from mapapp.app.changing import write
from mapapp.app.editing_form import minute_of, show_incident
from mapapp.app.plain_text import as_markdown
from mapapp.app.session import WHO, keep_in, open_store, opened_database
from mapapp.errors import MapAppError
from mapapp.grouping import group_id
from mapapp.storage import default_url

if TYPE_CHECKING:
    from mapapp.storage import Batch, IncidentStore

MAX_BATCHES: Final = 500
"""Newest batches that are listed."""
SHORT_LIST: Final = 8
"""Rows up to which a table is as high as it needs."""


def show_store_tab(selected: str | None) -> None:
    """The history with its undo, and a form for one incident, at first the one picked in the table."""
    url = opened_database()
    if not url:
        _offer_database()
        return
    # Kept under another key than the widget's, which goes with its tab.
    st.session_state[WHO] = st.text_input(
        "Your name", value=st.session_state.get(WHO, ""), width=320, placeholder="as on this computer",
        help="Stands beside what you change, so that others know whom to ask.",
    )  # fmt: skip
    try:
        with open_store(url) as store:
            _show_batches(store.batches(), url)
            st.subheader("Change an incident", anchor=False)
            st.caption("Pick it in the table under the map, or give its id.")
            members = _members(store, selected)
            if members:
                event_id = st.selectbox("Incident of the group", members, key=f"edit-of-{selected}")
            else:
                event_id = st.text_input("Id", value=selected or "", key=f"edit-id-{selected}").strip()
            if event_id:
                show_incident(store, event_id, url)
    except MapAppError as error:
        st.error(as_markdown(str(error)))


def _members(store: IncidentStore, selected: str | None) -> tuple[str, ...]:
    """The incidents behind a row that stands for a group; none for any other row."""
    return next((group for group in store.groups() if group_id(group) == selected), ())


def _offer_database() -> None:
    st.write(
        "What you add now is gone when you close the page. In a database it stays, with who changed what and "
        "when, and each import or edit can be taken back."
    )
    url = default_url()
    st.caption("It lies on this machine: " + as_markdown(url.removeprefix("sqlite:///")))
    if st.button("Keep incidents in this database", type="primary", key="keep"):
        try:
            kept = keep_in(url)
        except MapAppError as error:
            st.error(as_markdown(str(error)))
            return
        st.session_state["told"] = (
            f"The database is open; {kept:,} incidents that you had added are in it. The well-known ones "
            "are not, and are no longer shown."
        )
        st.rerun()


def _show_batches(batches: tuple[Batch, ...], url: str) -> None:
    st.subheader("What was done", anchor=False)
    if not batches:
        st.caption("Nothing yet: add a file or a report.")
        return
    table = pd.DataFrame([_batch_row(batch) for batch in batches[:MAX_BATCHES]])
    st.dataframe(table, hide_index=True, placeholder="", height="auto" if len(batches) < SHORT_LIST else 300)
    open_batches = [batch for batch in batches if batch.undone_by is None and batch.action != "undo"]
    if not open_batches:
        return
    chosen, button = st.columns([4, 1], vertical_alignment="bottom")
    batch = chosen.selectbox(
        "Take back as a whole", open_batches, format_func=lambda item: f"{item.batch_id}: {_titled(item)}"
    )
    if button.button("Undo", key="undo-batch", width="stretch") and batch is not None:
        write(url, lambda store: store.undo(batch.batch_id), f"Taken back: {_titled(batch)}")


def _batch_row(batch: Batch) -> dict[str, Any]:
    undone = "" if batch.undone_by is None else f"no. {batch.undone_by}"
    return {
        "No.": batch.batch_id, "When": minute_of(batch.made_at), "Who": batch.who, "What": batch.action,
        "Of": batch.label, "Changed": _counted(batch), "Undone by": undone,
    }  # fmt: skip


def _counted(batch: Batch) -> str:
    counts = batch.summary.items()
    told = [f"{count:,} {name}" for name, count in counts if isinstance(count, int) and count]
    return ", ".join([*told, *batch.summary.get("fields", ())])


def _titled(batch: Batch) -> str:
    counted = f" ({counts})" if (counts := _counted(batch)) else ""
    return f"{batch.action} {batch.label}{counted}, {minute_of(batch.made_at)}"
