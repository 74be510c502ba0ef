"""One file into the store: what is new, changed, known, gone; in one transaction, and undone as a whole.

A row is known again by its origin (see ``keys``); one without a source key also by its ``event_id``. The keys
of the file go into a temporary table and the database compares, so that memory does not grow with the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from mapapp.incidents import COLUMNS
from mapapp.storage.batches import (
    NotedChange,
    note_changes,
    record_batch,
    remark_batch,
    stored_incidents,
)  # fmt: skip
from mapapp.storage.keys import content_keys, has_source_key, origins
from mapapp.storage.lineage import Scope, gone_incidents
from mapapp.storage.results import RefusedIncident, Saved
from mapapp.storage.rows import insert_rows, rows_of, stated_columns, storable
from mapapp.storage.tables import INCIDENTS

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

_TEMPORARY: Final = sa.MetaData()
INCOMING: Final = sa.Table(
    "incoming",
    _TEMPORARY,
    sa.Column("place_in_file", sa.Integer, primary_key=True),
    sa.Column("event_id", sa.Text, nullable=False, index=True),
    sa.Column("origin", sa.Text, nullable=False, index=True),
    sa.Column("content_key", sa.Text, nullable=False),
    prefixes=["TEMPORARY"],
)
"""The keys of the file at hand, for the length of one transaction."""
FRESH: Final = sa.Table(
    "fresh",
    _TEMPORARY,
    sa.Column("place_in_file", sa.Integer, primary_key=True),
    sa.Column("event_id", sa.Text, nullable=False),
    prefixes=["TEMPORARY"],
)
"""Of these the rows whose origin is not stored."""
_UNTOUCHED: Final = frozenset({"event_id", "review_status", "created_at", "updated_at"})
"""Columns of a stored incident that a newer file does not change: its name, and what a person says of it."""
MAX_TOLD_EDITS: Final = 20
"""Sentences on edits that stood against the file; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file's incidents with their keys, row by row."""

    frame: pd.DataFrame
    origins: list[str]
    content_keys: list[str]


@dataclass(frozen=True, slots=True)
class _Match:
    """A row of the file beside the stored incident that it is."""

    place: int
    event_id: str
    same_content: bool
    removed: bool


def import_frame(
    connection: Connection, frame: pd.DataFrame, *, who: str, label: str, path: str, scope: Scope
) -> Saved:
    """Bring the incidents of one file into the store, within the transaction of ``connection``."""
    frame = storable(frame)
    keys = content_keys(frame)
    incoming = Incoming(frame, origins(frame, keys), keys)
    batch = record_batch(connection, "import", who, label, {"path": path})
    _stage(connection, incoming)
    matches = _matched_by_origin(connection)
    by_id, refused = _matched_by_id(connection, incoming)
    handled = {match.place for match in by_id} | {place for place, _ in refused}
    repeated, added = _new_rows(connection, incoming, handled)
    refused += repeated
    gone, unseen = gone_incidents(connection, INCOMING, incoming.frame, batch, path, scope)
    updated, restored, kept_edits = _update(connection, incoming, (*matches, *by_id), batch)
    removed = _mark_removed(connection, gone, batch)
    _add(connection, incoming, added, batch)
    _TEMPORARY.drop_all(connection, checkfirst=False)
    saved = Saved(
        batch_id=batch, added=len(added), updated=updated, restored=restored, removed=removed, unseen=unseen,
        known=len(frame) - len(added) - updated - restored - len(refused),
        kept_edits=kept_edits,
        refused=tuple(fault for _, fault in sorted(refused, key=lambda item: item[0])),
    )  # fmt: skip
    remark_batch(connection, batch, _summary(saved, path))
    return saved


def _summary(saved: Saved, path: str) -> dict[str, Any]:
    counts = {
        name: getattr(saved, name) for name in ("added", "updated", "known", "removed", "restored", "unseen")
    }
    return {**counts, "refused": len(saved.refused), "path": path}


def _stage(connection: Connection, incoming: Incoming) -> None:
    for table in (INCOMING, FRESH):
        connection.execute(sa.schema.CreateTable(table))
    names = ("place_in_file", "event_id", "origin", "content_key")
    ids = incoming.frame["event_id"].tolist()
    rows = zip(range(len(ids)), ids, incoming.origins, incoming.content_keys, strict=True)
    insert_rows(connection, INCOMING, names, rows)
    # Made after the rows: sorting once is cheaper than finding a place for each.
    for index in sorted(INCOMING.indexes, key=lambda index: str(index.name)):
        index.create(connection)
    unknown = (
        sa.select(INCOMING.c.place_in_file, INCOMING.c.event_id)
        .join_from(INCOMING, INCIDENTS, INCIDENTS.c.origin == INCOMING.c.origin, isouter=True)
        .where(INCIDENTS.c.event_id.is_(None))
    )
    connection.execute(sa.insert(FRESH).from_select(["place_in_file", "event_id"], unknown))


def _matched_by_origin(connection: Connection) -> list[_Match]:
    """Rows whose source key or content is stored, where something is to be done about it."""
    same = INCIDENTS.c.content_key == INCOMING.c.content_key
    removed = INCIDENTS.c.removed_batch.is_not(None)
    query = (
        sa.select(INCOMING.c.place_in_file, INCIDENTS.c.event_id, same, removed)
        .join_from(INCOMING, INCIDENTS, INCIDENTS.c.origin == INCOMING.c.origin)
        .where(sa.or_(sa.not_(same), removed))
    )
    return [
        _Match(place, stored, bool(equal), bool(gone))
        for place, stored, equal, gone in connection.execute(query)
    ]


