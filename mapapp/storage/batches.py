"""Batches: who changed what, when, and what was there before; each can be undone as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.incidents import COLUMNS, DATE_COLUMNS
from mapapp.storage.results import Batch
from mapapp.storage.tables import (
    APART_MEMBERS,
    BATCHES,
    BOOK_COLUMNS,
    CHANGES,
    GROUP_MEMBERS,
    INCIDENTS,
)  # fmt: skip

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

CHANGEABLE = tuple(name for name in (*COLUMNS, *BOOK_COLUMNS) if name != "event_id")
"""Columns of the incidents table that a change may touch."""


_DECISIONS: Final = (
    (GROUP_MEMBERS, GROUP_MEMBERS.c.group_id, GROUP_MEMBERS.c.split_batch),
    (APART_MEMBERS, APART_MEMBERS.c.apart_id, APART_MEMBERS.c.ended_batch),
)
"""What a person decided of incidents together: table, the batch that said so, the batch that ended it."""


@dataclass(frozen=True, slots=True)
class NotedChange:
    """What happens to one incident: ``after`` holds the columns that may differ from ``before``."""

    event_id: str
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def record_batch(
    connection: Connection, action: str, who: str, label: str, summary: Mapping[str, Any]
) -> int:
    """Begin a batch and return its id."""
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    row = {
        "action": action, "made_at": made_at, "who": who, "label": label,
        "summary": json.dumps(summary, ensure_ascii=False),
    }  # fmt: skip
    result = connection.execute(sa.insert(BATCHES).returning(BATCHES.c.batch_id), row)
    return int(result.scalar_one())


def remark_batch(connection: Connection, batch: int, summary: Mapping[str, Any]) -> None:
    """Say what the batch did, once that is known."""
    text = json.dumps(summary, ensure_ascii=False)
    connection.execute(sa.update(BATCHES).where(BATCHES.c.batch_id == batch).values(summary=text))


def stored_incidents(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Incidents with their book-keeping by id, days as ISO text, as JSON and a file's rows hold them."""
    rows = connection.execute(sa.select(INCIDENTS).where(INCIDENTS.c.event_id.in_(ids))).mappings()
    return {
        row["event_id"]: {
            name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()
        }
        for row in rows
    }


def note_changes(connection: Connection, batch: int, changes: Iterable[NotedChange]) -> None:
    """Write changes to incidents, and what was there before; one that changes nothing is left out."""
    updates, notes = [], []
    for change in changes:
        differing = {
            name: change.before[name] for name, cell in change.after.items() if change.before[name] != cell
        }
        if not differing:
            continue
        row = {name: change.before[name] for name in CHANGEABLE} | dict(change.after)
        for name in DATE_COLUMNS:
            row[name] = row[name] and date.fromisoformat(row[name])
        updates.append({"changed_id": change.event_id, **row})
        before = json.dumps(differing, ensure_ascii=False)
        notes.append({
            "batch_id": batch, "event_id": change.event_id, "kind": change.kind, "before": before,
        })  # fmt: skip
    if not updates:
        return
    values: dict[str, Any] = {name: sa.bindparam(name) for name in CHANGEABLE}
    statement = (
        sa.update(INCIDENTS)
        .where(INCIDENTS.c.event_id == sa.bindparam("changed_id"))
        .values(**values, version=INCIDENTS.c.version + 1)
    )
    connection.execute(statement, updates)
    connection.execute(sa.insert(CHANGES), notes)


def batches(connection: Connection) -> tuple[Batch, ...]:
    """All batches, the newest first."""
    rows = connection.execute(sa.select(BATCHES).order_by(BATCHES.c.batch_id.desc())).mappings()
    return tuple(Batch(**{**row, "summary": json.loads(row["summary"])}) for row in rows)


def undo_batch(connection: Connection, batch: int, who: str) -> int:
    """Take a batch back and return the id of the batch that did; its incidents are as they were before it.

    Raises:
        StorageError: no such batch, one that is undone, or one on which later changes rest.
    """
    found = connection.execute(sa.select(BATCHES).where(BATCHES.c.batch_id == batch)).mappings().first()
    if found is None:
        raise StorageError(f"there is no batch {batch}; see mapapp history")
    if found["undone_by"] is not None or found["action"] == "undo":
        raise StorageError(
            f"batch {batch} is undone already" if found["undone_by"] else f"batch {batch} is an undo"
        )
    _refuse_later_changes(connection, batch)
    undo = record_batch(
        connection, "undo", who, f"batch {batch}: {found['action']} {found['label']}".strip(), {}
    )
    count = _restore(connection, batch, undo) + _remove_added(connection, batch, undo)
    for members, made, ended in _DECISIONS:
        connection.execute(sa.update(members).where(ended == batch).values({ended: None}))
        connection.execute(sa.update(members).where(made == batch).values({ended: undo}))
    connection.execute(sa.update(BATCHES).where(BATCHES.c.batch_id == batch).values(undone_by=undo))
    remark_batch(connection, undo, {"incidents": count})
    return undo


def _refuse_later_changes(connection: Connection, batch: int) -> None:
    """What was changed once more since can't be taken back below that; undone changes no longer count."""
    touched = sa.union(
        sa.select(CHANGES.c.event_id).where(CHANGES.c.batch_id == batch),
        sa.select(INCIDENTS.c.event_id).where(INCIDENTS.c.added_batch == batch),
    ).subquery()
    later = connection.execute(
        sa.select(CHANGES.c.batch_id, sa.func.count())
        .join(BATCHES, BATCHES.c.batch_id == CHANGES.c.batch_id)
        .where(
            CHANGES.c.batch_id > batch, BATCHES.c.undone_by.is_(None), BATCHES.c.action != "undo",
            CHANGES.c.event_id.in_(sa.select(touched.c.event_id)),
        )
        .group_by(CHANGES.c.batch_id)
        .order_by(CHANGES.c.batch_id.desc())
    ).all()  # fmt: skip
    if later:
        told = ", ".join(f"batch {number} ({count:,} incidents)" for number, count in later[:5])
        raise StorageError(
            f"batch {batch} can't be undone: later changes rest on it; undo these first: {told}"
        )


def _restore(connection: Connection, batch: int, undo: int) -> int:
    rows = connection.execute(
        sa.select(CHANGES.c.event_id, CHANGES.c.before)
        .where(CHANGES.c.batch_id == batch)
        .order_by(CHANGES.c.change_id.desc())
    ).all()
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        stored = stored_incidents(connection, [row.event_id for row in part])
        note_changes(
            connection,
            undo,
            [
                NotedChange(row.event_id, "undone", stored[row.event_id], json.loads(row.before))
                for row in part
            ],
        )
    return len(rows)


def _remove_added(connection: Connection, batch: int, undo: int) -> int:
    # In the database: an import can have brought a million.
    added = sa.and_(INCIDENTS.c.added_batch == batch, INCIDENTS.c.removed_batch.is_(None))
    before = json.dumps({"removed_batch": None})
    chosen = sa.select(sa.literal(undo), INCIDENTS.c.event_id, sa.literal("removed"), sa.literal(before))
    connection.execute(
        sa.insert(CHANGES).from_select(["batch_id", "event_id", "kind", "before"], chosen.where(added))
    )
    marked = sa.update(INCIDENTS).where(added).values(removed_batch=undo, version=INCIDENTS.c.version + 1)
    return connection.execute(marked).rowcount
