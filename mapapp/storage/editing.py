"""One person's change to an incident, what happened to an incident so far, and removal for good."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from mapapp.errors import InvalidIncident, StorageError
from mapapp.incident_values import checked_value
from mapapp.incidents import COLUMNS, TEXT_COLUMNS
from mapapp.storage.batches import NotedChange, note_changes, record_batch, stored_incidents
from mapapp.storage.results import Change, EditConflict
from mapapp.storage.tables import APART_MEMBERS, BATCHES, CHANGES, GROUP_MEMBERS, INCIDENTS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, RowMapping

EDITABLE: Final = tuple(name for name in COLUMNS if name not in {"event_id", "created_at", "updated_at"})
"""Columns that a person may change."""


def edit_incident(
    connection: Connection, event_id: str, fields: Mapping[str, Any], *, version: int, who: str
) -> int:
    """Write a person's values and return the version that the incident has then.

    Raises:
        InvalidIncident: a column that can't be edited, or a value that it can't hold.
        EditConflict: the incident is no longer of ``version``.
        StorageError: there is no such incident.
    """
    checked = {name: _checked(name, value) for name, value in fields.items()}
    before = stored_incidents(connection, [event_id]).get(event_id)
    if before is None:
        raise StorageError(f"there is no incident {event_id!r}")
    if before["version"] != version:
        raise EditConflict(_conflict(connection, event_id, before))
    after = {name: cell for name, cell in checked.items() if before[name] != cell}
    if not after:
        return version
    # What the file said stays known, so that reading it again neither repeats nor overwrites the edit.
    edited = json.loads(before["edited"] or "{}")
    for name, cell in after.items():
        edited.setdefault(name, before[name])
        if edited[name] == cell:
            del edited[name]
    changes: dict[str, Any] = {
        **after,
        "edited": json.dumps(edited, ensure_ascii=False) if edited else None,
        "updated_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    batch = record_batch(connection, "edit", who, event_id, {"fields": sorted(after)})
    note_changes(connection, batch, [NotedChange(event_id, "edited", before, changes)])
    return version + 1


def _checked(name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value comes in
    if name not in EDITABLE:
        raise InvalidIncident(f"{name!r} can't be edited; allowed: {', '.join(EDITABLE)}")
    try:
        cell = checked_value(name, value)
    except InvalidIncident as fault:
        raise InvalidIncident(f"{name} {str(value)[:80]!r}: {fault}") from fault
    return "" if cell is None and name in TEXT_COLUMNS else cell


def _conflict(connection: Connection, event_id: str, stored: Mapping[str, Any]) -> str:
    last = history_of(connection, event_id)[-1]
    return (
        f"incident {event_id!r} was changed by {last.who or 'someone'} at {last.made_at} ({last.kind}: "
        f"{', '.join(last.after) or 'the whole'}); nothing of this edit was written: look at version "
        f"{stored['version']} and decide again"
    )


def history_of(connection: Connection, event_id: str) -> tuple[Change, ...]:
    """All that happened to an incident, the first thing first.

    Raises:
        StorageError: there is no such incident.
    """
    current = stored_incidents(connection, [event_id]).get(event_id)
    if current is None:
        raise StorageError(f"there is no incident {event_id!r}")
    rows = connection.execute(
        sa.select(CHANGES.c.kind, CHANGES.c.before, *_BATCH)
        .join(BATCHES, BATCHES.c.batch_id == CHANGES.c.batch_id)
        .where(CHANGES.c.event_id == event_id)
        .order_by(CHANGES.c.change_id.desc())
    ).mappings()
    after = dict(current)
    told = []
    for row in rows:
        before = json.loads(row["before"])
        told.append(_change(row, row["kind"], before, {name: after[name] for name in before}))
        after |= before
    first = connection.execute(
        sa.select(*_BATCH).where(BATCHES.c.batch_id == current["added_batch"])
    ).mappings().one()  # fmt: skip
    return (_change(first, "added", {}, {}), *reversed(told))


_BATCH: Final = (BATCHES.c.batch_id, BATCHES.c.made_at, BATCHES.c.who, BATCHES.c.label)


def _change(row: RowMapping, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    shown = [name for name in before if name in COLUMNS]
    return Change(
        batch_id=row["batch_id"], kind=kind, made_at=row["made_at"], who=row["who"], label=row["label"],
        before={name: before[name] for name in shown}, after={name: after[name] for name in shown},
    )  # fmt: skip


def purge_removed(connection: Connection) -> int:
    """Delete for good the incidents that are marked removed, with their history, and return their number.

    This can't be undone, and what brought or removed them can't be undone for them either.
    """
    gone = sa.select(INCIDENTS.c.event_id).where(INCIDENTS.c.removed_batch.is_not(None))
    for table in (CHANGES, GROUP_MEMBERS, APART_MEMBERS):
        connection.execute(sa.delete(table).where(table.c.event_id.in_(gone)))
    return connection.execute(sa.delete(INCIDENTS).where(INCIDENTS.c.removed_batch.is_not(None))).rowcount
