"""Which stored incidents a file should hold if it is a newer version of one read before, and does not.

A file names neither its version nor what it covers. An export of another month, or of fewer types, must not
make all others look withdrawn; so a file counts as a newer version only by what both have in common.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from mapapp.storage.tables import BATCHES, INCIDENTS

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection


class Scope(StrEnum):
    """What the absence of a stored incident from a file means."""

    AUTO = "auto"
    """That it was withdrawn, where the file is a newer version of the one that brought it."""
    COMPLETE = "complete"
    """That it was withdrawn: the file holds all of its data set."""
    PART = "part"
    """Nothing."""


LEAST_SHARED: Final = {"same file": 0.5, "another file": 0.9}
"""Share of what an earlier file brought, and is still shown, that must be in this file for it to be a newer
version of that one; 0 to 1, higher marks less as removed. The same path with half of it gone is more likely
another extract; under another name nearly all must recur, as a filtered copy of a file leaves out more."""


def gone_incidents(
    connection: Connection, incoming: sa.Table, frame: pd.DataFrame, batch: int, path: str, scope: Scope
) -> tuple[list[str], int]:
    """Ids of stored incidents that the file withdraws, and the number of those it merely does not hold.

    Args:
        connection: within the transaction of the import.
        incoming: the table of the file's keys.
        frame: the file's incidents.
        batch: the import at hand.
        path: of the file; "" where there is none.
        scope: what absence means.
    """
    absent = sa.and_(
        INCIDENTS.c.removed_batch.is_(None),
        INCIDENTS.c.added_batch != batch,
        ~sa.exists().where(incoming.c.origin == INCIDENTS.c.origin),
        ~sa.exists().where(incoming.c.event_id == INCIDENTS.c.event_id),
    )
    if scope is Scope.COMPLETE:
        datasets = sorted(set(frame["source_dataset"].tolist()))
        query = sa.select(INCIDENTS.c.event_id).where(absent, INCIDENTS.c.source_dataset.in_(datasets))
        return list(connection.execute(query.order_by(INCIDENTS.c.event_id)).scalars()), 0
    newer_than, overlapping = _earlier_files(connection, incoming, batch, path)
    if scope is Scope.PART:
        newer_than, overlapping = [], newer_than + overlapping
    gone = connection.execute(
        sa.select(INCIDENTS.c.event_id)
        .where(absent, INCIDENTS.c.added_batch.in_(newer_than))
        .order_by(INCIDENTS.c.event_id)
    ).scalars()
    unseen = connection.execute(
        sa.select(sa.func.count()).where(absent, INCIDENTS.c.added_batch.in_(overlapping))
    ).scalar_one()
    return list(gone), int(unseen)


def _earlier_files(
    connection: Connection, incoming: sa.Table, batch: int, path: str
) -> tuple[list[int], list[int]]:
    """Batches of files that this one is a newer version of, and of files that it only overlaps with."""
    held = sa.or_(
        sa.exists().where(incoming.c.origin == INCIDENTS.c.origin),
        sa.exists().where(incoming.c.event_id == INCIDENTS.c.event_id),
    )
    counts = connection.execute(
        sa.select(INCIDENTS.c.added_batch, sa.func.count(), sa.func.count().filter(held))
        .where(INCIDENTS.c.removed_batch.is_(None), INCIDENTS.c.added_batch != batch)
        .group_by(INCIDENTS.c.added_batch)
    ).all()
    paths = _paths(connection)
    files: dict[str, tuple[int, int, list[int]]] = {}
    for number, count, shared in counts:
        name = paths.get(number, "")
        before = files.get(name, (0, 0, []))
        files[name] = (before[0] + count, before[1] + shared, [*before[2], number])
    newer_than: list[int] = []
    overlapping: list[int] = []
    for name, (count, shared, numbers) in files.items():
        least = LEAST_SHARED["same file" if name and name == path else "another file"]
        if path and name and shared >= least * count:
            newer_than += numbers
        elif path and name and shared:
            overlapping += numbers
    return newer_than, overlapping


def _paths(connection: Connection) -> dict[int, str]:
    rows: Any = connection.execute(sa.select(BATCHES.c.batch_id, BATCHES.c.summary))
    return {number: json.loads(summary).get("path", "") for number, summary in rows}
