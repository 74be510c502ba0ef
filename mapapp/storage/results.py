"""What a store answers: what an import did, what was changed by whom, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mapapp.errors import StorageError


class EditConflict(StorageError):
    """Someone else changed the incident in the meantime; nothing of this edit was written."""


@dataclass(frozen=True, slots=True)
class RefusedIncident:
    """A row that the store can't take beside what it holds."""

    event_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What an import did; ``added + updated + known + restored + len(refused)`` are the rows given."""

    batch_id: int
    """Names the import in ``history`` and ``undo``."""
    added: int = 0
    updated: int = 0
    """Known by its source, other content: what a person edited stays."""
    known: int = 0
    """Stored already: nothing was written."""
    removed: int = 0
    """Stored from an earlier version of the file, absent from this one: kept, marked, no longer shown."""
    restored: int = 0
    """Marked removed before, present again."""
    unseen: int = 0
    """Stored from files that this one overlaps with, absent from it, but left: it is no newer version."""
    kept_edits: tuple[str, ...] = ()
    """Sentences: where the file now says something else than before, but a person's edit stands."""
    refused: tuple[RefusedIncident, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import, edit, undo or decision on a group."""

    batch_id: int
    action: str
    made_at: str
    """ISO 8601, UTC."""
    who: str
    label: str
    """File of an import; what an edit or an undo was about."""
    summary: dict[str, Any]
    undone_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened to one incident."""

    batch_id: int
    kind: str
    """added, changed, edited, removed, restored or undone."""
    made_at: str
    who: str
    label: str
    before: dict[str, Any]
    """Column -> value before; empty for added."""
    after: dict[str, Any]
    """The same columns -> value after."""
