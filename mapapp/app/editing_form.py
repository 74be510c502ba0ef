"""The form that changes one incident, what happened to it so far, and what to do when another was faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from mapapp.app.changing import show_changed
from mapapp.app.plain_text import as_markdown, side_by_side
from mapapp.app.session import open_store, reload_work
from mapapp.errors import MapAppError
from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE, GeoPrecision, ReviewStatus
from mapapp.storage import EditConflict

if TYPE_CHECKING:
    from mapapp.storage import Change, IncidentStore

_COUNTS: Final = {"fatalities": "Killed", "injuries": "Injured"}
_DEGREES: Final = {"latitude": "Latitude", "longitude": "Longitude"}
_TEXTS: Final = {"location": "Place", "admin1": "Governorate", "actor1": "Actor", "notes": "Notes"}
_LABELS: Final = {
    "review_status": "Review", "event_type": "Type", "event_date": "Date", **_COUNTS, **_DEGREES,
    "geo_precision": "Precision of the place", **_TEXTS,
}  # fmt: skip
"""Columns that the form offers -> their labels."""
_CONFLICT: Final = "edit-conflict"


@dataclass(frozen=True, slots=True)
class _Conflict:
    """An edit that was not written because someone changed the incident in the meantime."""

    event_id: str
    message: str
    before: dict[str, Any]
    """What the form was filled from."""
    mine: dict[str, Any]
    """What was to be written."""


def show_incident(store: IncidentStore, event_id: str, url: str) -> None:
    """The form of an incident and its history; instead of the form a conflict that waits for a decision.

    Raises:
        StorageError: there is no such incident.
    """
    changes = store.history(event_id)
    row, version = store.incident(event_id), store.version(event_id)
    conflict: _Conflict | None = st.session_state.get(_CONFLICT)
    if conflict is not None and conflict.event_id == event_id:
        _show_conflict(conflict, row, version, url)
    else:
        _show_form(event_id, row, version, url)
    _show_history(changes)


def _show_form(event_id: str, row: dict[str, Any], version: int, url: str) -> None:
    # What the form was filled from: at a click the script runs again and would see a newer version.
    key = f"seen-{event_id}"
    before, seen = st.session_state.setdefault(key, (row, version))
    with st.form(f"edit-{event_id}-{seen}"):
        fields = _asked_fields(before)
        if not st.form_submit_button("Save", type="primary"):
            return
    del st.session_state[key]
    mine = {name: value for name, value in fields.items() if value != before[name]}
    _save(_Conflict(event_id, "", before, mine), seen, url)


def _save(edit: _Conflict, version: int, url: str) -> None:
    st.session_state.pop(_CONFLICT, None)
    try:
        with open_store(url) as store:
            store.edit(edit.event_id, edit.mine, version=version)
    except EditConflict as error:
        st.session_state[_CONFLICT] = _Conflict(edit.event_id, str(error), edit.before, edit.mine)
        st.rerun()
    except MapAppError as error:
        st.error(as_markdown(str(error)))
        return
    show_changed(f"Saved: {edit.event_id}")


def _show_conflict(conflict: _Conflict, row: dict[str, Any], version: int, url: str) -> None:
    st.error(as_markdown(conflict.message))
    names = [name for name in _LABELS if name in conflict.mine or row[name] != conflict.before[name]]
    rows = [
        (
            _LABELS[name],
            [_text(one[name]) for one in (conflict.before, row, {**row, **conflict.mine})],
        )
        for name in names
    ]
    st.html(side_by_side(["When you opened it", "Now", "With your changes"], rows))
    mine, theirs, _ = st.columns([2, 2, 3])
    if mine.button("Save my changes over it", type="primary", key="conflict-mine", width="stretch"):
        _save(conflict, version, url)
    if theirs.button("Keep what is there", key="conflict-theirs", width="stretch"):
        del st.session_state[_CONFLICT]
        reload_work()
        st.rerun()


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
    day = third.date_input("Date", value=row["event_date"], format="YYYY-MM-DD", min_value="1900-01-01")
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


def _show_history(changes: tuple[Change, ...]) -> None:
    st.markdown("**What happened to it**")
    table = pd.DataFrame([line for change in reversed(changes) for line in _lines(change)])
    st.dataframe(table, hide_index=True, placeholder="", key="incident-history")


def _lines(change: Change) -> list[dict[str, str]]:
    told = {"When": minute_of(change.made_at), "Who": change.who or "someone", "What": change.kind}
    fields = [
        {**told, "Field": _LABELS.get(name, name), "Before": _text(old), "After": _text(change.after[name])}
        for name, old in change.before.items()
        if name != "updated_at"
    ]
    return fields or [{**told, "Field": "", "Before": "", "After": change.label}]


def minute_of(made_at: str) -> str:
    """An ISO time in UTC as a person reads it."""
    return f"{made_at[:16].replace('T', ' ')} UTC"


def _text(value: object) -> str:
    return "" if value is None else str(value)