def _matched_by_id(
    connection: Connection, incoming: Incoming
) -> tuple[list[_Match], list[tuple[int, RefusedIncident]]]:
    """Rows of new origin whose ``event_id`` is stored: the same incident, or another by that name."""
    query = (
        sa.select(
            INCOMING.c.place_in_file, INCIDENTS.c.event_id, INCIDENTS.c.origin, INCIDENTS.c.source_dataset,
            INCIDENTS.c.source_id, INCIDENTS.c.content_key == INCOMING.c.content_key,
            INCIDENTS.c.removed_batch.is_not(None),
        )
        .join_from(FRESH, INCIDENTS, INCIDENTS.c.event_id == FRESH.c.event_id)
        .join(INCOMING, INCOMING.c.place_in_file == FRESH.c.place_in_file)
        .order_by(INCOMING.c.place_in_file)
    )  # fmt: skip
    matches, refused = [], []
    seen: set[str] = set()
    for place, event_id, origin, dataset, source_id, equal, removed in connection.execute(query):
        if has_source_key(origin) and has_source_key(incoming.origins[place]):
            reason = f"event_id {event_id!r} is stored already, of {dataset or 'a file'} {source_id}"
            refused.append((place, RefusedIncident(event_id, reason)))
        elif event_id in seen:
            refused.append((place, _twice(event_id)))
        else:
            matches.append(_Match(place, event_id, bool(equal), bool(removed)))
        seen.add(event_id)
    return matches, refused


def _new_rows(
    connection: Connection, incoming: Incoming, handled: set[int]
) -> tuple[list[tuple[int, RefusedIncident]], list[int]]:
    """Places of the rows to add; of rows that share an ``event_id`` the first, the others are refused."""
    query = sa.select(FRESH.c.place_in_file).order_by(FRESH.c.place_in_file)
    ids = incoming.frame["event_id"].tolist()
    seen: set[str] = set()
    refused, added = [], []
    for place in connection.execute(query).scalars().all():
        if place in handled or _repeats(incoming, place):
            continue
        event_id = ids[place]
        if event_id in seen:
            refused.append((place, _twice(event_id)))
        else:
            added.append(place)
        seen.add(event_id)
    return refused, added


def _repeats(incoming: Incoming, place: int) -> bool:
    """Whether the row says all that an earlier one of the file with the same source key says."""
    return not incoming.content_keys[place].endswith("-1") and has_source_key(incoming.origins[place])


def _twice(event_id: str) -> RefusedIncident:
    return RefusedIncident(
        event_id, f"event_id {event_id!r} stands more than once in the file, with other content"
    )


def _update(
    connection: Connection, incoming: Incoming, matches: Sequence[_Match], batch: int
) -> tuple[int, int, tuple[str, ...]]:
    """Write what the file changed; the number of updated and of restored incidents, and edits that stood."""
    updated = restored = 0
    told: list[str] = []
    for start in range(0, len(matches), 500):
        part = matches[start : start + 500]
        stored = stored_incidents(connection, [match.event_id for match in part])
        rows = rows_of(incoming.frame, [match.place for match in part])
        changes = []
        for match, row in zip(part, rows, strict=True):
            before = stored[match.event_id]
            after, kept = _merged(before, dict(zip(COLUMNS, row, strict=True)))
            told += kept
            after |= {
                "content_key": incoming.content_keys[match.place], "origin": incoming.origins[match.place],
                "removed_batch": None,
            }  # fmt: skip
            kind = "restored" if match.removed else "changed"
            changes.append(NotedChange(match.event_id, kind, before, after))
            restored += match.removed
            updated += not match.removed
        note_changes(connection, batch, changes)
    if len(told) > MAX_TOLD_EDITS:
        told = [*told[:MAX_TOLD_EDITS], f"and {len(told) - MAX_TOLD_EDITS:,} more edits stand"]
    return updated, restored, tuple(told)


def _merged(before: Mapping[str, Any], incoming: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What the incident is now: the file's values, but for fields that a person edited."""
    edited: dict[str, Any] = json.loads(before["edited"] or "{}")
    after, told = {}, []
    for name in COLUMNS:
        if name in _UNTOUCHED:
            continue
        if name not in edited:
            after[name] = incoming[name]
        elif edited[name] != incoming[name]:
            told.append(
                f"{before['event_id']}: {name} was edited to {before[name]!s:.80}, which stands; "
                f"the file now says {incoming[name]!s:.80}, before {edited[name]!s:.80}"
            )
            edited[name] = incoming[name]
    after["edited"] = json.dumps(edited, ensure_ascii=False) if edited else None
    return after, told


def _mark_removed(connection: Connection, gone: Sequence[str], batch: int) -> int:
    for start in range(0, len(gone), 500):
        stored = stored_incidents(connection, gone[start : start + 500])
        changes = [
            NotedChange(event_id, "removed", before, {"removed_batch": batch})
            for event_id, before in stored.items()
        ]
        note_changes(connection, batch, changes)
    return len(gone)


def _add(connection: Connection, incoming: Incoming, places: Sequence[int], batch: int) -> None:
    stated = stated_columns(incoming.frame)
    whole = len(places) == len(incoming.frame)
    rows: Iterator[tuple[Any, ...]] = rows_of(incoming.frame, None if whole else places, stated)
    insert_rows(
        connection,
        INCIDENTS,
        (*stated, "content_key", "origin", "added_batch"),
        (
            (*row, incoming.content_keys[place], incoming.origins[place], batch)
            for place, row in zip(places, rows, strict=True)
        ),
    )
