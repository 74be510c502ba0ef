"""The tables of a store, as the newest migration leaves them.

Every change belongs to a batch: an import of one file, an edit, an undo, a decision on a group. What was
before stands in ``changes``, so that a batch can be undone as a whole; nothing is overwritten without that.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from mapapp.incidents import COLUMNS, COUNT_COLUMNS, DATE_COLUMNS, NUMBER_COLUMNS

METADATA: Final = sa.MetaData()


def incident_column(name: str) -> sa.Column[Any]:
    """The database column of one incident column; text is never null, as in a frame."""
    if name in DATE_COLUMNS:
        return sa.Column(name, sa.Date)
    if name in NUMBER_COLUMNS:
        return sa.Column(name, sa.Double)
    if name in COUNT_COLUMNS:
        return sa.Column(name, sa.Integer)
    if name == "event_id":
        return sa.Column(name, sa.Text, primary_key=True, nullable=False)
    return sa.Column(name, sa.Text, nullable=False, server_default="")


BATCHES: Final = sa.Table(
    "batches",
    METADATA,
    sa.Column("batch_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("undone_by", sa.Integer, sa.ForeignKey("batches.batch_id")),
    sqlite_autoincrement=True,
)
"""``action`` is one of import, edit, undo, group, split, apart; ``made_at`` is ISO 8601 in UTC; ``label``
names the file of an import or the batch that was undone; ``summary`` is JSON. Ids are never used again."""

INCIDENTS: Final = sa.Table(
    "incidents",
    METADATA,
    *(incident_column(name) for name in COLUMNS),
    sa.Column("content_key", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False, unique=True),
    sa.Column("edited", sa.Text),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("added_batch", sa.Integer, sa.ForeignKey("batches.batch_id"), nullable=False),
    sa.Column("removed_batch", sa.Integer, sa.ForeignKey("batches.batch_id")),
    sa.Index("ix_incidents_batches", "added_batch", "removed_batch"),
)
"""``content_key`` and ``origin`` are of the row as its file had it (see ``keys``); ``edited`` is JSON, field
-> what the file says, for fields that a person changed; ``version`` grows with each change; ``removed_batch``
is the batch that marked the incident removed, null while it is shown."""

BOOK_COLUMNS: Final = ("content_key", "origin", "edited", "removed_batch")
"""Columns beside the incident's own that a change can touch, so that an undo must restore."""

CHANGES: Final = sa.Table(
    "changes",
    METADATA,
    sa.Column("change_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batches.batch_id"), nullable=False, index=True),
    sa.Column("event_id", sa.Text, sa.ForeignKey("incidents.event_id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
"""``kind`` is one of changed, edited, removed, restored, undone; ``before`` is JSON, column -> what it was,
of the columns that changed only."""

GROUP_MEMBERS: Final = sa.Table(
    "group_members",
    METADATA,
    sa.Column("group_id", sa.Integer, sa.ForeignKey("batches.batch_id"), primary_key=True),
    sa.Column("event_id", sa.Text, sa.ForeignKey("incidents.event_id"), primary_key=True),
    sa.Column("split_batch", sa.Integer, sa.ForeignKey("batches.batch_id")),
)
"""Incidents that a person called one; a group bears the id of the batch that made it, and ``split_batch`` is
the batch that took the member out again."""

APART_MEMBERS: Final = sa.Table(
    "apart_members",
    METADATA,
    sa.Column("apart_id", sa.Integer, sa.ForeignKey("batches.batch_id"), primary_key=True),
    sa.Column("event_id", sa.Text, sa.ForeignKey("incidents.event_id"), primary_key=True),
    sa.Column("ended_batch", sa.Integer, sa.ForeignKey("batches.batch_id")),
)
"""Incidents that a person called different from one another; ``apart_id`` is the batch that said so, and
``ended_batch`` the one after which it no longer holds: an undo, or a group with two of them."""
