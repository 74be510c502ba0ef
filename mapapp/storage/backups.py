"""A whole store copied into another: backup, restore, and the way from SQLite to a team's PostgreSQL.

The copy is made within one reading transaction, so it is of one moment while others go on writing. It is
checked row by row before it is called done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.storage.rows import CHUNK_ROWS, insert_rows
from mapapp.storage.tables import APART_MEMBERS, BATCHES, CHANGES, GROUP_MEMBERS, INCIDENTS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

TABLES = (BATCHES, INCIDENTS, CHANGES, GROUP_MEMBERS, APART_MEMBERS)
"""In the order in which rows may be written, each after what it points to."""


def copy_store(source: Connection, target: Connection) -> dict[str, int]:
    """Copy all rows into the empty tables of ``target`` and return their number by table.

    Raises:
        StorageError: the target holds something, or the copy differs from what was read.
    """
    for table in TABLES:
        if target.execute(sa.select(sa.func.count()).select_from(table)).scalar_one():
            raise StorageError("the database to write to already holds incidents; give an empty one")
    if target.dialect.name == "sqlite":
        # A batch can point to the later one that undid it.
        target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    counts = {}
    for table in TABLES:
        digest = hashlib.sha256()
        columns = [column.name for column in table.columns]
        insert_rows(target, table, columns, _told(_rows(source, table), digest))
        copied = hashlib.sha256()
        counts[table.name] = sum(1 for _ in _told(_rows(target, table), copied))
        if digest.digest() != copied.digest():
            raise StorageError(f"the copy of {table.name} differs from what was read; nothing was kept")
    _advance_counters(target)
    return counts


def _rows(connection: Connection, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    # In code point order whatever the database's language, so that both sides count in the same order.
    is_server = connection.dialect.name == "postgresql"
    keys = [
        sa.collate(key, "C") if isinstance(key.type, sa.Text) and is_server else key
        for key in table.primary_key.columns
    ]
    query = sa.select(table).order_by(*keys)
    options = {"stream_results": True, "yield_per": CHUNK_ROWS}
    for row in connection.execute(query, execution_options=options):
        yield tuple(cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row)


def _told(rows: Iterator[tuple[Any, ...]], digest: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - hashlib's type has no public name
    for row in rows:
        digest.update(repr(row).encode("utf-8", "replace"))
        yield row


def _advance_counters(target: Connection) -> None:
    """PostgreSQL has to be told where a copy left the numbering of ids; SQLite goes on by itself."""
    if target.dialect.name != "postgresql":
        return
    for table, key in ((BATCHES, "batch_id"), (CHANGES, "change_id")):
        newest = sa.select(sa.func.max(table.c[key])).scalar_subquery()
        sequence = sa.func.pg_get_serial_sequence(table.name, key)
        target.execute(sa.select(sa.func.setval(sequence, newest)).where(newest.is_not(None)))
