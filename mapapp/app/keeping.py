"""The database behind the app: what was imported and edited by whom, taking it back, editing an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from mapapp.app.plain_text import as_markdown
from mapapp.app.session import reload_work
from mapapp.app.settings import Settings
from mapapp.errors import MapAppError
from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE, GeoPrecision, ReviewStatus
from mapapp.storage import IncidentStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapapp.storage import Batch, Change

MAX_BATCHES: Final = 500
"""Newest batches that are listed."""
_COUNTS: Final = {"fatalities": "Killed", "injuries": "Injured"}
_DEGREES: Final = {"latitude": "Latitude", "longitude": "Longitude"}
_TEXTS: Final = {"location": "Place", "admin1": "Governorate", "actor1": "Actor", "notes": "Notes"}
"""Columns that the form offers beside type, date and review -> their labels."""


def show_store_tab(selected: str | None) -> None:
    """The history with its undo, and a form for one incident, at first the one picked in the table."""
    url = Settings.of_environment().database
    try:
        with IncidentStore(url, create=True) as store:
            _show_batches(store.batches(), url)
            st.subheader("Change an incident", anchor=False)
            event_id = st.text_input("Id", value=selected or "", key=f"edit-id-{selected}").strip()
            if event_id:
                _show_incident(store, event_id, url)
    except MapAppError as error:
        st.error(as_markdown(str(error)))


def _show_batches(batches: tuple[Batch, ...], url: str) -> None:
    st.subheader("What was done", anchor=False)
    if not batches:
        st.caption("Nothing yet: add a file or a report.")
        return
    table = pd.DataFrame([_batch_row(batch) for batch in batches[:MAX_BATCHES]])
    st.dataframe(table, hide_index=True, height="auto" if len(batches) < 8 else 300)
    open_batches = [batch for batch in batches if batch.undone_by is None and batch.action != "undo"]
    if not open_batches:
        return
    chosen, button = st.columns([4, 1], vertical_alignment="bottom")
    batch = chosen.selectbox(
        "Take back as a whole", open_batches, format_func=lambda item: f"{item.batch_id}: {_titled(item)}"
    )
    if button.button("Undo", key="undo-batch", width="stretch") and batch is not None:
        _write(url, lambda store: store.undo(batch.batch_id), f"Taken back: {_titled(batch)}")


def _batch_row(batch: Batch) -> dict[str, Any]:
    counts = ", ".join(
        f"{count:,} {name}" for name, count in batch.summary.items() if isinstance(count, int) and count
    )
    undone = "" if batch.undone_by is None else f"no. {batch.undone_by}"
    return {
        "No.": batch.batch_id, "When": _minute(batch.made_at), "Who": batch.who, "What": batch.action,
        "Of": batch.label, "Incidents": counts, "Undone by": undone,
    }  # fmt: skip


def _minute(made_at: str) -> str:
    return f"{made_at[:16].replace('T', ' ')} UTC"


def _titled(batch: Batch) -> str:
    return f"{batch.action} {batch.label}, {_minute(batch.made_at)}"


def _show_incident(store: IncidentStore, event_id: str, url: str) -> None:
    changes = store.history(event_id)
    row = store.incident(event_id)
    # The version that the form was filled from: at a click the script runs again and would see a newer one.
    key = f"seen-{event_id}"
    seen = st.session_state.setdefault(key, store.version(event_id))
    with st.form(f"edit-{event_id}-{seen}"):
        fields = _asked_fields(row)
        if st.form_submit_button("Save", type="primary"):
            del st.session_state[key]
            changed = {name: value for name, value in fields.items() if value != row[name]}
            _write(url, lambda it: it.edit(event_id, changed, version=seen), f"Saved: {event_id}")
    for change in reversed(changes):
        st.caption(as_markdown(_told(change)))


def _asked_fields(row: dict[str, Any]) -> dict[str, Any]:
    """The form's values, in the form that the store takes them."""
    first, second, third = st.columns(3)
    reviews = [str(status) for status in ReviewStatus]
    types = [*EVENT_TYPES, UNKNOWN_EVENT_TYPE]
    review = row["review_status"] or str(ReviewStatus.UNREVIEWED)
    fields: dict[str, Any] = {
        "review_status": first.selectbox("Review", reviews, index=reviews.index(review)),
        "event_type": second.selectbox("Type", types, index=types.index(row["event_type"] or types[-1])),
    }
    day = third.date_input("Date", value=row["event_date"], format="YYYY-MM-DD")
    fields["event_date"] = None if day is None else day.isoformat()
    for (name, label), column in zip(_COUNTS.items(), st.columns(2), strict=True):
        fields[name] = column.number_input(
            label, value=row[name], min_value=0, step=1, help="empty: not stated"
        )
    *columns, last = st.columns(3)
    for (name, label), column in zip(_DEGREES.items(), columns, strict=True):
        fields[name] = column.number_input(
            label, value=row[name], step=0.001, format="%.4f", help="degrees, WGS 84; empty: not placed"
        )
    precisions = list(map(str, GeoPrecision))
    at = precisions.index(row["geo_precision"] or str(GeoPrecision.UNRESOLVED))
    fields["geo_precision"] = last.selectbox("Precision of the place", precisions, index=at)
    for name, label in _TEXTS.items():
        asked = st.text_area if name == "notes" else st.text_input
        fields[name] = asked(label, value=row[name])
    unsaid = {
        "review_status": str(ReviewStatus.UNREVIEWED),
        "event_type": UNKNOWN_EVENT_TYPE,
        "geo_precision": str(GeoPrecision.UNRESOLVED),
    }
    # A choice that only shows that nothing is said is no change.
    return {
        name: row[name] if not row[name] and unsaid.get(name) == value else value
        for name, value in fields.items()
    }


def _told(change: Change) -> str:
    fields = "; ".join(f"{name}: {old!s} → {change.after[name]!s}" for name, old in change.before.items())
    return f"{_minute(change.made_at)}, {change.who or 'someone'}: {change.kind} {fields}".rstrip()


def _write(url: str, act: Callable[[IncidentStore], object], told: str) -> None:
    try:
        with IncidentStore(url) as store:
            act(store)
    except MapAppError as error:
        st.error(as_markdown(str(error)))
        return
    reload_work()
    st.session_state["told"] = as_markdown(told)
    st.rerun()
